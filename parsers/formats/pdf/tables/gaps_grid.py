"""A table without rules as a grid: its header's cells and its body's rows over the columns that gaps make."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from parsers.formats.pdf.tables.gaps_columns import LEAST_GUTTER, Span, find_gutters, without_marker_columns
from parsers.formats.pdf.tables.gaps_cuts import cut_at_blank
from parsers.formats.pdf.tables.gaps_header import Header, Look, is_known, look_of
from parsers.formats.pdf.tables.gaps_region import Region, meets_foot
from parsers.formats.pdf.tables.gaps_rows import Body, Entry, find_rows
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.formats.pdf.tables.gaps_sheet import Sheet

MIDDLE = 0.3  # type sizes from the baseline up to the middle of the letters


@dataclass(frozen=True, slots=True)
class GridCell:
    """The segments of one cell, the columns it covers (`first` to before `stop`), and how many rows."""

    first: int
    stop: int
    segments: tuple[Segment, ...]
    rows: int = 1

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's columns, its header's rows and its body's, each with the printed cells that begin in it, from the left.

    `region` is where it was read from; `spanning` are the body's rows that are titles across all columns; `extents` are
    for each row, the header's first, the middles of its highest and its lowest letters.
    """

    region: Region
    edges: tuple[float, ...]
    header_rows: tuple[tuple[GridCell, ...], ...]
    rows: tuple[tuple[GridCell, ...], ...]
    spanning: frozenset[int]
    extents: tuple[Span, ...]

    @property
    def header(self) -> Header:
        return self.region.header

    @property
    def column_count(self) -> int:
        return len(self.edges) - 1


def read_grid(sheet: Sheet, region: Region) -> Grid | None:
    """Return the grid that a table's lines make, or None where they have but one column."""
    if not region.lines or any(b - a < LEAST_GUTTER for a, b in region.gutters):
        return None
    header = list(region.header.segments)
    edges = _edges(sheet, region, header)
    if len(edges) < 3:
        return None
    body = _body(sheet, region, edges)
    found = find_rows(body)
    lines = [body.lines[first:stop] for first, stop in pairwise((*found.starts, len(body.lines)))]
    spanning = frozenset(row for row, line in enumerate(found.starts) if line in body.spanning)
    through = [found.through.get(line, frozenset()) for line in found.starts]
    header_rows = _header_rows(header, edges)
    extents = [_extent(segment for cell in row for segment in cell.segments) for row in header_rows] + [
        _extent(entry.segment for line in row for entry in line if entry.column not in going_on)
        for row, going_on in zip(lines, through, strict=True)
    ]
    rows = tuple(_iter_rows(lines, through, spanning, len(edges) - 1))
    return Grid(region, edges, header_rows, rows, spanning, tuple(extents))


def _extent(segments: Iterable[Segment]) -> Span:
    middles = [segment.baseline - MIDDLE * segment.size for segment in segments]
    return min(middles), max(middles)


def _iter_rows(
    lines: Sequence[Sequence[Sequence[Entry]]],
    through: Sequence[frozenset[int]],
    spanning: frozenset[int],
    columns: int,
) -> Iterator[tuple[GridCell, ...]]:
    """Yield the cells that begin in each row; those that go on in the next rows have these lines too."""
    for number, row in enumerate(lines):
        entries = [entry for line in row for entry in line]
        if number in spanning:
            yield (GridCell(0, columns, tuple(entry.segment for entry in entries)),)
            continue
        cells = []
        for column in sorted({entry.column for entry in entries} - through[number]):
            count = 1
            while number + count < len(lines) and column in through[number + count]:
                count += 1
            spanned = [entry for part in lines[number : number + count] for line in part for entry in line]
            segments = tuple(entry.segment for entry in spanned if entry.column == column)
            cells.append(GridCell(column, column + 1, segments, count))
        yield tuple(cells)


def _edges(sheet: Sheet, region: Region, header: list[Segment]) -> tuple[float, ...]:
    """Return the x positions of the columns: the gutters between the headers, and what the body parts besides.

    Header segments that turn out to stand over two columns are parted in the list given.
    """
    body = [segment for number in region.numbers for segment in region.lines[number]]
    left = min(segment.x0 for segment in (*header, *body)) - 1
    right = max(segment.x1 for segment in (*header, *body)) + 1
    sure = [(a + b) / 2 for a, b in region.gutters]
    more: list[float] = []
    if not header:  # The table goes on from the page above, with its columns.
        return (min(left, region.header.cells[0].x0), *sure, max(right, region.header.cells[-1].x1))
    for a, b in without_marker_columns(body, find_gutters(body)):
        at = bisect_right(sure, (a + b) / 2)
        bounds = sure[at - 1] if at else left, sure[at] if at < len(sure) else right
        if not any(a <= edge <= b for edge in bounds) and _adds_column(sheet, (a, b), bounds, header, body):
            more.append((a + b) / 2)
    return (left, *sorted(sure + more), right)


def _adds_column(sheet: Sheet, gutter: Span, bounds: Span, header: list[Segment], body: Sequence[Segment]) -> bool:
    """Say whether a gutter that no header's gap shows parts columns: those under a shared header, or bare numbers."""
    above = [segment for segment in header if bounds[0] <= segment.x0 < bounds[1]]
    over = [segment for segment in above if segment.x0 < gutter[1] and segment.x1 > gutter[0]]
    if not over:
        texts = [segment.text for segment in body if bounds[0] <= segment.x0 < gutter[0]]
        is_first = all(segment.x0 > gutter[0] for segment in above) and bounds[0] < min(s.x0 for s in body)
        return is_first and bool(texts) and all(len(text) <= 6 for text in texts)
    under = [segment for segment in above if segment.line > over[-1].line]
    if any(segment.x1 <= gutter[0] for segment in under) and any(segment.x0 >= gutter[1] for segment in under):
        return True
    parts = cut_at_blank(sheet.runs[over[0].line], over[0].line, gutter) if len(over) == 1 else None
    if parts is None:
        return False
    cut = [part for part in parts if over[0].x0 <= part.x0 and part.x1 <= over[0].x1]
    header[:] = sorted([s for s in header if s is not over[0]] + cut, key=attrgetter("x0"))
    return len(cut) > 1


def _body(sheet: Sheet, region: Region, edges: tuple[float, ...]) -> Body:
    numbers = list(region.lines)
    lines = tuple(
        tuple(Entry(at, _column(segment, edges), segment) for segment in _merged(region.lines[number], edges))
        for at, number in enumerate(numbers)
    )
    ruled = frozenset(
        at
        for at, (upper, lower) in enumerate(pairwise(numbers), 1)
        if sheet.rules and sheet.is_ruled_between(upper, lower, edges[0], edges[-1])
    )
    spanning = {at for at, number in enumerate(numbers) if number in region.spanning} | _titles(lines, edges)
    ys = tuple(sheet.lines[number][0].baseline for number in numbers)
    return Body(
        lines, ys, ruled, frozenset(spanning), _headers_again(lines, region.header.look), meets_foot(sheet, region)
    )


def _headers_again(lines: Sequence[Sequence[Entry]], look: Look | None) -> frozenset[int]:
    """Return the lines that are headers of later columns, set off as the table's own, and what comes below each."""
    marked: set[int] = set()
    columns: set[int] = set()
    for at, line in enumerate(lines):
        own = {entry.column for entry in line}
        if columns & own:
            marked.add(at)
            columns = set()
        heads = [entry for entry in line if look is not None and look_of(entry.segment) == look]
        if sum(is_known(entry.segment.text) for entry in heads) > 1:
            marked.add(at)
            columns = {entry.column for entry in heads}
    return frozenset(marked - {0})


def _column(segment: Segment, edges: Sequence[float]) -> int:
    """Return the column that a segment begins in; one that hangs over an edge by a hair is in the next."""
    return min(max(0, bisect_right(edges, segment.x0 + 0.5) - 1), len(edges) - 2)


def _merged(line: Sequence[Segment], edges: Sequence[float]) -> list[Segment]:
    """Return a line's segments with those of one column made one: a list's marker and its item."""
    merged: list[Segment] = []
    for segment in line:
        if merged and _column(merged[-1], edges) == _column(segment, edges):
            last = merged[-1]
            merged[-1] = last._replace(x1=segment.x1, text=f"{last.text} {segment.text}")
        else:
            merged.append(segment)
    return merged


def _titles(lines: Sequence[Sequence[Entry]], edges: Sequence[float]) -> set[int]:
    """Return the lines that print in the first column alone, in a look of their own: a section's title."""
    plain = _plain_colour(lines)
    usual = {look_of(entry.segment) for line in lines if len(line) > 1 for entry in line}
    return {
        at
        for at, line in enumerate(lines)
        if len(line) == 1
        and (not line[0].column or _is_centred(line[0].segment, edges))
        and (line[0].segment.is_bold or line[0].segment.colour != plain)
        and look_of(line[0].segment) not in usual
    }


def _is_centred(segment: Segment, edges: Sequence[float]) -> bool:
    return abs((segment.x0 + segment.x1) - (edges[0] + edges[-1])) < 4 * segment.size


def _plain_colour(lines: Sequence[Sequence[Entry]]) -> str | None:
    [(colour, _)] = Counter(entry.segment.colour for line in lines for entry in line).most_common(1)
    return colour


def _header_rows(header: Sequence[Segment], edges: Sequence[float]) -> tuple[tuple[GridCell, ...], ...]:
    """Return the header's cells: in two rows where some stand over several columns that have headers of their own."""
    wide = [segment for segment in header if _reach(segment, edges)[1] - _reach(segment, edges)[0] > 1]
    if not header:
        return ()
    spans = tuple(_reach(segment, edges) for segment in wide)
    under = {column for first, stop in spans for column in range(first, stop)}
    lowest = max((segment.line for segment in wide), default=0)
    lower = [segment for segment in header if segment.line > lowest and _column(segment, edges) in under]
    if not lower:
        return (_header_cells(header, edges, ()),)
    upper = [segment for segment in header if segment not in lower]
    return _header_cells(upper, edges, spans), _header_cells(lower, edges, ())


def _header_cells(
    segments: Sequence[Segment], edges: Sequence[float], spans: Sequence[tuple[int, int]]
) -> tuple[GridCell, ...]:
    cells: dict[tuple[int, int], list[Segment]] = {}
    for segment in segments:
        column = _column(segment, edges)
        reach = next((span for span in spans if span[0] <= column < span[1]), (column, column + 1))
        cells.setdefault(reach, []).append(segment)
    return tuple(GridCell(*reach, tuple(cells[reach])) for reach in sorted(cells))


def _reach(segment: Segment, edges: Sequence[float]) -> tuple[int, int]:
    """Return the columns that a segment stands over: `first` to before `stop`."""
    first = _column(segment, edges)
    return first, max(first + 1, min(bisect_left(edges, segment.x1 - 0.5), len(edges) - 1))
