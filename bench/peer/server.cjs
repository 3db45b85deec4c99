// PostGraphile 5 over our tables, in production settings: amber preset, plain lists instead of connections, no node
// interface, a pool of 10. With ROW_LEVEL_SECURITY=yes it also does what whoever serves several tenants has to: it
// finds out who asks, and lets the policies of the tables decide.
"use strict";

const { createServer } = require("node:http");
const { createHash } = require("node:crypto");
const { Pool } = require("pg");
const { postgraphile } = require("postgraphile");
const { PostGraphileAmberPreset } = require("postgraphile/presets/amber");
const { makePgService } = require("postgraphile/adaptors/pg");
const { grafserv } = require("postgraphile/grafserv/node");

const { DATABASE_URL, PORT, ROW_LEVEL_SECURITY } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });

// As of our own server: one statement by a unique index, for every request.
const WHO = {
  name: "who",
  text: `SELECT account.partner_id, member.id AS member_id, customer.id AS customer_id
    FROM session JOIN account ON account.id = session.account_id AND account.disabled_at IS NULL
    JOIN partner ON partner.id = account.partner_id AND partner.status = 'ACTIVE'
    LEFT JOIN member ON member.account_id = account.id
    LEFT JOIN customer ON customer.account_id = account.id
    WHERE session.token_hash = $1 AND session.expires_at > now()`,
};

async function settingsOf(request) {
  const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
  const hash = createHash("sha256").update(token ?? "").digest("hex");
  const { rows: [who] } = await pool.query({ ...WHO, values: [hash] });
  return {
    role: "bench_tenant",
    "app.partner_id": who?.partner_id ?? "",
    "app.customer_id": who?.customer_id ?? "",
    "app.member_id": who?.member_id ?? "",
  };
}

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ["public"] })],
  schema: { defaultBehavior: "-connection +list -node" },
  grafserv: { graphqlPath: "/graphql", graphiql: false, websockets: false, watch: false, outputDataAsString: true },
  grafast: {
    explain: false,
    ...(ROW_LEVEL_SECURITY === "yes" && {
      context: async (raw) => ({ pgSettings: await settingsOf(raw.node.req) }),
    }),
  },
};

async function main() {
  const instance = postgraphile(preset);
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  await instance.getSchema();
  server.listen(Number(PORT), "127.0.0.1");
  const stop = () => server.close(() => pool.end().then(() => process.exit(0)));
  process.on("SIGTERM", () => { server.closeAllConnections(); stop(); });
}

main();
