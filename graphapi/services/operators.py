"""Operators: those who run the platform. They are added at the command line, by whoever runs the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.access import Permission, operation
from graphapi.database import transaction
from graphapi.models import Language, MailKind, Operator, TokenPurpose
from graphapi.services import accounts, audit, outbox
from graphapi.services.inputs import Checks
from graphapi.services.one_time_tokens import make_token

if TYPE_CHECKING:
    from graphapi.access import Access
    from graphapi.models import OneTimeToken


@operation(Permission.PARTNERS_WRITE)
async def create_operator(access: Access, *, email: str, name: str, language: Language) -> OneTimeToken:
    """Add an operator and queue its invitation; returns the link's token row.

    Raises InvalidInput, and Conflict if there is an operator with this address.
    """
    checks = Checks()
    email = checks.email(("email",), email)
    name = checks.required(("name",), name)
    checks.done()
    async with transaction():
        account = await accounts.open_account(access, partner_id=None, email=email, username=None)
        operator = Operator(account_id=account.id, name=name, email=email, language=language)
        await access.add(operator)
        token = await make_token(access, account_id=account.id, partner_id=None, purpose=TokenPurpose.INVITATION)
        await outbox.queue_mail(access, kind=MailKind.MEMBER_INVITATION, person=operator, partner_id=None, token=token)
        await audit.record(access, "operator.created", subject=operator, name=name)
        return token
