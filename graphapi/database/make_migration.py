"""Make a migration from what changed in the models: ``make migration NAME=add_notes``.

aerich compares the models with the state that the last migration recorded, offline and once per dialect; one file
serves both. What aerich cannot see (CHECKs, partial indexes, collations, rows) is written into that file by hand. The
next migration is made from the recorded state alone, so it neither sees nor disturbs it.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aerich import Command
from aerich.ddl.sqlite import SqliteDDL
from aerich.utils import get_formatted_compressed_data, get_models_describe, import_py_file
from tortoise import Tortoise

import migrations.models
from graphapi.database.config import MODELS, tortoise_config

FOLDER = Path(migrations.models.__path__[0])
APP = "models"
# Nothing is connected to: it is their dialects that count.
URLS = {"sqlite": "sqlite://:memory:", "postgres": "postgresql://nobody@localhost/none"}
NAME = re.compile(r"[a-z][a-z0-9_]{2,60}")

TEMPLATE = '''\
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
{sqlite}
"""

POSTGRES = """
{postgres}
"""

# After either: what aerich cannot see and both understand, such as partial indexes and rows.
BOTH = """
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {{"sqlite": SQLITE, "postgres": POSTGRES}}[db.capabilities.dialect] + BOTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    {state}
)
'''


@dataclass(frozen=True, slots=True)
class Draft:
    """What aerich made of the models for one dialect."""

    version: str
    sql: str
    state: str


def make_migration(name: str, *, folder: Path = FOLDER, models: tuple[str, ...] = MODELS) -> Path | None:
    """Write the migration that leads from the last one's state to the present models; None if they agree."""
    # aerich goes through sets: with this, one change gives one file.
    os.environ["PYTHONHASHSEED"] = "0"
    # A fresh process per dialect: aerich and Tortoise keep what they know of it on their classes.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(URLS), mp_context=spawn, max_tasks_per_child=1) as processes:
        sqlite, postgres = processes.map(_draft, URLS.values(), *([value] * 2 for value in (name, folder, models)))
    draft = sqlite or postgres
    if draft is None:
        return None
    file = folder / draft.version
    text = TEMPLATE.format(
        sqlite=sqlite.sql if sqlite else "", postgres=postgres.sql if postgres else "", state=draft.state
    )
    file.write_text(text, encoding="utf-8")
    return file


def _draft(url: str, name: str, folder: Path, models: tuple[str, ...]) -> Draft | None:
    known = {file.name for file in folder.glob("[0-9]*_*.py")}
    with tempfile.TemporaryDirectory() as scratch:
        copies = Path(scratch, APP)
        if known:
            shutil.copytree(folder, copies)
        state = asyncio.run(_compare(url, name, scratch, models, is_first=not known))
        made = [file for file in copies.glob("[0-9]*_*.py") if file.name not in known]
        if not made:
            return None
        return Draft(made[0].name, _tidy(asyncio.run(import_py_file(made[0]).upgrade(None))), state)


async def _compare(url: str, name: str, location: str, models: tuple[str, ...], *, is_first: bool) -> str:
    """Let aerich write what changed, and return the state of the models."""
    config = tortoise_config(url, models=(*models, "aerich.models"))
    await Tortoise.init(config=config)
    _forget_descriptions()
    for change in ("modify_column", "alter_column_default", "alter_column_null"):
        setattr(SqliteDDL, change, _by_hand)
    command = Command(config, app=APP, location=location)
    if is_first:
        await command.init_migrations(safe=False)
    else:
        await command.init(offline=True)
        await command.migrate(name, no_input=True, offline=True)
    return get_formatted_compressed_data(get_models_describe(APP))


def _forget_descriptions() -> None:
    """Leave comments out of the schema.

    Tortoise makes them of docstrings and of the members of enums: every better wording would be a migration.
    """
    for model in Tortoise.apps[APP].values():
        model._meta.table_description = ""
        for field in model._meta.fields_map.values():
            field.description = None


def _by_hand(_ddl: SqliteDDL, model: Any, field: dict[str, Any], *_: Any) -> str:
    """Stand in for what SQLite cannot do, and fail until somebody has written the table's rebuild instead."""
    return f'REBUILD "{model._meta.db_table}" BY HAND, for "{field["db_column"]}" changes'


def _tidy(sql: str) -> str:
    lines = [line.removeprefix(" " * 8).rstrip() for line in sql.strip().splitlines()]
    return "\n".join(lines).replace("\\", "\\\\")


def main() -> None:
    """Make a migration and say where it is."""
    parser = argparse.ArgumentParser(prog="make migration", description="Make a migration from what changed in models.")
    parser.add_argument("name", help="what it does, such as add_notes")
    name: str = parser.parse_args().name
    if not NAME.fullmatch(name):
        parser.error("write NAME in small letters and underscores, such as add_notes")
    file = make_migration(name)
    if file is None:
        sys.stdout.write("The models and the last migration agree: there is nothing to do.\n")
        return
    sys.stdout.write(f"{file}\nRead it, and add by hand what aerich cannot see: CHECKs, partial indexes, rows.\n")


if __name__ == "__main__":
    main()
