"""The import: a file with customers, from the moment it was looked through until it is forgotten."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.indexes import Index

from graphapi.models.base import Row, ScopedManager
from graphapi.models.fields import UtcDatetimeField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class CustomerImportState(StrEnum):
    """CHECKED → RUNNING → COMPLETED or FAILED; what was checked and never started is deleted."""

    CHECKED = "CHECKED"
    RUNNING = "RUNNING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


class CustomerImport(Row):
    """A file with customers. What it holds of people is gone as soon as it has run, or an hour after it was not."""

    partner = fields.ForeignKeyField("models.Partner", on_delete=fields.CASCADE)
    partner_id: UUID
    # Who uploaded it; once it is started, who did that, in whose name it runs.
    member = fields.ForeignKeyField("models.Member", on_delete=fields.CASCADE)
    member_id: UUID
    state: CustomerImportState = fields.CharEnumField(CustomerImportState, max_length=10)
    invite: bool = fields.BooleanField(default=False)
    row_count: int = fields.IntField()
    rows_done: int = fields.IntField(default=0)
    problem_count: int = fields.IntField()
    # The first of them: [row, column or null, English text, its values].
    problems: list[list[Any]] = fields.JSONField(default=list)
    # Headers that mean nothing to us; gone with the preview.
    ignored: list[str] = fields.JSONField(default=list)
    # The rows to be shown before it is started, by column and with their number.
    preview: list[dict[str, Any]] = fields.JSONField(default=list)
    # The file as a text, under the key ring: it may hold the passwords of folders.
    content_sealed: str | None = fields.TextField(null=True)
    # Why it FAILED, where no row is to blame: an English text.
    failure: str | None = fields.CharField(max_length=200, null=True)
    # The claim of the process that runs it; past, it is anybody's. Null unless RUNNING.
    claimed_until: datetime | None = UtcDatetimeField(null=True)
    created_at: datetime = UtcDatetimeField(auto_now_add=True)
    finished_at: datetime | None = UtcDatetimeField(null=True)

    class Meta:
        """Worked off by state and claim, over all partners; forgotten by age."""

        table = "customer_import"
        manager = ScopedManager()
        indexes = (
            Index(fields=("partner_id", "member_id", "state")),
            Index(fields=("member_id",)),
            Index(fields=("state", "claimed_until")),
            Index(fields=("state", "created_at")),
        )
