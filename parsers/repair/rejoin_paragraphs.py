"""Joins paragraphs and list items that a page break or blank line cuts in mid-sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.repair.running_on import runs_on_into
from parsers.words import join

MIN_CHARACTERS = 40

# A heading that the page breaks behind its first word: "Recommendation" above "3: Mend the roof".
_BARE_WORD = re.compile(r"^(?:key\s+)?recommendation$", re.IGNORECASE)
_NUMBER_AND_WORDING = re.compile(r"^\d{1,2}\s*[:.)–—-]\s*\S")


def rejoin_paragraphs(document: Document) -> Document:
    """Return the document with cut paragraphs whole. Furniture between the pieces goes behind them."""
    blocks: list[Block | Table] = []
    for block in document.blocks:
        upper = _last_printed(blocks)
        if upper is not None and _carries_on(blocks[upper], block):
            assert isinstance(block, Block)
            blocks[upper] = _joined(blocks[upper], block)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _last_printed(blocks: list[Block | Table]) -> int | None:
    """Return the index of the last block that is neither furniture nor a break."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, Table) or (block.layer is Layer.BODY and block.kind is not BlockKind.BREAK):
            return index
    return None


def _carries_on(upper: Block | Table, lower: Block | Table) -> bool:
    if isinstance(upper, Table) or isinstance(lower, Table):
        return False
    if upper.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or lower.kind is not BlockKind.PARAGRAPH:
        return False
    if upper.layer is not Layer.BODY or lower.layer is not Layer.BODY or upper.words.is_bold() != lower.words.is_bold():
        return False
    if _BARE_WORD.match(upper.text.strip()):
        return _NUMBER_AND_WORDING.match(lower.text.strip()) is not None
    if read_recommendation_number(lower.text) is not None:
        return False
    return len(upper.text) >= MIN_CHARACTERS and runs_on_into(upper.text, lower.text)


def _joined(upper: Block | Table, lower: Block) -> Block:
    assert isinstance(upper, Block)
    return replace(upper, words=join((upper.words.strip(), lower.words.strip()), " "))
