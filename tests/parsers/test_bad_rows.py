"""Rows that print hardly anything, or what others print: no record is made of a dash, and what is odd is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.make.plan import Block, Heading, Para, Plan, Table, head, row
from fixtures.make.writers import docx, html, reportlab, text, xlsx
from normalise.records import Extraction
from parsers.assemble import read_extraction

WRITERS: dict[str, Callable[[Plan, Path], None]] = {
    ".docx": docx.write,
    ".html": html.write,
    ".pdf": reportlab.write,
    ".txt": text.write,
    ".xlsx": xlsx.write,
}
HEADINGS = ("Ref", "Recommendation", "Action", "Owner", "Deadline")
RIVER = ("1", "Look after the river better", "Dredge the upper basin", "Head of Water", "May 2027")
VOICE = ("2", "Speak with one voice abroad", "Agree three messages with partners", "Leader", "June 2027")
PLANS = ("3", "Tidy up the suite of plans", "Merge five plans into one", "Head of Policy", "July 2027")
PARISHES = ("4", "Meet the parishes more often", "Hold a yearly summit", "Chief Executive", "March 2028")
EACH = (RIVER, VOICE, PLANS, PARISHES)


def table(*rows: tuple[str, ...]) -> Table:
    made = tuple((row if index else head)(*cells) for index, cells in enumerate(rows))
    return Table(made, (1.0,) * max(map(len, rows)))


CASES: dict[str, tuple[tuple[Block, ...], set[str]]] = {
    "one number twice": ((table(HEADINGS, RIVER, VOICE, ("2", *PLANS[1:]), PARISHES),), {"number-conflict"}),
    "the same again under another number": (
        (table(HEADINGS, RIVER, VOICE), Para("More of it"), table(HEADINGS, ("5", *RIVER[1:]), PARISHES)),
        {"number-conflict", "duplicate-action"},
    ),
    "shifted to the right half-way": (
        (table(HEADINGS, RIVER, VOICE, ("", *PLANS[:4]), ("", *PARISHES[:4])),),
        {"row-shifted"},
    ),
    "shifted to the left half-way": (
        (table(HEADINGS, RIVER, VOICE, (*PLANS[1:], ""), (*PARISHES[1:], "")),),
        {"row-shifted"},
    ),
    "headings and no row": (
        (
            Heading(f"Recommendation 1: {RIVER[1]}", 2),
            Heading("New Actions", 3),
            table(("New Actions", "Owner", "Deadline")),
        ),
        {"empty-table", "no-actions"},
    ),
    "rows in the place of headings": ((table(*EACH),), {"no-header-row"}),
    "a column by itself": ((table(("Plan",), *((" – ".join(cells),) for cells in EACH)),), {"no-records"}),
    "all in one cell": ((table((" ".join(" ".join(cells) for cells in (HEADINGS, *EACH)),)),), {"no-records"}),
    "dashes and blanks": ((table(HEADINGS, ("1", *"----"), ("2", "", "", "", "")),), {"recommendation-unworded"}),
}


def read(case: str, suffix: str, folder: Path) -> Extraction:
    title = "Peer Challenge Action Plan"
    plan = Plan(title, (Heading(title), Para("Sandmere Borough Council, May 2026"), *CASES[case][0]))
    path = folder / f"plan{suffix}"
    WRITERS[suffix](plan, path)
    return read_extraction(path.read_bytes(), path.name)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_odd_rows_are_told_of_and_nothing_is_invented(case: str, suffix: str, tmp_path: Path) -> None:
    found = read(case, suffix, tmp_path)
    assert {each.text for each in found.recommendations} <= {cells[1] for cells in EACH}
    assert {each.text for each in found.actions} <= {cells[2] for cells in EACH}
    assert CASES[case][1] <= {issue.code for issue in found.issues}
