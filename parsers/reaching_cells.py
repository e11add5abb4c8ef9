"""Cells that reach into a table's row from above: merged over several rows, what they print holds for each of them.

Contract, "Which timeline or owner belongs to which action": a value printed once for a merged cell belongs to the
whole row. One senior owner of several rows is the recommendation's (ruling "Senior owner"), not each row's.
"""

from __future__ import annotations

from collections.abc import Mapping

from parsers.document import Cell, Table
from parsers.draft import ColumnRole
from parsers.headers import TIME_ROLES, Role

Row = tuple[Cell, ...]

VALUE_ROLES = (*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, Role.STATUS, Role.OTHER, Role.RESPONSE_TEXT)
_HOLD_FOR_EACH = frozenset(VALUE_ROLES) - {Role.SENIOR_OWNER}


def find_reaching(table: Table) -> tuple[Row, ...]:
    """Return for each row the cells that reach into it from a row above, in column order."""
    if all(cell.row_span == 1 for cell in table.cells):
        return ((),) * table.row_count
    return tuple(
        tuple({id(cell): cell for cell in row if cell is not None and cell.row < number}.values())
        for number, row in enumerate(table.grid())
    )


def with_reaching(row: Row, reaching: Row, columns: Mapping[int, ColumnRole]) -> Row:
    """Return a row with the cells of values that reach into it, in column order; a senior owner's is not its own."""
    own = {cell.column for cell in row}
    added = (cell for cell in reaching if cell.column in columns and cell.column not in own)
    values = (cell for cell in added if columns[cell.column].role in _HOLD_FOR_EACH)
    return tuple(sorted((*row, *values), key=lambda cell: cell.column))
