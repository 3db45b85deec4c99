"""A process of its own that runs an import and stops within its transaction: ``python -m tests.services.importer URL``.

It says ``adding`` when all customers are added and nothing is committed, and waits to be killed.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, NoReturn

from graphapi.database import open_database
from graphapi.models import CustomerImportState
from graphapi.services.import_runs import _Run, run_next_import
from tests.world import SYSTEM_ACCESS

if TYPE_CHECKING:
    from graphapi.models import CustomerImport


async def wait_to_be_killed(_run: CustomerImport, _state: CustomerImportState, **_columns: object) -> NoReturn:
    sys.stdout.write("adding\n")
    sys.stdout.flush()
    await asyncio.Event().wait()
    raise AssertionError


async def main(url: str) -> None:
    _Run._end = wait_to_be_killed
    async with open_database(url) as database:
        with database.active():
            await run_next_import(SYSTEM_ACCESS)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
