from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from graphapi import clock
from graphapi.models import AuditEntry, Share, ShareAudience, ShareRecipient
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.world import add_customer, add_share

HOME = "/north/admin/shares"
GLOBAL = "/north/admin/global-links"
URL = "https://cloud.example.com/s/abcd1234"
PLACE = "share.password_sealed"


@pytest.fixture
async def editor(browser, world):
    await browser.sign_in("/north", world.north.editor.email)
    return browser


@pytest.fixture
async def viewer(browser, world):
    await browser.sign_in("/north", world.north.viewer.email)
    return browser


@pytest.fixture
async def folder(world):
    """A folder for Anna and Ben, with a password."""
    recipients = [world.north.anna.row, world.north.ben.row]
    return await add_share(world.north.partner, title="Drafts", url=URL, recipients=recipients, password=" old ")


async def recipients_of(world, share) -> set[str]:
    links = await world.system.rows(ShareRecipient).filter(share_id=share.id)
    return {link.customer_id for link in links}


async def only_share(world) -> Share:
    return await world.system.rows(Share).get(partner_id=world.north.id)


def password_of(world, share) -> str:
    return world.system.keys.unseal(share.password_sealed, place=PLACE, row_id=share.id, partner_id=share.partner_id)


def chosen(html: str) -> list[str]:
    return re.findall(r'name="customerIds" value="(\w+)" checked', html)


def offered(html: str) -> list[str]:
    return re.findall(r'name="customerIds" value="(\w+)">', html)


async def test_the_list_says_for_whom_and_how_it_is_used(editor, world, folder):
    now = clock.now()
    await add_share(
        world.north.partner, title="Gone", recipients=[world.north.anna.row], valid_until=now - timedelta(days=1)
    )
    await add_share(
        world.north.partner, title="Soon", recipients=[world.north.anna.row], valid_from=now + timedelta(days=1)
    )
    await add_share(world.north.partner, title="For everybody")
    page = await editor.get(HOME)

    assert "3 folders" in page.text
    assert "Drafts Another service · with a password Anna Adler , Ben Berg Never" in page.text
    assert "Gone Expired Another service" in page.text
    assert "Soon Not visible yet Another service" in page.text
    assert "For everybody" not in page.text


async def test_many_recipients_are_counted(editor, world):
    crowd = [await add_customer(world.north.partner, first_name=f"Kim{n}", last_name=f"Z{n}") for n in range(5)]
    await add_share(world.north.partner, recipients=crowd)

    assert "Kim0 Z0 , Kim1 Z1 , Kim2 Z2 and 2 others" in (await editor.get(HOME)).text


async def test_twenty_folders_cost_as_many_statements_as_one(editor, world, folder):
    for_one = await statements_of(editor, HOME)
    for number in range(19):
        await add_share(world.north.partner, title=f"Folder {number}", recipients=[world.north.anna.row])

    # Who asks; two for the frame; the folders, how many, and who receives them.
    assert for_one == 6
    assert await statements_of(editor, HOME) == for_one


async def test_an_empty_list_offers_the_first_step(editor):
    page = await editor.get(HOME)

    assert "No folders yet A folder lies at your file-sharing service" in page.text
    assert f'<a class="button" href="{HOME}/new">' in page.html


async def test_a_folder_is_found_by_words(editor, folder):
    assert "Drafts" in (await editor.get(f"{HOME}?search=draft")).text
    assert "Nothing found" in (await editor.get(f"{HOME}?search=invoices")).text


async def test_a_new_folder_is_for_whom_was_chosen(editor, world):
    page = await editor.get(f"{HOME}/new")
    assert offered(page.html) == [id_of(world.north.anna.row), id_of(world.north.ben.row)]
    assert chosen(page.html) == []

    times = {"validFrom": "2026-07-01T09:00", "validUntil": "2027-01-31T18:30"}
    both = [id_of(world.north.anna.row), id_of(world.north.ben.row)]
    page = await editor.post(f"{HOME}/new", url=f"{URL} ", title="", password=" x ", customerIds=both, **times)
    assert page.path == f"{HOME}?done=share-created"
    share = await only_share(world)
    assert (share.title, share.url, share.audience) == ("Nextcloud", URL, ShareAudience.SELECTED)
    assert share.valid_from == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert share.valid_until == datetime(2027, 1, 31, 17, 30, tzinfo=UTC)
    assert await recipients_of(world, share) == {world.north.anna.id, world.north.ben.id}
    assert password_of(world, share) == " x "


async def test_recipients_are_found_step_by_step_without_scripts(editor, world):
    for number in range(25):
        await add_customer(world.north.partner, first_name=f"Kim{number:02}", last_name="Zander")
    anna, ben = id_of(world.north.anna.row), id_of(world.north.ben.row)
    page = await editor.get(f"{HOME}/new")
    assert len(offered(page.html)) == 20
    assert "There are more: type a part of the name to find them." in page.text

    page = await editor.post(f"{HOME}/new", url="htt", title="Drafts", customerIds=anna, search="berg", find="yes")
    assert page.status == 200
    assert (chosen(page.html), offered(page.html)) == ([anna], [ben])
    assert 'value="htt"' in page.html
    assert "aria-invalid" not in page.html

    # The Enter key in the search presses the form's first button, which is not "Find".
    page = await editor.post(f"{HOME}/new", url=URL, customerIds=[anna, ben], search="kim07", searched="berg")
    assert chosen(page.html) == [anna, ben]
    assert len(offered(page.html)) == 1
    assert await world.system.rows(Share).count() == 0

    page = await editor.post(f"{HOME}/new", url=URL, customerIds=[anna, ben], search="kim07", searched="kim07")
    assert page.path == f"{HOME}?done=share-created"


async def test_from_a_customers_page_it_is_chosen_and_one_comes_back(editor, world):
    anna = id_of(world.north.anna.row)
    page = await editor.get(f"{HOME}/new?customer={anna}")
    assert chosen(page.html) == [anna]
    assert f'<input type="hidden" name="customer" value="{anna}">' in page.html

    page = await editor.post(f"{HOME}/new", url=URL, customerIds=anna, customer=anna)
    assert page.path == f"/north/admin/customers/{anna}?done=share-created"


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(editor, world):
    page = await editor.post(f"{HOME}/new", url="javascript:alert(1)", title="Drafts", password="keep me")

    assert page.status == 422
    assert '<a href="#field-url">Link to the folder: The link must start with https://.</a>' in page.html
    assert '<a href="#field-customerIds">Who receives it: Please choose 1 to 100 customers.</a>' in page.html
    assert 'value="Drafts"' in page.html
    assert 'value="keep me"' in page.html

    page = await editor.post(
        f"{HOME}/new", url=URL, customerIds=id_of(world.north.anna.row), validUntil="soon", title="Drafts"
    )
    assert '<a href="#field-validUntil">Visible until: Please write day and time like' in page.html
    assert 'value="soon"' in page.html
    assert await world.system.rows(Share).count() == 0


async def test_a_change_keeps_the_password_that_is_not_named(editor, world, folder):
    here = f"{HOME}/{id_of(folder)}"
    page = await editor.get(f"{here}/edit")
    assert " old " not in page.html
    assert chosen(page.html) == [id_of(world.north.anna.row), id_of(world.north.ben.row)]

    change = {"url": URL, "title": "Sketches", "position": "7", "customerIds": id_of(world.north.ben.row)}
    page = await editor.post(f"{here}/edit", **change, password="", description="Two\nlines")
    assert page.path == f"{here}?done=share-saved"
    share = await world.fresh(folder)
    assert (share.title, share.position, share.description) == ("Sketches", 7, "Two\nlines")
    assert await recipients_of(world, share) == {world.north.ben.id}
    assert password_of(world, share) == " old "

    await editor.post(f"{here}/edit", **change, password="new")
    assert password_of(world, await world.fresh(folder)) == "new"
    await editor.post(f"{here}/edit", **change, password="newer", removePassword="yes")
    assert (await world.fresh(folder)).password_sealed is None


async def test_a_position_is_a_number(editor, world, folder):
    page = await editor.post(f"{HOME}/{id_of(folder)}/edit", url=URL, position="first")

    assert page.status == 422
    assert "Please write a whole number." in page.text
    assert 'value="first"' in page.html


async def test_a_folder_is_removed_from_one_or_deleted_for_all(editor, world, folder):
    anna, here = id_of(world.north.anna.row), f"{HOME}/{id_of(folder)}"
    page = await editor.get(f"{here}/delete?customer={anna}")
    assert "Remove “Drafts”? Anna Adler and 1 other customer receive this folder." in page.text

    page = await editor.post(f"{here}/withdraw", customer=anna)
    assert page.path == f"/north/admin/customers/{anna}?done=share-withdrawn"
    assert await recipients_of(world, folder) == {world.north.ben.id}

    page = await editor.post(f"{here}/withdraw", customer=id_of(world.north.ben.row))
    assert page.status == 422
    assert "Ben Berg no longer sees this folder." in page.text
    page = await editor.post(f"{here}/delete")
    assert page.path == f"{HOME}?done=share-deleted"
    assert await world.system.rows(Share).count() == 0


async def test_a_page_shows_all_of_a_folder_but_the_way_in(editor, world, folder):
    page = await editor.get(f"{HOME}/{id_of(folder)}")

    assert "Service cloud.example.com" in page.text
    assert "For 2 customers Anna Adler" in page.text
    assert URL not in page.html
    assert " old " not in page.html


async def test_editors_try_a_folder_and_copy_its_password_without_counting(editor, world, folder):
    page = await editor.get(f"/north/shares/{id_of(folder)}/open", follow=False)
    assert (page.status, page.headers["Location"]) == (303, URL)
    assert (await editor.post(f"/north/shares/{id_of(folder)}/password")).html == " old "
    assert (await world.fresh(folder)).open_count == 0
    assert await world.system.rows(AuditEntry).filter(action="share.opened").count() == 1


async def test_viewers_read_and_neither_open_nor_change(viewer, world, folder):
    here = f"{HOME}/{id_of(folder)}"
    for path in (HOME, here, GLOBAL):
        page = await viewer.get(path)
        assert page.status == 200
        assert "/new" not in page.html
        assert "/edit" not in page.html
        assert "/open" not in page.html
        assert "cloud.example.com" not in page.html
        assert "<form" not in page.html.partition("<main")[2].replace('<form class="toolbar', "")

    for path in (f"{HOME}/new", f"{here}/edit", f"{here}/delete"):
        assert (await viewer.get(path)).status == 403
        assert (await viewer.post(path, url=URL)).status == 403
    assert (await viewer.post(f"{here}/withdraw")).status == 403
    assert (await viewer.post("/north/admin/recognized", url=URL)).status == 403
    assert (await viewer.get(f"/north/shares/{id_of(folder)}/open")).status == 403
    assert (await viewer.post(f"/north/shares/{id_of(folder)}/password")).status == 403
    assert (await world.fresh(folder)).title == "Drafts"


async def test_customers_have_no_business_here(browser, world, folder):
    await browser.sign_in("/north", "anna")
    here = f"{HOME}/{id_of(folder)}"

    for path in (HOME, GLOBAL, here, f"{HOME}/new", f"{here}/edit", f"{here}/delete"):
        assert (await browser.get(path)).status == 403, path


async def test_another_partners_folder_and_customers_are_nowhere(editor, world):
    theirs = await add_share(world.south.partner, title="Secret", recipients=[world.south.anna.row])
    here = f"{HOME}/{id_of(theirs)}"
    for path in (here, f"{here}/edit", f"{here}/delete", f"{HOME}/x", f"{HOME}/x/edit"):
        assert (await editor.get(path)).status == 404, path
    change = {"url": URL, "position": "1", "customerIds": id_of(world.north.anna.row)}
    assert (await editor.post(f"{here}/edit", **change)).status == 404
    await editor.post(f"{here}/delete")
    assert (await world.fresh(theirs)).title == "Secret"

    mixed = [id_of(world.north.anna.row), id_of(world.south.anna.row)]
    page = await editor.post(f"{HOME}/new", url=URL, customerIds=mixed)
    assert page.status == 422
    assert "One of these customers does not exist, or no longer does." in page.text
    assert chosen(page.html) == mixed[:1]


async def test_a_link_tells_its_service_before_it_is_saved(editor):
    known = await editor.post("/north/admin/recognized", **{"shares.0.url": URL})
    assert (known.status, "Recognised: Nextcloud" in known.html) == (200, True)
    assert "<html" not in known.html
    unknown = await editor.post("/north/admin/recognized", url="https://files.example.com/abc")
    assert "The service is not known to us; the link works all the same." in unknown.html
    assert (await editor.post("/north/admin/recognized", url="")).html.strip() == ""


async def test_global_links_are_for_all_and_bound_by_the_plan(editor, world):
    page = await editor.get(GLOBAL)
    assert "One link for everybody" in page.text

    page = await editor.get(f"{GLOBAL}/new")
    assert "Who receives it" not in page.text
    page = await editor.post(f"{GLOBAL}/new", url=URL, title="Terms")
    assert page.path == f"{GLOBAL}?done=share-created"
    assert (await only_share(world)).audience is ShareAudience.EVERYONE
    assert "Your plan “M” holds 1 global link. “Unlimited” has room for more, at a price on request." in page.text
    assert f"{GLOBAL}/new" not in page.html

    page = await editor.post(f"{GLOBAL}/new", url=URL, title="Prices")
    assert page.status == 422
    assert "Your plan holds 1 global links." in page.text
    assert 'value="Prices"' in page.html

    here = f"{GLOBAL}/{id_of(await only_share(world))}"
    assert "Terms" in (await editor.get(here)).text
    page = await editor.post(f"{here}/edit", url=URL, title="Our terms", position="3")
    assert page.path == f"{here}?done=share-saved"
    assert "No customer sees this link any more." in (await editor.get(f"{here}/delete")).text
    page = await editor.post(f"{here}/delete")
    assert page.path == f"{GLOBAL}?done=share-deleted"
    assert await world.system.rows(Share).count() == 0


async def test_a_plan_without_global_links_says_so(browser, world):
    await browser.sign_in("/south", world.south.owner.email)
    page = await browser.get("/south/admin/global-links")

    assert "Your plan “Free” holds no global links. “S” has room for more, at €2.50 net a month." in page.text


async def test_whatever_is_written_stays_a_text(editor, world):
    page = await editor.post(
        f"{HOME}/new", url=URL, title=INERT, description=INERT, customerIds=id_of(world.north.anna.row)
    )
    here = f"{HOME}/{id_of(await only_share(world))}"
    for path in (HOME, here, f"{here}/edit", f"{here}/delete", f"/north/admin/customers/{id_of(world.north.anna.row)}"):
        page = await editor.get(path)
        assert page.status == 200
        assert is_inert(page.html), path
    page = await editor.post(f"{HOME}/new", url=INERT, password=INERT, search=INERT, customer=INERT, find="yes")
    assert is_inert(page.html)
