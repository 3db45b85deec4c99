"""That Q4 did what it said: as many customers and audit entries are there as were answered."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bench.database import connected
from bench.load import CONNECTIONS, LoadFailed
from bench.systems import BARE, OURS_ON_SQLITE, SYSTEMS

if TYPE_CHECKING:
    from pathlib import Path

    from bench.rounds import Comparison

ADDED = """
    SELECT count(*), count(audit_entry.id) FROM customer
    LEFT JOIN audit_entry ON audit_entry.partner_id = customer.partner_id AND audit_entry.subject_id = customer.id
    WHERE customer.email LIKE '{prefix}%@new.example'
"""
# Requests wrk had sent when it stopped, a run.
UNDER_WAY = 2 * CONNECTIONS


async def check_additions(comparison: Comparison, runs: int) -> None:
    """See that each system added what it was asked to add, in ``runs`` runs of Q4; raises LoadFailed."""
    for system in SYSTEMS:
        said = comparison.added[system.name]
        if not said or not system.is_true:
            continue
        statement = ADDED.format(prefix=system.prefix)
        if system.name == OURS_ON_SQLITE:
            customers, entries = _count(comparison.ground.sqlite_file, statement)
        else:
            async with connected(comparison.ground.postgres_url) as connection:
                [(customers, entries)] = await connection.fetch(statement)
        if not said <= customers <= said + runs * UNDER_WAY or entries != (0 if system.name == BARE else customers):
            raise LoadFailed(
                f"{system.title} said to have added {said} customers; there are {customers}, and {entries}"
                " audit entries of them."
            )


def _count(file: Path, statement: str) -> tuple[int, int]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(statement).fetchone()
    finally:
        connection.close()
