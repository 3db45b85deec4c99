"""The member: somebody of the partner's own staff."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.base import ScopedManager
from graphapi.models.person import Person

if TYPE_CHECKING:
    from uuid import UUID


class MemberRole(StrEnum):
    """What a member may do; the greatest first."""

    OWNER = "OWNER"
    EDITOR = "EDITOR"
    VIEWER = "VIEWER"


class Member(Person):
    """A member of a partner's team; 50 at the most."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    account = fields.OneToOneField("models.Account", on_delete=fields.CASCADE)
    account_id: UUID
    name: str = fields.CharField(max_length=200)
    role: MemberRole = fields.CharEnumField(MemberRole, max_length=10)

    class Meta:
        """Listed per partner."""

        table = "member"
        manager = ScopedManager()
        indexes = (Index(fields=("partner_id", "id")),)
