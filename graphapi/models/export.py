"""The export of all that a partner has, as one file, for as long as it waits to be fetched."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.account import Language
from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class ExportState(StrEnum):
    """QUEUED until some process has made it."""

    QUEUED = "QUEUED"
    READY = "READY"
    FAILED = "FAILED"


class PartnerExport(Row):
    """A file that was asked for. It lies in the database, so that any process may make it and any other hand it out."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    # Whose it is: an operator's holds less, and neither fetches the other's.
    by_operator: bool = fields.BooleanField()
    includes_passwords: bool = fields.BooleanField()
    language: Language = fields.CharEnumField(Language, max_length=2)
    state: ExportState = fields.CharEnumField(ExportState, max_length=10, default=ExportState.QUEUED)
    attempts: int = fields.IntField(default=0)
    # Until when some process has it in hand; whoever finds it past begins anew.
    claimed_until: datetime = UtcDatetimeField()
    # The link's token is an HMAC of this row's id (graphapi.secrets).
    token_hash: str = fields.CharField(max_length=64, unique=True)
    key_id: str = fields.CharField(max_length=16)
    created_at: datetime = UtcDatetimeField()
    # When it is forgotten, fetched or not; from when it is ready on, the link holds until then.
    expires_at: datetime = UtcDatetimeField()
    fetched_at: datetime | None = UtcDatetimeField(null=True)
    # Bytes
    size: int | None = fields.BigIntField(null=True)

    class Meta:
        """Worked off by state, over all partners."""

        table = "partner_export"
        manager = ScopedManager()
        indexes = (Index(fields=("partner_id", "id")), Index(fields=("state", "claimed_until")))


class ExportChunk(Row):
    """A piece of an export's file, so that no process holds the whole."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    export = fields.ForeignKeyField("models.PartnerExport", on_delete=fields.CASCADE)
    export_id: UUID
    number: int = fields.IntField()
    content: bytes = fields.BinaryField()

    class Meta:
        """Read in their order."""

        table = "export_chunk"
        manager = ScopedManager()
        unique_together = (("partner", "export", "number"),)
        indexes = (Index(fields=("export_id",)),)
