from gql import Client, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport

ENDPOINT = "http://127.0.0.1:8080/graphql"
SIGN_IN = GraphQLRequest("""
    mutation SignIn($input: SignInInput!) {
      signIn(input: $input) {
        ... on SignedIn { token }
        ... on UserError { message }
      }
    }
""")
CUSTOMERS = GraphQLRequest("""
    query Customers($after: String) {
      customers(first: 100, after: $after) {
        nodes { name email }
        pageInfo { hasNextPage endCursor }
      }
    }
""")

anonymous = Client(transport=AIOHTTPTransport(ENDPOINT))
SIGN_IN.variable_values = {
    "input": {"portal": "nordwind", "login": "owner@nordwind.example", "password": "kundenkonto-demo"}
}
signed_in = anonymous.execute(SIGN_IN)["signIn"]
if "token" not in signed_in:
    raise SystemExit(signed_in["message"])

headers = {"Authorization": f"Bearer {signed_in['token']}"}
client = Client(transport=AIOHTTPTransport(ENDPOINT, headers=headers))
after = None
while True:
    CUSTOMERS.variable_values = {"after": after}
    page = client.execute(CUSTOMERS)["customers"]
    for customer in page["nodes"]:
        print(customer["name"], customer["email"])
    if not page["pageInfo"]["hasNextPage"]:
        break
    after = page["pageInfo"]["endCursor"]
