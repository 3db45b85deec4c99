"""A process of its own that adds customers when it is told to: ``python -m tests.services.rival URL MEMBER NAME…``.

It says ``ready``, waits for a line, and says of each name how it went.
"""

from __future__ import annotations

import asyncio
import sys
from uuid import UUID

from graphapi.database import open_database
from graphapi.errors import DomainError
from graphapi.models import Member
from graphapi.services.customers import create_customer
from tests.entering import cora
from tests.world import SYSTEM_ACCESS, someone


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def main(url: str, member_id: str, *names: str) -> None:
    async with open_database(url) as database:
        with database.active():
            access = someone(await SYSTEM_ACCESS.get(Member, UUID(member_id))).access
            say("ready")
            await asyncio.to_thread(sys.stdin.readline)
            for name in names:
                try:
                    await create_customer(access, new=cora(email=f"{name}@example.com"))
                    say("added")
                except DomainError as error:
                    say(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
