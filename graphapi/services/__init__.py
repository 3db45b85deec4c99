"""The use cases, a noun a file: the only place that changes data.

A function takes the access first and all else by keyword; ``find_*`` may return None, ``get_*`` raises NotFound, and a
plural noun gives a scoped query that the caller narrows to what it selects.
"""
