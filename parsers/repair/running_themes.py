"""Raises the short line above each recommendation's name ("Money", over "Recommendation 2") to a heading.

Where the same words stand above several recommendations in a row they are their theme (contract, `theme`), whether set
in small type on a card or run along the head of a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.badges import is_bare_status
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.repair.mark_headings import find_label, is_label, is_recommendation_heading

MIN_RECOMMENDATIONS = 3
MIN_THEMES = 2
MAX_THEME_WORDS = 8
_THEME = re.compile(r"[A-Z][^.:;!?\d|]*")
_UPPER = 2  # the level that themes get where the document's title is the first


def raise_running_themes(document: Document) -> Document:
    """Return the document with the lines as headings, and those of the recommendations one level below them."""
    heads = [index for index, block in enumerate(document.blocks) if _names_recommendation(block)]
    lines = [_line_above(document.blocks, index) for index in heads]
    if len(heads) < MIN_RECOMMENDATIONS or not _are_themes(lines):
        return document
    blocks = list(document.blocks)
    for index, line in zip(heads, lines, strict=True):
        head = blocks[index]
        if line is not None and isinstance(head, Block):
            blocks[index - 1] = replace(line, kind=BlockKind.HEADING, level=_UPPER, layer=Layer.BODY)
            blocks[index] = replace(head, level=_UPPER + 1)
    return replace(document, blocks=tuple(blocks))


def _names_recommendation(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.HEADING and is_recommendation_heading(block)


def _line_above(blocks: Sequence[Block | Table], index: int) -> Block | None:
    """Return the block above a heading where it may be a theme's name and is no heading of the file's own."""
    line = blocks[index - 1] if index else None
    if not isinstance(line, Block) or line.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or line.level:
        return None
    text = line.text.strip()
    is_short = _THEME.fullmatch(text) is not None and len(text.split()) <= MAX_THEME_WORDS
    return line if is_short and find_label(text) is None and not is_bare_status(text) else None


def _are_themes(lines: Sequence[Block | None]) -> bool:
    """Say whether every recommendation has such a line, and the lines name few themes, one after another."""
    texts = [line.text.strip().casefold() for line in lines if line is not None]
    in_turn = 1 + sum(above != below for above, below in pairwise(texts))
    if len(texts) < len(lines) or all(map(is_label, texts)):
        return False
    return MIN_THEMES <= len(set(texts)) == in_turn < len(lines)
