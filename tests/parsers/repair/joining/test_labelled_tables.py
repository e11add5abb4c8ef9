"""Which tables over pages are one, and which only look it: cases labelled by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.document import Block, BlockKind, Document, Layer
from parsers.joints import JointKind
from parsers.repair import repair
from parsers.words import Place, Words
from tests.parsers.repair.joining.plans import tables_of, told
from tests.parsers.repair.joining.press import (
    PAGE,
    Over,
    Press,
    Row,
    Rows,
    line_of,
    print_document,
    print_pages,
    print_plan,
    rows_of,
    whole_rows,
)

WALLS = ("1", "Mend the walls", "Find out who built them and ask for the stone.", "May 2026", "Head of Parks")
PONDS = ("2", "Dig new ponds", "Choose three fields with the farmers.", "June 2026", "Head of Rivers")
OAKS = ("3", "Plant oaks", "Grow them from our own acorns.", "July 2026", "Head of Parks")
LANES = ("4", "Light the lanes", "Put up a lamp at each crossing.", "May 2027", "Head of Roads")
CUT = (
    "4",
    "Light the lanes",
    "Put up a lamp at each crossing and at each of | the bridges that children pass.",
    "May 2027",
    "Head of Roads",
)
UPPER, LOWER = (WALLS, PONDS, OAKS), (LANES, ("5", "Open the mill", "Find a miller.", "June 2027", "Head of Trade"))

HEADER: tuple[Row, ...] = Press().header


def header(*words: str) -> tuple[Row, ...]:
    return (words,)


def two_pages(upper: Press, lower: Press | None = None, *between: Block) -> Document:
    """Return a document of two printed tables, one a page, with blocks between."""
    lower = replace(lower or upper, first_page=2)
    [above] = print_pages(UPPER, upper)
    [below] = print_pages(LOWER, lower, first_table=1)
    return repair(print_document(above, *between, below))


ONE = {
    "header-not-again": Press(),
    "header-again": Press(again=HEADER),
    "header-again-with-continued": Press(
        again=header("No", "Recommendation (continued)", "What we will do", "By when", "Lead officer")
    ),
    "header-again-with-small-changes": Press(
        again=header("No.", "Recommendations", "What we will do", "By when", "Lead officers")
    ),
    "title-and-header-again": Press(
        header=((Over("Our plan for the moor", is_title=True),), *HEADER),
        again=((Over("Our plan for the moor", is_title=True),), *HEADER),
    ),
    "title-not-again": Press(header=((Over("Our plan for the moor", is_title=True),), *HEADER), again=HEADER),
    "title-continued": Press(
        header=((Over("Our plan for the moor", is_title=True),), *HEADER),
        again=((Over("Our plan for the moor (cont’d)", is_title=True),), *HEADER),
    ),
    "pages-to-be-bound": Press(shift=14.0),
    "columns-by-their-text": Press(inexact=5.0, again=HEADER),
    "columns-by-their-text-without-header": Press(inexact=5.0),
    "rows-not-cut": Press(room=30.0),
    "many-lines-free": Press(room=90.0, again=HEADER),
}


@pytest.mark.parametrize("press", ONE.values(), ids=ONE.keys())
@pytest.mark.parametrize("rows", [(*UPPER, PAGE, *LOWER), (*UPPER, CUT, LOWER[1])], ids=["between-rows", "in-a-row"])
def test_a_table_over_two_pages_is_one(press: Press, rows: Rows) -> None:
    document = repair(print_plan(rows, press))
    [table] = tables_of(document)
    if press.room < 60 or any(row is PAGE for row in rows):  # no program cuts a row with seven lines free
        assert rows_of(table) == whole_rows(rows, press), told(document)


@pytest.mark.parametrize(
    "lower",
    [
        pytest.param(
            Press(header=header("Post", "Name", "Telephone", "Room", "Days"), is_bold=True), id="another-header"
        ),
        pytest.param(
            Press(header=header("No", "Recommendation", "What we will do in 2027/28", "By when", "Lead officer")),
            id="another-year-in-the-header",
        ),
        pytest.param(Press(widths=(30, 200, 190, 90, 110), header=()), id="other-columns"),
        pytest.param(Press(widths=(30, 150, 240, 200), header=()), id="fewer-columns"),
        pytest.param(
            Press(
                header=(
                    (Over("Our plan for the town", is_title=True),),
                    *header("No", "Advice", "Action", "Date", "Owner"),
                )
            ),
            id="another-title-and-header",
        ),
    ],
)
def test_another_table_on_the_next_page_stays_apart(lower: Press) -> None:
    lower = replace(lower, first_page=2)
    rows = tuple(cells[: len(lower.widths)] for cells in LOWER)
    [above] = print_pages(UPPER)
    [below] = print_pages(rows, lower, first_table=1)
    document = repair(print_document(above, below))
    assert len(tables_of(document)) == 2, told(document)


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH])
def test_text_between_parts_two_tables(kind: BlockKind) -> None:
    document = two_pages(Press(), Press(), line_of("What we do for the town", 2, 50, kind))
    assert len(tables_of(document)) == 2, told(document)


FURNITURE = Block(BlockKind.PARAGRAPH, Words.of("Our plan, page 1", Place(1)), layer=Layer.FURNITURE, place=Place(1))
PICTURE = Block(
    BlockKind.SHAPE, Words.of("", Place(2, (40, 60, 400, 300))), fill="2f6f4f", place=Place(2, (40, 60, 400, 300))
)
NOTE = Block(BlockKind.PARAGRAPH, Words.of("1 In March", Place(1)), layer=Layer.NOTE, place=Place(1))


@pytest.mark.parametrize(
    "between",
    [
        pytest.param((FURNITURE,), id="furniture"),
        pytest.param((NOTE,), id="footnote"),
        pytest.param((PICTURE,), id="picture"),
        pytest.param((line_of("Our plan for the moor (continued)", 2, 50),), id="a-line-that-says-so"),
        pytest.param((line_of("Table 2 – cont’d", 2, 50),), id="a-short-line-that-says-so"),
    ],
)
@pytest.mark.parametrize("again", [(), HEADER], ids=["no-header", "header"])
def test_what_is_no_text_of_its_own_parts_no_table(between: tuple[Block, ...], again: tuple[Row, ...]) -> None:
    document = two_pages(Press(), Press(header=again), *between)
    [table] = tables_of(document)
    assert [row[0] for row in rows_of(table)] == ["No", "1", "2", "3", "4", "5"]


def test_a_line_in_the_same_place_of_both_pages_parts_no_table() -> None:
    [above, below] = print_pages((*UPPER, PAGE, *LOWER))
    foot = (line_of("Tern Valley Council, page 1", 1, 800), line_of("Tern Valley Council, page 2", 2, 800))
    document = repair(print_document(above, foot[0], below, foot[1]))
    assert len(tables_of(document)) == 1, told(document)


def test_a_table_that_goes_on_below_a_picture_on_its_page_is_one() -> None:
    [above, below] = print_pages((*UPPER, PAGE, *LOWER))
    same_page = replace(
        below,
        place=below.place._replace(page=1),
        cells=tuple(replace(cell, place=cell.place._replace(page=1)) for cell in below.cells),
    )
    picture = replace(PICTURE, place=Place(1, (40, 300, 400, 500)))
    assert len(tables_of(repair(print_document(above, picture, same_page)))) == 1


@pytest.mark.parametrize("again", [(), HEADER], ids=["no-header", "header"])
def test_two_tables_on_one_page_are_two(again: tuple[Row, ...]) -> None:
    [above] = print_pages(UPPER)
    [below] = print_pages((WALLS, PONDS), Press(header=again), first_table=1)
    document = repair(print_document(above, below))
    assert len(tables_of(document)) == 2, told(document)


def test_two_tables_that_look_like_one_are_told_by_numbers_and_free_room() -> None:
    upper = Press(room=200.0)
    [above] = print_pages((WALLS, PONDS), upper)
    pages = print_pages((*UPPER, PAGE, *LOWER), Press(first_page=2), first_table=1)
    short = tuple(replace(table) for table in (above,))
    moved = replace(short[0], place=short[0].place._replace(bbox=(40, 60, 660, 240)))
    document = repair(print_document(moved, *pages))
    assert [table.row_count for table in tables_of(document)] == [3, 6], told(document)


def test_a_sub_header_at_a_page_top_is_a_row_of_the_table() -> None:
    rows = (
        ("Mend the walls", "We found the stone.", "Done", "Head of Parks"),
        ("Dig new ponds", "We chose the fields.", "Done", "Head of Rivers"),
        ("Plant oaks", "We have the acorns.", "Done", "Head of Parks"),
        PAGE,
        ("", "New actions", "Timeline", "Lead"),
        ("", "Plant the acorns.", "July 2026", "Head of Parks"),
        ("Light the lanes", "Buy the lamps.", "May 2027", "Head of Roads"),
    )
    press = Press(
        widths=(150, 240, 90, 110), header=header("Recommendation", "Actions already under way", "Status", "Lead")
    )
    document = repair(print_plan(rows, press))
    [table] = tables_of(document)
    assert rows_of(table) == whole_rows(rows, press), told(document)


def test_a_header_with_more_columns_on_the_first_page_is_no_other_grid() -> None:
    """The first page's header divides a column, so that its rows span the division; the next page knows none."""
    [above, below] = print_pages((*UPPER, PAGE, *LOWER))
    fine = replace(
        above,
        column_count=6,
        column_edges=(*above.column_edges[:4], 505.0, *above.column_edges[4:]),
        cells=tuple(
            replace(cell, column=cell.column + (cell.column > 3), column_span=2 if cell.column == 3 else 1)
            for cell in above.cells
        ),
    )
    [table] = tables_of(repair(print_document(fine, below)))
    assert table.column_count == 6
    assert {(cell.column, cell.column_span) for cell in table.cells} == {(0, 1), (1, 1), (2, 1), (3, 2), (5, 1)}
    assert rows_of(table) == whole_rows((*UPPER, *LOWER))


def test_a_header_printed_again_is_told() -> None:
    document = repair(print_plan((*UPPER, PAGE, *LOWER), Press(again=HEADER)))
    assert [remark.code for remark in document.remarks] == ["header-repeated"]


def test_a_joined_row_is_told_with_its_first_words() -> None:
    document = repair(print_plan((*UPPER, CUT, LOWER[1])))
    assert [(remark.code, remark.detail) for remark in document.remarks] == [
        ("row-rejoined", "the bridges that children pass.")
    ]


def test_every_seam_is_explained() -> None:
    document = repair(print_plan((*UPPER, CUT, LOWER[1])))
    table, row = document.joints
    assert (table.kind, row.kind) == (JointKind.TABLE, JointKind.ROW)
    assert (row.above.place.page, row.below.place.page) == (1, 2)
    assert row.above.words.startswith("4 | Light the lanes")
    assert row.score == sum(found.weight for found in row.evidence)


def test_the_pieces_of_a_joined_cell_keep_page_and_place() -> None:
    document = repair(print_plan((*UPPER, CUT, LOWER[1])))
    [table] = tables_of(document)
    action = table.rows()[4][2].words
    assert [(piece.page, piece.table, piece.row, piece.cell) for piece in action.provenance().pieces] == [
        (1, 0, 4, 2),
        (2, 1, 0, 2),
    ]
    assert all(piece.bbox is not None for piece in action.provenance().pieces)
