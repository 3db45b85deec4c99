"""Access: a principal with what it may see and do. The only way to rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from tortoise.queryset import QuerySet

from graphapi.access.grants import GRANTS, NEVER_BY_TOKEN, Permission
from graphapi.access.principal import SYSTEM, Principal, Role
from graphapi.access.scope import VISIBLE
from graphapi.database.inserting import insert, insert_if, insert_unless_taken
from graphapi.errors import Forbidden, NotFound, Unauthenticated
from graphapi.i18n import message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from graphapi.models import Row
    from graphapi.secrets import KeyRing
    from graphapi.settings import Settings

    RowT = TypeVar("RowT", bound=Row)


class OutOfScope(RuntimeError):
    """A service tried to add a row outside its principal's scope: a fault of ours, never of the caller."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a service is called with: who asks, under which settings, with which keys."""

    principal: Principal
    settings: Settings
    keys: KeyRing

    def rows(self, model: type[RowT]) -> QuerySet[RowT]:
        """Return the rows of a model that the principal may see, as a query to be narrowed."""
        rows = QuerySet(model)
        # As filter() would, which copies the query first.
        rows._q_objects.append(VISIBLE[self.principal.role, model](self.principal))  # noqa: SLF001 # pyright: ignore[reportPrivateUsage, reportUnknownMemberType]
        return rows

    async def get(self, model: type[RowT], key: UUID | None) -> RowT:
        """Return one row; raises NotFound, whether there is none or it is out of sight."""
        row = None if key is None else await self.rows(model).get_or_none(id=key)
        if row is None:
            raise NotFound
        return row

    async def add(self, row: Row) -> None:
        """Insert a new row; raises OutOfScope if it belongs to another partner than the principal."""
        self._check_scope(row)
        await insert([row])

    async def add_all(self, rows: Sequence[Row]) -> None:
        """Insert new rows together, a model's in a row; raises OutOfScope as ``add`` does."""
        for row in rows:
            self._check_scope(row)
        await insert(rows)

    async def add_if(self, condition: str, values: Sequence[object], rows: Sequence[Row]) -> bool:
        """Run a statement and, if it returns a row, insert new ones and return True; raises OutOfScope."""
        for row in rows:
            self._check_scope(row)
        return await insert_if(condition, values, rows)

    async def add_unless_taken(self, row: Row) -> bool:
        """Insert a new row and return True; False if what must be unique is taken. Raises OutOfScope."""
        self._check_scope(row)
        return await insert_unless_taken(row)

    def _check_scope(self, row: Row) -> None:
        """Refuse a row that belongs to another partner than the principal; raises OutOfScope."""
        role = self.principal.role
        if role in {Role.OPERATOR, Role.SYSTEM}:
            return
        partner_id: Any = getattr(row, "partner_id", None)
        if partner_id is None or partner_id != self.principal.partner_id:
            raise OutOfScope(
                f"{role} of {self.principal.partner_id} must not add a {type(row).__name__} of {partner_id}"
            )

    def may(self, permission: Permission) -> bool:
        """Tell whether the principal holds a permission, and by what it asks with."""
        principal = self.principal
        return permission in GRANTS[principal.role] and (
            principal.access_token_id is None or permission not in NEVER_BY_TOKEN
        )

    def require(self, permission: Permission) -> None:
        """Raise Unauthenticated or Forbidden unless the principal holds a permission."""
        if self.may(permission):
            return
        if self.principal.role is Role.ANONYMOUS:
            raise Unauthenticated
        if self.principal.access_token_id is not None and permission in NEVER_BY_TOKEN:
            raise Forbidden(message("This takes a sign-in: no access token permits it."))
        raise Forbidden

    def as_system(self) -> Access:
        """Return the platform's own access, for what must see beside the principal's scope.

        Every use is on a list that a test holds (tests/access).
        """
        return Access(SYSTEM, self.settings, self.keys)
