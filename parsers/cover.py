"""What a document says of itself on its first lines: its title, its date, and when the peers were on site.

Contract, "document" (`title`, `published`, `challenge`) and the ruling "Names".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from normalise.records import When
from normalise.when import WhenContext, read_text_dates, read_timeline_cell
from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headings import Topic, read_topic
from parsers.phrases import phrase_pattern
from parsers.repair.mark_headings import is_recommendation_heading
from parsers.scope.edges import is_label
from parsers.words import Words, join

MAX_COVER_LINES = 14
MAX_TITLE_CHARACTERS = 120
MAX_TITLE_WORDS = 12
MAX_WORDS_BELOW_DATE = 4
SMALL_BESIDE_TITLE = 0.8  # of the title's type size: what is smaller is no part of it

_LINE_END = re.compile(r"\n")
_SENTENCE = re.compile(r"[a-z]{2}[.;:]$|\d\.$")
_UPDATED = re.compile(
    r"^(?:(?:last\s+)?updated|published|version|issued|dated?|as\s+at|position\s+(?:as\s+)?at|revised|draft|final|v\d[\d.]*"
    r"|(?:approved|agreed|adopted|endorsed)(?:\s+by\s+(?:\w+\s+){1,3}?(?:on\b)?)?)(?:\b|(?<=\s))[\s:,–—-]*",
    re.IGNORECASE,
)


_VISIT = re.compile(
    r"""^(?: on[- ]?site
         | dates?\s+ (?: on[- ]?site | of\s+(?:the\s+)?(?:peer\s+)?(?:challenge|visit|review) )
         | (?:peer\s+)? (?:challenge|visit)\s+dates?
        ) \s* [:–—-] \s*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first lines of a document as printed: all of them, those that make its title, its dates, and its visit's."""

    lines: tuple[Words, ...]
    title: Words
    dates: tuple[Words, ...]
    visit: Words | None = None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A document date with the words that it was read from."""

    when: When
    words: Words


def read_cover(document: Document, is_council: Callable[[str], bool]) -> Cover:
    """Return the cover of a document. `is_council` says whether a line is only a council's name, and so no title."""
    lines = tuple(_cover_lines(document))
    largest = max((_size(line) for line in lines if _is_title_line(line.text, first=True)), default=0.0)
    kept: list[Words] = []
    dates: list[Words] = []
    ended = False
    visit = None
    for line in lines:
        text = line.text
        if (lead := _VISIT.match(text)) and is_date(text[lead.end() :]):
            visit = line[lead.end() :]
        elif is_date(text):
            dates.append(line)
        elif is_council(text) or is_label(text):
            continue
        elif not kept and _size(line) < SMALL_BESIDE_TITLE * largest and not _names_document(text):
            continue  # a motto or a running head above the title
        elif len(kept) == 1 and text.casefold().startswith(kept[0].text.casefold()):
            kept = [line]  # a running head above, which says the title in short
        elif not ended and _goes_on(line, kept) and not (dates and kept and _is_long(text)):
            kept.append(line)
        else:
            ended = bool(kept)
    return Cover(lines, join(kept), tuple(dates), visit)


def read_published(cover: Cover, *, is_report: bool) -> FoundDate | None:
    """Return the document's own date: a date line of the cover, or a month or day inside its title.

    The days on a peer team's report are those of the challenge, not the report's.
    """
    for words in cover.dates:
        if not is_report and (found := read_line_date(words)) is not None:
            return found
    found_in = [cover.title]
    if not is_report:  # "Action plan, September 2024" below the title
        found_in += [line for line in cover.lines if _is_title_line(line.text, first=False)]
    return next((found for words in found_in if (found := _date_inside(words)) is not None), None)


def _date_inside(words: Words) -> FoundDate | None:
    """Return the first day or month that a line names."""
    for found in read_text_dates(words.text, context=WhenContext()).found:
        when = found.value
        if when.edtf and "X" not in when.edtf and when.precision in ("day", "month"):
            words = words[found.start : found.end]
            return FoundDate(when.model_copy(update={"source": "column", "label": None}), words)
    return None


def _cover_lines(document: Document) -> Iterator[Words]:
    count = 0
    has_title = False
    for block in document.blocks:
        if has_title and _ends_slide(block):
            return
        if block.layer is not Layer.BODY or _is_no_line(block, has_title=has_title):
            if isinstance(block, Block) and block.layer is Layer.FURNITURE and read_topic(block.text) is Topic.CONTENTS:
                return
            continue
        if isinstance(block, Table):
            yield from _title_rows(block)
            return
        if _ends_cover(block, count):
            return
        for line in block.words.split(_LINE_END):
            if _is_sentence(line.text):
                return
            yield line.fold()
            count += 1
            has_title = has_title or _names_document(line.text)
        if count >= MAX_COVER_LINES:
            return


def _is_no_line(block: Block | Table, *, has_title: bool) -> bool:
    """Say whether a block prints nothing, or only the label of an appendix above a plan's title."""
    text = block.text.strip() if isinstance(block, Block) else "-"
    return not text or (not has_title and is_label(text))


def _ends_slide(block: Block | Table) -> bool:
    """Say whether a slide ends here: the next one has a title of its own."""
    return isinstance(block, Block) and block.kind is BlockKind.BREAK and dict(block.place.at).get("slide") is not None


def _ends_cover(block: Block, count: int) -> bool:
    text = block.text.strip()
    if block.kind is BlockKind.ITEM or is_recommendation_heading(block):
        return True
    if block.kind is BlockKind.HEADING and block.marker and count:
        return True
    topic = read_topic(text)
    if topic is not None and count and topic not in (Topic.PLAN, Topic.FEEDBACK):
        return True
    words = text.split()
    if block.kind is BlockKind.HEADING and block.level > 1 and count and not is_date(text) and len(words) > 10:
        return True
    return "\n" not in text and (len(text) > MAX_TITLE_CHARACTERS * 2 or _is_sentence(text))


def _is_sentence(text: str) -> bool:
    return len(text.split()) > MAX_TITLE_WORDS and _SENTENCE.search(text.strip()) is not None


def _title_rows(table: Table) -> Iterator[Words]:
    """Yield the lone cells above a table's header: a title printed inside the table."""
    rows = table.rows()
    if not any(is_header_row(row) for row in rows):
        return
    for row in rows:
        printed = [cell for cell in row if cell.blocks]
        if is_header_row(row) or len(printed) > 1:
            return
        for cell in printed:
            yield cell.words.fold()


def _goes_on(line: Words, kept: list[Words]) -> bool:
    """Say whether a line begins the title, or goes on with it in type that is not much smaller."""
    if kept and _size(line) < SMALL_BESIDE_TITLE * max(map(_size, kept)):
        return False
    return _is_title_line(line.text, first=not kept)


def _size(words: Words) -> float:
    """Return the size of a line's type in points, or 0 where the format has none."""
    return max((run.style.size or 0.0 for run in words.runs if run.text.strip()), default=0.0)


def _is_long(text: str) -> bool:
    """Say whether a line below a date is too long to go on with the title; "Feedback report" may."""
    return len(text.split()) > MAX_WORDS_BELOW_DATE


def _is_title_line(text: str, *, first: bool) -> bool:
    """Say whether a cover line belongs to the title: it names the document, and is no sentence about it."""
    words = text.split()
    if not first and ":" in text[:40] and phrase_pattern("form_line").match(text):
        # "Report to: Cabinet", "Present: …": the head of a committee paper, not its title.
        return False
    if _SENTENCE.search(text) and (len(words) > 4 or (text.endswith(":") and not first)):
        return False
    small = sum(1 for word in words if word[:1].islower() and len(word) > 4)
    if len(words) > 8 and small >= 2 and not first:
        return False
    return len(text) <= MAX_TITLE_CHARACTERS and (first or _names_document(text))


def _names_document(text: str) -> bool:
    return phrase_pattern("document_word").search(text) is not None


def is_date(text: str) -> bool:
    """Say whether a line is nothing but a date, with a word such as "Updated" in front at most."""
    bare = _UPDATED.sub("", text).strip()
    if not bare or not any(character.isdigit() for character in bare) or len(bare) > 60:
        return False
    read = read_timeline_cell(bare, context=WhenContext())
    dated = [found for found in read.found if found.value.edtf]
    return bool(dated) and len(dated) == len(read.found) and all(found.value.label is None for found in dated)


def read_line_date(words: Words) -> FoundDate | None:
    """Return the date that a date line prints; its raw words are the whole line."""
    lead = _UPDATED.match(words.text)
    read = read_timeline_cell(words.text[lead.end() if lead else 0 :], context=WhenContext())
    dated = [found.value for found in read.found if found.value.edtf and "X" not in found.value.edtf]
    if len(dated) != 1:
        return None
    return FoundDate(dated[0].model_copy(update={"raw": words.text}), words)
