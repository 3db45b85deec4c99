from __future__ import annotations

from datetime import timedelta

import pytest

from graphapi import clock
from graphapi.ids import encode_id
from graphapi.models import AuditEntry
from tests.statements import recorded_statements
from tests.world import add_share

SECRET = "folder-secret-0815"


@pytest.fixture
async def folder(world):
    """Anna's folder with a password."""
    return await add_share(
        world.north.partner,
        title="Drafts <b>2026</b>",
        url="https://cloud.example.com/s/abcdefgh",
        provider_code="nextcloud",
        description="{{7*7}} <script>alert(1)</script>",
        recipients=[world.north.anna.row],
        password=SECRET,
    )


@pytest.fixture
async def anna(browser, world):
    await browser.sign_in("/north", "anna")
    return browser


def address(share, what: str, slug: str = "north") -> str:
    return f"/{slug}/shares/{encode_id('share', share.id)}/{what}"


async def test_each_folder_is_a_card(anna, world, folder):
    await add_share(world.north.partner, title="Terms and prices", url="https://cloud.example.com/s/terms")
    page = await anna.get("/north")

    assert "Your folders N Drafts <b>2026</b> Nextcloud" in page.text
    assert "{{7*7}} <script>alert(1)</script>" in page.text
    assert "For all customers Terms and prices" in page.text
    assert f'href="{address(folder, "open")}" target="_blank" rel="noopener noreferrer"' in page.html


async def test_neither_link_nor_password_stand_in_the_page(anna, folder):
    page = await anna.get("/north")

    assert SECRET not in page.html
    assert folder.url not in page.html


async def test_an_empty_page_says_what_it_is_for(anna):
    page = await anna.get("/north")

    assert "Nothing here yet As soon as North Design GmbH shares a folder with you" in page.text
    assert "For all customers" not in page.text


async def test_what_is_not_valid_now_is_not_there(anna, world):
    now = clock.now()
    gone = await add_share(
        world.north.partner, title="Gone", recipients=[world.north.anna.row], valid_until=now - timedelta(days=1)
    )
    soon = await add_share(world.north.partner, title="Soon", valid_from=now + timedelta(days=1))
    page = await anna.get("/north")

    assert "Gone" not in page.text
    assert "Soon" not in page.text
    assert (await anna.get(address(gone, "open"))).status == 404
    assert (await anna.post(address(soon, "password"))).status == 404


async def test_ten_folders_cost_as_many_statements_as_one(anna, world, folder):
    for_one = await statements_of(anna)
    for number in range(9):
        await add_share(world.north.partner, title=f"Folder {number}", recipients=[world.north.anna.row])
        await add_share(world.north.partner, title=f"Terms {number}")

    # Who asks; for the frame the viewer with its partner, and the portal; the viewer with its partner, what it receives
    # and the global shares.
    assert for_one == 4
    assert await statements_of(anna) == for_one


async def test_opening_leads_to_the_folder_and_is_recorded(anna, world, folder):
    page = await anna.get(address(folder, "open"), follow=False)

    assert page.status == 303
    assert page.headers["Location"] == "https://cloud.example.com/s/abcdefgh"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert (await world.fresh(folder)).open_count == 1


async def test_a_password_is_handed_out_on_demand_and_recorded(anna, world, folder):
    page = await anna.post(address(folder, "password"))

    assert (page.status, page.html) == (200, SECRET)
    assert page.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert page.headers["Cache-Control"] == "no-store"
    revealed = world.system.rows(AuditEntry).filter(action="share.password_revealed")
    assert await revealed.count() == 1


async def test_looking_reveals_nothing(anna, world, folder):
    assert (await anna.get(address(folder, "password"))).status == 405
    assert (await anna.head(address(folder, "open"))).status == 405
    assert (await world.fresh(folder)).open_count == 0


async def test_a_folder_without_password_has_none_to_copy(anna, world):
    share = await add_share(world.north.partner, recipients=[world.north.anna.row])
    page = await anna.get("/north")

    assert "Copy password" not in page.text
    assert (await anna.post(address(share, "password"))).status == 404


@pytest.mark.parametrize("what", ["open", "password"])
async def test_somebody_elses_folder_is_nowhere(anna, world, what):
    bens = await add_share(world.north.partner, recipients=[world.north.ben.row], password=SECRET)
    souths = await add_share(world.south.partner, recipients=[world.south.anna.row], password=SECRET)
    visit = anna.get if what == "open" else anna.post
    unknown = await visit("/north/shares/share_01h2xcejqtf2nbrexx3vqjhp41/" + what)
    assert unknown.status == 404

    for share in (bens, souths):
        page = await visit(address(share, what))
        assert page.status == 404
        assert page.html == unknown.html.replace(unknown_number(unknown.html), unknown_number(page.html))


@pytest.mark.parametrize(
    "identity", ["x", "customer_01h2xcejqtf2nbrexx3vqjhp41", "share_", "%00", "a" * 4000, "%F0%9F%98%80"]
)
async def test_what_is_no_folder_is_nowhere(anna, identity):
    assert (await anna.get(f"/north/shares/{identity}/open")).status == 404
    assert (await anna.post(f"/north/shares/{identity}/password")).status == 404


async def test_strangers_sign_in_first(browser, world, folder):
    page = await browser.get(address(folder, "open"), follow=False)
    assert page.headers["Location"].startswith("/north?next=/north/shares/share_")

    page = await browser.post(address(folder, "password"), follow=False)
    assert (page.status, page.headers["Location"]) == (303, "/north")
    assert (await world.fresh(folder)).open_count == 0


async def test_the_theme_follows_the_partner(browser, world):
    partner = world.north.partner
    partner.accent_color = "#f2c230"
    await partner.save(update_fields=["accent_color"])
    page = await browser.get("/north")
    assert 'href="/north/theme.css?v=f2c230"' in page.html

    kept = await browser.get("/north/theme.css?v=f2c230")
    assert kept.headers["Content-Type"] == "text/css; charset=utf-8"
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--accent: #f2c230;\n" in kept.html
    assert "--on-accent: #000000;\n" in kept.html
    assert (await browser.get("/north/theme.css?v=000000")).headers["Cache-Control"] == "no-cache"
    assert (await browser.get("/nobody/theme.css")).status == 404


def unknown_number(html: str) -> str:
    """The request's number, which differs from page to page."""
    return html.partition("this number helps: ")[2].partition("<")[0]


async def statements_of(anna) -> int:
    """How many statements the page takes, without those of the mails' sender, which runs beside it."""
    with recorded_statements() as statements:
        page = await anna.get("/north")
    assert page.status == 200
    return sum('"mail"' not in statement for statement in statements)
