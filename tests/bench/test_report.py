"""The tables and bench.json."""

from __future__ import annotations

import json

import pytest

from bench.load import Measured
from bench.report import number, table, text, write
from bench.rounds import Comparison, Round, ratios
from bench.seed import Size
from bench.systems import BARE, OURS, ROW_LEVEL, SYSTEMS, TUNED


@pytest.fixture
def results():
    """Of three rounds, in which ours answered 2,000, 4,000 and 3,000 requests a second and all others 1,000."""
    comparison = Comparison(ground=None, size=Size(), client=None, servers={system.server: None for system in SYSTEMS})
    for system, operation in comparison.pairs():
        for rps in (2000, 4000, 3000):
            measured = Measured(rps if system.name == OURS else 1000, 1.0, bytes=1, p50_ms=rps / 1000, p99_ms=5.0)
            comparison.rounds[operation, system.name].append(Round(measured, cpu_ms=0.1234567, database_cpu_ms=0.5))
    return comparison.results()


def test_the_median_of_the_rounds_counts(results):
    assert results["Q1"][OURS] == {"rps": 3000, "p50_ms": 3.0, "p99_ms": 5.0, "cpu_ms": 0.123, "database_cpu_ms": 0.5}
    assert BARE in results["Q4"]
    assert BARE not in results["Q1"]


def test_ratios_are_of_requests_per_second(results):
    assert ratios(results, TUNED) == {"Q1": 3.0, "Q2": 3.0, "Q3": 3.0, "Q4": 3.0}
    assert ratios(results, BARE) == {"Q4": 3.0}


@pytest.mark.parametrize(
    ("value", "written"), [(12345.6, "12,346"), (99.94, "99.9"), (9.876, "9.88"), (0, "0.00"), (None, "–")]
)
def test_a_figure_is_as_exact_as_it_can_be_read(value, written):
    assert number(value) == written


def test_a_table_has_its_figures_to_the_right():
    assert table(("", "Q1"), [("ours", "1,000"), ("theirs", "9")]).splitlines() == [
        "           Q1",
        "ours    1,000",
        "theirs      9",
    ]


def test_all_figures_are_printed_and_written(results, tmp_path):
    memory = dict.fromkeys({system.server for system in SYSTEMS}, 60.5)
    reads = {"rps": 1000, "p50_ms": 1.0, "p99_ms": 2.0}
    questions = {"first_page_ms": 1.0, "middle_page_ms": 1.5, "search_found_ms": 2.0, "search_nothing_ms": 2.5}
    figures = {
        "operations": results,
        "ratios": ratios(results, TUNED),
        "ratios_to_rls": ratios(results, ROW_LEVEL),
        "memory_mb": memory,
        "memory_rss_mb": memory,
        "memory_after": [{"requests": 100_000, "rss": 80.0, "pss": 70.0}],
        "startup_s": memory,
        "sign_ins": {
            "reads_alone": reads,
            "reads_beside": reads,
            "sign_ins": {"per_second": 3.5, "p50_ms": 500.0},
        },
        "growth": {"1000": questions, "1000000": questions},
    }

    printed = text(figures)
    write(tmp_path / "bench.json", figures)

    for system in SYSTEMS:
        assert system.title in printed
    assert "this server, after 100,000 requests" in printed
    assert "1,000,000" in printed
    assert json.loads((tmp_path / "bench.json").read_text("utf-8")) == figures
