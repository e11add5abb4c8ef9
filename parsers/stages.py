"""What two columns or labels of actions side by side say of them: what is done already, and what is to be done.

One heading alone says little ("Planned actions" of an ordinary plan); two that tell apart say which stage each has.
"""

from __future__ import annotations

import re

from normalise.records import Stage

_EXISTING = re.compile(
    r"\b(?:already|existing|current(?:ly)?|in\s+(?:place|hand|train)|under\s?way|to\s+date|so\s+far|now|today|done|"
    r"present(?:ly)?|have|are\s+doing|do\s+now)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:new|will|next|still|further|additional|change|going\s+to|more|future|needed|to\s+do|extra|proposed|remain(?:s|ing)?|outstanding)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|programmed|in\s+the\s+pipeline|(?:work|forward)\s+programme)\b", re.IGNORECASE
)

_ASKED = tuple(re.compile(rf"\b{word}\b", re.IGNORECASE) for word in ("(?:existing|current)", "planned", "new"))
MAX_STAGE_WORDS = 4  # of a cell


def asks_for_stage(heading: str) -> bool:
    """Say whether a column's heading asks which stage each action has.

    >>> asks_for_stage("Existing, planned or new?"), asks_for_stage("Existing actions")
    (True, False)
    """
    return sum(pattern.search(heading) is not None for pattern in _ASKED) > 1


def stage_in(text: str) -> Stage | None:
    """Return the stage that a cell of such a column names, or None."""
    return stage_of(text) if len(text.split()) <= MAX_STAGE_WORDS else None


def tell_stages(headings: dict[int, str]) -> dict[int, Stage]:
    """Return the stage of each of several headings of actions, or {} where they do not tell them apart.

    >>> tell_stages({0: "What we do now", 1: "What we will change"})
    {0: 'existing', 1: 'new'}
    >>> tell_stages({0: "Planned actions"})
    {}
    """
    stages = {key: stage for key, text in headings.items() if (stage := stage_of(text)) is not None}
    return stages if len(stages) == len(headings) == len(set(stages.values())) > 1 else {}


def stage_of(text: str) -> Stage | None:
    """Return the stage that a heading tells by itself, where another beside it tells another."""
    if _PLANNED.search(text):
        return "planned"
    if _NEW.search(text):
        return "new"
    return "existing" if _EXISTING.search(text) else None
