"""What a table's column holds, by the wording of its header: `headers.csv`, one synonym a line.

What the cells hold (a column no wording explains) and what the values mean is left to the layouts.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from normalise.records import Stage

MAX_HEADER_CHARACTERS = 120
_BRACKETS = re.compile(r"\([^()]*\)")  # innermost: without end a run of "(" takes time by its square
_NOT_WORDS = re.compile(r"[^\w']+")


class Role(StrEnum):
    """What a column holds, in the contract's terms."""

    NUMBER = "number"
    RECOMMENDATION = "recommendation"
    SUMMARY = "summary"
    CONTEXT = "context"
    THEME = "theme"
    OBJECTIVE = "objective"
    ACTION_NUMBER = "action_number"
    ACTION = "action"
    TIMELINE = "timeline"
    START = "start"
    FINISH = "finish"
    ORIGINAL_DATE = "original_date"
    REVISED_DATE = "revised_date"
    OWNER = "owner"
    SENIOR_OWNER = "senior_owner"
    MEASURE = "measure"
    STATUS = "status"
    PROGRESS = "progress"
    RESPONSE_TEXT = "response_text"
    OTHER = "other"


TIME_ROLES = (Role.TIMELINE, Role.START, Role.FINISH, Role.ORIGINAL_DATE, Role.REVISED_DATE)


@dataclass(frozen=True, slots=True)
class Header:
    """What one header wording says of its column.

    `score` is 1 for a known wording; for one that only holds a known one it is less, the longer the header is.
    """

    role: Role
    stage: Stage | None
    score: float


@dataclass(frozen=True, slots=True)
class _Line:
    wording: str
    header: Header
    contained: bool


@lru_cache(maxsize=4096)  # the same rows are asked about by one step after another
def read_header(text: str) -> Header | None:
    """Return what a header cell's wording says of its column, or None where no line of headers.csv fits.

    >>> read_header("How will we measure improvement").role
    <Role.MEASURE: 'measure'>
    """
    folded = _without_plurals(fold_header(text))
    if not folded or len(folded) > MAX_HEADER_CHARACTERS:
        return None
    lines = _lines()
    if folded in lines:
        return lines[folded].header
    words = folded.split()
    by_first = _contained_lines()
    held = [
        line for word in dict.fromkeys(words) for line in by_first.get(word, ()) if f" {line.wording} " in f" {folded} "
    ]
    if not held:
        return None
    best = max(held, key=lambda line: (len(line.wording.split()), len(line.wording), -folded.index(line.wording)))
    return Header(best.header.role, best.header.stage, _score(len(words)))


def fold_header(text: str) -> str:
    """Return a header's words in lower case, single-spaced, without punctuation, brackets' content last."""
    folded = text.casefold().replace("’", "'").replace("(s)", "s").replace("&", " and ").replace("#", " no ")
    return " ".join(_NOT_WORDS.sub(" ", _BRACKETS.sub(" ", folded) or folded).split()).strip("' ")


def _without_plurals(folded: str) -> str:
    """Return folded words without a plural's s, the same on both sides of a comparison."""
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in folded.split())


def _score(words: int) -> float:
    """Return how telling a known wording is inside a header of so many words."""
    return 0.8 if words <= 4 else 0.6 if words <= 8 else 0.35


@cache
def _lines() -> dict[str, _Line]:
    text = (files("parsers") / "headers.csv").read_text(encoding="utf-8")
    lines: dict[str, _Line] = {}
    for row in csv.DictReader(text.splitlines()):
        stage: Stage | None = row["stage"] or None  # type: ignore[assignment]  # a test holds the file to the contract's stages
        header = Header(Role(row["role"]), stage, 1.0)
        wording = _without_plurals(fold_header(row["wording"]))
        known = lines.get(wording)
        contained = row["match"] == "contains" or (known is not None and known.contained)
        lines[wording] = _Line(wording, known.header if known else header, contained)
    return lines


@cache
def _contained_lines() -> dict[str, list[_Line]]:
    """Return the wordings that tell a header which only contains them, by their first word."""
    by_first: dict[str, list[_Line]] = {}
    for line in _lines().values():
        if line.contained:
            by_first.setdefault(line.wording.split()[0], []).append(line)
    return by_first
