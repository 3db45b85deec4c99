"""The application behind the digital customer account: rules and machinery, with no GraphQL and no HTML in it."""
