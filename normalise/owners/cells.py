"""A cell of owners cut into its entries: lines and numbered items, with the numbers of the actions they belong to.

A line that the column's edge wrapped is joined with the one it continues. What an entry holds is left to `joints`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from normalise.numbers import is_first, read_marker, runs_on
from normalise.owners.kinds import MAX_NAME_CHARACTERS, sense_of
from normalise.owners.vocabulary import fold, is_given_name, is_topic, tokens

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_NUMBERS = r"\d{1,2}(?:\s{0,2}(?:,|&|\+|-|–|—|\bto\b|\band\b)\s{0,2}\d{1,2}){0,12}"
_MARKER = re.compile(
    rf"""(?: ^ | (?<=[\s;,]) )
    (?: (?:actions?|recs?|recommendations?|nos?\.?|items?) \s+ (?P<named>{_NUMBERS}) \s? [-–:.)]? (?=\s)
      | ^ (?P<dashed>{_NUMBERS}) \s+ [-–—] (?=\s)
      | (?P<plain> {_NUMBERS} \s? [.):] (?= \s | [^\W\d_]{{2}} )
          | \( (?:{_NUMBERS}|[a-h]) \) (?=\s*\w)
          | [a-i] (?: \) | \. (?=\s) | \s? : )
          | ^ \d{{1,2}} (?:\.\d{{1,2}}){{1,2}} [.)]? (?=\s+[^\W\d_]{{2}})
          | (?:ii|iii|iv|vi|vii) [.)] )
      | (?P<bullet> [•●○◦▪▫■□◆►➢➤‣∙·✓✔\uf0b7\uf0a7*] | ^[-–—o] (?=\s) ) )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})\s+(?=[A-Z])")
_NUMBERED_BEHIND = re.compile(
    rf"(?P<words>[^()\n]{{2,120}})\((?:actions?\s+)?(?P<numbers>{_NUMBERS})\)\s*(?:[,;/&]\s*|and\s+)?",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"(?:\b(?:of|for|and|to|the)|[&,/–—(]|\s-)\s*$", re.IGNORECASE)
_OPEN_START = re.compile(r"\s*(?:[&/,(–—]|(?:and|of|for)\b|-\s)", re.IGNORECASE)
_TRAILING = re.compile(rf"\s*\(\s*(?:actions?\s+)?(?P<numbers>{_NUMBERS})\s*\)\s*$", re.IGNORECASE)
# Words that close a longer name and name nobody by themselves: alone on a line they end the line above.
_CLOSING = re.compile(
    r"""\s* (?: (?:service|officer|manager|partnership|director|lead)s? | team | board | committee | group | council
    | executive\s+officer | unit | department | directorate | panel | member | holder | area | development
    | management ) \s*""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line or numbered item of a cell: its half-open span, and the folded numbers in front of it."""

    start: int
    end: int
    numbers: tuple[str, ...] = ()


def split_entries(text: str) -> tuple[Entry, ...]:
    """Return the entries of a cell in order, none empty. An unmarked line behind a numbered one keeps its numbers."""
    if listed := _bare_numbers(text) or _numbers_behind(text):
        return listed
    entries: list[Entry] = []
    numbers: tuple[str, ...] = ()
    for line in _LINE.finditer(text):
        for start, end, own, marked in _items(text, line.start(), line.end(), numbers):
            numbers = own
            entry = _strip(text, Entry(start, end, own))
            if entry.start == entry.end:
                continue
            if not marked and entries and _continues(text, entries[-1], entry):
                entries[-1] = replace(entries[-1], end=entry.end)
            else:
                entries.append(entry)
    return tuple(_read_trailing_numbers(text, entry) for entry in entries)


def _bare_numbers(text: str) -> tuple[Entry, ...]:
    """Return the lines of a cell that are numbered 1, 2, 3 … without a sign behind the number, or ()."""
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    found = [_BARE_NUMBER.match(text, line.start(), line.end()) for line in lines]
    if len(found) < 2 or [match and match["number"] for match in found] != [str(n + 1) for n in range(len(found))]:
        return ()
    return tuple(
        _strip(text, Entry(match.end(), line.end(), (match["number"],)))
        for match, line in zip(found, lines, strict=True)
        if match
    )


def _numbers_behind(text: str) -> tuple[Entry, ...]:
    """Return the names of a cell that prints several numbers, each in brackets behind its name, or ()."""
    if text.count("(") < 2 or len(text) > MAX_NAME_CHARACTERS * 4:
        return ()
    found = list(_NUMBERED_BEHIND.finditer(text))
    if len(found) < 2 or found[0].start() != 0 or text[found[-1].end() :].strip(" .;"):
        return ()
    if any(before.end() != after.start() for before, after in pairwise(found)):
        return ()
    markers = [read_marker(match["numbers"] + ". x") for match in found]
    return tuple(
        _strip(text, Entry(*match.span("words"), marker.numbers if marker else ()))
        for match, marker in zip(found, markers, strict=True)
    )


def _items(
    text: str, start: int, end: int, numbers: tuple[str, ...]
) -> Iterator[tuple[int, int, tuple[str, ...], bool]]:
    """Yield start, end, numbers and whether a marker stands in front, for each item of one line."""
    begin, marked = start, False
    for match in _MARKER.finditer(text[start:end]):
        at = start + match.start()
        own = _numbers_at(match, numbers)
        if own is None or _is_initial(text, match, start):
            continue
        if text[begin:at].strip():
            yield begin, at, numbers, marked
        begin, numbers, marked = start + match.end(), own or (), True
    yield begin, end, numbers, marked


def _numbers_at(match: re.Match[str], before: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the folded numbers of a marker, () for a bullet, None where it is no marker after all."""
    if match["bullet"]:
        return before if match.start() else ()
    bare = match["named"] or match["dashed"]
    printed = f"{bare}." if bare else match["plain"]
    if re.fullmatch(r"[\d.]+\d", printed):
        return (".".join(str(int(part)) for part in printed.split(".")),)
    marker = read_marker(re.sub(r"\s+(?=[.):])", "", printed) + " x")
    if marker is None or not marker.numbers:
        return None
    return marker.numbers if match.start() == 0 or match["named"] or _may_follow(before, marker.numbers) else None


def _may_follow(before: tuple[str, ...], numbers: tuple[str, ...]) -> bool:
    """Say whether a marker inside a line goes on with a list (and is not a number of something else)."""
    if not before:
        return is_first(numbers[0]) or numbers[0].isdigit()
    return runs_on(before[-1], numbers[0]) or (numbers[0].isdigit() and before[-1].isdigit())


def _is_initial(text: str, match: re.Match[str], offset: int) -> bool:
    """Say whether "A." or "B." is somebody's initial: a capital before one or two words that are no field's words."""
    printed = match["plain"] or ""
    if not re.fullmatch(r"[A-Z]\.", printed):
        return False
    following = text[offset + match.end() : offset + match.end() + 60]
    words = [token.text for token in tokens(following) if token.is_word][:2]
    if not words or is_topic(fold(words[0])) or is_given_name(fold(words[0])):
        return False
    sense = sense_of(" ".join(words))
    return sense is not None and sense.form in ("name", "person")


def _continues(text: str, before: Entry, entry: Entry) -> bool:
    """Say whether an unmarked line goes on with the line before it."""
    above, here = text[before.start : before.end], text[entry.start : entry.end]
    if len(above) > MAX_NAME_CHARACTERS:
        return False
    if _OPEN_END.search(above) or _OPEN_START.match(here) or above.count("(") > above.count(")"):
        return True
    if here[0].islower() and sense_of(here) is None:
        return True
    if here[0].islower() and not here.startswith(("s151", "s.151", "all ")):
        return True
    return bool(_CLOSING.fullmatch(here)) and sense_of(above) is not None


def _read_trailing_numbers(text: str, entry: Entry) -> Entry:
    """Return the entry without the numbers printed in brackets behind it ("Head of Housing (actions 1 & 2)")."""
    if entry.numbers or not (match := _TRAILING.search(text[entry.start : entry.end])):
        return entry
    marker = read_marker(match["numbers"] + ". x")
    if marker is None or not marker.numbers or match.start() == 0:
        return entry
    return Entry(entry.start, entry.start + match.start(), marker.numbers)


def _strip(text: str, entry: Entry) -> Entry:
    start, end = entry.start, entry.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Entry(start, end, entry.numbers)
