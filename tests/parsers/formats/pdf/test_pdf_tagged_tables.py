"""Tables as tagged, against tables as drawn: tags are believed where both agree, and a lie is told of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.document import Remark
from parsers.formats.pdf.page import Shown, Tag, TextRun
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tag_place import IN_A_FORM, REPEATED
from parsers.formats.pdf.tagged import choose_tables
from tests.parsers.formats.pdf.pages_by_hand import run
from tests.parsers.formats.pdf.trees_by_hand import (
    HEIGHT,
    LEFT,
    WIDTH,
    drawn,
    grid_runs,
    row,
    tag,
    tagged_page,
    text_in,
)

SQUARE = grid_runs((0, 1), (2, 3))


def choose(
    runs: Sequence[TextRun], tree: Tag | Sequence[Tag], *found: FoundTable
) -> tuple[tuple[FoundTable, ...], tuple[Remark, ...]]:
    return choose_tables(tagged_page(runs, *([tree] if isinstance(tree, Tag) else tree)), found)


def headers(table: FoundTable) -> list[tuple[int, int]]:
    return [(cell.row, cell.column) for cell in table.cells if cell.is_header]


def cut(table: FoundTable) -> str:
    """Return each row's cells: `^` cut above, `v` below, `x` both, `.` neither."""
    marks = {(False, False): ".", (True, False): "^", (False, True): "v", (True, True): "x"}
    rows = [""] * table.row_count
    for cell in table.cells:
        rows[cell.row] += marks[cell.cut_above, cell.cut_below]
    return "/".join(rows)


def test_agreeing_tags_add_their_headers_to_the_drawn_grid() -> None:
    found = drawn(2, 2)
    [table], remarks = choose(SQUARE, tag("Table", row(0, 1, kind="TH"), row(2, 3)), found)
    assert table.evidence is Evidence.TAGS
    assert [cell.box for cell in table.cells] == [cell.box for cell in found.cells]
    assert headers(table) == [(0, 0), (0, 1)]
    assert remarks == ()


def test_what_is_empty_in_a_header_row_is_a_header_too() -> None:
    tree = tag("Table", row(0, None, kind="TH"), row(2, 3))
    [table], _ = choose(grid_runs((0, None), (2, 3)), tree, drawn(2, 2))
    assert headers(table) == [(0, 0), (0, 1)]


def test_cells_of_a_head_section_are_headers() -> None:
    tree = tag("Table", tag("THead", row(0, 1)), tag("TBody", row(2, 3)))
    [table], _ = choose(SQUARE, tree, drawn(2, 2))
    assert headers(table) == [(0, 0), (0, 1)]


def test_a_foot_that_is_told_of_first_is_printed_last() -> None:
    tree = tag("Table", tag("THead", row(0, 1)), tag("TFoot", row(4, 5)), tag("TBody", row(2, 3)))
    [table], remarks = choose(grid_runs((0, 1), (2, 3), (4, 5)), tree, drawn(3, 2))
    assert (table.evidence, remarks) == (Evidence.TAGS, ())


def test_drawn_spans_stay_whether_the_tags_tell_of_them_or_not() -> None:
    runs = grid_runs((0, None), (2, 3), (None, 5))
    found = drawn(3, 2, [(0, 0, 1, 2), (1, 0, 2, 1)])
    told = tag(
        "Table", tag("TR", tag("TD", 0, span=(1, 2))), tag("TR", tag("TD", 2, span=(2, 1)), tag("TD", 3)), row(5)
    )
    untold = tag("Table", row(0), row(2, 3), row(5))
    for tree in (told, untold):
        [table], remarks = choose(runs, tree, found)
        assert [(cell.row_span, cell.column_span) for cell in table.cells] == [(1, 2), (2, 1), (1, 1), (1, 1)]
        assert (table.evidence, remarks) == (Evidence.TAGS, ())


def test_text_without_a_tag_joins_the_tagged_cell_it_stands_in() -> None:
    runs = [*SQUARE, text_in(1, 1, None, "seven", down=12)]
    [table], remarks = choose(runs, tag("Table", row(0, 1), row(2, 3)), drawn(2, 2))
    assert (table.evidence, remarks) == (Evidence.TAGS, ())


def test_what_is_marked_inside_a_form_is_not_held_against_the_tags() -> None:
    runs = [*grid_runs((None, 1), (2, 3)), text_in(0, 0, IN_A_FORM)]
    [table], remarks = choose(runs, tag("Table", row(None, 1, kind="TH"), row(2, 3)), drawn(2, 2))
    assert (headers(table), remarks) == ([(0, 0), (0, 1)], ())


def test_a_caption_inside_the_grid_is_the_tables_own() -> None:
    tree = tag("Table", tag("Caption", 9), row(0, 1), row(2, 3))
    runs = [*SQUARE, text_in(0, -1, 9, "Actions")]
    found = drawn(2, 2)
    [table], remarks = choose(runs, tree, found)
    assert (table.evidence, remarks) == (Evidence.TAGS, ())


def test_a_table_without_tags_is_as_drawn() -> None:
    found = drawn(2, 2)
    assert choose(SQUARE, tag("P", 0, 1, 2, 3), found) == ((found,), ())


SPANS_A_ROW = tag("Table", tag("TR", tag("TD", 0, span=(2, 1)), tag("TD", 1)), row(2, 3))
SPANS_A_COLUMN = tag("Table", tag("TR", tag("TD", 0, span=(1, 2))), row(2, 3))


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        pytest.param([tag("Table", row(1, 0), row(2, 3))], "cells of its tags are out of order", id="cells-swapped"),
        pytest.param([tag("Table", row(2, 3), row(0, 1))], "rows of its tags are out of order", id="rows-reversed"),
        pytest.param([tag("Table", row(0, 1, 2, 3))], "drawn in several rows", id="one-row"),
        pytest.param([tag("Table", tag("TR", tag("TD", 0, 2), tag("TD", 1, 3)))], "several drawn", id="over-two-rows"),
        pytest.param([tag("Table", tag("TR", tag("TD", 0, 1, 2, 3)))], "several drawn", id="all-in-one-cell"),
        pytest.param([tag("Table", row(0, 1), row(2))], "without any tag", id="a-cell-left-out"),
        pytest.param([tag("Table", row(0, 1), row(2)), tag("P", 3)], "outside it", id="a-cell-as-a-paragraph"),
        pytest.param([tag("Table", tag("P", 0, 1), tag("P", 2, 3))], "without rows", id="no-rows"),
        pytest.param([tag("Table", row(0, 1), tag("TD", 2), tag("TD", 3))], "outside them", id="cells-in-no-row"),
        pytest.param([SPANS_A_ROW], "spanning rows that are drawn apart", id="spans-another-row"),
    ],
)
def test_where_tags_lie_the_drawn_table_stands_and_a_remark_says_why(tree: Sequence[Tag], reason: str) -> None:
    found = drawn(2, 2)
    tables, [remark] = choose(SQUARE, tree, found)
    assert tables == (found,)
    assert remark.code == "tags-disagree"
    assert remark.detail.startswith("page 1: ")
    assert reason in remark.detail
    assert remark.words.text == "Cell 0"


def test_a_span_over_a_column_that_is_drawn_by_itself_is_a_lie() -> None:
    found = drawn(2, 2)
    tables, [remark] = choose(grid_runs((0,), (2, 3)), SPANS_A_COLUMN, found)
    assert tables == (found,)
    assert "spanning columns that are drawn apart" in remark.detail


def test_several_tagged_rows_in_one_drawn_row_are_a_lie() -> None:
    """Some programs tag each line of a cell as a row of its own."""
    runs = [text_in(0, 0, 0), text_in(1, 0, 1), text_in(0, 0, 2, down=12), text_in(1, 0, 3, down=12)]
    found = drawn(1, 2)
    tables, [remark] = choose(runs, tag("Table", row(0, 1), row(2, 3)), found)
    assert tables == (found,)
    assert "several cells of its tags lie in one drawn cell" in remark.detail


def test_a_part_of_the_table_outside_the_drawn_one_is_a_lie_unless_its_text_stands_in_rows() -> None:
    tree = tag("Table", row(0, 1), row(2, 3), row(4, 5))
    found = drawn(2, 2)
    [table], remarks = choose(grid_runs((0, 1), (2, 3), (4, 5)), tree, found)
    assert (table.row_count, table.column_count, remarks) == (3, 2, ())
    astray = [*SQUARE, text_in(1, 2, 4), text_in(0, 2, 5)]
    tables, [remark] = choose(astray, tree, found)
    assert tables == (found,)
    assert "outside the drawn table" in remark.detail


@pytest.mark.parametrize(
    "tree", [tag("Table", None, row(2, 3)), tag("Table", row(2, 3), earlier=True)], ids=["by-number", "by-what-it-cuts"]
)
def test_a_header_row_printed_again_as_no_content_is_a_header(tree: Tag) -> None:
    runs = grid_runs((None, None), (2, 3))
    runs += [text_in(column, 0, REPEATED, f"Head {column}") for column in range(2)]
    [table], remarks = choose(runs, tree, drawn(2, 2))
    assert (headers(table), remarks) == ([(0, 0), (0, 1)], ())


def test_a_row_that_nothing_is_known_of_is_no_header() -> None:
    runs = [text_in(0, 0, IN_A_FORM), text_in(1, 0, IN_A_FORM), *grid_runs((None, None), (2, 3))]
    [table], remarks = choose(runs, tag("Table", None, row(2, 3), earlier=True), drawn(2, 2))
    assert (headers(table), remarks) == ([], ())


def test_what_is_no_content_over_a_table_that_begins_here_is_no_header() -> None:
    runs = grid_runs((None, None), (2, 3))
    runs += [text_in(column, 0, REPEATED) for column in range(2)]
    [table], _ = choose(runs, tag("Table", row(2, 3)), drawn(2, 2))
    assert headers(table) == []


def cells(*mcids: int, earlier: Sequence[int] = (), later: Sequence[int] = (), kind: str = "TD") -> Tag:
    return tag("TR", *(tag(kind, mcid, earlier=mcid in earlier, later=mcid in later) for mcid in mcids))


@pytest.mark.parametrize(
    ("rows", "marks"),
    [
        pytest.param([cells(0, 1), cells(2, 3)], "../..", id="whole"),
        pytest.param([cells(0, 1, earlier=[1]), cells(2, 3)], ".^/..", id="goes-on-from-the-page-before"),
        pytest.param([cells(0, 1), cells(2, 3, later=[2])], "../v.", id="goes-on-on-the-next"),
        pytest.param(
            [cells(0, 1, later=[0, 1], kind="TH"), cells(2, 3, later=[3])], "../.v", id="header-printed-again-there"
        ),
        pytest.param(
            [cells(0, 1, earlier=[0, 1], kind="TH"), cells(2, 3, earlier=[2, 3])], "../^^", id="header-printed-again"
        ),
        pytest.param(
            [cells(0, 1, earlier=[0, 1]), None, None, cells(2, 3)], "../..", id="rows-of-the-page-before-between"
        ),
        pytest.param([cells(0, 1, earlier=[0, 1], kind="TH"), cells(2, 3)], "../..", id="cut-between-rows"),
    ],
)
def test_cells_that_a_page_cuts_are_marked(rows: Sequence[Tag | None], marks: str) -> None:
    [table], remarks = choose(SQUARE, tag("Table", *rows, earlier=True, later=True), drawn(2, 2))
    assert (cut(table), remarks) == (marks, ())


def test_a_cell_that_spans_rows_of_the_next_page_is_cut() -> None:
    spanning = tag("TR", tag("TD", 2, span=(3, 1)), tag("TD", 3))
    [table], _ = choose(SQUARE, tag("Table", row(0, 1), spanning, None, None, later=True), drawn(2, 2))
    assert cut(table) == "../v."
    [table], _ = choose(SQUARE, tag("Table", row(0, 1), spanning, None, None), drawn(2, 2))
    assert cut(table) == "../.."


def test_a_cell_that_spans_from_the_page_before_goes_on_beside_the_first_row() -> None:
    """It is told of in a row of its own, whose other cells stand on the page before."""
    spanning = tag("TR", tag("TD", 0, span=(2, 1), earlier=True), None, earlier=True)
    tree = tag("Table", spanning, row(1), row(2, 3), earlier=True)
    [table], remarks = choose(SQUARE, tree, drawn(2, 2))
    assert (cut(table), remarks) == ("^./..", ())


def places(table: FoundTable) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


def test_a_table_that_only_its_tags_tell_of_is_made_from_where_its_text_stands() -> None:
    tree = tag("Table", row(0, 1, kind="TH"), row(2, 3))
    [table], remarks = choose(SQUARE, tree)
    assert (table.evidence, places(table)) == (Evidence.TAGS, [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)])
    assert (headers(table), remarks) == ([(0, 0), (0, 1)], ())
    for cell, one in zip(table.cells, SQUARE, strict=True):
        assert cell.box[0] < one.box[0] < one.box[2] < cell.box[2]
        assert cell.box[1] < one.box[1] < one.box[3] < cell.box[3]
    assert table.column_edges == (table.box[0], table.cells[1].box[0], table.box[2])


def test_empty_cells_and_spans_of_a_table_that_is_not_drawn() -> None:
    tree = tag(
        "Table",
        tag("TR", tag("TH", 0, span=(1, 3))),
        tag("TR", tag("TD", 1, span=(2, 1)), tag("TD", 2), tag("TD", 3)),
        tag("TR", None, tag("TD", 5)),
        row(6, 7, 8),
    )
    runs = grid_runs((0,), (1, 2, 3), (None, None, 5), (6, 7, 8))
    [table], remarks = choose(runs, tree)
    assert places(table) == [
        (0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
        (3, 0, 1, 1), (3, 1, 1, 1), (3, 2, 1, 1),
    ]  # fmt: skip
    assert remarks == ()


def test_a_title_over_all_columns_does_not_widen_the_first() -> None:
    tree = tag("Table", tag("TR", tag("TH", 0, span=(1, 2))), row(2, 3))
    runs = [text_in(0, 0, 0, "Everything that the council is going to do this year"), *grid_runs((None, None), (2, 3))]
    [table], remarks = choose(runs, tree)
    assert places(table) == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert remarks == ()


@pytest.mark.parametrize(("width", "is_table"), [(24, True), (25, False)])
def test_columns_may_hardly_reach_into_one_another(width: int, is_table: bool) -> None:
    """The second column's text begins 120 points right of the first's; a character is 5 points wide."""
    runs = [text_in(0, 0, 0, "x" * width), *grid_runs((None, 1), (2, 3))]
    tables, remarks = choose(runs, tag("Table", row(0, 1), row(2, 3)))
    assert (len(tables), len(remarks)) == (int(is_table), int(not is_table))


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param([tag("Table", row(1, 0), row(2, 3))], id="cells-swapped"),
        pytest.param([tag("Table", row(2, 3), row(0, 1))], id="rows-reversed"),
        pytest.param([tag("Table", row(0, 3), row(1, 2))], id="rows-mixed"),
        pytest.param([tag("Table", row(0, 1), row(2)), tag("P", 3)], id="another-element-in-it"),
        pytest.param([tag("Table", row(0, 1), tag("TR", tag("TD", 2, span=(1, 2)), tag("TD", 3)))], id="spans-too-far"),
    ],
)
def test_no_table_is_made_from_tags_whose_text_stands_otherwise(tree: Sequence[Tag]) -> None:
    runs = [*SQUARE, text_in(0.5, 1, 3, "beside")] if len(tree) > 1 else SQUARE
    tables, [remark] = choose(runs, tree)
    assert tables == ()
    assert "does not stand in its rows and columns" in remark.detail


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(tag("Table", row(0), row(2)), id="one-column"),
        pytest.param(tag("Table", row(0, 1)), id="one-row"),
        pytest.param(tag("Table", row(0, 1), tag("TR", tag("TD", tag("Table", row(2, 3))))), id="a-table-in-it"),
    ],
)
def test_tables_for_the_layout_are_no_tables_and_no_lies(tree: Tag) -> None:
    assert choose(SQUARE, tree) == ((), ())


def test_one_row_of_a_longer_table_is_a_table() -> None:
    [table], _ = choose(grid_runs((0, 1)), tag("Table", None, None, row(0, 1)))
    assert places(table) == [(0, 0, 1, 1), (0, 1, 1, 1)]


def test_tags_see_more_than_a_frame_and_than_gaps() -> None:
    tree = tag("Table", row(0, 1), row(2, 3))
    frame = drawn(2, 2)
    frame.cells = (frame.cells[0],)
    frame.cells[0].box, frame.row_count, frame.column_count = frame.box, 1, 1
    frame.column_edges = (frame.box[0], frame.box[2])
    wide = drawn(1, 2, evidence=Evidence.GAPS)
    wide.cells = tuple(wide.cells)
    for found in (frame, wide):
        [table], remarks = choose(SQUARE, tree, found)
        assert (table.evidence, table.row_count, table.column_count, remarks) == (Evidence.TAGS, 2, 2, ())


def test_a_drawn_table_inside_a_cell_of_one_that_is_not_drawn_is_in_that_cell() -> None:
    tree = tag("Table", row(0, 1), row(2, 3))
    wide = text_in(1, 0, 1, "A longer text beside it")
    runs = [*grid_runs((0,), (2,)), wide, text_in(1, 1, 3), run("Key", LEFT + WIDTH + 40, 100 + HEIGHT + 15)]
    box = (LEFT + WIDTH + 38, 100 + HEIGHT + 4, LEFT + WIDTH + 70, 100 + HEIGHT + 20)
    small = drawn(1, 1)
    small.box = small.cells[0].box = box
    small.column_edges = (box[0], box[2])
    [table], remarks = choose(runs, tree, small)
    assert [cell.inner for cell in table.cells] == [(), (), (), (small,)]
    assert remarks == ()


def moved(table: FoundTable, across: float, down: float) -> FoundTable:
    for cell in table.cells:
        left, top, right, bottom = cell.box
        cell.box = (left + across, top + down, right + across, bottom + down)
    left, top, right, bottom = table.box
    table.box = (left + across, top + down, right + across, bottom + down)
    table.column_edges = tuple(edge + across for edge in table.column_edges)
    return table


def test_drawn_tables_beside_and_below_one_only_told_of_stand_with_it() -> None:
    beside, below = moved(drawn(2, 2), 260, 0), moved(drawn(2, 2), 0, 90)
    tables, remarks = choose(SQUARE, tag("Table", row(0, 1), row(2, 3)), beside, below)
    assert {table.evidence for table in tables} == {Evidence.TAGS, Evidence.RULED}
    assert [table for table in tables if table.evidence is Evidence.RULED] == [beside, below]
    assert all(not cell.inner for table in tables for cell in table.cells)
    assert remarks == ()


def test_what_the_page_does_not_show_is_not_looked_at() -> None:
    hidden = text_in(3, 5, 0)
    hidden.shown = Shown.INVISIBLE
    [table], remarks = choose([*SQUARE, hidden], tag("Table", row(0, 1), row(2, 3)), drawn(2, 2))
    assert (table.evidence, remarks) == (Evidence.TAGS, ())


def test_what_is_no_cell_in_a_row_is_the_tables_own() -> None:
    tree = tag("Table", tag("TR", tag("Span", 9), tag("TD", 0), tag("TD", 1)), row(2, 3))
    [table], remarks = choose([*SQUARE, text_in(0, 0, 9, "*", down=12)], tree, drawn(2, 2))
    assert (table.evidence, remarks) == (Evidence.TAGS, ())


def test_a_drawn_table_that_lies_over_one_only_told_of_stands() -> None:
    tree = tag("Table", row(0, 1), row(2, 3))
    other = drawn(1, 1)
    other.box = other.cells[0].box = (LEFT + 40, 60.0, LEFT + 120, 180.0)
    other.column_edges = (LEFT + 40, LEFT + 120)
    tables, [remark] = choose(SQUARE, tree, other)
    assert tables == (other,)
    assert "another table" in remark.detail


def test_a_table_inside_a_drawn_cell_is_compared_with_the_one_drawn_there() -> None:
    runs = [*grid_runs((0, 1), (2,))]
    inner_runs = [run(f"In {number}", LEFT + WIDTH + x, 100 + HEIGHT + y, 6, mcid=number)
                  for number, x, y in ((10, 5, 12), (11, 60, 12), (12, 5, 30), (13, 60, 30))]  # fmt: skip
    inner = tag("Table", row(10, 11, kind="TH"), row(12, 13))
    tree = tag("Table", row(0, 1), tag("TR", tag("TD", 2), tag("TD", inner)))
    found = drawn(2, 2)
    small = drawn(2, 2)
    left, top = LEFT + WIDTH, 100 + HEIGHT
    for cell in small.cells:
        x, y = left + 60 * cell.column, top + 20 * cell.row
        cell.box = (x, y, x + 58, y + 18)
    small.box, small.column_edges = (left, top, left + 118, top + 38), (left, left + 60, left + 118)
    for drawn_inner in ((small,), ()):
        found.cells[3].inner = drawn_inner
        [table], remarks = choose([*runs, *inner_runs], tree, found)
        [nested] = table.cells[3].inner
        assert (nested.evidence, headers(nested), remarks) == (Evidence.TAGS, [(0, 0), (0, 1)], ())


def test_tables_that_touch_are_cut_apart_where_the_tags_part_them() -> None:
    runs = grid_runs((0,), (1,), (2, 3, 4), (5, 6, 7))
    found = drawn(4, 3, [(0, 0, 1, 3), (1, 0, 1, 3)])
    trees = [tag("Table", row(0), row(1)), tag("Table", row(2, 3, 4, kind="TH"), row(5, 6, 7))]
    [first, second], remarks = choose(runs, trees, found)
    assert (first.row_count, first.column_count, places(first)) == (2, 1, [(0, 0, 1, 1), (1, 0, 1, 1)])
    assert (second.row_count, second.column_count, headers(second)) == (2, 3, [(0, 0), (0, 1), (0, 2)])
    assert (first.box[3], second.box[1]) == (180.0, 180.0)
    assert remarks == ()


def test_tagged_tables_mixed_in_one_drawn_one_are_a_lie() -> None:
    found = drawn(3, 2)
    trees = [tag("Table", row(0, 1), row(4, 5)), tag("Table", row(2, 3))]
    tables, remarks = choose(grid_runs((0, 1), (2, 3), (4, 5)), trees, found)
    assert tables == (found,)
    assert ["mixed" in remark.detail for remark in remarks] == [True, True]


def test_tagged_tables_that_share_a_drawn_cell_are_a_lie() -> None:
    found = drawn(3, 2, [(0, 0, 2, 1)])
    trees = [tag("Table", row(0, 1)), tag("Table", row(3), row(4, 5))]
    tables, remarks = choose(grid_runs((0, 1), (None, 3), (4, 5)), trees, found)
    assert tables == (found,)
    assert len(remarks) == 2


def test_one_tagged_table_may_be_drawn_as_two() -> None:
    runs = grid_runs((0, 1), (2, 3), (None, None), (4, 5), (6, 7))
    upper, lower = drawn(2, 2), drawn(2, 2)
    lower.box = (lower.box[0], 220.0, lower.box[2], 300.0)
    for cell in lower.cells:
        left, top, right, bottom = cell.box
        cell.box = (left, top + 120, right, bottom + 120)
    tables, remarks = choose(runs, tag("Table", row(0, 1), row(2, 3), row(4, 5), row(6, 7)), upper, lower)
    assert [(table.evidence, table.row_count) for table in tables] == [(Evidence.TAGS, 2), (Evidence.TAGS, 2)]
    assert remarks == ()


def test_a_table_in_a_layout_cell_is_compared_with_the_drawn_one() -> None:
    tree = tag("Table", tag("TR", tag("TD", tag("Table", row(0, 1, kind="TH"), row(2, 3))), tag("TD", 9)))
    [table], remarks = choose([*SQUARE, text_in(3, 0, 9)], tree, drawn(2, 2))
    assert (table.evidence, headers(table), remarks) == (Evidence.TAGS, [(0, 0), (0, 1)], ())


def test_a_table_tag_without_text_is_nothing() -> None:
    empty = tag("Table", tag("TR", tag("TD", 99)))
    tree = [tag("Table", row(0, 1), tag("TR", tag("TD", 2, empty), tag("TD", 3))), tag("Table", 98), tag("Table")]
    [table], remarks = choose(SQUARE, tree, drawn(2, 2))
    assert (table.evidence, remarks) == (Evidence.TAGS, ())


@pytest.mark.parametrize("span", [(1, 900), (900, 1)])
def test_absurd_spans_break_nothing(span: tuple[int, int]) -> None:
    tree = tag("Table", tag("TR", tag("TD", 0, span=span), tag("TD", 1, span=span)), row(2, 3))
    choose(SQUARE, tree, drawn(2, 2))
    choose(SQUARE, tree)


def test_a_row_that_counts_children_on_other_pages_in_thousands_is_no_table() -> None:
    cell = tag("TD", 0)
    line = tag("TR", cell)
    cell.ordinal = 100_000
    found = drawn(1, 1)
    tables, [remark] = choose(grid_runs((0,)), tag("Table", line), found)
    assert (tables, remark.code) == ((found,), "tags-disagree")
