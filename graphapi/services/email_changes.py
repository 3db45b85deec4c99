"""Changing one's own mail address: it takes hold when the link in the mail to the new one is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.access import PUBLIC, Permission, operation
from graphapi.database import transaction
from graphapi.errors import Conflict, InvalidCredentials, InvalidInput, TokenInvalid
from graphapi.i18n import message
from graphapi.models import Account, Customer, MailKind, TokenPurpose
from graphapi.services import accounts, audit, outbox
from graphapi.services.customers import set_keys
from graphapi.services.inputs import Checks
from graphapi.services.one_time_tokens import TokenState, find_token, make_token, use_up
from graphapi.services.passwords import prove_password
from graphapi.services.people import find_person, lock_account, principal_of
from graphapi.services.throttles import CONFIRMATIONS, EMAIL_CHANGES, may_mail_link, use

if TYPE_CHECKING:
    from graphapi.access import Access


@operation(Permission.PROFILE_WRITE)
async def change_email(access: Access, *, current_password: str, email: str) -> None:
    """Mail a link to a new address of one's own; it voids the links sent before.

    Whether somebody else signs in by that address is not told, nor whether its mailbox had its share of links: the link
    then does not work, or is not sent. Raises InvalidInput, InvalidCredentials if the password is wrong, Throttled.
    """
    checks = Checks()
    email = checks.email(("email",), email)
    checks.done()
    account = await access.get(Account, access.principal.account_id)
    await prove_password(access, account, current_password)
    await use(access, (EMAIL_CHANGES, str(account.id)))
    if not await may_mail_link(access, email=email, limits=CONFIRMATIONS):
        return
    system = access.as_system()
    async with transaction():
        locked = await lock_account(system, account)
        person = None if locked is None else await find_person(system, locked)
        # Hashing takes its time, in which the account may have been removed, or given another password.
        if locked is None or person is None or locked.password_hash != account.password_hash:
            raise InvalidCredentials
        if email == person.email:
            raise InvalidInput.at("email", text=message("This is your mail address already."))
        token = await make_token(
            system, account_id=locked.id, partner_id=locked.partner_id, purpose=TokenPurpose.EMAIL, email=email
        )
        await outbox.queue_mail(
            system,
            kind=MailKind.EMAIL_CONFIRMATION,
            person=person,
            partner_id=locked.partner_id,
            token=token,
            to_email=email,
        )
        await audit.record(access, "account.email_change_requested", subject=person)


@operation(PUBLIC)
async def confirm_email(access: Access, *, token: str) -> None:
    """Change the address by the link that was mailed to it, which is then used up; the old address is told.

    Sessions and access tokens stay: whoever asked knew the password. Other links, sent to the old address, no longer
    work. Raises TokenInvalid, also if somebody else signs in by the address meanwhile.
    """
    found = await find_token(access, token=token, purposes=frozenset({TokenPurpose.EMAIL}))
    if found is None or found.state is not TokenState.VALID or found.row.email is None:
        raise TokenInvalid
    system = access.as_system()
    async with transaction():
        account, person = await use_up(system, found)
        old_email = person.email
        try:
            await accounts.change_logins(system, person, email=found.row.email)
        except Conflict:
            raise TokenInvalid from None
        if isinstance(person, Customer):
            set_keys(person)
        await person.save()
        await audit.record(system, "account.email_changed", subject=person, actor=principal_of(person))
        await outbox.queue_mail(
            system,
            kind=MailKind.EMAIL_CHANGED,
            person=person,
            partner_id=account.partner_id,
            to_email=old_email,
            by="holder",
        )
