"""Running GraphQL documents: how a selection becomes one statement a level, and its rows an answer.

The obvious way to execute GraphQL calls a function for every field of every row, and asks the database from within
them. Here a document is *compiled* instead, the first time it is seen, and from then on run as what it was compiled to:

    text ── documents ──▶ document ── compile ──▶ operation ── run ──▶ answer
              limits         selection, shaping      fetch, sql, connections, outputs

1. ``documents`` parses and validates each text once, and ``limits`` measures it in one walk.
2. Types say by ``mapping`` what their fields read: a column, something computed from columns, a relation. A root field
   returns a *scoped query*: which rows, in which order, within the viewer's sight, but not yet which columns.
3. ``compile``, ``selection`` and ``shaping`` turn the selection into *fetches* (which columns of which table, and what
   they lead to) and *shapes* (what is made of the rows). ``shapes`` writes a Python function for each shape, whose one
   loop makes the dictionaries of a whole level, with the conversions (``codecs``) of its columns.
4. ``run`` calls the root fields; ``fetch`` writes and sends the statements (``sql``), one a level, and hands the rows
   to the shapes; ``connections`` makes pages of them, and ``outputs`` completes whatever else a root field returned.

Whenever anything is out of the ordinary – a field that is not permitted, a null where none may be, an error – the
operation is run by graphql-core's own executor and Strawberry's resolvers (``loading``), field by field, so that every
answer, error and path is what the specification says. Both ways are compared on thousands of documents by the tests.

Nothing in this package knows a noun: a new type is a declaration.
"""
