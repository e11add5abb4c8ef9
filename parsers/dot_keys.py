"""Keys to colours that are drawn: dots side by side or one below the other, each with what it means behind it.

A dot beside a progress bullet looks the same; but a key has each colour once, and at least one bare status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalise.colours import rag_of
from normalise.records import Rag
from normalise.statuses.words import value_of
from parsers.document import Block, BlockKind, Table
from parsers.words import Words

MAX_MEANING_CHARACTERS = 60
MIN_ENTRIES = 2

_Entry = tuple[str, Rag]


def find_dot_key(blocks: Sequence[Block | Table]) -> Iterator[_Entry]:
    """Yield what each colour of a document's drawn keys means, in their order; a key printed again is yielded again."""
    key: list[_Entry] = []
    dot: Rag | None = None
    for block in (*blocks, Block(BlockKind.BREAK, Words())):
        meaning = block.text.strip() if isinstance(block, Block) else ""
        if dot is not None and 0 < len(meaning) <= MAX_MEANING_CHARACTERS and _is_plain(block):
            key.append((meaning, dot))
            dot = None
            continue
        dot = _colour_of(block) if dot is None else None
        if dot is None:
            yield from key if _is_key(key) else ()
            key = []


def _is_plain(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)


def _colour_of(block: Block | Table) -> Rag | None:
    """Return the colour of a shape without words, or None."""
    if isinstance(block, Table) or block.kind is not BlockKind.SHAPE or block.text.strip() or not block.fill:
        return None
    return rag_of(block.fill)


def _is_key(entries: Sequence[_Entry]) -> bool:
    colours = [rag for _, rag in entries]
    says_status = any(value_of(meaning.strip(" ."), "cell") for meaning, _ in entries)
    return len(colours) >= MIN_ENTRIES and len(set(colours)) == len(colours) and says_status
