"""Two small tables, so that the engines are tested on more than the application needs today."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from graphapi.ids import new_id
from graphapi.models.fields import UtcDatetimeField


class Author(Model):
    id: UUID = fields.UUIDField(primary_key=True, default=new_id)
    name: str = fields.CharField(max_length=50, unique=True)

    class Meta:
        table = "author"


class Note(Model):
    id: UUID = fields.UUIDField(primary_key=True, default=new_id)
    author = fields.ForeignKeyField("models.Author", null=True, on_delete=fields.CASCADE)
    author_id: UUID | None
    count: int = fields.IntField(default=0)
    due_at: datetime | None = UtcDatetimeField(null=True)
    made_at: datetime = UtcDatetimeField(auto_now_add=True)
    changed_at: datetime = UtcDatetimeField(auto_now=True)
    data: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        table = "note"
