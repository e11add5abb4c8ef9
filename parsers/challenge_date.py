"""When the peers were on site: by the cover, a year beside the challenge's name, or a sentence about the visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from normalise.records import When
from normalise.when import WhenContext, read_text_dates, read_timeline_cell
from parsers.cover import VISIT_LABEL, Cover
from parsers.cover_dates import FoundDate, is_date, read_line_date
from parsers.document import Block, BlockKind, Document, Table
from parsers.phrases import phrase_pattern
from parsers.words import Words

MAX_SENTENCE_CHARACTERS = (
    5_000  # what is longer is no sentence, and each of its dates would be weighed against all of it
)
MAX_BLOCKS = 40
MIN_CHARACTERS = 30  # of a sentence that tells when somebody came
_TEXTS = (BlockKind.PARAGRAPH, BlockKind.ITEM)

_CHALLENGE_YEAR = re.compile(
    r"\bpeer\s+(?:challenge|review)\s*[(–—:-]?\s*(?P<year>20\d\d)\b(?!\s?[-–/]\s?\d)|\b(?P<front>20\d\d)\s+(?:corporate\s+)?peer\s+(?:challenge|review)\b",
    re.IGNORECASE,
)
# "the peer challenge of 3 to 6 November 2025": the date stands by the name, and needs no word about a visit.
_BESIDE = re.compile(
    r"\b(?:peer\s+(?:challenge|review)|(?:the|our|its)\s+(?:joint\s+)?challenge|CPC)"
    r"(?:\s+of\s+(?:the\s+)?[A-Z][\w&’' -]{2,50}?(?:Council|Authority|Borough))?\s*[,(]?\s*"
    r"(?:(?:of|in|on|during|from|between)\s+)?$",
    re.IGNORECASE,
)
_HELD_IN_YEAR = re.compile(
    r"\bpeer\s+(?:challenge|review)\s+(?:(?:was\s+)?(?:held|undertaken|conducted|carried\s+out|took\s+place)\s+)?(?:of|in)\s+"
    r"(?P<year>20\d\d)\b(?!\s?[-–/]\s?\d)",
    re.IGNORECASE,
)
_TEAM_ON_SITE = re.compile(
    r"^(?!.*\b(?:again|return|come\s+back|came\s+back|follow|progress\s+review))"
    r".*\b(?:team|peers|panel|ours|(?:its|their)\s+(?:\w+\s+)?members|colleagues|councillors\s+and\s+officers)\b"
    r"[^.!?]{0,160}"
    r"\b(?:on[- ]?site|with\s+us|came\s+to\s+see\s+us|(?:was|were)\s+in\s+(?-i:[A-Z])"
    r"|(?:by|from)\s+the\s+(?:LGA|Local\s+Government\s+Association)\b"
    r"|visited\s+(?:us|the\s+(?:council|city|borough|county|district)|(?-i:[A-Z])))",
    re.IGNORECASE,
)
# A sentence about the visit that the one before it names.
_GOES_ON = re.compile(r"(?:They|Ours)\s|(?:It|This|The\s+visit)\s+(?:took\s+place|was\s+held|ran)\s")
_SENTENCE_CUT = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(])")


def read_challenge(document: Document, cover: Cover, *, is_report: bool) -> FoundDate | None:
    """Return when the peers were on site, or None where nothing says so; of a year and days in it, the days."""
    if (visit := cover.visit or _in_a_table(document)) is not None:
        return read_line_date(visit)
    if is_report:
        for words in cover.dates:
            if words not in cover.meetings and (found := read_line_date(words)) is not None:
                return _days_on_site(document, found) or found
        if (found := _days_in(cover.title)) is not None:
            return found
    year = _year_beside_name(cover)
    told = _days_of(list(_told(document))) or _days_of(list(_told(document, _TEAM_ON_SITE)))
    if year is None or (told is not None and _lies_in(told.when, year.when)):
        return told or next(_years_told(document), None)
    return year


def _days_on_site(document: Document, printed: FoundDate) -> FoundDate | None:
    """Return the days that a sentence tells of the visit where the cover prints a later day: that is the report's."""
    if printed.when.start is None or printed.when.start != printed.when.end:
        return None
    told = _days_of(list(_told(document))) or _days_of(list(_told(document, _TEAM_ON_SITE)))
    if told is None or told.when.start is None or told.when.end is None or told.when.precision != "day":
        return None
    return told if told.when.start < told.when.end < printed.when.start else None


def _in_a_table(document: Document) -> Words | None:
    """Return the days behind a label of the visit in a table of dates ("Peer team on site | 16–19 September")."""
    for table in (block for block in document.blocks[:MAX_BLOCKS] if isinstance(block, Table)):
        for row in table.rows() if table.column_count == 2 else ():
            if len(row) > 1 and VISIT_LABEL.fullmatch(row[0].text.strip()) and is_date(row[1].text.strip()):
                return row[1].words.fold()
    return None


def _days_of(told: Sequence[FoundDate]) -> FoundDate | None:
    """Return the first of the dates that sentences tell; of a month and days in it told elsewhere, the days."""
    if not told or told[0].when.precision == "day":
        return told[0] if told else None
    days = (each for each in told[1:] if each.when.precision == "day" and _holds(told[0].when, each.when))
    return next(days, told[0])


def _holds(month: When, days: When) -> bool:
    if month.start is None or month.end is None or days.start is None or days.end is None:
        return False
    return month.start <= days.start and days.end <= month.end


def _days_in(title: Words) -> FoundDate | None:
    """Return the days that a report's title prints."""
    for found in read_text_dates(title.text, context=WhenContext()).found:
        if found.value.precision == "day" and "X" not in (found.value.edtf or "X"):
            return FoundDate(found.value.model_copy(update={"source": "column"}), title[found.start : found.end])
    return None


def _year_beside_name(cover: Cover) -> FoundDate | None:
    for words in (cover.title, *cover.lines):
        if match := _CHALLENGE_YEAR.search(words.text):
            group = "year" if match["year"] else "front"
            cut = words[match.start(group) : match.end(group)]
            read = read_timeline_cell(cut.text, context=WhenContext())
            return FoundDate(read.found[0].value, cut) if read.found else None
    return None


def _told(document: Document, about: re.Pattern[str] | None = None) -> Iterator[FoundDate]:
    """Yield the days and months that sentences about the visit print; those that name a challenge, or what is given."""
    about = about or phrase_pattern("challenge")
    for block in _iter_texts(document):
        was_about = False
        for sentence in _without_date_line(block.words).fold().split(_SENTENCE_CUT):
            if len(sentence) > MAX_SENTENCE_CHARACTERS:
                continue
            is_about = about.search(sentence.text) is not None
            is_about = is_about or (was_about and _GOES_ON.match(sentence.text) is not None)
            was_about = is_about and not phrase_pattern("earlier").search(sentence.text)
            if was_about:
                yield from _dates_of_visit(sentence)


def _iter_texts(document: Document) -> Iterator[Block]:
    """Yield the first paragraphs and entries that may be a sentence: what a web page links to is none."""
    texts = (block for block in document.blocks if isinstance(block, Block) and block.kind in _TEXTS)
    return islice((block for block in texts if len(block.text) >= MIN_CHARACTERS), MAX_BLOCKS)


def _years_told(document: Document) -> Iterator[FoundDate]:
    """Yield the bare years of sentences such as "the peer challenge held in 2024"."""
    for block in _iter_texts(document):
        for sentence in block.words.fold().split(_SENTENCE_CUT):
            match = _HELD_IN_YEAR.search(sentence.text[:MAX_SENTENCE_CHARACTERS])
            if match is None or phrase_pattern("earlier").search(sentence.text):
                continue
            words = sentence[match.start("year") : match.end("year")]
            for found in read_timeline_cell(words.text, context=WhenContext()).found[:1]:
                yield FoundDate(found.value.model_copy(update={"source": "text"}), words)


def _without_date_line(words: Words) -> Words:
    """Return a paragraph without a first line that is the document's date and nothing else."""
    end = words.text.find("\n")
    return words[end + 1 :] if end > 0 and is_date(words.text[:end].strip()) else words


def _dates_of_visit(sentence: Words) -> Iterator[FoundDate]:
    for found in read_text_dates(sentence.text, context=WhenContext()).found:
        when = found.value
        if when.edtf is None or "X" in when.edtf or when.precision not in ("day", "month"):
            continue
        if _BESIDE.search(sentence.text[: found.start]) or _speaks_of_visit(sentence.text, found.start):
            yield FoundDate(when, sentence[found.start : found.end])


def _speaks_of_visit(text: str, position: int) -> bool:
    """Say whether a date belongs to the visit, by the last telling word in front of it, else the first behind it."""
    telling = [(match.start(), True) for match in phrase_pattern("on_site").finditer(text)]
    telling += [(match.start(), False) for match in phrase_pattern("afterwards").finditer(text)]
    before = [entry for entry in telling if entry[0] < position]
    behind = [entry for entry in telling if entry[0] >= position]
    if before:
        return max(before)[1]
    return bool(behind) and min(behind)[1]


def _lies_in(when: When, year: When) -> bool:
    return when.start is not None and year.start is not None and when.start.year == year.start.year
