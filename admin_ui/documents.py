"""The GraphQL documents of the pages, read and checked at start.

A page's documents lie beside its template, ``templates/portal/home.graphql`` beside ``home.html``. Operations are
called by their own names, which are therefore unique; the fragments in ``templates/fragments.graphql`` are for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import DocumentNode, parse, print_ast, validate
from graphql.utilities import separate_operations

if TYPE_CHECKING:
    from pathlib import Path

    from graphql import GraphQLSchema

FRAGMENTS = "fragments.graphql"


def load_documents(folder: Path, schema: GraphQLSchema) -> dict[str, str]:
    """Return the text of every operation by its name, with the fragments it uses and no others.

    Raises ValueError for a document that does not fit the schema, and for a name given twice.
    """
    shared = parse((folder / FRAGMENTS).read_text("utf-8")).definitions
    texts: dict[str, str] = {}
    for path in sorted(folder.rglob("*.graphql")):
        if path.name == FRAGMENTS:
            continue
        own = parse(path.read_text("utf-8")).definitions
        operations = separate_operations(DocumentNode(definitions=(*own, *shared)))
        for name, document in operations.items():
            if not name:
                raise ValueError(f"{path.name}: an operation has no name")
            problems = validate(schema, document)
            if problems:
                raise ValueError(f"{path.name}, {name}: {problems[0].message}")
            if name in texts:
                raise ValueError(f"{path.name}: there are two operations {name}")
            texts[name] = print_ast(document)
    return texts
