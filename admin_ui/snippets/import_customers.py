import base64
import time
from os import environ
from pathlib import Path

from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport

LOOK_THROUGH = GraphQLRequest("""
    mutation LookThrough($input: ImportCustomersInput!) {
      importCustomers(input: $input) {
        __typename
        ... on CustomerImportSaved {
          customerImport { id rowCount problemCount problems { row column message } }
        }
        ... on UserError { message }
      }
    }
""")
START = GraphQLRequest("""
    mutation Start($id: ID!, $input: StartCustomerImportInput!) {
      startCustomerImport(id: $id, input: $input) {
        __typename
        ... on UserError { message }
      }
    }
""")
PROGRESS = GraphQLRequest("""
    query Progress($id: ID!) {
      customerImport(id: $id) { state rowsDone rowCount }
    }
""")

headers = {"Authorization": f"Bearer {environ['TOKEN']}"}  # from signIn, or an access token
client = Client(transport=AIOHTTPTransport("http://127.0.0.1:8080/graphql", headers=headers))

content = base64.b64encode(Path("customers.csv").read_bytes()).decode()
LOOK_THROUGH.variable_values = {"input": {"contentBase64": content}}
looked_through = client.execute(LOOK_THROUGH)["importCustomers"]
if looked_through["__typename"] != "CustomerImportSaved":
    raise SystemExit(looked_through["message"])
found = looked_through["customerImport"]
for problem in found["problems"]:
    print(f"row {problem['row']}, {problem['column']}: {problem['message']}")
if found["problemCount"]:
    raise SystemExit("Nothing was added.")

START.variable_values = {"id": found["id"], "input": {"invite": False}}
started = client.execute(START)["startCustomerImport"]
if started["__typename"] != "CustomerImportSaved":
    raise SystemExit(started["message"])
PROGRESS.variable_values = {"id": found["id"]}
while (progress := client.execute(PROGRESS)["customerImport"])["state"] == "RUNNING":
    print(f"{progress['rowsDone']} of {progress['rowCount']}")
    time.sleep(1)
print(progress["state"])
