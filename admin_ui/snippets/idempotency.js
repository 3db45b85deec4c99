const token = process.env.TOKEN; // from signIn, or an access token
// Of this one customer, and kept until it is known to be saved.
const key = crypto.randomUUID();

async function addCustomer(input) {
  const response = await fetch("http://127.0.0.1:8080/graphql", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${token}`,
      "Idempotency-Key": key,
    },
    body: JSON.stringify({
      query: `mutation AddCustomer($input: CreateCustomerInput!) {
        createCustomer(input: $input) {
          ... on CustomerSaved { customer { id name } }
          ... on UserError { message }
        }
      }`,
      variables: { input },
    }),
  });
  return (await response.json()).data.createCustomer;
}

const input = { firstName: "Zoe", lastName: "Zander", email: "zoe.zander@example.com", invite: false };
const once = await addCustomer(input);
const again = await addCustomer(input); // as after an answer that never came
console.log(once.customer.name, once.customer.id === again.customer.id);
