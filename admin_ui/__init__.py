"""The pages: public ones, the customer's view, the partner's administration and the operator's console.

They read and write through GraphQL documents alone, run in-process with the access of whoever is signed in.
"""
