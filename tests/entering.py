"""What people enter, and what is wrong with it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from graphapi.models import Language
from graphapi.services.billing_details import BillingDetails
from graphapi.services.customers import NewCustomer, create_customer
from graphapi.services.orders import NewOrder
from graphapi.services.partners import NewPartner, create_partner
from graphapi.services.shares import NewShare

if TYPE_CHECKING:
    import pytest

    from graphapi.errors import InvalidInput, Path
    from graphapi.models import Customer, Partner
    from tests.world import World


def cora(**columns: Any) -> NewCustomer:
    """Cora, who is no customer yet."""
    return NewCustomer(**{"first_name": "Cora", "last_name": "Cramer", "email": "cora@example.com"} | columns)


def folder(**columns: Any) -> NewShare:
    """A link to a folder."""
    return NewShare(**{"url": "https://cloud.example.com/s/abcd1234"} | columns)


async def add_cora(world: World, **columns: Any) -> Customer:
    """Have the editor of *north* add her."""
    return await create_customer(world.north.editor.access, new=cora(**columns))


BILLING = BillingDetails(
    company="West GmbH",
    street="Hauptstr. 1",
    postal_code="10115",
    city="Berlin",
    country="DE",
    vat_id=None,
    email="invoices@west.example",
)


def west(**columns: Any) -> NewPartner:
    """West, which is no partner yet."""
    entered = {
        "name": "West GmbH",
        "slug": "west",
        "owner_name": "Wanda West",
        "owner_email": "wanda@west.example",
        "plan_code": "free",
    }
    return NewPartner(**entered | columns)


def wests(**changes: Any) -> NewOrder:
    """West's order."""
    return NewOrder(
        **{
            "company": "West Media GmbH",
            "contact_name": "Wanda West",
            "email": "wanda@west.example",
            "plan_code": "m",
            "language": Language.DE,
        }
        | changes
    )


async def add_west(world: World, **columns: Any) -> Partner:
    """Have the operator set it up."""
    return await create_partner(world.operator.access, new=west(**columns))


def paths(refused: pytest.ExceptionInfo[InvalidInput]) -> list[Path]:
    """Where an input was wrong."""
    return [problem.path for problem in refused.value.problems]


def file_of(*lines: str, header: str = "Vorname;Nachname;E-Mail") -> str:
    """A file with customers, as ``importCustomers`` takes it."""
    return base64_of("\r\n".join((header, *lines)).encode())


def base64_of(content: bytes) -> str:
    """The bytes of a file, as ``importCustomers`` takes them."""
    return base64.b64encode(content).decode()
