import type { TypedDocumentString } from "./gql/graphql";

const ENDPOINT = `${import.meta.env.VITE_SERVER}/graphql`;

// In memory: it is gone when the page is, and no other page can read it.
let token: string | undefined;

export function useToken(given: string | undefined): void {
  token = given;
}

/** The session has ended, or never was one. */
export class SignedOut extends Error {}

/** Run an operation as whoever is signed in. */
export async function ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = await response.json();
  if (errors?.some((error: { extensions: { code: string } }) => error.extensions.code === "UNAUTHENTICATED")) {
    throw new SignedOut();
  }
  if (errors) throw new Error(errors[0].message);
  return data;
}
