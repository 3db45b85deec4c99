from __future__ import annotations

import pytest

from admin_ui.pages.activity import ACTIONS, OPERATOR_ACTIONS
from graphapi.audit_texts import TEXTS
from graphapi.services.audit import record
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.clock import START

HOME = "/north/admin/activity"


@pytest.fixture
async def viewer(browser, world):
    await browser.sign_in("/north", world.north.viewer.email)
    return browser


async def happen(somebody, action: str, subject, **params) -> None:
    await record(somebody.access, action, subject=subject, **params)


def test_the_menu_has_actions_that_there_are():
    assert {option.meaning for option in (*ACTIONS, *OPERATOR_ACTIONS)} - {None} <= set(TEXTS)


async def test_what_happened_stands_with_who_did_it(viewer, world):
    await happen(world.north.editor, "customer.disabled", world.north.anna.row, name="Anna Adler")
    page = await viewer.get(HOME)

    assert "Anna Adler was disabled. Emil North, Editor" in page.text
    assert "Signed in. Vera North, Viewer" in page.text


async def test_each_page_costs_a_constant_number_of_statements(viewer, world):
    for_one = await statements_of(viewer, HOME)
    for number in range(20):
        await happen(world.north.editor, "customer.updated", world.north.anna.row, name=f"Anna {number}")

    # Who asks; for the frame the viewer with its partner, and the portal; the entries.
    assert for_one == 4
    assert await statements_of(viewer, HOME) == for_one


async def test_the_list_is_narrowed_by_action_subject_and_day(browser, world, clock):
    await happen(world.north.editor, "customer.disabled", world.north.anna.row, name="Anna Adler")
    clock.forward(days=1)
    await happen(world.north.editor, "customer.enabled", world.north.anna.row, name="Anna Adler")
    await happen(world.north.editor, "customer.enabled", world.north.ben.row, name="Ben Berg")
    anna, tomorrow = id_of(world.north.anna.row), f"{START:%Y-%m}-23"
    await browser.sign_in("/north", world.north.viewer.email)

    page = await browser.get(f"{HOME}?action=customer.enabled&subject={anna}")
    assert "Anna Adler was enabled again." in page.text
    assert "was disabled" not in page.text
    assert "Ben Berg" not in page.text
    assert f'<input type="hidden" name="subject" value="{anna}">' in page.html
    assert "You see what concerns one customer or folder only." in page.text

    page = await browser.get(f"{HOME}?since={tomorrow}")
    assert "Ben Berg was enabled again." in page.text
    assert "was disabled" not in page.text
    page = await browser.get(f"{HOME}?until={START:%Y-%m-%d}")
    assert "was disabled" in page.text
    assert "was enabled" not in page.text


@pytest.mark.parametrize("query", ["since=soon", "until=9999-12-31", "action=nonsense", "partner=x"])
async def test_what_cannot_be_read_narrows_nothing(viewer, query):
    page = await viewer.get(f"{HOME}?{query}")

    assert page.status == 200
    assert "Signed in. Vera North, Viewer" in page.text


async def test_nothing_of_another_partner_is_there(viewer, world):
    await happen(world.south.editor, "customer.disabled", world.south.anna.row, name="Anna of the South")

    assert "of the South" not in (await viewer.get(HOME)).text
    page = await viewer.get(f"{HOME}?subject={id_of(world.south.anna.row)}&partner={id_of(world.south.partner)}")
    assert "Nothing found" in page.text


async def test_customers_have_no_business_here(browser, world):
    await browser.sign_in("/north", "anna")

    assert (await browser.get(HOME)).status == 403


async def test_whatever_is_written_stays_a_text(viewer, world):
    await happen(world.north.editor, "customer.updated", world.north.anna.row, name=INERT)

    assert is_inert((await viewer.get(HOME)).html)
    assert is_inert((await viewer.get(f"{HOME}?subject=%22%3E%3Cimg%20src=x%3E&since=%22%3E%3Cscript%3Ealert")).html)


async def test_operators_see_all_partners_or_one(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    await happen(world.north.editor, "customer.disabled", world.north.anna.row, name="Anna of the North")
    await happen(world.south.editor, "customer.disabled", world.south.anna.row, name="Anna of the South")
    page = await browser.get("/operator/activity")
    assert "Anna of the South was disabled. Emil South, Editor · South Payroll GmbH" in page.text
    assert "Anna of the North" in page.text

    page = await browser.get(f"/operator/activity?partner={id_of(world.north.partner)}")
    assert "Anna of the North" in page.text
    assert "Anna of the South" not in page.text
    assert "You see what concerns one partner only." in page.text


async def test_operators_pages_cost_a_constant_number_of_statements(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    await happen(world.north.editor, "customer.updated", world.north.anna.row, name="Anna")
    for_few = await statements_of(browser, "/operator/activity")
    for number in range(20):
        partner = world.north if number % 2 else world.south
        await happen(partner.editor, "customer.updated", partner.anna.row, name=f"Anna {number}")

    # Who asks; the frame's viewer; the entries and their partners.
    assert for_few == 4
    assert await statements_of(browser, "/operator/activity") == for_few
