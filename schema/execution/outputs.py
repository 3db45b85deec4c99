"""Completing what a root field returned: a value, or a scoped query, by the selection on it.

A root field returns something small: what is wanted, a page, a result's object. What hangs on it is decided by the
types of the values met, so that unions and interfaces need nothing more: each type has its own plan, made when it is
first met.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import TYPE_CHECKING, Any, cast

from schema.execution.codecs import Source, reader
from schema.execution.faults import Unfit
from schema.execution.fetch import Level, build, count_lists, read_level, with_below
from schema.execution.mapping import TYPE_OF, Many, One, Reference, Wanted
from schema.execution.pages import Page
from schema.execution.tables import field_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphapi.access import Permission
    from graphapi.models import Row
    from schema.context import Context
    from schema.execution.connections import Connection
    from schema.execution.fetch import Run
    from schema.execution.shapes import Fetch, Shape


@dataclass(frozen=True, slots=True)
class RowPlan:
    """How rows of a model are read and shaped, and what one has to be permitted for it."""

    fetch: Fetch
    shape: Shape
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """How pages are, likewise."""

    connection: Connection
    permissions: frozenset[Permission]


class Output(ABC):
    """What a field's type and selection make of its value."""

    required: bool

    async def complete(self, run: Run, value: Any) -> Any:  # noqa: ANN401 - what a resolver returned, and JSON
        """Return the value as the response holds it."""
        made = None if value is None else await self.made(run, value)
        if made is None and self.required:
            raise Unfit("null where there must be something")
        return made

    @abstractmethod
    async def made(self, run: Run, value: Any) -> Any:  # noqa: ANN401 - as complete
        """Return what a value becomes that is not None."""


@dataclass(frozen=True, slots=True)
class LeafOutput(Output):
    """A scalar or an enum."""

    serialize: Callable[[Any], Any]
    required: bool

    async def made(self, run: Run, value: Any) -> Any:  # noqa: ANN401, ARG002 - as Output
        return self.serialize(value)


@dataclass(frozen=True, slots=True)
class ListOutput(Output):
    """A list: all rows of a query, rows of many models by their keys, or values."""

    item: Output
    required: bool

    async def made(self, run: Run, value: Any) -> Any:  # noqa: ANN401 - as Output
        if isinstance(value, Many) and isinstance(self.item, ObjectOutput):
            plan = self.item.rows(run, value.rows.model)
            level = await read_level(run, plan.fetch, value.rows)
            count_lists(run, plan.shape, level)
            return await build(run, plan.shape, level)
        items = cast("list[Any]", value)
        if isinstance(self.item, ObjectOutput) and any(isinstance(item, Reference) for item in items):
            return await self.item.referred(run, items)
        return [await self.item.complete(run, item) for item in items]


@dataclass(slots=True, eq=False)
class ObjectOutput(Output):
    """An object, an interface or a union; its plans are made by the types that are met."""

    required: bool
    plan_rows: Callable[[type[Row], Any, bool], RowPlan]
    plan_page: Callable[[Page], PagePlan]
    plan_object: Callable[[type], dict[str, tuple[str, Output] | str]]
    _rows: dict[tuple[type[Row], Any, bool], RowPlan] = field(default_factory=dict[Any, RowPlan])
    _page: PagePlan | None = None
    _objects: dict[type, dict[str, tuple[str, Output] | str]] = field(default_factory=dict[type, Any])

    async def made(self, run: Run, value: Any) -> Any:  # noqa: ANN401 - as Output
        if isinstance(value, One):
            plan = self.rows(run, value.rows.model, value.kind, is_single=True)
            if value.key is None:
                return None
            level = await read_level(run, plan.fetch, value.rows, key=value.key, limit=1)
            count_lists(run, plan.shape, level)
            made = await build(run, plan.shape, level)
            return made[0] if made else None
        if isinstance(value, Page):
            return await self.connection(run, value).page(run, value)
        if isinstance(value, Reference):
            return await self.made(run, One(run.context.access.rows(value.model), key=value.key))
        if isinstance(value, Wanted):
            raise Unfit(f"{type(value).__name__} where there must be one")
        row = getattr(value, "row", None)
        return await self._object(run, value) if row is None else await self._given(run, row, type(value))

    def rows(self, run: Run, model: type[Row], kind: Any = None, *, is_single: bool = False) -> RowPlan:  # noqa: ANN401 - a type
        """Return the plan for rows of a model, if the viewer may use all that it reads."""
        key = (model, kind or TYPE_OF[model], is_single)
        plan = self._rows.get(key)
        if plan is None:
            plan = self._rows[key] = self.plan_rows(*key)
        _check(run, plan.permissions)
        return plan

    def connection(self, run: Run, page: Page) -> Connection:
        """Return the plan for pages, likewise."""
        if self._page is None:
            self._page = self.plan_page(page)
        _check(run, self._page.permissions)
        return self._page.connection

    async def referred(
        self, run: Run, references: Sequence[Reference | None], times: Sequence[int] | None = None
    ) -> list[Any]:
        """Return the rows of references, in their order; None for those that are not there.

        ``times`` says how often each of them stands in the answer.
        """
        keys: defaultdict[type[Row], Counter[Any]] = defaultdict(Counter)
        for reference, often in zip(references, times or repeat(1), strict=False):
            if reference is not None:
                keys[reference.model][reference.key] += often
        found: dict[tuple[type[Row], str], Any] = {}
        for model, own in keys.items():
            plan = self.rows(run, model)
            at = plan.fetch.column("id")
            level = await read_level(run, plan.fetch, run.context.access.rows(model).filter(id__in=list(own)))
            # The drivers' keys are UUIDs or texts, which as texts are the same.
            often_by_id = {str(key): often for key, often in own.items()}
            ids = [str(row[at]) for row in level.rows]
            level = replace(level, times=[often_by_id[key] for key in ids])
            count_lists(run, plan.shape, level)
            found |= zip([(model, key) for key in ids], await build(run, plan.shape, level), strict=True)
        return [None if at is None else found.get((at.model, str(at.key))) for at in references]

    async def _given(self, run: Run, row: Any, kind: Any) -> Any:  # noqa: ANN401 - a row of Tortoise, and JSON
        model = cast("type[Row]", type(row))
        plan = self.rows(run, model, kind)
        values = [getattr(row, column) for column in plan.fetch.columns]
        level = await with_below(run, plan.fetch, Level([values], Source.TORTOISE))
        count_lists(run, plan.shape, level)
        return (await build(run, plan.shape, level))[0]

    async def _object(self, run: Run, value: Any) -> dict[str, Any]:  # noqa: ANN401 - any of our types
        kind: type[object] = type(value)  # pyright: ignore[reportUnknownVariableType]
        attributes = self._objects.get(kind)
        if attributes is None:
            attributes = self._objects[kind] = self.plan_object(kind)
        return {
            name: at if isinstance(at, str) else await at[1].complete(run, getattr(value, at[0]))
            for name, at in attributes.items()
        }


def _check(run: Run, permissions: frozenset[Permission]) -> None:
    """Leave what is not permitted to graphql-core, which says so at each place."""
    if not all(map(run.context.access.may, permissions)):
        raise Unfit("a field that is not permitted")


class RowByRow(ABC):
    """What a shape cannot make in its loop, and is made for all rows beforehand."""

    @abstractmethod
    async def values(self, run: Run, shape: Shape, level: Level) -> list[Any]:
        """Return a value for each row."""


@dataclass(frozen=True, slots=True)
class SameRow(RowByRow):
    """The row itself, by another selection."""

    shape: Shape

    async def values(self, run: Run, shape: Shape, level: Level) -> list[Any]:  # noqa: ARG002 - as RowByRow
        count_lists(run, self.shape, level)
        return await build(run, self.shape, level)


@dataclass(frozen=True, slots=True)
class OfContext(RowByRow):
    """What does not hang on the row."""

    wanted: Callable[[Context], Any]
    output: Output

    async def values(self, run: Run, shape: Shape, level: Level) -> list[Any]:  # noqa: ARG002 - as RowByRow
        value = await self.output.complete(run, self.wanted(run.context)) if level.rows else None
        return [value] * len(level.rows)


@dataclass(frozen=True, slots=True)
class Pages(RowByRow):
    """A page of each row's own list."""

    page: Callable[[Run], Page]
    column: str
    key: int
    output: ObjectOutput

    async def values(self, run: Run, shape: Shape, level: Level) -> list[Any]:  # noqa: ARG002 - as RowByRow
        page = self.page(run)
        if not level.rows:
            return []
        keys = [row[self.key] for row in level.rows]
        if level.source is Source.TORTOISE and run.source is Source.SQLITE:
            keys = [str(key) for key in keys]
        connection = self.output.connection(run, page)
        times: Counter[Any] = Counter()
        for key, often in zip(keys, level.times or repeat(1), strict=False):
            times[key] += often
        pages = await connection.pages(run, page, self.column, times)
        return [pages[key] for key in keys]


@dataclass(frozen=True, slots=True)
class References(RowByRow):
    """A row of whatever model for each row."""

    read: Callable[..., Reference | None]
    places: Sequence[int]
    output: ObjectOutput

    async def values(self, run: Run, shape: Shape, level: Level) -> list[Any]:
        columns = list(shape.fetch.columns)
        readers = [reader(level.source, field_of(shape.fetch.model, columns[place])) for place in self.places]
        return await self.output.referred(
            run,
            [
                self.read(
                    run.context,
                    *(
                        row[place] if convert is None or row[place] is None else convert(row[place])
                        for place, convert in zip(self.places, readers, strict=True)
                    ),
                )
                for row in level.rows
            ],
            level.times,
        )
