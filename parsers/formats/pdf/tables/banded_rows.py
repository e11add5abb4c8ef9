"""The rows and cells of a table told by level rules or painted bands, once its columns are known.

Rules may part only some columns, text may span some, the outermost rows may have no rule beyond them, and a table of
three rules has all its rows between two of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from parsers.formats.pdf.tables.banded_columns import find_head
from parsers.formats.pdf.tables.bands import SIDE, Line, Stripe, middle
from parsers.formats.pdf.tables.edges import TOLERANCE, Rule
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tables.gaps_rows import Body, Entry, find_row_starts
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.formats.pdf.tables.grid import Grid, find_regions
from parsers.formats.pdf.tables.spans import build_table

_FOLLOWS = 2.8  # type sizes from line to line in rows that nothing parts from the table
_LARGER = 1.3  # times the table's type: a heading
_LEAN = 2.0  # points that text may lean over a column's edge


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it is, and its lines of text. `is_cut`: its rule lacks because the page ends."""

    top: float
    bottom: float
    lines: tuple[Line, ...]
    is_cut: bool = False


def read_rows(
    stripes: Sequence[Stripe], edges: Sequence[float], lines: Sequence[Line], ends_page: Callable[[float], bool]
) -> list[Row]:
    """Return the rows of a stack of stripes, with those above and below it that have no rule or band of their own.

    `lines` are those of the page, in the order of their `middle`; `ends_page` says whether the page's body ends there.
    """
    rows = [row for stripe in stripes for row in _split(stripe, stripes, edges)]
    size = median([line[0].size for row in rows for line in row.lines])
    before = _rows_before(rows, stripes, edges, lines, size)
    below = list(_reach(iter(lines[bisect_left(lines, rows[-1].bottom, key=middle) :]), rows[-1].bottom, edges, size))
    after = _rows_after(below, stripes, edges, ends_page)
    # The rule or the band ends where it is, however far from it the text of the next row stands.
    if before:
        before[-1] = replace(before[-1], bottom=rows[0].top)
    if after:
        after[0] = replace(after[0], top=rows[-1].bottom)
    return [*before, *rows, *after]


def _rows_before(
    rows: Sequence[Row], stripes: Sequence[Stripe], edges: Sequence[float], lines: Sequence[Line], size: float
) -> list[Row]:
    """Return the rows that the lines above the first rule or band make: a header, below which a plain row may stand."""
    top = rows[0].top
    if not any(stripe.is_painted for stripe in stripes):
        head = find_head(top, lines, edges[0] - SIDE, edges[-1] + SIDE)
        return [] if any(crosses(line, edges) for line in head) else [_row(head[::-1])] if head else []
    above = list(_reach(reversed(lines[: bisect_left(lines, top, key=middle)]), top, edges, size))[::-1]
    before = rows_of(_from_columns(above), edges)[-2:]
    highest = max(row.bottom - row.top for row in rows)
    return before if before and top - before[0].top <= len(before) * highest + 2 * size else []


def _rows_after(
    lines: Sequence[Line], stripes: Sequence[Stripe], edges: Sequence[float], ends_page: Callable[[float], bool]
) -> list[Row]:
    """Return the rows that the lines below the last rule or band make."""
    rows = rows_of(lines, edges)
    if not rows:
        return []
    is_cut = ends_page(rows[-1].bottom)
    if len(stripes) == 1 and len(stripes[0].lines) <= 3:
        # A header between two rules, and all else below it.
        return rows if is_cut or len(rows) > 1 else []
    if is_cut and not any(stripe.is_painted for stripe in stripes):
        # Every row ends with a rule but that which the page's end cuts.
        return [Row(rows[0].top, rows[-1].bottom, tuple(lines), is_cut=True)]
    return [row for row in rows[:1] if count_filled(row, edges) > 1]


def build(rows: Sequence[Row], edges: Sequence[float], partial: Iterable[Rule], evidence: Evidence) -> FoundTable:
    """Return the table of the rows.

    `partial` are level rules that are shorter than the table: they part the columns that they run under.
    """
    every = (1 << (len(edges) - 1)) - 1
    borders = {rows[0].top: every, rows[-1].bottom: every}
    borders.update({(upper.bottom + lower.top) / 2: every for upper, lower in pairwise(rows)})
    for rule in partial:
        if min(abs(rule.at - y) for y in borders) > 2 * TOLERANCE and rows[0].top < rule.at < rows[-1].bottom:
            borders[rule.at] = borders.get(rule.at, 0) | _columns_under(rule, edges)
    ys = sorted(borders)
    down = [every_row := (1 << (len(ys) - 1)) - 1] * len(edges)
    for line in (line for row in rows for line in row.lines):
        place = min(max(0, bisect_right(ys, middle(line)) - 1), len(ys) - 2)
        under = borders[ys[place + 1]]
        for number in (*_edges_crossed(line, edges), *_edges_titled(line, edges, 0 if under == every else under)):
            down[number] &= every_row ^ (1 << place)
    grid = Grid(list(edges), ys, [borders[y] for y in ys], down)
    boxes = [grid.box(region) for region in find_regions(grid)]
    is_cut = rows[-1].is_cut
    return build_table((FoundCell(0, 0, box, cut_below=is_cut and box[3] == ys[-1]) for box in boxes), evidence)


def crosses(line: Line, edges: Sequence[float]) -> bool:
    """Say whether some text of the line stands across a column's edge."""
    return any(True for _ in _edges_crossed(line, edges))


def _split(stripe: Stripe, stripes: Sequence[Stripe], edges: Sequence[float]) -> Iterator[Row]:
    """Yield the stripe's rows: one, unless it holds most of the table's lines as a body between two rules does."""
    count = sum(len(line) > 1 for line in stripe.lines)
    is_body = (
        not stripe.is_painted
        and len(stripes) <= 4
        and count >= min(3, len(stripes))
        and len(stripe.lines) > 0.6 * sum(len(other.lines) for other in stripes)
    )
    rows = rows_of(stripe.lines, edges) if is_body else []
    if len(rows) < 2:
        yield Row(stripe.top, stripe.bottom, tuple(stripe.lines))
        return
    ys = [stripe.top, *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)), stripe.bottom]
    for row, (top, bottom) in zip(rows, pairwise(ys), strict=True):
        yield Row(top, bottom, row.lines)


def rows_of(lines: Sequence[Line], edges: Sequence[float]) -> list[Row]:
    """Return the rows that lines of text make by their gaps and beginnings."""
    if not lines:
        return []
    body = Body(
        tuple(
            tuple(Entry(number, column_of(segment, edges), segment) for segment in line)
            for number, line in enumerate(lines)
        ),
        tuple(line[0].baseline for line in lines),
        spanning=frozenset(number for number, line in enumerate(lines) if crosses(line, edges)),
    )
    return [_row(lines[first:stop]) for first, stop in pairwise((*find_row_starts(body), len(lines)))]


def _row(lines: Sequence[Line]) -> Row:
    top = min(segment.top for line in lines for segment in line)
    return Row(top, max(segment.bottom for line in lines for segment in line), tuple(lines))


def _reach(lines: Iterable[Line], border: float, edges: Sequence[float], size: float) -> Iterator[Line]:
    """Yield the lines that follow from a border on as if they were rows: near each other, each text in one column."""
    last = border
    for line in lines:
        inside = [segment for segment in line if segment.x1 > edges[0] - SIDE and segment.x0 < edges[-1] + SIDE]
        fits = (
            bool(inside)
            and abs(middle(line) - last) <= _FOLLOWS * size
            and max(segment.size for segment in inside) <= _LARGER * size
            and inside[0].x0 > edges[0] - SIDE
            and inside[-1].x1 < edges[-1] + SIDE
            and not crosses(inside, edges)
        )
        if not fits:
            return
        last = middle(line)
        yield inside


def _from_columns(lines: Sequence[Line]) -> list[Line]:
    """Return the lines from the first that has text in more than one column."""
    alone = sum(1 for _ in takewhile(lambda line: len(line) < 2, lines))
    return list(lines[alone:])


def count_filled(row: Row, edges: Sequence[float]) -> int:
    """Return how many columns a row has text in."""
    return len({column_of(segment, edges) for line in row.lines for segment in line})


def column_of(segment: Segment, edges: Sequence[float]) -> int:
    """Return the column that a segment begins in."""
    return min(max(0, bisect_right(edges, segment.x0 + _LEAN) - 1), len(edges) - 2)


def _edges_crossed(line: Line, edges: Sequence[float]) -> Iterator[int]:
    for segment in line:
        yield from range(bisect_left(edges, segment.x0 + _LEAN), bisect_right(edges, segment.x1 - _LEAN))


def _edges_titled(line: Line, edges: Sequence[float], under: int) -> Iterator[int]:
    """Yield the edges between the columns that a rule runs under, where the line has one text for all of them."""
    columns = [number for number in range(len(edges) - 1) if under >> number & 1]
    if len(columns) > 1 and sum(column_of(segment, edges) in columns for segment in line) == 1:
        yield from range(columns[0] + 1, columns[-1] + 1)


def _columns_under(rule: Rule, edges: Sequence[float]) -> int:
    """Return the bits of the columns that a rule runs under or above over most of their width."""
    bits = 0
    for number, (left, right) in enumerate(pairwise(edges)):
        if min(right, rule.end) - max(left, rule.start) > 0.6 * (right - left):
            bits |= 1 << number
    return bits
