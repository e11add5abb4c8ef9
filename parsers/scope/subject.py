"""Whether a paper is about a peer challenge, by its title, its first lines, its headings and its columns.

`subjects.csv` holds the wordings: `ours` speak of a peer challenge; `never` and `other` name papers that are none, the
first even where they name one ("Peer challenge: timetable"); `before` names what a council writes for the peers before
they come, and is never a plan unless it answers recommendations; `column` heads a table of another trade. The decision
is in docs/adr/0027-what-is-read.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parsers.columns import is_header_row
from parsers.document import BlockKind, Document, Layer, Table
from parsers.headers import Role, read_header
from parsers.headings import Topic
from parsers.kind import calls_itself_plan
from parsers.scope.edges import is_short_line
from parsers.sections import Section

TITLE_LINES = 5
INTRODUCTION_BLOCKS = 12
MIN_OTHER_COLUMNS = 2
MIN_RECOMMENDATIONS = 2
MAX_HEADER_ROWS = 12  # rows of a table among which its header is looked for

_ANSWERS = re.compile(
    r"\b(?:recommend\w*|respon(?:d|ds|se|ding)|action\s+plan|findings|improvement|this\s+plan|feedback|progress)\b",
    re.IGNORECASE,
)
_WORDED = frozenset((Role.RECOMMENDATION, Role.SUMMARY))
_TOLD = frozenset((Role.ACTION, Role.PROGRESS, Role.STATUS))
_OURS = (Topic.RECOMMENDATIONS, Topic.ADDITIONAL, Topic.PEER_TEAM, Topic.CORE_THEME)


@dataclass(frozen=True, slots=True)
class Subject:
    """What speaks for and against a paper being about a peer challenge. `against` are the words that do."""

    is_ours: bool
    against: str = ""


def read_subject(document: Document, sections: Sequence[Section], title: str, lines: Sequence[str]) -> Subject:
    """Return whether a document is about a peer challenge; `lines` are those of its cover, `title` its title."""
    heads = [line for line in (title, *lines[:TITLE_LINES]) if line and not line.endswith((".", ":"))]
    answers = _answers_recommendations(document, sections)
    for head in heads:
        if never := find_never(head) or ("" if answers else find_never(head, "before")):
            return Subject(False, never)
        if is_ours(head):
            return Subject(True)
    names = [*(section.title.text for section in sections), *_hints(document), *_columns(document)]
    if any(is_ours(name) for name in names):
        return Subject(True)
    if any(is_ours(text) and _ANSWERS.search(text) for text in _introduction(document)):
        return Subject(True)
    against = next((found for head in heads if (found := find_other(head))), None) or _other_columns(document)
    if against:
        return Subject(False, against)
    if any(is_ours(block.text) for block in document.iter_blocks()):
        return Subject(True)
    if not heads or calls_itself_plan(title) or _speaks_of_recommendations(document, sections):
        return Subject(True)
    return Subject(False, title or "no title")


def is_ours(text: str) -> bool:
    """Say whether words speak of a peer challenge.

    >>> is_ours("What the peers told us"), is_ours("Peerless views")
    (True, False)
    """
    return _pattern("ours").search(text) is not None


def find_never(title: str, says: str = "never") -> str | None:
    """Return the words by which a title names what is never a plan, or None: it begins or ends with them."""
    for match in _pattern(says).finditer(title):
        before, behind = title[: match.start()].strip(" -–—:|,"), title[match.end() :].strip(" -–—:|,.")
        if not before and _COUNTED.match(behind):
            continue  # "Agenda item 7: Corporate Peer Challenge"
        if not before or behind[:1].isdigit() or _OF.match(behind):
            return match.group()
        if not calls_itself_plan(title) and (not behind or title[match.start() - 2 : match.start()] in _CUTS):
            return match.group()
    return None


def find_other(title: str) -> str | None:
    """Return the words by which a title names a paper about something else, or None."""
    match = _pattern("other").search(title)
    return match.group() if match else None


_COUNTED = re.compile(r"(?:item|no|number)\b", re.IGNORECASE)
_OF = re.compile(r"(?:of|for)\b", re.IGNORECASE)
_CUTS = (": ", "– ", "— ", "- ", "| ")


def _hints(document: Document) -> Iterator[str]:
    return (value for name, value in document.hints if name in ("title", "subject"))


def _columns(document: Document) -> Iterator[str]:
    """Yield the header cells of all tables."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _header_of(block)


def _header_of(table: Table) -> tuple[str, ...]:
    for row in table.rows()[:MAX_HEADER_ROWS]:
        if is_header_row(row):
            return tuple(cell.text for cell in row if cell.blocks)
    return ()


def _introduction(document: Document) -> Iterator[str]:
    """Yield the document's first sentences, and its running heads."""
    body = 0
    for block in document.blocks:
        if isinstance(block, Table) or not block.text.strip() or block.kind is BlockKind.BREAK:
            continue
        if block.layer is Layer.FURNITURE:
            yield f"{block.text} plan"[:200] if is_short_line(block) else ""
            continue
        if body < INTRODUCTION_BLOCKS:
            yield from re.split(r"(?<=[.!?])\s+", block.text[:4000])
        body += 1


def _other_columns(document: Document) -> str | None:
    """Return the headings by which a table is of another trade: an auditor's, an accountant's."""
    for block in document.blocks:
        if isinstance(block, Table):
            found = [text for text in _header_of(block) if _pattern("column").search(text)]
            if len(found) >= MIN_OTHER_COLUMNS:
                return " | ".join(" ".join(text.split()) for text in found)
    return None


def _answers_recommendations(document: Document, sections: Sequence[Section]) -> bool:
    """Say whether several sections are on a recommendation each, or a table says beside them what is done."""
    if sum(section.is_recommendation for section in sections) >= MIN_RECOMMENDATIONS:
        return True
    tables = (_header_of(block) for block in document.blocks if isinstance(block, Table))
    roles = ({header.role for text in texts if (header := read_header(text))} for texts in tables)
    return any(found & _WORDED and found & _TOLD for found in roles)


def _speaks_of_recommendations(document: Document, sections: Sequence[Section]) -> bool:
    if any(section.is_recommendation or section.topic in _OURS for section in sections):
        return True
    headers = (read_header(text) for text in _columns(document))
    return any(header.role in (Role.RECOMMENDATION, Role.SUMMARY) for header in headers if header)


@cache
def _pattern(says: str) -> re.Pattern[str]:
    text = (files("parsers.scope") / "subjects.csv").read_text(encoding="utf-8")
    wordings = sorted((row["wording"] for row in csv.DictReader(text.splitlines()) if row["says"] == says), key=len)
    words = "|".join(
        re.escape(wording.replace("'", "’")).replace(r"\ ", r"\s+").replace("’", "['’]") for wording in wordings[::-1]
    )
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
