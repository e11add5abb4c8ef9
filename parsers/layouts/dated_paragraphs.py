"""Actions with their date in front: "March 2026 – Consult on a structure", a paragraph or bullet each.

Under a recommendation such dates are what a timeline column would print; prose that only begins with a date ("By June
2026 we will …") has no sign behind it, and is left to the other layouts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalise.when import WhenContext, may_hold_time, read_timeline_cell
from parsers.document import Block, BlockKind, Cell
from parsers.draft import Column, Drafting, DraftRow, Step, parts_of
from parsers.entries import read_entries
from parsers.headers import Role
from parsers.layouts.registry import Layout
from parsers.recommending import announce
from parsers.sections import Section
from parsers.words import Words

MIN_DATED = 2
MAX_VAGUE_WORDS = 3
_FRONT = re.compile(r"(?P<front>[^\n:–—]{3,40}?)(?:\s[-–—]\s|:\s|\s?[–—]\s?)(?=\S)")


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a recommendation's paragraphs begin with dates: most of them do, two at least."""
    if not section.is_recommendation or section.tables:
        return 0.0
    blocks = [block for block in section.blocks if isinstance(block, Block) and block.text.strip()]
    if not section.title and blocks and _cut_date(blocks[0]) is None:
        blocks = blocks[1:]  # it words the recommendation
    dated = sum(_cut_date(block) is not None for block in blocks)
    if drafting.reports_progress and not any(_tells_date(block) for block in blocks):
        return 0.0  # "Completed – the survey": how far it has got
    return 0.7 if dated >= MIN_DATED and dated * 2 > len(blocks) else 0.0


def read(section: Section, drafting: Drafting) -> None:
    """Draft an action for each paragraph, its date as a timeline column's."""
    for block, date, words in _entries(announce(section, drafting)):
        current = drafting.current.key if drafting.current else None
        columns = () if date is None else (_column(block, date),)
        parts = parts_of((Cell(0, 0, (block,)),))[:1]
        drafting.rows.append(DraftRow(current, (Step(words.fold()),), columns, None, None, parts))


LAYOUT = Layout("dated_paragraphs", score, read)


def _entries(blocks: tuple[Block | object, ...]) -> Iterator[tuple[Block, Words | None, Words]]:
    for block in blocks:
        if not isinstance(block, Block) or block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        cut = _cut_date(block)
        if cut is not None:
            yield block, *cut
        elif block.kind is BlockKind.ITEM:
            yield block, None, block.words


def _cut_date(block: Block) -> tuple[Words, Words] | None:
    """Return the date in front of a block and the words behind it, or None."""
    words = block.words.strip()
    match = _FRONT.match(words.text)
    if match is None or not _is_time(match["front"]):
        return None
    return words[: match.end("front")].strip(), words[match.end() :].strip()


def _tells_date(block: Block) -> bool:
    cut = _cut_date(block)
    return cut is not None and any(map(str.isdigit, cut[0].text))


def _is_time(text: str) -> bool:
    read = read_timeline_cell(text, context=WhenContext())
    if not read.found or any(found.value.kind == "event" for found in read.found):
        return False
    is_vague = any(found.value.kind == "unresolved" for found in read.found)  # "Immediately", "TBC"
    return not is_vague or (may_hold_time(text) and len(text.split()) <= MAX_VAGUE_WORDS)


def _column(block: Block, date: Words) -> Column:
    cell = Cell(0, 0, (Block(BlockKind.PARAGRAPH, date, place=block.place),))
    return Column(Role.TIMELINE, "", read_entries(cell), cell=cell)
