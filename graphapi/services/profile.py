"""The profile: what people change about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.errors import NotFound
from graphapi.models import Account, Customer
from graphapi.services import accounts, audit
from graphapi.services.customers import set_keys
from graphapi.services.inputs import UNSET, Checks, is_set
from graphapi.services.people import find_person, lock_account

if TYPE_CHECKING:
    from graphapi.access import Access
    from graphapi.models import Language
    from graphapi.services.inputs import Unset


@operation(Permission.PROFILE_WRITE)
async def update_profile(
    access: Access, *, username: str | Unset | None = UNSET, language: Language | Unset | None = UNSET
) -> None:
    """Change one's own user name, which None removes, and language; raises InvalidInput, Conflict."""
    checks = Checks()
    if is_set(username):
        username = checks.username(("username",), username)
    new_language = checks.choice(("language",), language) if is_set(language) else None
    checks.done()
    async with transaction():
        account = await lock_account(access, await access.get(Account, access.principal.account_id))
        person = None if account is None else await find_person(access, account)
        if person is None:
            raise NotFound
        if is_set(username):
            await accounts.change_logins(access, person, username=username)
        if new_language is not None:
            person.language = new_language
        if isinstance(person, Customer):
            set_keys(person)
        await person.save()
        await audit.record(access, "profile.updated", subject=person)
