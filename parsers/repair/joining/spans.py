"""Whether a cell that reaches over several rows goes on behind a page's end, while the rows beside it are whole."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.document import Cell
from parsers.joints import Joint, JointKind, Side
from parsers.repair.joining.boundary import Boundary
from parsers.repair.joining.cell_clues import SPEAKS_FOR, is_next_key, quote_joint, read_cell_clues
from parsers.repair.joining.pairs import MANY_LINES, Pair, pair_cells
from parsers.repair.joining.weights import Clue, Sight, weigh


def decide_spans(boundary: Boundary) -> list[tuple[int, Joint]]:
    """Return by column the joints of the cells that may reach over a page's end between two whole rows.

    They are decided from left to right: where a new one begins, those right of it belong to that.
    """
    joints: list[tuple[int, Joint]] = []
    is_new = False
    for cell in boundary.below:
        pair = pair_cells(boundary, cell)
        joint = _decide_span(pair, boundary, is_new=is_new) if _may_reach_over(pair, boundary) else None
        if joint is not None:
            joints.append((cell.column, joint))
        is_new = is_new or (bool(cell.blocks) and joint is not None and not joint.is_joined)
    return joints


def _may_reach_over(pair: Pair, boundary: Boundary) -> bool:
    if pair.tail is None or pair.whole is None or not pair.whole.blocks or not _are_as_wide(pair.tail, pair.below):
        return False
    is_open = _is_open(pair, boundary) and not boundary.opens_all
    return pair.is_spanning or pair.whole.row_span > 1 or is_open or pair.below.column in boundary.habits.spanned


def _is_open(pair: Pair, boundary: Boundary) -> bool:
    assert pair.tail is not None
    assert boundary.page is not None
    return (pair.tail.cut_below or pair.below.cut_above) and not boundary.page.is_open_by_design


def _are_as_wide(above: Cell, below: Cell) -> bool:
    return (above.column, above.column_span) == (below.column, below.column_span)


def _decide_span(pair: Pair, boundary: Boundary, *, is_new: bool) -> Joint:
    clues = list(_read_clues(pair, boundary))
    if is_new:
        clues.append(Clue("new-before"))
    evidence = weigh(JointKind.CELL, Sight.PAGE, clues)
    assert pair.tail is not None
    return Joint(JointKind.CELL, _side_of(pair.tail), _side_of(pair.below), evidence)


def _read_clues(pair: Pair, boundary: Boundary) -> Iterator[Clue]:
    tail, below, page = pair.tail, pair.below, boundary.page
    assert tail is not None
    assert pair.whole is not None
    assert page is not None
    if _is_open(pair, boundary):
        is_both = tail.cut_below and (below.cut_above or page.is_under_header)
        yield Clue("border-open" if is_both else "border-open-once")
    if not below.blocks:
        yield Clue("blank-below")
        return
    clues = list(read_cell_clues(pair.whole, below))
    if is_next_key(pair.whole, below):
        yield Clue("new-text", quote_joint(pair.whole, below))
    elif pair.room <= MANY_LINES and any(clue.name in SPEAKS_FOR for clue in clues):
        yield Clue("text-runs-on", quote_joint(pair.whole, below))
    elif not pair.meets:
        yield Clue("new-text", quote_joint(pair.whole, below))


def _side_of(cell: Cell) -> Side:
    return Side(cell.place, " ".join(cell.text.split())[:80])
