"""Lines that were found to be one paragraph, as the words of a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
        if runs:
            runs.append(replace(runs[-1], text=glue.value))
        runs.extend(entry.words.runs)
    return Words(tuple(runs))


def make_block(lines: Sequence[Glued], place: Place, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """Return a block of lines; its place is the box around them."""
    box = join_boxes([entry.line.box for _, entry in lines])
    at = Place(place.page, box, place.line, place.table, place.row, place.cell, place.at)
    first = lines[0][1]
    if first.mark is None:
        return Block(kind, join_words(lines), place=at)
    return Block(BlockKind.ITEM, join_words(lines), marker=first.mark.text, place=at)
