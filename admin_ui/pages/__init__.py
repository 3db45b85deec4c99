"""The pages, a noun a file; each one's template and document lie in ``templates`` under the same name."""
