"""People: whoever an account belongs to, an operator, a member or a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphapi.access import PUBLIC, Principal, Role, operation
from graphapi.models import Account, Customer, Member, Operator
from graphapi.services.locking import lock_partner

if TYPE_CHECKING:
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access


async def find_person(access: Access, account: Account) -> Operator | Member | Customer | None:
    """Return whom an account belongs to, within sight."""
    if account.partner_id is None:
        return await access.rows(Operator).get_or_none(account_id=account.id)
    own = {"partner_id": account.partner_id, "account_id": account.id}
    return await access.rows(Member).get_or_none(**own) or await access.rows(Customer).get_or_none(**own)


def principal_of(person: Operator | Member | Customer, *, session_id: UUID | None = None) -> Principal:
    """Return a person as somebody who asks."""
    if isinstance(person, Operator):
        role, partner_id = Role.OPERATOR, None
    else:
        role = Role(person.role) if isinstance(person, Member) else Role.CUSTOMER
        partner_id = person.partner_id
    return Principal(
        role=role,
        partner_id=partner_id,
        account_id=person.account_id,
        person_id=person.id,
        name=person.name,
        language=person.language.lower(),
        session_id=session_id,
    )


async def lock_account(access: Access, account: Account) -> Account | None:
    """Return the account as it is now, locked against all other changes, its partner first; None if it is gone."""
    if account.partner_id is not None:
        await lock_partner(access, account.partner_id)
    return await access.rows(Account).select_for_update(no_key=True).get_or_none(id=account.id)


@operation(PUBLIC)
def viewer(access: Access) -> QuerySet[Operator] | QuerySet[Member] | QuerySet[Customer] | None:
    """Return who asks, as a query for one row; None for nobody."""
    model: type[Any] = {Role.OPERATOR: Operator, Role.CUSTOMER: Customer}.get(access.principal.role, Member)
    if access.principal.person_id is None:
        return None
    return access.rows(model).filter(id=access.principal.person_id)
