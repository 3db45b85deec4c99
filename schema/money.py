"""Money."""

from typing import Self

import strawberry


@strawberry.type(description="An amount in minor units: 250 EUR is 2.50 €.")
class Money:
    amount: int = strawberry.field(description="Minor units, such as cents.")
    currency: str = strawberry.field(description="ISO 4217, such as EUR.")

    @classmethod
    def of(cls, amount: int | None, currency: str) -> Self | None:
        """Make an amount, or None of none."""
        return None if amount is None else cls(amount=amount, currency=currency)


def money(amount: int, currency: str) -> Money:
    """Make an amount of two columns."""
    return Money(amount=amount, currency=currency)
