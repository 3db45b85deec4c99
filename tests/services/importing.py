"""Importing customers, in the tests' world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapi.i18n import message, translate
from graphapi.models import Customer
from graphapi.services.customer_imports import import_customers, start_customer_import
from graphapi.services.import_runs import run_next_import
from tests.entering import file_of

if TYPE_CHECKING:
    from graphapi.models import CustomerImport
    from tests.world import Someone, World

CARL, DORA = "Carl;Cordes;carl@example.com", "Dora;Düne;dora@example.com"


async def look_through(world: World, *lines: str, who: Someone[Any] | None = None, **options: Any) -> CustomerImport:
    """Have the editor of *north* upload a file."""
    access = (who or world.north.editor).access
    content = options.pop("content", None) or file_of(*lines, **options)
    return await import_customers(access, content_base64=content, dry_run=True, invite=False)


async def start(world: World, row: CustomerImport, *, invite: bool = False) -> CustomerImport:
    return await start_customer_import(world.north.editor.access, import_id=row.id, invite=invite)


async def run(world: World, row: CustomerImport) -> CustomerImport:
    """Do what the server does in the background."""
    assert await run_next_import(world.system)
    assert not await run_next_import(world.system)
    return await world.fresh(row)


async def imported(world: World, *lines: str, invite: bool = False, **options: Any) -> CustomerImport:
    row = await look_through(world, *lines, **options)
    assert row.problems == []
    return await run(world, await start(world, row, invite=invite))


def told(row: CustomerImport) -> list[tuple[int, str | None, str]]:
    """What is wrong, as an English reader sees it."""
    return [(number, column, translate(message(text, **values), "en")) for number, column, text, values in row.problems]


async def newcomers(world: World) -> list[Customer]:
    """The customers of *north* that were not there at first, by their numbers in time."""
    known = [world.north.anna.id, world.north.ben.id]
    return await world.system.rows(Customer).filter(partner_id=world.north.id).exclude(id__in=known).order_by("id")
