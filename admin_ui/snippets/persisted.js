import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";

async function sha256(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const client = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256 }),
    new HttpLink({ uri: "http://127.0.0.1:8080/graphql" }),
  ]),
  cache: new InMemoryCache(),
});
const PORTAL = gql`
  query Portal($slug: String!) {
    portal(slug: $slug) {
      name
    }
  }
`;
const { data } = await client.query({ query: PORTAL, variables: { slug: "nordwind" } });
console.log(data.portal.name);
