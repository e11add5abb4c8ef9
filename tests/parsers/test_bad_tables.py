"""Tables that contradict themselves: no invented record, no crash, and an issue, in whatever format they come."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from fixtures.make.plan import Block, Cell, Heading, Para, Plan, Table, head, row
from fixtures.make.writers import docx, html, text, xlsx
from normalise.records import Extraction
from parsers.assemble import read_extraction

WRITERS: dict[str, Callable[[Plan, Path], None]] = {
    ".docx": docx.write,
    ".html": html.write,
    ".txt": text.write,
    ".xlsx": xlsx.write,
}
HEADINGS = ("Ref", "Recommendation", "Action", "Lead officer", "Timescale")
MARKET = ("1", "Write down what the market is there for", "Ask two hundred shoppers", "Head of Markets", "May 2025")
PITCHES = ("2", "Let traders book a pitch by telephone", "Buy a booking system", "Head of Markets", "June 2025")
ROOF = ("3", "Mend the roof of the covered hall", "Let a contract for slates", "Head of Property", "March 2026")
SUNDAYS = ("4", "Open on Sundays in summer", "Try it out for a month", "Head of Markets", "July 2026")
BARE_HEADINGS = HEADINGS[2:]


def table(*rows: tuple[Cell, ...], header_rows: int = 1) -> Table:
    return Table(rows, (1.0,) * max(map(len, rows)), header_rows=header_rows)


def plan_table(*rows: tuple[str, ...]) -> tuple[Block, ...]:
    return (table(head(*HEADINGS), *(row(*cells) for cells in rows)),)


def under_headings(*tables: Table) -> tuple[Block, ...]:
    worded = (f"Recommendation {cells[0]}: {cells[1]}" for cells in (MARKET, PITCHES))
    return tuple(block for heading, each in zip(worded, tables, strict=True) for block in (Heading(heading, 2), each))


EVERYTHING = " ".join(" ".join(cells) for cells in (MARKET, PITCHES, ROOF, SUNDAYS))
CASES: dict[str, tuple[tuple[Block, ...], set[str]]] = {
    "one number for two": (plan_table(MARKET, PITCHES, ("2", *ROOF[1:]), ("5", *SUNDAYS[1:])), {"number-conflict"}),
    "one wording for two numbers": (
        plan_table(MARKET, PITCHES, ("3", MARKET[1], *ROOF[2:]), SUNDAYS),
        {"number-conflict", "duplicate-recommendation"},
    ),
    "a row printed twice": (
        plan_table(MARKET, PITCHES, MARKET, SUNDAYS),
        {"duplicate-action", "duplicate-recommendation"},
    ),
    "rows too far right": (
        plan_table(MARKET, PITCHES, ("3", "", *ROOF[1:4]), ("4", "", *SUNDAYS[1:4])),
        {"row-shifted"},
    ),
    "rows too far left": (plan_table(MARKET, PITCHES, (*ROOF[1:], ""), (*SUNDAYS[1:], "")), {"row-shifted"}),
    "rows that fit nowhere": (
        plan_table(MARKET, PITCHES, ("3", ROOF[1], ROOF[3], ROOF[4], ""), (*SUNDAYS[3:], "", "", "")),
        {"shifted-columns"},
    ),
    "a table of headings": (
        under_headings(table(head(*BARE_HEADINGS), row("", "", "")), table(head(*BARE_HEADINGS), row(*PITCHES[2:]))),
        {"empty-table"},
    ),
    "a header row that is data": ((table(head(*MARKET), row(*PITCHES), row(*ROOF), row(*SUNDAYS)),), {"no-header-row"}),
    "a column of actions": (
        (table(head("Action"), *(row(cells[2]) for cells in (MARKET, PITCHES, ROOF))),),
        {"action-unanswering", "no-records"},
    ),
    "a column of recommendations": (
        (table(head("Recommendation"), *(row(cells[1]) for cells in (MARKET, PITCHES, ROOF))),),
        {"no-actions", "no-records"},
    ),
    "a column of anything": (
        (table(*(row(cell) for cells in (MARKET, PITCHES) for cell in cells[1:]), header_rows=0),),
        {"no-records"},
    ),
    "everything in one cell": ((table(row(EVERYTHING), header_rows=0),), {"no-records"}),
}


@cache
def extract(case: str, suffix: str) -> Extraction:
    blocks = (Heading("Peer Challenge Action Plan"), Para("Aldermoor Council"), Para("March 2025"), *CASES[case][0])
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        WRITERS[suffix](Plan("Peer Challenge Action Plan", blocks), path)
        return read_extraction(path.read_bytes(), path.name)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_a_table_that_contradicts_itself_is_told_of(case: str, suffix: str) -> None:
    extraction = extract(case, suffix)
    codes = {issue.code for issue in extraction.issues}
    expected = CASES[case][1]
    one_of_several = "no-records" in expected  # whether a lone column is a table at all, each format has its own answer
    assert expected & codes if one_of_several else expected <= codes


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_no_record_is_invented(case: str, suffix: str) -> None:
    extraction = extract(case, suffix)
    printed = (MARKET, PITCHES, ROOF, SUNDAYS)
    assert {r.text for r in extraction.recommendations} <= {cells[1] for cells in printed}
    assert {action.text for action in extraction.actions} <= {cells[2] for cells in printed}
    assert len(extraction.actions) <= len(printed)
    for action in extraction.actions:
        [cells] = [cells for cells in printed if cells[2] == action.text]
        of = {r.id: r.text for r in extraction.recommendations}
        assert {owner.raw for owner in action.owners} <= {each[3] for each in printed}
        if "wording for two" not in case and action.recommendation is not None:
            assert of[action.recommendation] == cells[1]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("case", ["rows too far right", "rows too far left"])
def test_a_row_one_column_off_is_read_where_its_cells_fit(case: str, suffix: str) -> None:
    found = [(action.text, action.owners[0].raw) for action in extract(case, suffix).actions]
    assert found == [(cells[2], cells[3]) for cells in (MARKET, PITCHES, ROOF, SUNDAYS)]


@pytest.mark.parametrize("suffix", WRITERS)
def test_what_is_not_read_of_a_row_that_fits_nowhere_lowers_the_share(suffix: str) -> None:
    share = extract("rows that fit nowhere", suffix).source.share_read
    assert share is not None
    assert share < 0.8
    assert "low-share-read" in {issue.code for issue in extract("rows that fit nowhere", suffix).issues}


def test_an_action_that_only_speaks_of_a_month_stays_where_it_is() -> None:
    rows = ("\t".join(HEADINGS), "\t".join(MARKET), "\t".join((*SUNDAYS[:2], "Run a trial in July", SUNDAYS[3], "")))
    extraction = read_extraction(("Peer Challenge Action Plan\n\n" + "\n".join(rows)).encode(), "plan.txt")
    assert [action.text for action in extraction.actions] == [MARKET[2], "Run a trial in July"]
    assert not {"shifted-columns", "row-shifted"} & {issue.code for issue in extraction.issues}


def test_a_label_below_a_line_left_open_is_no_part_of_it() -> None:
    lines = ("Peer Challenge Action Plan", "Recommendation 1: Say whom the new market and its hall are for")
    labelled = ("Action: Ask two hundred shoppers", "Lead: Head of Markets", "Timescale: May 2025")
    [recommendation] = read_extraction("\n\n".join((*lines, *labelled)).encode(), "plan.txt").recommendations
    assert recommendation.text == "Say whom the new market and its hall are for"
