"""Bullets under a worded recommendation: what a plan will do about it, or, in an update, what has been done.

In a peer team's own report such bullets are parts of the recommendation (`numbered_report`).
"""

from __future__ import annotations

import re

from parsers.document import Block, BlockKind
from parsers.draft import Drafting, DraftProgress, DraftRow
from parsers.entries import read_block_entries
from parsers.layouts.registry import Layout
from parsers.recommending import add_linked, is_linked, recommend, take_status
from parsers.sections import Section
from parsers.steps import read_steps

_FIRST_PERSON = re.compile(r"\b(?:we|our|the council|cabinet|officers)\s+(?:will|shall|are going to)\b", re.IGNORECASE)


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section's bullets answer the recommendation that its heading words."""
    if not section.is_recommendation or not section.title or section.tables or section.title.text.endswith(":"):
        return 0.0
    items = [block for block in section.blocks if isinstance(block, Block) and block.kind is BlockKind.ITEM]
    if not items or drafting.is_report:
        return 0.0
    speaks = any(_FIRST_PERSON.search(block.text) for block in items)
    return 0.62 if drafting.is_plan or drafting.reports_progress or speaks else 0.0


def read(section: Section, drafting: Drafting) -> None:
    """Draft an action, or in an update a progress entry, for each bullet."""
    shown, rest = take_status(section.blocks)
    found = recommend(drafting, section.recommendation, section.title)
    found.status = found.status or shown
    key = found.key
    blocks = [block for block in rest if isinstance(block, Block)]
    for block in blocks:
        if is_linked(block.words):
            add_linked(drafting, block.words)
    entries = read_block_entries(block for block in blocks if not is_linked(block.words))
    if drafting.reports_progress:
        drafting.progress.extend(DraftProgress(key, entry.words.fold()) for entry in entries)
    elif steps := read_steps(entries, ()):
        drafting.rows.append(DraftRow(key, steps, ()))


LAYOUT = Layout("bulleted_plan", score, read)
