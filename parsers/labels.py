"""The labels of a document without columns: "Lead:", "**Agreed action**", the left cells of a card of two columns.

A label names what stands behind or under it, as a column's heading does. The known ones stand in `headers.csv`; what
others head, a document itself tells by using them again and again (`parsers.repair.mark_labels`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.badges import is_bare_status
from parsers.document import Block, BlockKind, Cell, Table
from parsers.headers import Header, Role, read_header
from parsers.repair.mark_headings import MAX_LABEL_CHARACTERS, find_label, is_label, is_value_of_label
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
    if label is None:
        return None, words
    header, value = label[0], words[label[1] :].strip()
    if header.role is Role.PROGRESS and is_bare_status(value.text):  # "Progress: On track"
        header = replace(header, role=Role.STATUS)
    return header, value


def label_at(blocks: Sequence[Block | Table], index: int) -> tuple[Header | None, Words]:
    """Return what the label of a block stands for and the words behind it; a post right below "Lead:" is no label."""
    block = blocks[index]
    if isinstance(block, Block) and is_value_of_label(blocks[index - 1] if index else None, block.text):
        return None, block.words
    return label_of(block)


def unknown_label(block: Block) -> tuple[Words, Words] | None:
    """Return the label in bold, with its colon, that an entry begins with and that nothing tells, and what it heads."""
    spans = block.words.bold_spans() if block.kind is BlockKind.ITEM and block.label is None else ()
    if not spans or spans[0][0]:
        return None
    label, value = block.words[: spans[0][1]].strip(), block.words[spans[0][1] :].strip()
    if not label.text.endswith(":") and not value.text.startswith(":"):
        return None
    label, words = label.strip(" :"), value.strip(":").strip()
    if not words or len(label.text) > MAX_LABEL_CHARACTERS or is_bare_status(label.text):
        return None  # "Completed: the draft is out" tells how far something is
    return label, words


def own_their_labels(below: Sequence[Block | Table]) -> bool:
    """Say whether the first of a label's entries has labels of its own, set in below it: they are nobody else's."""
    first, second = (*below[:2], None, None)[:2]
    if not isinstance(first, Block) or not isinstance(second, Block) or first.kind is not BlockKind.ITEM:
        return False
    is_inside = second.kind is BlockKind.ITEM and second.level > first.level
    return is_inside and label_of(first)[0] is None and label_of(second)[0] is not None


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


def part_status(blocks: Sequence[Block]) -> tuple[Cell | None, list[Block]]:
    """Return the status that a label names ("Status: On track") as a cell, and the other blocks.

    None, and all blocks, where no label names one, where several do, or where nothing else is printed.
    """
    found = [index for index, block in enumerate(blocks) if _names_status(block)]
    if len(found) != 1 or len(blocks) == 1:
        return None, list(blocks)
    [at] = found
    _, words = label_of(blocks[at])
    status = Block(BlockKind.PARAGRAPH, words, place=blocks[at].place)
    return Cell(0, 0, (status,), fill=blocks[at].fill), [*blocks[:at], *blocks[at + 1 :]]


def _names_status(block: Block) -> bool:
    header, words = label_of(block)
    return header is not None and header.role is Role.STATUS and is_bare_status(words.text)
