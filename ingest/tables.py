"""Tables for a terminal: the console they go to, and rows that a query returned.

How a table shares its room is `ingest.grids`'; reports and extractions have tables of their own.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console

from ingest.grids import Column, Grid, Group
from ingest.terminal import printable, shown_value

PIPED_WIDTH = 120


def console_for(stream: TextIO | None = None) -> Console:
    """Return a console for the stream (stdout if none): as wide as the terminal, in a pipe as COLUMNS says, or 120."""
    stream = stream or sys.stdout
    width = None if stream.isatty() else shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def result_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Grid:
    """Return a table of a query's rows under the query's own names, with UK dates."""
    kept = [tuple(row) for row in rows]
    numbers = [_is_number_column(row[index] for row in kept) for index in range(len(columns))]
    headings = tuple(Column(printable(name), is_number=number) for name, number in zip(columns, numbers, strict=True))
    return Grid(headings, (Group("", tuple(tuple(map(shown_value, row)) for row in kept)),))


def _is_number_column(values: Iterable[object]) -> bool:
    present = [value for value in values if value is not None]
    return bool(present) and all(isinstance(value, int | float) for value in present)
