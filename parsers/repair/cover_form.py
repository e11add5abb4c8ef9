"""Opens the form on the front of a committee paper: "Meeting | Cabinet", "Date | 9 June", "Wards affected | All".

Its rows are lines of the cover ("Meeting: Cabinet", "9 June"), and no labels of a plan, even where one
could be ("Lead officer").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.cover_dates import is_date
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import Role, read_header
from parsers.phrases import phrase_pattern
from parsers.words import Words, join

MAX_BLOCKS_ABOVE = 12
MIN_LABELS = 3  # that forms print
MIN_SHARE = 0.5
_OF_PLANS = frozenset((Role.ACTION, Role.PROGRESS, Role.OBJECTIVE, Role.MEASURE))

Pair = tuple[Words, Cell]


def open_cover_form(document: Document) -> Document:
    """Return the document with the rows of a form on its front as lines; other tables stay as they are."""
    body = [index for index, block in enumerate(document.blocks) if block.layer is Layer.BODY]
    first = next((index for index in body[: MAX_BLOCKS_ABOVE + 1] if isinstance(document.blocks[index], Table)), None)
    table = document.blocks[first] if first is not None else None
    if first is None or not isinstance(table, Table) or not is_cover_form(list(_pairs_of(table))):
        return document
    lines = tuple(line for row in table.rows() for line in _lines_of([cell for cell in row if cell.blocks]))
    return replace(document, blocks=(*document.blocks[:first], *lines, *document.blocks[first + 1 :]))


def is_cover_form(pairs: Sequence[Pair]) -> bool:
    """Say whether labels are those of a committee paper's front: several that only forms print, and none of a plan."""
    labels = [label.text.strip(" :?\n") for label, _ in pairs]
    known = {label.casefold() for label in labels if phrase_pattern("form_line").fullmatch(label)}
    headers = (read_header(label) for label in labels)
    if any(header is not None and header.score == 1 and header.role in _OF_PLANS for header in headers):
        return False
    return len(known) >= MIN_LABELS and len(known) >= MIN_SHARE * len(labels)


def _pairs_of(table: Table) -> Iterator[Pair]:
    """Yield each label with the cell beside it; nothing of a table whose rows are no pairs, or that holds others."""
    rows = [[cell for cell in row if cell.blocks] for row in table.rows()]
    if any(len(row) % 2 and len(row) > 1 for row in rows) or any(
        isinstance(b, Table) for c in table.cells for b in c.blocks
    ):
        return
    for row in rows:
        yield from ((row[at].words, row[at + 1]) for at in range(0, len(row) - 1, 2))


def _lines_of(row: Sequence[Cell]) -> Iterator[Block]:
    """Yield a row's pairs as lines; a cell by itself (a title across, a label with nothing beside it) as it is."""
    if len(row) == 1:
        yield from (block for block in row[0].blocks if isinstance(block, Block))
    for at in range(0, len(row) - 1, 2):
        yield _line(row[at].words, row[at + 1])


def _line(label: Words, value: Cell) -> Block:
    """Return a row as a line; what is printed as a date stands by itself, as the cell has it."""
    words = value.words if is_date(value.text) else join((label.strip(" :\n"), value.words), ": ")
    return Block(BlockKind.PARAGRAPH, words, place=value.place)
