"""Marks what belongs to the page, not to the text: page numbers, running headers and footers, contents lists."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from parsers.document import Block, BlockKind, Document, Layer, Table

MIN_REPEATS = 3
MAX_FURNITURE_CHARACTERS = 120

_PAGE_NUMBER = re.compile(
    r"^(?:page\s*)?[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:of|/)\s*\d{1,4})?$|^page\s+[ivxl]+$", re.IGNORECASE
)
_CONTENTS_HEADING = re.compile(r"^(?:table of )?contents(?: page)?:?$", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"^.{2,}?(?:\s*[.…·_]{3,}\s*|\s+)\d{1,3}$")
_DIGITS = re.compile(r"\d+")


def mark_furniture(document: Document) -> Document:
    """Return the document with its furniture moved to the furniture layer; nothing is removed."""
    repeated = _repeated_lines(document)
    blocks: list[Block | Table] = []
    in_contents = False
    for index, block in enumerate(document.blocks):
        text = block.text.strip() if isinstance(block, Block) else ""
        if isinstance(block, Block) and _CONTENTS_HEADING.match(text):
            in_contents = _holds_contents(document.blocks[index + 1 : index + 4])
            blocks.append(replace(block, layer=Layer.FURNITURE) if in_contents else block)
            continue
        in_contents = in_contents and _is_contents(block)
        if in_contents or (isinstance(block, Block) and (_PAGE_NUMBER.match(text) or text in repeated)):
            blocks.append(replace(block, layer=Layer.FURNITURE))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _repeated_lines(document: Document) -> frozenset[str]:
    """Return the lines that stand at three page ends or beginnings at least: running headers and footers."""
    at_edges: list[str] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Block) and block.kind is BlockKind.BREAK:
            neighbours = (*document.blocks[max(0, index - 2) : index], *document.blocks[index + 1 : index + 3])
            at_edges += {
                n.text.strip()
                for n in neighbours
                if isinstance(n, Block) and 0 < len(n.text) <= MAX_FURNITURE_CHARACTERS
            }
    folded = Counter(_DIGITS.sub("#", text) for text in at_edges)
    return frozenset(text for text in at_edges if folded[_DIGITS.sub("#", text)] >= MIN_REPEATS)


def _holds_contents(blocks: tuple[Block | Table, ...]) -> bool:
    return any(_is_contents(block) for block in blocks)


def _is_contents(block: Block | Table) -> bool:
    """Say whether a block is lines that end in page numbers."""
    if isinstance(block, Block):
        lines = [line.strip() for line in block.text.splitlines() if line.strip()]
        return block.kind is BlockKind.BREAK or (bool(lines) and all(_CONTENTS_LINE.match(line) for line in lines))
    last = [row[-1].text.strip() for row in (tuple(c for c in row if c.text.strip()) for row in block.rows()) if row]
    return bool(last) and sum(text.isdigit() for text in last) * 2 > len(last)
