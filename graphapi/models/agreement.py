"""The data-processing agreement as partners accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise import fields

from graphapi.models.account import Language
from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class AgreementAcceptance(Row):
    """That a partner accepted a version, with the words that its owner had before it."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    version: str = fields.CharField(max_length=20)
    language: Language = fields.CharEnumField(Language, max_length=2)
    text: str = fields.TextField()
    accepted_at: datetime = UtcDatetimeField()
    # The member, and its name at that time.
    accepted_by: UUID | None = fields.UUIDField(null=True)
    accepted_by_name: str = fields.CharField(max_length=200)

    class Meta:
        """Each version once."""

        table = "agreement_acceptance"
        manager = ScopedManager()
        unique_together = (("partner", "version"),)
