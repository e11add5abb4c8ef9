"""Forms of labels beside their values are read as rows; tables that only look like them stay tables."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.repair.lay_out_forms import lay_out_forms
from parsers.words import Words


def extract(*forms: Sequence[Sequence[str]], between: Sequence[str] = ()) -> Extraction:
    tables = ["".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in form) for form in forms]
    heads = [*between, *[""] * (len(tables) - len(between))]
    body = "".join(f"{head}<table>{table}</table>" for head, table in zip(heads, tables, strict=True))
    page = f"<html><body><h1>Peer Challenge Action Plan</h1><p>Tarnbrook Council</p><p>May 2025</p>{body}</body></html>"
    return read_extraction(page.encode(), "plan.html")


CLOCK = (
    ("Recommendation 1", "Mend what is broken in the town", "Theme", "Place"),
    ("Action", "Appoint a clockmaker", "Status", "On track"),
    ("Lead officer", "Head of Estates", "Lead member", "Leader"),
    ("By when", "June 2026", "Measure of success", "The clock strikes"),
)


def test_two_pairs_in_a_row_are_four_columns_of_one_row() -> None:
    canal = (
        ("Recommendation 2", "Keep the water clean", "Theme", "Nature"),
        ("Action", "Dredge the canal", "Status", "Not started"),
        ("Lead officer", "Finance Officer", "Lead member", "Mayor"),
        ("By when", "ongoing", "Measure of success", ""),
    )
    found = extract(CLOCK, canal)
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "Mend what is broken in the town"),
        ("2", "Keep the water clean"),
    ]
    first, second = found.actions
    assert first.text == "Appoint a clockmaker"
    assert [(owner.name, owner.role) for owner in first.owners] == [
        ("Head of Estates", "lead"),
        ("Leader", "accountable"),
    ]
    assert [when.edtf for when in first.timelines] == ["2026-06"]
    assert first.measures == ("The clock strikes",)
    assert second.text == "Dredge the canal"
    assert second.status is not None
    assert second.status.value == "not_started"


def test_the_heading_of_a_form_counts_its_action() -> None:
    rows = (("Action", "Plant trees"), ("Lead", "Head of Parks", "When", "2027"), ("Evidence", "Trees", "RAG", "Green"))
    found = extract(rows, between=["<h2>Recommendation 3: Make the square green</h2><h3>Action 3.2</h3>"])
    assert [(r.number, r.text) for r in found.recommendations] == [("3", "Make the square green")]
    assert [(a.recommendation, a.number, a.text) for a in found.actions] == [("r1", "3.2", "Plant trees")]


def test_a_grid_of_one_pair_a_row_that_counts_recommendations_is_a_form() -> None:
    found = extract(
        (
            ("Recommendation 1", "Mend the clock"),
            ("Action 1.1", "Appoint a clockmaker"),
            ("Lead", "Head of Estates"),
            ("Action 1.2", "Wind it up"),
            ("Lead", "Mayor"),
        )
    )
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Mend the clock")]
    assert [(a.number, a.text, a.owners[0].name) for a in found.actions] == [
        ("1.1", "Appoint a clockmaker", "Head of Estates"),
        ("1.2", "Wind it up", "Mayor"),
    ]


def test_other_tables_stay_as_they_are() -> None:
    for rows in (
        (("Recommendation", "Action", "Lead", "When"), ("Mend it", "Hire", "Head of Estates", "May 2026")),
        (("Recommendation 1", "Mend the clock"), ("Recommendation 2", "Clean the canal")),
        (("Action", "Owner", "Action", "Owner"), ("Mend", "Head of Parks", "Sweep", "Head of Streets")),
        (("Meeting", "3 May", "Clerk", "A. Reed"), ("Room", "Town Hall", "Members", "Eleven")),
    ):
        document = _document(rows)
        assert lay_out_forms(document) == document


def _document(rows: Sequence[Sequence[str]]) -> Document:
    cells = tuple(
        Cell(row, column, (Block(BlockKind.PARAGRAPH, Words.of(text)),))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    return Document("plan", "text/html", (Table(cells, len(rows), max(map(len, rows))),))
