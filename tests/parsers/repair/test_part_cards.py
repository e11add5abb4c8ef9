"""Cards one under the other in one table, headings across between them, are read as labelled paragraphs are."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.cards import are_cards

CLOCK, CANAL = "Mend the town clock and tell people the time", "Clean the canal from end to end"
ROWS = (
    (f"Recommendation 1: {CLOCK}", ""),
    ("Action", "Appoint a clockmaker"),
    ("Lead", "Cabinet Member for Property"),
    ("Due", "June 2026"),
    ("Action", "Oil the works"),
    ("Lead", "Head of Finance"),
    ("Due", "July 2026"),
    (f"Recommendation 2: {CANAL}", ""),
    ("Action", "Hire a dredger"),
    ("Lead", "Head of Ports"),
    ("Due", "May 2026"),
)


def as_page() -> bytes:
    rows = "".join(
        f"<tr><td>{left}</td><td>{right}</td></tr>" if right else f'<tr><td colspan="2"><b>{left}</b></td></tr>'
        for left, right in ROWS
    )
    return f"<h1>Peer challenge action plan</h1><table>{rows}</table>".encode()


def as_sheet() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Peer challenge action plan",), (), *ROWS):
        sheet.append([value for value in row if value])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(as_page(), "plan.html", id="page"),
        pytest.param(as_sheet(), "plan.xlsx", id="sheet"),
    ],
)
def test_each_card_is_an_action_of_the_recommendation_across_above_it(data: bytes, name: str) -> None:
    found = read_extraction(data, name)
    assert [(r.number, r.text) for r in found.recommendations] == [("1", CLOCK), ("2", CANAL)]
    assert _actions(found) == [
        ("r1", "Appoint a clockmaker", ["Cabinet Member for Property"], ["2026-06"]),
        ("r1", "Oil the works", ["Head of Finance"], ["2026-07"]),
        ("r2", "Hire a dredger", ["Head of Ports"], ["2026-05"]),
    ]


def test_a_key_among_the_lines_of_a_sheet_makes_no_table_of_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = (("Peer challenge progress update",), ("Colours",), ("Colour", "Meaning"), ("Red", "Stopped"))
    for row in (*rows, ("Green", "On track"), ("Recommendation 1",), (CLOCK,), ("Progress",), ("• It ticks again",)):
        sheet.append(row)
    written = BytesIO()
    book.save(written)
    found = read_extraction(written.getvalue(), "update.xlsx")
    assert [r.text for r in found.recommendations] == [CLOCK]
    assert [p.text for p in found.progress] == ["It ticks again"]


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param([("Action", "Lead"), ("Buy slates", "Head of IT"), ("Lay slates", "Head of IT")], id="a-table"),
        pytest.param([("Action", "Buy slates"), ("Lead", "Head of IT")], id="one-card"),
        pytest.param([("Mill", "Old"), ("Quay", "New"), ("Mill", "Older"), ("Quay", "Newer")], id="no-labels"),
        pytest.param([("Owner", "Completed"), ("Lead", "Completed")] * 2, id="values-come-again"),
    ],
)
def test_other_rows_are_no_cards(pairs: list[tuple[str, str]]) -> None:
    assert not are_cards(pairs)


def _actions(found: Extraction) -> list[tuple[str | None, str, list[str], list[str | None]]]:
    return [
        (a.recommendation, a.text, [owner.name for owner in a.owners], [when.edtf for when in a.timelines])
        for a in found.actions
    ]
