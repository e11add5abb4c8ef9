"""Pages drawn with letters: what stands where in a text is where it is printed on a page.

A character is as wide as half the type's size, a line as high as `pitch`. The first character of a line says how it is
set: a blank plain, `*` bold, `+` larger, `#` coloured; `-` is a rule from its first to its last dash, above the next
line. An empty line is half a line's height of space. Where two blanks part words, another run begins.
"""

from __future__ import annotations

import re

from normalise.records import Box
from parsers.formats.pdf.page import Edge, Font, Page, TextRun
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.found import FoundTable
from parsers.formats.pdf.tables.gaps import find_gap_tables

LEFT, TOP = 40.0, 60.0
_WORDS = re.compile(r"\S+(?: \S+)*")


def drawn(text: str, *, size: float = 10.0, pitch: float = 12.0, height: float = 842.0, number: int = 1) -> Page:
    """Return the page that a text draws, its first line 60 points below the upper edge."""
    page = Page(number, 842.0, height)
    step, y = size / 2, TOP
    for line in text.strip("\n").split("\n"):
        if not line.strip():
            y += pitch / 2
        elif line.startswith("-"):
            page.edges += [
                Edge(True, LEFT + step * match.start(), y - 0.8 * pitch, LEFT + step * match.end(), y - 0.8 * pitch)
                for match in re.finditer("-+", line)
            ]
        else:
            page.runs += [
                _run(match[0], LEFT + step * (match.start() + 1), y, size, line[0])
                for match in _WORDS.finditer(line[1:])
            ]
            y += pitch
    return page


def rows_of(page: Page, table: FoundTable) -> list[list[str | None]]:
    """Return a table's cells as text, lines joined by blanks; where no cell begins there is None."""
    shares = share_out(table, page.runs)
    rows: list[list[str | None]] = [[None] * table.column_count for _ in range(table.row_count)]
    for number, cell in enumerate(table.cells):
        runs = sorted(shares.cells[number], key=lambda run: (run.baseline, run.x0))
        rows[cell.row][cell.column] = " ".join(run.text.strip() for run in runs)
    return rows


def tables_in(page: Page, taken: tuple[Box, ...] = ()) -> list[list[list[str | None]]]:
    """Return the texts of the tables that gaps show on a page."""
    return [rows_of(page, table) for table in find_gap_tables(page, taken)]


def bars(text: str) -> list[list[str | None]]:
    """Return the rows of a text with a bar between cells; `^` alone is a place that no cell begins at."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [[None if cell == "^" else cell for cell in row] for row in rows]


def _run(text: str, x: float, y: float, size: float, look: str) -> TextRun:
    if look == "+":
        size *= 1.4
    step = size / 2
    xs = tuple(x + step * index for index in range(len(text) + 1))
    top, bottom = y - 0.75 * size, y + 0.22 * size
    colour = "1a66aa" if look == "#" else None
    font = Font("Sans", is_bold=look == "*")
    return TextRun(text, xs, y, top, bottom, size, font, colour, box=(xs[0], top, xs[-1], bottom))
