import { createClient } from "graphql-ws";

const token = process.env.TOKEN; // from signIn, or an access token
const client = createClient({
  url: "ws://127.0.0.1:8080/graphql",
  // It connects again by itself, unless the token has ended.
  connectionParams: { authorization: `Bearer ${token}` },
});

const query = "subscription { auditLog { at actorName summary } }";
for await (const { data, errors } of client.iterate({ query })) {
  if (errors) throw new Error(errors[0].message);
  console.log(`${data.auditLog.actorName}: ${data.auditLog.summary}`);
  break;
}
