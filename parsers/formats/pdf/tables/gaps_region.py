"""How far a table without rules reaches down from its header: as long as the gaps between its columns stay open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.gaps_columns import Span
from parsers.formats.pdf.tables.gaps_header import Header, is_known, is_same_wording, look_of, shared_look
from parsers.formats.pdf.tables.gaps_segments import Segment, segments_of
from parsers.formats.pdf.tables.gaps_sheet import Sheet

MAX_SPANNING_LINES = 3  # of one section's title
_FARTHEST = 6.0  # type sizes from one line to the next inside a table
_LEAST = 1.5  # points: a narrower gutter is closed
_ALIGNED = 1.5  # points


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
    starts: list[list[float]]
    right: float = 0.0
    waiting: list[int] = field(default_factory=list)


def grow(sheet: Sheet, header: Header) -> Region:
    """Return the table's lines from its header down to the first that closes a gutter or stands too far away."""
    gutters = [(left.x1, right.x0) for left, right in pairwise(header.cells)]
    region = Region(header, header.stop, gutters)
    growth = _Growth(region, [[cell.x0] for cell in header.cells])
    for number in range(header.stop, len(sheet.lines)):
        if not _takes(sheet, growth, number):
            break
    _drop_trailing(sheet, region)
    return region


def _takes(sheet: Sheet, growth: _Growth, number: int) -> bool:
    """Say whether the table goes on with a line; it is added, or waits for one that shows that it goes on."""
    header, line = growth.region.header, sheet.lines[number]
    left, right = header.cells[0].x0, header.cells[-1].x1
    if not sheet.is_next(number, _FARTHEST) or sheet.is_barred(number - 1, number, left, right):
        return False
    if len(line) > 1 and (is_same_wording(line, header) or (growth.waiting and _is_header_again(sheet, growth, line))):
        return False
    fitting = _fitted(growth, line, sheet.runs[number])
    if fitting is not None and (len(fitting) > 1 or not growth.waiting):
        for waiting in growth.waiting:
            growth.region.lines[waiting] = sheet.lines[waiting]
            growth.region.spanning.add(waiting)
        growth.waiting.clear()
        _add(growth, number, fitting)
        return True
    if len(growth.waiting) >= MAX_SPANNING_LINES or not _may_span(growth, line):
        return False
    growth.waiting.append(number)
    return True


def _is_header_again(sheet: Sheet, growth: _Growth, line: Sequence[Segment]) -> bool:
    """Say whether a line behind a title is another table's header: looks like this one's and is worded as one."""
    header = growth.region.header
    look = shared_look(sheet.lines[header.start])
    known = sum(is_known(segment.text) for segment in line)
    return known > 1 and (not header.is_set_off or shared_look(line) == look)


def _fitted(growth: _Growth, line: list[Segment], runs: list[TextRun]) -> list[Segment] | None:
    """Return a line's segments, parted anew where they run into the next column, or None where gutters would close."""
    if _narrowed(growth.region.gutters, line) is not None:
        return line
    cut = _cut_at_starts(growth, line, runs)
    return cut if cut and _narrowed(growth.region.gutters, cut) is not None else None


def _narrowed(gutters: Sequence[Span], line: Sequence[Segment]) -> list[Span] | None:
    """Return the gutters as far as a line leaves them open, or None where it closes one."""
    found: list[Span] = []
    index = 0
    for a, b in gutters:
        while index < len(line) and line[index].x1 <= a:
            index += 1
        at = index
        while at < len(line) and line[at].x0 < b:
            segment = line[at]
            if (segment.x0 + segment.x1) < a + b and segment.x1 < b:
                a = max(a, segment.x1)
            else:
                b = min(b, segment.x0)
            at += 1
        if b - a < _LEAST:
            return None
        found.append((a, b))
    return found


def _cut_at_starts(growth: _Growth, line: list[Segment], runs: list[TextRun]) -> list[Segment] | None:
    """Return the segments cut where a word begins exactly where a column is known to, or None where none does.

    The longest line of a cell may leave no more than a blank's width before the next column.
    """
    starts = [sorted(found)[len(found) // 2] for found in growth.starts[1:] if len(found) > 2]
    cuts: list[list[TextRun]] = [[]]
    for run in runs:
        rest = run
        for start in starts:
            at = _word_at(rest, start)
            if at is None:
                continue
            if at:
                cuts[-1].append(rest.cut(0, at))
            cuts.append([])
            rest = rest.cut(at, len(rest.text))
        cuts[-1].append(rest)
    if len(cuts) == 1:
        return None
    return [segment for part in cuts if part for segment in segments_of(part, line[0].line)]


def _word_at(run: TextRun, x: float) -> int | None:
    """Return the index of the word of a run that begins at x, or None."""
    if not run.x0 - _ALIGNED <= x < run.x1:
        return None
    at = next((index for index, left in enumerate(run.xs) if abs(left - x) <= _ALIGNED), None)
    if at is None or at >= len(run.text) or run.text[at].isspace():
        return None
    return at if at == 0 or run.text[at - 1].isspace() or run.xs[at] - run.xs[at - 1] > run.size else None


def _may_span(growth: _Growth, line: Sequence[Segment]) -> bool:
    """Say whether a line that closes gutters may be a title across the table: it begins at its left or is centred."""
    cells = growth.region.header.cells
    left, right = cells[0].x0, cells[-1].x1
    right = max(right, growth.right)
    x0, x1 = line[0].x0, line[-1].x1
    size = line[0].size
    return x1 <= right + 2 * size and (abs(x0 - left) < 2 * size or abs((x0 + x1) - (left + right)) < 4 * size)


def _add(growth: _Growth, number: int, line: list[Segment]) -> None:
    growth.region.lines[number] = line
    growth.region.stop = number + 1
    growth.right = max(growth.right, line[-1].x1)
    narrowed = _narrowed(growth.region.gutters, line)
    assert narrowed is not None
    growth.region.gutters = narrowed
    index = 0
    for segment in line:
        while index < len(growth.region.gutters) and segment.x0 >= growth.region.gutters[index][1] - 0.01:
            index += 1
        if len(growth.starts[index]) < 30:
            growth.starts[index].append(segment.x0)


def _drop_trailing(sheet: Sheet, region: Region) -> None:
    """Take back last lines that stand in one column alone, apart from those above: a paragraph below, a page number."""
    while len(region.lines) > 1:
        numbers = list(region.lines)
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
