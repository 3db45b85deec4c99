from __future__ import annotations

from aiohttp.test_utils import make_mocked_request

from admin_ui.listing import Listing, Option
from admin_ui.page import Page
from graphapi.i18n import message

STATES = (Option("", message("All states")), Option("active", message("Active"), ["ACTIVE"]))
ORDERS = (Option("", message("By name"), "NAME"), Option("newest", message("Newest first"), "CREATED_AT"))
MIDDLE = {"hasNextPage": True, "hasPreviousPage": True, "startCursor": "s==", "endCursor": "e=="}


def listing(query: str) -> Listing:
    request = make_mocked_request("GET", f"/north/admin/things?{query}")
    page = Page(request=request, language="de", home="/north")
    return Listing(page, "admin/things", kept=("since",), status=STATES, sort=ORDERS)


def test_without_anything_asked_it_is_the_first_page():
    plain = listing("")

    assert plain.variables == {"first": 25}
    assert (plain.meaning("status"), plain.meaning("sort")) == (None, "NAME")
    assert not plain.is_narrowed
    assert plain.options("status") == [("", "Alle"), ("active", "Aktiv")]


def test_what_is_asked_for_is_kept_on_the_other_pages():
    asked = listing("search=+Gr%C3%BCn+&status=active&sort=newest&since=2026-01-01&after=c")

    assert asked.search == "Grün"
    assert (asked.meaning("status"), asked.meaning("sort")) == (["ACTIVE"], "CREATED_AT")
    assert asked.variables == {"first": 25, "after": "c"}
    assert asked.is_narrowed
    asked_for = "/north/admin/things?search=Gr%C3%BCn&status=active&sort=newest&since=2026-01-01"
    assert asked.next(MIDDLE) == f"{asked_for}&after=e%3D%3D"
    assert asked.previous(MIDDLE) == f"{asked_for}&before=s%3D%3D"


def test_the_way_back_reads_from_the_end():
    assert listing("before=c").variables == {"last": 25, "before": "c"}


def test_the_borders_lead_nowhere():
    assert listing("").next(MIDDLE | {"hasNextPage": False}) is None
    assert listing("").previous(MIDDLE | {"hasPreviousPage": False}) is None


def test_from_a_page_that_lost_its_rows_the_beginning_is_the_way_back():
    gone = {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None}

    assert listing("after=c").previous(gone) == "/north/admin/things"


def test_what_is_no_option_is_as_nothing():
    strange = listing("status=%22%3E&sort=name;drop")

    assert (strange.value("status"), strange.meaning("sort")) == ("", "NAME")
    assert not strange.is_narrowed
