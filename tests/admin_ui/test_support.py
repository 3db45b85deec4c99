from __future__ import annotations

import pytest

from graphapi.models import CustomerStatus, InvitationState
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.world import add_customer, add_share


@pytest.fixture
async def operator(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    return browser


@pytest.fixture
def north_at(world):
    """The address of north's page."""
    return f"/operator/partners/{id_of(world.north.partner)}"


@pytest.fixture
async def folder(world):
    """Anna's folder with a password."""
    return await add_share(
        world.north.partner, title="Drafts", recipients=[world.north.anna.row], password="folder-secret-0815"
    )


async def test_customers_stand_there_to_be_read(operator, world, north_at):
    await add_customer(world.north.partner, first_name="Dora", last_name="Ahorn", status=CustomerStatus.DRAFT)
    page = await operator.get(f"{north_at}/customers")

    assert "3 customers" in page.text
    assert "Dora Ahorn dora@example.com Draft 0 Never" in page.text
    assert "South" not in page.text
    assert "Nothing found" in (await operator.get(f"{north_at}/customers?search=nobody")).text
    assert "Dora Ahorn" not in (await operator.get(f"{north_at}/customers?status=active")).text


async def test_folders_stand_there_without_the_way_in(operator, world, north_at, folder):
    await add_share(world.north.partner, title="Terms")
    page = await operator.get(f"{north_at}/folders")

    assert "Drafts Another service · with a password Anna Adler Not opened yet" in page.text
    assert "Terms Another service All customers Not opened yet" in page.text
    assert "Drafts" not in (await operator.get(f"{north_at}/folders?audience=everyone")).text


async def test_a_customer_stands_there_with_its_mails(operator, world, north_at, folder):
    dora = await add_customer(
        world.north.partner,
        first_name="Dora",
        status=CustomerStatus.INVITED,
        invitation_state=InvitationState.FAILED,
        invitation_error="552 Mailbox full",
    )
    page = await operator.get(f"{north_at}/customers/{id_of(dora)}")
    assert "Invitation failed" in page.text
    assert "The mail server says: 552 Mailbox full" in page.text

    page = await operator.get(f"{north_at}/customers/{id_of(world.north.anna.row)}")
    assert "Drafts Another service · with a password · Not opened yet" in page.text


async def test_nothing_can_be_opened_or_changed(operator, world, north_at, folder):
    anna_at = f"{north_at}/customers/{id_of(world.north.anna.row)}"
    for path in (f"{north_at}/customers", anna_at, f"{north_at}/folders"):
        page = await operator.get(path)
        assert page.status == 200
        assert "folder-secret-0815" not in page.html
        assert folder.url not in page.html
        assert 'method="post"' not in page.html.partition("<main")[2]
    assert (await operator.post(anna_at)).status == 405
    page = await operator.get(f"/north/shares/{id_of(folder)}/open", follow=False)
    assert page.headers["Location"].startswith("/north?next=")


async def test_a_customer_is_found_at_its_own_partner_alone(operator, world, north_at):
    assert (await operator.get(f"{north_at}/customers/{id_of(world.south.anna.row)}")).status == 404
    assert (await operator.get(f"{north_at}/customers/x")).status == 404


async def test_each_page_costs_a_constant_number_of_statements(operator, world, north_at, folder):
    anna_at = f"{north_at}/customers/{id_of(world.north.anna.row)}"
    paths = (f"{north_at}/customers", f"{north_at}/folders", anna_at)
    for_few = [await statements_of(operator, path) for path in paths]
    for number in range(15):
        customer = await add_customer(world.north.partner, first_name=f"Kim{number}")
        await add_share(world.north.partner, title=f"Folder {number}", recipients=[customer, world.north.anna.row])

    # Who asks and the frame's viewer; the partner; the customers, how many, and their shares; the folders alike with
    # their recipients; the customer with its partner and its shares, and its mails.
    assert for_few == [6, 6, 4]
    assert [await statements_of(operator, path) for path in paths] == for_few


async def test_whatever_is_written_stays_a_text(operator, world, north_at):
    customer = await add_customer(world.north.partner, first_name=INERT[:90], company=INERT, email="x@example.com")
    await add_share(world.north.partner, title=INERT, recipients=[customer])
    for path in (f"{north_at}/customers", f"{north_at}/folders", f"{north_at}/customers/{id_of(customer)}"):
        assert is_inert((await operator.get(path)).html), path
