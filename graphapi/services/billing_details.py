"""Checking a billing identity: a company, an address, perhaps a VAT id."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, ValidationError

from graphapi.i18n import message

if TYPE_CHECKING:
    from graphapi.errors import Path
    from graphapi.models import Partner
    from graphapi.services.inputs import Checks

ALPHA_2 = 2
# What Unicode's list of territories has beyond the standard's.
NOT_IN_ISO_3166 = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingDetails:
    """Whom invoices go to; ``country`` is ISO 3166-1 alpha-2."""

    company: str
    street: str
    postal_code: str
    city: str
    country: str
    vat_id: str | None
    email: str


@cache
def countries() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes."""
    codes = {str(code) for code in Locale("en").territories}
    return frozenset(code for code in codes if len(code) == ALPHA_2 and code.isalpha()) - NOT_IN_ISO_3166


def check_billing(checks: Checks, path: Path, billing: BillingDetails) -> BillingDetails:
    """Return the details with outer blanks removed; problems are noted below ``path``."""
    country = checks.required((*path, "country"), billing.country).upper()
    if country and country not in countries():
        checks.problem((*path, "country"), message("Please write the country as two letters, such as DE."))
    return BillingDetails(
        company=checks.required((*path, "company"), billing.company),
        street=checks.required((*path, "street"), billing.street),
        postal_code=checks.required((*path, "postalCode"), billing.postal_code, most=20),
        city=checks.required((*path, "city"), billing.city, most=100),
        country=country,
        vat_id=_check_vat_id(checks, (*path, "vatId"), billing.vat_id, country),
        email=checks.email((*path, "email"), billing.email),
    )


def set_billing(partner: Partner, billing: BillingDetails | None) -> None:
    """Write checked details to a partner, or remove them."""
    for part in fields(BillingDetails):
        setattr(partner, f"billing_{part.name}", None if billing is None else getattr(billing, part.name))


def _check_vat_id(checks: Checks, path: Path, vat_id: str | None, country: str) -> str | None:
    """Check the form of an EU VAT id, not whether it was given out; ids from elsewhere are taken as they are."""
    text = checks.text(path, vat_id, most=20)
    if text is None:
        return None
    compact = "".join(character for character in text if character.isalnum()).upper()
    # Greece is GR among countries and EL among VAT ids.
    prefix = "EL" if country == "GR" else country
    if country.lower() not in vat.MEMBER_STATES:
        return text
    try:
        vat.validate(compact)
    except InvalidChecksum:
        pass
    except ValidationError:
        checks.problem(path, message("This is not a VAT id of that country. It is written like DE123456789."))
        return text
    if not compact.startswith(prefix):
        checks.problem(path, message("A VAT id of this country begins with {prefix}.", prefix=prefix))
    return compact
