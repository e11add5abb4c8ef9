"""Parts a cell's lines where each is a time of its own: three dates under one another are three, not one long line.

A page does not say whether a line ends because its words end or because the cell does. Where the lines read one by one
say just what all of them together do, they are lines that somebody set. Owners are left as they are: "Executive
Director" over "Place and Growth" is one post, and looks like two.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from normalise.when import may_hold_time, read_timeline_cell
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.words import Place, Run, Words, join

MAX_LINES = 40
MAX_LINE_CHARACTERS = 80


def part_value_lines(document: Document) -> Document:
    """Return the document with a line end between the values of each cell that holds nothing but a value a line."""
    blocks = (_parted(block) if isinstance(block, Table) and _is_body(block) else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _is_body(table: Table) -> bool:
    return table.layer is Layer.BODY and table.place.bbox is not None


def _parted(table: Table) -> Table:
    return replace(table, cells=tuple(map(_parted_cell, table.cells)))


def _parted_cell(cell: Cell) -> Cell:
    if len(cell.blocks) != 1 or cell.is_header:
        return cell
    [block] = cell.blocks
    if not isinstance(block, Block) or block.kind is not BlockKind.PARAGRAPH:
        return cell
    if len(block.words.runs) < 2 or "\n" in block.text:
        return cell
    if not may_hold_time(_first_line(block.words)):  # as in most cells of prose
        return cell
    lines = _printed_lines(block.words)
    texts = tuple(["".join([run.text for run in line]).strip() for line in lines])
    if not 2 <= len(texts) <= MAX_LINES or not all(0 < len(text) <= MAX_LINE_CHARACTERS for text in texts):
        return cell
    if not _are_times(texts):
        return cell
    words = join([Words(tuple(line)).strip() for line in lines], "\n")
    return replace(cell, blocks=(replace(block, words=words),))


def _first_line(words: Words) -> str:
    """Return the text of the first printed line where others follow, else ""."""
    line = _line_of(words.runs[0].place)
    for index, run in enumerate(words.runs):
        if run.place is not words.runs[0].place and _line_of(run.place) != line:
            return "".join([run.text for run in words.runs[:index]])
    return ""


def _printed_lines(words: Words) -> list[list[Run]]:
    """Return the runs that stand on one line of a page, line by line; places know where these are."""
    return [list(runs) for _, runs in groupby(words.runs, key=lambda run: _line_of(run.place))]


def _line_of(place: Place) -> tuple[int | None, float | None]:
    return place.page, round(place.bbox[3], 1) if place.bbox else None


@lru_cache(maxsize=1024)  # the cells of a column print the same few times
def _are_times(texts: tuple[str, ...]) -> bool:
    """Say whether lines are times, each the one that it is where all are read together."""
    if not all(map(may_hold_time, texts)):
        return False
    lines = []
    for text in texts:  # One line that is none decides, which most cells of prose have first.
        read = read_timeline_cell(text)
        if len(read.found) != 1 or read.notes:
            return False
        [found] = read.found
        if found.value.kind in ("unresolved", "event") or found.value.label:
            return False
        if (text[: found.start] + text[found.end :]).strip(" .,;"):
            return False
        lines.append((found.value.kind, found.value.edtf))
    whole = read_timeline_cell(" ".join(texts)).found
    return [(found.value.kind, found.value.edtf) for found in whole] == lines
