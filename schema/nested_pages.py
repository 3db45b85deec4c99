"""Lists in pages that hang on rows, such as each partner's customers: the pages of a level are read together."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

import strawberry
from tortoise.expressions import RawSQL, Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from graphapi.access import Permission
from schema.connections import Connection, Page
from schema.context import Info
from schema.roles import access_directives, described

Resolver = Callable[..., Any]


def nested_page(description: str, column: str, permission: Permission) -> Callable[[Resolver], Any]:
    """Declare a list in pages: of the rows that bear the key of this one in a column."""

    def declare(function: Resolver) -> Any:  # noqa: ANN401 - as strawberry.field
        @wraps(function)
        async def resolve(self: Any, info: Info, **arguments: Any) -> Any:  # noqa: ANN401 - as the function
            info.context.access.require(permission)
            # Neighbours share a loader if they are asked for the same.
            level = _Level(function(self, info, **arguments), column, (function.__qualname__, repr(arguments)))
            return await level.load(info, self.row.id)

        return strawberry.field(
            resolver=resolve,
            description=described(description, permission),
            directives=access_directives(permission),
        )

    return declare


@dataclass(frozen=True, slots=True)
class _Level:
    page: Page
    column: str
    name: tuple[str, str]

    async def load(self, info: Info, key: UUID) -> Connection[Any]:
        async def count() -> int:
            return await info.context.loader((*self.name, "count"), self._count).load(key)

        found: list[Any] = await info.context.loader((*self.name, "rows"), self._read).load(key)
        connection = self.page.show(found)
        connection.counted = count
        return connection

    async def _read(self, keys: Sequence[UUID]) -> list[list[Any]]:
        rows = self.page.narrowed().filter(**{f"{self.column}__in": keys})
        first = _FirstOfEach(rows, self.column, self.page.ordering(), self.page.size + 1)
        found: defaultdict[UUID, list[Any]] = defaultdict(list)
        for row in await rows.filter(id__in=first).order_by(*self.page.ordering()):
            found[getattr(row, self.column)].append(row)
        return [found[key] for key in keys]

    async def _count(self, keys: Sequence[UUID]) -> list[int]:
        rows = self.page.rows.filter(**{f"{self.column}__in": keys}).annotate(count=Count("id"))
        counts = dict(await rows.group_by(self.column).values_list(self.column, "count"))
        return [counts.get(key, 0) for key in keys]


class _FirstOfEach(Subquery):
    """The ids of the first so many rows of each group."""

    def __init__(self, rows: QuerySet[Any], group: str, ordering: Sequence[str], most: int) -> None:
        order = ", ".join(f'"{name.lstrip("-")}" {"DESC" if name[0] == "-" else "ASC"}' for name in ordering)
        place = RawSQL(f'ROW_NUMBER() OVER (PARTITION BY "{group}" ORDER BY {order})')
        super().__init__(rows.annotate(place=place).values("id", "place"))  # pyright: ignore[reportUnknownMemberType] - Tortoise's
        self._most = most

    def get_sql(self, ctx: Any) -> str:  # noqa: ANN401 - Tortoise's signature
        return f'(SELECT "id" FROM {super().get_sql(ctx)} "placed" WHERE "place" <= {self._most})'  # noqa: S608 - all of it is ours
