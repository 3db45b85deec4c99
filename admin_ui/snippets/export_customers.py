from os import environ
from pathlib import Path

from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport

EXPORT = GraphQLRequest("""
    mutation Export($after: String) {
      exportCustomers(first: 100, after: $after) {
        csv
        pageInfo { hasNextPage endCursor }
      }
    }
""")

headers = {"Authorization": f"Bearer {environ['TOKEN']}"}  # from signIn, or an access token
client = Client(transport=AIOHTTPTransport("http://127.0.0.1:8080/graphql", headers=headers))

parts: list[str] = []
after = None
while True:
    EXPORT.variable_values = {"after": after}
    part = client.execute(EXPORT)["exportCustomers"]
    parts.append(part["csv"])
    if not part["pageInfo"]["hasNextPage"]:
        break
    after = part["pageInfo"]["endCursor"]
Path("customers.csv").write_bytes("".join(parts).encode())
