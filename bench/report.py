"""The figures as plain text, and as bench.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bench.documents import OPERATIONS
from bench.systems import SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from bench.systems import System

MEASURES = (
    ("rps", "requests per second"),
    ("p50_ms", "median latency, ms"),
    ("p99_ms", "99th percentile of latency, ms"),
    ("cpu_ms", "processor time of the server per request, ms"),
    ("database_cpu_ms", "processor time of PostgreSQL per request, ms"),
)


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Lay out a table: the first column to the left, the others to the right."""
    rows = [tuple(head), *map(tuple, lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def number(value: float | None) -> str:
    """Write a figure to three digits or whole, as it can be read; nothing for none."""
    if value is None:
        return "–"
    if value >= 100:  # noqa: PLR2004 - three digits before the point
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"  # noqa: PLR2004


def text(figures: Mapping[str, Any]) -> str:
    """Return all figures as tables."""
    operations, shown = figures["operations"], _shown(figures)
    parts = [
        _by_operation(title, {system.title: _column(operations, system.name, measure) for system in shown})
        for measure, title in MEASURES
    ]
    parts += [
        _by_operation(
            "this server on PostgreSQL, times the requests per second of",
            {"PostGraphile 5, tuned": figures["ratios"], "… with row-level security": figures["ratios_to_rls"]},
        ),
        _processes(figures, shown),
        _sign_ins(figures["sign_ins"]),
        _growth(figures["growth"]),
    ]
    return "\n\n".join(parts)


def _by_operation(title: str, lines: Mapping[str, Mapping[str, float]]) -> str:
    written = [(name, *(number(values.get(operation)) for operation in OPERATIONS)) for name, values in lines.items()]
    return f"{title}\n{table(('', *OPERATIONS), written)}"


def _column(operations: Mapping[str, Any], system: str, measure: str) -> dict[str, float]:
    return {name: measured[system][measure] for name, measured in operations.items() if system in measured}


def _shown(figures: Mapping[str, Any]) -> list[System]:
    measured = {name for by_system in figures["operations"].values() for name in by_system}
    return [system for system in SYSTEMS if system.name in measured]


def _processes(figures: Mapping[str, Any], shown: Sequence[System]) -> str:
    memory, resident, startup = figures["memory_mb"], figures["memory_rss_mb"], figures["startup_s"]
    lines = [
        (system.title, number(startup[system.name]), number(memory[system.name]), number(resident[system.name]))
        for system in shown
        if system.name in memory
    ]
    lines += [
        (f"this server, after {int(after['requests']):,} requests", "", number(after["pss"]), number(after["rss"]))
        for after in figures["memory_after"]
    ]
    return f"processes\n{table(('', 'start, s', 'memory, MB', 'resident, MB'), lines)}"


def _sign_ins(measured: Mapping[str, Mapping[str, float]]) -> str:
    lines = [
        (title, *(number(measured[name][measure]) for measure in ("rps", "p50_ms", "p99_ms")))
        for name, title in (("reads_alone", "Q1 alone"), ("reads_beside", "Q1 beside sign-ins"))
    ]
    sign_ins = measured["sign_ins"]
    lines.append(("the sign-ins", number(sign_ins["per_second"]), number(sign_ins["p50_ms"]), "–"))
    return f"sign-ins beside reads, this server on PostgreSQL\n{table(('', 'a second', 'p50, ms', 'p99, ms'), lines)}"


def _growth(measured: Mapping[str, Mapping[str, float]]) -> str:
    questions = (
        ("first_page_ms", "the first 100"),
        ("middle_page_ms", "100 in the middle"),
        ("search_found_ms", "search for one"),
        ("search_nothing_ms", "search for nobody"),
    )
    lines = [(title, *(number(by_question[name]) for by_question in measured.values())) for name, title in questions]
    head = ("", *(f"{int(size):,}" for size in measured))
    return f"growth: median latency in ms, by customers of the partner\n{table(head, lines)}"


def write(file: Path, figures: Mapping[str, Any]) -> None:
    """Write bench.json."""
    file.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")
