from __future__ import annotations

from io import BytesIO

import pytest


async def test_errors_are_pages_for_browsers_and_plain_for_programs(browser, world):
    page = await browser.get("/north/no/such/page")
    response = await browser.client.get("/north/no/such/page", headers={"Accept": "application/json"})

    assert (page.status, page.title) == (404, "There is nothing here – North Design GmbH")
    assert (response.status, await response.text()) == (404, "404: Not Found")


async def test_an_unknown_address_outside_of_portals_has_the_products_look(browser, world):
    page = await browser.get("/no/such/page")

    assert (page.status, page.title) == (404, "There is nothing here – Digital customer account")


async def test_an_unexpected_error_says_nothing_but_its_number(browser, world, monkeypatch):
    async def broken(*_args, **_kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("admin_ui.page.runner.run", broken)
    page = await browser.get("/north")

    assert page.status == 500
    assert "secret detail" not in page.html
    assert f"this number helps: {page.headers['X-Request-ID']}" in page.text


async def test_too_much_at_once_is_told(browser, world):
    page = await browser.post("/north", login="x" * 1_100_000)

    assert page.status == 413
    assert "That was too much at once" in page.text


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/plain", b"login=anna"),
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"login=anna"),
        ("application/x-www-form-urlencoded", b"login=\xff\xfe"),
        ("application/x-www-form-urlencoded", b"login=a%00b&password=c%00d"),
    ],
)
async def test_what_is_no_form_is_refused_in_peace(browser, world, content_type, body):
    response = await browser.client.post(
        "/north",
        data=BytesIO(body),
        headers={"Content-Type": content_type, "Sec-Fetch-Site": "same-origin", "Accept": "text/html"},
    )

    assert response.status in {400, 415, 422}
    assert "text/html" in response.headers["Content-Type"]


async def test_a_notice_is_one_of_ours(browser, world):
    assert "You are signed out." in (await browser.get("/north?done=signed-out")).text
    assert "<script>" not in (await browser.get("/north?done=%3Cscript%3E")).html
    assert 'role="status"' not in (await browser.get("/north?done=Your+account+is+locked,+call+us")).html


async def test_every_answer_bears_the_headers_that_protect_it(browser, world):
    for path in ("/", "/north", "/north/theme.css", "/nobody", "/operator"):
        headers = (await browser.get(path)).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path


async def test_the_front_page_tells_the_demo_in_the_demo_alone(browser, world):
    page = await browser.get("/")

    assert page.title == "Welcome – Digital customer account"
    assert "kundenkonto-demo" not in page.text
