"""Lines that were found to be one paragraph, as the words of a block."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Block, BlockKind
from parsers.formats.pdf.flow.lines import join_boxes
from parsers.formats.pdf.flow.marks import Entry
from parsers.formats.pdf.flow.paragraphs import Glue
from parsers.words import Place, Run, Words

Glued = tuple[Glue, Entry]


def join_words(lines: Sequence[Glued]) -> Words:
    """Return the words of lines, each behind its glue; the glue stands in the place of what is before it."""
    if len(lines) == 1:
        return lines[0][1].words
    runs: list[Run] = []
    for glue, entry in lines:
        if runs and glue.value:
            runs.append(Run(glue.value, runs[-1].place, runs[-1].style))
        runs.extend(entry.words.runs)
    return Words(tuple(runs))


def make_block(lines: Sequence[Glued], place: Place, level: int = 0, list_id: int | None = None) -> Block:
    """Return a block of lines, an item where the first has a mark; its place is the box around them."""
    box = join_boxes([entry.line.box for _, entry in lines])
    at = Place(place.page, box, place.line, place.table, place.row, place.cell, place.at)
    first = lines[0][1]
    if first.mark is None:
        return Block(BlockKind.PARAGRAPH, join_words(lines), place=at)
    return Block(BlockKind.ITEM, join_words(lines), level, first.mark.text, list_id, first.mark.colour, place=at)
