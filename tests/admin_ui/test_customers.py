from __future__ import annotations

import re

import pytest

from graphapi.models import Account, Customer, CustomerStatus, InvitationState, Share
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.world import add_customer, add_share

CORA = {"firstName": "Cora", "lastName": "Cramer", "email": "cora@example.com", "language": "DE"}
FOLDER = {"shares.0.url": " https://cloud.example.com/s/abcd1234 ", "shares.0.password": " two words "}
HOME = "/north/admin/customers"


@pytest.fixture
async def editor(browser, world):
    await browser.sign_in("/north", world.north.editor.email)
    return browser


@pytest.fixture
async def viewer(browser, world):
    await browser.sign_in("/north", world.north.viewer.email)
    return browser


@pytest.fixture
def anna_at(world):
    """The address of Anna's page."""
    return f"{HOME}/{id_of(world.north.anna.row)}"


async def customers(world) -> list[Customer]:
    return await world.system.rows(Customer).filter(partner_id=world.north.id).order_by("id")


async def test_the_start_is_the_list(editor):
    assert (await editor.get("/north/admin")).path == HOME


async def test_the_list_says_who_there_is_and_how_it_goes(editor, world):
    await add_customer(world.north.partner, first_name="Dora", last_name="Ahorn", status=CustomerStatus.DRAFT)
    await add_customer(
        world.north.partner,
        first_name="Emil",
        last_name="Buche",
        status=CustomerStatus.INVITED,
        invitation_state=InvitationState.FAILED,
        invitation_error="552 Mailbox full",
        company="Buche & Söhne",
        number="4711",
    )
    page = await editor.get(HOME)

    assert page.status == 200
    assert "4 customers Plan M 4 of 50" in page.text
    assert page.text.index("Anna Adler") < page.text.index("Dora Ahorn") < page.text.index("Ben Berg")
    assert "Dora Ahorn dora@example.com Draft None yet Never" in page.text
    assert "Buche & Söhne · 4711 emil@example.com Invitation failed 552 Mailbox full" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [("search=BERG", ["Ben Berg"]), ("status=disabled", []), ("status=active&sort=newest", ["Ben Berg", "Anna Adler"])],
)
async def test_the_list_can_be_narrowed_and_sorted(editor, query, found):
    page = await editor.get(f"{HOME}?{query}")

    assert re.findall(r'<a href="/north/admin/customers/customer_\w+">([^<]+)<', page.html) == found
    assert ("Nothing found" in page.text) is not found or bool(found)


async def test_long_lists_have_pages(editor, world):
    for number in range(24):
        await add_customer(world.north.partner, first_name=f"Kim{number}", last_name="Zander")
    first = await editor.get(HOME)
    following = re.search(r'href="([^"]+)" rel="next"', first.html)
    assert following
    last = await editor.get(following[1].replace("&amp;", "&"))
    assert 'rel="next"' not in last.html
    assert last.html.count('<th scope="row">') == 1
    back = re.search(r'href="([^"]+)" rel="prev"', last.html)
    assert back
    assert (await editor.get(back[1].replace("&amp;", "&"))).html.count('<th scope="row">') == 25


async def test_a_cursor_that_is_none_is_a_wrong_address(editor):
    assert (await editor.get(f"{HOME}?after=nonsense")).status == 400


async def test_twenty_customers_cost_as_many_statements_as_two(editor, world):
    await add_share(world.north.partner, recipients=[world.north.anna.row])
    for_two = await statements_of(editor, HOME)
    for number in range(18):
        customer = await add_customer(world.north.partner, first_name=f"Kim{number}", last_name="Zander")
        await add_share(world.north.partner, title=f"Folder {number}", recipients=[customer])

    # Who asks; for the frame the viewer with its partner, and the portal; the customers, how many, and their shares;
    # the viewer with its partner, what it has booked and that plan.
    assert for_two == 7
    assert await statements_of(editor, HOME) == for_two


async def test_an_empty_list_offers_the_first_step(editor, world):
    for customer in (world.north.anna, world.north.ben):
        await editor.post(f"{HOME}/{id_of(customer.row)}/delete")
    page = await editor.get(HOME)

    assert "Your first customer Everybody for whom you keep a folder stands here." in page.text
    assert f'<a class="button" href="{HOME}/new">' in page.html


async def test_a_full_plan_says_so(new_browser, world):
    owner = await new_browser()
    await owner.sign_in("/south", world.south.owner.email)
    for number in range(6):
        await add_customer(world.south.partner, first_name=f"Kim{number}")
    assert "Your plan “Free” is nearly full: 8 of 10 customers." in (await owner.get("/south/admin/customers")).text

    for number in range(6, 8):
        await add_customer(world.south.partner, first_name=f"Kim{number}")
    assert "Your plan “Free” is full: it holds 10 customers." in (await owner.get("/south/admin/customers")).text
    page = await owner.post("/south/admin/customers/new", **CORA)
    assert page.status == 422
    assert "Your plan holds 10 customers. " in page.text
    assert "has room for more." in page.text
    assert 'value="cora@example.com"' in page.html


async def test_a_new_customer_comes_with_its_folder_and_is_invited(editor, world):
    page = await editor.post(f"{HOME}/new", **CORA, **FOLDER, invite="yes")

    assert page.path.endswith("?done=customer-invited")
    assert "The customer is created and gets a mail with the way in now." in page.text
    cora = (await customers(world))[-1]
    assert (cora.name, cora.status) == ("Cora Cramer", CustomerStatus.INVITED)
    share = await world.system.rows(Share).get(partner_id=world.north.id)
    assert (share.url, share.title) == ("https://cloud.example.com/s/abcd1234", "Nextcloud")
    assert (
        world.system.keys.unseal(
            share.password_sealed, place="share.password_sealed", row_id=share.id, partner_id=world.north.id
        )
        == " two words "
    )


async def test_a_new_customer_may_stay_a_draft(editor, world):
    page = await editor.post(f"{HOME}/new", **CORA)

    assert "The customer is created, as a draft." in page.text
    assert "No folder yet" in page.text
    assert (await customers(world))[-1].status is CustomerStatus.DRAFT


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(editor, world):
    page = await editor.post(
        f"{HOME}/new", firstName="Cora", email="cora", note=" Calls on\nMondays", **{"shares.0.title": "Drafts"}
    )

    assert page.status == 422
    assert page.title.startswith("Error: New customer")
    assert '<a href="#field-lastName">Last name: Please fill this in.</a>' in page.html
    assert '<a href="#field-shares-0-url">Link to the folder: Please fill this in.</a>' in page.html
    assert 'aria-describedby="field-email-hint field-email-error" aria-invalid="true"' in page.html
    assert 'value="Cora"' in page.html
    assert "Calls on\nMondays</textarea>" in page.html
    assert len(await customers(world)) == 2


async def test_a_taken_address_is_told_at_its_field(editor):
    page = await editor.post(f"{HOME}/new", **CORA | {"email": "ANNA@example.com"})

    assert page.status == 422
    assert '<a href="#field-email">E-mail address: ' in page.html


async def test_a_page_shows_all_of_a_customer(editor, world, anna_at):
    await add_share(
        world.north.partner, title="Drafts", recipients=[world.north.anna.row, world.north.ben.row], password="x"
    )
    page = await editor.get(anna_at)

    assert "Anna Adler Active" in page.text
    assert "Drafts Another service · also for 1 other" in page.text
    assert "Not opened yet Open (opens in a new tab) Password Edit Remove" in page.text
    assert "User name anna" in page.text


async def test_a_customers_page_costs_a_constant_number_of_statements(editor, world, anna_at):
    await add_share(world.north.partner, recipients=[world.north.anna.row])
    for_one = await statements_of(editor, anna_at)
    for number in range(9):
        await add_share(
            world.north.partner, title=f"Folder {number}", recipients=[world.north.anna.row, world.north.ben.row]
        )

    # Who asks; two for the frame; the customer, its shares, and who receives those.
    assert for_one == 6
    assert await statements_of(editor, anna_at) == for_one


async def test_neither_link_nor_password_stand_in_a_page(editor, world, anna_at):
    await add_share(world.north.partner, recipients=[world.north.anna.row], password="folder-secret-0815")

    for path in (anna_at, "/north/admin/shares"):
        page = await editor.get(path)
        assert "folder-secret-0815" not in page.html
        assert "cloud.example.com" not in page.html


async def test_details_are_changed(editor, world, anna_at):
    page = await editor.get(f"{anna_at}/edit")
    assert 'value="Adler"' in page.html

    details = {"firstName": "Anna", "lastName": "Ahrens", "email": "anna@example.com", "language": "EN"}
    page = await editor.post(f"{anna_at}/edit", **details, company="Ahrens GmbH")
    assert "The customer is saved." in page.text
    anna = await world.fresh(world.north.anna.row)
    assert (anna.name, anna.company, anna.username) == ("Anna Ahrens", "Ahrens GmbH", None)

    page = await editor.post(f"{anna_at}/edit", **details | {"email": "ben@example.com"})
    assert page.status == 422
    assert 'value="ben@example.com"' in page.html


async def test_disabling_and_enabling_take_a_click_each(editor, world, anna_at):
    page = await editor.post(f"{anna_at}/disable")
    assert "Anna Adler cannot sign in at present." in page.text
    assert (await world.fresh(world.north.anna.row)).status is CustomerStatus.DISABLED

    page = await editor.post(f"{anna_at}/disable")
    assert page.status == 422
    assert "This customer is disabled already." in page.text

    page = await editor.post(f"{anna_at}/enable")
    assert "The customer is enabled again." in page.text
    assert (await world.fresh(world.north.anna.row)).status is CustomerStatus.ACTIVE


async def test_an_invitation_is_sent_again(editor, world, anna_at):
    dora = await add_customer(world.north.partner, first_name="Dora", status=CustomerStatus.DRAFT)
    page = await editor.post(f"{HOME}/{id_of(dora)}/invitation")
    assert "The invitation is on its way." in page.text
    assert (await world.fresh(dora)).status is CustomerStatus.INVITED

    page = await editor.post(f"{anna_at}/invitation")
    assert "This customer has set a password already and can sign in." in page.text


async def test_deleting_asks_once_and_names_what_goes(editor, world, anna_at):
    both = [world.north.anna.row, world.north.ben.row]
    await add_share(world.north.partner, title="Shared", recipients=both)
    await add_share(world.north.partner, title="Only hers", recipients=both[:1])
    page = await editor.get(f"{anna_at}/delete")

    assert "Delete Anna Adler?" in page.text
    assert "Only hers" in page.text
    assert "Shared" not in page.text
    assert len(await customers(world)) == 2

    page = await editor.post(f"{anna_at}/delete")
    assert page.path == f"{HOME}?done=customer-deleted"
    assert [customer.first_name for customer in await customers(world)] == ["Ben"]
    assert not await world.system.rows(Account).filter(id=world.north.anna.account_id).exists()
    assert (await editor.post(f"{anna_at}/delete")).path == f"{HOME}?done=customer-deleted"


async def test_viewers_read_and_change_nothing(viewer, world, anna_at):
    page = await viewer.get(HOME)
    assert "Anna Adler" in page.text
    assert "New customer" not in page.text
    page = await viewer.get(anna_at)
    assert "<form" not in page.html.partition("<main")[2]
    assert "/edit" not in page.html

    for path in (f"{HOME}/new", f"{anna_at}/edit", f"{anna_at}/delete"):
        assert (await viewer.get(path)).status == 403
        assert (await viewer.post(path, **CORA)).status == 403
    for action in ("disable", "enable", "invitation"):
        assert (await viewer.post(f"{anna_at}/{action}")).status == 403
    assert [customer.status for customer in await customers(world)] == [CustomerStatus.ACTIVE] * 2


async def test_customers_have_no_business_here(browser, world, anna_at):
    await browser.sign_in("/north", "anna")

    for path in ("/north/admin", HOME, anna_at, f"{HOME}/new", f"{anna_at}/edit", f"{anna_at}/delete"):
        assert (await browser.get(path)).status == 403, path
    assert (await browser.post(f"{anna_at}/delete")).status == 403
    assert len(await customers(world)) == 2


async def test_strangers_sign_in_first(browser, world, anna_at):
    page = await browser.get(f"{HOME}?search=berg", follow=False)
    assert (page.status, page.headers["Location"]) == (303, "/north?next=/north/admin/customers?search%3Dberg")

    await browser.sign_in("/south", world.south.owner.email)
    page = await browser.get(anna_at, follow=False)
    assert (page.status, page.headers["Location"][:11]) == (303, "/north?next")


async def test_another_partners_customer_is_nowhere(editor, world):
    theirs = f"{HOME}/{id_of(world.south.anna.row)}"

    for path in (theirs, f"{theirs}/edit", f"{theirs}/delete", f"{HOME}/x", f"{HOME}/customer_", f"{HOME}/%00"):
        assert (await editor.get(path)).status == 404, path
    assert (await editor.post(f"{theirs}/edit", **CORA)).status == 404
    assert (await editor.post(f"{theirs}/disable")).status == 404
    await editor.post(f"{theirs}/delete")
    assert (await world.fresh(world.south.anna.row)).status is CustomerStatus.ACTIVE


async def test_whatever_is_written_stays_a_text(editor, world, anna_at):
    names = {
        "firstName": INERT[:90],
        "lastName": INERT[:90],
        "email": "cora@example.com",
        "company": INERT,
        "note": INERT,
    }
    page = await editor.post(f"{HOME}/new", **names, **FOLDER, **{"shares.0.title": INERT})
    assert "done=customer-created" in page.path
    here = page.path.partition("?")[0]

    for path in (HOME, here, f"{here}/edit", f"{here}/delete", f"{HOME}?search={INERT[:20].replace(' ', '+')}"):
        page = await editor.get(path)
        assert page.status == 200
        assert is_inert(page.html), path
    page = await editor.post(f"{HOME}/new", **names)
    assert page.status == 422
    assert is_inert(page.html)
