from __future__ import annotations

import asyncio
import csv
import io
import re
from io import BytesIO

import pytest
from aiohttp import FormData

from graphapi.i18n import LANGUAGES
from graphapi.ids import decode_id, encode_id
from graphapi.models import Customer, CustomerImport, CustomerImportState, Partner
from graphapi.services import customer_files
from tests.admin_ui.visiting import INERT, is_inert, statements_of
from tests.world import add_customer, add_import, add_share

LIST = "/north/admin/customers"
HOME = f"{LIST}/import"
HEAD = "Vorname;Nachname;E-Mail;Firma;Link"
CARL, DORA = "Carl;Cordes;carl@example.com;Cordes GmbH;https://c.example/1", "Dora;Düne;dora@example.com;;"


@pytest.fixture
async def editor(browser, world):
    await browser.sign_in("/north", world.north.editor.email)
    return browser


async def upload(browser, content: bytes | str, *, path: str = HOME):
    """Choose a file; returns the status, where that leads, and the page."""
    form = FormData()
    content = content.encode() if isinstance(content, str) else content
    form.add_field("contentBase64", BytesIO(content), filename="customers.csv", content_type="text/csv")
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    response = await browser.client.post(path, data=form, headers=headers)
    return response.status, response.url.path_qs, await response.text()


async def chosen(browser, *lines: str) -> str:
    """Choose a file that is looked through; returns where that leads."""
    status, path, _ = await upload(browser, "\n".join((HEAD, *lines)))
    assert status == 200
    assert re.fullmatch(f"{HOME}/import_[0-9a-z]{{26}}", path)
    return path


async def ended(browser, path: str):
    """Wait for an import as a browser without scripts does, which asks again and again."""
    async with asyncio.timeout(20):
        while True:
            page = await browser.get(path)
            if "<progress " not in page.html:
                return page
            await asyncio.sleep(0.05)


async def newcomers(world) -> list[str]:
    rows = await world.system.rows(Customer).filter(partner_id=world.north.id).order_by("id")
    return [row.first_name for row in rows[2:]]


async def test_the_way_there_is_on_the_list(editor):
    page = await editor.get(LIST)

    assert f'href="{HOME}"' in page.html
    assert f'href="{LIST}.csv" download' in page.html
    choice = await editor.get(HOME)
    assert f'href="{HOME}/template.csv" download' in choice.html
    assert 'type="file" accept=".csv,.txt,text/csv,text/plain" required' in choice.html


async def test_a_file_is_shown_before_anything_is_added(editor, world):
    page = await editor.get(await chosen(editor, CARL, DORA))

    assert "2 new customers Plan M now 2 of 50 With the new customers 4 of 50" in page.text
    assert "Add 2 customers" in page.text
    assert "Carl Cordes Row 2 · Cordes GmbH carl@example.com 1" in page.text
    assert "Dora Düne Row 3 dora@example.com None yet" in page.text
    assert "Problem" not in page.text
    assert await newcomers(world) == []


@pytest.mark.parametrize("invite", [True, False])
async def test_the_customers_are_added_when_that_is_confirmed(editor, world, invite):
    path = await chosen(editor, CARL, DORA)

    page = await editor.post(path, **({"invite": "yes"} if invite else {}))
    assert page.path == path
    page = await ended(editor, path)

    assert "2 customers were added" in page.text
    assert ("The invitations are on their way." in page.text) is invite
    assert f'href="{LIST}?sort=newest"' in page.html
    assert await newcomers(world) == ["Carl", "Dora"]
    assert len(await world.mails()) == 2 * invite


async def test_while_it_runs_the_page_renews_itself_with_scripts_and_without(editor, world):
    row = await add_import(
        world.north.editor.row,
        state=CustomerImportState.RUNNING,
        claimed_until=(await world.fresh(world.north.partner)).created_at.replace(year=2999),
        row_count=2000,
        rows_done=500,
        problems=[],
        preview=[],
    )
    path = f"{HOME}/{encode_id('import', row.id)}"
    page = await editor.get(path)

    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page.html
    assert f'hx-get="{path}" hx-trigger="every 1s" hx-select="#import"' in page.html
    assert '<progress max="2000" value="500" aria-labelledby="progress"></progress>' in page.html
    assert "2000 customers are being added" in page.text


async def test_problems_are_told_by_row_and_nothing_can_be_added(editor, world):
    page = await editor.get(await chosen(editor, CARL, "Anna;;anna@example.com;;", "Ernst;Eck;ernst;;x"))

    assert "There are 4 problems in the file Nothing was added." in page.text
    assert "Rows with problems Name E-mail address Folders Problem Anna Row 3 anna@example.com None yet" in page.text
    assert "Carl" not in page.text
    assert "Last name: Please fill this in. E-mail: Somebody already signs in with this mail address." in page.text
    assert "E-mail: This is not a mail address. Please write it like name@example.com. Link: The link" in page.text
    assert '<form class="panel"' not in page.html
    assert await newcomers(world) == []


async def test_problems_beyond_the_rows_that_are_shown_are_told_too(editor, world):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=None)
    page = await editor.get(await chosen(editor, *(f"A{number};;a{number}@x.example;;" for number in range(300))))

    assert "There are 300 problems in the file" in page.text
    assert "A49 Row 51 a49@x.example None yet Last name: Please fill this in. Row 52 Last name:" in page.text
    assert "These are the first 200 of 300 problems." in page.text


async def test_columns_that_are_left_out_are_named(editor):
    _, path, _ = await upload(editor, f"Ort;{HEAD};Tel.\nUlm;{CARL};07")

    assert "These columns are left out: Ort, Tel." in (await editor.get(path)).text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Please choose a file."),
        (b"Carl;Cordes", "There is no column “First name”. The first line has to name the columns."),
        (b"\x89PNG\r\n\x1a\n\0", "This is no CSV file. Please save the table as “CSV UTF-8” and choose that file."),
        (b"x" * 3_000_000, "Please choose a file of at most 750 kB."),
    ],
)
async def test_a_file_that_is_none_is_told_at_its_field(editor, world, content, told):
    status, path, html = await upload(editor, content)

    assert (status, path) == (422, HOME)
    assert f'<a href="#field-contentBase64">{told}' in html
    assert await world.system.rows(CustomerImport).count() == 0


async def test_a_plan_without_room_is_told_at_once(editor, world):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=3)

    status, _, html = await upload(editor, f"{HEAD}\n{CARL}\n{DORA}")

    assert status == 422
    assert "Your plan holds 3 customers and has 2, so there is no room for 2 more." in html


async def test_what_went_wrong_meanwhile_is_told(editor, world):
    path = await chosen(editor, CARL, DORA)
    await add_customer(world.north.partner, first_name="Dora")
    await editor.post(path)
    page = await ended(editor, path)

    assert "Nothing was added Some of what the file holds was taken meanwhile." in page.text
    assert "Row 3 E-mail: Somebody already signs in with this mail address." in page.text
    again = await editor.post(path)
    assert (again.status, "This import was started already." in again.text) == (422, True)


async def test_another_partners_import_is_like_none(editor, world):
    row = await add_import(world.south.editor.row, problem_count=0)
    for import_id in (encode_id("import", row.id), "import_00000000000000000000000000", "x"):
        assert (await editor.get(f"{HOME}/{import_id}")).status == 404
        assert (await editor.post(f"{HOME}/{import_id}", invite="yes")).status in {404, 422}

    assert (await world.fresh(row)).state is CustomerImportState.CHECKED


async def test_viewers_find_no_way_there(browser, world):
    await browser.sign_in("/north", world.north.viewer.email)
    row = await add_import(world.north.editor.row, problem_count=0)
    path = f"{HOME}/{encode_id('import', row.id)}"

    page = await browser.get(LIST)
    assert "import" not in page.html.partition("<main")[2]
    assert ".csv" not in page.html
    for address in (HOME, path, f"{HOME}/template.csv", f"{LIST}.csv"):
        assert (await browser.get(address)).status == 403
    assert (await upload(browser, f"{HEAD}\n{CARL}"))[0] == 403
    assert (await browser.post(path)).status == 403
    assert (await world.fresh(row)).state is CustomerImportState.CHECKED


async def test_whatever_a_file_holds_stays_a_text(editor, world):
    cell = INERT.replace('"', '""')
    _, path, html = await upload(editor, f'{HEAD};"{cell}"\n"{cell}";"{cell}";"{cell}";"{cell}";"{cell}";x')

    assert "&lt;img src=x" in html
    assert is_inert(html)
    assert decode_id("import", path.rpartition("/")[2]) is not None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_empty_table_has_all_columns_in_the_readers_language(editor, world, language):
    editor_row = world.north.editor.row
    editor_row.language = language.upper()
    await editor_row.save(update_fields=["language"])
    response = await editor.client.get(f"{HOME}/template.csv")
    content = await response.read()

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert content.startswith(b"\xef\xbb\xbf")
    header = customer_files.headers(list(customer_files.CustomerColumn), language)
    assert content.decode("utf-8-sig") == f"{(';' if language == 'de' else ',').join(header)}\r\n"


async def exported(browser, query: str = "") -> tuple[dict[str, str], list[list[str]]]:
    response = await browser.client.get(f"{LIST}.csv{query}")
    assert response.status == 200
    text = (await response.read()).decode("utf-8-sig")
    return dict(response.headers), list(csv.reader(io.StringIO(text)))


async def test_the_list_is_saved_as_a_file_a_part_at_a_time(editor, world):
    await world.system.rows(Partner).filter(id=world.north.id).update(customer_limit=None)
    for number in range(230):
        await add_customer(world.north.partner, first_name=f"Kim{number:03}", last_name="Z")
    headers, rows = await exported(editor)

    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="customers.csv"'
    assert headers["Cache-Control"] == "no-store"
    assert [row[1] for row in rows] == ["First name", "Anna", "Ben", *(f"Kim{number:03}" for number in range(230))]
    assert await world.actions() == ["account.signed_in", "customers.exported"]


async def test_the_file_has_what_the_list_was_narrowed_to(editor, world):
    await add_share(world.north.partner, recipients=[world.north.anna.row], password="hidden")
    page = await editor.get(f"{LIST}?search=a&status=active&sort=email&after=x")
    assert page.status == 400
    page = await editor.get(f"{LIST}?search=adler&status=active&sort=email")
    assert f'href="{LIST}.csv?search=adler&amp;status=active&amp;sort=email" download' in page.html
    assert "Save what was found as a CSV file" in page.text

    _, rows = await exported(editor, "?search=adler&status=active&sort=email")

    assert [row[4] for row in rows] == ["E-mail", "anna@example.com"]
    assert "hidden" not in str(rows)


async def test_strangers_are_sent_to_sign_in(browser):
    for path in (HOME, f"{LIST}.csv", f"{HOME}/template.csv"):
        assert (await browser.get(path)).path.startswith("/north?next=")


async def test_the_pages_cost_a_constant_number_of_statements(editor, world):
    path = await chosen(editor, CARL)

    # Who asks; two for the frame.
    assert await statements_of(editor, HOME) == 3
    # Also the import; the viewer with its partner.
    assert await statements_of(editor, path) == 5
