"""What a table's column holds, by the wording of its header: `headers.csv`, one synonym a line.

A user's own lines (setting `headers`) stand in front of ours while a document is read. What the cells hold is weighed
by `parsers.roles`; misspelt and bent wordings are guessed at by `parsers.guessed_headers`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import get_args

from normalise.records import Stage

MAX_HEADER_CHARACTERS = 120
_IN_FULL = {
    "'ll": " will",
    "'ve": " have",
    "'re": " are",
    "it's": "it is",
    "what's": "what is",
    "who's": "who is",
    "that's": "that is",
}
_SHORTENED = re.compile(r"(?<=[a-z])'(?:ll|ve|re)\b|\b(?:it|what|who|that)'s\b")
_BRACKETS = re.compile(r"\([^()]*\)")  # innermost: without end a run of "(" takes time by its square
_PREPOSITIONS = frozenset(("about", "against", "at", "by", "for", "from", "in", "of", "on", "to", "with"))
_ARTICLES = ("the ", "our ")
_FOR_ACTIONS = re.compile(  # "Lead for new actions" is a lead; the words are folded
    r" for (?:(?:the|this|these|all|each|our|new|existing|planned|agreed|key|further|above|whole) ){0,3}"
    r"(?:action|recommendation|activity|work|delivery|step|task|plan)$"
)
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


_ROLES = {role.value: role for role in Role}
_STAGES = frozenset(("", *get_args(Stage)))
TIME_ROLES = (Role.TIMELINE, Role.START, Role.FINISH, Role.ORIGINAL_DATE, Role.REVISED_DATE)
OF_PLANS = frozenset((Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE, Role.ACTION, Role.PROGRESS))
_ANSWERS = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, Role.STATUS))


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


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All header wordings. `contained`: those that tell a header which only contains them, by their first word."""

    by_wording: Mapping[str, _Line]
    contained: Mapping[str, Sequence[_Line]]

    def headers(self) -> Iterator[tuple[str, Header]]:
        """Yield each wording, folded, with what it says."""
        return ((wording, line.header) for wording, line in self.by_wording.items())


Lines = tuple[tuple[tuple[str, str], ...], ...]  # of a file like headers.csv, hashable

# The wordings are asked for in forty places from the readers of formats on; handing them through all of these would
# change every signature for the sake of one user in a hundred.
_own_lines: ContextVar[Lines] = ContextVar("_own_lines", default=())


def check_headers(rows: Sequence[Mapping[str, str]]) -> None:
    """Raise ValueError naming the first line of a user's own that says nothing, or what no line can say."""
    for row in rows:
        _line_of(row)


@contextmanager
def using_headers(rows: Sequence[Mapping[str, str]]) -> Iterator[None]:
    """Have a user's own header wordings known while a document is read; they go before ours."""
    token = _own_lines.set(tuple(tuple(sorted(row.items())) for row in rows))
    try:
        yield
    finally:
        _own_lines.reset(token)


def read_header(text: str) -> Header | None:
    """Return what a header cell's wording says of its column, or None where no line of headers.csv fits.

    >>> read_header("How will we measure improvement").role
    <Role.MEASURE: 'measure'>
    """
    return _read_header(text, _own_lines.get())


def current_lexicon() -> Lexicon:
    """Return all wordings that are known while this document is read."""
    return _lexicon(_own_lines.get())


@lru_cache(maxsize=8192)  # the same rows are asked about by one step after another
def _read_header(text: str, own: Lines) -> Header | None:
    folded = fold_wording(text)
    if not folded or len(folded) > MAX_HEADER_CHARACTERS:
        return None
    lexicon = _lexicon(own)
    if folded in lexicon.by_wording:
        return lexicon.by_wording[folded].header
    if folded.startswith(_ARTICLES) and (bare := lexicon.by_wording.get(folded.partition(" ")[2])):
        return bare.header  # "The recommendation in full"
    if (answer := lexicon.by_wording.get(_FOR_ACTIONS.sub("", folded))) and answer.header.role in _ANSWERS:
        return answer.header
    words = folded.split()
    held = [
        line
        for word in dict.fromkeys(words)
        for line in lexicon.contained.get(word, ())
        if f" {line.wording} " in f" {folded} "
    ]
    if not held:
        return None
    head = f" {_head_phrase(words)} "
    best = max(
        held,
        key=lambda line: (
            len(line.wording.split()),
            f" {line.wording} " in head,
            len(line.wording),
            -folded.index(line.wording),
        ),
    )
    return Header(best.header.role, best.header.stage, _score(len(words)))


def _head_phrase(words: Sequence[str]) -> str:
    """Return what stands before a heading's first preposition: "Actions to meet the aim" is about actions."""
    end = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    return " ".join(words[:end])


def fold_header(text: str) -> str:
    """Return a header's words in lower case, single-spaced, without punctuation, brackets' content last."""
    folded = text.casefold().replace("’", "'").replace("(s)", "s")
    if "'" in folded:
        folded = _SHORTENED.sub(lambda found: _IN_FULL[found[0]], folded)
    folded = folded.replace("&", " and ").replace("#", " no ").replace("%", " percent ")
    return " ".join(_NOT_WORDS.sub(" ", _BRACKETS.sub(" ", folded) or folded).split()).strip("' ")


def fold_wording(text: str) -> str:
    """Return a header's folded words without a plural's s: what two headers that say the same have in common."""
    return _without_plurals(fold_header(text))


def _without_plurals(folded: str) -> str:
    """Return folded words without a plural's s, the same on both sides of a comparison."""
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in folded.split())


def _score(words: int) -> float:
    """Return how telling a known wording is inside a header of so many words."""
    return 0.8 if words <= 4 else 0.6 if words <= 8 else 0.35


@lru_cache(maxsize=8)
def _lexicon(own: Lines) -> Lexicon:
    by_wording: dict[str, _Line] = {}
    for row in (*map(dict, own), *_our_rows()):
        line = _line_of(row)
        known = by_wording.get(line.wording)
        if known is None or (line.contained and not known.contained and known.header == line.header):
            by_wording[line.wording] = line
    contained: dict[str, list[_Line]] = {}
    for line in by_wording.values():
        if line.contained:
            contained.setdefault(line.wording.split()[0], []).append(line)
    return Lexicon(by_wording, contained)


def _line_of(row: Mapping[str, str | None]) -> _Line:
    """Return what one line says. Raises ValueError naming what is wrong with it."""
    wording, role, stage, match = ((row.get(name) or "").strip() for name in ("wording", "role", "stage", "match"))
    folded = fold_wording(wording)
    if not folded:
        raise ValueError(f"a line without a wording: {dict(row)}")
    if role not in _ROLES:
        raise ValueError(f"{wording!r}: {role!r} is no role; the roles are {', '.join(Role)}")
    if stage not in _STAGES:
        raise ValueError(f"{wording!r}: {stage!r} is no stage; the stages are {', '.join(get_args(Stage))}")
    if match not in ("", "exact", "contains"):
        raise ValueError(f"{wording!r}: match is {match!r}, and may be exact or contains")
    known_stage: Stage | None = stage or None  # type: ignore[assignment]  # one of the stages, as seen above
    return _Line(folded, Header(_ROLES[role], known_stage, 1.0), match == "contains")


@cache
def _our_rows() -> tuple[dict[str, str], ...]:
    text = (files("parsers") / "headers.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
