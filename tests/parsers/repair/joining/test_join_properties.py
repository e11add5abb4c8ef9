"""What holds for every table over pages: no word is lost or moved, whole rows stay whole, cut ones become so again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Document, Table
from parsers.repair import repair
from tests.parsers.repair.joining.plans import tables_of, told
from tests.parsers.repair.joining.press import (
    PAGE,
    Press,
    Row,
    paginate,
    print_document,
    print_pages,
    print_plan,
    rows_of,
    whole_rows,
)

WORDS = (
    "agree bridge county ferry gates harbour kiln lantern moor orchard parish quarry river stile Tern Valley Kestrel"
)
HEADER = Press().header

word = st.sampled_from(WORDS.split())
sentence = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(word, min_size=2, max_size=16),
    st.sampled_from([".", "", ";", " –", " and the"]),
)
prose = st.lists(sentence, min_size=1, max_size=3).map(" ".join)
entries = st.lists(sentence, min_size=1, max_size=4)
numbered = entries.map(lambda found: "\n".join(f"{n}. {text}" for n, text in enumerate(found, 1)))
bulleted = entries.map(lambda found: "\n".join(f"• {text}" for text in found))
action = st.one_of(prose, numbered, bulleted)
when = st.sampled_from(["", "May 2025", "By end of March 2026", "Autumn 2025", "Ongoing"])
lead = st.sampled_from(["", "Head of Culture", "Director of People and Digital Change", "Chief Executive"])
rows_of_a_plan = st.lists(st.tuples(sentence, action, when, lead), min_size=1, max_size=7).map(
    lambda rows: [(str(number), *row) for number, row in enumerate(rows, 1)]
)
presses = st.builds(
    Press,
    again=st.sampled_from([None, HEADER]),
    is_open=st.booleans(),
    shift=st.sampled_from([0.0, 12.0]),
)


@given(rows_of_a_plan, presses, st.sets(st.integers(0, 6)))
def test_a_page_end_between_numbered_rows_changes_no_row(rows: list[Row], press: Press, ends: set[int]) -> None:
    parted = [
        part for number, row in enumerate(rows) for part in ((PAGE, row) if number in ends and number else (row,))
    ]
    document = repair(print_plan(parted, press))
    [table] = tables_of(document)
    assert rows_of(table) == whole_rows(rows, press), told(document)


@given(rows_of_a_plan, st.sampled_from([None, HEADER]), st.integers(3, 12), st.integers(0, 2))
def test_a_row_cut_at_any_line_is_whole_again_where_borders_are_left_open(
    rows: list[Row], again: tuple[Row, ...] | None, capacity: int, first: int
) -> None:
    press = Press(again=again, is_open=True)
    document = repair(print_plan(paginate(rows, press, capacity, first=first), press))
    [table] = tables_of(document)
    assert rows_of(table) == whole_rows(rows, press), told(document)


@given(rows_of_a_plan, prose, st.integers(1, 4), st.data())
def test_a_cell_cut_at_any_blank_is_whole_again_where_borders_are_left_open(
    rows: list[Row], text: str, column: int, data: st.DataObject
) -> None:
    cut = data.draw(st.sampled_from([at for at, sign in enumerate(text) if sign == " "]))
    above, below = print_pages((*rows, _filled(column, text[:cut], "9"), PAGE, _filled(column, text[cut + 1 :]), *rows))
    document = repair(print_document(_open(above, above.row_count - 1), _open(below, 0)))
    [table] = tables_of(document)
    assert rows_of(table) == whole_rows((*rows, _filled(column, text, "9"), *rows)), told(document)


def _filled(column: int, text: str, key: str = "") -> Row:
    """Return a row with a text in one column: the only one that a page can cut."""
    return (key, *("" for _ in range(1, column)), text, *("" for _ in range(column + 1, 5)))


def _open(table: Table, row: int) -> Table:
    """Return a table with the cells of its first or last row open where the page ends."""
    cells = tuple(
        replace(cell, cut_below=row > 0, cut_above=row == 0) if cell.row == row else cell for cell in table.cells
    )
    return replace(table, cells=cells)


@given(rows_of_a_plan, presses, st.integers(2, 12))
def test_no_word_is_lost_or_moved_to_another_column(rows: list[Row], press: Press, capacity: int) -> None:
    pieces = print_pages(paginate(rows, press, capacity), press)
    document = print_plan(paginate(rows, press, capacity), press)
    repeated = len(pieces) - 1 if press.again else 0
    before = words_by_column(pieces)
    for column, cell in enumerate(HEADER[0]):
        before[column].subtract(dict.fromkeys(str(cell).split(), repeated))
    assert words_by_column(tables_of(repair(document))) == [+counts for counts in before]


@given(rows_of_a_plan, presses, st.integers(2, 12))
def test_joining_twice_is_joining_once(rows: list[Row], press: Press, capacity: int) -> None:
    once = repair(print_plan(paginate(rows, press, capacity), press))
    assert _without_joints(repair(once)) == _without_joints(once)


@given(rows_of_a_plan, presses, st.integers(2, 12))
def test_without_joining_each_page_keeps_its_table(rows: list[Row], press: Press, capacity: int) -> None:
    document = print_plan(paginate(rows, press, capacity), press)
    tables = tables_of(repair(document, join=False))
    assert len(tables) == len([block for block in document.blocks if isinstance(block, Table)])


def words_by_column(tables: tuple[Table, ...] | list[Table]) -> list[Counter[str]]:
    """Return how often each column prints each word."""
    columns: list[Counter[str]] = [Counter() for _ in range(5)]
    for table in tables:
        for cell in table.cells:
            columns[cell.column].update(cell.text.split())
    return columns


def _without_joints(document: Document) -> tuple[object, ...]:
    return document.blocks, document.remarks
