"""The grid of a Word table: where its cells stand and what they span, before anything in them is read.

Word draws each row with edges of its own and notes them in one fine grid; edges a hair apart are one, and a column that
no cell begins in is none. ECMA-376, 17.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from lxml.etree import _Element

from parsers.budgets import BUDGETS, check_budget
from parsers.formats.docx.names import VAL, W, find_leading, has, twips, value_of, whole
from parsers.formats.docx.parts import FORM
from parsers.formats.docx.runs import is_placeholder

_HAIR = 120  # twentieths of a point: no column is as narrow
_CELL, _ROW, _CONTROL = f"{W}tc", f"{W}tr", f"{W}sdt"
_CELL_PROPERTIES = f"{W}tcPr"
_SAID = {W + name: name for name in ("gridSpan", "vMerge", "hMerge", "cellMerge", "cellDel", "shd")}
_WRAPPERS = frozenset(W + name for name in ("customXml", "smartTag", "ins", "moveTo"))


@dataclass(slots=True)
class GridCell:
    """A cell: its element and path, its first row and column and the rows and columns behind its last.

    `covered` are the cells that its vertical span lies over: what is in them is not shown.
    """

    element: _Element
    path: str
    row: int
    start: int
    end: int
    is_empty: bool = False  # a control that was never filled in
    shading: _Element | None = None
    bottom: int = 0
    covered: list[tuple[_Element, str]] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table's cells in row order. `headers` are the rows marked as such, wherever; `hidden` those not shown."""

    cells: list[GridCell] = field(default_factory=list)
    row_count: int = 0
    column_count: int = 0
    headers: set[int] = field(default_factory=set)
    hidden: list[tuple[_Element, str]] = field(default_factory=list)

    @property
    def header_rows(self) -> int:
        """How many first rows are headers."""
        return next((row for row in range(self.row_count) if row not in self.headers), self.row_count)


def lay_out(table: _Element, path: str) -> Grid:
    """Return the grid of a table, deleted rows left out. Raises DocumentError `over-budget`."""
    grid = Grid()
    above: dict[int, GridCell] = {}
    for row, row_path, is_empty in _iter_rows(table, path, _ROW, is_empty=False):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        if has(properties, "hidden"):
            grid.hidden.append((row, row_path))
            continue
        before = _read_count(value_of(properties, "gridBefore"), 0)
        above = _lay_row(grid, _Row(row, row_path, before, is_empty), above)
        if has(properties, "tblHeader"):
            grid.headers.add(grid.row_count)
        grid.row_count += 1
    if len(grid.headers) == grid.row_count:
        grid.headers = {0}  # somebody marked the whole table
    _settle_columns(grid, _read_edges(table))
    check_budget(FORM, "cells", grid.row_count * grid.column_count)
    return grid


class _Row(NamedTuple):
    """A row, its path, the grid columns left free before its first cell, and whether it was never filled in."""

    element: _Element
    path: str
    before: int
    is_empty: bool


def _lay_row(grid: Grid, row: _Row, above: Mapping[int, GridCell]) -> dict[int, GridCell]:
    """Lay the cells of a row; return for each column the cell that a cell below may go on."""
    column = row.before
    below: dict[int, GridCell] = {}
    last: GridCell | None = None
    most_columns = BUDGETS[FORM]["columns"].most
    for element, cell_path, is_unfilled in _iter_rows(row.element, row.path, _CELL, is_empty=row.is_empty):
        said = _read_cell(element)
        if said.is_gone:
            continue
        end = column + max(1, said.span)
        if end > most_columns:
            check_budget(FORM, "columns", end)
        upper = above.get(column) if said.goes_down else None
        if last is not None and said.goes_right:
            last.end = end
            last.covered.append((element, cell_path))
        elif upper is not None:
            upper.bottom = grid.row_count + 1
            upper.covered.append((element, cell_path))
            below[column] = upper
        else:
            last = below[column] = GridCell(element, cell_path, grid.row_count, column, end, is_unfilled, said.shading)
            last.bottom = grid.row_count + 1
            grid.cells.append(last)
        column = end
    check_budget(FORM, "cells", len(grid.cells))
    return below


class _Said(NamedTuple):
    """What a cell's properties say: its span, whether it is one with its neighbours, whether it is deleted."""

    span: int = 1
    goes_down: bool = False
    goes_right: bool = False
    is_gone: bool = False
    shading: _Element | None = None


_NOTHING_SAID = _Said()


def _read_cell(cell: _Element) -> _Said:
    properties = find_leading(cell, _CELL_PROPERTIES)
    said = {} if properties is None else {_SAID[tag]: one for one in properties if (tag := one.tag) in _SAID}
    if not said:  # most cells say nothing but their width
        return _NOTHING_SAID
    shading = said.get("shd")
    if len(said) == 1 and shading is not None:
        return _Said(shading=shading)
    span, down, right, merged = (said.get(name) for name in ("gridSpan", "vMerge", "hMerge", "cellMerge"))
    return _Said(
        1 if span is None else _read_count(span.get(VAL), 1),
        # Somebody may have merged it while changes were tracked (`cellMerge`).
        _goes_on(down) if merged is None else merged.get(f"{W}vMerge") == "cont",
        _goes_on(right),
        "cellDel" in said,
        shading,
    )


def _goes_on(merge: _Element | None) -> bool:
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _iter_rows(holder: _Element, path: str, wanted: str, *, is_empty: bool) -> Iterator[tuple[_Element, str, bool]]:
    """Yield the rows of a table or the cells of a row, with their paths; those in content controls too."""
    counts: dict[str, int] = {}
    number, name = 0, wanted.removeprefix(W)
    for element in holder:
        tag = str(element.tag)
        if tag == wanted:
            number += 1
            yield element, f"{path}/{name}[{number}]", is_empty
            continue
        if tag != _CONTROL and tag not in _WRAPPERS:
            continue
        count = counts[tag] = counts.get(tag, 0) + 1
        own = f"{path}/{tag.rpartition('}')[2]}[{count}]"
        if tag == _CONTROL:
            content = element.find(f"{W}sdtContent")
            if content is not None:
                unfilled = is_empty or is_placeholder(element)
                yield from _iter_rows(content, f"{own}/sdtContent", wanted, is_empty=unfilled)
        else:
            yield from _iter_rows(element, own, wanted, is_empty=is_empty)


def _read_count(text: str | None, otherwise: int) -> int:
    """Return a number of grid columns, one more than are read at most."""
    return max(0, min(whole(text, otherwise), BUDGETS[FORM]["columns"].most + 1))


def _read_edges(table: _Element) -> tuple[int, ...]:
    """Return where the grid's edges stand, as far as the table gives its columns' widths."""
    widths = [twips(column.get(f"{W}w")) or 0 for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    return tuple(accumulate(widths, initial=0))


def _settle_columns(grid: Grid, edges: Sequence[int]) -> None:
    """Number the columns anew: only those that a cell begins in, edges a hair apart taken as one."""
    used = sorted({cell.start for cell in grid.cells} | {cell.end for cell in grid.cells})
    joined = _join_hairs(grid.cells, used, edges)
    begun = sorted({joined[cell.start] for cell in grid.cells})
    numbers = {start: number for number, start in enumerate(begun)}
    behind = {edge: sum(start < edge for start in begun) for edge in set(joined.values())}
    for cell in grid.cells:
        cell.start, cell.end = numbers[joined[cell.start]], behind[joined[cell.end]]
    grid.column_count = len(begun)


def _join_hairs(cells: Sequence[GridCell], used: Sequence[int], edges: Sequence[int]) -> dict[int, int]:
    """Return for each edge that cells use the one that it is the same as."""
    joined = {edge: edge for edge in used}
    if not used or used[-1] >= len(edges) or min(b - a for a, b in pairwise(edges)) >= _HAIR:
        return joined
    narrow = {(cell.start, cell.end) for cell in cells if edges[cell.end] - edges[cell.start] < _HAIR}
    for before, edge in pairwise(used):
        first = joined[before]
        is_hair = edges[edge] - edges[first] < _HAIR
        if is_hair and not any(first <= start and end <= edge for start, end in narrow):
            joined[edge] = first
    return joined
