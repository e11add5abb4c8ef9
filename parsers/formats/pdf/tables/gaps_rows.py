"""Where the rows of a table without rules begin, by how its lines lie: gaps, lines that begin together, and wraps.

A cell may take several lines, and the cells of a row seldom take equally many. Set from the top, a row's cells begin on
one line; set low they end on one; set in the middle they only share their middle.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from parsers.formats.pdf.tables.gaps_segments import Segment

_GAP = 1.15  # pitches from one line to the next: more than a paragraph's own
_PITCH = 1.45  # type sizes: a wider pitch is one of rows
_SHARE = 0.85  # of the gap between rows that begin in the key column
_BLANK = 0.25  # type sizes
MAX_PARTITIONS = 8
_OPEN_ENDS = frozenset(
    "a an and as at by for from in into of on or our that the their this to which with – - , / &".split()
)

Extent = tuple[float, float]

_ITEM = re.compile(r"[•◦▪‣●○■□–✓✔➢➔-]|[o§](?=\s)|\d{1,2}[.)](?=\s|$)")


class Join(Enum):
    """What two lines of one column are to one another."""

    APART = "apart"  # a gap is between them, or the first word would have fitted the line above
    FLOW = "flow"  # one sentence
    OPEN = "open"  # nothing tells


@dataclass(frozen=True, slots=True)
class Entry:
    """What one column prints on one line; `line` counts the table's lines from 0."""

    line: int
    column: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class Body:
    """A table's body: what its columns print on each line, the lines' baselines, and the lines a rule runs above.

    `spanning` are lines across the columns, such as a section's title; `marked` are lines that begin a row by their
    look: a header's in the middle of the table, and what comes below it. `is_cut`: it may go on on the next page.
    """

    lines: tuple[tuple[Entry, ...], ...]
    ys: tuple[float, ...]
    ruled: frozenset[int] = frozenset()
    spanning: frozenset[int] = frozenset()
    marked: frozenset[int] = frozenset()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines that rows begin with, from the top, the first being 0; and by such a line the columns that go on there.

    A column that goes on has one cell for the row above and the one that begins.
    """

    starts: tuple[int, ...]
    through: dict[int, frozenset[int]]


def find_rows(body: Body) -> Rows:
    """Return where the rows of a table's body begin."""
    measures = _measure(body)
    from_top = _is_set_from_top(body, measures)
    starts: list[int] = []
    for first, stop in _stretches(body):
        if first in body.spanning:
            starts.append(first)
        elif from_top:
            starts += _rows_from_top(body, measures, first, stop)
        else:
            starts += _rows_by_gaps(body, measures, first, stop)
    through = {
        line: _leading(body.lines[line], measures.through.get(line, set()))
        for line in starts[1:]
        if from_top and line not in body.spanning and (line in body.marked or _begins_beside(body, measures, line))
    }
    return Rows(tuple(starts), through)


def _leading(line: Sequence[Entry], through: set[int]) -> frozenset[int]:
    """Return the columns that go on through a line and stand before all that begin on it."""
    begun = [entry.column for entry in line if entry.column not in through]
    return frozenset(column for column in through if begun and column < min(begun))


def find_row_starts(body: Body) -> list[int]:
    """Return the lines that rows begin with, from the top; the first is 0."""
    return list(find_rows(body).starts) if body.lines else []


def _stretches(body: Body) -> list[tuple[int, int]]:
    """Return the stretches of lines between rules, and between sections' titles and these, as (first, stop)."""
    cuts = [
        line
        for line in range(1, len(body.lines))
        if (line in body.spanning) != (line - 1 in body.spanning) or line in body.ruled or line in body.marked
    ]
    return list(pairwise((0, *cuts, len(body.lines))))


@dataclass(frozen=True, slots=True)
class _Measures:
    """What holds for the whole table: the lines' pitch, the joins by (line, column), the key column, gaps of rows.

    `key` is the first column that rows begin in; `row_gap` the least gap above a row that has text there (None where no
    gap is wider than the pitch); `is_key_short`: the key column holds numbers or references; `fill`: the most columns
    printed on a line; `through`: by line, the columns whose paragraph has lines both above it, and on or below it;
    `gaps`: by (line, column) how far it stands below the line above in its column.
    """

    pitch: float
    joins: dict[tuple[int, int], Join]
    key: int
    row_gap: float | None
    is_key_short: bool
    fill: int
    through: dict[int, set[int]]
    gaps: dict[tuple[int, int], float]


def _measure(body: Body) -> _Measures:
    columns: dict[int, list[Entry]] = {}
    for number, line in enumerate(body.lines):
        for entry in line if number not in body.spanning else ():
            columns.setdefault(entry.column, []).append(entry)
    pitch = _pitch(columns.values())
    joins = {
        (lower.line, column): join
        for column, entries in columns.items()
        for lower, join in zip(entries[1:], _joins(entries, pitch), strict=True)
    }
    key = _key_column(body, joins)
    gaps = [
        gap
        for line in range(1, len(body.lines))
        if (gap := body.ys[line] - body.ys[line - 1]) > _GAP * pitch
        and any(entry.column == key for entry in body.lines[line])
    ]
    texts = [entry.segment.text for entry in columns.get(key, ())]
    is_short = sum(map(_is_reference, texts)) >= 0.8 * len(texts)
    fill = max(map(len, body.lines))
    own = {
        (lower.line, column): lower.segment.baseline - upper.segment.baseline
        for column, entries in columns.items()
        for upper, lower in pairwise(entries)
    }
    return _Measures(pitch, joins, key, min(gaps, default=None), is_short, fill, _through(columns, joins), own)


def _through(columns: dict[int, list[Entry]], joins: dict[tuple[int, int], Join]) -> dict[int, set[int]]:
    """Return for each line the columns whose sentences go on over its upper side."""
    through: dict[int, set[int]] = {}
    for column, entries in columns.items():
        for first, stop in _paragraphs([joins[entry.line, column] for entry in entries[1:]]):
            for upper, lower in pairwise(entries[first:stop]):
                for line in range(upper.line + 1, lower.line + 1):
                    through.setdefault(line, set()).add(column)
    return through


def _paragraphs(joins: Sequence[Join]) -> Iterator[tuple[int, int]]:
    """Yield (first, stop) of the entries of a column that are paragraphs of running text, by the joins between them."""
    first = 0
    for stop in range(1, len(joins) + 2):
        if stop > len(joins) or joins[stop - 1] is Join.APART:
            if 3 * joins[first : stop - 1].count(Join.FLOW) >= stop - 1 - first > 0:
                yield first, stop
            first = stop


def _pitch(columns: Iterable[Sequence[Entry]]) -> float:
    """Return the distance between the lines of one paragraph."""
    flows, others = [], []
    size = 0.0
    for entries in columns:
        size = max(size, entries[0].segment.size)
        for upper, lower in pairwise(entries):
            distance = lower.segment.baseline - upper.segment.baseline
            flows.append(distance) if _flows(upper, lower) else others.append(distance)
    close = [distance for distance in flows if distance <= 2.2 * size]
    if close:
        return sorted(close)[len(close) // 2]
    return min([*others, _PITCH * size])


def _flows(upper: Entry, lower: Entry) -> bool:
    """Say whether a line's wording carries on the line above."""
    return lower.segment.text[:1].islower() or upper.segment.text.rsplit(" ", 1)[-1].casefold() in _OPEN_ENDS


def _joins(entries: Sequence[Entry], pitch: float) -> Iterator[Join]:
    """Yield what each line of a column is to the next."""
    left = min(entry.segment.x0 for entry in entries)
    size = entries[0].segment.size
    aligned = sum(entry.segment.x0 < left + 2.5 * size for entry in entries)
    from_left = 5 * aligned >= 3 * len(entries)
    right = max(entry.segment.x1 if from_left else entry.segment.x1 - entry.segment.x0 for entry in entries)
    for upper, lower in pairwise(entries):
        reached = upper.segment.x1 if from_left else upper.segment.x1 - upper.segment.x0
        if lower.segment.baseline - upper.segment.baseline > _GAP * pitch:
            yield Join.APART
        elif _flows(upper, lower):
            yield Join.FLOW
        elif reached + _BLANK * size + lower.segment.first_word <= right:
            yield Join.APART
        else:
            yield Join.OPEN


def _key_column(body: Body, joins: dict[tuple[int, int], Join]) -> int:
    """Return the first column in which at least half as many entries begin as in any."""
    begun: Counter[int] = Counter()
    for number, line in enumerate(body.lines):
        if len(line) > 1 and number not in body.spanning:
            items = _parallel_items(line)
            begun.update(
                entry.column
                for entry in line
                if entry.column not in items and joins.get((entry.line, entry.column), Join.APART) is not Join.FLOW
            )
    most = max(begun.values(), default=0)
    return min((column for column, count in begun.items() if 2 * count >= most), default=0)


def _parallel_items(line: Sequence[Entry]) -> set[int]:
    """Return the columns that print an item of a list: with a bullet, or a number that another one prints there too.

    What the first column prints behind a bullet may well be a row of its own.
    """
    markers = {entry.column: match[0] for entry in line if (match := _ITEM.match(entry.segment.text))}
    counts = Counter(markers.values())
    return {c for c, marker in markers.items() if counts[marker] > 1 or (c and not marker[0].isalnum())}


def _is_reference(text: str) -> bool:
    return len(text) <= 8 and (text[-1:].isdigit() or len(text) <= 3 or any(map(str.isdigit, text)))


def _rows_from_top(body: Body, measures: _Measures, first: int, stop: int) -> list[int]:
    """Return the lines that rows begin with whose cells all begin on their first line."""
    return [first, *(line for line in range(first + 1, stop) if _begins_row(body, measures, line))]


def _begins_row(body: Body, measures: _Measures, line: int) -> bool:
    entries = body.lines[line]
    gap = body.ys[line] - body.ys[line - 1]
    has_key = any(entry.column == measures.key for entry in entries)
    if gap > _GAP * measures.pitch:
        # One column alone, and not the key: a further paragraph of the cell above, or all that fits of the last row.
        is_wide = gap >= _SHARE * (measures.row_gap or gap)
        return has_key or (is_wide and (len(entries) > 1 or (body.is_cut and line == len(body.lines) - 1)))
    if _begins_beside(body, measures, line):
        return True
    if gap < 0.6 * measures.pitch or not has_key or measures.key in _parallel_items(entries):
        return False
    joins = {entry.column: measures.joins.get((line, entry.column), Join.APART) for entry in entries}
    if Join.FLOW in joins.values():
        return False
    if measures.is_key_short:
        return True
    apart = sum(join is Join.APART for join in joins.values())
    if measures.row_gap is not None:
        return joins[measures.key] is Join.APART and len(entries) > 1 and 2 * apart > len(entries)
    return len(entries) > 1 and (joins[measures.key] is Join.APART or 4 * len(entries) >= 3 * measures.fill)


def _begins_beside(body: Body, measures: _Measures, line: int) -> bool:
    """Say whether a row begins beside a leading cell that spans rows: its paragraph goes on, the others begin anew."""
    through = measures.through.get(line, set())
    begun = [entry for entry in body.lines[line] if entry.column not in through]
    if not through or len(begun) < 2 or max(through) >= begun[0].column:
        return False
    apart = [measures.joins.get((line, entry.column)) for entry in begun]
    gaps = [measures.gaps[line, entry.column] for entry in begun if (line, entry.column) in measures.gaps]
    return all(join in {Join.APART, None} for join in apart) and min(gaps, default=0.0) > _GAP * measures.pitch


def _is_set_from_top(body: Body, measures: _Measures) -> bool:
    """Say whether the cells of a row share their top, rather than their middle or their bottom."""
    votes: Counter[Callable[[Extent], float]] = Counter()
    for first, stop in _stretches(body):
        if first in body.spanning:
            continue
        for row in _bands(body, first, stop, _GAP * measures.pitch):
            cells = _extents(body, *row)
            tallest = max(cells, key=_height)
            for cell in cells:
                if _height(tallest) - _height(cell) > 0.5 * measures.pitch:
                    votes[min((_top, _middle, _bottom), key=lambda way: abs(way(cell) - way(tallest)))] += 1
    return max((_top, _middle, _bottom), key=lambda way: votes[way]) is _top


def _top(extent: Extent) -> float:
    return extent[0]


def _middle(extent: Extent) -> float:
    return (extent[0] + extent[1]) / 2


def _bottom(extent: Extent) -> float:
    return extent[1]


def _height(extent: Extent) -> float:
    return extent[1] - extent[0]


def _bands(body: Body, first: int, stop: int, least: float) -> list[tuple[int, int]]:
    """Return the stretches of lines between gaps of at least that size, as (first, stop)."""
    cuts = [line for line in range(first + 1, stop) if body.ys[line] - body.ys[line - 1] >= least]
    return list(pairwise((first, *cuts, stop)))


def _extents(body: Body, first: int, stop: int) -> list[Extent]:
    """Return the first and last baseline of each column's text between two lines."""
    found: dict[int, Extent] = {}
    for line in range(first, stop):
        for entry in body.lines[line]:
            found[entry.column] = (found.get(entry.column, (body.ys[line],))[0], body.ys[line])
    return list(found.values())


def _rows_by_gaps(body: Body, measures: _Measures, first: int, stop: int) -> list[int]:
    """Return the lines that rows begin with whose cells share their middle or their bottom.

    Rows are parted by gaps, and so are a cell's paragraphs. How wide a gap parts rows is what makes the most rows and
    the fewest that stand in one column alone.
    """
    gaps = {round(body.ys[line] - body.ys[line - 1], 1) for line in range(first + 1, stop)}
    least = sorted(gap for gap in gaps if gap > _GAP * measures.pitch)
    tried = least[:: max(1, -(-len(least) // MAX_PARTITIONS))]
    partitions = [_bands(body, first, stop, gap - 0.06) for gap in tried] or [[(first, stop)]]
    best = max(partitions, key=lambda rows: sum(1 if len(_extents(body, *row)) > 1 else -1 for row in rows))
    return [row[0] for row in best]
