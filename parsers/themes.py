"""Headings that are themes: nothing stands under each but the headings of recommendations, or a table of the same
columns, and there are several.

Contract, `theme`: the heading that a recommendation stands under. One heading alone may be the plan's own name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from parsers.counting import without_count
from parsers.document import Table
from parsers.guessed_headers import guess_header
from parsers.headers import Role, read_header
from parsers.headings import Topic
from parsers.imperatives import begins_with_verb
from parsers.labels import is_label_block
from parsers.recommending import theme_of
from parsers.repair.mark_headings import THEME_LEAD
from parsers.sections import Section

MIN_THEMES = 2
MAX_NAME_WORDS = 6
_QUESTION = re.compile(r"(?:what|why|how|where|who|when|about|our|the)\b", re.IGNORECASE)
_OF_THE_DOCUMENT = re.compile(
    r"\b(?:action plans?|recommendations?|appendix|annex|responses?|introduction|background|peer challenge|part"
    r"|section)\b",
    re.IGNORECASE,
)

_OF_PLANS = (Topic.PLAN, Topic.RECOMMENDATIONS, Topic.PROGRESS)
_OF_A_PART = re.compile(
    rf"{_OF_THE_DOCUMENT.pattern}|\b(?:actions?|tracker|update|progress|summary|complete[d]?|outstanding|overdue|closed|open"
    r"|live|sheet|table|annex|year|phase|quarter|months?|short|medium|long)\b|\d{4}",
    re.IGNORECASE,
)


def mark_themes(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections, those as themes that stand over nothing but recommendations of a deeper level."""
    over = list(_over_recommendations(sections))
    known = (_level(section) for section in sections if section.topic is Topic.CORE_THEME)
    levels = Counter((*known, *(_level(sections[index]) for index in over)))
    chosen = {index for index in over if levels[_level(sections[index])] >= MIN_THEMES or _says_theme(sections[index])}
    chosen |= _over_like_tables(sections, {_level(sections[index]) for index in chosen})
    return tuple(
        replace(section, topic=Topic.CORE_THEME, title=theme_of(section.title)) if index in chosen else section
        for index, section in enumerate(sections)
    )


def _over_recommendations(sections: Sequence[Section]) -> Iterator[int]:
    for index, (section, below) in enumerate(pairwise(sections)):
        is_empty = all(map(is_label_block, section.blocks))  # "Recommendation" may stand in front of its number
        is_named_over = 0 < _level(section) < _level(below) and _is_name(section.title.text)
        may_be = section.topic is None or (section.topic is Topic.NARRATIVE and not section.blocks)  # "Our place"
        is_free = may_be and not section.is_recommendation and bool(section.title)
        is_bare = is_free and (is_empty or (is_named_over and not section.tables))
        is_named = _level(section) == 0 and section.heading is not None and not section.heading.words.is_bold()
        is_themed = _level(section) > 0 or is_named or _says_theme(section)
        is_over = below.is_recommendation and is_themed and _is_deeper(below, section)
        if is_bare and is_over and not _OF_THE_DOCUMENT.search(section.title.text):
            yield index


def _over_like_tables(sections: Sequence[Section], levels: Set[int]) -> set[int]:
    """Return which headings stand over tables with a column of recommendations: a plan cut up by theme.

    Several have the same columns, or one says so ("Theme: Place"), is of a level that themes are of (`levels`), or
    stands by itself right below the plan's heading.
    """
    found: dict[tuple[Role, ...], list[int]] = {}
    alone = set()
    for index, section in enumerate(sections):
        is_named = section.topic is None and not section.is_recommendation and section.title and section.tables
        words = without_count(section.title.text)  # "Place" is a theme, "Place a bench in each park" is none
        is_sentence = (len(words.split()) > 1 and begins_with_verb(words)) or words.endswith(".")
        if (
            is_named
            and not is_sentence
            and not _OF_A_PART.search(section.title.text)
            and (head := _head(section.tables[0]))
        ):
            found.setdefault(head, []).append(index)
            if _says_theme(section) or 0 < _level(section) in levels:
                alone.add(index)
            before = sections[index - 1] if index else None
            if before and before.topic in _OF_PLANS and not before.blocks and 0 < _level(before) < _level(section):
                alone.add(index)
    return alone | {index for same in found.values() if len(same) >= MIN_THEMES for index in same}


def _says_theme(section: Section) -> bool:
    """Say whether a heading calls itself a theme ("Theme: Place")."""
    return THEME_LEAD.match(section.title.text) is not None


def _head(table: Table) -> tuple[Role, ...]:
    """Return the roles that a table's headings name, if one is that of recommendations, else ()."""
    first = next((row for row in table.rows() if any(cell.blocks for cell in row)), ())
    headers = [header for cell in first if (header := read_header(cell.text) or guess_header(cell.text))]
    is_worded = len(headers) > 1 and any(header.role is Role.RECOMMENDATION for header in headers)
    return tuple(sorted({header.role for header in headers})) if is_worded else ()


def _is_name(title: str) -> bool:
    """Say whether a heading with prose under it names a theme ("Leading the borough")."""
    return len(title.split()) <= MAX_NAME_WORDS and title[-1:].isalnum() and not _QUESTION.match(title)


def _is_deeper(below: Section, section: Section) -> bool:
    """Say whether a heading stands below another; one that only its look tells does."""
    return _level(below) == 0 or _level(below) > _level(section)


def _level(section: Section) -> int:
    return section.heading.level if section.heading else 0
