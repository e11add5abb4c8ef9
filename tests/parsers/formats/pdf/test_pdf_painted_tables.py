"""What is painted: behind cells, as small shapes, as borders between cells, and as tables without a rule."""

from __future__ import annotations

import itertools
import re

import pytest

from normalise.records import Box
from parsers.formats.pdf.page import Edge, Fill
from parsers.formats.pdf.tables.fills import find_fill_behind, is_white
from parsers.formats.pdf.tables.find import find_tables
from parsers.formats.pdf.tables.found import Evidence
from parsers.formats.pdf.tables.shapes import shapes_in
from tests.parsers.formats.pdf.pages_by_hand import dot, run
from tests.parsers.formats.pdf.tables_by_hand import lattice, level, page_of, print_tables, upright, words_in

XS = (60.0, 200.0, 340.0, 480.0)
YS = (100.0, 130.0, 160.0, 190.0)
ROWS = ("Step|Lead|When", "Map the roads|Head of Roads|May", "Ask residents|Policy team|June")
WORDS = words_in(XS, YS, ROWS)
PRINTED = "Step | Lead | When\nMap the roads | Head of Roads | May\nAsk residents | Policy team | June"


def painted(xs: tuple[float, ...], ys: tuple[float, ...], colour: str, gap: float = 0.0) -> list[Fill]:
    """Return a fill for each place of a grid, `gap` points between neighbours."""
    return [
        Fill((x0, top, x1 - gap, bottom - gap), colour)
        for top, bottom in itertools.pairwise(ys)
        for x0, x1 in itertools.pairwise(xs)
    ]


def test_a_cell_has_the_colour_painted_last_over_most_of_it() -> None:
    fills = [
        Fill((60, 100, 480, 130), "aabbcc"),
        Fill((200, 100, 340, 130), "ffffff"),
        Fill((340.5, 130.5, 479.5, 159.5), "00b050"),
        Fill((345, 165, 355, 175), "ff0000"),
    ]
    [printed] = print_tables(page_of(WORDS, lattice(XS, YS), fills))
    assert printed.splitlines() == [
        "Step (aabbcc) | Lead | When (aabbcc)",
        "Map the roads | Head of Roads | May (00b050)",
        "Ask residents | Policy team | June",
    ]


def test_a_cell_painted_in_pieces_has_their_colour_once_each() -> None:
    pieces = [Fill((60, y, 200, y + 9), "ffc000") for y in (131, 141)] * 2
    once_and_again = [Fill((200, 131, 340, 144), "ff0000")] * 2
    [printed] = print_tables(page_of(WORDS, lattice(XS, YS), [*pieces, *once_and_again]))
    assert printed.splitlines()[1] == "Map the roads (ffc000) | Head of Roads | May"


@pytest.mark.parametrize(
    ("colour", "white"),
    [
        pytest.param("ffffff", True, id="white"),
        pytest.param("fefdfb", True, id="nearly"),
        pytest.param("f2f2f2", False, id="light-grey"),
        pytest.param("ffffcc", False, id="cream"),
    ],
)
def test_white_is_no_colour(colour: str, white: bool) -> None:
    assert is_white(colour) == white


def test_what_is_painted_behind_a_block() -> None:
    fills = [Fill((50, 50, 500, 500), "eeeeee"), Fill((60, 100, 200, 130), "ffffff"), dot(70, 300, 8)]
    made = page_of([], (), fills)
    assert find_fill_behind(made, (70, 200, 400, 220)) == "eeeeee"
    assert find_fill_behind(made, (70, 105, 190, 120)) is None
    assert find_fill_behind(made, (520, 105, 590, 120)) is None


CELL: Box = (340, 130, 480, 160)


@pytest.mark.parametrize(
    ("fills", "expected"),
    [
        pytest.param([dot(350, 145, 12, "00b050")], ["00b050"], id="dot"),
        pytest.param([Fill((350, 135, 400, 150), "ff0000", curved=True)], ["ff0000"], id="rounded-label"),
        pytest.param([Fill((350, 138, 360, 148), "ffc000")], ["ffc000"], id="square"),
        pytest.param([dot(350, 145, 3)], [], id="bullet"),
        pytest.param([Fill(CELL, "ff0000")], [], id="the-cell-itself"),
        pytest.param([Fill((340, 133, 480, 145), "ffff00")], [], id="band-through-the-cell"),
        pytest.param([dot(350, 145, 12, "ffffff")], [], id="white"),
        pytest.param([dot(350, 145, 12, "00b050"), dot(350, 145, 12, "ffffff")], [], id="painted-over"),
        pytest.param([dot(350, 145, 12, "000000"), dot(350.5, 144.5, 12, "ff0000")], ["ff0000"], id="shadow"),
        pytest.param([dot(300, 145, 12, "00b050")], [], id="in-the-next-cell"),
        pytest.param([dot(370, 145, 9, "00b050"), dot(350, 145, 9, "ff0000")], ["ff0000", "00b050"], id="two"),
        pytest.param([Fill(CELL, "d9e2f3"), Fill((346, 130, 410, 144), "d9e2f3")], [], id="word-shades-twice"),
        pytest.param([dot(341 + 0.5 * n, 145, 6, "ff0000") for n in range(101)], [], id="drawing"),
    ],
)
def test_shapes_in_a_cell(fills: list[Fill], expected: list[str]) -> None:
    assert [fill.colour for fill in shapes_in(page_of([], (), fills), CELL)] == expected


def test_a_painted_header_above_ruled_rows_belongs_to_them() -> None:
    fills = painted(XS, YS[:2], "1f3864")
    edges = lattice(XS, YS[1:])
    made = page_of(WORDS, edges, fills)
    [printed] = print_tables(made)
    assert printed.splitlines()[0] == "Step (1f3864) | Lead (1f3864) | When (1f3864)"
    assert find_tables(made)[0].evidence is Evidence.RULED


def test_painted_cells_part_a_ruled_row() -> None:
    # Word rules the header's outside alone, paints each of its cells, and each line in them once more.
    edges = [*lattice(XS, YS[1:]), level(60, 480, 100), upright(60, 100, 130), upright(480, 100, 130)]
    fills = [*painted(XS, YS[:2], "4472c4"), *(Fill((x + 5.4, 100, x + 134.6, 129), "4472c4") for x in XS[:3])]
    [printed] = print_tables(page_of(WORDS, edges, fills))
    assert printed.splitlines()[0] == "Step (4472c4) | Lead (4472c4) | When (4472c4)"


def test_a_bar_of_colour_in_one_cell_parts_nothing() -> None:
    fills = [Fill((200, 130, 250, 160), "00b050"), Fill((60, 160, 200, 170), "ffc000")]
    made = page_of(WORDS, lattice(XS, YS), fills)
    assert [(t.row_count, t.column_count, len(t.cells)) for t in find_tables(made)] == [(3, 3, 9)]


def test_bands_through_a_row_of_cells_are_rows() -> None:
    edges = lattice(XS, (100, 190))
    fills = [Fill((x0, 130, x1, 160), "e2efd9") for x0, x1 in itertools.pairwise(XS)]
    [printed] = print_tables(page_of(WORDS, edges, fills))
    assert printed.splitlines()[1] == "Map the roads (e2efd9) | Head of Roads (e2efd9) | May (e2efd9)"


@pytest.mark.parametrize("gap", [0.0, 1.5, 6.0])
def test_cells_painted_each_by_itself_are_a_table(gap: float) -> None:
    made = page_of(WORDS, (), painted(XS, YS, "dddddd", gap))
    [printed] = print_tables(made)
    assert printed.replace(" (dddddd)", "") == PRINTED


def test_painted_cells_may_span() -> None:
    fills = [Fill((60, 100, 480, 130), "1f3864"), *painted((60, 200, 480), (130, 160, 190), "dddddd")]
    words = words_in((60, 200), YS, ("What we will do", "Map|May", "Ask|June"))
    [printed] = print_tables(page_of(words, (), fills))
    assert printed.splitlines()[0] == "What we will do (1x2, 1f3864)"


def test_boxes_drawn_apart_but_level_are_a_table() -> None:
    edges = [
        edge
        for x0, x1 in ((60, 190), (200, 330))
        for top, bottom in ((100, 130), (136, 170))
        for edge in lattice((x0, x1), (top, bottom))
    ]
    words = words_in((60, 200), (100, 136), ("Strengths|Weaknesses", "Openings|Threats"))
    assert print_tables(page_of(words, edges)) == ["Strengths | Weaknesses\nOpenings | Threats"]


def test_boxes_side_by_side_are_no_table() -> None:
    edges = [edge for x in (60, 200, 340) for edge in lattice((x, x + 130), (100, 160))]
    words = words_in((60, 200, 340), (100,), ("One thing|Another|A third",))
    assert print_tables(page_of(words, edges)) == []


@pytest.mark.parametrize(
    "fills",
    [
        pytest.param([Fill((60, y, 480, y + 14), "dddddd") for y in (100, 114, 128)], id="shaded-paragraph"),
        pytest.param([Fill((0, 0, 595, 842), "fff8e0")], id="page"),
        pytest.param([Fill((60, y, 300 + y, y + 12), "ffff00") for y in (100, 112, 124)], id="marked-lines"),
        pytest.param([Fill((60, 90, 300, 400), "eeeeee"), Fill((300, 90, 540, 400), "dddddd")], id="two-panels"),
        pytest.param([Fill((60, y, 480, y + 20), "1f3864") for y in (80, 300, 500)], id="heading-bars"),
    ],
)
def test_painted_areas_around_prose_are_no_table(fills: list[Fill]) -> None:
    prose = [run("The council has long wished to look after its roads with care", 64, y) for y in range(110, 700, 14)]
    assert print_tables(page_of(prose, (), fills)) == []


ZEBRA = (
    "Step|Lead|When",
    "Map the roads|Head of Roads|May",
    "Ask residents⏎in all wards|Policy team|June",
    "Report back|Leader|By 31 July",
    "Plan the next|Cabinet|August",
)
ZEBRA_YS = (100.0, 124.0, 148.0, 184.0, 208.0, 232.0)


@pytest.mark.parametrize("rows", [(0, 2, 4), (1, 3), (2, 4), (0, 1, 3)])
@pytest.mark.parametrize("is_by_cell", [True, False])
def test_rows_painted_every_other_one_are_a_table(rows: tuple[int, ...], is_by_cell: bool) -> None:
    xs = XS if is_by_cell else (XS[0], XS[-1])
    fills = [fill for row in rows for fill in painted(xs, ZEBRA_YS[row : row + 2], "e2efd9")]
    made = page_of(words_in(XS, ZEBRA_YS, ZEBRA), (), fills)
    [table] = find_tables(made)
    assert (table.row_count, table.column_count) == (5, 3)
    assert table.evidence is Evidence.FILLS
    assert {cell.row for cell in table.cells if cell.fill} == set(rows)


@pytest.mark.parametrize("beneath", [lattice(XS, YS), []])
def test_a_panel_beneath_a_table_and_the_text_around_it_is_no_part_of_it(beneath: list[Edge]) -> None:
    panel = Fill((60, 60, 480, 250), "f0f0f0")
    fills = [panel, *([] if beneath else painted(XS, YS, "dddddd"))]
    words = [run("The council has agreed what follows here.", 64, 80), *WORDS, run("That is all.", 64, 220)]
    [printed] = print_tables(page_of(words, beneath, fills))
    assert re.sub(r" \([0-9a-f]{6}\)", "", printed) == PRINTED


def test_rows_painted_in_two_colours_without_seams_are_a_table() -> None:
    fills = [
        Fill((60, top, 480, bottom), ("dddddd", "eeeeee")[row % 2])
        for row, (top, bottom) in enumerate(itertools.pairwise(ZEBRA_YS))
    ]
    [table] = find_tables(page_of(words_in(XS, ZEBRA_YS, ZEBRA), (), fills))
    assert (table.row_count, table.column_count, table.evidence) == (5, 3, Evidence.FILLS)
