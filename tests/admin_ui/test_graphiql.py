from __future__ import annotations

import json
import re
from html import unescape

import pytest

from admin_ui.pages.graphiql import examples
from tests.admin_ui.visiting import statements_of

PEOPLE = {"owner@north.example": "OWNER", "viewer@north.example": "VIEWER", "anna": "CUSTOMER"}


def given(html):
    """What the page gives to GraphiQL."""
    return json.loads(unescape(re.search(r'data-given="([^"]*)"', html)[1]))


async def test_strangers_get_it_with_what_anybody_may_ask(browser):
    page = await browser.get("/graphql")

    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Nobody is signed in." in page.text
    assert given(page.html) == {"examples": list(examples(None)), "who": ""}


@pytest.mark.parametrize(("login", "role"), PEOPLE.items())
async def test_whoever_is_signed_in_gets_it_with_what_that_role_may_ask(browser, login, role):
    await browser.sign_in("/north", login)
    page = await browser.get("/graphql")

    assert "North Design GmbH" in page.text
    assert given(page.html)["examples"] == list(examples(role))
    assert await statements_of(browser, "/graphql") == 2


async def test_operators_get_theirs(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    page = await browser.get("/graphql")

    assert f"Signed in: {world.operator.row.name} (Operator)" in page.text
    assert given(page.html)["examples"] == list(examples("OPERATOR"))


async def test_it_speaks_the_language_of_its_user(browser):
    assert "Niemand ist angemeldet." in (await browser.get("/graphql", language="de")).text


def test_a_viewer_gets_nothing_that_changes_anything():
    assert [example for example in examples("VIEWER") if "mutation" in example["query"]] == []
    assert [example for example in examples("OWNER") if "mutation" in example["query"]] != []


async def test_programs_get_no_page(browser):
    bearer = {"Authorization": "Bearer none"}
    answer = await browser.client.get("/graphql", params={"query": "{ viewer { name } }"}, headers=bearer)

    assert await answer.json() == {"data": {"viewer": None}}


async def test_a_link_from_elsewhere_opens_it_and_gets_no_data_with_the_cookie(browser):
    await browser.sign_in("/north", "owner@north.example")
    from_elsewhere = {"Sec-Fetch-Site": "cross-site"}
    page = await browser.client.get("/graphql", headers=from_elsewhere | {"Accept": "text/html"})
    data = await browser.client.get("/graphql?query={viewer{name}}", headers=from_elsewhere)

    assert (page.status, data.status) == (200, 403)
