"""The labels of a document without columns: "Lead:", "**Agreed action**", the left cells of a card of two columns.

A label names what stands behind or under it, as a column's heading does. The known ones stand in `headers.csv`; what
others head, a document itself tells by using them again and again (`parsers.repair.mark_labels`).
"""

from __future__ import annotations

from parsers.document import Block, Table
from parsers.headers import Header, read_header
from parsers.repair.mark_headings import find_label, is_label
from parsers.words import NO_WORDS, Words


def label_of(block: Block | Table) -> tuple[Header | None, Words]:
    """Return what the label of a block stands for and the words behind it; None and all its words without a label."""
    if isinstance(block, Table):
        return None, NO_WORDS
    if block.label is not None:
        if block.label_end is None:
            return block.label, NO_WORDS
        return block.label, block.words[block.label_end :].strip().strip(":").strip()
    words = block.words.strip()
    if is_label(words.text):
        return read_header(words.text), NO_WORDS
    label = find_label(words.text)
    return (label[0], words[label[1] :].strip()) if label else (None, words)


def is_label_block(block: Block | Table) -> bool:
    """Say whether a block is a label and nothing else."""
    return header_of_label(block) is not None


def header_of_label(block: Block | Table) -> Header | None:
    """Return what a block that is a label and nothing else stands for, or None."""
    if not isinstance(block, Block):
        return None
    if block.label is not None:
        return block.label if block.label_end is None else None
    return read_header(block.text) if is_label(block.text) else None
