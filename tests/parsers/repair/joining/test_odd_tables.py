"""Tables as no sane program prints them (gaps, overlaps, spans that leave the grid) lose no word and raise nothing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Block, BlockKind, Cell, Document, Remark, Table
from parsers.repair import repair
from parsers.repair.joining.rows import rejoin_rows
from parsers.repair.joining.tables import rejoin_tables
from parsers.words import NO_WORDS, Place, Words

texts = st.sampled_from(
    ["", "", "Agree the hours", "and more of it.", "1", "2", "May 2025", "No", "Lead officer", "a) x"]
)
small = st.integers(0, 3)


@st.composite
def tables(draw: st.DrawFn, page: int, *, is_placed: bool) -> Table:
    """Return a table of any cells at all on a page."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    edges = tuple(40.0 + 100.0 * column for column in range(columns + 1))
    cells = []
    for _ in range(draw(st.integers(0, 10))):
        row, column = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        box = (edges[column], 60.0 + 20 * row, edges[column] + 100, 80.0 + 20 * row)
        place = Place(page, box if is_placed else None, table=page, row=row, cell=column)
        text = draw(texts)
        blocks = (Block(BlockKind.PARAGRAPH, Words.of(text, place)),) if text else ()
        flags = draw(st.booleans()), draw(st.booleans())
        cells.append(
            Cell(row, column, blocks, 1 + draw(small), 1 + draw(small), draw(st.booleans()), None, None, *flags, place)
        )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    if not is_placed:
        return Table(tuple(cells), rows, columns)
    place = Place(page, (edges[0], 60.0, edges[-1], 60.0 + 20 * rows), table=page)
    return Table(tuple(cells), rows, columns, place=place, column_edges=edges)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return a document of a few odd tables, one a page, some in the words of a text rendition."""
    is_placed = draw(st.booleans())
    blocks: list[Block | Table] = []
    for page in range(1, 1 + draw(st.integers(1, 4))):
        blocks.append(draw(tables(page, is_placed=is_placed)))
        if draw(st.booleans()):
            blocks.append(Block(BlockKind.BREAK, NO_WORDS))
    return Document("odd.pdf", "application/pdf", tuple(blocks))


def words_of(document: Document) -> Counter[str]:
    return Counter(document.printed_text().split())


def words_told(remarks: tuple[Remark, ...]) -> Counter[str]:
    """Return the words of the headers that were left out."""
    told = (remark.detail.replace("|", " ") for remark in remarks if remark.code == "header-repeated")
    return Counter(" ".join(told).split())


@given(documents())
def test_no_word_of_an_odd_table_is_lost(document: Document) -> None:
    joined = rejoin_rows(rejoin_tables(document))
    assert words_of(joined) + words_told(joined.remarks) == words_of(document)


@given(documents())
def test_an_odd_table_ends_no_reading(document: Document) -> None:
    repair(document)
