"""Exporting customers as a file: what is in it, and that it can be imported again."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from graphapi import clock as present
from graphapi.ids import encode_id
from graphapi.models import Account, Customer, CustomerImportState, Language, Partner, Share
from graphapi.services.customer_imports import import_customers
from graphapi.services.import_runs import run_next_import
from tests.asking import ask, refusal
from tests.entering import add_cora, base64_of, folder
from tests.statements import recorded_statements
from tests.world import add_customer, add_share, someone

EXPORT = """mutation($first: Int, $after: String, $filter: CustomerFilter, $sort: CustomerSort) {
    exportCustomers(first: $first, after: $after, filter: $filter, sort: $sort) {
        csv pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } }"""
HEADERS = "Customer number,First name,Last name,Company,E-mail,User name,Language,Note,Link,Title"


async def export(access, **variables) -> dict:
    return (await ask(access, EXPORT, **variables))["exportCustomers"]


async def whole(access, *, first: int, **variables) -> str:
    """All parts of an export, put together."""
    part = await export(access, first=first, **variables)
    text = part["csv"]
    while part["pageInfo"]["hasNextPage"]:
        part = await export(access, first=first, after=part["pageInfo"]["endCursor"], **variables)
        text += part["csv"]
    return text


async def test_an_export_has_a_line_for_each_customer(world):
    assert await export(world.north.editor.access) == {
        "csv": f"{HEADERS}\r\n,Anna,Adler,,anna@example.com,anna,en,,,\r\n,Ben,Berg,,ben@example.com,,en,,,\r\n",
        "pageInfo": {
            "hasNextPage": False,
            "hasPreviousPage": False,
            "startCursor": (await export(world.north.editor.access))["pageInfo"]["startCursor"],
            "endCursor": (await export(world.north.editor.access))["pageInfo"]["endCursor"],
        },
    }


async def test_it_speaks_its_readers_language_and_separates_cells_as_its_spreadsheets_do(world):
    world.north.editor.row.language = Language.DE
    text = (await export(someone(world.north.editor.row).access))["csv"]

    assert text.splitlines()[0] == ("Kundennummer;Vorname;Nachname;Firma;E-Mail;Benutzername;Sprache;Notiz;Link;Titel")


@pytest.mark.parametrize("first", [1, 3, 7, 100])
async def test_the_parts_put_together_are_the_file(world, first):
    for number in range(10):
        await add_customer(world.north.partner, first_name=f"Kim{number}")

    text = await whole(world.north.editor.access, first=first, sort={"field": "EMAIL", "direction": "DESC"})

    names = [row["First name"] for row in csv.DictReader(io.StringIO(text))]
    assert names == [*(f"Kim{number}" for number in reversed(range(10))), "Ben", "Anna"]
    assert await world.actions() == ["customers.exported"]


async def test_it_is_narrowed_as_the_list_is(world):
    found = await export(world.north.editor.access, filter={"search": "adler"})
    nobody = await export(world.north.editor.access, filter={"status": ["DRAFT"]})

    assert [line.split(",")[1] for line in found["csv"].splitlines()] == ["First name", "Anna"]
    assert nobody["csv"] == f"{HEADERS}\r\n"


async def test_links_are_in_it_as_their_customers_see_them_and_passwords_never(world):
    now = present.now()
    anna, ben = world.north.anna.row, world.north.ben.row
    await add_share(world.north.partner, title="Two", url="https://c.example/2", recipients=[anna, ben], position=2)
    await add_share(
        world.north.partner, title="One", url="https://c.example/1", recipients=[anna], position=1, password="hidden"
    )
    await add_share(world.north.partner, title="For all", url="https://c.example/all")
    for title, times in (
        ("Past", {"valid_until": now - timedelta(days=1)}),
        ("To come", {"valid_from": now + timedelta(days=1)}),
    ):
        await add_share(world.north.partner, title=title, recipients=[anna], **times)
    await add_share(world.south.partner, title="South", recipients=[world.south.anna.row])

    text = (await export(world.north.editor.access))["csv"]

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["Link"], row["Title"]) for row in rows] == [
        ("https://c.example/1\nhttps://c.example/2", "One\nTwo"),
        ("https://c.example/2", "Two"),
    ]
    assert "hidden" not in text


async def test_nothing_in_it_is_a_formula(world):
    await add_cora(world, first_name='=HYPERLINK("http://evil.example")', last_name="+1", company="-1", note="@x")

    [row] = csv.DictReader(io.StringIO((await export(world.north.editor.access, filter={"search": "cora"}))["csv"]))

    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    assert row["First name"] == '\'=HYPERLINK("http://evil.example")'


async def test_what_was_exported_can_be_imported_elsewhere(world):
    await add_cora(
        world,
        first_name="=Cora",
        company='Cramer; Söhne, "& Co"',
        username="cora",
        number="007",
        note="- calls\n'on' Mondays",
        language=Language.DE,
        shares=[folder(title="+Drafts", password="hidden"), folder(url="https://c.example/2", title="Two")],
    )
    text = (await export(world.north.editor.access, filter={"search": "cora"}))["csv"]

    await import_customers(
        world.south.editor.access, content_base64=base64_of(text.encode()), dry_run=False, invite=False
    )
    assert await run_next_import(world.system)

    kept = ("first_name", "last_name", "company", "email", "username", "number", "note", "language", "search_key")
    north, south = await world.system.rows(Customer).filter(search_key__contains="cora").order_by("id")
    assert [getattr(south, name) for name in kept] == [getattr(north, name) for name in kept]
    assert south.partner_id == world.south.id
    shares = await world.system.rows(Share).filter(partner_id=world.south.id).order_by("position")
    assert [(share.title, share.url, share.password_sealed) for share in shares] == [
        ("+Drafts", "https://cloud.example.com/s/abcd1234", None),
        ("Two", "https://c.example/2", None),
    ]


async def test_the_whole_of_it_comes_back_as_a_file_without_problems_for_an_empty_partner(world):
    for number in range(20):
        await add_cora(world, email=f"cora{number}@example.com", number=str(number), shares=[folder()])
    text = await whole(world.north.editor.access, first=6)
    for person in (world.south.anna, world.south.ben):
        await world.system.rows(Account).filter(id=person.account_id).delete()
    await world.system.rows(Partner).filter(id=world.south.id).update(customer_limit=None)

    row = await import_customers(
        world.south.owner.access, content_base64=base64_of(text.encode()), dry_run=True, invite=False
    )

    assert (row.state, row.row_count, row.problems) == (CustomerImportState.CHECKED, 22, [])


@pytest.mark.parametrize("count", [1, 100])
async def test_a_part_costs_the_same_however_long_it_is(world, count):
    for number in range(count):
        customer = await add_customer(world.north.partner, first_name=f"Kim{number}")
        await add_share(world.north.partner, recipients=[customer, world.north.anna.row])

    with recorded_statements() as statements:
        await export(world.north.editor.access, first=100)

    # The customers, who receives what, the shares, the log.
    assert len(statements) == 4


async def test_whoever_may_not_change_customers_exports_none(world):
    for access in (world.north.viewer.access, world.operator.access, world.north.anna.access):
        assert (await refusal(access, EXPORT))[0] == "FORBIDDEN"
    assert (await refusal(world.anonymous, EXPORT))[0] == "UNAUTHENTICATED"
    assert await world.actions() == []


async def test_another_partners_customers_are_in_no_export(world):
    south = encode_id("partner", world.south.id)
    part = await export(world.north.owner.access, filter={"partnerId": south})
    cursor = (await export(world.south.owner.access, first=1))["pageInfo"]["endCursor"]
    rest = await export(world.north.owner.access, after=cursor)

    assert part["csv"] == f"{HEADERS}\r\n"
    assert "Ben" in rest["csv"]
    assert (await refusal(world.north.owner.access, EXPORT, after="x"))[0] == "BAD_USER_INPUT"
