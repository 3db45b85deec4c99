"""The database: Tortoise on SQLite or PostgreSQL, by URL, with transactions and migrations that can be trusted."""

from __future__ import annotations

from graphapi.database.config import InvalidDatabaseUrl, sqlite_path, tortoise_config
from graphapi.database.connection import Database, DatabaseUnavailable, open_database
from graphapi.database.migrate import MigrationFailed, migrate, pending
from graphapi.database.statements import truncate_log
from graphapi.database.transactions import constraint_of, transaction

__all__ = [
    "Database",
    "DatabaseUnavailable",
    "InvalidDatabaseUrl",
    "MigrationFailed",
    "constraint_of",
    "migrate",
    "open_database",
    "pending",
    "sqlite_path",
    "tortoise_config",
    "transaction",
    "truncate_log",
]
