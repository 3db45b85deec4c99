// Runs the audit of graphql-http against a server, with somebody's token, and prints all its results as JSON.
"use strict";

const { auditServer } = require("graphql-http");

const [, , url, authorization] = process.argv;

async function main() {
  const fetchFn = (at, { headers, ...rest } = {}) => fetch(at, { ...rest, headers: { ...headers, authorization } });
  const results = await auditServer({ url, fetchFn });
  console.log(JSON.stringify(results.map(({ id, name, status, reason = null }) => ({ id, name, status, reason }))));
}

main();
