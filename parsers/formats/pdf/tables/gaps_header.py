"""The header of a table that has no rules: short texts beside one another, worded or printed as headers.

Without one, columns of text are no table: it alone tells a plan from a leaflet's columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from parsers.formats.pdf.tables.gaps_columns import MAX_COLUMNS, is_marker
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.formats.pdf.tables.gaps_sheet import Sheet
from parsers.headers import fold_header, read_header

MAX_HEADER_LINES = 5
_MAX_CHARACTERS = 60
_MAX_WORDS = 9
_LOOK_AHEAD = 12  # lines: the look of a table's body is judged by these
_LABELLED = re.compile(r"[^:]+:\s*\S")
_Look = tuple[bool, str | None, int]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header's text over all its lines, and how far it reaches."""

    x0: float
    x1: float
    text: str

    @property
    def is_known(self) -> bool:
        return is_known(self.text)


@dataclass(frozen=True, slots=True)
class Header:
    """The header lines from `start` to before `stop`, and what shows that they are a header.

    `known` counts the cells whose wording is a header's; `is_set_off`: they look other than the lines below;
    `is_ruled`: a rule beneath parts them from these.
    """

    start: int
    stop: int
    cells: tuple[HeaderCell, ...]
    is_set_off: bool
    is_ruled: bool

    @property
    def known(self) -> int:
        return sum(cell.is_known for cell in self.cells)


def find_header(sheet: Sheet, start: int, free: int) -> Header | None:
    """Return the header whose first full line that is, or None; no line before `free` is taken for a part of it."""
    if not _may_be_header(sheet.lines[start]) or not _has_body(sheet, start):
        return None
    looks = _set_off_lines(sheet, start)
    ruled = _ruled_lines(sheet, start)
    stop = start + (looks or ruled or 1)
    if not looks and not ruled:
        stop = _best_worded(sheet, start)
    elif ruled and looks and ruled < looks:
        stop = start + ruled
    begin = _with_lines_above(sheet, start, stop, free, is_set_off=bool(looks))
    cells = header_cells([segment for line in sheet.lines[begin:stop] for segment in line])
    header = Header(begin, stop, cells, is_set_off=bool(looks), is_ruled=bool(ruled) and start + ruled == stop)
    return header if len(cells) > 1 and (looks or ruled or header.known > 1) else None


def header_cells(segments: Sequence[Segment]) -> tuple[HeaderCell, ...]:
    """Return the header cells that the segments of a header's lines make, from the left."""
    groups: list[tuple[float, list[Segment]]] = []
    for segment in sorted(segments):
        if groups and segment.x0 < groups[-1][0]:
            right, group = groups[-1]
            group.append(segment)
            groups[-1] = (max(right, segment.x1), group)
        else:
            groups.append((segment.x1, [segment]))
    return tuple(
        HeaderCell(group[0].x0, right, " ".join(part.text for part in sorted(group, key=lambda part: part.line)))
        for right, group in groups
    )


@lru_cache(maxsize=4096)
def is_known(text: str) -> bool:
    """Say whether a text is worded as a header, and is no label with its value."""
    if len(text) > 2 * _MAX_CHARACTERS or _LABELLED.match(text):
        return False
    header = read_header(text)
    return header is not None and header.score >= 0.8


def is_same_wording(line: Sequence[Segment], header: Header) -> bool:
    """Say whether a line prints a header again."""
    words = {fold_header(cell.text) for cell in header.cells}
    again = sum(fold_header(segment.text) in words for segment in line)
    return again > 1 and 2 * again > len(header.cells)


def look_of(segment: Segment) -> _Look:
    return segment.is_bold, segment.colour, round(2 * segment.size)


def shared_look(line: Sequence[Segment]) -> _Look | None:
    """Return how all of a line looks, or None where its parts differ."""
    looks = {look_of(segment) for segment in line}
    return looks.pop() if len(looks) == 1 else None


def _may_be_header(line: Sequence[Segment]) -> bool:
    return (
        1 < len(line) <= MAX_COLUMNS
        and all(len(segment.text) <= _MAX_CHARACTERS and segment.text.count(" ") < _MAX_WORDS for segment in line)
        and not any(is_marker(segment.text) for segment in line)
        and any(character.isalpha() for segment in line for character in segment.text)
    )


def _has_body(sheet: Sheet, start: int) -> bool:
    """Say whether one of the next lines is parted too, and text stands in none of the header's gaps."""
    header = sheet.lines[start]
    for line in sheet.lines[start + 1 : start + 1 + MAX_HEADER_LINES + 3]:
        if line[0].baseline - header[0].baseline > 12 * header[0].size:
            return False
        if len(line) > 1 and not any(
            segment.x0 < left.x1 and segment.x1 > right.x0 for left, right in pairwise(header) for segment in line
        ):
            return True
    return False


def _set_off_lines(sheet: Sheet, start: int) -> int:
    """Return how many lines look alike and other than the body below them; 0 where the body looks so too."""
    look = shared_look(sheet.lines[start])
    if look is None:
        return 0
    count = 1
    while (
        count <= MAX_HEADER_LINES
        and start + count < len(sheet.lines)
        and sheet.is_next(start + count)
        and shared_look(sheet.lines[start + count]) == look
    ):
        count += 1
    body = [segment for line in sheet.lines[start + count : start + count + _LOOK_AHEAD] for segment in line]
    alike = sum(look_of(segment) == look for segment in body)
    if count > MAX_HEADER_LINES or not body or 3 * alike > len(body):
        return 0
    # Larger, bold or coloured; a header in a paler or smaller type than its body is none.
    size = sorted(segment.size for segment in body)[len(body) // 2]
    return count if sheet.lines[start][0].size >= 0.85 * size else 0


def _ruled_lines(sheet: Sheet, start: int) -> int:
    """Return how many lines there are down to the first rule that runs beneath all of them, or 0."""
    first = sheet.lines[start]
    for count in range(1, MAX_HEADER_LINES + 1):
        if start + count >= len(sheet.lines):
            return 0
        if sheet.is_ruled_between(start + count - 1, start + count, first[0].x0, first[-1].x1):
            return count
        if not sheet.is_next(start + count):
            return 0
    return 0


def _best_worded(sheet: Sheet, start: int) -> int:
    """Return where the header lines end whose cells have the most known wordings; a further line must add one."""
    best, stop = -1, start + 1
    segments: list[Segment] = []
    for number in range(start, min(start + 3, len(sheet.lines) - 1)):
        line = sheet.lines[number]
        if number > start and not (sheet.is_next(number) and _may_continue(line)):
            break
        segments += line
        cells = header_cells(segments)
        known = sum(cell.is_known for cell in cells)
        if known > best and (number == start or len(cells) >= len(sheet.lines[start])):
            best, stop = known, number + 1
    return stop


def _may_continue(line: Sequence[Segment]) -> bool:
    return all(len(segment.text) <= _MAX_CHARACTERS / 2 for segment in line)


def _with_lines_above(sheet: Sheet, start: int, stop: int, free: int, *, is_set_off: bool) -> int:
    """Return where a header begins whose longer cells begin above its first full line (set low or in the middle)."""
    look = shared_look(sheet.lines[start])
    begin = start
    while begin > free and start - begin < 3 and sheet.is_next(begin, 1.3):
        line = sheet.lines[begin - 1]
        segments = [segment for row in sheet.lines[begin - 1 : stop] for segment in row]
        cells, now = header_cells(segments), header_cells([s for row in sheet.lines[begin:stop] for s in row])
        if len(cells) < len(now) or (is_set_off and shared_look(line) != look) or not _may_continue(line):
            break
        if not is_set_off and sum(cell.is_known for cell in cells) <= sum(cell.is_known for cell in now):
            break
        begin -= 1
    return begin
