"""Tables share the width fairly, and lose no character whatever the width."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ingest.grids import GAP_WIDTH, Column, Grid, Group, share_widths

WORDS = st.text("abcdefgh ", max_size=60).map(lambda text: " ".join(text.split()))
COLUMNS = (Column("Due", is_whole=True), Column("Action"), Column("Days past", is_number=True))
ROWS = st.lists(st.tuples(st.sampled_from(["1 Sep 2026", ""]), WORDS, st.sampled_from(["1", "448", ""])), max_size=6)


def draw(grid: Grid, width: int) -> list[str]:
    """Return the lines of a grid on a terminal of a width."""
    printed = io.StringIO()
    Console(file=printed, width=width).print(grid)
    return printed.getvalue().splitlines()


@given(ROWS, st.integers(8, 140))
def test_no_character_is_cut_at_any_width(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = draw(Grid(COLUMNS, (Group("", tuple(rows)),)), width)
    assert all(len(line) <= width for line in lines)
    printed = "".join(lines)
    for letter in "abcdefgh":
        in_rows = sum(cell.count(letter) for row in rows for cell in row)
        assert printed.count(letter) >= in_rows


@given(ROWS.filter(bool), st.integers(40, 140))
def test_a_whole_column_never_wraps_where_there_is_room(rows: list[tuple[str, str, str]], width: int) -> None:
    due, _, days = share_widths(COLUMNS, rows, width)
    assert due >= max(len(row[0]) for row in rows)
    assert days >= max(len("Days"), *(len(row[2]) for row in rows))


@given(ROWS, st.integers(1, 140))
def test_widths_and_gaps_fit_the_total(rows: list[tuple[str, str, str]], width: int) -> None:
    widths = share_widths(COLUMNS, rows, width)
    assert not widths or sum(widths) + GAP_WIDTH * 2 <= width


def test_the_long_column_gets_the_room() -> None:
    columns = Column("Council"), Column("Action")
    rows = [("Withy District Council", "Write down, street by street, " * 6)] * 5
    council, action = share_widths(columns, rows, 100)
    assert action > 3 * council


def test_where_not_even_words_fit_each_row_is_a_block_of_lines() -> None:
    columns = tuple(Column(f"heading{number}") for number in range(9))
    rows = (tuple("word" if number != 3 else "" for number in range(9)),)
    lines = [line.split() for line in draw(Grid(columns, (Group("", rows),)), 40) if line.strip()]
    assert lines == [[f"heading{number}", "word"] for number in range(9) if number != 3]


def test_columns_in_which_nothing_stands_can_be_left_out() -> None:
    columns = Column("Due"), Column("Status")
    grid = Grid(columns, (Group("a", (("May", ""),)), Group("b", (("June", ""),)))).without_empty()
    assert [column.heading for column in grid.columns] == ["Due"]
    assert [group.rows for group in grid.groups] == [(("May",),), (("June",),)]
