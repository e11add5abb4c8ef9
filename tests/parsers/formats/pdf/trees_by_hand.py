"""Structure trees made by hand, and tables drawn round texts: what a page with tags is tested with."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.formats.pdf.page import Page, Tag, TextRun
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from tests.parsers.formats.pdf.pages_by_hand import run

LEFT, TOP, WIDTH, HEIGHT = 50.0, 100.0, 120.0, 40.0  # of drawn grids: where they begin, and one cell's size

Kid = int | Tag | None


def tag(
    kind: str,
    *kids: Kid,
    span: tuple[int, int] = (1, 1),
    earlier: bool = False,
    later: bool = False,
    alt: str | None = None,
) -> Tag:
    """Return an element whose kids are numbered in their order; None is one that has no content on the page."""
    own: list[int | Tag] = []
    for number, kid in enumerate(kids):
        if isinstance(kid, Tag):
            kid.ordinal = number
        if kid is not None:
            own.append(kid)
    return Tag(kind, own, span[0], span[1], earlier, later, alt=alt)


def row(*mcids: int | None, kind: str = "TD") -> Tag:
    """Return a table row with one cell for each marked content; None for a cell that prints nothing."""
    return tag("TR", *(None if mcid is None else tag(kind, mcid) for mcid in mcids))


def text_in(column: float, line: float, mcid: int | None, text: str = "", *, down: float = 0) -> TextRun:
    """Return a run in a cell of the drawn grid; `down` is in points from the cell's first line."""
    words = text or f"Cell {mcid}"
    return run(words, LEFT + WIDTH * column + 5, TOP + HEIGHT * line + 15 + down, mcid=mcid)


def grid_runs(*rows: Sequence[int | None]) -> list[TextRun]:
    """Return a run in each cell of a grid, by the marked content that prints it; None prints nothing."""
    return [
        text_in(column, line, mcid)
        for line, mcids in enumerate(rows)
        for column, mcid in enumerate(mcids)
        if mcid is not None
    ]


def drawn(
    rows: int, columns: int, spans: Sequence[tuple[int, int, int, int]] = (), evidence: Evidence = Evidence.RULED
) -> FoundTable:
    """Return a drawn grid; `spans` are its spanning cells: row, column, rows, columns."""
    covered = {
        (row + down, column + across): (row, column, height, width)
        for row, column, height, width in spans
        for down in range(height)
        for across in range(width)
    }
    cells = []
    for place in ((row, column) for row in range(rows) for column in range(columns)):
        row, column, height, width = covered.get(place, (*place, 1, 1))
        if (row, column) == place:
            x, y = LEFT + column * WIDTH, TOP + row * HEIGHT
            cells.append(FoundCell(row, column, (x, y, x + width * WIDTH, y + height * HEIGHT), height, width))
    edges = tuple(LEFT + column * WIDTH for column in range(columns + 1))
    box = (LEFT, TOP, edges[-1], TOP + rows * HEIGHT)
    return FoundTable(box, tuple(cells), rows, columns, evidence, edges)


def tagged_page(runs: Sequence[TextRun], *tags: Tag) -> Page:
    """Return a page with its structure tree."""
    for number, top in enumerate(tags):
        top.ordinal = number
    return Page(1, 595.0, 842.0, list(runs), tags=tags)
