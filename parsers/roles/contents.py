"""What the cells of a column look like: the shares that read as times, owners, statuses, numbers, steps and prose.

A long column is judged by a sample, spread evenly. What a cell means is asked of `normalise`; nothing is kept of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from normalise.owners import OwnerContext, read_owner_cell
from normalise.statuses import read_response, read_status_cell
from normalise.when import WhenContext, read_timeline_cell
from parsers.document import Cell
from parsers.entries import Entry, read_entries
from parsers.imperatives import begins_with_verb
from parsers.roles.weights import verbs
from parsers.shown_colours import shown_rag
from parsers.values import NOTHING_PRINTED

Row = tuple[Cell, ...]

MOSTLY = 0.6
MIN_CELLS = 2
MAX_SAMPLE = 16
_NEED_TWO = frozenset(("times", "owners", "numbers", "letters", "told"))  # one cell may say so by chance
MAX_TIME_CHARACTERS = 60
MIN_TELLING = 3  # words in front of those that say how often
MAX_OWNER_CHARACTERS = 100
MAX_OWNER_WORDS = 6
_ARTICLES = frozenset(("a", "an", "all", "each", "every", "how", "our", "their"))
MAX_STATUS_CHARACTERS = 40
MAX_BESIDE_RESPONSE = 3
MIN_PROSE_WORDS = 4
MIN_LONG_WORDS = 25

_NUMBER = re.compile(
    r"(?:rec(?:ommendation)?|ref|action|step|task|item|activity|milestone|[a-z]{1,3})?"
    r"[\s.#/-]*\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?[.):]?",
    re.I,
)
_COUNTED = re.compile(
    r"(?:action|step|task|item|activity|milestone)\s*(?:no\.?\s*)?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?", re.I
)
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}[.):]?\s+\w")
_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]?", re.IGNORECASE)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent)(?:\s+(?:complete|completed|done))?", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:has|have|had) (?:now |already |also |since )?(?:been|begun|taken|started|met|agreed|\w+ed)\b"
    r"|\b(?:was|were) (?:\w+ly )?\w+(?:ed|en|un|eld|et)\b|\bis (?:now |well )?(?:under ?way|complete|in place)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(?:team|service|directorate|department|unit|division|group|board|committee)s?\b", re.IGNORECASE)
_NO_DATE = re.compile(  # what a column of dates prints where there is none
    r"(?:(?:dates?|timescales?|times?|deadlines?) )?(?:tb[acd]|to be (?:agreed|confirmed|determined|set))"
    r"|(?:short|medium|long)(?:er)?(?:(?: ?[-–/] ?| to )(?:medium|long)(?:er)?)?[- ]terms?"
    r"|(?:(?:with)?in |over |for )?(?:the )?(?:next |first )?(?:\d{1,2}(?: ?[-–] ?| to ))?\d{1,2}\+?"
    r" (?:week|month|year)s?",
    re.I,
)
_HOW_OFTEN = re.compile(
    r"\b(?:each|every|once|twice|per|annual\w*|bi-?\w+ly|fortnightly|half-|(?:month|quarter|week|year|term|dai)ly)\b",
    re.I,
)
_TELLS_TIME = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|annual|month|week|quarter|year"
    r"|term|ongoing|on-going|complete|immediate|continu|in place|done|q[1-4]\b|daily|in progress|under ?way|ditto"
    r"|as above|business as usual)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a column's printed cells look like: the share of each kind, and how many entries each cell lists."""

    printed: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)
    counts: tuple[int, ...] = ()

    def share(self, kind: str) -> float:
        """Return the share of the cells that are of a kind."""
        return self.shares.get(kind, 0.0)

    def kinds(self) -> tuple[tuple[str, float], ...]:
        """Return the kinds that most of the cells are of, if there are cells enough to tell by."""
        return tuple(
            (kind, share)
            for kind, share in self.shares.items()
            if share >= MOSTLY and (self.printed >= MIN_CELLS or kind not in _NEED_TWO)
        )


NO_CONTENTS = Contents()


def read_contents(cells: Sequence[Cell]) -> Contents:
    """Return what a column's cells look like."""
    printed = [cell for cell in cells if _is_printed(cell)]
    if not printed:
        return NO_CONTENTS
    sample = [_Look(cell) for cell in spread(printed)]
    shares = {kind: sum(map(fits, sample)) / len(sample) for kind, fits in _KINDS.items()}
    is_dated = shares["times"] == 1 and _share(sample, _is_both) < 1  # "Completed" beside "May 2026" is when, too
    if not is_dated and shares["statuses"] >= MOSTLY and shares["times"] - _share(sample, _is_both) < 1 - MOSTLY:
        shares["times"] -= _share(sample, _is_both)  # "Completed", "Ongoing": statuses that a date column prints too
    return Contents(len(printed), shares, tuple(look.items for look in sample))


class _Look:
    """A cell that is looked at, with what several questions ask of it, each read once."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.text = cell.text.strip()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return read_entries(self.cell)

    @cached_property
    def entry_words(self) -> list[list[str]]:
        """The words of each entry."""
        return [entry.text.split() for entry in self.entries if entry.text.strip()]

    @cached_property
    def items(self) -> int:
        """How many of the entries are items of a list."""
        return sum(entry.is_item for entry in self.entries)

    @cached_property
    def is_time(self) -> bool:
        return self._all_lines(_is_time)

    @cached_property
    def is_owner(self) -> bool:
        return self._all_lines(_names_owner)

    @cached_property
    def word_count(self) -> int:
        return len(self.text.split())

    def _all_lines(self, fits: Callable[[str], bool]) -> bool:
        if fits(self.text):
            return True
        entries = [entry.text.strip() for entry in self.entries] if len(self.text) < 10 * MAX_TIME_CHARACTERS else []
        return len(entries) > 1 and all(map(fits, entries))


def spread(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the cells, or so many of them as tell enough, spread evenly."""
    if len(cells) <= MAX_SAMPLE:
        return cells
    return [cells[index * len(cells) // MAX_SAMPLE] for index in range(MAX_SAMPLE)]


def is_time(cell: Cell) -> bool:
    """Say whether a cell prints times and nothing else."""
    return _Look(cell).is_time


def is_plain_time(cell: Cell) -> bool:
    """Say whether a cell prints times, and no status that a date column prints too ("Completed")."""
    return _is_printed(cell) and is_time(cell) and not is_bare_status(cell)


def is_plain_status(cell: Cell) -> bool:
    """Say whether a cell prints a status, and not what stands for nothing."""
    return _is_printed(cell) and is_bare_status(cell)


def _is_printed(cell: Cell) -> bool:
    return bool(cell.fill) or cell.text.strip().casefold() not in NOTHING_PRINTED


def is_number(cell: Cell) -> bool:
    """Say whether a cell prints nothing but the number of a row ("1.2", "R3"); a year or an amount is none."""
    return _NUMBER.fullmatch(cell.text.strip()) is not None


def is_letter(cell: Cell) -> bool:
    """Say whether a cell prints nothing but the letter or Roman number of a step."""
    return _LETTER.fullmatch(cell.text.strip()) is not None


@lru_cache(maxsize=8192)  # a table's cells are asked about whenever its columns are looked at
def _is_time(text: str) -> bool:
    if len(text) > MAX_TIME_CHARACTERS:
        return False
    if _NO_DATE.fullmatch(text.strip(" .")):
        return True
    if not _TELLS_TIME.search(text):
        return False
    read = read_timeline_cell(text, context=WhenContext())
    if any(found.value.kind == "recurring" for found in read.found) and _tells_what(text):
        return False
    return bool(read.found) and all(found.value.kind not in ("unresolved", "event") for found in read.found)


def _tells_what(text: str) -> bool:
    """Say whether words say what is done, and then how often: "Review the clock each year", not "Review yearly"."""
    often = _HOW_OFTEN.search(text)
    return often is not None and len(text[: often.start()].split()) >= MIN_TELLING and begins_with_verb(text)


def is_owner(cell: Cell) -> bool:
    """Say whether a cell names owners and nothing else."""
    return _Look(cell).is_owner


@lru_cache(maxsize=8192)
def _names_owner(text: str) -> bool:
    """Say whether a text names owners plainly: a post, a person or a body, or what calls itself a team."""
    if not text or len(text) > MAX_OWNER_CHARACTERS or _NUMBER.fullmatch(text) or _tells_to_do(text):
        return False
    read = read_owner_cell(text, context=OwnerContext())
    if not read.found or any(note.code == "owner-unread" for note in read.notes):
        return False
    return any(found.value.kind in ("post", "person", "body") for found in read.found) or bool(_GROUP.search(text))


def _tells_to_do(text: str) -> bool:
    """Say whether a text tells somebody to do something ("Explore a joint service"), and names nobody."""
    words = text.casefold().split()
    return words[0] in verbs() and (len(words) > MAX_OWNER_WORDS or bool(_ARTICLES.intersection(words[1:])))


def is_bare_status(cell: Cell) -> bool:
    """Say whether a cell prints a status and nothing else."""
    return _is_bare_status(cell.text.strip())


@lru_cache(maxsize=4096)
def _is_bare_status(text: str) -> bool:
    read = read_status_cell(text) if text and len(text) <= MAX_STATUS_CHARACTERS else None
    if read is None or len(read.found) != 1 or any(note.code != "rag-without-legend" for note in read.notes):
        return False
    return not (text[: read.found[0].start] + text[read.found[0].end :]).strip(" .")


def _is_both(look: _Look) -> bool:
    return _is_bare_status(look.text) and look.is_time


def _is_filled(look: _Look) -> bool:
    return bool(look.cell.fill) and shown_rag(look.cell) is not None


def _is_answer(look: _Look) -> bool:
    found = read_response(look.text)
    return found is not None and len(look.text) - (found[2] - found[1]) <= MAX_BESIDE_RESPONSE


def _is_prose(look: _Look) -> bool:
    return look.word_count >= MIN_PROSE_WORDS and not look.is_owner and not look.is_time


def _is_imperative(look: _Look) -> bool:
    """Say whether most entries of a cell begin with a verb: what is to be done."""
    begin = sum(words[0].strip(",.:;").casefold() in verbs() for words in look.entry_words if len(words) > 1)
    return begin * 2 > len(look.entry_words)


def _states(look: _Look) -> bool:
    """Say whether most entries of a cell are sentences that begin with no verb: what is so, not what is to be done."""
    long = [words for words in look.entry_words if len(words) >= MIN_PROSE_WORDS]
    state = sum(words[0].strip(",.:;").casefold() not in verbs() for words in long)
    return state * 2 > len(look.entry_words)


def _share(looks: Sequence[_Look], fits: Callable[[_Look], bool]) -> float:
    return sum(map(fits, looks)) / len(looks)


_KINDS: Mapping[str, Callable[[_Look], bool]] = {
    "times": lambda look: look.is_time,
    "owners": lambda look: look.is_owner,
    "statuses": lambda look: _is_bare_status(look.text),
    "fills": _is_filled,
    "numbers": lambda look: _NUMBER.fullmatch(look.text) is not None,
    "counted": lambda look: _COUNTED.fullmatch(look.text) is not None,
    "letters": lambda look: _LETTER.fullmatch(look.text) is not None,
    "answers": _is_answer,
    "prose": _is_prose,
    "long": lambda look: look.word_count >= MIN_LONG_WORDS,
    "imperative": _is_imperative,
    "statements": _states,
    "dotted": lambda look: _DOTTED.match(look.text) is not None,
    "steps": lambda look: look.items > 1,
    "percents": lambda look: _PERCENT.fullmatch(look.text) is not None,
    "told": lambda look: _TOLD.search(look.cell.text) is not None,
}
