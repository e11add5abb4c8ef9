"""Reads a timeline cell: its list numbers, its values with spans and labels, and what is doubtful about them.

The grammar is that of `parts` and `expressions`; which action a value belongs to is left to the aligner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from normalise.numbers import Marker, read_marker, split_numbered
from normalise.reading import Note, Reading, Readings
from normalise.records import When
from normalise.when.bounds import Calendar
from normalise.when.events import is_event
from normalise.when.expressions import Dated
from normalise.when.infer import read_origin
from normalise.when.items import Item
from normalise.when.labels import Stretch, cut_stretches, read_label, trim
from normalise.when.moved import ORIGINAL, find_moved
from normalise.when.parts import find_items
from normalise.when.settings import TimelineSettings
from normalise.when.terms import PADDING, match_brackets, read_terms
from normalise.when.units import Terms, Unit, read_units
from normalise.when.values import Basis, Value, completed, dated_value, make_when, recurring, unresolved

NOTHING_ABOVE = "nothing stands above it"  # the detail of the note on a "Ditto" without
MAX_CHARACTERS = 100_000  # of a text that is read as one cell
MAX_LIST_CHARACTERS = 4_000  # of a cell that is searched for list numbers inside its lines
_MOST_MARKER = 40  # characters of a list marker
_LINE_END = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class WhenContext:
    """What a cell is read against.

    `published` is the EDTF of the document's date; `infer_year` is false where that date contradicts the document's own
    statements; `quarters` is what the document's legend says; `above` are the whens that "Ditto" repeats; `heading` is
    the column's or table's heading, whose year a month without one takes.
    """

    published: str | None = None
    infer_year: bool = True
    quarters: Literal["financial", "calendar"] | None = None
    above: tuple[When, ...] = ()
    heading: str | None = None
    settings: TimelineSettings = field(default_factory=TimelineSettings)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the list that a cell prints, or the whole cell: its numbers and half-open span."""

    numbers: tuple[str, ...]
    start: int
    end: int


def read_cell(text: str, context: WhenContext) -> Readings[When]:
    """Return the whens of a cell in printed order, with spans and list numbers, and notes on what is doubtful."""
    if len(text) > MAX_CHARACTERS:
        return _too_long(text)
    basis = basis_of(context, "column")
    found: list[Reading[When]] = []
    notes: list[Note] = []
    above = context.above
    for entry in _entries(text):
        readings = _read_moved(text, entry, basis) or _read_entry(text, entry, above, basis)
        above = tuple(reading.value for reading in readings.found) or above
        found += readings.found
        notes += readings.notes
    if not found and not notes:
        notes.append(Note("unresolved-timeline", "nothing is printed", 0, len(text)))
    return Readings(tuple(found), tuple(notes))


def needs_above(read: Readings[When]) -> bool:
    """Say whether a cell that was read with nothing above it says what stands there ("Ditto")."""
    return any(note.detail.endswith(NOTHING_ABOVE) for note in read.notes)


def basis_of(context: WhenContext, source: Literal["column", "text"]) -> Basis:
    """Return the conventions and the origin of years that a context gives."""
    calendar = Calendar(context.settings, context.quarters)
    if not context.infer_year:
        return Basis(calendar, None, source)
    heading = _year_of_heading(context.heading) if context.heading else None
    return Basis(calendar, read_origin(context.published, heading, calendar), source)


def raw_of(text: str, start: int, end: int) -> str:
    """Return printed words with white space folded."""
    return " ".join(text[start:end].split())


@lru_cache(maxsize=256)  # one column's heading is asked about in every row
def _year_of_heading(heading: str) -> Unit | None:
    """Return the one year or financial year that a heading prints, or None."""
    terms = read_terms(heading[:MAX_CHARACTERS])
    reads = [read_units(terms, at) for at in range(len(terms) - PADDING) if terms[at].number >= 0]
    years = {read.first for read in reads if read and read.first.precision in ("year", "financial_year")}
    [year] = years if len(years) == 1 else (None,)
    return year if year and not year.fault else None


def _too_long(text: str) -> Readings[When]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    note = Note("text-too-long", f"{len(text)} characters in one cell", start, end)
    if start >= end:
        return Readings((), (note,))
    value = make_when(unresolved(""), raw_of(text, start, end), None, "column")
    return Readings((Reading(value, start, end),), (note,))


def _entries(text: str) -> tuple[_Entry, ...]:
    """Return the entries of a numbered list, and what stands in front of it; else the whole text without a marker."""
    text = text.rstrip()
    listed = split_numbered(text) if len(text) <= MAX_LIST_CHARACTERS else ()
    marker = _marker(text)
    entries = [_Entry(entry.numbers, entry.start, entry.end) for entry in listed]
    if not listed:
        entries = [_Entry(marker.numbers, marker.end, len(text))] if marker else []
    elif marker and marker.end == listed[0].start:  # "a and b. June": the list found begins with the b
        entries[0] = replace(entries[0], numbers=marker.numbers)
    elif text[: listed[0].marker_start].strip():
        entries.insert(0, _Entry((), 0, listed[0].marker_start))
    if not any(text[entry.start : entry.end].strip() for entry in entries):
        return (_Entry((), 0, len(text)),)
    return tuple(part for entry in entries for part in _cut_lines(text, entry))


def _marker(text: str) -> Marker | None:
    """Return the list marker in front, unless it is a date ("31.3.26 Cabinet")."""
    marker = read_marker(text)
    if marker is None or marker.kind != "dotted":
        return marker
    read = read_units(read_terms(marker.printed), 0)
    return None if read and read.first.precision == "day" and not read.first.fault else marker


def _cut_lines(text: str, entry: _Entry) -> Iterator[_Entry]:
    """Yield an entry cut at the lines that begin with several numbers ("b and c. June")."""
    start, numbers = entry.start, entry.numbers
    for line in _LINE_END.finditer(text, entry.start, entry.end):
        marker = read_marker(text[line.end() : min(entry.end, line.end() + _MOST_MARKER)])
        if marker and len(marker.numbers) > 1:
            yield _Entry(numbers, start, line.start())
            start, numbers = line.end() + marker.end, marker.numbers
    yield _Entry(numbers, start, entry.end)


def _read_moved(text: str, entry: _Entry, basis: Basis) -> Readings[When] | None:
    """Return a date and the one that it was moved from, labelled so; None where an entry prints no such pair."""
    moved = find_moved(text, entry.start, entry.end)
    if moved is None:
        return None
    parts = [_read_entry(text, _Entry(entry.numbers, *span), (), basis) for span in (moved.first, moved.second)]
    if not all(len(part.found) == 1 and _is_plain(part.found[0].value) for part in parts):
        return None
    first, second = parts[0].found[0], parts[1].found[0]
    is_original = moved.is_first_original
    whens = (
        first.value.with_values(label=ORIGINAL if is_original else None),
        second.value.with_values(
            label=None if is_original else ORIGINAL, raw=raw_of(text, moved.sign, moved.second[1])
        ),
    )
    found = (replace(first, value=whens[0]), replace(second, value=whens[1], start=moved.sign, end=moved.second[1]))
    return Readings(found, (*parts[0].notes, *parts[1].notes))


def _is_plain(when: When) -> bool:
    """Say whether a when is a date and nothing beside it."""
    return when.kind == "date" and when.label is None


def _read_entry(text: str, entry: _Entry, above: tuple[When, ...], basis: Basis) -> Readings[When]:
    terms = read_terms(text, entry.start, entry.end)
    count = len(terms) - PADDING
    if not count:
        return Readings()
    brackets = match_brackets(terms)
    items = find_items(terms, brackets, _published(basis))
    if not items:
        return _without_items(text, entry, terms, brackets)
    found: list[Reading[When]] = []
    notes: list[Note] = []
    for stretch in cut_stretches(terms, items, count, brackets):
        begin, end = trim(terms, (stretch.begin, stretch.end), brackets, stretch.item)
        start, stop = terms[begin].start, terms[end - 1].end
        label = read_label(text, terms, stretch, brackets)
        if stretch.item.recurring and stretch.item.recurring.begins:
            label = _begins_label(label, text, terms, stretch.item.recurring.begins)
        whens, doubts = _read_stretch(stretch, raw_of(text, start, stop), label, above, basis)
        above = whens
        found += [Reading(when, start, stop, entry.numbers) for when in whens]
        notes += [replace(note, start=start, end=stop) for note in doubts]
    return Readings(tuple(found), tuple(notes))


def _published(basis: Basis) -> date | None:
    origin = basis.origin
    return None if origin is None or origin.within else date(origin.last // 12, origin.last % 12 + 1, 1)


def _without_items(text: str, entry: _Entry, terms: Terms, brackets: dict[int, int]) -> Readings[When]:
    """Return an event, or the words kept as printed, unresolved."""
    begin, end = trim(terms, (0, len(terms) - PADDING), brackets)
    if begin >= end:
        begin, end = 0, len(terms) - PADDING
    start, stop = terms[begin].start, terms[end - 1].end
    value = Value("event") if is_event(terms[begin:end]) else unresolved("no rule reads it")
    when = make_when(value, raw_of(text, start, stop), None, "column")
    notes = tuple(_noted(note, when.raw, start, stop) for note in value.notes)
    return Readings((Reading(when, start, stop, entry.numbers),), notes)


def _read_stretch(
    stretch: Stretch, raw: str, label: str | None, above: tuple[When, ...], basis: Basis
) -> tuple[tuple[When, ...], tuple[Note, ...]]:
    item = stretch.item
    if item.kind == "ditto" and above:
        return tuple(_repeated(when, raw, basis) for when in above), ()
    value = _value(item, basis)
    if value.kind in ("unresolved", "event"):
        label = None
    when = make_when(value, raw, label, basis.source)
    return (when,), tuple(_noted(note, raw, 0, 0) for note in value.notes)


def _begins_label(label: str | None, text: str, terms: Terms, begins: Dated) -> str:
    """Put from when a recurrence runs into its label: the contract gives a recurrence no date of its own."""
    words = raw_of(text, terms[begins.begin].start, terms[begins.end - 1].end)
    return f"{label} {words}" if label and words not in label else label or words


def _repeated(when: When, raw: str, basis: Basis) -> When:
    return when.model_copy(update={"raw": raw, "inferred": ("value",), "source": basis.source, "provenance": None})


def _value(item: Item, basis: Basis) -> Value:
    if item.fault:
        return unresolved(item.fault)
    if item.recurring:
        return recurring(item.recurring)
    if item.dated:
        value = dated_value(item.dated, basis)
        return completed(value) if item.kind == "completed" and value.kind == "date" else value
    if item.kind in ("ongoing", "completed", "event"):
        return Value(item.kind)
    return unresolved(NOTHING_ABOVE if item.kind == "ditto" else "it is not known yet")


def _noted(note: Note, raw: str, start: int, end: int) -> Note:
    return Note(note.code, f"“{raw}”: {note.detail}", start, end)
