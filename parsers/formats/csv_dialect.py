"""Whether lines of text are CSV, and by which sign their cells are parted: by what they hold, never by a name.

The rules are strict, for prose is full of commas: the same number of cells in nearly every row, and besides a header
that plans have, or quotation marks as only programs write them. Tables typed with tabs or strokes stay text,
unless quotation marks hold line ends, which the reader of text cannot know of.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from parsers.headers import read_header

SIGNS = (",", ";", "\t", "|")
TYPED = ("\t", "|")  # which people type as well
MAX_RECORDS = 300
MAX_TITLES = 15  # rows of one cell above the header
MAX_HEADING_CHARACTERS = 80
_MOSTLY = 0.9
_DECLARED = re.compile(r"sep=(?P<sign>[,;\t|])[ ,;\t|]*\n", re.IGNORECASE)
_MARKUP = re.compile(r"\s*(?:<[a-zA-Z!]|#{1,6} |\{|\[)")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file parts its cells. `start` is where its first record begins, `skips_blanks`: behind each sign is one."""

    sign: str
    start: int = 0
    skips_blanks: bool = False


def find_dialect(text: str, *, is_whole: bool = True) -> Dialect | None:
    """Return how the lines of a text part their cells, or None where it is no CSV.

    Where the text `is_whole` not, its last record is left out of account.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if declared := _DECLARED.match(text):
        return Dialect(declared["sign"], declared.end())
    if _MARKUP.match(text):
        return None
    fitting = [dialect for sign in SIGNS if sign in text and (dialect := _try(text, sign, is_whole=is_whole))]
    return fitting[0] if len(fitting) == 1 else None


def _try(text: str, sign: str, *, is_whole: bool) -> Dialect | None:
    skips = _stands_before_blanks(text, sign)
    records = [record for record in _records(text, sign, skips=skips) if any(map(str.strip, record))]
    if not is_whole or len(records) >= MAX_RECORDS:
        records = records[:-1]
    if sign not in TYPED and _is_headed(records):
        return Dialect(sign)
    body = _without_titles(records)
    if len(body) < 2:
        return None
    widths = [_width(record) for record in body]
    width = max(widths[0], Counter(widths).most_common(1)[0][0])
    if width < 2 or sum(1 < each <= width for each in widths) < _MOSTLY * len(widths):
        return None
    quoted = _is_quoted(text, sign)
    if sign in TYPED:
        return Dialect(sign) if quoted and _holds_line_ends(body) else None
    if _has_header(body) and (not skips or _is_even(body)):
        return Dialect(sign, skips_blanks=skips)
    is_table = quoted and not skips and width > 2 and len(body) > 2 and _is_even(body)
    return Dialect(sign) if is_table else None


def _records(text: str, sign: str, *, skips: bool) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=skips)
    try:
        yield from islice(reader, MAX_RECORDS)
    except csv.Error:
        return


def _is_headed(records: Sequence[list[str]]) -> bool:
    """Say whether a header that nobody types as prose stands near the top, and rows of cells below it."""
    first = next((index for index, record in enumerate(records[: MAX_TITLES + 1]) if _is_plain_header(record)), None)
    if first is None:
        return False
    widths = [_width(record) for record in records[first + 1 :]]
    rows = sum(1 < width <= len(records[first]) for width in widths)
    return rows > 0 and rows * 2 >= len(widths)


def _is_plain_header(record: Sequence[str]) -> bool:
    """Say whether a record holds three different headings of plans, word for word, without a blank behind any sign."""
    cells = [field for field in record if field.strip()]
    if any(field.startswith(" ") or len(field) > MAX_HEADING_CHARACTERS for field in cells):
        return False
    known = {header.role for field in cells if (header := read_header(field)) is not None and header.score == 1}
    return len(known) > 2 and len(known) * 2 >= len(cells)


def _without_titles(records: Sequence[list[str]]) -> list[list[str]]:
    """Return the records from the first that has two cells or more on; titles above it have one."""
    first = next((index for index, record in enumerate(records) if _width(record) > 1), len(records))
    while first < len(records) - 1 and first < MAX_TITLES and not _is_header(records[first]):
        if _filled(records[first]) > 2 or not any(_is_header(record) for record in records[first : first + MAX_TITLES]):
            break
        first += 1
    return list(records[first:]) if first <= MAX_TITLES else []


def _width(record: Sequence[str]) -> int:
    """Return how many cells a record has up to its last one that prints something."""
    return max((index + 1 for index, field in enumerate(record) if field.strip()), default=0)


def _filled(record: Sequence[str]) -> int:
    return sum(1 for field in record if field.strip())


def _has_header(records: Sequence[list[str]]) -> bool:
    return _is_header(records[0])


def _is_header(record: Sequence[str]) -> bool:
    """Say whether most cells of a record, two at least, are worded like a plan's headings and short."""
    cells = [field.strip() for field in record if field.strip()]
    if len(cells) < 2 or any(len(cell) > MAX_HEADING_CHARACTERS or cell.endswith(".") for cell in cells[:-1]):
        return False
    scores = [header.score for cell in cells if (header := read_header(cell)) is not None]
    return len(scores) >= 2 and len(scores) * 3 >= len(cells) * 2 and sum(score >= 0.6 for score in scores) >= 2


def _is_even(records: Sequence[list[str]]) -> bool:
    """Say whether all records are cut into the same number of cells, blank ones counted."""
    return len({len(record) for record in records}) == 1 and len(records) > 2


def _is_quoted(text: str, sign: str) -> bool:
    """Say whether quotation marks stand where only programs put them: around whole cells."""
    mark = re.escape(sign)
    return re.search(rf'(?:^|{mark})"(?:[^"]|"")*"(?:{mark}|$)', text[:20_000], re.MULTILINE) is not None


def _holds_line_ends(records: Sequence[list[str]]) -> bool:
    return any("\n" in field.strip() for record in records for field in record)


def _stands_before_blanks(text: str, sign: str) -> bool:
    """Say whether nearly every sign has a blank behind it, as in prose and in lists typed by hand."""
    if sign == "\t":
        return False
    signs = text.count(sign)
    return text.count(f"{sign} ") > _MOSTLY * signs
