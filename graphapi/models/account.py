"""The account: what somebody signs in with. Who that is stands in Operator, Member or Customer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields

from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class Language(StrEnum):
    """A language we write in."""

    DE = "DE"
    EN = "EN"


class Account(Row):
    """A sign-in at one partner's portal, or at the operator's if it has no partner.

    One namespace of login names over a partner's members and customers: the keys are casefolded (graphapi.text), user
    names hold no ``@``, and so cannot clash with addresses.
    """

    # UNIQUE: (email_key) WHERE partner_id IS NULL; (username_key) WHERE partner_id IS NULL
    partner = fields.ForeignKeyField("models.Partner", null=True, on_delete=fields.CASCADE)
    partner_id: UUID | None
    email_key: str = fields.CharField(max_length=254)
    username_key: str | None = fields.CharField(max_length=64, null=True)
    # None until the first password is set.
    password_hash: str | None = fields.CharField(max_length=60, null=True)
    password_changed_at: datetime | None = UtcDatetimeField(null=True)
    # A disabled account keeps its password and cannot sign in.
    disabled_at: datetime | None = UtcDatetimeField(null=True)
    created_at: datetime = UtcDatetimeField(auto_now_add=True)

    class Meta:
        """Unique login names per partner."""

        table = "account"
        manager = ScopedManager()
        unique_together = (("partner", "email_key"), ("partner", "username_key"))


class Operator(Row):
    """Somebody who runs the platform."""

    account = fields.OneToOneField("models.Account", on_delete=fields.CASCADE)
    account_id: UUID
    name: str = fields.CharField(max_length=200)
    email: str = fields.CharField(max_length=254)
    username: str | None = fields.CharField(max_length=64, null=True)
    language: Language = fields.CharEnumField(Language, max_length=2)
    last_sign_in_at: datetime | None = UtcDatetimeField(null=True)
    created_at: datetime = UtcDatetimeField(auto_now_add=True)

    class Meta:
        """The platform's own people: no partner."""

        table = "operator"
        manager = ScopedManager()
