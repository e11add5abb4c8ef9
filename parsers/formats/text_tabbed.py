"""Rows of a table parted by tabs whose cells hold line ends: pasted out of a word processor, a row is several lines.

A row is as many lines as hold the header's tabs. Whether lines are broken so is told by the table as a whole: all of it
has to come out even, some line without tabs has to stand inside a row, and no line inside one may begin like a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.formats.text_lines import TextLine
from parsers.formats.text_marks import find_marked_line
from parsers.formats.text_pipes import Piece

MIN_TABS = 2
MAX_ROW_LINES = 80

_ROW_NUMBER = re.compile(r"\s*(?:[A-Za-z]{1,6}[ .-]?)?\d{1,3}[.)]?\s*")
_RUNS_ON = re.compile(r"\s*(?:[a-z(&]|\d{1,2}(?:\.\d{1,2})+\s)")

Row = list[list[Piece]]


def find_broken_rows(lines: Sequence[TextLine], start: int) -> tuple[list[Row], int] | None:
    """Return the rows of the table that begins at a line, and its end; None where no cell's lines are broken."""
    tabs = lines[start].text.count("\t")
    rows: list[Row] = []
    at, has_inside = start, False
    while tabs >= MIN_TABS and at < len(lines) and "\t" in lines[at].text:
        end = _end_of_row(lines, at, tabs)
        if end is None:
            return None
        end = _end_of_last_cell(lines, end)
        has_inside = has_inside or not all("\t" in line.text for line in lines[at:end])
        rows.append(_row_of(lines[at:end]))
        at = end
    return (rows, at) if has_inside and len(rows) > 1 else None


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


def _end_of_last_cell(lines: Sequence[TextLine], end: int) -> int:
    """Return where a row ends whose last cell goes on: with entries of a list, small letters, or a sentence."""
    while end < len(lines) and not lines[end].is_blank and "\t" not in lines[end].text:
        text = lines[end].text
        if not (find_marked_line(text) or _RUNS_ON.match(text) or (text.rstrip().endswith(".") and " " in text)):
            break
        end += 1
    return end


def _row_of(lines: Sequence[TextLine]) -> Row:
    row: Row = [[]]
    for line in lines:
        first, *others = line.text.split("\t")
        row[-1].append((first, line))
        row.extend([(text, line)] for text in others)
    return row
