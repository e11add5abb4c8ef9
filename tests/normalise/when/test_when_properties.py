"""What holds for every text, whatever a council prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from edtf import parse_edtf, struct_time_to_date
from hypothesis import assume, given
from hypothesis import strategies as st

from normalise.reading import Readings
from normalise.records import When
from normalise.when import WhenContext, read_text_dates, read_timeline_cell, read_whens

Reader = Callable[..., Readings[When]]
PIECES = (
    "January Feb March Apr May june JULY Aug Sept October Nov. December Monday Spring winter "
    "2024 2025 '25 25 2025/26 25/26 2025/31 1 3rd 31 12 Q1 Q4 Q7 H1 31/03/2026 31.3.26 2026-02-30 "
    "by By end of early mid- late from until before after onwards ongoing Ongoing Completed complete TBC Ditto "
    "annually quarterly every each year twice a six months and & or to - – / , . ; : ( ) for the in this next "
    "draft Cabinet following approval subject budget may march 1. 2. a. b) % £"
).split()
expressions = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
texts = st.one_of(expressions, st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
published = st.sampled_from(
    [None, "2022-06", "2024-02-20/2024-02-22", "2023", "2024-24", "2025-02-14", "XXXX-03", "nonsense"]
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
contexts = st.builds(
    WhenContext, published=published, infer_year=st.booleans(), heading=st.sampled_from([None, "2025/26"])
)
readers = st.sampled_from([read_timeline_cell, read_text_dates])


def _folded(text: str) -> str:
    return " ".join(text.split())


@given(texts, contexts, readers)
def test_raw_words_are_those_of_the_span(text: str, context: WhenContext, read: Reader) -> None:
    for reading in read(text, context=context).found:
        assert reading.value.raw == _folded(text[reading.start : reading.end])
        assert reading.value.raw
        assert reading.value.raw in _folded(text)


@given(texts, contexts, readers)
def test_reading_twice_gives_the_same(text: str, context: WhenContext, read: Reader) -> None:
    assert read(text, context=context) == read(text, context=context)


@given(expressions, contexts)
def test_extra_blanks_do_not_matter(text: str, context: WhenContext) -> None:
    spaced = re.sub(r" +", "   ", text)
    assert read_whens(spaced, context=context) == read_whens(text, context=context)
    assert read_whens(f"  {text} \t", context=context) == read_whens(text, context=context)


@given(texts, contexts)
def test_every_word_of_a_cell_is_in_a_raw_or_a_note(text: str, context: WhenContext) -> None:
    readings = read_timeline_cell(text, context=context)
    left = set(_WORD.findall(_unread(text, readings).lower()))
    markers = {"a", "b", "1", "2"} | {number for reading in readings.found for number in reading.numbers}
    assert left <= {"and", "or", "to", "then", "also", "plus", "as", "well", "through"} | markers


def _unread(text: str, readings: Readings[When]) -> str:
    """Return the text with blanks where something was read or noted; list markers and joining words are left."""
    left = list(text)
    spans = [(reading.start, reading.end) for reading in readings.found]
    for start, end in [*spans, *((note.start, note.end) for note in readings.notes)]:
        left[start:end] = " " * (end - start)
    return "".join(left)


@given(texts, contexts, readers)
def test_what_is_unresolved_says_why(text: str, context: WhenContext, read: Reader) -> None:
    readings = read(text, context=context)
    unresolved = [reading for reading in readings.found if reading.value.kind == "unresolved"]
    assert len([note for note in readings.notes if note.code == "unresolved-timeline"]) >= len(unresolved)
    if not readings.found and read is read_timeline_cell:
        assert readings.notes


@given(texts, contexts, readers)
def test_days_are_those_of_the_edtf(text: str, context: WhenContext, read: Reader) -> None:
    for reading in read(text, context=context).found:
        when = reading.value
        if when.edtf is None:
            assert when.start is None
            assert when.end is None
            continue
        if "XXXX" in when.edtf:
            assert when.start is None
            assert when.end is None
            continue
        if when.qualifier not in {"early", "mid", "late", "end"}:
            _check_bounds(when, when.edtf)


def _check_bounds(when: When, edtf: str) -> None:
    """Compare with the `edtf` package's strict bounds; it ends winters on 31 December, the contract in February."""
    parsed = parse_edtf(edtf)
    if when.start and not _is_narrowed(when):
        assert when.start == struct_time_to_date(parsed.lower_strict())
    if when.end and not _is_narrowed(when) and not edtf.endswith("-24"):
        assert when.end == struct_time_to_date(parsed.upper_strict())


def _is_narrowed(when: When) -> bool:
    return bool(re.search(r"\b(early|mid|middle|late|end|beginning|start|beginning)\b", when.raw, re.IGNORECASE))


@given(texts, contexts, readers)
def test_recurrences_come_round(text: str, context: WhenContext, read: Reader) -> None:
    for reading in read(text, context=context).found:
        if reading.value.rrule:
            rule = rrulestr(f"RRULE:{reading.value.rrule}", dtstart=datetime(2025, 1, 1))  # noqa: DTZ001  # days only
            first = next(iter(rule), None)
            assert first is not None
            assert first.date() < date(2040, 1, 1)


@given(expressions)
def test_a_missing_year_falls_in_the_window_of_the_document(text: str) -> None:
    context = WhenContext(published="2024-02")
    for when in read_whens(text, context=context):
        if when.inferred == ("year",) and when.end and when.kind == "date" and "/" not in (when.edtf or ""):
            assume(not when.qualifier and not re.search(r"\d\d", when.raw))  # a neighbour's year may be nearer
            assert date(2023, 12, 1) <= when.end <= date(2024, 11, 30)


def test_a_text_of_ten_megabytes_is_one_unresolved_when() -> None:
    readings = read_timeline_cell("June 2025 " * 1_000_000)
    assert [reading.value.kind for reading in readings.found] == ["unresolved"]
    assert [note.code for note in readings.notes] == ["text-too-long"]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b", "\x00", "\u202e"])
def test_nothing_printed_is_no_when_and_is_noted(text: str) -> None:
    readings = read_timeline_cell(text)
    assert readings.found == ()
    assert [note.code for note in readings.notes] == ["unresolved-timeline"]


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "( ",
        "'",
        "1,",
        "1 and ",
        "by ",
        "annually ",
        "Q1/",
        "Monday ",
        "a. ",
        "June 2025 (",
        "June 2025 and ",
        "March ",
    ],
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    read_timeline_cell(text)
    read_text_dates(text)
