"""Headings and paragraphs that word recommendations without saying so, known by what stands under several of them.

One heading over a table of actions may say anything. Where two or more head tables or lists of actions, and nothing
else in the document names recommendations, they are what the actions answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Table
from parsers.headers import Role, read_header
from parsers.headings import MAX_HEADING_CHARACTERS
from parsers.sections import Section

MIN_WORDS = 3
MIN_SECTIONS = 2

_WORDING = (Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE)


def imply_recommendations(sections: Sequence[Section], *, is_plan: bool) -> tuple[Section, ...]:
    """Return the sections, those marked as recommendations whose headings word them.

    `is_plan`: the document calls itself a plan or response; only then do numbered headings over bullets count.
    """
    if any(section.is_recommendation for section in sections) or any(_names_recommendations(s) for s in sections):
        return tuple(sections)
    heads = [section for section in sections if _may_word(section)]
    over_tables = [section for section in heads if any(_is_bare_plan(table) for table in section.tables)]
    over_bullets = [section for section in heads if is_plan and section.number and _holds_bullets(section)]
    chosen = over_tables if len(over_tables) >= MIN_SECTIONS else over_bullets
    if len(chosen) < MIN_SECTIONS:
        return tuple(sections)
    return tuple(
        replace(section, is_recommendation=True, recommendation=section.number) if section in chosen else section
        for section in sections
    )


def paragraphs_announce(sections: Sequence[Section]) -> bool:
    """Say whether paragraphs right above tables word recommendations: two do at least."""
    above = 0
    for section in sections:
        for upper, lower in zip(section.blocks, section.blocks[1:], strict=False):
            is_paragraph = isinstance(upper, Block) and upper.kind is BlockKind.PARAGRAPH
            above += is_paragraph and isinstance(lower, Table) and _is_plan(lower)
    return above >= MIN_SECTIONS


def _may_word(section: Section) -> bool:
    words = section.title.text.split()
    return section.topic is None and len(words) >= MIN_WORDS and len(section.title) <= MAX_HEADING_CHARACTERS


def _names_recommendations(section: Section) -> bool:
    return any(_WORDING[0] in _roles(table) or _WORDING[1] in _roles(table) for table in section.tables)


def _is_bare_plan(table: Table) -> bool:
    """Say whether a table holds actions and nothing that words what they answer."""
    roles = _roles(table)
    return Role.ACTION in roles and not roles.intersection(_WORDING)


def _is_plan(table: Table) -> bool:
    roles = _roles(table)
    return Role.ACTION in roles and Role.RECOMMENDATION not in roles


def _roles(table: Table) -> frozenset[Role]:
    for row in table.rows():
        if is_header_row(row):
            headers = (read_header(cell.text) for cell in row if cell.blocks)
            return frozenset(header.role for header in headers if header)
    return frozenset()


def _holds_bullets(section: Section) -> bool:
    blocks = [block for block in section.blocks if isinstance(block, Block) and block.text.strip()]
    return not section.tables and sum(block.kind is BlockKind.ITEM for block in blocks) * 2 > len(blocks)
