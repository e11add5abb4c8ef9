"""Tables whose columns only blanks part, under a rule of dashes: "Action      Lead" above "------      ----".

Pandoc's simple and multi-line tables, and reStructuredText's; those under one long rule are `text_spaced`'s. What the
cells hold is `text_tables`'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.formats.text_lines import TextLine

_GROUPS = re.compile(r"\s*(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+)\s*")
_ONE_RULE = re.compile(r"\s*(?:-{4,}|={4,})\s*")
_GROUP = re.compile(r"[-=]+")
_MOST_HEADER_LINES = 4
_MOST_LINES = 20_000

Pieces = list[tuple[str, TextLine]]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rows of a table, each the pieces of its cells; `end` is the first line behind it."""

    rows: tuple[list[Pieces], ...]
    header_rows: int | None
    end: int


def may_hold_rules(lines: Sequence[TextLine]) -> bool:
    """Say whether any line may be a rule."""
    return any("--" in line.text or "==" in line.text for line in lines)


def find_ruled(lines: Sequence[TextLine], start: int) -> Ruled | None:
    """Return the table that begins at a line, or None."""
    is_framed = bool(_ONE_RULE.fullmatch(lines[start].text)) or is_grouped(lines[start].text)
    head = start + 1 if is_framed else start
    if is_framed and is_grouped(lines[start].text):
        return _read_framed(lines, start)
    rule = _find_rule(lines, head)
    if rule is None:
        return None
    starts = _starts(lines[rule].text)
    header = lines[head:rule]
    if not header or not all(_fits(line.text, starts) for line in header):
        return None
    return _read_body(lines, rule + 1, starts, header, is_framed=is_framed)


def is_grouped(text: str) -> bool:
    """Say whether a line is a rule of two groups of dashes or more."""
    return ("--" in text or "==" in text) and _GROUPS.fullmatch(text) is not None


def _find_rule(lines: Sequence[TextLine], head: int) -> int | None:
    for index in range(head, min(len(lines), head + _MOST_HEADER_LINES + 1)):
        if lines[index].is_blank:
            return None
        if is_grouped(lines[index].text):
            return index if index > head else None
    return None


def _starts(rule: str) -> list[int]:
    return [match.start() for match in _GROUP.finditer(rule)]


def _fits(text: str, starts: Sequence[int]) -> bool:
    """Say whether no word of a line reaches over the begin of a column."""
    return not text[: starts[0]].strip() and all(text[start - 1 : start] in ("", " ") for start in starts[1:])


def _cut(line: TextLine, starts: Sequence[int]) -> list[tuple[str, TextLine]]:
    ends = [*starts[1:], len(line.text)]
    return [(line.text[start:end], line) for start, end in zip(starts, ends, strict=True)]


def _read_framed(lines: Sequence[TextLine], start: int) -> Ruled | None:
    """Read a table that begins with a grouped rule: with a header down to the next, or without one."""
    starts = _starts(lines[start].text)
    rules = [start]
    end = start + 1
    while end < min(len(lines), start + _MOST_LINES) and len(rules) < 3:
        if is_grouped(lines[end].text) or _ONE_RULE.fullmatch(lines[end].text):
            rules.append(end)
        elif lines[end].is_blank or not _fits(lines[end].text, starts):
            break
        end += 1
    if len(rules) < 2 or rules[1] == start + 1:
        return None
    is_headed = len(rules) == 3
    header = lines[start + 1 : rules[1]] if is_headed else ()
    body = lines[rules[1] + 1 : rules[2]] if is_headed else lines[start + 1 : rules[1]]
    rows = _rows_of(body, starts, lines[start].text.lstrip().startswith("="))
    return _make(header, rows, starts, rules[-1] + 1)


def _read_body(
    lines: Sequence[TextLine], begin: int, starts: list[int], header: Sequence[TextLine], *, is_framed: bool
) -> Ruled | None:
    end = begin
    while end < min(len(lines), begin + _MOST_LINES):
        text = lines[end].text
        if _ONE_RULE.fullmatch(text) or is_grouped(text):
            break
        if (lines[end].is_blank and not is_framed) or not _fits(text, starts):
            break
        end += 1
    is_closed = end < len(lines) and bool(_ONE_RULE.fullmatch(lines[end].text) or is_grouped(lines[end].text))
    if end == begin or (is_framed and not is_closed):
        return None
    body = lines[begin:end]
    if is_framed and any(line.is_blank for line in body):
        rows = _rows_by_blanks(body, starts)
    else:
        rows = _rows_of(body, starts, False)
    return _make(header, rows, starts, end + 1 if is_closed else end)


def _rows_of(body: Sequence[TextLine], starts: list[int], goes_on_when_blank: bool) -> list[list[Pieces]]:
    """Return a row for each line; in reStructuredText one whose first cell is blank goes on from the one above."""
    rows: list[list[Pieces]] = []
    for line in body:
        cut = _cut(line, starts)
        if rows and goes_on_when_blank and not cut[0][0].strip():
            for pieces, piece in zip(rows[-1], cut, strict=True):
                pieces.append(piece)
        elif not line.is_blank:
            rows.append([[piece] for piece in cut])
    return rows


def _rows_by_blanks(body: Sequence[TextLine], starts: list[int]) -> list[list[Pieces]]:
    rows: list[list[Pieces]] = []
    is_new = True
    for line in body:
        if line.is_blank:
            is_new = True
        elif is_new:
            rows.append([[piece] for piece in _cut(line, starts)])
            is_new = False
        else:
            for pieces, piece in zip(rows[-1], _cut(line, starts), strict=True):
                pieces.append(piece)
    return rows


def _make(header: Sequence[TextLine], rows: list[list[Pieces]], starts: list[int], end: int) -> Ruled | None:
    if not rows:
        return None
    if not header:
        return Ruled(tuple(rows), None, end)
    head: list[Pieces] = [[] for _ in starts]
    for line in header:
        for pieces, piece in zip(head, _cut(line, starts), strict=True):
            pieces.append(piece)
    return Ruled((head, *rows), 1, end)
