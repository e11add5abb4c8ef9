"""Headings that are themes: nothing stands under each but the headings of recommendations, and there are several.

Contract, `theme`: the heading that a recommendation stands under. One heading alone may be the plan's own name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.headings import Topic
from parsers.recommending import theme_of
from parsers.repair.mark_headings import THEME_LEAD
from parsers.sections import Section

MIN_THEMES = 2
_OF_THE_DOCUMENT = re.compile(
    r"\b(?:action plans?|recommendations?|appendix|annex|responses?|introduction|background|peer challenge|part"
    r"|section)\b",
    re.IGNORECASE,
)


def mark_themes(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections, those as themes that stand over nothing but recommendations of a deeper level."""
    over = list(_over_recommendations(sections))
    levels = Counter(_level(sections[index]) for index in over)
    chosen = {index for index in over if levels[_level(sections[index])] >= MIN_THEMES}
    return tuple(
        replace(section, topic=Topic.CORE_THEME, title=theme_of(section.title)) if index in chosen else section
        for index, section in enumerate(sections)
    )


def _over_recommendations(sections: Sequence[Section]) -> Iterator[int]:
    for index, (section, below) in enumerate(pairwise(sections)):
        is_bare = section.topic is None and not section.blocks and not section.is_recommendation and section.title
        is_themed = _level(section) > 0 or THEME_LEAD.match(section.title.text) is not None
        is_over = below.is_recommendation and is_themed and _is_deeper(below, section)
        if is_bare and is_over and not _OF_THE_DOCUMENT.search(section.title.text):
            yield index


def _is_deeper(below: Section, section: Section) -> bool:
    """Say whether a heading stands below another; one that only its look tells does."""
    return _level(below) == 0 or _level(below) > _level(section)


def _level(section: Section) -> int:
    return section.heading.level if section.heading else 0
