"""What all tests stand on: one migrated database for the whole run, SQLite or PostgreSQL by ``--database``."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import pytest
from tortoise import Tortoise

from graphapi.database import Database, migrate, open_database, transaction
from tests.clock import SetClock
from tests.postgres import new_database
from tests.world import World, build_world

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

# What migrations put there.
KEPT = {"aerich", "plan"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="what the tests run on")
    parser.addoption("--examples", type=int, default=500, help="how many documents a long run generates")
    parser.addoption("--seed", type=int, help="what a long run generates them from; any by default")


@pytest.fixture(scope="session")
def dialect(request: pytest.FixtureRequest) -> str:
    """``sqlite`` or ``postgres``."""
    return request.config.getoption("--database")


@pytest.fixture(scope="session")
async def database_url(dialect: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of this run's database, for tests that start a server of their own."""
    if dialect == "postgres":
        return await new_database("kundenkonto")
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'kundenkonto.db'}"


@pytest.fixture(scope="session")
async def database(database_url: str) -> AsyncGenerator[Database]:
    """The migrated database, active in every test that asks for it."""
    async with open_database(database_url) as opened:
        await migrate(opened)
        with opened.active():
            yield opened


@pytest.fixture(scope="session")
def emptying(database: Database) -> str:
    """The statements that empty all tables, children first."""
    parents = {
        model._meta.db_table: {
            model._meta.fields_map[name].related_model._meta.db_table
            for name in model._meta.fk_fields | model._meta.o2o_fields
        }
        for model in Tortoise.apps["models"].values()
    }
    children_first = reversed(list(TopologicalSorter(parents).static_order()))
    return "".join(f'DELETE FROM "{table}";' for table in children_first if table not in KEPT)


@pytest.fixture
async def clean(database: Database, emptying: str) -> AsyncGenerator[None]:
    """Leave nothing behind: rolling back would not do, for what comes through HTTP has connections of its own."""
    yield
    await database.connection.execute_script(emptying)


@pytest.fixture
async def world(clean: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two partners with their people, and an operator."""
    monkeypatch.setattr("graphapi.services.passwords.ANSWER_AFTER", 0)
    async with transaction():
        return await build_world()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """The application's clock, standing still until it is set forward."""
    set_clock = SetClock()
    monkeypatch.setattr("graphapi.clock.now", set_clock)
    return set_clock
