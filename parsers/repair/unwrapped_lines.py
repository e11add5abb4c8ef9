"""Parts the lines of a text that is not wrapped: each is a paragraph, though no blank line stands between them.

Some converters print every paragraph on a line of its own and nothing between. Such a text shows by its long lines:
they end sentences, where lines that the width cuts end anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.repair.running_on import ends_sentence, is_left_open, starts_small

LONG_LINE = 90  # characters: about as wide as text is wrapped
MIN_LONG_LINES = 4
MIN_SHARE = 0.85  # of the long lines end sentences
_PLAIN = "text/plain"


def part_unwrapped(document: Document) -> Document:
    """Return a plain text with each line a block where it is not wrapped; any other document as it is."""
    if document.media_type != _PLAIN or not is_unwrapped(document):
        return document
    return replace(document, blocks=tuple(part for block in document.blocks for part in _parts(block)))


def is_unwrapped(document: Document) -> bool:
    """Say whether the long lines of paragraphs that hold several end sentences, and so no line is cut by its width."""
    several = (b.text for b in document.blocks if isinstance(b, Block) and _is_text(b) and "\n" in b.text)
    long = [line for text in several for line in text.split("\n") if len(line) >= LONG_LINE]
    return len(long) >= MIN_LONG_LINES and sum(map(ends_sentence, long)) >= MIN_SHARE * len(long)


def _is_text(block: Block | Table) -> bool:
    return (
        isinstance(block, Block) and block.layer is Layer.BODY and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
    )


def _parts(block: Block | Table) -> Iterator[Block | Table]:
    """Yield the lines of a block as blocks, a line that runs on with its own; only the first can be an item."""
    if isinstance(block, Table) or not _is_text(block) or "\n" not in block.text:
        yield block
        return
    text = block.text
    begins = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    starts = [begin for above, begin in pairwise(begins) if _ends(text[above:begin], text[begin:])]
    for start, end in pairwise([0, *starts, len(text)]):
        words = block.words[start:end].strip()
        if start == 0:
            yield replace(block, words=words)
        elif words:
            yield Block(BlockKind.PARAGRAPH, words, place=block.place)


def _ends(line: str, behind: str) -> bool:
    """Say whether a line ends a paragraph: neither does it end open, nor does the next one begin small."""
    if read_recommendation_number(behind) is not None:
        return True
    return not is_left_open(line) and not starts_small(behind)
