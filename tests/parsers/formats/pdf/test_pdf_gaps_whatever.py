"""Whatever is printed on a page: the search for tables without rules ends, and what it finds is whole."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.formats.pdf.page import Edge, Fill, Font, TextRun
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.gaps import find_gap_tables
from parsers.formats.pdf.tables.gaps_columns import find_column_edges
from parsers.formats.pdf.tables.gaps_segments import read_segments
from tests.parsers.formats.pdf.pages_by_hand import page, rule, run

WORDS = (
    "Action", "Lead officer", "By when", "Status", "Ref", "1", "2.", "•", "May 2025", "Complete", "Head of Policy",
    "agree a plan with", "Draft it.", "£4m", "12", "Theme 2: Money that we have and money that we do not", "  ", " x ",
    "Lead   By when", "", "(a)", "Progress:", "Lead: A. Bell",
)  # fmt: skip


@st.composite
def runs(draw: st.DrawFn) -> TextRun:
    column, row = draw(st.integers(0, 5)), draw(st.integers(0, 30))
    x = 50 + 85 * column + draw(st.sampled_from((0.0, 0.0, 0.4, 3.0, 17.0)))
    y = 60 + 12 * row + draw(st.sampled_from((0.0, 0.0, 0.0, 2.0, 6.0)))
    made = run(draw(st.sampled_from(WORDS)), x, y, draw(st.sampled_from((10.0, 10.0, 8.0, 14.0))))
    made.font = Font("Sans", is_bold=draw(st.booleans()))
    made.colour = draw(st.sampled_from((None, "aa0000")))
    return made


def _check(table: FoundTable, printed: list[TextRun]) -> None:
    edges = table.column_edges
    assert len(edges) == table.column_count + 1
    assert list(edges) == sorted(set(edges))
    places = [
        (cell.row + down, cell.column + right)
        for cell in table.cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    ]
    assert sorted(places) == [(row, column) for row in range(table.row_count) for column in range(table.column_count)]
    assert all(cell.box[0] < cell.box[2] and cell.box[1] < cell.box[3] for cell in table.cells)
    assert not share_out(table, printed).unplaced


HEADERS = [run(name, 50 + 85 * column, 48, bold=True) for column, name in enumerate(("Ref", "Action", "Lead", "When"))]


def rows_by_chance(chance: random.Random) -> list[TextRun]:
    """Return runs in rows and columns, some missing, some out of line, mostly under a header."""
    printed = list(HEADERS) if chance.random() < 0.9 else []
    y = 60.0
    for _ in range(chance.randint(2, 25)):
        y += chance.choice((12, 12, 12, 18, 24, 6, 3))
        for column in range(chance.choice((4, 4, 4, 3, 5))):
            if chance.random() < 0.75:
                x = 50 + 85 * column + chance.choice((0, 0, 0, 0.4, 5, -10))
                word, size = chance.choice(WORDS[:-4]), chance.choice((10.0, 10.0, 8.0))
                printed.append(run(word, x, y + chance.choice((0, 0, 0, 2)), size, bold=chance.random() < 0.1))
    return printed


def _check_page(printed: list[TextRun], ruled: Sequence[float]) -> None:
    made = page(*printed)
    made.edges = [rule(40, 500, y) for y in ruled]
    tables = find_gap_tables(made)
    for table in tables:
        _check(table, printed)
    boxes = [table.box for table in tables]
    assert all(above[3] <= below[1] for above, below in pairwise(boxes))
    if tables:
        find_gap_tables(made, (), tables[-1])


@settings(max_examples=80, deadline=None)
@given(st.lists(runs(), max_size=80), st.lists(st.integers(50, 430), max_size=4))
def test_what_is_found_is_a_whole_grid(printed: list[TextRun], ruled: list[float]) -> None:
    _check_page(printed, ruled)


@settings(max_examples=80, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(50, 430), max_size=4))
def test_what_is_found_in_rows_by_chance_is_a_whole_grid(chance: random.Random, ruled: list[float]) -> None:
    _check_page(rows_by_chance(chance), ruled)


def test_rows_by_chance_make_tables() -> None:
    assert sum(bool(find_gap_tables(page(*rows_by_chance(random.Random(seed))))) for seed in range(40)) > 20


@settings(max_examples=50, deadline=None)
@given(st.lists(runs(), max_size=60))
def test_column_edges_rise_from_side_to_side(printed: list[TextRun]) -> None:
    segments = [segment for line in read_segments(printed) for segment in line]
    edges = find_column_edges(segments, 0, 900)
    assert (edges[0], edges[-1]) == (0, 900)
    assert list(edges) == sorted(set(edges))


@pytest.mark.parametrize("look", ["headers", "one-line", "titles", "dots-and-rules"])
def test_a_page_of_very_many_runs_is_read_to_its_end(look: str) -> None:
    names = ("Action", "Lead", "By when", "Status")
    printed = [run(name, 60 + 120 * column, 12.0 * row) for row in range(1200) for column, name in enumerate(names)]
    if look == "one-line":
        printed = [run("Action", 12.0 * index, 100) for index in range(5000)]
    elif look == "titles":
        titles = [run("A title that runs across the columns", 60, 24.0 * row) for row in range(600)]
        printed = [made for made in printed if made.baseline % 24] + titles
    made = page(*printed)
    if look == "dots-and-rules":
        made.fills = [Fill((50, 3.0 * row, 52, 3.0 * row + 2), "000000", curved=True) for row in range(5000)]
        made.edges = [Edge(True, 40, 3.0 * row, 60, 3.0 * row) for row in range(5000)]
    assert find_gap_tables(made) == ()
