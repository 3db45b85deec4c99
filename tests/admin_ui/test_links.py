from __future__ import annotations

import pytest

from admin_ui.links import safe_next


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "//evil.example",
        "https://evil.example",
        "https:evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%2f%2fevil.example",
        "%2f%2fevil.example",
        "javascript:alert(1)",
        "/nordwind//evil.example",
        "/nordwind/..//evil.example",
        "/nordwind/../operator",
        "/nordwind/%2e%2e/operator",
        "/nordwind@evil.example",
        "/nordwindy/profile",
        "/suedhang/admin",
        "/nordwind/a\nSet-Cookie: b=c",
        " /nordwind/profile",
        "/nordwind/profile?x=\r\n",
        "/nordwind/profile#//evil.example",
    ],
)
def test_wishes_that_lead_elsewhere_lead_home(wish: str):
    assert safe_next(wish, home="/nordwind") == "/nordwind"


@pytest.mark.parametrize(
    "wish",
    [
        "/nordwind",
        "/nordwind/profile",
        "/nordwind/shares/share_01h2xcejqtf2nbrexx3vqjhp41/open",
        "/nordwind/admin/customers?search=Gr%C3%BCn&after=YQ%3D%3D",
    ],
)
def test_wishes_within_the_portal_are_kept(wish: str):
    assert safe_next(wish, home="/nordwind") == wish


def test_the_console_is_a_home_like_any_other():
    assert safe_next("/operator/partners", home="/operator") == "/operator/partners"
    assert safe_next("/nordwind/admin", home="/operator") == "/operator"
