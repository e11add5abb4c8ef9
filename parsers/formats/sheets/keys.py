"""Which rows are a key to colours or signs ("Green | On track"), and no plan's."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.colours import rag_of
from normalise.records import Rag
from normalise.statuses import find_legend
from parsers.formats.sheets.sheet import SheetCell, SheetRow
from parsers.headers import Role, read_header
from parsers.shown_colours import is_sign

MAX_ROWS = 12
MAX_CELLS = 3
_OF_A_PLAN = (Role.ACTION, Role.RECOMMENDATION, Role.OWNER, Role.TIMELINE, Role.PROGRESS)


def is_key(rows: Sequence[SheetRow]) -> bool:
    """Say whether rows explain colours: few and narrow, most of them begin with a colour, and none heads a plan."""
    if not 0 < len(rows) <= MAX_ROWS:
        return False
    shown = [_shown(row) for row in rows]
    if any(len(cells) > MAX_CELLS for cells in shown) or _heads_plan(rows):
        return False
    lines = [" – ".join(filter(None, map(_word, cells))) for cells in shown]
    fills = [_rag(cells[0]) if cells and len(cells) == 1 else None for cells in shown]
    coloured = sum(1 for cells in shown if cells and _begins(cells[0]))
    legend = find_legend(lines, fills)
    return bool(legend.entries) and coloured >= 2 and coloured * 2 > len(rows) - 2


def is_key_across(rows: Sequence[SheetRow]) -> bool:
    """Say whether a row explains colours from left to right: a painted cell for each, and its meaning in it."""
    if len(rows) != 1:
        return False
    printed = rows[0].printed()
    painted = [cell for cell in printed if cell.fill and rag_of(cell.fill)]
    if len(painted) < 2 or len(painted) < len(printed) - 1 or len({cell.fill for cell in painted}) < len(painted):
        return False
    return bool(find_legend([cell.text for cell in painted], [_rag(cell) for cell in painted]).entries)


def count_titles(rows: Sequence[SheetRow]) -> int:
    """Return how many of a key's first rows are lines above it that show no colour."""
    shown = [_shown(row) for row in rows]
    return next((index for index, cells in enumerate(shown) if len(cells) > 1 or any(map(_begins, cells))), 0)


def _shown(row: SheetRow) -> list[SheetCell]:
    return [cell for _, cell in sorted(row.cells.items()) if cell.text or cell.fill]


def _heads_plan(rows: Sequence[SheetRow]) -> bool:
    headers = [read_header(cell.text) for row in rows for cell in row.printed() if len(cell.text) < 40]
    return sum(header is not None and header.role in _OF_A_PLAN and header.score == 1 for header in headers) > 1


def _begins(cell: SheetCell) -> bool:
    """Say whether a cell is a colour: painted in one, a sign of one, or its name or letter."""
    words = cell.text.replace("=", " ").replace(":", " ").split()
    return _rag(cell) is not None or bool(words and find_legend([f"{words[0]} – completed"]).entries)


def _word(cell: SheetCell) -> str:
    text = " ".join(cell.text.split())
    return text if text and not is_sign(text) else _rag(cell) or text


def _rag(cell: SheetCell) -> Rag | None:
    if cell.fill and (found := rag_of(cell.fill)):
        return found
    return rag_of(cell.style.colour) if cell.style.colour and is_sign(cell.text) else None
