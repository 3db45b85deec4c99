"""The custom scalars: which spellings are taken, and the one that is given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graphapi.models import Share, Subscription
from schema.scalars import _write_datetime
from tests.asking import ask, run
from tests.world import add_share

CREATE = """
    mutation($from: DateTime) {
        createShare(input: { audience: EVERYONE, url: "https://cloud.example/s/x", validFrom: $from }) {
            ... on ShareSaved { share { validFrom url } }
        }
    }
"""


@pytest.mark.parametrize(
    ("sent", "given"),
    [
        ("2026-01-31T09:00:00Z", "2026-01-31T09:00:00Z"),
        ("2026-01-31T10:00:00+01:00", "2026-01-31T09:00:00Z"),
        ("2026-01-31T00:30:00.25+02:00", "2026-01-30T22:30:00.250000Z"),
        ("2026-01-31T09:00:00.123456-00:00", "2026-01-31T09:00:00.123456Z"),
        ("2026-06-30t09:00:00z", "2026-06-30T09:00:00Z"),
        ("2026-06-30 09:00:00.1234567891+00:00", "2026-06-30T09:00:00.123456Z"),
        ("0001-01-03T00:00:00Z", "0001-01-03T00:00:00Z"),
        ("9999-12-29T23:59:59.999999Z", "9999-12-29T23:59:59.999999Z"),
        (None, None),
    ],
)
async def test_a_moment_is_taken_with_any_offset_and_given_in_utc(world, sent, given):
    done = await ask(world.north.owner.access, CREATE, **{"from": sent})

    assert done["createShare"]["share"]["validFrom"] == given
    share = await world.north.owner.access.rows(Share).get()
    assert (None if share.valid_from is None else _write_datetime(share.valid_from)) == given


@pytest.mark.parametrize(
    "sent",
    [
        "2026-01-31T09:00:00",
        "2026-01-31",
        "2026-01-31T09:00Z",
        "20260131T090000Z",
        "2026-W05-6T09:00:00Z",
        "2026-01-31T09:00:60Z",
        "2026-01-31T09:00:00+01",
        "2026-01-31T09:00:00Z ",
        "٢٠٢٦-01-31T09:00:00Z",
        "09:00:00Z",
        "2026-02-30T09:00:00Z",
        "2026-01-31T25:00:00Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59-14:00",
        "tomorrow",
        "",
        "\0",
        0,
        1.5,
        True,
        [],
        {},
    ],
)
async def test_what_is_no_moment_is_bad_input_and_changes_nothing(world, sent):
    result = await run(world.north.owner.access, CREATE, **{"from": sent})

    assert [error["extensions"]["code"] for error in result.errors] == ["BAD_USER_INPUT"]
    assert await world.system.rows(Share).count() == 0


async def test_a_naive_moment_is_told_that_it_needs_an_offset(world):
    result = await run(world.north.owner.access, CREATE, **{"from": "2026-01-31T09:00:00"})

    assert "DateTime needs an offset, such as Z or +01:00." in result.errors[0]["message"]


async def test_a_moment_may_stand_in_the_document(world):
    await add_share(world.north.partner, valid_from=datetime(2026, 1, 31, 9, tzinfo=UTC))

    for literal, status in (('"2026-01-31T09:00:00Z"', 0), ('"2026-01-31"', 1), ("1769850000", 1), ("NOW", 1)):
        result = await run(world.north.owner.access, f"{{ auditLog(filter: {{ since: {literal} }}) {{ totalCount }} }}")

        assert len(result.errors) == status


async def test_a_day_is_given_without_a_time(world):
    subscription = await world.north.owner.access.rows(Subscription).get()

    found = await ask(world.north.owner.access, "{ viewer { partner { subscription { startedOn periodEnd } } } }")

    assert found["viewer"]["partner"]["subscription"] == {
        "startedOn": subscription.started_on.isoformat(),
        "periodEnd": subscription.period_end.isoformat(),
    }


async def test_an_address_is_given_exactly_as_it_was_entered(world):
    url = "https://Cloud.example:8443/s/%E4?x=1&y=ä#Ö"
    share = await add_share(world.north.partner, url=url)

    found = await ask(world.north.owner.access, "{ shares { nodes { url } } }")

    assert found["shares"]["nodes"] == [{"url": share.url}]


async def test_money_is_in_minor_units(world):
    found = await ask(world.anonymous, "{ plans { code monthlyPrice { amount currency } yearlyPrice { amount } } }")

    prices = {plan["code"]: (plan["monthlyPrice"], plan["yearlyPrice"]) for plan in found["plans"]}
    assert prices["m"] == ({"amount": 450, "currency": "EUR"}, {"amount": 5400})
    assert prices["oem"] == (None, None)
