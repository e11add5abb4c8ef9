"""Lists of recommendations that themes part: under "Additional recommendations" each theme's heading has its own list.

Contract, `theme`: the heading that a recommendation stands under, and `kind`: what the heading above them all says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.document import Block, BlockKind
from parsers.headings import Topic
from parsers.imperatives import begins_with_verb
from parsers.sections import Section

_LISTS = (Topic.RECOMMENDATIONS, Topic.ADDITIONAL)


def announce_themed_lists(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections; lists that themes part under one heading of recommendations are announced by it."""
    return tuple(_announced(sections))


def _announced(sections: Sequence[Section]) -> Iterator[Section]:
    over: Section | None = None
    for section in sections:
        if over is not None and _is_deeper(section, over):
            yield replace(section, topic=over.topic, above=section.title) if _lists_what_to_do(section) else section
            continue
        over = section if section.topic in _LISTS and not section.tables and not _items(section) else None
        yield section


def _is_deeper(below: Section, section: Section) -> bool:
    """Say whether a heading stands below another of the file's own; one that only its look tells does."""
    if below.heading is None or section.heading is None or not section.heading.level:
        return False
    return not below.heading.level or below.heading.level > section.heading.level


def _lists_what_to_do(section: Section) -> bool:
    """Say whether a theme's heading stands over a list most of whose entries tell somebody to do something."""
    if section.topic not in (None, Topic.CORE_THEME) or section.is_recommendation or section.tables:
        return False
    items = _items(section)
    return bool(items) and sum(begins_with_verb(item.text) for item in items) * 2 > len(items)


def _items(section: Section) -> list[Block]:
    return [block for block in section.blocks if isinstance(block, Block) and block.kind is BlockKind.ITEM]
