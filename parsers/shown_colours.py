"""The colour that a cell shows: painted behind it, a painted dot in it, or a printed sign of that colour."""

from __future__ import annotations

from normalise.colours import rag_of
from normalise.records import Rag
from parsers.document import Cell

SIGNS = frozenset("●⬤•∙·■◼▪█▮◆♦○◯□▲▼▶◀⚫⬛")  # signs that are printed for their colour alone


def shown_rag(cell: Cell) -> Rag | None:
    """Return which of red, amber, green and blue a cell shows, by the surest of its colours, or None."""
    painted = cell.fill or next((block.fill for block in cell.iter_blocks() if block.fill), None)
    return rag_of(painted) if painted else _rag_of_sign(cell)


def is_sign(text: str) -> bool:
    """Say whether a text is nothing but signs that are printed for their colour."""
    signs = text.strip()
    return bool(signs) and SIGNS.issuperset(signs)


def _rag_of_sign(cell: Cell) -> Rag | None:
    runs = [run for block in cell.iter_blocks() for run in block.words.runs if run.text.strip()]
    if not runs or not all(is_sign(run.text) for run in runs):
        return None
    colours = {rag_of(run.style.colour) for run in runs if run.style.colour}
    return colours.pop() if len(colours) == 1 else None
