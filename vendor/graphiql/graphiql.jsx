import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { buildSchema } from "graphql";
import { createClient } from "graphql-ws";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";

const place = document.getElementById("graphiql");
const { examples, who } = JSON.parse(place.dataset.given);
// What was typed stays in this browser tab, for it may be a password, and only as long as the same person is signed in.
if (sessionStorage.getItem("who") !== who) {
  sessionStorage.clear();
  sessionStorage.setItem("who", who);
  // GraphiQL takes all tabs' texts from defaultTabs but that of the open one, which it expects to have kept.
  sessionStorage.setItem("graphiql:query", examples[0].query);
  sessionStorage.setItem("graphiql:variables", examples[0].variables);
}
const url = new URL("/graphql", location).href;
const fetcher = createGraphiQLFetcher({ url, wsClient: createClient({ url: url.replace("http", "ws") }) });
// Everybody may read the schema as text; introspection is for staff.
const schema = buildSchema(await (await fetch("/schema.graphql")).text());

createRoot(place).render(
  <GraphiQL fetcher={fetcher} schema={schema} storage={sessionStorage} defaultTabs={examples} />,
);
