"""Whether printed text runs on from one place to another: the evidence that all joining shares."""

from __future__ import annotations

import re

from normalise.numbers import read_marker

_SENTENCE_ENDS, _BEHIND_THEM = (".", "!", "?", ":", ";"), ")]”’\"'"
_STARTS_SMALL = re.compile(r"^[(\[“‘\"']?[a-zà-ÿ](?![A-Z])")  # no "iPad", no "eLearning"
# Words that no sentence ends with: what comes behind them belongs to them.
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|the|of|to|and|or|for|with|in|on|by|from|at|as|that|which|is|are|be|its|their|our|this)|[,&/–—-])$",
    re.IGNORECASE,
)
_END_CHARACTERS = 20  # more than the longest of them: only a text's end is looked at


_WORD_CUT = re.compile(r"[a-z]{2}[-‐¬]$")
_SMALL_WORD = re.compile(r"^[a-z]{2}")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence or a lead-in does."""
    return text.rstrip().rstrip(_BEHIND_THEM).endswith(_SENTENCE_ENDS)


def starts_small(text: str) -> bool:
    """Say whether a text begins with a small letter that is no list marker."""
    text = text.lstrip()
    return bool(_STARTS_SMALL.match(text)) and read_marker(text) is None


def is_left_open(text: str) -> bool:
    """Say whether a text ends with a word or sign that cannot end anything."""
    return bool(_OPEN_END.search(text.rstrip()[-_END_CHARACTERS:]))


def runs_on_into(above: str, below: str) -> bool:
    """Say whether the text below carries on the sentence above."""
    if not above.strip() or not below.strip() or ends_sentence(above):
        return False
    return starts_small(below) or (is_left_open(above) and read_marker(below.lstrip()) is None)


def breaks_word(above: str, below: str) -> bool:
    """Say whether a hyphen at the end of a text parts a word whose rest the text below begins with."""
    return bool(_WORD_CUT.search(above.rstrip()[-_END_CHARACTERS:]) and _SMALL_WORD.match(below.lstrip()))


def leaves_bracket_open(above: str, below: str) -> bool:
    """Say whether a bracket or quotation opened in a text is closed in the one below it."""
    return any(_opens(above, *pair) and _closes(below, *pair) for pair in _PAIRS)


def _opens(text: str, opening: str, closing: str) -> bool:
    return text.rfind(opening) > text.rfind(closing)


def _closes(text: str, opening: str, closing: str) -> bool:
    first = text.find(closing)
    # "a)" in front of a list entry closes nothing.
    return first >= 0 and not 0 <= text.find(opening) < first and read_marker(text.lstrip()) is None
