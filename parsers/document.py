"""The format-neutral document: blocks and tables in reading order, every run of text in its place.

It carries what PDF, Word, slides, sheets and web pages print, and says nothing of what it means. `str(document)` prints
it as text; that print is what `document.txt` beside each fixture holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from parsers.headers import Header
from parsers.joints import Joint
from parsers.words import NO_WORDS, NOWHERE, Place, Words, join


class Layer(StrEnum):
    """What a block is to the page. Only the body is read for records; nothing is thrown away."""

    BODY = "body"
    FURNITURE = "furniture"  # running headers and footers, page numbers, contents pages, navigation
    NOTE = "note"  # footnotes and end notes


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one entry of a list
    SHAPE = "shape"  # a drawn or pictured thing that carries a colour or a text of its own (a RAG dot)
    BREAK = "break"  # a page, slide or sheet ends here; `words` is empty


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item. `lines` keeps line ends as printed: `words` holds them as "\\n".

    `level` is a heading's level (1–6; 0 where only its look says that it is one) or a list item's depth (from 0).
    `marker` is a list item's printed or computed marker ("1.", "b)", "•", "✓"), a heading's number or a break's
    printed separator; it is not part of `words`;
    `list_id` tells lists apart. `fill` is the colour (`rrggbb`) behind the block or inside the shape. `label`: what the
    block is the label of, where the document's own use of its words tells that; `label_end`: how many of its characters
    are the label where others stand behind it, 0 where nothing but its place is.
    """

    kind: BlockKind
    words: Words
    level: int = 0
    marker: str | None = None
    list_id: int | None = None
    fill: str | None = None
    layer: Layer = Layer.BODY
    place: Place = NOWHERE
    label: Header | None = None
    label_end: int | None = None

    @property
    def text(self) -> str:
        return self.words.text

    def __str__(self) -> str:
        text = self.text.replace("\n", " ⏎ ")
        match self.kind:
            case BlockKind.HEADING:
                line = f"{'#' * max(1, self.level)} {text}"
            case BlockKind.ITEM:
                line = f"{'  ' * self.level}{self.marker or '-'} {text}"
            case BlockKind.BREAK:
                line = "-----"
            case BlockKind.SHAPE:
                line = f"[{text or 'shape'}]"
            case BlockKind.PARAGRAPH:
                line = f"**{text}**" if self.words.is_bold() else text
        fill = f" {{{self.fill}}}" if self.fill else ""
        layer = "" if self.layer is Layer.BODY else f" ({self.layer})"
        return line + fill + layer


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its upper left grid position, its spans, and what is printed in it.

    `is_header`: the file itself marks it as a header. `value` is a typed value the file keeps beside the printed one (a
    spreadsheet's date). `cut_above`, `cut_below`: its border is open there because a page ends. `text` is that of all
    its blocks, one line a block, kept because it is asked for many times.
    """

    row: int
    column: int
    blocks: tuple[Block | Table, ...] = ()
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    fill: str | None = None
    value: date | datetime | float | None = None
    cut_above: bool = False
    cut_below: bool = False
    place: Place = NOWHERE
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.blocks) == 1 and isinstance(self.blocks[0], Block):  # as most: asked for every cell of a document
            text = self.blocks[0].words.text
        else:
            text = "\n".join([text for block in self.iter_blocks() if (text := block.text)])
        object.__setattr__(self, "text", text)

    def at_row(self, row: int) -> Cell:
        """Return the cell as it is, in another row."""
        if row == self.row:
            return self
        return Cell(
            row,
            self.column,
            self.blocks,
            self.row_span,
            self.column_span,
            self.is_header,
            self.fill,
            self.value,
            self.cut_above,
            self.cut_below,
            self.place,
        )

    @property
    def words(self) -> Words:
        """All that is printed in the cell, markers left out, one line a block."""
        if len(self.blocks) == 1 and isinstance(self.blocks[0], Block):
            return self.blocks[0].words if self.text else NO_WORDS
        return join([block.words for block in self.iter_blocks()], "\n")

    def iter_blocks(self) -> Iterator[Block]:
        """Yield the cell's blocks, those of nested tables too, in reading order."""
        for block in self.blocks:
            if isinstance(block, Table):
                for cell in block.cells:
                    yield from cell.iter_blocks()
            else:
                yield block


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in row order. A grid position that no cell covers is not printed.

    `header_rows`: how many first rows are headers, where the file or `repair` says so; None where nobody knows yet.
    """

    cells: tuple[Cell, ...]
    row_count: int
    column_count: int
    header_rows: int | None = None
    layer: Layer = Layer.BODY
    place: Place = NOWHERE
    column_edges: tuple[float, ...] = field(default=(), compare=False)
    _rows: tuple[tuple[Cell, ...], ...] | None = field(init=False, default=None, compare=False, repr=False)

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells that begin in each row, in column order; they are kept, as every step asks for them."""
        if self._rows is None:
            object.__setattr__(self, "_rows", self._read_rows())
        return self._rows or ()

    def _read_rows(self) -> tuple[tuple[Cell, ...], ...]:
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            row = rows[cell.row]
            row.append(cell)
            if len(row) > 1 and row[-2].column > cell.column:
                row.sort(key=_column)
        return tuple(map(tuple, rows))

    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Return for each grid position the cell that covers it, or None."""
        grid: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.row_count)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.column_count)):
                    grid[row][column] = cell
        return tuple(map(tuple, grid))

    def __str__(self) -> str:
        lines = [f"<table {self.row_count}x{self.column_count}>"]
        for number, row in enumerate(self.rows()):
            lines.append(f"<row {number}>")
            lines.extend(_print_cell(cell) for cell in row)
        return "\n".join((*lines, "</table>"))


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader or a repair has to say about the file: an issue to be. `code` is one of issues.csv."""

    code: str
    detail: str
    words: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Document:
    """One document as printed.

    `pages` is None where the format has none; `hints` are the file's own properties, never values. `joints`: where
    printing may have cut something, and what `repair` decided there.
    """

    name: str
    media_type: str
    blocks: tuple[Block | Table, ...]
    pages: int | None = None
    hints: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    joints: tuple[Joint, ...] = field(default=(), compare=False)

    def iter_blocks(self) -> Iterator[Block]:
        """Yield every block, those inside table cells too, in reading order."""
        for block in self.blocks:
            if isinstance(block, Table):
                for cell in block.cells:
                    yield from cell.iter_blocks()
            else:
                yield block

    def printed_text(self) -> str:
        """Return all printed words of the document, one line a block."""
        return "\n".join(block.text for block in self.iter_blocks() if block.text)

    def __str__(self) -> str:
        return "\n".join(str(block) for block in self.blocks) + "\n"


def _column(cell: Cell) -> int:
    return cell.column


def _print_cell(cell: Cell) -> str:
    spans = "".join(
        f" {name}={span}" for name, span in (("rows", cell.row_span), ("columns", cell.column_span)) if span > 1
    )
    marks = (" header" if cell.is_header else "") + (f" fill={cell.fill}" if cell.fill else "")
    inside = "\n".join("    " + line for block in cell.blocks for line in str(block).splitlines())
    head = f"  <cell {cell.column}{spans}{marks}>"
    return f"{head}\n{inside}" if inside else head
