"""In which order a page's lines are read: columns, side boxes, and what stands across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.records import Box
from parsers.formats.pdf.flow.lines import Line


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one column, top to bottom, or the place of an obstacle among them (then `lines` is empty).

    `obstacle` is an index into the obstacles given. `box` is the column that the lines may fill.
    """

    box: Box
    lines: tuple[Line, ...] = ()
    obstacle: int | None = None


def order_regions(lines: Sequence[Line], obstacles: Sequence[Box], page_width: float) -> list[Region]:
    """Return the regions of a page in reading order; every line (or each of its parts) and obstacle is in one."""
    parts: list[Line | int] = [*lines, *range(len(obstacles))]
    parts.sort(key=lambda part: obstacles[part][1] if isinstance(part, int) else part.top)
    regions: list[Region] = []
    for part in parts:
        if isinstance(part, int):
            regions.append(Region(obstacles[part], obstacle=part))
        else:
            regions.append(Region(part.box, (part,)))
    return regions
