"""Sets a cell's text in lines and boxes, every character as wide as any other."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace

from normalise.numbers import read_marker
from parsers.document import Block, BlockKind, Cell
from parsers.words import Place, Run, Style, Words

CHARACTER = 5.0  # points; so wide is each
LINE = 12.0
PADDING = 4.0
PLAIN = Style(size=10)
BOLD = Style(size=10, bold=True)


@dataclass(frozen=True)
class Line:
    """A line of a cell; `begins`: a paragraph. `indent`: characters, as an entry hangs behind its marker."""

    text: str
    marker: str | None = None
    begins: bool = True
    indent: int = 0


def wrap(text: str, width: float) -> list[Line]:
    """Return a text in the lines of a cell so many points wide; list markers begin paragraphs."""
    room = int((width - 2 * PADDING) // CHARACTER)
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        marker = read_marker(paragraph)
        head = marker.printed if marker and paragraph[marker.end :].strip() else None
        body = paragraph[marker.end :] if marker and head else paragraph
        indent = len(head) + 1 if head else 0
        wrapped = textwrap.wrap(body, max(4, room - indent), break_on_hyphens=False) or [""]
        lines += [Line(part, head if index == 0 else None, index == 0, indent) for index, part in enumerate(wrapped)]
    return lines


def make_cell(lines: list[Line], place: Place, style: Style = PLAIN) -> Cell:
    """Return the cell of some lines in the box of a place."""
    box = place.bbox
    assert box is not None
    assert place.row is not None
    assert place.cell is not None
    blocks: list[Block] = []
    for number, line in enumerate(lines):
        if not line.text:
            continue
        start = box[0] + PADDING + CHARACTER * line.indent
        left = box[0] + PADDING if line.marker else start  # the marker's box is the first line's
        top = box[1] + PADDING + number * LINE
        right = start + CHARACTER * len(line.text)
        at = place._replace(bbox=(left, top + 1, right, top + LINE - 1))
        run = Run(line.text, at, style)
        if line.begins or not blocks:
            kind = BlockKind.ITEM if line.marker else BlockKind.PARAGRAPH
            blocks.append(Block(kind, Words((run,)), marker=line.marker, place=at))
        else:
            last = blocks[-1]
            glue = Run(" ", last.words.runs[-1].place, style)
            blocks[-1] = replace(last, words=Words((*last.words.runs, glue, run)))
    return Cell(place.row, place.cell, tuple(blocks), place=place)
