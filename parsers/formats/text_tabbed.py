"""Rows of a table parted by tabs whose cells hold line ends: pasted out of a word processor, a row is several lines.

A row is as many lines as hold the header's tabs. Whether lines are broken so is told by the table as a whole: all of it
has to come out even, and no line inside a row may begin like one. Some line without tabs has to stand inside a row, or
the rows have to be numbered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.formats.text_lines import TextLine
from parsers.formats.text_marks import find_marked_line
from parsers.formats.text_pipes import Piece

MIN_TABS = 2
MAX_ROW_LINES = 80
MAX_LAST_CHARACTERS = 60

_ROW_NUMBER = re.compile(
    r"\s*(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|q)\w*\W?\d)"
    r"(?:[A-Za-z]{1,6}[ .-]?)?\d{1,3}[.)]?\s*",
    re.IGNORECASE,
)
_RUNS_ON = re.compile(r"\s*(?:[a-z(&]|\d{1,2}(?:\.\d{1,2})+\s)")

Row = list[list[Piece]]


def find_broken_rows(lines: Sequence[TextLine], start: int) -> tuple[list[Row], int] | None:
    """Return the rows of the table that begins at a line, and its end; None where no cell's lines are broken."""
    tabs = lines[start].text.count("\t")
    rows: list[Row] = []
    at, has_inside, is_numbered = start, False, True
    while tabs >= MIN_TABS and at < len(lines) and "\t" in lines[at].text:
        end = _end_of_row(lines, at, tabs)
        if end is None:
            return None
        end = _end_of_last_cell(lines, end, is_broken=end - at > 1)
        has_inside = has_inside or not all("\t" in line.text for line in lines[at:end])
        is_numbered = is_numbered and (not rows or _begins_numbered(lines[at].text))
        is_numbered = is_numbered and not any(line.text.startswith("\t") for line in lines[at + 1 : end])
        rows.append(_row_of(lines[at:end]))
        at = end
    is_broken = has_inside or (is_numbered and len(rows) < at - start)
    return (rows, at) if is_broken and len(rows) > 1 else None


def _begins_numbered(text: str) -> bool:
    """Say whether a row begins with its number, or with the blank cell under another's."""
    first = text.partition("\t")[0]
    return not first.strip() or _ROW_NUMBER.fullmatch(first) is not None


def _end_of_row(lines: Sequence[TextLine], start: int, tabs: int) -> int | None:
    """Return the end of the lines that hold a row's tabs, or None where they do not come out even."""
    found = lines[start].text.count("\t")
    end = start + 1
    while found < tabs:
        if end >= min(len(lines), start + MAX_ROW_LINES) or (lines[end].is_blank and lines[end - 1].is_blank):
            return None
        text = lines[end].text
        more = text.count("\t")
        if more >= tabs or (more and _ROW_NUMBER.fullmatch(text.partition("\t")[0])):
            return None
        found += more
        end += 1
    return end if found == tabs else None


def _end_of_last_cell(lines: Sequence[TextLine], end: int, *, is_broken: bool) -> int:
    """Return where a row ends whose last cell goes on: with entries of a list, small letters, or a sentence.

    Of a row whose other cells are broken (`is_broken`) a short line right above the next number goes on as well.
    """
    if is_broken and _stands_above_number(lines, end):
        return end + 1
    while end < len(lines) and not lines[end].is_blank and "\t" not in lines[end].text:
        text = lines[end].text
        if not (find_marked_line(text) or _RUNS_ON.match(text) or (text.rstrip().endswith(".") and " " in text)):
            break
        end += 1
    return end


def _stands_above_number(lines: Sequence[TextLine], at: int) -> bool:
    """Say whether a line holds no tab, and the next begins a numbered row."""
    if at + 1 >= len(lines) or lines[at].is_blank or "\t" in lines[at].text:
        return False
    first, tab, _ = lines[at + 1].text.partition("\t")
    return bool(tab) and _ROW_NUMBER.fullmatch(first) is not None and len(lines[at].text) <= MAX_LAST_CHARACTERS


def _row_of(lines: Sequence[TextLine]) -> Row:
    row: Row = [[]]
    for line in lines:
        first, *others = line.text.split("\t")
        row[-1].append((first, line))
        row.extend([(text, line)] for text in others)
    return row
