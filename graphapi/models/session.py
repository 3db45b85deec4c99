"""What proves who somebody is: sessions, access tokens, one-time tokens; and the throttle that guards the door.

None of these holds a usable secret: a stolen database opens nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField
from graphapi.models.member import MemberRole

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class Session(Row):
    """A sign-in that lasts; the token is in the browser's cookie or in a bearer header, its SHA-256 here."""

    partner = fields.ForeignKeyField("models.Partner", null=True, on_delete=fields.CASCADE)
    partner_id: UUID | None
    account = fields.ForeignKeyField("models.Account", on_delete=fields.CASCADE)
    account_id: UUID
    token_hash: str = fields.CharField(max_length=64, unique=True)
    user_agent: str | None = fields.CharField(max_length=200, null=True)
    created_at: datetime = UtcDatetimeField()
    # Exact to five minutes; the idle limit counts from it.
    last_seen_at: datetime = UtcDatetimeField()
    # The absolute end.
    expires_at: datetime = UtcDatetimeField()

    class Meta:
        """Ended by account, or by partner."""

        table = "session"
        manager = ScopedManager()
        indexes = (Index(fields=("partner_id", "account_id")), Index(fields=("account_id",)))


class AccessToken(Row):
    """A frontend's or script's own token, of a role not above its maker's."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    account = fields.ForeignKeyField("models.Account", on_delete=fields.CASCADE)
    account_id: UUID
    name: str = fields.CharField(max_length=100)
    role: MemberRole = fields.CharEnumField(MemberRole, max_length=10)
    token_hash: str = fields.CharField(max_length=64, unique=True)
    created_at: datetime = UtcDatetimeField(auto_now_add=True)
    last_used_at: datetime | None = UtcDatetimeField(null=True)
    expires_at: datetime | None = UtcDatetimeField(null=True)

    class Meta:
        """Listed per account."""

        table = "access_token"
        manager = ScopedManager()
        indexes = (Index(fields=("partner_id", "account_id")), Index(fields=("account_id",)))


class TokenPurpose(StrEnum):
    """What a link in a mail is for."""

    INVITATION = "INVITATION"
    RESET = "RESET"
    EMAIL = "EMAIL"


class OneTimeToken(Row):
    """A link in a mail. The token itself is an HMAC of this row's id (graphapi.secrets), made when the mail is sent."""

    partner = fields.ForeignKeyField("models.Partner", null=True, on_delete=fields.CASCADE)
    partner_id: UUID | None
    account = fields.ForeignKeyField("models.Account", on_delete=fields.CASCADE)
    account_id: UUID
    purpose: TokenPurpose = fields.CharEnumField(TokenPurpose, max_length=12)
    # The new address that it confirms, of an EMAIL one.
    email: str | None = fields.CharField(max_length=254, null=True)
    token_hash: str = fields.CharField(max_length=64, unique=True)
    key_id: str = fields.CharField(max_length=16)
    created_at: datetime = UtcDatetimeField()
    expires_at: datetime = UtcDatetimeField()
    used_at: datetime | None = UtcDatetimeField(null=True)
    # A newer one replaced it.
    voided_at: datetime | None = UtcDatetimeField(null=True)

    class Meta:
        """Voided by account."""

        table = "one_time_token"
        manager = ScopedManager()
        indexes = (Index(fields=("partner_id", "account_id")), Index(fields=("account_id",)))


class Throttle(Row):
    """How often something was tried within a window. The key is an HMAC: no address and no login is kept."""

    key: str = fields.CharField(max_length=64, unique=True)
    count: int = fields.IntField()
    ends_at: datetime = UtcDatetimeField(db_index=True)

    class Meta:
        """Shared by all processes; gone with its window."""

        table = "throttle"
        manager = ScopedManager()
