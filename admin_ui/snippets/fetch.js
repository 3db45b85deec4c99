const endpoint = "http://127.0.0.1:8080/graphql";

async function ask(query, variables, token) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`${errors[0].extensions.code}: ${errors[0].message}`);
  return data;
}

const { signIn } = await ask(
  `mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignedIn { token }
      ... on UserError { message }
    }
  }`,
  { input: { portal: "nordwind", login: "anna.keller@example.com", password: "kundenkonto-demo" } },
);
if (signIn.__typename !== "SignedIn") throw new Error(signIn.message);

const { viewer } = await ask(
  `query MyFolders {
    viewer {
      name
      customer { shares { title provider { name } hasPassword } }
      partner { globalShares { title provider { name } hasPassword } }
    }
  }`,
  {},
  signIn.token,
);
console.log(viewer.name);
for (const share of [...viewer.customer.shares, ...viewer.partner.globalShares]) {
  console.log(`${share.title}, at ${share.provider.name}`);
}
