"""The GraphQL API: a noun a file, over the services of ``graphapi``."""
