from __future__ import annotations

from html import unescape
from io import BytesIO

import pytest
from aiohttp import FormData
from PIL import Image

from admin_ui.pages.branding import accent
from graphapi.models import Logo
from tests.admin_ui.visiting import INERT, is_inert, statements_of

HOME = "/north/admin/branding"
FACE = {"name": "North Design GmbH", "language": "EN"}


@pytest.fixture
async def owner(browser, world):
    await browser.sign_in("/north", world.north.owner.email)
    return browser


def picture(kind: str = "PNG") -> bytes:
    written = BytesIO()
    Image.new("RGB", (60, 30), "#2456a6").save(written, kind)
    return written.getvalue()


async def upload(browser, content: bytes, name: str = "logo.png"):
    form = FormData()
    form.add_field("logo", BytesIO(content), filename=name, content_type="image/png")
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    response = await browser.client.post("/north/admin/logo", data=form, headers=headers)
    return response.status, response.url.path_qs, await response.text()


async def test_the_way_in_is_there_to_be_copied(owner, world):
    partner = world.north.partner
    partner.accent_color = "#f2c230"
    await partner.save(update_fields=["accent_color"])
    page = await owner.get(HOME)

    assert '<input id="portal-link" type="text" value="http://127.0.0.1:8080/north" readonly>' in page.html
    snippet = unescape(
        page.html.partition('<textarea id="portal-snippet"')[2].partition("\n")[2].partition("</textarea>")[0]
    )
    assert snippet == (
        '<a href="http://127.0.0.1:8080/north" style="display:inline-block;padding:.75em 1.25em;border-radius:.4em;'
        'background:#f2c230;color:#000000;font-weight:600;text-decoration:none">To the customer account</a>'
    )


async def test_the_page_costs_a_constant_number_of_statements(owner):
    # Who asks; two for the frame; the viewer with its partner.
    assert await statements_of(owner, HOME) == 4


async def test_everything_is_saved_at_once(owner, world):
    page = await owner.post(
        HOME,
        **FACE | {"name": "Nord & Söhne"},
        **{
            "branding.accentColor": "#F2C230",
            "branding.welcomeText": "Moin!\nCome in.",
            "branding.imprintUrl": "https://north.example/imprint",
            "contact.email": "hello@north.example",
            "allowedOrigins": "https://www.north.example/\r\n\r\nhttp://localhost:5173",
        },
    )

    assert page.path == f"{HOME}?done=branding-saved"
    partner = await world.fresh(world.north.partner)
    assert (partner.name, partner.accent_color, partner.welcome_text) == ("Nord & Söhne", "#f2c230", "Moin!\nCome in.")
    assert (partner.contact_email, partner.contact_phone) == ("hello@north.example", None)
    assert partner.allowed_origins == ["https://www.north.example", "http://localhost:5173"]
    assert "\nhttps://www.north.example\nhttp://localhost:5173</textarea>" in page.html
    assert 'href="/north/theme.css?v=f2c230"' in page.html


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(owner, world):
    page = await owner.post(
        HOME, **FACE | {"name": ""}, **{"branding.accentColor": "blue", "contact.website": "www.north.example"}
    )

    assert page.status == 422
    assert '<a href="#field-name">Name of your company: Please fill this in.</a>' in page.html
    assert '<a href="#field-branding-accentColor">Accent colour: Please write the colour like #1f6f8b.</a>' in page.html
    assert 'value="www.north.example"' in page.html
    assert (await world.fresh(world.north.partner)).name == "North Design GmbH"


def test_a_colour_is_shown_as_pages_use_it():
    yellow = accent("#f2c230")

    assert (yellow["color"], yellow["on"], yellow["on_is_white"], yellow["ratio"]) == (
        "#f2c230",
        "#000000",
        False,
        12.5,
    )
    assert yellow["is_moved"]
    assert yellow["light"] != yellow["color"]
    assert accent("no colour")["color"] == "#0f5c6e"


async def test_a_colour_can_be_looked_at_before_it_is_saved(owner, world):
    page = await owner.post(f"{HOME}/accent", **{"branding.accentColor": "#f2c230"})

    assert page.status == 200
    assert "<html" not in page.html
    assert 'fill="#f2c230"' in page.html
    assert "Black text on it has a contrast of 12.5 : 1; 4.5 : 1 is needed." in page.html
    assert is_inert((await owner.post(f"{HOME}/accent", **{"branding.accentColor": INERT})).html)
    assert (await world.fresh(world.north.partner)).accent_color is None


async def test_a_logo_is_uploaded_and_removed(owner, world):
    status, path, html = await upload(owner, picture())
    assert (status, path) == (200, f"{HOME}?done=logo-saved")
    assert 'alt="Logo of North Design GmbH"' in html
    assert await world.system.rows(Logo).count() == 1

    page = await owner.post("/north/admin/logo/remove")
    assert page.path == f"{HOME}?done=logo-removed"
    assert await world.system.rows(Logo).count() == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "Please choose a file."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no picture we can use."),
        (picture("GIF"), "This is no picture we can use."),
        (b"x" * (2 * 1024 * 1024 + 1), "Please choose a picture of at most 2 MB."),
    ],
)
async def test_a_file_that_is_no_logo_is_told_at_its_field(owner, world, content, problem):
    status, _, html = await upload(owner, content)

    assert status == 422
    assert f'<a href="#field-logo">{problem}' in html
    assert await world.system.rows(Logo).count() == 0


async def test_a_logo_that_is_no_form_is_refused_in_peace(owner):
    assert (await owner.post("/north/admin/logo", logo="x")).status == 400


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("multipart/form-data", b"--y\r\n"),
        ("multipart/form-data; boundary=", b"--\r\n"),
        ("multipart/form-data; boundary=\xfc", b"--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n\r\n--x--\r\n',
        ),
        ("multipart/form-data; boundary=x", b"--y\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nno header\r\n\r\n\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\na b: c\r\n\r\n\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"a: " + b"b" * 20000 + b"\r\n\r\n\r\n--x--\r\n"),
    ],
)
async def test_a_form_that_cannot_be_read_is_refused_in_peace(owner, kind, content):
    headers = {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"}

    assert (await owner.client.post("/north/admin/logo", data=content, headers=headers)).status == 400


@pytest.mark.parametrize("role", ["editor", "viewer"])
async def test_only_owners_change_it(browser, world, role):
    await browser.sign_in("/north", getattr(world.north, role).email)
    page = await browser.get(HOME)
    assert page.status == 200
    assert "http://127.0.0.1:8080/north" in page.html
    assert "<form" not in page.html.partition("<main")[2]

    assert (await browser.post(HOME, **FACE | {"name": "Mine"})).status == 403
    assert (await browser.post(f"{HOME}/accent")).status == 403
    assert (await upload(browser, picture()))[0] == 403
    assert (await browser.post("/north/admin/logo/remove")).status == 403
    assert (await world.fresh(world.north.partner)).name == "North Design GmbH"


async def test_customers_have_no_business_here(browser, world):
    await browser.sign_in("/north", "anna")

    assert (await browser.get(HOME)).status == 403
    assert (await upload(browser, picture()))[0] == 403


async def test_whatever_is_written_stays_a_text(owner):
    texts = {"branding.welcomeText": INERT, "contact.name": INERT, "contact.phone": INERT[:40]}
    page = await owner.post(HOME, **FACE | {"name": INERT}, **texts)
    assert page.path == f"{HOME}?done=branding-saved"
    assert is_inert(page.html)
    assert is_inert((await owner.post(HOME, **FACE | {"name": INERT}, **texts, **{"branding.accentColor": INERT})).html)


async def test_a_wrong_address_of_own_pages_is_told_with_its_line(owner, world):
    typed = "https://www.north.example\nnorth.example\n*"
    page = await owner.post(HOME, **FACE, allowedOrigins=typed)

    assert page.status == 422
    assert page.html.count("Line 2: Please write origins like https://www.example.com.") == 2
    assert "Line 3" not in page.html
    assert f"\n{typed}</textarea>" in page.html
    assert (await world.fresh(world.north.partner)).allowed_origins == []
