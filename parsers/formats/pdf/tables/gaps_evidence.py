"""Whether what looks like a table without rules is one: how sure its header is, and what else it might be.

Contents pages, leaflets' columns, labels with their values, addresses and charts have columns of text too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from parsers.formats.pdf.tables.gaps_grid import Grid, GridCell
from parsers.formats.pdf.tables.gaps_header import Header, is_known, look_of
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.headers import fold_header

_LEADER = re.compile(r"\.{4,}|(?:\. ){4}|…{2,}|_{4,}")
_LABEL = re.compile(r"(?P<label>[^:]{1,40}):\s*\S")
_PAGE_HEADERS = frozenset(("page", "page no", "page number", "pages", "pg", "pg no"))
_SHORT = 25  # characters of a date, an amount or a status
_INDENT = 1.6  # type sizes that a list's items stand in from their column's left
_ALIGNED = 0.45  # of a column's lines begin, end or have their middle at one place


def is_table(grid: Grid) -> bool:
    """Say whether a grid with a header is a table."""
    rows = [row for number, row in enumerate(grid.rows) if number not in grid.spanning]
    filled = sum(len(row) > 1 for row in rows)
    if not rows or not _is_enough(grid, rows, filled):
        return False
    return not (_has_leaders(rows) or _is_contents(grid, rows) or _is_labelled(rows) or not _is_aligned(grid))


def goes_on(grid: Grid) -> bool:
    """Say whether a grid without a header is the part below of a table that the page above cuts."""
    rows = [row for number, row in enumerate(grid.rows) if number not in grid.spanning]
    full = sum(len(line) > 1 for line in grid.region.lines.values())
    columns = {cell.first for row in rows for cell in row}
    if full < (2 if grid.column_count > 2 else 3) or len(columns) < 2:
        return False
    return not (_has_leaders(rows) or _is_labelled(rows) or _is_prose(grid) or not _is_aligned(grid))


def _is_enough(grid: Grid, rows: Sequence[Sequence[GridCell]], filled: int) -> bool:
    """Say whether header and rows together are evidence enough: the surer the header, the fewer rows it needs."""
    header = grid.header
    if _is_prose(grid) and header.known < 4:  # Four headings of a leaflet are not all worded like headers.
        return False
    if not (header.is_set_off or header.is_ruled):
        if all(cell.text[0].islower() for cell in rows[0]):
            return False  # The header goes on: it is a line of something else.
        return _is_worded(header) and filled > (0 if header.exact > 2 else 1)
    if grid.column_count == 2:
        return _is_enough_for_two(grid, rows, filled)
    if header.known > 1 and 3 * header.known >= 2 * len(header.cells):
        return filled > (0 if header.known > 2 or header.exact > 1 else 1)
    return filled > (1 if header.known else 2) and (header.known > 0 or header.is_ruled or _has_values(grid, rows))


def _is_worded(header: Header) -> bool:
    """Say whether a header is known by its words alone."""
    return header.exact > 1 and (header.exact == len(header.cells) or 3 * header.known >= 2 * len(header.cells) > 4)


def _is_enough_for_two(grid: Grid, rows: Sequence[Sequence[GridCell]], filled: int) -> bool:
    """Say whether there is evidence enough for a table of two columns, as leaflets and letters have them too."""
    header = grid.header
    if len({fold_header(cell.text) for cell in header.cells}) < 2:
        return False
    if header.known == 2:
        return filled > 1 and (header.exact == 2 or not _is_repeated(grid, rows))
    return filled > 2 and header.is_ruled and (header.known > 0 or _has_values(grid, rows))


def _is_repeated(grid: Grid, rows: Sequence[Sequence[GridCell]]) -> bool:
    """Say whether the second column prints more lines in the header's look: headings in a column of text."""
    looks = [look_of(segment) for row in rows for cell in row if cell.first for segment in cell.segments]
    return looks.count(look_of(grid.header.segments[0])) > 1


def _is_prose(grid: Grid) -> bool:
    """Say whether the columns are running text side by side: all full of lines, with hardly a row between them."""
    cells = [cell for number, row in enumerate(grid.rows) if number not in grid.spanning for cell in row]
    lines = len(grid.region.numbers)
    printed = sum(len(cell.segments) for cell in cells)
    width = sum(len(segment.text) for cell in cells for segment in cell.segments) / max(1, printed)
    return printed > 0.8 * lines * grid.column_count and lines > 4 * len(grid.rows) and width > 20


def _has_values(grid: Grid, rows: Sequence[Sequence[GridCell]]) -> bool:
    """Say whether a column holds values: numbers, dates, or words that come again."""
    for column in range(grid.column_count):
        texts = [cell.text for row in rows for cell in row if cell.first == column]
        if len(texts) < 2 or max(map(len, texts)) > 2 * _SHORT:
            continue
        digits = sum(len(text) <= _SHORT and any(map(str.isdigit, text)) for text in texts)
        if 5 * digits >= 3 * len(texts) or 2 * len(set(texts)) <= len(texts):
            return True
    return False


def _has_leaders(rows: Iterable[Sequence[GridCell]]) -> bool:
    return sum(any(_LEADER.search(cell.text) for cell in row) for row in rows) > 1


def _is_contents(grid: Grid, rows: Sequence[Sequence[GridCell]]) -> bool:
    """Say whether the last column holds rising page numbers under no other header than that."""
    last = grid.column_count - 1
    texts = [cell.text.strip() for row in rows for cell in row if cell.first == last]
    if not texts or not all(text.isdecimal() and len(text) < 5 for text in texts):
        return False
    head = next((cell.text for cell in grid.header_rows[-1] if cell.first == last), "")
    numbers = [int(text) for text in texts]
    rising = len(numbers) > 1 and numbers == sorted(numbers)
    return rising and (fold_header(head) in _PAGE_HEADERS or not is_known(head)) and grid.column_count < 4


def _is_labelled(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Say whether most rows are made of labels with their values: "Lead: …   By when: …"."""
    labelled = 0
    for row in rows:
        labels = [match["label"] for cell in row if (match := _LABEL.match(cell.text))]
        labelled += len(labels) > 1 and 2 * len(labels) >= len(row)
    return 2 * labelled >= max(1, len(rows))


def _is_aligned(grid: Grid) -> bool:
    """Say whether the lines of each column but one at most begin, end or have their middle at one place."""
    columns: dict[int, list[Segment]] = {}
    for number, row in enumerate(grid.rows):
        if number not in grid.spanning:
            for cell in row:
                columns.setdefault(cell.first, []).extend(cell.segments)
    ragged = sum(len(segments) > 2 and not _shares_a_side(segments) for segments in columns.values())
    return ragged <= (1 if len(columns) > 3 else 0)


def _shares_a_side(segments: Sequence[Segment]) -> bool:
    left = min(segment.x0 for segment in segments)
    if sum(segment.x0 <= left + _INDENT * segment.size for segment in segments) >= 0.8 * len(segments):
        return True
    sides = (
        [segment.x0 for segment in segments],
        [segment.x1 for segment in segments],
        [(segment.x0 + segment.x1) / 2 for segment in segments],
    )
    return any(_most_alike(side) >= max(2, _ALIGNED * len(side)) for side in sides)


def _most_alike(xs: Iterable[float]) -> int:
    """Return how many positions lie within 4 points of one another at most."""
    counts = Counter(int(x // 2) for x in xs)
    return max(count + counts.get(place + 1, 0) for place, count in counts.items())
