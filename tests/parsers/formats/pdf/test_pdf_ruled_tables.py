"""Ruled tables: spans, slits, ragged cells, and borders that are not drawn all round."""

from __future__ import annotations

import pytest

from parsers.formats.pdf.page import Edge, Fill
from parsers.formats.pdf.tables.edges import read_rules
from parsers.formats.pdf.tables.find import find_tables
from parsers.formats.pdf.tables.found import Evidence
from parsers.formats.pdf.tables.grid import MAX_POINTS, connect, find_regions, read_grid
from tests.parsers.formats.pdf.pages_by_hand import run
from tests.parsers.formats.pdf.tables_by_hand import (
    box_edges,
    lattice,
    level,
    page_of,
    print_tables,
    upright,
    words_in,
)

XS = (60.0, 200.0, 340.0, 480.0)
YS = (100.0, 130.0, 160.0, 190.0)
WORDS = words_in(XS, YS, ("Step|Lead|When", "Map the roads|Head of Roads|May", "Ask residents|Policy team|June"))
PRINTED = "Step | Lead | When\nMap the roads | Head of Roads | May\nAsk residents | Policy team | June"


def without(edges: list[Edge], *gone: Edge) -> list[Edge]:
    return [edge for edge in edges if edge not in gone]


def test_a_table_ruled_all_round() -> None:
    made = page_of(WORDS, lattice(XS, YS))
    [table] = find_tables(made)
    assert print_tables(made) == [PRINTED]
    assert (table.row_count, table.column_count, table.evidence) == (3, 3, Evidence.RULED)
    assert table.box == (60.0, 100.0, 480.0, 190.0)
    assert table.column_edges == XS


def test_cells_span_columns_and_rows() -> None:
    edges = [
        *box_edges(60, 100, 480, 190),
        level(60, 480, 130),
        level(200, 480, 160),
        upright(200, 130, 190),
        upright(340, 130, 190),
    ]
    words = words_in(XS, YS, ("What we will do", "Roads|Map|May", "|Ask|June"))
    assert print_tables(page_of(words, edges)) == ["What we will do (1x3)\nRoads (2x1) | Map | May\nAsk | June"]


def test_a_line_under_words_in_a_cell_parts_nothing() -> None:
    edges = [*lattice(XS, YS), level(64, 110, 142), level(60, 150, 148)]  # the second touches the cell's side
    assert print_tables(page_of(WORDS, edges)) == [PRINTED]


def test_where_a_border_lacks_between_two_cells_of_different_height_no_cell_overlaps() -> None:
    edges = [
        *box_edges(60, 100, 340, 160),
        level(60, 200, 130),
        upright(200, 130, 160),
    ]  # the upper right corner hangs together with the lower right cell
    words = words_in(XS, YS, ("Roads|May", "Parks|June"))
    [table] = find_tables(page_of(words, edges))
    areas = [(c.box[2] - c.box[0]) * (c.box[3] - c.box[1]) for c in table.cells]
    assert sum(areas) == 280 * 60
    assert len(table.cells) == 3


def test_a_table_with_open_foot_is_closed_and_cut_where_the_page_ends() -> None:
    ys = (600.0, 630.0, 700.0, 780.0)
    edges = [level(60, 480, 600), level(60, 480, 630), level(200, 480, 700), *(upright(x, 600, 780) for x in XS)]
    words = words_in(XS, ys, ("Aim|Step|When", "Roads|Map|May", "|Ask everybody|June"))
    foot = run("Page 3 of 9", 270, 815)
    assert print_tables(page_of([*words, foot], edges)) == [
        "Aim | Step | When\nRoads (2x1, cut below) | Map | May\nAsk everybody (cut below) | June (cut below)"
    ]


def test_an_open_foot_above_more_text_is_closed_and_not_cut() -> None:
    edges = [level(60, 480, 100), level(60, 480, 130), *(upright(x, 100, 190) for x in XS)]
    words = words_in(XS, (100, 135, 160), ("Step|Lead|When", "Map|Roads|May", "Ask|Policy|June"))
    after = run("The next review is in the spring.", 60, 230)
    [printed] = print_tables(page_of([*words, after], edges))
    assert printed == "Step | Lead | When\nMap ⏎ Ask | Roads ⏎ Policy | May ⏎ June"


def test_text_that_runs_on_below_an_open_cell_is_that_cells() -> None:
    edges = [level(60, 480, 700), *(upright(x, 700, 760) for x in XS), level(60, 480, 730), level(200, 480, 760)]
    words = words_in(XS, (700, 730), ("Aim|Step|When", "Look⏎after⏎all our⏎roads|Map|May"))
    [printed] = print_tables(page_of([*words, run("Page 3 of 9", 270, 815)], edges))
    assert printed.splitlines()[1] == "Look ⏎ after ⏎ all our ⏎ roads (cut below) | Map | May"


def test_an_open_head_is_closed_and_cut_where_the_page_begins() -> None:
    edges = [level(60, 480, 120), level(60, 480, 150), *(upright(x, 70, 150) for x in XS)]
    words = words_in(XS, (70, 122), ("to the end|of the year|2026", "Ask|Policy|June"))
    [printed] = print_tables(page_of([run("Plan", 60, 40), *words], edges))
    assert printed.startswith("to the end (cut above) | of the year (cut above) | 2026 (cut above)\n")


def test_rules_that_stick_out_a_little_make_no_row() -> None:
    edges = [*(level(60, 480, y) for y in YS), *(upright(x, 94, 195) for x in XS)]
    assert print_tables(page_of(WORDS, edges)) == [PRINTED]


@pytest.mark.parametrize("sides", ["left and right", "all"])
def test_a_table_without_rules_on_its_outer_sides(sides: str) -> None:
    edges = without(lattice(XS, YS), upright(60, 100, 190), upright(480, 100, 190))
    if sides == "all":
        edges = without(edges, level(60, 480, 100), level(60, 480, 190))
    assert print_tables(page_of(WORDS, edges)) == [PRINTED]


def test_a_blank_corner_without_rules_is_not_printed() -> None:
    edges = [
        *lattice((200, 340, 480), YS),
        *(level(60, 200, y) for y in YS[1:]),
        upright(60, 130, 190),
    ]
    words = words_in(XS, YS, ("|Lead|When", "Map|Roads|May", "Ask|Policy|June"))
    assert print_tables(page_of(words, edges)) == ["Lead | When\nMap | Roads | May\nAsk | Policy | June"]


def test_a_row_between_uprights_alone_fills_its_page() -> None:
    edges = [upright(x, 60, 790) for x in XS]
    words = words_in(XS, (60,), ("and so on⏎and so on|Policy|June",))
    assert print_tables(page_of(words, edges)) == [
        "and so on ⏎ and so on (cut above, cut below) | Policy (cut above, cut below) | June (cut above, cut below)"
    ]


def test_rules_between_newspaper_columns_are_no_table() -> None:
    edges = [upright(x, 60, 790) for x in XS[1:]]
    words = words_in((20, *XS), (60, 90, 120), ("some words|more words|and more|words|at last",) * 3)
    assert print_tables(page_of(words, edges)) == []


def test_a_rule_with_one_upright_between_columns_of_prose_is_no_table() -> None:
    edges = [level(60, 480, 100), upright(270, 100, 700)]
    words = words_in((60, 270), (100, 130, 160), ("some words|more words",) * 3)
    assert print_tables(page_of(words, edges)) == []


def test_four_quarters_parted_by_a_cross_are_a_table() -> None:
    edges = [level(60, 480, 200), upright(270, 100, 300)]
    words = words_in((60, 270), (110, 210), ("Strengths|Weaknesses", "Openings|Threats"))
    assert print_tables(page_of(words, edges)) == ["Strengths | Weaknesses\nOpenings | Threats"]


def test_a_frame_is_no_table() -> None:
    assert print_tables(page_of([run("Mind this.", 70, 120)], box_edges(60, 100, 480, 190))) == []


def test_a_frame_around_the_page_with_a_band_is_no_table() -> None:
    edges = [*box_edges(20, 20, 575, 822), level(20, 575, 60)]
    assert print_tables(page_of([run("Report", 30, 45), run("Words.", 30, 200)], edges)) == []


def test_a_table_in_a_frame_is_found() -> None:
    assert print_tables(page_of(WORDS, [*lattice(XS, YS), *box_edges(40, 80, 500, 300)])) == [PRINTED]


def test_empty_boxes_are_no_table() -> None:
    assert print_tables(page_of([run("Words.", 60, 400)], lattice(XS, YS))) == []


def test_tables_side_by_side_and_one_above_the_other_are_apart() -> None:
    one = lattice((60, 120, 180), (100, 130, 160))
    two = lattice((200, 260, 320), (100, 130, 160))
    low = lattice((60, 120, 180), (164, 190, 220))
    words = [
        *words_in((60, 120, 200, 260), (100, 130), ("a|b|c|d", "e|f|g|h")),
        *words_in((60, 120), (164, 190), ("i|j", "k|l")),
    ]
    assert print_tables(page_of(words, [*one, *two, *low])) == ["a | b\ne | f", "c | d\ng | h", "i | j\nk | l"]


def test_a_table_in_a_cell_is_that_cells() -> None:
    inner = lattice((210, 260, 330), (135, 160, 185))
    words = [
        *words_in((60, 200, 340), (100, 130), ("Aim|Steps|Lead", "Roads||Head")),
        *words_in((210, 260), (135, 160), ("Map|May", "Ask|June")),
    ]
    made = page_of(words, [*lattice((60, 200, 340, 480), (100, 130, 190)), *inner])
    [printed] = print_tables(made)
    assert printed.endswith("Roads | Map ⏎ May ⏎ Ask ⏎ June (2 by 2) | Head")


def test_a_table_that_touches_the_cell_it_stands_in_is_that_cells() -> None:
    inner = lattice((205, 260, 335), (132, 160, 180))  # LibreOffice leaves it no room above
    words = [
        *words_in((60, 200, 340), (100, 130), ("Aim|Steps|Lead", "Roads||Head")),
        *words_in((205, 260), (132, 160), ("Map|May", "Ask|June")),
    ]
    made = page_of(words, [*lattice((60, 200, 340, 480), (100, 130, 200)), *inner])
    [table] = find_tables(made)
    assert (table.row_count, table.column_count) == (2, 3)
    [inside] = table.cells[4].inner
    assert (inside.row_count, inside.column_count) == (2, 2)


def test_more_crossings_than_any_page_has_are_refused() -> None:
    count = 3 * int(MAX_POINTS**0.5)
    edges = lattice([4.0 * n for n in range(count)], [4.0 * n for n in range(count)])
    assert connect(read_rules(edges)) == []


def test_regions_cover_a_page_full_of_random_rules_without_overlap() -> None:
    edges = [level(10 * (n * 7 % 50), 10 * (n * 7 % 50) + 60, 10 * (n * 3 % 70)) for n in range(400)]
    edges += [upright(10 * (n * 3 % 50), 10 * (n * 11 % 70), 10 * (n * 11 % 70) + 70) for n in range(400)]
    for net in connect(read_rules(edges)):
        grid = read_grid(net)
        taken: set[tuple[int, int]] = set()
        for region in find_regions(grid):
            places = {(r, c) for r in range(region.top, region.bottom) for c in range(region.left, region.right)}
            assert not places & taken
            taken |= places


def test_rows_in_one_frame_under_a_ruled_header_stand_in_its_columns() -> None:
    edges = [*lattice(XS, (100, 130)), *box_edges(60, 130, 480, 220)]
    rows = ("Step|Lead|When", "Map the roads|Head of Roads|May", "Ask residents|Policy team|June", "Report|Leader|July")
    words = words_in(XS, (100, 130, 160, 190), rows)
    [printed] = print_tables(page_of(words, edges))
    assert printed.splitlines()[1:] == [
        "Map the roads ⏎ Ask residents ⏎ Report | Head of Roads ⏎ Policy team ⏎ Leader | May ⏎ June ⏎ July"
    ]


def test_rows_ruled_above_and_below_alone_stand_in_the_columns_of_the_header() -> None:
    edges = [*lattice(XS, YS[:2]), *(level(60, 480, y) for y in YS), upright(60, 100, 190), upright(480, 100, 190)]
    words = words_in(XS, YS, ("Step|Lead|When", "Map the roads⏎one by one|Head of⏎Roads|May", "Ask|Policy|June"))
    [printed] = print_tables(page_of(words, edges))
    assert printed.splitlines()[2] == "Ask | Policy | June"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("What the council will do about roads⏎and about parks⏎in the next year||", id="title"),
        pytest.param("Roads||Lead: Head of Roads", id="title-with-a-lead"),
        pytest.param("a.  Map the roads, street by street, all⏎b.  Ask residents in each of the wards||", id="list"),
    ],
)
def test_a_wide_cell_that_is_no_row_stays_whole(row: str) -> None:
    edges = [*lattice(XS, (100, 130)), *box_edges(60, 130, 480, 190), *lattice(XS, (190, 220))]
    words = words_in(XS, (100, 130, 190), ("Step|Lead|When", row, "Ask|Policy|June"))
    [printed] = print_tables(page_of(words, edges))
    assert "(1x3)" in printed.splitlines()[1]


def test_rows_between_uprights_alone_are_told_by_the_text() -> None:
    made = page_of([*WORDS, run("After that.", 60, 230)], [upright(x, 100, 190) for x in XS])
    assert print_tables(made) == [PRINTED]


def test_the_lines_of_a_double_border_enclose_no_cells() -> None:
    edges = [edge for off in (-2.2, 2.2) for edge in lattice([x + off for x in XS], [y + off for y in YS])]
    assert print_tables(page_of(WORDS, edges)) == [PRINTED]


def test_thick_bars_are_rules() -> None:
    fills = [Fill((60, y - 2.2, 480, y + 2.2), "808080") for y in YS]
    fills += [Fill((x - 2.2, 100, x + 2.2, 190), "808080") for x in XS]
    assert print_tables(page_of(WORDS, [], fills)) == [PRINTED]


def test_a_ruled_header_goes_with_rows_that_level_rules_part() -> None:
    edges = [*lattice(XS, YS[:2]), level(60, 480, 160), level(60, 480, 190)]
    assert print_tables(page_of(WORDS, edges)) == [PRINTED]


def test_a_row_ruled_by_itself_is_a_table() -> None:
    made = page_of(words_in(XS, YS, ("Step|Lead|When",)), [*lattice(XS, YS[:2]), level(60, 480, 800)])
    assert print_tables(made) == ["Step | Lead | When"]


def test_a_line_with_text_in_every_column_is_a_row() -> None:
    edges = [*lattice(XS, (100, 130)), *box_edges(60, 130, 480, 160), *lattice(XS, (160, 190))]
    assert print_tables(page_of(WORDS, edges)) == [PRINTED]


def test_rows_in_one_frame_that_the_page_cuts() -> None:
    ys = (600.0, 630.0, 780.0)
    edges = [*lattice(XS, ys[:2]), upright(60, 630, 780), upright(480, 630, 780)]
    rows = ["Map the roads|Head of Roads|May", "Ask residents|Policy team|June", "Report|Leader|July"]
    words = words_in(XS, (600, 630, 660, 690, 720, 750), ("Step|Lead|When", *rows, *rows[:2]))
    made = page_of([*words, *words_in(XS, (642, 672, 702), ("in all wards",) * 3)], edges)
    [table] = find_tables(made)
    assert (table.row_count, table.column_count) == (6, 3)
    assert {cell.row for cell in table.cells if cell.cut_below} == {5}
