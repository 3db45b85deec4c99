"""The operations as each system spells them."""

from __future__ import annotations

from uuid import UUID

import pytest
from graphql import build_schema, parse, validate

from bench.documents import (
    OPERATIONS,
    OUR_SHAPES,
    OURS,
    PEERS_SHAPES,
    asker,
    limit_request,
    normalised,
    our_request,
    peer_request,
    turns,
)
from bench.seed import CUSTOMER, Size, customer_token, key, owner_token
from graphapi.ids import encode_id
from schema.build import sdl

SIZE = Size(partners=3, customers=2, in_large=5)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_our_documents_are_valid(operation):
    assert validate(build_schema(sdl()), parse(OURS[operation])) == []


def test_who_asks_goes_round():
    assert {asker("Q1", turn, SIZE).partner for turn in range(turns("Q1", SIZE))} == {0}
    assert [asker("Q1", turn, SIZE).number for turn in range(6)] == [0, 1, 2, 3, 4, 0]
    assert [(who.partner, who.number) for who in (asker("Q2", turn, SIZE) for turn in range(turns("Q2", SIZE)))] == [
        (1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (3, 1),
    ]  # fmt: skip
    assert turns("Q3", SIZE) == 1


def test_ours_and_the_peer_are_asked_about_the_same_by_the_same():
    who, customer = asker("Q2", 4, SIZE), key(CUSTOMER, 2, 1)

    assert our_request("Q2", who, "x.").token == peer_request("Q2", who, "x.").token == customer_token(2, 1)
    assert our_request("Q1", who, "x.").token == owner_token(2)
    assert our_request("Q1", who, "x.").body["variables"] == {"id": encode_id("customer", customer)}
    assert peer_request("Q1", who, "x.").body["variables"] == {"id": str(customer)}
    assert limit_request("Q1", who, "x.").path == "/Q1"


def test_answers_are_equal_but_for_the_form_of_their_ids():
    share, looks = UUID(int=7), {"accentColor": "#1f6f8b", "welcomeText": None}

    def shares(share_id):
        return [{"id": share_id, "title": "Drafts"}]

    ours = OUR_SHAPES["Q2"]({
        "viewer": {
            "name": "Anna Adler",
            "partner": {"name": "North", "branding": looks, "globalShares": []},
            "customer": {"shares": shares(encode_id("share", share))},
        }
    })  # fmt: skip
    peers = PEERS_SHAPES["Q2"]({
        "customer": {
            "firstName": "Anna",
            "lastName": "Adler",
            "partner": {"name": "North", **looks, "globalShares": []},
            "shares": shares(str(share)),
        }
    })  # fmt: skip

    assert normalised(ours, is_new=False) == normalised(peers, is_new=False)
    assert normalised(shares(str(share)), is_new=False) != normalised(shares(str(UUID(int=8))), is_new=False)


def test_of_a_new_row_id_and_address_are_its_own():
    first = {"id": encode_id("customer", UUID(int=1)), "email": "a.1@new.example", "status": "DRAFT"}
    second = {"id": str(UUID(int=2)), "email": "b.2@new.example", "status": "DRAFT"}

    assert normalised(first, is_new=True) == normalised(second, is_new=True)
    assert normalised(first, is_new=True) != normalised(second | {"status": "ACTIVE"}, is_new=True)
