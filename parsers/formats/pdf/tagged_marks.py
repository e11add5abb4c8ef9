"""What agreeing tags add to a grid: header cells, what the page's ends cut, and which of the rows is printed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tagged_check import Pair
from parsers.formats.pdf.tagged_tables import TaggedCell, TaggedTable


def mark_cells(
    found: FoundTable, tagged: TaggedTable, pairs: Sequence[Pair], repeated: Collection[FoundCell] = ()
) -> FoundTable:
    """Return the table with the tags' header and cut marks added to its own."""
    cut_above, cut_below = _cut_above(tagged), _cut_below(tagged)
    tags = {(drawn.row, drawn.column): cell for cell, drawn in pairs}
    headers = _header_rows(pairs) | _repeated_rows(found, tagged, pairs, repeated)
    cells = []
    for cell in found.cells:
        tag = tags.get((cell.row, cell.column))
        is_header = cell.row in headers or (tag is not None and tag.is_header)
        is_cut_above, is_cut_below = id(tag) in cut_above, id(tag) in cut_below
        if is_header or is_cut_above or is_cut_below:
            cell = replace(
                cell,
                is_header=cell.is_header or is_header,
                cut_above=cell.cut_above or is_cut_above,
                cut_below=cell.cut_below or is_cut_below,
            )
        cells.append(cell)
    return replace(found, cells=tuple(cells), evidence=Evidence.TAGS)


def _header_rows(pairs: Sequence[Pair]) -> set[int]:
    """Return the drawn rows whose printed cells are all headers: what is empty in them is one too."""
    rows: dict[int, bool] = defaultdict(lambda: True)
    for cell, drawn in pairs:
        rows[drawn.row] &= cell.is_header
    return {row for row, is_header in rows.items() if is_header}


def _repeated_rows(
    found: FoundTable, tagged: TaggedTable, pairs: Sequence[Pair], repeated: Collection[FoundCell]
) -> set[int]:
    """Return the rows on top that go again over a table's later part, and that the file marks as no content."""
    if not (tagged.earlier or tagged.first_row > 0) or not pairs:
        return set()
    first = min(drawn.row for _, drawn in pairs)
    return {row for cell in repeated for row in range(cell.row, cell.row + cell.row_span) if row < first}


def _cut_above(tagged: TaggedTable) -> set[int]:
    """Return (by id) the cells that go on from the page before.

    Header rows that are printed again have content there too: the cut goes through the last row that has some, unless
    the next row's number shows that it goes through a later one.
    """
    cells = [cell for cell in tagged.cells if cell.earlier]
    last = max((cell.number for cell in cells), default=-1)
    following = min((number for number in tagged.row_numbers if number > last), default=last + 1)
    if following > last + 1 or _are_headers([cell for cell in cells if cell.number == last]):
        return set()
    return {id(cell) for cell in cells if cell.number + cell.row_span > last}


def _cut_below(tagged: TaggedTable) -> set[int]:
    """Return (by id) the cells of the last row that go on on the next page, and those that span rows there."""
    if not tagged.row_numbers:
        return set()
    last = tagged.row_numbers[-1]
    reaching = [cell for cell in tagged.cells if cell.number + cell.row_span > last]
    if _are_headers([cell for cell in reaching if cell.number == last]):
        return set()
    return {id(cell) for cell in reaching if cell.later or (tagged.later and cell.number + cell.row_span > last + 1)}


def _are_headers(cells: Sequence[TaggedCell]) -> bool:
    return all(cell.is_header for cell in cells)
