"""Keys to colours: dots or coloured signs side by side or one below the other, each with what it means behind it.

A dot beside a progress bullet looks the same; but a key has each colour once, and at least one bare status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast, get_args

from normalise.colours import name_unrated, rag_of
from normalise.records import Rag
from normalise.statuses.words import value_of
from parsers.document import Block, BlockKind, Table
from parsers.shown_colours import coloured_signs, name_of_sign
from parsers.words import Words

MAX_MEANING_CHARACTERS = 60
MAX_LEAD_CHARACTERS = 20
MIN_ENTRIES = 2
_RATED = get_args(Rag)

_SIGNED = re.compile(f"([{''.join(coloured_signs())}])\ufe0f?")
_EDGES = " \t=:;,|–—-"

_Entry = tuple[str, str]  # what it means, and the colour's name


def find_dot_key(blocks: Sequence[Block | Table]) -> Iterator[tuple[str, Rag | None]]:
    """Yield what each colour of a document's drawn keys means, in their order; a key printed again is yielded again.

    A colour that rates nothing is named in front of its meaning ("Grey – Not started"), and None.
    """
    for meaning, colour in _find_entries(blocks):
        rag = cast("Rag", colour) if colour in _RATED else None
        yield (meaning, rag) if rag else (f"{colour.capitalize()} – {meaning}", None)


def _find_entries(blocks: Sequence[Block | Table]) -> Iterator[_Entry]:
    key: list[_Entry] = []
    dot: str | None = None
    for block in (*blocks, Block(BlockKind.BREAK, Words())):
        meaning = block.text.strip() if isinstance(block, Block) else ""
        if signed := _read_signed(meaning):
            key += signed
            dot = None
            continue
        if dot is not None and 0 < len(meaning) <= MAX_MEANING_CHARACTERS and _is_plain(block):
            key.append((meaning, dot))
            dot = None
            continue
        dot = _colour_of(block) if dot is None else None
        if dot is None:
            yield from key if _is_key(key) else ()
            key = []


def _read_signed(text: str) -> list[_Entry]:
    """Return what stands behind each coloured sign of lines ("Key: 🔵 Completed 🟢 On track"); [] for others."""
    entries: list[_Entry] = []
    for line in text.splitlines():
        lead, *behind = _SIGNED.split(line)
        if not behind or len(lead.strip()) > MAX_LEAD_CHARACTERS:
            return []
        for sign, meaning in zip(behind[::2], behind[1::2], strict=True):
            colour, words = coloured_signs()[sign] or name_of_sign(sign), meaning.strip(_EDGES)
            if colour is None or not 0 < len(words) <= MAX_MEANING_CHARACTERS:
                return []
            entries.append((words, colour))
    return entries


def _is_plain(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)


def _colour_of(block: Block | Table) -> str | None:
    """Return the name of the colour of a shape without words, or None."""
    if isinstance(block, Table) or block.kind is not BlockKind.SHAPE or block.text.strip() or not block.fill:
        return None
    return rag_of(block.fill) or name_unrated(block.fill)


def _is_key(entries: Sequence[_Entry]) -> bool:
    colours = [colour for _, colour in entries]
    says_status = any(value_of(meaning.strip(" ."), "cell") for meaning, _ in entries)
    return len(colours) >= MIN_ENTRIES and len(set(colours)) == len(colours) and says_status
