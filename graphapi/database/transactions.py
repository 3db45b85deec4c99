"""Transactions, and which constraint a refused one broke."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any

from tortoise.transactions import in_transaction

if TYPE_CHECKING:
    from tortoise.backends.base.client import TransactionContext
    from tortoise.exceptions import IntegrityError, OperationalError

# PostgreSQL's, of the SQL standard's class 23.
UNIQUE_VIOLATION = "23505"
CHECK_VIOLATION = "23514"
LOCK_NOT_AVAILABLE = "55P03"
# As in "Key (partner_id, email_key)=(…) already exists.", whose words are in the server's language.
_POSTGRES = re.compile(r"\((?P<columns>[^=]+)\)=\(")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (?P<name>.+)")
# As in "UNIQUE constraint failed: account.partner_id, account.email_key".
_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>(?P<table>\w+)\..+)")


def transaction() -> TransactionContext:
    """Begin a transaction, or a savepoint within one.

    To catch an IntegrityError and go on, wrap what may raise it in a transaction of its own: PostgreSQL accepts nothing
    more in one that had an error. Within a transaction there is no hashing, no I/O and no task that outlives it: on
    SQLite everybody else waits meanwhile.
    """
    return in_transaction()


def is_lock_timeout(error: OperationalError) -> bool:
    """Tell whether a statement was ended because what it waited for took too long."""
    cause: Any = error.args[0] if error.args else None
    return getattr(cause, "sqlstate", None) == LOCK_NOT_AVAILABLE


def constraint_of(error: IntegrityError) -> str | None:
    """Name the constraint that was broken, the same on both databases.

    A unique one, partial ones included, by its columns, such as ``account(partner_id, email_key)``; a CHECK by its
    name; None for any other.
    """
    cause: Any = error.args[0] if error.args else None
    if getattr(cause, "sqlstate", None) == CHECK_VIOLATION:
        return cause.constraint_name
    if getattr(cause, "sqlstate", None) == UNIQUE_VIOLATION and (found := _POSTGRES.search(cause.detail)):
        return f"{cause.table_name}({found['columns']})"
    if isinstance(cause, sqlite3.IntegrityError) and (found := _SQLITE_CHECK.fullmatch(str(cause))):
        return found["name"]
    if isinstance(cause, sqlite3.IntegrityError) and (found := _SQLITE_UNIQUE.fullmatch(str(cause))):
        return f"{found['table']}({found['columns'].replace(found['table'] + '.', '')})"
    return None
