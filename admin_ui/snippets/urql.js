import { Client, cacheExchange, fetchExchange, gql } from "@urql/core";

let token;
const client = new Client({
  url: "http://127.0.0.1:8080/graphql",
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: false,
  fetchOptions: () => ({ headers: token ? { Authorization: `Bearer ${token}` } : {} }),
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
const { signIn } = (await client.mutation(SIGN_IN, { input }).toPromise()).data;
if (signIn.__typename !== "SignedIn") throw new Error(signIn.message);
token = signIn.token;

const CUSTOMERS = gql`
  query Customers($search: String) {
    customers(first: 10, filter: { search: $search }) {
      nodes { id name status }
    }
  }
`;
const { data, error } = await client.query(CUSTOMERS, { search: "anna" }).toPromise();
if (error) throw error;
for (const customer of data.customers.nodes) console.log(`${customer.name}: ${customer.status}`);
