"""A grid with one printed cell is text; a table's blank last columns are no columns."""

from __future__ import annotations

from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.repair.lone_cells import free_lone_cells, trim
from parsers.words import Place, Words


def cell(row: int, column: int, text: str = "", *, span: int = 1, fill: str | None = None) -> Cell:
    blocks = (Block(BlockKind.PARAGRAPH, Words.of(text)),) if text else ()
    return Cell(row, column, blocks, column_span=span, fill=fill)


def freed(*blocks: Block | Table) -> list[type]:
    return [type(block) for block in free_lone_cells(Document("plan.txt", "text/plain", blocks)).blocks]


ALONE = Table((cell(0, 0, "Our plan"), cell(0, 1)), 1, 2)
PLAN = Table((cell(0, 0, "Action"), cell(0, 1, "Lead"), cell(1, 0, "Dig"), cell(1, 1, "Head of IT")), 2, 2)


def test_a_grid_with_one_printed_cell_is_text() -> None:
    assert freed(ALONE) == [Block]


def test_a_table_stays_a_table() -> None:
    assert freed(PLAN) == [Table]


def test_a_coloured_cell_keeps_its_table() -> None:
    assert freed(Table((cell(0, 0, "Done"), cell(0, 1, fill="00aa00")), 1, 2)) == [Table]


def test_a_lone_cell_to_the_right_carries_on_the_table_above() -> None:
    lower = Table((cell(0, 0), cell(0, 1, "and Leisure")), 1, 2)
    assert freed(PLAN, lower) == [Table, Table]
    assert freed(Block(BlockKind.PARAGRAPH, Words.of("Hello")), lower) == [Block, Block]


def test_blank_last_columns_are_cut_off() -> None:
    table = Table((cell(0, 0, "Action", span=3), cell(1, 0, "Dig"), cell(1, 1, "May"), cell(1, 2)), 2, 3)
    trimmed = trim(table)
    assert trimmed.column_count == 2
    assert [(c.text, c.column_span) for c in trimmed.cells] == [("Action", 2), ("Dig", 1), ("May", 1)]


def test_blank_columns_in_the_middle_stay() -> None:
    table = Table((cell(0, 0, "Action"), cell(0, 1), cell(0, 2, "Lead")), 1, 3)
    assert trim(table) == table


def placed(page: int, *cells: Cell, edges: tuple[float, ...] = (40.0, 140.0, 240.0)) -> Table:
    rows = 1 + max(cell.row for cell in cells)
    place = Place(page, (edges[0], 60.0, edges[-1], 90.0), table=page - 1)
    return Table(cells, rows, len(edges) - 1, place=place, column_edges=edges)


UPPER = placed(1, cell(0, 0, "Dig"), cell(0, 1, "Head of"))


def test_a_single_cell_on_the_grid_of_the_page_before_is_a_piece_of_that_table() -> None:
    assert freed(UPPER, placed(2, cell(0, 0, "a pond"), cell(0, 1))) == [Table, Table]
    assert freed(UPPER, placed(3, cell(0, 0, "a pond"), cell(0, 1))) == [Table, Block]
    assert freed(UPPER, placed(2, cell(0, 0, "a pond"), cell(0, 1), edges=(90.0, 110.0, 300.0))) == [Table, Block]


def test_columns_whose_edges_are_known_stay_though_blank() -> None:
    [table] = free_lone_cells(
        Document("plan.pdf", "application/pdf", (placed(1, cell(0, 0, "Dig"), cell(1, 0, "Fill"), cell(1, 1)),))
    ).blocks
    assert isinstance(table, Table)
    assert table.column_count == 2
