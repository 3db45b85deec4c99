"""A process of its own that sets partners up and bills them, until it is killed.

``python -m tests.services.biller URL NAME``, where the name begins their slugs.

It says ``billed`` when it has billed the first.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import count

from graphapi.access import Access
from graphapi.database import open_database
from graphapi.models import Operator
from graphapi.services.partners import create_partner
from graphapi.services.people import principal_of
from tests.entering import BILLING, west
from tests.world import KEYS, SETTINGS, SYSTEM_ACCESS


async def main(url: str, name: str) -> None:
    async with open_database(url) as database:
        with database.active():
            [operator] = await SYSTEM_ACCESS.rows(Operator)
            access = Access(principal_of(operator), SETTINGS, KEYS)
            for number in count():
                await create_partner(access, new=west(slug=f"{name}-{number}", plan_code="s", billing=BILLING))
                if number == 0:
                    sys.stdout.write("billed\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
