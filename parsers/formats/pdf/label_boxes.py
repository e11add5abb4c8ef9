"""Boxes abreast that are each headed by a label ("What we have done", "What we will do", "Lead"): parts of a card.

They are read one after the other, as labelled paragraphs are, and are no row of a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalise.records import Box
from parsers.formats.pdf.page import Edge, Page
from parsers.formats.pdf.tables.printed import Printed
from parsers.headers import read_header

MAX_EDGES = 400  # of a page outside its tables: more are a drawing
_MAX_LABEL = 40  # characters
_SAME_LINE = 1.2  # points that baselines of one line may differ by
_EDGE = 2.0  # points
_LOWEST, _NARROWEST = 24.0, 60.0  # points


def find_labelled_outlines(page: Page, taken: Sequence[Box]) -> tuple[Box, ...]:
    """Return the ruled boxes of a page, outside those taken, that stand abreast and are each headed by a label."""
    edges = [edge for edge in page.edges if not any(_holds(box, edge) for box in taken)]
    if not 8 <= len(edges) <= MAX_EDGES:
        return ()
    boxes = list(_outlines(edges))
    if len(boxes) < 2:
        return ()
    printed = Printed(page.runs)
    headed = [box for box in boxes if is_headed_by_label(box, printed)]
    return tuple(box for box in headed if any(are_abreast(box, other) for other in headed))


def is_headed_by_label(box: Box, printed: Printed) -> bool:
    """Say whether a box begins with a known label in bold, and holds what stands under it ("What we will do")."""
    runs = sorted((run for run in printed.inside(box) if not run.angle), key=lambda run: (run.baseline, run.x0))
    if not runs or not runs[0].font.is_bold or all(run.font.is_bold for run in runs):
        return False
    first = "".join(run.text for run in runs if abs(run.baseline - runs[0].baseline) < _SAME_LINE).strip()
    header = read_header(first) if len(first) <= _MAX_LABEL else None
    return header is not None and header.score == 1


def are_abreast(box: Box, other: Box) -> bool:
    """Say whether two boxes stand beside one another and begin or end at one height."""
    is_level = abs(other[1] - box[1]) < _EDGE or abs(other[3] - box[3]) < _EDGE
    return is_level and (other[2] < box[0] + _EDGE or other[0] > box[2] - _EDGE)


def _outlines(edges: Sequence[Edge]) -> Iterator[Box]:
    """Yield the boxes that two level edges of one width close, and two upright ones at their ends."""
    level: dict[tuple[int, int], set[float]] = defaultdict(set)
    upright: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.horizontal:
            level[round(edge.x0), round(edge.x1)].add(edge.top)
        else:
            upright[round(edge.x0)].append(edge)
    for (x0, x1), heights in level.items():
        for top, bottom in pairwise(sorted(heights)):
            is_large = bottom - top > _LOWEST and x1 - x0 > _NARROWEST
            if is_large and all(_runs_down(upright, x, top, bottom) for x in (x0, x1)):
                yield x0, top, x1, bottom


def _runs_down(upright: dict[int, list[Edge]], x: int, top: float, bottom: float) -> bool:
    near = (edge for at in (x - 1, x, x + 1) for edge in upright.get(at, ()))
    return any(edge.top < top + _EDGE and edge.bottom > bottom - _EDGE for edge in near)


def _holds(box: Box, edge: Edge) -> bool:
    return (
        box[0] - _EDGE <= edge.x0
        and edge.x1 <= box[2] + _EDGE
        and box[1] - _EDGE <= edge.top
        and edge.bottom <= box[3] + _EDGE
    )
