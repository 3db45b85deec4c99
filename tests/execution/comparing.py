"""The two ways of running a document, and what they have in common: all of the answer."""

from __future__ import annotations

import json
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from graphapi.database import transaction
from schema.build import graphql_schema, schema
from schema.execution.documents import Documents
from schema.execution.run import Runner
from tests.asking import context_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from graphapi.access import Access
    from schema.execution.run import Result

# The exact way: graphql-core's executor alone.
exact = Runner(schema, Documents(graphql_schema), compiles=False)
compiled = Runner(schema, Documents(graphql_schema))
TOO_MANY = '"limit": "objects"'
NUMBER = re.compile(r"the number [0-9a-f]{8} ")


class _Undo(Exception):
    """Ends a transaction."""


@asynccontextmanager
async def undone() -> AsyncGenerator[None]:
    """Undo in the end what is changed within."""
    try:
        async with transaction():
            yield
            raise _Undo
    except _Undo:
        pass


def said(result: Result) -> dict[str, Any]:
    """What an answer says, to be compared; data as text, since the order of its fields counts too.

    Which of several fields is told of first may differ, for graphql-core runs neighbours at once: errors are sorted.
    """
    errors = [json.dumps(error, sort_keys=True, ensure_ascii=False) for error in result.errors]
    return {
        "data": json.dumps(result.data, ensure_ascii=False),
        "errors": sorted(NUMBER.sub("the number … ", error) for error in errors),
        "is_request_error": result.is_request_error,
    }


async def compare(
    access: Access, text: str, variables: dict[str, Any] | None = None, operation: str | None = None
) -> dict[str, Any]:
    """Run a query both ways, which must say the same, and once more by the plan that was kept; return what they say."""
    first, again, wanted = [
        said(await runner.run(text, context_of(access), variables=variables, operation=operation))
        for runner in (compiled, compiled, exact)
    ]
    if any(TOO_MANY in str(answer["errors"]) for answer in (first, again, wanted)):
        # By a row or two the ways differ in where that begins: test_counts tells how many.
        return wanted
    assert first == wanted, f"{access.principal.role}: {text} {json.dumps(variables)}"
    assert again == wanted, f"{access.principal.role}, the second time: {text} {json.dumps(variables)}"
    assert "INTERNAL" not in str(wanted["errors"]), wanted["errors"]
    return wanted
