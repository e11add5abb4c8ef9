"""A document's own legend of colours: "Green – on track", "R = not started; A = …", "BRAG: B – complete, R – …".

The same colour means delivery risk in one council and completion in another, so the printed legend comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from normalise.records import Rag, Status, StatusValue
from normalise.statuses.words import alternatives, colour_names, colours, value_of

MAX_LINE_CHARACTERS = 600
MAX_MEANING_CHARACTERS = 200
_SIGNS = " \t;,|–—-"  # between the entries of a legend
_UNRATED = re.compile(  # colours that no rating has, by the contract's ruling on colour
    r"(?:^\W*|(?<=[\s;,|(.]))(?P<name>grey|gray|white|purple|black|clear)\s*(?:[:=|\t]|\s[-–—]\s|[–—])\s*(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a legend says of one colour: its whole printed wording, and the status it means (None: we cannot tell)."""

    rag: Rag
    wording: str
    value: StatusValue | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """All that a document's legend says, in printed order, a colour once.

    `unrated`: of colours that rate nothing ("Grey – not started") the folded name, the status meant, and the wording.
    """

    entries: tuple[LegendEntry, ...] = ()
    unrated: tuple[tuple[str, StatusValue, str], ...] = ()

    def entry_of(self, rag: Rag) -> LegendEntry | None:
        """Return what the legend says of a colour, or None."""
        return next((entry for entry in self.entries if entry.rag == rag), None)

    def value_of_unrated(self, name: str) -> StatusValue | None:
        """Return what the legend says of the name of a colour that rates nothing, or None."""
        return next((value for known, value, _ in self.unrated if known == name.strip(" .").casefold()), None)

    def status_of_unrated(self, name: str) -> Status | None:
        """Return the status that a cell shows which is painted in such a colour and prints nothing, or None."""
        told = ((value, wording) for known, value, wording in self.unrated if known == name)
        return next((Status(value=value, rag=None, raw=wording) for value, wording in told), None)


NO_LEGEND = Legend()


def find_legend(lines: Sequence[str], fills: Sequence[Rag | None] = ()) -> Legend:
    """Return the legend that a document's lines print, `NO_LEGEND` where none does.

    `fills` are the colours behind the lines, one a line, where the format has them: a coloured cell that prints
    "On track" is an entry. A colour's name followed by words is no legend ("Green: new parks") unless two colours are
    explained, or one by nothing but a status.

    >>> find_legend(["Key: Green – on track", "Amber – some delay"]).entries[0].value
    'in_progress'
    """
    entries: list[LegendEntry] = []
    for index, line in enumerate(lines):
        if len(line) <= MAX_LINE_CHARACTERS:
            entries.extend(_entries_of(line, fills[index] if index < len(fills) else None))
    first: dict[Rag, LegendEntry] = {}
    for entry in entries:
        known = first.setdefault(entry.rag, entry)
        if known.value is None and entry.value:  # "Blue – 5" counts and explains nothing
            first[entry.rag] = entry
    explained = [entry for entry in first.values() if entry.value]
    if not explained or (len(first) == 1 and not _is_bare(explained[0])):
        return NO_LEGEND
    told = (told for line in lines if len(line) <= MAX_LINE_CHARACTERS for told in _unrated_of(line))
    return Legend(tuple(first.values()), tuple(told))


def _unrated_of(line: str) -> Iterator[tuple[str, StatusValue, str]]:
    """Yield what a line says of colours that rate nothing, each up to the next colour that it explains."""
    begins = sorted(mark.start() for pattern in (_UNRATED, _mark_pattern()) for mark in pattern.finditer(line))
    for mark in _UNRATED.finditer(line):
        end = next((begin for begin in begins if begin >= mark.end()), len(line))
        if value := status_in(line[mark.end() : end][:MAX_MEANING_CHARACTERS]):
            yield mark["name"].casefold(), value, line[mark.start("name") : end].strip(_SIGNS)


def status_in(words: str) -> StatusValue | None:
    """Return the first status that a legend's wording speaks of, or None.

    >>> status_in("the action is behind schedule"), status_in("new parks")
    ('delayed', None)
    """
    match = re.search(rf"(?<!\w)(?P<status>{alternatives('cell')})(?!\w)", words, re.IGNORECASE)
    if match is None:
        return (
            "delayed"
            if re.search(r"\bdelays?\b|\bslippage\b|\bconcerns?\b|\bissues?\b", words, re.IGNORECASE)
            else None
        )
    if re.search(r"\b(?:not|no|un)\s*(?:\w+\s+)?$", words[: match.start()], re.IGNORECASE):
        return None
    return value_of(match["status"], "cell")


def _entries_of(line: str, fill: Rag | None) -> Iterator[LegendEntry]:
    marks = list(_mark_pattern().finditer(line))
    if len({mark["name"].casefold() for mark in marks if len(mark["name"]) == 1}) == 1 and len(marks) == 1:
        marks = [mark for mark in marks if len(mark["name"]) > 1]  # "A = …" alone is a list's letter
    begins = sorted([*(mark.start() for mark in marks), *(other.start() for other in _UNRATED.finditer(line))])
    for mark in marks:
        after = next((begin for begin in begins if begin >= mark.end()), len(line))
        meaning = line[mark.end() : after].strip(_SIGNS + ".()")
        wording = line[mark.start("entry") : after].strip(_SIGNS)
        if meaning and len(meaning) <= MAX_MEANING_CHARACTERS:
            yield LegendEntry(colours()[mark["name"].casefold()], " ".join(wording.split()), status_in(meaning))
    if not marks and fill and (value := value_of(line.strip(" .\t"), "cell") or status_in(line)):
        yield LegendEntry(fill, " ".join(line.split()), value)


def _is_bare(entry: LegendEntry) -> bool:
    meaning = re.split(r"\s*[:=–—|-]\s*", entry.wording, maxsplit=1)[-1]
    return value_of(meaning.strip(" ."), "cell") is not None


@cache
def _mark_pattern() -> re.Pattern[str]:
    """A colour's name or letter and what leads on to its meaning: "Green –", "R =", "BRAG: B –", "Amber (A):"."""
    return re.compile(
        rf"""(?: ^ | (?<=[\s;,|(.]) )
        (?P<entry> (?P<name> (?:{colour_names()}) | (?-i:[BRAG]) (?![\w.]) )
          (?: \s* \( (?-i:[BRAG]) \) )? (?: \s+ (?:rating|rated|status|action|actions|indicates|means) )?
          \s* (?: [:=|\t] | \s[-–—]\s | [–—] | (?<=\))\s | (?<=indicates)\s | (?<=means)\s ) \s*
          (?: (?:{colour_names()}) \s*[-–—:,]\s* )? )""",
        re.VERBOSE | re.IGNORECASE,
    )
