"""What reports and extractions look like on a terminal of a hundred columns, word for word: `golden/`."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from ingest.cli import app
from ingest.report_tables import print_report
from store.query import Result, Value
from store.reports import find_report, list_reports, run_report

GOLDEN = Path(__file__).with_name("golden")
DAY = "2026-01-01"
# A new document is to change its own golden files, not those of the reports.
CASES = (
    "feedback_report", "joint_plan", "labelled_paragraphs", "merged_table", "minutes_no_plan", "objectives_plan",
    "original_and_revised", "parallel_bullets", "pipe_table_plan", "progress_table", "row_repeats", "start_and_finish",
    "status_deck", "tracker_completed",
)  # fmt: skip

LEDGER = ("runs", "failures", "documents")

CheckGolden = Callable[[Path, str], None]


def run(*words: str | Path, columns: int = 100) -> str:
    """Return what a command prints at a width, without white space at the ends of lines."""
    done = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": str(columns)})
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def store(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of some of our documents, and of two files that cannot be read."""
    folder = tmp_path_factory.mktemp("store")
    (folder / "empty.txt").touch()
    sources = [fixtures / case / "source.txt" for case in CASES]
    files = [*sources, folder / "empty.txt", folder / "missing.txt"]
    store = folder / "plans.db"
    run("--quiet", "ingest", *files, "--config", fixtures / "peerplan.toml", "--db", store, "--in-process")
    return store


@pytest.mark.parametrize("name", [report.name for report in list_reports() if report.name not in LEDGER])
def test_a_report_is_printed_as_it_was(name: str, store: Path, check_golden: CheckGolden) -> None:
    on = ("--on", DAY) if "on" in find_report(name).parameters else ()
    check_golden(GOLDEN / f"{name}.txt", run("report", name, "--db", store, *on))


@pytest.mark.parametrize("name", LEDGER)
def test_the_ledger_is_printed_as_it_was(name: str, store: Path, check_golden: CheckGolden) -> None:
    found = run_report(store, name)
    rows = (tuple(map(_made_equal, found.columns, row)) for row in found.rows)
    printed = io.StringIO()
    console = Console(file=printed, width=100, markup=False, highlight=False)
    print_report(console, find_report(name), Result(found.columns, rows), day=None, council=None)
    check_golden(GOLDEN / f"{name}.txt", "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines()))


def _made_equal(column: str, value: Value) -> Value:
    """Return a value of the ledger without what differs from run to run: times and temporary folders."""
    if column.endswith("_at"):
        return "2026-01-01T09:30:00Z"
    return Path(str(value)).name if column == "location" else value


@pytest.mark.parametrize("case", ["merged_table", "feedback_report", "status_deck"])
def test_a_document_is_printed_as_it_was(case: str, fixtures: Path, check_golden: CheckGolden) -> None:
    source, config = fixtures / case / "source.txt", fixtures / "peerplan.toml"
    printed = run("extract", source, "--table", "--config", config, "--in-process")
    check_golden(GOLDEN / f"extract_{case}.txt", printed)


@pytest.mark.parametrize("columns", [40, 80, 100, 120, 160])
@pytest.mark.parametrize("name", [report.name for report in list_reports()])
def test_a_report_fits_every_terminal(name: str, columns: int, store: Path) -> None:
    assert max(map(len, run("report", name, "--db", store, columns=columns).splitlines())) <= columns


def test_what_only_lacks_a_later_report_is_not_counted_as_overdue(store: Path) -> None:
    result = run_report(store, "overdue", on=date(2026, 1, 1))
    bases = [row[result.columns.index("basis")] for row in result.rows]
    summary = run("report", "overdue", "--db", store, "--on", DAY, columns=200).splitlines()[1]
    passed = bases.count("no-later-report")
    assert summary.startswith(f"{len(bases) - passed} overdue (")
    assert f"not counted: {passed} date passed, no later report held" in summary
    assert summary.endswith("as of 1 January 2026")


def test_a_report_without_rows_says_so(store: Path) -> None:
    printed = run("report", "actions", "--db", store, "--council", "Nowhere")
    assert printed == "Every action\nno actions, of councils called “Nowhere”\n"
