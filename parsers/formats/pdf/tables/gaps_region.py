"""How far a table without rules reaches down from its header: as long as the gaps between its columns stay open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.gaps_columns import LEAST_GUTTER, MAX_COLUMNS, Span
from parsers.formats.pdf.tables.gaps_cuts import cut_line, is_near, usual_starts
from parsers.formats.pdf.tables.gaps_header import (
    LOOK_AHEAD,
    Header,
    is_known,
    is_same_wording,
    look_of,
    shared_look,
)
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.formats.pdf.tables.gaps_sheet import Sheet

MAX_SPANNING_LINES = 3  # of one section's title
MAX_DROPPED = 20  # stretches of lines below a table that were taken for its cells
MAX_WAITING = 6  # lines that may be a table's
_NEAR = 2.5  # type sizes from a title to the first line of the row below
_FOOT = 0.7  # of the page's height: a table that ends above it is not cut by the page's end
_FURNITURE = 0.93  # of the page's height: below it only page numbers and running footers are printed
_FARTHEST = 6.0  # type sizes from one line to the next inside a table


@dataclass(slots=True)
class Region:
    """The lines below a header that keep to its columns: `stop` is the first line behind them.

    `gutters` are the stretches between the header's cells that no line enters, from the left;
    `spanning` are the numbers of the lines that run across columns, such as a section's title.
    """

    header: Header
    stop: int
    gutters: list[Span]
    lines: dict[int, list[Segment]] = field(default_factory=dict)
    spanning: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the lines that keep to the columns, from the top."""
        return [number for number in self.lines if number not in self.spanning]


@dataclass(slots=True)
class _Growth:
    """The state of growing: where columns begin, how far right text reaches, lines that may be a section's title."""

    region: Region
    starts: list[float]
    right: float = 0.0
    waiting: list[int] = field(default_factory=list)


def grow(sheet: Sheet, header: Header) -> Region:
    """Return the table's lines from its header down to the first that closes a gutter or stands too far away."""
    region = Region(header, header.stop, [(left.x1, right.x0) for left, right in pairwise(header.cells)])
    growth = _Growth(region, usual_starts(sheet.lines[header.stop : header.stop + LOOK_AHEAD]))
    for number in range(header.stop, len(sheet.lines)):
        if not _takes(sheet, growth, number):
            break
    _add_waiting_tail(sheet, growth)
    _drop_trailing(sheet, region)
    region.gutters = _settled(region)
    return region


def _takes(sheet: Sheet, growth: _Growth, number: int) -> bool:
    """Say whether the table goes on with a line; it is added, or waits for one that shows that it goes on."""
    header, line = growth.region.header, sheet.lines[number]
    left, right = header.cells[0].x0, header.cells[-1].x1
    if len(line) > 2 * MAX_COLUMNS or not sheet.is_next(number, _FARTHEST):
        return False
    if sheet.is_barred(number - 1, number, left, right):
        return False
    if len(line) > 1 and _is_header_again(growth, line):
        return False
    fitting = _fitted(growth, line, sheet.runs[number])
    is_sure = fitting is line or len(line) > 1
    if fitting is not None and is_sure and (not growth.waiting or _goes_on(sheet, growth, fitting)):
        _add_waiting(sheet, growth, fitting)
        return _add(growth, number, fitting)
    if len(growth.waiting) >= (MAX_WAITING if fitting else MAX_SPANNING_LINES):
        return False
    if fitting is None and not _may_span(growth, line):
        return False
    growth.waiting.append(number)
    return True


def _goes_on(sheet: Sheet, growth: _Growth, line: Sequence[Segment]) -> bool:
    """Say whether a line behind a title shows that the table goes on: it has several columns, or begins in a later."""
    x0, number = line[0].x0, line[0].line
    is_column = x0 > growth.region.gutters[0][0] and is_near(growth.starts, x0)
    return len(line) > 1 or (is_column and sheet.is_next(number, _NEAR))


def _add_waiting(sheet: Sheet, growth: _Growth, after: Sequence[Segment]) -> None:
    """Add the lines that waited: the title, and the first lines of a cell that begins above its row's others."""
    looks = {look_of(segment) for segment in after}
    for at, number in enumerate(growth.waiting):
        fitting = _fitted(growth, sheet.lines[number], sheet.runs[number])
        if fitting is not sheet.lines[number] and shared_look(sheet.lines[number]) not in looks:
            fitting = None  # That a word of a title begins where a column does is chance.
        of_title = fitting is sheet.lines[number] and (not at or growth.waiting[at - 1] in growth.region.spanning)
        is_alike = look_of(sheet.lines[number][0]) == look_of(sheet.lines[number - 1][0])
        narrowed = None if fitting is None else _narrowed(growth.region.gutters, fitting)
        if narrowed is None or _narrowed(narrowed, after) is None:
            fitting = None
        if fitting is None or (of_title and sheet.is_next(number) and is_alike):
            growth.region.lines[number] = sheet.lines[number]
            growth.region.spanning.add(number)
            growth.region.stop = number + 1
        else:
            _add(growth, number, fitting)
    growth.waiting.clear()


def _add_waiting_tail(sheet: Sheet, growth: _Growth) -> None:
    """Add the waiting lines at the table's end that fit, and stand as close to the row above as a cell's lines do."""
    for number in growth.waiting:
        fitting = _fitted(growth, sheet.lines[number], sheet.runs[number])
        if fitting is None or not growth.region.lines or not _is_of_row_above(sheet, growth.region, number):
            return
        _add(growth, number, fitting)


def _is_of_row_above(sheet: Sheet, region: Region, number: int) -> bool:
    if number - 1 not in region.lines:
        return False
    pitch = min((sheet.distance(at) for at in region.lines if at - 1 in region.lines), default=0.0)
    return sheet.distance(number) <= max(1.02 * pitch, 1.25 * sheet.lines[number][0].size)


def _is_header_again(growth: _Growth, line: Sequence[Segment]) -> bool:
    """Say whether a line is a header that begins another table: this one's again, or behind a title one like it."""
    header = growth.region.header
    if is_same_wording(line, header):
        return True
    if header.segments and not growth.waiting:
        return False
    known = sum(is_known(segment.text) for segment in line)
    if not header.is_set_off:
        return known > 1
    return shared_look(line) == header.look and (known > 1 or len(line) >= len(header.cells) - 1)


def _fitted(growth: _Growth, line: list[Segment], runs: list[TextRun]) -> list[Segment] | None:
    """Return a line's segments, parted anew where they run into the next column, or None where gutters would close."""
    if _narrowed(growth.region.gutters, line) is not None:
        return line
    cut = cut_line(runs, line[0].line, growth.starts, growth.region.gutters)
    return cut if cut and _narrowed(growth.region.gutters, cut) is not None else None


def _narrowed(gutters: Sequence[Span], line: Sequence[Segment]) -> list[Span] | None:
    """Return the gutters as far as a line leaves them open, or None where it closes one.

    Text that stands in a gutter on its own may belong to either side: it is weighed when the table is whole.
    """
    found: list[Span] = []
    index = 0
    for a, b in gutters:
        while index < len(line) and line[index].x1 <= a:
            index += 1
        if index < len(line) and line[index].x0 <= a:
            a = line[index].x1
        last = next((segment for segment in reversed(line) if segment.x0 < b), None)
        if last is not None and last.x1 >= b:
            b = last.x0
        if b - a < LEAST_GUTTER:
            return None
        found.append((a, b))
    return found


def _settled(region: Region) -> list[Span]:
    """Return the widest stretch of each gutter that none of the table's lines stands in."""
    body = sorted((s.x0, s.x1) for number in region.numbers for s in region.lines[number])
    body += sorted((segment.x0, segment.x1) for segment in region.header.segments)
    body.sort()
    settled = []
    index = 0
    for a, b in region.gutters:
        reached, best = a, (a, a)
        while index < len(body) and body[index][0] < b:
            x0, x1 = body[index]
            index += 1
            if x0 >= reached and x0 - reached > best[1] - best[0]:
                best = reached, x0
            reached = max(reached, x1)
        if b - reached > best[1] - best[0]:
            best = reached, b
        settled.append(best)
    return settled


def _may_span(growth: _Growth, line: Sequence[Segment]) -> bool:
    """Say whether a line that closes gutters may be a title across the table: it begins at its left or is centred."""
    cells = growth.region.header.cells
    left, right = cells[0].x0, max(cells[-1].x1, growth.right)
    x0, x1, size = line[0].x0, line[-1].x1, line[0].size
    return abs(x0 - left) < 2 * size or (x1 <= right and abs((x0 + x1) - (left + right)) < 4 * size)


def _add(growth: _Growth, number: int, line: list[Segment]) -> bool:
    """Add a line and say so, unless it closes a gutter that lines added since it was looked at have made narrow."""
    narrowed = _narrowed(growth.region.gutters, line)
    if narrowed is None:
        return False
    growth.region.lines[number] = line
    growth.region.stop = number + 1
    growth.right = max(growth.right, line[-1].x1)
    growth.region.gutters = narrowed
    return True


def _drop_trailing(sheet: Sheet, region: Region) -> None:
    """Take back last lines that stand in one column alone, apart from those above: a paragraph below, a page number."""
    for _ in range(MAX_DROPPED):
        numbers = list(region.lines)
        if not numbers:
            return
        last = numbers[-1]
        tail = [last]
        for upper, lower in zip(reversed(numbers[:-1]), reversed(numbers), strict=False):
            if lower - upper > 1 or not sheet.is_next(lower):
                break
            tail.append(upper)
        if any(len(region.lines[number]) > 1 for number in tail) or len(tail) == len(numbers):
            return
        if len(tail) == 1 and sheet.is_next(last):
            return
        if not _stands_apart(sheet, region, tail):
            return
        for number in tail:
            del region.lines[number]
        region.stop = next(reversed(region.lines)) + 1
        region.spanning &= region.lines.keys()


def _stands_apart(sheet: Sheet, region: Region, tail: Sequence[int]) -> bool:
    """Say whether last lines are no cell's: set wider apart than rows are, at the page's foot, or in another look."""
    first = tail[-1]
    gaps = [sheet.distance(number) for number in region.lines if number != first and not sheet.is_next(number)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    line = sheet.lines[first]
    body = [look_of(segment)[2] for row in region.lines.values() for segment in row]
    return (
        sheet.distance(first) > 1.4 * usual
        or line[0].baseline > 0.92 * sheet.height
        or look_of(line[0])[2] not in body[: -len(tail)]
        or line[0].x0 < region.header.cells[0].x1
    )


def meets_foot(sheet: Sheet, region: Region) -> bool:
    """Say whether nothing but the page's foot comes after the table, and it reaches down to there."""
    stop = region.stop
    low = sheet.lines[stop - 1][0].baseline
    if low < _FOOT * sheet.height or any(box[1] > low for box in sheet.taken):
        return False
    below = sheet.lines[stop : stop + 4]
    return all(line[0].baseline > _FURNITURE * sheet.height or _is_page_number(line) for line in below)


def _is_page_number(line: Sequence[Segment]) -> bool:
    return len(line) == 1 and len(line[0].text) <= 15 and any(map(str.isdigit, line[0].text))
