"""Whether printed text runs on from one place to another: the evidence that all joining shares."""

from __future__ import annotations

import re

from normalise.numbers import read_marker

_SENTENCE_END = re.compile(r"[.!?:;][)\]”’\"']*$")
_STARTS_SMALL = re.compile(r"^[(\[“‘\"']?[a-zà-ÿ](?![A-Z])")  # no "iPad", no "eLearning"
# Words that no sentence ends with: what comes behind them belongs to them.
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|the|of|to|and|or|for|with|in|on|by|from|at|as|that|which|is|are|be|its|their|our|this)|[,&/–—-])$",
    re.IGNORECASE,
)


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence or a lead-in does."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def starts_small(text: str) -> bool:
    """Say whether a text begins with a small letter that is no list marker."""
    text = text.lstrip()
    return bool(_STARTS_SMALL.match(text)) and read_marker(text) is None


def is_left_open(text: str) -> bool:
    """Say whether a text ends with a word or sign that cannot end anything."""
    return bool(_OPEN_END.search(text.rstrip()))


def runs_on_into(above: str, below: str) -> bool:
    """Say whether the text below carries on the sentence above."""
    if not above.strip() or not below.strip() or ends_sentence(above):
        return False
    return starts_small(below) or (is_left_open(above) and read_marker(below.lstrip()) is None)
