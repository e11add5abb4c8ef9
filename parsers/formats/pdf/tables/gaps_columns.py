"""Where the columns of a table part: stretches of x that no text of its lines enters.

Reading rows and headers is left to `gaps`; tables ruled by horizontal lines alone ask here for their columns too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Segment(NamedTuple):
    """Text of one line between two wide gaps: all of a cell's line, or the whole line where no gap is wide.

    `line` numbers the lines from the top, from 0. Everything is in points from the page's upper left corner.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float
    is_bold: bool
    line: int


def find_column_edges(segments: Sequence[Segment], left: float, right: float) -> tuple[float, ...]:
    """Return the x positions of the columns of a table whose text is given, `left` and `right` among them.

    `segments` are those of the table's body and header lines, in any order (`gaps_segments.read_segments(runs)` makes
    them); `left` and `right` are the table's own sides in points. An edge lies in the middle of a gutter: a stretch no
    segment enters, apart from a few that span columns (a section's title). One column: `(left, right)`.
    """
    return (left, right)
