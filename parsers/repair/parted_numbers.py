"""Joins a recommendation's name to a number that is printed on a line of its own: "Recommendation", and a large "2".

Designers set the number large, above or below the word; by itself it reads as a page's number (contract, `number`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.words import join

MIN_PAIRS = 2
_NAME = re.compile(r"(?:key\s+)?recommendation(?:\s+(?:no\.?|number))?:?", re.IGNORECASE)
_NUMBER = re.compile(r"[#(]?\d{1,2}[.):]?")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def rejoin_numbers(document: Document) -> Document:
    """Return the document with each name and the number below it as one heading, where the numbers go up."""
    pairs = _find_pairs(document.blocks)
    if len(pairs) < MIN_PAIRS:
        return document
    blocks: list[Block | Table] = []
    for index, block in enumerate(document.blocks):
        if index - 1 in pairs:
            continue
        below = document.blocks[index + 1] if index in pairs else None
        if isinstance(block, Block) and isinstance(below, Block):
            words = join((block.words.strip(" :"), below.words.strip()), " ")
            block = replace(block, kind=BlockKind.HEADING, words=words)
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _find_pairs(blocks: Sequence[Block | Table]) -> dict[int, int]:
    """Return where a name stands right above a number, and which; none at all where the numbers do not rise."""
    found = {
        index: int(re.sub(r"\D", "", below.text))
        for index, (above, below) in enumerate(pairwise(blocks))
        if _is(above, _NAME) and _is(below, _NUMBER) and isinstance(below, Block)
    }
    numbers = list(found.values())
    return found if numbers == sorted(set(numbers)) else {}


def _is(block: Block | Table, pattern: re.Pattern[str]) -> bool:
    if isinstance(block, Table) or block.kind not in _KINDS or block.layer is not Layer.BODY:
        return False
    return pattern.fullmatch(block.text.strip()) is not None
