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


CARDS = (
    (1, "Mend the clock", "Head of Works", "May 2026"),
    (2, "Ring the bell", "Verger", "June 2026"),
    (3, "Clean the canal", "Head of Ports", "July 2026"),
    (4, "Hire a dredger", "Treasurer", "August 2026"),
)


def told(number: int, text: str, lead: str, when: str) -> tuple[str, str]:
    head = f"<p><b>Recommendation {number}</b></p>"
    rest = f"<p>Part {number} of the plan should be done.</p><p><b>Actions</b></p><ul><li>{text}</li></ul>"
    return head, f"{rest}<p>Lead: {lead}</p><p>By when: {when}</p>"


def in_a_grid() -> str:
    cells = ["".join(told(*card)) for card in CARDS]
    return "".join(
        f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in zip(cells[::2], cells[1::2], strict=True)
    )


def in_a_column() -> str:
    return "".join(f"<tr><td>{part}</td></tr>" for card in CARDS for part in told(*card))


@pytest.mark.parametrize("rows", [pytest.param(in_a_grid(), id="grid"), pytest.param(in_a_column(), id="column")])
def test_cells_that_are_whole_cards_are_text(rows: str) -> None:
    page = f"<h1>Peer challenge action plan</h1><p>Tarnley Borough Council</p><table>{rows}</table>"
    found = read_extraction(page.encode(), "plan.html")
    assert [(r.number, r.text) for r in found.recommendations] == [
        (str(number), f"Part {number} of the plan should be done.") for number, *_ in CARDS
    ]
    assert [(a.recommendation, a.text, [o.raw for o in a.owners]) for a in found.actions] == [
        (f"r{number}", text, [lead]) for number, text, lead, _ in CARDS
    ]
    assert [when.raw for a in found.actions for when in a.timelines] == [when for *_, when in CARDS]
