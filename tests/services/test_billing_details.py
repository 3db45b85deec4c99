"""Billing details: a company, its address and its VAT id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphapi.services.billing_details import BillingDetails, check_billing, countries
from graphapi.services.inputs import Checks
from tests.entering import BILLING


def checked(**columns) -> tuple[BillingDetails, list[tuple[str, ...]]]:
    """The details as they are kept, and where they were wrong."""
    checks = Checks()
    kept = check_billing(checks, ("billing",), replace(BILLING, **columns))
    return kept, [problem.path[1:] for problem in checks.problems]


def test_outer_blanks_are_removed_and_the_country_is_written_large():
    kept, problems = checked(company=" West GmbH ", postal_code=" 10115 ", country=" de ")

    assert (kept, problems) == (BILLING, [])


@pytest.mark.parametrize("field", ["company", "street", "postal_code", "city", "country", "email"])
def test_everything_but_the_vat_id_is_a_must(field):
    path = {"postal_code": "postalCode"}.get(field, field)

    assert checked(**{field: " "})[1] == [(path,)]


def test_there_are_249_countries():
    assert len(countries()) == 249
    assert {"DE", "AT", "CH", "GR", "GB", "US"} < countries()
    assert countries().isdisjoint({"EU", "EL", "UK", "XK", "XX", "ZZ"})


@pytest.mark.parametrize("country", ["D", "DEU", "XX", "EU", "12", "Germany"])
def test_a_country_is_two_letters_of_the_standard(country):
    assert checked(country=country)[1] == [("country",)]


@pytest.mark.parametrize(
    ("country", "vat_id", "kept"),
    [
        ("DE", "DE136695976", "DE136695976"),
        ("DE", " de 136.695-976 ", "DE136695976"),
        # Its check digit is wrong: whether an id was given out is not for us to say.
        ("DE", "DE123456789", "DE123456789"),
        ("AT", "ATU13585627", "ATU13585627"),
        ("FR", "FR 40 303 265 045", "FR40303265045"),
        ("GR", "EL094259216", "EL094259216"),
        ("CH", "CHE-123.456.788 MWST", "CHE-123.456.788 MWST"),
        ("US", "12-3456789", "12-3456789"),
        ("DE", None, None),
        ("DE", "  ", None),
    ],
)
def test_a_vat_id_is_kept_without_blanks_and_dots_within_the_eu_and_as_it_is_elsewhere(country, vat_id, kept):
    details, problems = checked(country=country, vat_id=vat_id)

    assert (details.vat_id, problems) == (kept, [])


@pytest.mark.parametrize(
    ("country", "vat_id"),
    [
        ("DE", "136695976"),
        ("DE", "DE12345"),
        ("DE", "ATU13585627"),
        ("DE", "DE13669597X"),
        ("GR", "GR094259216"),
        ("AT", "AT13585627"),
        ("US", "1" * 21),
        ("DE", "DE136695976\0"),
    ],
)
def test_a_vat_id_has_the_form_of_its_country(country, vat_id):
    assert ("vatId",) in checked(country=country, vat_id=vat_id)[1]
