"""What a document says of itself on its first lines: its title, its date, and when the peers were on site.

Contract, "document" (`title`, `published`, `challenge`) and the ruling "Names".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from parsers.columns import is_header_row
from parsers.cover_dates import (
    FoundDate,
    date_inside,
    find_line_date,
    find_meeting_date,
    find_said_date,
    find_stamp,
    is_date,
    read_line_date,
)
from parsers.cover_title import (
    KIND,
    MAX_TITLE_CHARACTERS,
    MAX_WORDS_BELOW_DATE,
    OF_MEETING,
    SKIPS,
    SMALL_BESIDE_TITLE,
    WHOLE,
    CoverLine,
    goes_on,
    is_form_line,
    is_sentence,
    is_title_below,
    is_title_line,
    names_document,
    says_in_full,
    size_of,
)
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headings import Topic, read_topic
from parsers.phrases import phrase_pattern
from parsers.repair.mark_headings import is_recommendation_heading
from parsers.scope.edges import is_label
from parsers.words import NO_WORDS, Words, join

MAX_COVER_LINES = 14
MAX_SKIPS = 3  # blocks of a web page, of which one leads past its menus
MAX_SITE_LINES = 60  # blocks of its menus

_LINE_END = re.compile(r"\n")
# What tells which kind of document it is: a title that has one is whole.
_SUBJECT = re.compile(
    r"^(?:subject|title(?:\s+of\s+(?:the\s+)?(?:report|paper|item))?|(?:report|paper|item)\s+title|re)\s*(?::\s*|$)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]\s+\D")
_SALUTATION = re.compile(r"^dear\b", re.IGNORECASE)
_CRUMB = re.compile(r"\s*[/>|»›·•]\s*|\s{3,}")

MAX_CRUMB_WORDS = 5
MIN_CRUMBS = 3

_VISIT = re.compile(
    r"""^(?: (?:(?:the\s+)?(?:peers?|(?:peer\s+)?(?:team|challenge))\s+)? on[- ]?site
         | dates?\s+ (?: on[- ]?site | of\s+(?:the\s+)?(?:peer\s+)?(?:challenge|visit|review) )
         | (?:peer\s+)? (?:challenge|visit)\s+dates?
        ) \s* [:–—-] \s*""",
    re.IGNORECASE | re.VERBOSE,
)


VISIT_LABEL = re.compile(  # a label, its value on the line below
    r"(?:(?:the\s+)?(?:peers?|(?:peer\s+)?(?:team|challenge))\s+)?on[- ]?site(?:\s+dates?)?:?"
    r"|dates?\s+(?:of\s+(?:the\s+)?(?:peer\s+)?(?:challenge|visit)|on[- ]?site):?"
    r"|(?:peer\s+)?(?:challenge|visit)\s+dates?:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first lines of a document as printed: all of them, those that make its title, its dates, and its visit's.

    `meetings` are those dates behind the name of a body that met ("Cabinet – 8 July 2025"): never the visit's.
    """

    lines: tuple[Words, ...]
    title: Words
    dates: tuple[Words, ...]
    visit: Words | None = None
    stamp: Words | None = None
    said: FoundDate | None = None
    meetings: tuple[Words, ...] = ()


def read_cover(document: Document, is_council: Callable[[str], bool]) -> Cover:
    """Return the cover of a document. `is_council` says whether a line is only a council's name, and so no title."""
    printed = tuple(_cover_lines(document))
    lines = tuple(line.words for line in printed)
    titled = [line for line in lines if is_title_line(line.text, first=True) and not is_council(line.text)]
    largest = max(map(size_of, titled), default=0.0)
    kept: list[CoverLine] = []
    dates: list[Words] = []
    ended = is_set_off = False
    visit = None
    for above, line in pairwise((CoverLine(NO_WORDS), *printed)):
        text = line.words.text
        date = find_line_date(line.words, is_council)
        if (told := _visit_in(line.words, above.words, date)) is not None:
            visit = told
        elif date is not None or is_council(text):
            dates.extend(() if date is None else (date,))
            is_set_off = bool(kept)
        elif (is_label(text) and not KIND.fullmatch(text)) or is_breadcrumb(text):
            continue
        elif _SALUTATION.match(text):  # above it a letter may print its sender and whom it is for
            kept = [one for one in kept if names_document(one.words.text) and one.level is not None]
            ended = bool(kept)
        elif not kept and size_of(line.words) < SMALL_BESIDE_TITLE * largest and not names_document(text):
            continue  # a motto or a running head above the title
        elif kept and (says_in_full(line, kept) or is_title_below(line, kept)):
            kept, ended = [line], False
        elif not ended and goes_on(
            line, kept, is_below_date=bool(dates), is_set_off=is_set_off, is_last=line is printed[-1]
        ):
            kept.append(line)
        elif not is_form_line(text):
            ended = bool(kept)
    title = _find_subject(lines) or join(line.words for line in kept)
    meetings = tuple(date for line in lines if (date := find_meeting_date(line)) is not None)
    return Cover(lines, title, tuple(dates), visit, find_stamp(document), find_said_date(document), meetings)


def _visit_in(line: Words, above: Words, date: Words | None) -> Words | None:
    """Return when the peers were on site, where a line says so, or is the date below a line that does; else None."""
    if (lead := _VISIT.match(line.text)) and is_date(line.text[lead.end() :]):
        return line[lead.end() :]
    return date if VISIT_LABEL.fullmatch(above.text) else None


def read_published(cover: Cover, *, is_report: bool, challenge: FoundDate | None = None) -> FoundDate | None:
    """Return the document's own date: a date line of the cover, a day or month inside its title, a stamp or a sentence.

    The days on a peer team's report are those of the challenge, not the report's; a later day is its own.
    """
    met = [found for words in cover.meetings if (found := read_line_date(words)) is not None]
    dates = [found for words in cover.dates if (found := read_line_date(words)) is not None]
    if is_report and met:
        return met[0]
    if is_report and cover.visit is None:
        visit = challenge.when.end if challenge is not None else dates[0].when.end if dates else None
        dates = [found for found in dates if visit and found.when.start and found.when.start > visit]
    if dates:
        return dates[0]
    found_in = [cover.title]
    if not is_report:  # "Action plan, September 2024" below the title
        found_in += [line for line in cover.lines if is_title_line(line.text, first=False)]
    if (inside := next((found for words in found_in if (found := date_inside(words)) is not None), None)) is not None:
        return inside
    return read_line_date(cover.stamp) if cover.stamp is not None else cover.said


def is_breadcrumb(text: str) -> bool:
    """Say whether a line is a way through a site: "Home / Council / Plans", "Contact us | A–Z | Search"."""
    pieces = [piece for piece in _CRUMB.split(text.strip()) if piece]
    if len(pieces) < 2 or any(len(piece.split()) > MAX_CRUMB_WORDS for piece in pieces):
        return False
    return pieces[0].casefold() in ("home", "homepage") or (len(pieces) >= MIN_CRUMBS and not WHOLE.search(text))


def _find_subject(lines: Sequence[Words]) -> Words | None:
    """Return what a committee paper's head gives as its title: "Subject: …", or the line below "Title of report"."""
    for line, behind in pairwise((*lines, None)):
        if line is not None and (match := _SUBJECT.match(line.text)) is not None:
            value = line[match.end() :].strip()
            if value:
                return value
            if behind is not None and is_title_line(behind.text, first=True):
                return behind
    return None


def _cover_lines(document: Document) -> Iterator[CoverLine]:
    count = 0
    has_title = False
    blocks = tuple(_from_own_title(_from_plan_sheet(document.blocks)))
    for block, below in zip_longest(blocks, blocks[1:]):
        if has_title and _ends_slide(block):
            return
        if block.layer is not Layer.BODY or _is_no_line(block, has_title=has_title):
            if count and isinstance(block, Block) and _is_contents(block):
                return  # of a web page the contents of its chapter may stand above the title
            continue
        if isinstance(block, Table):
            yield from map(CoverLine, _title_rows(block))
            return
        if _ends_cover(block, count, has_title=has_title) and not (count and _is_subtitle(block, below)):
            return
        for line in block.words.split(_LINE_END):
            if is_sentence(line.text):
                return
            yield CoverLine(line.fold(), block.level if block.kind is BlockKind.HEADING else None)
            count += 1
            has_title = has_title or names_document(line.text)
        if count >= MAX_COVER_LINES:
            return


def _is_contents(block: Block) -> bool:
    return block.layer is Layer.FURNITURE and read_topic(block.text) is Topic.CONTENTS


def _from_plan_sheet(blocks: Sequence[Block | Table]) -> Sequence[Block | Table]:
    """Return the blocks from the first sheet on that holds a table; a front sheet of notes names no document.

    Of a front sheet that speaks of a peer challenge nothing is left out: it is the cover.
    """
    first = next((index for index, block in enumerate(blocks) if isinstance(block, Table)), 0)
    sheet = dict(blocks[first].place.at).get("sheet") if blocks else None
    start = next((at for at, block in enumerate(blocks) if dict(block.place.at).get("sheet") == sheet), 0)
    told = (block.text for block in blocks[:start] if isinstance(block, Block))
    if sheet is None or any(map(phrase_pattern("challenge").search, told)):
        return blocks
    below = next((block.text for block in blocks[start + 1 : first] if isinstance(block, Block)), "")
    return blocks[start + 1 :] if _is_sheet_name(blocks[start]) and names_document(below) else blocks[start:]


def _from_own_title(blocks: Sequence[Block | Table]) -> Sequence[Block | Table]:
    """Return the blocks of a web page that was copied as text from its title on: the way to it is printed above.

    "Skip to main content", and further down "Home", "Council", "Peer challenge: one year on", and this again.
    """
    first = [block for block in blocks[:MAX_SKIPS] if isinstance(block, Block)]
    if not any(SKIPS.match(block.text.strip()) for block in first):
        return blocks
    above: set[str] = set()
    for at, block in enumerate(blocks[:MAX_SITE_LINES]):
        text = block.text.strip() if isinstance(block, Block) else ""
        if text in above and block.layer is Layer.BODY and names_document(text):
            return blocks[at:]
        if read_topic(text) is Topic.CONTENTS or (isinstance(block, Block) and block.level == 1):
            return blocks  # of the page itself
        above.update(line.strip() for line in text.split("\n"))
    return blocks


def _is_sheet_name(block: Block | Table) -> bool:
    at = dict(block.place.at)
    return "sheet" in at and "ref" not in at


def _is_no_line(block: Block | Table, *, has_title: bool) -> bool:
    """Say whether a block prints nothing, or only the label of an appendix above a plan's title."""
    text = block.text.strip() if isinstance(block, Block) else "-"
    return not text or (not has_title and is_label(text))


def _ends_slide(block: Block | Table) -> bool:
    """Say whether a slide ends here: the next one has a title of its own."""
    return isinstance(block, Block) and block.kind is BlockKind.BREAK and dict(block.place.at).get("slide") is not None


def _ends_cover(block: Block, count: int, *, has_title: bool) -> bool:
    text = block.text.strip()
    if not has_title and WHOLE.search(text) and phrase_pattern("challenge").search(text) and not is_sentence(text):
        return len(text) > MAX_TITLE_CHARACTERS * 2  # "Peer challenge: tracker of recommendations" is no list of them
    if block.kind is BlockKind.ITEM or is_recommendation_heading(block):
        return OF_MEETING.match(text) is None
    if block.kind is BlockKind.HEADING and count and (block.marker or _NUMBERED.match(text)):
        return True
    topic = read_topic(text)
    is_title = topic is Topic.OVERVIEW and block.level == 1 and not has_title  # "Plan on a page", in the largest type
    if topic is not None and count and topic not in (Topic.PLAN, Topic.FEEDBACK) and not is_title:
        return True
    words = text.split()
    if block.kind is BlockKind.HEADING and block.level > 1 and count and not is_date(text) and len(words) > 10:
        return True
    return "\n" not in text and (len(text) > MAX_TITLE_CHARACTERS * 2 or is_sentence(text))


def _is_subtitle(block: Block, below: Block | Table | None) -> bool:
    """Say whether a line only says which kind of document it is, and stands above other lines of the cover."""
    if KIND.fullmatch(block.text.strip()) is None or not isinstance(below, Block):
        return False
    text = below.text.strip()
    return below.kind is BlockKind.PARAGRAPH and 0 < len(text.split()) <= MAX_WORDS_BELOW_DATE and text[-1].isalnum()


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
