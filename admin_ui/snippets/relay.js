import { Environment, Network, RecordSource, Store, fetchQuery, graphql } from "relay-runtime";

const token = process.env.TOKEN; // from signIn, as with plain fetch

async function ask({ text }, variables) {
  const response = await fetch("http://127.0.0.1:8080/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: text, variables }),
  });
  return response.json();
}

const environment = new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });

const query = graphql`
  query relayCustomersQuery {
    viewer {
      id
      name
    }
    customers(first: 10) @connection(key: "Customers_customers") {
      edges {
        node {
          name
        }
      }
    }
  }
`;
const { viewer, customers } = await fetchQuery(environment, query, {}).toPromise();
console.log(`${viewer.name} looks after`);
for (const { node } of customers.edges) console.log(node.name);
