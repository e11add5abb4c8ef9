"""Parts the headings of an earlier challenge's recommendations from the text that a plain text prints right below them.

"2021 Recommendation 3: Open up data" and, on the next line, what has become of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.earlier import DATED
from parsers.repair.running_on import ends_sentence, runs_on_into

MAX_HEADING_LINES = 3
_LINE = re.compile(r"\n")


def part_dated(document: Document) -> Document:
    """Return the document with each such heading as a block of its own."""
    return replace(document, blocks=tuple(part for block in document.blocks for part in _parts(block)))


def _parts(block: Block | Table) -> Iterator[Block | Table]:
    end = _heading_end(block) if isinstance(block, Block) else 0
    if not end or isinstance(block, Table):
        yield block
        return
    yield replace(block, kind=BlockKind.HEADING, level=0, words=block.words[:end].fold())
    yield replace(block, words=block.words[end:].strip())


def _heading_end(block: Block) -> int:
    """Return where the heading that a paragraph begins with ends, 0 where it begins with none or is no more."""
    text = block.words.text
    front = DATED.match(text) if block.kind is BlockKind.PARAGRAPH and block.layer is Layer.BODY else None
    if front is None or read_recommendation_number(text[front.end() :]) is None:
        return 0
    for count, cut in enumerate(_LINE.finditer(text), 1):
        above, below = text[: cut.start()].rstrip(), text[cut.end() :].lstrip()
        if count > MAX_HEADING_LINES or ends_sentence(above):
            return 0
        if not runs_on_into(above, below):
            return cut.start()
    return 0
