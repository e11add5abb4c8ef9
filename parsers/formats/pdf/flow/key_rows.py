"""Keys to colours printed on one line: a dot and what it means, the next dot and what that means.

The words are no sentence; each entry is a block of its own behind its dot, as `dot_keys` reads them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.document import Block, BlockKind, Table
from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.flow.shapes import make_shape
from parsers.formats.pdf.page import Fill, TextRun
from parsers.words import Place

MIN_ENTRIES = 2
_TOUCHING = 1.0  # points: a dot may reach into the words' box by so much


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A line that is parted by dots: each with its dot, and the line as printed."""

    line: Line
    entries: tuple[tuple[Fill, Line], ...]

    def blocks(self, page: int) -> list[Block]:
        """Return each dot and the words behind it, in printed order."""
        found: list[Block] = []
        for fill, line in self.entries:
            place = Place(page, line.box)
            found += [make_shape(fill, place), Block(BlockKind.PARAGRAPH, line.words(Place(page)), place=place)]
        return found


def part_key_rows(lines: Sequence[Line], shapes: Sequence[Fill]) -> tuple[list[Line], list[KeyRow]]:
    """Return the lines of a page without those that dots of different colours part, and these."""
    if len(shapes) < MIN_ENTRIES:
        return list(lines), []
    rows = {id(line): row for line in lines if (row := _read_row(line, shapes)) is not None}
    return [line for line in lines if id(line) not in rows], list(rows.values())


def put_key_rows(blocks: Sequence[Block | Table], rows: Sequence[KeyRow], page: int) -> list[Block | Table]:
    """Return the blocks with each key behind the last that ends above it."""
    put = list(blocks)
    for row in sorted(rows, key=lambda row: -row.line.baseline):
        middle = row.line.baseline - 0.3 * row.line.size
        above = [at for at, block in enumerate(put) if block.place.bbox and block.place.bbox[3] <= middle]
        put[max(above, default=-1) + 1 : max(above, default=-1) + 1] = row.blocks(page)
    return put


def _read_row(line: Line, shapes: Sequence[Fill]) -> KeyRow | None:
    """Return a line as a key where a dot stands in front of its first words and in gaps between others."""
    if line.angle:
        return None
    middle = line.baseline - 0.3 * line.size
    beside = sorted(
        (shape for shape in shapes if shape.box[1] <= middle <= shape.box[3]), key=lambda shape: shape.box[0]
    )
    if len(beside) < MIN_ENTRIES or len({shape.colour for shape in beside}) != len(beside):
        return None
    starts = [shape.box[0] for shape in beside]
    parts: list[list[TextRun]] = [[] for _ in beside]
    for run in line.runs:
        index = bisect_right(starts, run.x0 + _TOUCHING) - 1
        if index < 0 or run.x0 < beside[index].box[2] - _TOUCHING:
            return None  # words in front of the first dot, or under one
        if index + 1 < len(beside) and run.x1 > starts[index + 1] + _TOUCHING:
            return None  # a dot upon words
        parts[index].append(run)
    if not all(any(run.text.strip() for run in part) for part in parts):
        return None
    return KeyRow(line, tuple((shape, Line.of(part)) for shape, part in zip(beside, parts, strict=True)))
