"""All that a partner has, as a file: asked for, made in the background, fetched once."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile

import pytest

from graphapi.errors import Forbidden, InvalidInput, NotFound, Unauthenticated, WrongState
from graphapi.models import ExportChunk, ExportState, InvoiceKind, Logo, PartnerExport
from graphapi.services import export_files, partner_exports
from graphapi.services.housekeeping import forget_what_ended
from graphapi.services.invoice_documents import make_documents
from graphapi.services.partner_exports import export_partner, make_exports, read_export, take_export
from tests.invoices import add_invoice
from tests.world import KEYS, add_customer, add_share


async def ask_for(world, *, who=None, **more) -> None:
    access = who or world.north.owner.access
    await export_partner(access, partner_id=world.north.id, **{"includes_passwords": False} | more)


async def token_of(world) -> str:
    export = await world.system.rows(PartnerExport).order_by("-id").first()
    return KEYS.one_time_token(export.id, export.key_id)


async def fetch(access, token: str) -> bytes:
    export = await take_export(access, token=token)
    return b"".join([piece async for piece in await read_export(access, export=export)])


async def exported(world, *, who=None, **more) -> dict[str, bytes]:
    """What is in the file."""
    await ask_for(world, who=who, **more)
    await make_exports(world.system)
    content = await fetch(who or world.north.owner.access, await token_of(world))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
async def full(world):
    """North with something of everything."""
    north = world.north.partner
    anna = world.north.anna.row
    await world.system.rows(type(anna)).filter(id=anna.id).update(note="=HYPERLINK(1)", number="-1")
    await add_share(north, title="Drafts", password="geheim", recipients=[anna])
    await world.system.add(Logo(partner_id=north.id, content_type="image/png", content=b"picture"))
    return world


async def test_an_owner_gets_everything_of_its_partner_and_nothing_of_another(full):
    files = await exported(full)

    assert list(files) == [
        "partner.json",
        "logo.png",
        "team.json",
        "customers.json",
        "customers.csv",
        "shares.json",
        "mails.json",
        "log.json",
        "agreements.json",
        "invoices.json",
    ]
    read = {name: json.loads(content) for name, content in files.items() if name.endswith(".json")}
    assert (read["partner.json"]["slug"], read["partner.json"]["subscription"]["plan"]) == ("north", "m")
    assert [member["name"] for member in read["team.json"]] == ["Olga North", "Emil North", "Vera North"]
    assert [customer["firstName"] for customer in read["customers.json"]] == ["Anna", "Ben"]
    [share] = read["shares.json"]
    assert share["recipients"] == [read["customers.json"][0]["id"]]
    assert [entry["action"] for entry in read["log.json"]] == ["partner.exported"]
    assert files["logo.png"] == b"picture"
    everything = b"".join(files.values()).decode().casefold()
    assert [trace for trace in ("south", "geheim", "$2b$", "hash") if trace in everything] == []


async def test_invoices_are_in_it_with_their_documents(world):
    await add_invoice(world.north.partner)
    await make_documents(world.system)
    await add_invoice(world.north.partner, number="2026-000002")
    await add_invoice(world.south.partner, number="2026-000003")

    files = await exported(world)

    assert [invoice["number"] for invoice in json.loads(files["invoices.json"])] == ["2026-000001", "2026-000002"]
    assert [name for name in files if name.endswith(".pdf")] == ["invoices/Invoice-2026-000001.pdf"]
    assert files["invoices/Invoice-2026-000001.pdf"].startswith(b"%PDF-1.7")


async def test_no_cell_of_the_table_is_a_formula(full):
    table = (await exported(full))["customers.csv"].decode("utf-8-sig").splitlines()

    assert table[0].split(",")[:4] == ["id", "number", "firstName", "lastName"]
    assert ",'-1,Anna,Adler," in table[1]
    assert table[1].endswith(",'=HYPERLINK(1)")


async def test_folders_passwords_are_in_it_only_if_the_owner_wants_them(full):
    [share] = json.loads((await exported(full, includes_passwords=True))["shares.json"])

    assert share["password"] == "geheim"
    assert (await full.actions())[0] == "partner.exported_with_passwords"


async def test_an_operators_export_has_no_notes_no_links_to_folders_and_no_passwords(full):
    files = await exported(full, who=full.operator.access)

    assert b"HYPERLINK" not in b"".join(files.values())
    assert [(share["title"], "url" in share) for share in json.loads(files["shares.json"])] == [("Drafts", False)]
    with pytest.raises(InvalidInput):
        await ask_for(full, who=full.operator.access, includes_passwords=True)


async def test_it_is_fetched_once_and_then_gone(world):
    await ask_for(world)
    await make_exports(world.system)
    token = await token_of(world)
    outcomes = await asyncio.gather(*(fetch(world.north.owner.access, token) for _ in range(3)), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotFound", "NotFound", "bytes"]
    assert await world.system.rows(ExportChunk).count() == 0
    assert await world.actions() == ["partner.exported", "partner.export_fetched"]


async def test_its_link_is_of_no_use_to_anybody_else(world):
    await ask_for(world)
    token = await token_of(world)
    with pytest.raises(NotFound):  # it is not made yet
        await fetch(world.north.owner.access, token)
    await make_exports(world.system)

    for who, error in (
        (world.anonymous, Unauthenticated),
        (world.north.editor.access, Forbidden),
        (world.north.anna.access, Forbidden),
        (world.south.owner.access, NotFound),
        (world.operator.access, NotFound),
    ):
        with pytest.raises(error):
            await fetch(who, token)
    with pytest.raises(NotFound):
        await fetch(world.north.owner.access, "x")
    assert await fetch(world.north.owner.access, token)


async def test_it_expires_after_a_day_and_is_forgotten(world, clock):
    await ask_for(world)
    await make_exports(world.system)
    clock.forward(days=1)

    with pytest.raises(NotFound):
        await fetch(world.north.owner.access, await token_of(world))
    await forget_what_ended(world.system)
    assert await world.system.rows(PartnerExport).count() == 0
    assert await world.system.rows(ExportChunk).count() == 0


async def test_one_is_made_at_a_time_and_takes_the_place_of_the_one_before(world):
    await ask_for(world)
    with pytest.raises(WrongState):
        await ask_for(world)
    await ask_for(world, who=world.operator.access)
    await make_exports(world.system)
    before = await world.system.rows(PartnerExport).order_by("id").first()

    await ask_for(world)

    assert await world.system.rows(PartnerExport).count() == 2
    assert not await world.system.rows(PartnerExport).filter(id=before.id).exists()
    assert await world.system.rows(ExportChunk).filter(export_id=before.id).count() == 0


async def test_nobody_has_anothers_exported(world):
    for who in (world.south.owner.access,):
        with pytest.raises(NotFound):
            await ask_for(world, who=who)
    for who in (world.north.editor.access, world.north.anna.access):
        with pytest.raises(Forbidden):
            await ask_for(world, who=who)
    assert await world.system.rows(PartnerExport).count() == 0


async def test_several_processes_make_it_once(world):
    await ask_for(world)
    await asyncio.gather(*(make_exports(world.system) for _ in range(4)))

    [export] = await world.system.rows(PartnerExport)
    assert (export.state, export.attempts) == (ExportState.READY, 1)
    assert await world.system.rows(ExportChunk).values_list("number", flat=True) == [0]


async def test_what_a_killed_process_had_in_hand_another_begins_anew(world, clock, monkeypatch):
    await ask_for(world)
    pieces = partner_exports.zipped

    async def dying(access, export):
        async for piece in pieces(access, export):
            yield piece
            raise KeyboardInterrupt

    monkeypatch.setattr(partner_exports, "zipped", dying)
    with pytest.raises(KeyboardInterrupt):
        await make_exports(world.system)
    monkeypatch.setattr(partner_exports, "zipped", pieces)
    await make_exports(world.system)
    assert (await world.system.rows(PartnerExport).get()).state is ExportState.QUEUED
    clock.forward(minutes=2)
    await make_exports(world.system)

    assert (await world.system.rows(PartnerExport).get()).state is ExportState.READY
    assert await fetch(world.north.owner.access, await token_of(world))


async def test_one_that_cannot_be_made_is_given_up_and_says_so(world, clock, monkeypatch, caplog):
    await ask_for(world)

    async def broken(_access, _export):
        raise OSError("the disk of Anna")
        yield b""

    monkeypatch.setattr(partner_exports, "zipped", broken)
    for _ in range(3):
        await make_exports(world.system)
        clock.forward(minutes=2)

    assert (await world.system.rows(PartnerExport).get()).state is ExportState.FAILED
    assert "Anna" not in caplog.text


async def test_no_more_than_a_batch_and_a_piece_is_held_however_much_there_is(world, monkeypatch):
    monkeypatch.setattr(export_files, "BATCH", 5)
    monkeypatch.setattr(export_files, "PIECE", 2000)
    for number in range(60):
        await add_customer(world.north.partner, first_name=f"Kim{number}", note=f"{number * 7919:x}" * 50)

    files = await exported(world)

    assert len(json.loads(files["customers.json"])) == 62
    assert len(files["customers.csv"].splitlines()) == 63


async def test_a_long_one_is_kept_in_pieces(world, monkeypatch):
    monkeypatch.setattr(export_files, "BATCH", 5)
    monkeypatch.setattr(export_files, "PIECE", 500)
    for number in range(60):
        await add_customer(world.north.partner, first_name=f"Kim{number}", note=f"{number * 7919:x}" * 50)
    await ask_for(world)
    await make_exports(world.system)

    sizes = [len(chunk.content) for chunk in await world.system.rows(ExportChunk)]
    assert len(sizes) > 3
    assert sum(sizes) == (await world.system.rows(PartnerExport).get()).size


async def test_invoices_are_in_it_as_they_are_frozen(world):
    invoice = await add_invoice(world.north.partner, kind=InvoiceKind.INVOICE)
    await add_invoice(world.south.partner, number="2026-000002")

    [exported_one] = json.loads((await exported(world))["invoices.json"])

    assert exported_one["number"] == "2026-000001"
    assert (exported_one["kind"], exported_one["issuedOn"]) == ("INVOICE", invoice.issued_on.isoformat())
    assert (exported_one["lines"], exported_one["grossAmount"]) == (invoice.lines, 6426)
