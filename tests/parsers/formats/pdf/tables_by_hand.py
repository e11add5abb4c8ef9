"""Pages with tables drawn by hand, and found tables written out so that a test can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.formats.pdf.page import Edge, Fill, Page, TextRun
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.find import find_tables
from parsers.formats.pdf.tables.found import FoundTable
from tests.parsers.formats.pdf.pages_by_hand import page, run, text_width

SIZE = 10.0


def level(x0: float, x1: float, y: float, width: float = 0.5) -> Edge:
    """Return a horizontal rule."""
    return Edge(True, x0, y, x1, y, width)


def upright(x: float, top: float, bottom: float, width: float = 0.5) -> Edge:
    """Return a vertical rule."""
    return Edge(False, x, top, x, bottom, width)


def lattice(xs: Sequence[float], ys: Sequence[float]) -> list[Edge]:
    """Return the rules of a table ruled all round each cell."""
    return [level(xs[0], xs[-1], y) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]


def box_edges(x0: float, top: float, x1: float, bottom: float) -> list[Edge]:
    """Return the four sides of a box."""
    return lattice((x0, x1), (top, bottom))


def words_in(xs: Sequence[float], ys: Sequence[float], rows: Iterable[str]) -> list[TextRun]:
    """Return the text of a table's rows, cells parted by "|", each at the upper left of its place in the grid.

    "⏎" begins a new line in a cell, and an empty cell is blank.
    """
    runs = []
    for row, top in zip(rows, ys, strict=False):
        for cell, left in zip(row.split("|"), xs, strict=False):
            for number, line in enumerate(cell.strip().split("⏎")):
                if line.strip():
                    runs.append(run(line.strip(), left + 4, top + 11 + 12 * number, SIZE))
    return runs


def page_of(runs: Iterable[TextRun], edges: Iterable[Edge] = (), fills: Iterable[Fill] = (), **size: float) -> Page:
    """Return a page with those runs, rules and fills; A4 upright unless `width` and `height` say otherwise."""
    made = page(*runs, **size)  # type: ignore[arg-type]  # sizes are numbers
    made.edges, made.fills = list(edges), list(fills)
    return made


def print_table(table: FoundTable, runs: Iterable[TextRun]) -> str:
    """Return a table as text: a line a row, cells parted by " | ", spans and marks in brackets behind the words."""
    shares = share_out(table, runs)
    lines = []
    for row in range(table.row_count):
        cells = [(number, cell) for number, cell in enumerate(table.cells) if cell.row == row]
        written = []
        for number, cell in cells:
            text = " ⏎ ".join(run.text.strip() for run in shares.cells.get(number, []))
            spans = f"{cell.row_span}x{cell.column_span}" if cell.row_span * cell.column_span > 1 else ""
            marks = [spans, "cut above" if cell.cut_above else "", "cut below" if cell.cut_below else ""]
            marks += [cell.fill or "", *(f"{inner.row_count} by {inner.column_count}" for inner in cell.inner)]
            noted = ", ".join(filter(None, marks))
            written.append(f"{text} ({noted})" if noted else text)
        lines.append(" | ".join(written))
    return "\n".join(lines)


def print_tables(made: Page) -> list[str]:
    """Return the tables found on a page as text."""
    return [print_table(table, made.runs) for table in find_tables(made)]


__all__ = [
    "SIZE",
    "box_edges",
    "lattice",
    "level",
    "page_of",
    "print_table",
    "print_tables",
    "text_width",
    "upright",
    "words_in",
]
