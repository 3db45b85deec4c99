from __future__ import annotations

import pytest

from graphapi.models import InvitationState, Member, MemberRole
from tests.admin_ui.visiting import INERT, id_of, is_inert, statements_of
from tests.world import add_member

HOME = "/north/admin/team"
MIA = {"name": "Mia Moor", "email": "mia@north.example", "role": "EDITOR"}


@pytest.fixture
async def owner(browser, world):
    await browser.sign_in("/north", world.north.owner.email)
    return browser


async def members(world) -> list[str]:
    return [member.name for member in await world.system.rows(Member).filter(partner_id=world.north.id).order_by("id")]


async def test_the_team_stands_with_roles_and_invitations(owner, world):
    await add_member(
        world.north.partner,
        name="Mia Moor",
        email="mia@north.example",
        invitation_state=InvitationState.FAILED,
        invitation_error="550 unknown",
    )
    page = await owner.get(HOME)

    assert "Olga North Owner You owner@north.example" in page.text
    assert "Vera North Viewer viewer@north.example · not signed in yet" in page.text
    assert "Mia Moor Editor Invitation failed mia@north.example" in page.text
    assert "The mail server says: 550 unknown" in page.text


async def test_ten_members_cost_as_many_statements_as_three(owner, world):
    for_three = await statements_of(owner, HOME)
    for number in range(7):
        await add_member(world.north.partner, email=f"mia{number}@north.example")

    # Who asks; two for the frame; the viewer with its partner and the members.
    assert for_three == 4
    assert await statements_of(owner, HOME) == for_three


async def test_a_member_is_invited(owner, world):
    page = await owner.post(f"{HOME}/new", **MIA)

    assert page.path == f"{HOME}?done=member-invited"
    assert "Mia Moor Editor Invitation on its way" in page.text
    assert (await members(world))[-1] == "Mia Moor"


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(owner, world):
    page = await owner.post(f"{HOME}/new", **MIA | {"name": " ", "email": "editor@north.example"})
    assert page.status == 422
    assert '<a href="#field-name">Name: Please fill this in.</a>' in page.html
    assert 'value="editor@north.example"' in page.html

    page = await owner.post(f"{HOME}/new", **MIA | {"email": "editor@north.example"})
    assert page.status == 422
    assert '<a href="#field-email">E-mail address: ' in page.html
    assert (await owner.post(f"{HOME}/new", **MIA | {"role": "OPERATOR"})).status == 400
    assert len(await members(world)) == 3


async def test_a_role_is_changed_but_not_the_last_owners(owner, world):
    page = await owner.post(f"{HOME}/{id_of(world.north.viewer.row)}", name="Vera Veil", role="EDITOR")
    assert page.path == f"{HOME}?done=member-saved"
    assert (await world.fresh(world.north.viewer.row)).role is MemberRole.EDITOR

    page = await owner.post(f"{HOME}/{id_of(world.north.owner.row)}", name="Olga North", role="VIEWER")
    assert page.status == 422
    assert "This is the last owner. Please make somebody else an owner first." in page.text
    assert (await world.fresh(world.north.owner.row)).role is MemberRole.OWNER


async def test_an_invitation_is_sent_again_as_long_as_it_is_open(owner, world):
    mia = await add_member(world.north.partner, email="mia@north.example", invitation_state=InvitationState.EXPIRED)
    page = await owner.post(f"{HOME}/{id_of(mia)}/invitation")
    assert page.path == f"{HOME}?done=invitation-sent"

    page = await owner.post(f"{HOME}/{id_of(world.north.editor.row)}/invitation")
    assert page.status == 422
    assert "This member has set a password already and can sign in." in page.text


async def test_removing_asks_once_and_names_whom(owner, world):
    here = f"{HOME}/{id_of(world.north.editor.row)}/remove"
    assert "Remove Emil North? Emil North , editor@north.example" in (await owner.get(here)).text
    page = await owner.post(here)
    assert page.path == f"{HOME}?done=member-removed"
    assert await members(world) == ["Olga North", "Vera North"]

    page = await owner.post(f"{HOME}/{id_of(world.north.owner.row)}/remove")
    assert page.status == 422
    assert "That is you" in page.text


@pytest.mark.parametrize("role", ["editor", "viewer"])
async def test_only_owners_see_to_the_team(browser, world, role):
    await browser.sign_in("/north", getattr(world.north, role).email)
    page = await browser.get(HOME)
    assert "Olga North" in page.text
    assert "<form" not in page.html.partition("<main")[2]

    here = f"{HOME}/{id_of(world.north.editor.row)}"
    for path in (f"{HOME}/new", here, f"{here}/remove"):
        assert (await browser.get(path)).status == 403
        assert (await browser.post(path, **MIA)).status == 403
    assert (await browser.post(f"{here}/invitation")).status == 403
    assert len(await members(world)) == 3


async def test_customers_have_no_business_here(browser, world):
    await browser.sign_in("/north", "anna")

    assert (await browser.get(HOME)).status == 403
    assert (await browser.get(f"{HOME}/new")).status == 403


async def test_another_partners_member_is_nowhere(owner, world):
    for identity in (id_of(world.south.editor.row), id_of(world.north.anna.row), "x"):
        assert (await owner.get(f"{HOME}/{identity}")).status == 404
    await owner.post(f"{HOME}/{id_of(world.south.editor.row)}/remove")
    assert (await world.fresh(world.south.editor.row)).name == "Emil South"


async def test_whatever_is_written_stays_a_text(owner, world):
    await owner.post(f"{HOME}/new", **MIA | {"name": INERT})
    mia = await world.system.rows(Member).get(email="mia@north.example")
    for path in (HOME, f"{HOME}/{id_of(mia)}", f"{HOME}/{id_of(mia)}/remove"):
        assert is_inert((await owner.get(path)).html), path
