"""Words that tell what a line or a sentence is about: `phrases.csv`, one phrase a line, grouped by what it says."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def phrase_pattern(says: str, *, case: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds any whole phrase of a group; a blank in a phrase stands for any white space.

    `case`: capitals count. Raises KeyError for a group that phrases.csv lacks.
    """
    phrases = sorted(_groups()[says], key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"\b(?:{words})\b", re.NOFLAG if case else re.IGNORECASE)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    text = (files("parsers") / "phrases.csv").read_text(encoding="utf-8")
    groups: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        groups[row["says"]] = (*groups.get(row["says"], ()), row["phrase"])
    return groups
