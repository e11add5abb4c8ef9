"""Shares the lines of a fallen table out to rows and columns, in the way that suits its headings best.

Each way to cut the lines into cells has a weight: what a cell's column asks for (a time, a post, a number) speaks for
it, blank columns and cuts inside a paragraph speak against it. Where two ways weigh the same, there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from normalise.statuses import read_response
from parsers.headers import TIME_ROLES, Header, Role
from parsers.repair.fallen_tables import is_of_role, is_value
from parsers.repair.running_on import is_left_open, starts_small
from parsers.words import Words

Rows = list[dict[int, tuple[int, int]]]  # of each row the columns' lines, from and to

MAX_CELL_LINES = 24
MAX_CELL_BLOCKS = 8
MAX_VALUE_LINES = 5  # of one time or owner
JOINED = 0.5  # what speaks for a line going on with the paragraph above
LEAST = 4.0  # what speaks for a row
TELLING = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.STATUS))
_TIED = re.compile(  # a time that the document does not date
    r"(?:following|after|before|once|when|upon|on|subject\s+to|in\s+line\s+with|dependent\s+on|pending|tb[acd]|to\s+be)\b",
    re.IGNORECASE,
)
_WORDED = frozenset((Role.ACTION, Role.RECOMMENDATION, Role.PROGRESS))


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; the number of its block, whether it is the first of it, and the mark in front of the block."""

    words: Words
    block: int
    is_first: bool
    marker: str | None


class _State(NamedTuple):
    """The best way to share out the lines so far: its weight, whether it is the only one, the cell it ends with."""

    weight: float
    is_only: bool
    before: tuple[int, int] | None
    is_row: bool


def share_out(lines: Sequence[Line], headers: tuple[Header, ...]) -> tuple[Rows, int]:
    """Return the rows that the lines make under their headings and how many lines they take; none where none fit."""
    width = len(headers)
    best: list[dict[int, _State]] = [{} for _ in range(len(lines) + 1)]
    best[0][width - 1] = _State(0.0, True, None, False)  # as if a row ended above the first
    for start in range(len(lines)):
        if not best[start]:
            continue
        for end, weights in _cells_from(lines, start, headers):
            for column, weight in enumerate(weights):
                found = _reach(best[start], start, column, weight, headers)
                known = best[end].get(column)
                if found is not None and (known is None or found.weight >= known.weight):
                    is_tie = known is not None and found.weight == known.weight
                    best[end][column] = found._replace(is_only=False) if is_tie else found
    return _trace(lines, headers, best)


def _reach(
    before: dict[int, _State], start: int, column: int, weight: float, headers: Sequence[Header]
) -> _State | None:
    """Return the best way to a cell in a column: further on in the row above, or in a new one."""
    found: _State | None = None
    for last, state in before.items():
        ways = []
        if column > last and state.before is not None:
            ways.append((state.weight + weight + _blank(headers[last + 1 : column]), False))
        if not (column and headers[0].role is Role.NUMBER):  # what is numbered begins with its number
            ways.append((state.weight + weight + _blank(headers[last + 1 :]) + _blank(headers[:column]), True))
        for total, is_row in ways:
            if found is None or total > found.weight:
                found = _State(total, state.is_only, (start, last), is_row)
            elif total == found.weight:
                found = found._replace(is_only=False)
    return found


def _blank(headers: Sequence[Header]) -> float:
    """Return what speaks against columns of a row being blank."""
    return sum(-4.0 if header.role in _WORDED else -1.5 for header in headers)


def _trace(lines: Sequence[Line], headers: Sequence[Header], best: Sequence[dict[int, _State]]) -> tuple[Rows, int]:
    """Return the rows on the best way to where the table ends, at the end of a block; of ends as good, at the last.

    None where that way is not the only one.
    """
    ends = [
        (state.weight + _blank(headers[column + 1 :]), at, column)
        for at, states in enumerate(best)
        if at and (at == len(lines) or lines[at].is_first)
        for column, state in states.items()
    ]
    weight, at, column = max(ends, default=(0.0, 0, 0))
    if sum(end[:2] == (weight, at) for end in ends) > 1:
        return [], 0
    rows: Rows = []
    cells: dict[int, tuple[int, int]] = {}
    count = at
    while at:
        state = best[at][column]
        if state.before is None or not state.is_only:
            return [], 0
        cells[column] = (state.before[0], at)
        if state.is_row:
            rows.append(dict(sorted(cells.items())))
            cells = {}
        at, column = state.before
    return (rows[::-1], count) if rows and weight >= LEAST * len(rows) else ([], 0)


def _cells_from(
    lines: Sequence[Line], start: int, headers: tuple[Header, ...]
) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Yield where a cell that begins with a line may end, and what speaks for it in each column.

    A cell is lines of one block, or whole blocks.
    """
    others = frozenset(header.role for header in headers)
    opening = 0.0 if lines[start].is_first or _lists_cells(lines, start, len(headers)) else -1.0
    blocks = 1
    for end in range(start + 1, min(len(lines), start + MAX_CELL_LINES) + 1):
        last = lines[end - 1]
        if end - 1 > start and last.is_first:
            blocks += 1
            is_next = headers[0].role is Role.NUMBER and is_of_role(Role.NUMBER, last.words.text)
            if blocks > MAX_CELL_BLOCKS or is_next:  # the next row's number
                return
        if blocks > 1 and not (lines[start].is_first and (end == len(lines) or lines[end].is_first)):
            continue
        part = lines[start:end]
        joined = opening + sum(boundary(above, below) for above, below in pairwise(part))
        texts = tuple(_entries(part))
        is_long = blocks - len(texts) > 1 or len(part) > MAX_VALUE_LINES * len(texts)  # several paragraphs are no value
        yield end, tuple(joined + _weigh(header.role, texts, others, is_long) for header in headers)


def _lists_cells(lines: Sequence[Line], at: int, width: int) -> bool:
    """Say whether the paragraph of a line has a line for each column: then each of them may be a cell."""
    of_block = [line for line in lines[max(0, at - width) : at + width] if line.block == lines[at].block]
    return len(of_block) >= width - 1


def _entries(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the text of each entry that lines make: a bullet or letter begins one."""
    starts = [at for at, line in enumerate(lines) if not at or (line.is_first and line.marker is not None)]
    for start, end in pairwise((*starts, len(lines))):
        yield " ".join(line.words.text.strip() for line in lines[start:end])


def boundary(above: Line, below: Line) -> float:
    """Return what speaks for two lines being of one cell."""
    if not below.is_first:
        return 0.0
    if below.marker is not None:
        return -0.5 if above.marker is None else 0.25 if _counts_on(above.marker, below.marker) else -1.5
    return JOINED if goes_on(above, below) else -1.0


def _counts_on(above: str, below: str) -> bool:
    """Say whether a mark may stand behind another in one list: the same bullet, or the next letter or number."""
    first, second = above.strip("(). "), below.strip("(). ")
    if not (first.isalnum() and second.isalnum()):
        return first == second
    return second != first and second[:1] not in ("a", "1", "i")


def goes_on(above: Line, below: Line) -> bool:
    """Say whether a line carries on the sentence or the name of the line above it."""
    return is_left_open(above.words.text) or starts_small(below.words.text)


@lru_cache(maxsize=8192)
def _weigh(role: Role, texts: tuple[str, ...], others: frozenset[Role], is_long: bool) -> float:
    """Return what speaks for the entries of a cell standing in a column."""
    if is_long:
        return -3.0 if role in TELLING or role is Role.NUMBER else 0.0
    if role in TIME_ROLES and len(texts) == 1 and _TIED.match(texts[0]):
        return 1.0
    if role in TELLING or role is Role.NUMBER:
        return 3.0 if all(is_of_role(role, text) for text in texts) else -3.0
    if role is Role.RESPONSE_TEXT and read_response(texts[0]) is not None:
        return 1.5
    if all(is_of_role(Role.NUMBER, text) for text in texts):
        return -3.0
    return -1.0 if all(map(is_value, texts)) and others & TELLING else 0.0
