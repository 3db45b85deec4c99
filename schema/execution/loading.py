"""Reading row by row: how graphql-core's own executor gets at what fields want.

It serves what is not compiled, and it is what the compiled form is compared with. Neighbours are gathered by loaders,
so that here too an answer costs a number of statements of its shape.
"""

from __future__ import annotations

from asyncio import gather
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tortoise.expressions import RawSQL, Subquery
from tortoise.functions import Count

from graphapi.services.inputs import UNSET
from schema.execution.mapping import Many, One, Reference, Wanted, wrap
from schema.execution.pages import Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.models import Row
    from schema.context import Context
    from schema.execution.mapping import Relation


async def read(context: Context, wanted: Any) -> Any:  # noqa: ANN401 - what a field returned, and what its type says
    """Fetch what a field wants; anything else is a value already."""
    if isinstance(wanted, list):
        # Waiting for each in turn would load one at a time.
        return list(await gather(*(read(context, item) for item in wanted)))  # pyright: ignore[reportUnknownVariableType]
    if isinstance(wanted, One):
        if wanted.key is None:
            return None
        rows = wanted.rows if wanted.key is UNSET else wanted.rows.filter(id=wanted.key)
        return wrap(await rows.first(), wanted.kind)
    if isinstance(wanted, Many):
        return [wrap(row) for row in await wanted.rows]
    if isinstance(wanted, Page):
        return wanted.show(await wanted.narrowed().order_by(*wanted.ordering()).limit(wanted.size + 1))
    if isinstance(wanted, Reference):
        return await context.loader(wanted.model, lambda keys: _found(context, wanted.model, keys)).load(wanted.key)
    if isinstance(wanted, Wanted):
        raise TypeError(f"nobody knows how to fetch {type(wanted).__name__}")
    return wanted


async def load(context: Context, relation: Relation, key: UUID | None) -> Any:  # noqa: ANN401 - what the relation leads to
    """Load what a row leads to, together with what its neighbours do."""
    if key is None:
        return None
    if relation.many:
        context.count(0)  # nothing more is read for an answer that has grown too large

    async def load_level(keys: Sequence[UUID]) -> list[Any]:
        found = await _related(context, relation, keys)
        if relation.many:
            return [found[key] for key in keys]
        return [found[key][0] if found[key] else None for key in keys]

    found = await context.loader(relation, load_level).load(key)
    if relation.many:
        context.count(len(found))
    return found


async def _found(context: Context, model: type[Row], keys: Sequence[UUID]) -> list[Any]:
    rows = {row.id: wrap(row) for row in await context.access.rows(model).filter(id__in=keys)}
    return [rows.get(key) for key in keys]


async def _related(context: Context, relation: Relation, keys: Sequence[UUID]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    access = context.access
    rows = access.rows(relation.model).filter(**relation.where).order_by(*relation.order)
    if relation.link is None:
        for row in await _within_room(context, relation, rows.filter(**{f"{relation.column}__in": keys})):
            found[getattr(row, relation.column)].append(wrap(row))
        return found
    links = access.rows(relation.link).filter(**{f"{relation.link_from}__in": keys})
    sources: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for link in await _within_room(context, relation, links):
        sources[getattr(link, relation.link_to)].append(getattr(link, relation.link_from))
    if sources:
        for row in await rows.filter(id__in=list(sources)):
            wrapped = wrap(row)
            for source in sources[row.id]:
                found[source].append(wrapped)
    return found


async def _within_room(context: Context, relation: Relation, rows: QuerySet[Any]) -> list[Any]:
    """Read the rows of a list, but none beyond what an answer may hold; raises TooComplex if there are more."""
    if not relation.many:
        return list(await rows)
    room = context.room
    read = await rows if room is None else await rows.limit(room + 1)
    if room is not None and len(read) > room:
        context.count(len(read))
    return list(read)


@dataclass(frozen=True, slots=True)
class Level:
    """The pages of a level of rows, which are read together; ``name`` says what neighbours have in common."""

    page: Page
    column: str
    name: object

    async def load(self, context: Context, key: UUID) -> Any:  # noqa: ANN401 - the page's connection
        """Load the page of a row."""

        async def count() -> int:
            return await context.loader((self.name, "count"), self._count).load(key)

        found: list[Any] = await context.loader((self.name, "rows"), self._read).load(key)
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
