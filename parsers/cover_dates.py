"""The dates that a document prints of itself: date lines of its cover, stamps ("Last updated …"), days in a title.

Contract, "document" (`published`). Which of a cover's lines are its title is left to `cover`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from normalise.records import When
from normalise.when import WhenContext, read_text_dates, read_timeline_cell
from parsers.document import Block, Document, Layer
from parsers.words import Words

MAX_DATE_CHARACTERS = 60
MAX_STAMP_CHARACTERS = 600  # of a block that a stamp is looked for in: longer ones are prose
MAX_SAID_CHARACTERS = 2_000
MAX_LEADS = 3  # "Version 3, approved by Cabinet, 12 May 2025"

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter)"
_LEAD = re.compile(
    rf"""^(?: (?:last\s+)?(?:updated|reviewed|modified|amended)
         | (?:report|plan|document)\s+(?:issued|published|dated|date) | (?:date\s+)?published | posted | issued
         | publication\s+date
         | (?:(?:date|report)\s+)?(?:generated|printed|produced|run|exported) (?:\s+date)? (?=\s*[:\d]|\s+on\b)
         | dated? (?:\s+of\s+(?:publication|issue|meeting))? | (?:position\s+(?:as\s+)?|as\s+)at
         | revised | draft | final
         | (?:version|v) \s? (?:no\.?\s?)? \d[\d.]* (?=\s*[,:–—(-]) | version | v\d[\d.]*
         | (?:approved|agreed|adopted|endorsed|considered) (?: \s+ (?:by|at) \s+ [\w&’'-]+ (?:\s+[\w&’'-]+){{0,5}}?
             (?= \s*[,:(–—] | \s+(?:on|in)\b | \s+\d | \s+{_MONTH} ) )?
         | (?:meeting\s+)? held \b [^.]{{0,60}}? (?=\s+on\s)
         | (?:mon|tues|wednes|thurs|fri|satur|sun)day
         ) (?:\b|(?<=[\s.\d])) [\s:,–—(-]* (?:on\b\s*:?\s*(?:the\s+)?|in\b\s*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME_OF_DAY = re.compile(
    r",?\s+(?:(?:at|from)\s+)?\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|noon|hours|hrs)\b"
    r"(?:\s*(?:,|–|-|\bin\b|\bat\b)\s*(?:the\s+)?[a-z][^.:;]{2,60})?"
    r"(?:\s*\((?:agenda\s+)?item\s+\d{1,3}\.?\))?\W*$",  # and where: ", Council Chamber"
    re.IGNORECASE,
)
_BEHIND_NAME = re.compile(r"\s*(?:,|\s[–—-]|\s\|)\s*(?=\d|[A-Z][a-z]{2,8}\s)")
_BODY = re.compile(
    r"(?:(?:meeting\s+of\s+)?(?:the\s+)?)?(?:(?:full\s+)?council|cabinet|(?:[\w&]+\s+){0,5}(?:committee|board|panel|executive))",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:page\s+)?(?:(?:was\s+)?last\s+(?:updated|reviewed|modified|amended)|(?:date|first)?\s*published"
    r"|publication\s+date|date\s+of\s+publication)(?:\s+on)?\s*:?",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(r"\bpeer\s+(?:challenge|review)\s*[,:(–—-]*\s*$", re.IGNORECASE)
_SAID = re.compile(  # "This plan was approved by Cabinet on 3 March 2026"
    r"\bthis\s+(?:action\s+)?(?:plan|response|document|report|statement|update)\s+(?:was|is|has\s+been)\s+"
    r"(?:approved|agreed|adopted|endorsed|published|updated|correct)(?:\s+(?:by|at)\s+(?:the\s+)?[\w&’' -]{3,50}?)?"
    r"\s+(?:on|in|as\s+at|as\s+of)\s+(?=\w)",
    re.IGNORECASE,
)
_SENTENCE_CUT = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A document date with the words that it was read from."""

    when: When
    words: Words


def is_date(text: str) -> bool:
    """Say whether a line is nothing but a date, with a word such as "Updated" in front at most."""
    start, end = _bare(text)
    bare = text[start:end]
    if not bare or not any(character.isdigit() for character in bare) or len(bare) > MAX_DATE_CHARACTERS:
        return False
    read = read_timeline_cell(bare, context=WhenContext())
    dated = [found for found in read.found if found.value.edtf]
    return bool(dated) and len(dated) == len(read.found) and all(found.value.label is None for found in dated)


def read_line_date(words: Words) -> FoundDate | None:
    """Return the date that a date line prints; its raw words are the whole line."""
    start, end = _bare(words.text)
    read = read_timeline_cell(words.text[start:end], context=WhenContext())
    dated = [found.value for found in read.found if found.value.edtf and "X" not in found.value.edtf]
    if len(dated) != 1:
        return None
    return FoundDate(dated[0].model_copy(update={"raw": words.text}), words)


def find_line_date(line: Words, is_name: Callable[[str], bool]) -> Words | None:
    """Return the date of a line that prints nothing else, or nothing but whose it is: "Cabinet, 12 May 2025"."""
    if is_date(line.text):
        return line
    for match in _BEHIND_NAME.finditer(line.text):
        name, rest = line.text[: match.start()].strip(), line.text[match.end() :]
        if is_date(rest) and (_BODY.fullmatch(name) or is_name(name)):
            return line[match.end() :]
    return None


def date_inside(words: Words) -> FoundDate | None:
    """Return the first day or month that a line names, but for one right behind the name of the challenge."""
    for found in read_text_dates(words.text, context=WhenContext()).found:
        when = found.value
        if _CHALLENGE.search(words.text[: found.start]):
            continue
        if when.edtf and "X" not in when.edtf and when.precision in ("day", "month"):
            cut = words[found.start : found.end]
            return FoundDate(when.model_copy(update={"source": "column", "label": None}), cut)
    return None


def find_meeting_date(line: Words) -> Words | None:
    """Return the date of a line that names the body which met on it: "Cabinet – 8 July 2025"."""
    for match in _BEHIND_NAME.finditer(line.text):
        if is_date(line.text[match.end() :]) and _BODY.fullmatch(line.text[: match.start()].strip()):
            return line[match.end() :]
    return None


def find_stamp(document: Document) -> Words | None:
    """Return the first date that the document calls that of its publication or last change, anywhere in it."""
    return next(_iter_stamps(document), None)


def find_said_date(document: Document) -> FoundDate | None:
    """Return the date on which a sentence says that this plan was approved, published or brought up to date, or None.

    Contract, ruling "Text dates": such a date's source is the text.
    """
    for block in document.blocks:
        if not isinstance(block, Block) or block.layer is not Layer.BODY or len(block.text) > MAX_SAID_CHARACTERS:
            continue
        for sentence in block.words.fold().split(_SENTENCE_CUT):
            match = _SAID.search(sentence.text)
            rest = sentence[match.end() :].strip(" .") if match else None
            if rest and is_date(rest.text) and (found := read_line_date(rest)) is not None:
                return FoundDate(found.when.model_copy(update={"source": "text"}), rest)
    return None


def _iter_stamps(document: Document) -> Iterator[Words]:
    blocks = [block for block in document.blocks if isinstance(block, Block) and block.text.strip()]
    for block, behind in pairwise((*blocks, None)):
        if block is None or len(block.text) > MAX_STAMP_CHARACTERS:
            continue
        for sentence in block.words.split(_SENTENCE_CUT):
            text = sentence.text.strip().rstrip(".")
            match = _STAMP.match(text)
            if match is None:
                continue
            if is_date(text[match.end() :].strip()):
                yield sentence.strip(" .")
            elif match.end() == len(text) and behind is not None and is_date(behind.text.strip()):
                yield behind.words.fold()


def _bare(text: str) -> tuple[int, int]:
    """Return where the date of a date line begins and ends, behind words such as "Updated"."""
    start = 0
    for _ in range(MAX_LEADS):
        lead = _LEAD.match(text[start:])
        if lead is None or not lead.end():
            break
        start += lead.end()
    time = _TIME_OF_DAY.search(text, start)
    end = time.start() if time else len(text)
    return start, start + len(text[start:end].rstrip(" )"))
