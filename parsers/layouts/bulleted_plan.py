"""Bullets under a worded recommendation: what a plan will do about it, or, in an update, what has been done.

In a peer team's own report such bullets are parts of the recommendation (`numbered_report`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

from parsers.badges import is_bare_status
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Drafting, DraftProgress, DraftRow
from parsers.entries import Entry, read_block_entries
from parsers.labels import is_label_block
from parsers.labels_beside import take_labelled
from parsers.layouts.registry import Layout
from parsers.recommending import add_linked, announce, is_linked, take_status
from parsers.sections import Section
from parsers.steps import read_steps

MAX_LEAD_IN_WORDS = 12
_FIRST_PERSON = re.compile(r"\b(?:we|our|the council|cabinet|officers)\s+(?:will|shall|are going to)\b", re.IGNORECASE)


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section's bullets answer the recommendation that its heading words."""
    if not section.is_recommendation or section.tables or not _is_worded(section, drafting):
        return 0.0
    items = [block for block in section.blocks if isinstance(block, Block) and block.kind is BlockKind.ITEM]
    if not items or drafting.is_report:
        return 0.0
    speaks = any(_FIRST_PERSON.search(block.text) for block in items)
    return 0.62 if drafting.is_plan or drafting.reports_progress or speaks else 0.0


def read(section: Section, drafting: Drafting) -> None:
    """Draft an action, or in an update a progress entry, for each bullet."""
    blocks = _without_told(announce(section, drafting), drafting)
    key = drafting.current.key if drafting.current else None
    for block in blocks:
        if is_linked(block.words):
            add_linked(drafting, block.words)
    entries = read_block_entries(block for block in blocks if not is_linked(block.words))
    if drafting.reports_progress:
        drafting.progress.extend(DraftProgress(key, entry.words.fold()) for entry in _without_lead_ins(entries))
    elif steps := read_steps(entries, ()):
        drafting.rows.append(DraftRow(key, steps, ()))


def _without_lead_ins(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries without the lines that lead in bullets and tell nothing themselves ("So far:")."""
    for entry, below in zip_longest(entries, entries[1:]):
        leads_in = not entry.is_item and entry.text.rstrip().endswith(":") and below is not None and below.is_item
        if not leads_in or len(entry.text.split()) > MAX_LEAD_IN_WORDS:
            yield entry


def _without_told(blocks: Sequence[Block | Table], drafting: Drafting) -> list[Block]:
    """Keep what the lines above the bullets say of the recommendation: who answers for it, how far it is; the rest."""
    current = drafting.current
    lead = tuple(takewhile(lambda block: isinstance(block, Block) and block.kind is not BlockKind.ITEM, blocks))
    if current is None or len(lead) == len(blocks):
        return [block for block in blocks if isinstance(block, Block)]
    rest: list[Block] = []
    for block in take_labelled(lead, drafting):
        if current.status is None and isinstance(block, Block) and is_bare_status(block.text.strip()):
            current.status = Cell(0, 0, (block,), place=block.place)
        elif isinstance(block, Block):
            rest.append(block)
    return rest + [block for block in blocks[len(lead) :] if isinstance(block, Block)]


def _is_worded(section: Section, drafting: Drafting) -> bool:
    """Say whether the heading, or the one right below a bare number, words all that is recommended.

    In an update a paragraph there does so too, where nothing but bullets stands below it.
    """
    if section.title:
        return not section.title.text.endswith(":")
    _, rest = take_status(section.blocks)
    blocks = [block for block in rest if isinstance(block, Block)]
    if not blocks or is_label_block(blocks[0]) or blocks[0].text.rstrip().endswith(":"):
        return False
    below = all(block.kind is BlockKind.ITEM for block in blocks[1:])
    is_paragraph = blocks[0].kind is BlockKind.PARAGRAPH and drafting.reports_progress and below
    return blocks[0].kind is BlockKind.HEADING or is_paragraph


LAYOUT = Layout("bulleted_plan", score, read)
