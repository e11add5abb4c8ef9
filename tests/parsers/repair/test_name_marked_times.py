"""A matrix of quarters or months with crosses or painted cells says when each action is done."""

from __future__ import annotations

from normalise.records import Extraction
from parsers.assemble import read_extraction

HEAD = "<h1>Peer Challenge Action Plan</h1><p>Tarnbrook Council</p><p>March 2026</p>"


def extract(table: str) -> Extraction:
    return read_extraction(f"<html><body>{HEAD}<table>{table}</table></body></html>".encode(), "plan.html")


def row(*cells: str) -> str:
    painted = ("<td style='background:#4472c4'></td>" if cell == "PAINT" else f"<td>{cell}</td>" for cell in cells)
    return f"<tr>{''.join(painted)}</tr>"


def whens(found: Extraction) -> list[list[str | None]]:
    return [[when.edtf for when in action.timelines] for action in found.actions]


def test_a_cross_says_the_heading_of_its_column() -> None:
    found = extract(
        row("Recommendation", "Action", "Lead", "Spring 2026", "Summer 2026", "Autumn 2026", "Notes")
        + row("1. Mend the clock", "Hire a clockmaker", "Head of Estates", "x", "", "", "None yet")
        + row("", "Wind it up", "Head of Parks", "", "", "x", "")
        + row("2. Clean the canal", "Dredge it", "Head of Parks", "", "", "", "Not agreed")
    )
    assert whens(found) == [["2026-21"], ["2026-23"], []]
    assert [when.raw for when in found.actions[0].timelines] == ["Spring 2026"]
    assert [action.owners[0].name for action in found.actions] == ["Head of Estates", "Head of Parks", "Head of Parks"]
    assert found.actions[2].other == {"Notes": "Not agreed"}


def test_painted_months_side_by_side_are_one_range_under_their_years() -> None:
    found = extract(
        "<tr><th rowspan=2>Recommendation</th><th rowspan=2>Action</th><th colspan=2>2026</th><th colspan=2>2027</th>"
        "<th rowspan=2>Lead</th></tr><tr><th>Nov</th><th>Dec</th><th>Jan</th><th>Feb</th></tr>"
        + row("1. Mend the clock", "Hire a clockmaker", "", "PAINT", "PAINT", "", "Head of Estates")
        + row("", "Wind it up", "PAINT", "", "", "PAINT", "Head of Parks")
    )
    assert whens(found) == [["2026-12/2027-01"], ["2026-11", "2027-02"]]
    assert [action.owners[0].name for action in found.actions] == ["Head of Estates", "Head of Parks"]


def test_a_dash_beside_ticks_marks_nothing() -> None:
    found = extract(
        row("Recommendation", "Action", "Q1 2026/27", "Q2 2026/27", "Q3 2026/27")
        + row("1. Mend the clock", "Hire a clockmaker", "✓", "-", "-")
        + row("2. Clean the canal", "Dredge it", "-", "✓", "✓")
    )
    assert whens(found) == [["2026-04/2026-06"], ["2026-07/2026-12"]]


def test_columns_of_years_that_hold_anything_else_stay() -> None:
    found = extract(
        row("Recommendation", "Action", "2024/25", "2025/26", "2026/27").replace("td>", "th>")
        + row("1. Mend the clock", "Hire a clockmaker", "£1m", "£2m", "£0")
        + row("2. Clean the canal", "Dredge it", "x", "£3m", "x")
    )
    assert whens(found) == [[], []]
    assert found.actions[0].other == {"2024/25": "£1m", "2025/26": "£2m", "2026/27": "£0"}


def test_a_matrix_marked_all_over_says_nothing() -> None:
    found = extract(
        row("Recommendation", "Action", "Q1 2026/27", "Q2 2026/27", "Q3 2026/27").replace("td>", "th>")
        + row("1. Mend the clock", "Hire a clockmaker", "-", "-", "-")
        + row("2. Clean the canal", "Dredge it", "-", "-", "-")
    )
    assert whens(found) == [[], []]
