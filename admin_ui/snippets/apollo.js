import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { SetContextLink } from "@apollo/client/link/context";
import { relayStylePagination } from "@apollo/client/utilities";

let token;
const authorization = new SetContextLink(({ headers }) => ({
  headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
}));

const client = new ApolloClient({
  link: ApolloLink.from([authorization, new HttpLink({ uri: "http://127.0.0.1:8080/graphql" })]),
  cache: new InMemoryCache({
    // Which types implement an interface: fragments on UserError and Node need to know.
    possibleTypes: { UserError: ["InvalidInput", "InvalidCredentials", "Throttled"] },
    typePolicies: { Query: { fields: { customers: relayStylePagination(["filter", "sort"]) } } },
  }),
});

const SIGN_IN = gql`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      ... on SignedIn { token }
      ... on UserError { code message }
    }
  }
`;
const input = { portal: "nordwind", login: "owner@nordwind.example", password: "kundenkonto-demo" };
const { signIn } = (await client.mutate({ mutation: SIGN_IN, variables: { input } })).data;
if (signIn.__typename !== "SignedIn") throw new Error(signIn.message);
token = signIn.token;

const CUSTOMERS = gql`
  query Customers($after: String) {
    customers(first: 1, after: $after) {
      edges { node { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const { data } = await client.query({ query: CUSTOMERS });
const customers = client.watchQuery({ query: CUSTOMERS });
await customers.fetchMore({ variables: { after: data.customers.pageInfo.endCursor } });
for (const { node } of customers.getCurrentResult().data.customers.edges) console.log(node.name);
