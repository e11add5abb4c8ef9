"""Markdown's tables: rows between upright strokes, which of their lines belong together, and what parts head from body.

A row that a line end breaks inside a cell is one row. What the cells hold is `text_tables`'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.formats.text_lines import TextLine

_STROKE = re.compile(r"(?<!\\)\|")
_RULE_CELL = r"\s*:?-+:?\s*"
_RULE = re.compile(rf"\s*\|?{_RULE_CELL}(?:[|+]{_RULE_CELL})*\|?\s*")
_MOST_LINES = 60  # of one row
_MOST_HEADING = 45  # characters of a cell in the first line of a table that has no rule
_LEAST_OPEN, _LEAST_OF_TWO = 2, 4  # lines of such a table of several strokes, or of one

Piece = tuple[str, TextLine]
PipedRow = tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class PipedTable:
    """The rows of a table, each the lines that it is printed in, and where the line behind them stands."""

    rows: tuple[PipedRow, ...]
    end: int


def find_piped(lines: Sequence[TextLine], start: int) -> PipedTable | None:
    """Return the table that begins at a line, or None. One that prints its header again is two."""
    if not has_strokes(lines[start]):
        return None
    end = _end_of_broken_head(lines, start) or start + 1
    below = lines[end] if end < len(lines) else None
    is_ruled = below is not None and has_strokes(below) and is_rule(lines[start]) != is_rule(below)
    if not is_ruled and (is_rule(lines[start]) or not is_boxed(lines[start])):
        return _find_open(lines, start)
    rows = [tuple(lines[start:end])]
    wanted = sum(map(count_strokes, rows[0])) if end > start + 1 or is_boxed(lines[start]) else 0
    while end < len(lines) and not _is_head_again(lines, start, end):
        broken = _end_of_broken_row(lines, end, wanted)
        if broken is None and not (has_strokes(lines[end]) if is_ruled else is_boxed(lines[end])):
            break
        rows.append(tuple(lines[end : broken or end + 1]))
        end = broken or end + 1
    return PipedTable(tuple(rows), end)


def _find_open(lines: Sequence[TextLine], start: int) -> PipedTable | None:
    """Return a table without rule and outer strokes: lines parted alike, below a first one of short words, or None."""
    count = count_strokes(lines[start])
    cells = lines[start].text.split(" | ")
    if len(cells) != count + 1 or max(map(len, cells)) > _MOST_HEADING or lines[start].text.rstrip().endswith("."):
        return None
    end = start + 1
    while end < len(lines) and count_strokes(lines[end]) == count == lines[end].text.count(" | "):
        end += 1
    least = _LEAST_OPEN if count > 1 else _LEAST_OF_TWO
    is_last = end == len(lines) or not has_strokes(lines[end])
    return PipedTable(tuple((line,) for line in lines[start:end]), end) if end - start >= least and is_last else None


def split_row(row: PipedRow) -> list[list[Piece]]:
    """Return the pieces of each cell, one a line; outer strokes are none. `\\\\|` is a stroke that is printed."""
    if len(row) == 1:
        return [[(text, row[0])] for text in _fields(row[0].text.strip())]
    first, *others = row
    cells = [[(text, first)] for text in _STROKE.split(first.text.strip())[1:]]
    for line in others:
        goes_on, *more = _STROKE.split(line.text.strip())
        cells[-1].append((goes_on, line))
        cells.extend([(text, line)] for text in more)
    return cells[:-1]  # behind the last stroke stands nothing


def is_rule(line: TextLine) -> bool:
    """Say whether the line parts a Markdown table's header from its rows: "|---|:-:|"."""
    return "-" in line.text and "|" in line.text and bool(_RULE.fullmatch(line.text))


def is_long_rule(line: TextLine) -> bool:
    """Say whether the line is such a rule beyond doubt: a "-" in a cell may also mean "none"."""
    return is_rule(line) and "---" in line.text


def has_strokes(line: TextLine) -> bool:
    """Say whether upright strokes part the line."""
    return "|" in line.text and bool(_STROKE.search(line.text))


def count_strokes(line: TextLine) -> int:
    """Return how many strokes part the line."""
    return sum(1 for _ in _STROKE.finditer(line.text))


def is_boxed(line: TextLine) -> bool:
    """Say whether the line begins and ends with a stroke and so is a row also where no rule stands near."""
    text = line.text.strip()
    return len(text) > 1 and text.startswith("|") and _ends_in_stroke(text)


def _ends_in_stroke(text: str) -> bool:
    return text.endswith("|") and not text.endswith("\\|")


def _end_of_broken_head(lines: Sequence[TextLine], start: int) -> int | None:
    """Return the end of a header that line ends break, known by the rule of as many strokes under it."""
    if not _is_broken(lines[start]):
        return None
    total = count_strokes(lines[start])
    for end in range(start + 1, min(len(lines) - 1, start + _MOST_LINES)):
        text = lines[end].text.strip()
        if not text or text.startswith("|"):
            return None
        total += count_strokes(lines[end])
        if _ends_in_stroke(text):
            rule = lines[end + 1]
            return end + 1 if is_long_rule(rule) and count_strokes(rule) == total else None
    return None


def _end_of_broken_row(lines: Sequence[TextLine], start: int, wanted: int) -> int | None:
    """Return the end of a row that line ends break: with the lines behind it, it has as many strokes as wanted."""
    if wanted < 2 or not _is_broken(lines[start]):
        return None
    total = count_strokes(lines[start])
    for end in range(start + 1, min(len(lines), start + _MOST_LINES)):
        text = lines[end].text.strip()
        if not text or text.startswith("|"):
            return None
        total += count_strokes(lines[end])
        if total >= wanted:
            return end + 1 if total == wanted and _ends_in_stroke(text) else None
    return None


def _is_broken(line: TextLine) -> bool:
    text = line.text.strip()
    return text.startswith("|") and not _ends_in_stroke(text)


def _is_head_again(lines: Sequence[TextLine], start: int, position: int) -> bool:
    """Say whether the table's header is printed again at a position, with its rule."""
    return (
        position > start + 1
        and position + 1 < len(lines)
        and lines[position].text.strip() == lines[start].text.strip()
        and is_long_rule(lines[position + 1])
        and not is_rule(lines[position])
    )


def _fields(text: str) -> list[str]:
    fields = _STROKE.split(text)
    if fields and not fields[0].strip() and text.startswith("|"):
        fields = fields[1:]
    if fields and not fields[-1].strip() and text.endswith("|"):
        fields = fields[:-1]
    return fields
