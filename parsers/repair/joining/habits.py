"""What is usual in a table: columns that begin small or are never blank, spanning cells, values that recur.

What is usual shows nothing when it comes again at a page's end, and what is unusual there shows much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.columns import is_header_row
from parsers.document import Cell, Table
from parsers.repair.joining.cell_clues import begins_list, is_key
from parsers.repair.running_on import ends_sentence, starts_small

SMALL_START_IS_STYLE = 0.4
MIN_INNER_ROWS = 3

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """`starting_small`: columns whose cells begin with a small letter. The rest is known of rows that no page cuts:

    `always_printed` are the columns that all of them print, `spanned` those with cells over several rows; `values` are
    the folded texts of whole cells by column; `keyed` columns print nothing but numbers or references; `restarting`
    ones have several cells that begin with a list's first number; `often_blank` ones are blank in some rows; the cells
    of `stopped` ones all end as sentences. `least_printed`: how many cells the row prints that prints fewest.
    """

    starting_small: frozenset[int] = frozenset()
    always_printed: frozenset[int] = frozenset()
    spanned: frozenset[int] = frozenset()
    values: frozenset[tuple[int, str]] = frozenset()
    keyed: frozenset[int] = frozenset()
    restarting: frozenset[int] = frozenset()
    often_blank: frozenset[int] = frozenset()
    stopped: frozenset[int] = frozenset()
    least_printed: int = 0


def read_habits(pieces: Sequence[Table]) -> Habits:
    """Return what is usual in a table, from its pieces as they are printed, a page each."""
    rows = [row for piece in pieces for row in _inner_rows(piece)]
    spanned = frozenset(cell.column for piece in pieces for cell in piece.cells if cell.row_span > 1)
    cells = [cell for row in rows for cell in row if cell.blocks]
    printed = Counter(cell.column for cell in cells)
    stopped = Counter(cell.column for cell in cells if ends_sentence(cell.text))
    blank = {cell.column for row in rows for cell in row if not cell.blocks}
    begun = Counter(map(_column, filter(begins_list, cells)))
    is_known = len(rows) >= MIN_INNER_ROWS
    return Habits(
        starting_small=columns_that_start_small(rows),
        always_printed=frozenset(c for c, count in printed.items() if is_known and count == len(rows)) - spanned,
        spanned=spanned,
        values=frozenset((cell.column, fold(cell.text)) for cell in cells),
        keyed=frozenset(printed) - {cell.column for cell in cells if not is_key(cell)},
        restarting=frozenset(column for column, count in begun.items() if count > 1),
        often_blank=frozenset(blank & set(printed)) - spanned,
        stopped=frozenset(c for c, count in stopped.items() if count == printed[c] >= MIN_INNER_ROWS),
        least_printed=min(sum(bool(c.blocks) for c in row if c.column not in spanned) for row in rows)
        if is_known
        else 0,
    )


def _column(cell: Cell) -> int:
    return cell.column


def columns_that_start_small(rows: Sequence[Row]) -> frozenset[int]:
    """Return the columns whose cells begin with a small letter as a habit: there it is no evidence of a cut."""
    columns: dict[int, list[str]] = {}
    for cell in (cell for row in rows for cell in row if cell.text.strip()):
        columns.setdefault(cell.column, []).append(cell.text)
    return frozenset(column for column, texts in columns.items() if _start_small(texts))


def _start_small(texts: Sequence[str]) -> bool:
    starts = list(map(starts_small, texts))
    after_end = sum(small for above, small in zip(texts, starts[1:], strict=False) if ends_sentence(above))
    return sum(starts) > 2 and (sum(starts) / len(texts) > SMALL_START_IS_STYLE or after_end > 1)


def fold(text: str) -> str:
    """Return a cell's text as it is compared with others of its column."""
    return " ".join(text.split()).casefold()


def _inner_rows(piece: Table) -> list[Row]:
    """Return the rows that no page's end can have cut, without headers, titles and themes."""
    return [row for row in piece.rows()[1:-1] if not is_header_row(row) and sum(bool(cell.blocks) for cell in row) > 1]
