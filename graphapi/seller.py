"""The operator's own billing identity: who issues the invoices. The seller is in Germany, whose tax rules we know."""

from __future__ import annotations

from typing import TypedDict


class Seller(TypedDict):
    """Who issues an invoice. A VAT id or a tax number is there; ``country`` is ISO 3166-1 alpha-2."""

    name: str
    street: str
    postal_code: str
    city: str
    country: str
    vat_id: str | None
    tax_number: str | None
    iban: str
    bic: str | None
    email: str


COUNTRY = "DE"
# In development and in the demo, where nobody has set one: everything can be tried, and nobody would pay there.
EXAMPLE = Seller(
    name="Beispiel Kundenkonto GmbH",
    street="Musterstraße 1",
    postal_code="20457",
    city="Hamburg",
    country=COUNTRY,
    vat_id="DE136695976",
    tax_number=None,
    iban="DE89370400440532013000",
    bic="COBADEFFXXX",
    email="rechnung@kundenkonto.example",
)
MUSTS = ("name", "street", "postal_code", "city", "iban", "email")
MAYS = ("vat_id", "tax_number", "bic")


def parse_iban(value: str) -> str:
    """Return an IBAN without blanks; raises ValueError."""
    from stdnum import iban  # noqa: PLC0415 - "--help" and a wrong setting answer at once
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    try:
        return iban.validate(value)
    except ValidationError:
        raise ValueError("write the account's IBAN, such as DE89 3704 0044 0532 0130 00") from None


def parse_bic(value: str) -> str:
    """Return a BIC; raises ValueError."""
    from stdnum import bic  # noqa: PLC0415
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    try:
        return bic.validate(value)
    except ValidationError:
        raise ValueError("write the bank's BIC, such as COBADEFFXXX") from None


def parse_vat_id(value: str) -> str:
    """Return a German VAT id with its letters; raises ValueError."""
    from stdnum.de import vat  # noqa: PLC0415
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    try:
        return f"{COUNTRY}{vat.validate(value)}"
    except ValidationError:
        raise ValueError("write the German VAT id, such as DE136695976") from None


def missing_of(given: dict[str, str]) -> list[str]:
    """Return which parts an identity still lacks, of one that has some."""
    missing = [part for part in MUSTS if part not in given]
    return missing if "vat_id" in given or "tax_number" in given else [*missing, "vat_id"]
