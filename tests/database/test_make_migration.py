"""Migrations that are made from changes of the models, and edited by hand."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from tortoise.exceptions import IntegrityError

from graphapi.database import MigrationFailed, constraint_of, migrate, open_database
from graphapi.database.make_migration import main, make_migration
from graphapi.database.migrate import migrations

BEFORE = """
from tortoise import fields
from tortoise.models import Model

class Shop(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=50)

    class Meta:
        table = "shop"
"""
# More columns at once than aerich's sets would keep in order.
AFTER = (
    BEFORE.replace("class Meta", "city = fields.CharField(max_length=50, null=True)\n    class Meta")
    + """
    street = fields.CharField(max_length=50, null=True)
    postal_code = fields.CharField(max_length=50, null=True)
    country = fields.CharField(max_length=50, null=True)

class Article(Model):
    id = fields.IntField(primary_key=True)
    shop = fields.ForeignKeyField("models.Shop")

    class Meta:
        table = "article"
        unique_together = (("shop", "id"),)
"""
)
LONGER = BEFORE.replace("max_length=50", "max_length=80")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for migrations, beside the models as they were and as they become."""
    for name, text in {"shop_before": BEFORE, "shop_after": AFTER, "shop_longer": LONGER}.items():
        (tmp_path / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    folder = tmp_path / f"shop_migrations_{tmp_path.name}"
    folder.mkdir()
    return folder


@pytest.mark.long
async def test_what_is_written_by_hand_stays_and_is_not_repeated(folder: Path, scratch_url: str):
    first = make_migration("ignored", folder=folder, models=("shop_before",))
    column = '"name" VARCHAR(50) NOT NULL'
    text = first.read_text()
    text = text.replace(column, f"{column} CONSTRAINT shop_name CHECK (name <> '')")
    text = text.replace('BOTH = """\n', 'BOTH = """\nINSERT INTO shop (id, name) VALUES (7, \'Nord\');\n')
    first.write_text(text)

    second = make_migration("add_articles", folder=folder, models=("shop_after",))
    assert "shop_name" not in second.read_text()
    assert "Nord" not in second.read_text()
    assert make_migration("nothing", folder=folder, models=("shop_after",)) is None

    async with open_database(scratch_url) as database:
        assert await migrate(database, known=migrations(folder.name)) == [first.name, second.name]
        await database.connection.execute_query("INSERT INTO article (id, shop_id) VALUES (1, 7)")
        with pytest.raises(IntegrityError) as refusal:
            await database.connection.execute_query("INSERT INTO shop (id, name, city) VALUES (8, '', 'Kiel')")
    assert constraint_of(refusal.value) == "shop_name"


@pytest.mark.long
def test_one_change_makes_one_file(folder: Path):
    make_migration("init", folder=folder, models=("shop_before",))
    texts = set()
    for _ in range(2):
        made = make_migration("add_articles", folder=folder, models=("shop_after",))
        texts.add(made.read_text())
        made.unlink()
    assert len(texts) == 1


@pytest.mark.long
async def test_what_sqlite_cannot_change_is_left_to_be_written_by_hand(folder: Path, scratch_url: str):
    make_migration("init", folder=folder, models=("shop_before",))
    made = make_migration("longer_names", folder=folder, models=("shop_longer",))
    assert 'REBUILD "shop" BY HAND, for "name" changes;' in made.read_text()
    async with open_database(scratch_url) as database:
        known = migrations(folder.name)
        if database.dialect == "postgres":
            assert len(await migrate(database, known=known)) == 2
        else:
            with pytest.raises(MigrationFailed, match="REBUILD"):
                await migrate(database, known=known)


@pytest.mark.parametrize("name", ["", "Ad", "add notes", "../escape", "0_numbered"])
def test_a_name_that_is_no_file_name_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.argv", ["make_migration", name])
    with pytest.raises(SystemExit):
        main()
    assert "write NAME in small letters and underscores, such as add_notes" in capsys.readouterr().err
