"""Asking the API in-process, as somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schema.build import runner
from schema.context import Context

if TYPE_CHECKING:
    from graphapi.access import Access
    from schema.execution.run import Result


def context_of(access: Access, **more: Any) -> Context:
    """What a document is run with for somebody, in English unless it has a language."""
    return Context(access=access, **{"language": access.principal.language or "en"} | more)


async def run(access: Access, text: str, **variables: Any) -> Result:
    """Run a document."""
    return await runner.run(text, context_of(access), variables=variables)


async def ask(access: Access, text: str, **variables: Any) -> dict[str, Any]:
    """Run a document that must succeed, and return its data."""
    result = await run(access, text, **variables)
    assert not result.errors, result.errors
    assert result.data is not None
    return result.data


async def refusal(access: Access, text: str, **variables: Any) -> tuple[str, str]:
    """Run a document that gets exactly one error, and return its code and message."""
    result = await run(access, text, **variables)
    [error] = result.errors
    return error["extensions"]["code"], error["message"]
