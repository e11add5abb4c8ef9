"""From a PDF's own page space (points from the lower left, before turning) to the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.records import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in its own space, and the quarter turns clockwise that it is shown with."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point on the shown page, from its top left."""
        match self.turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return an area of page space as a box on the shown page."""
        if not self.turns:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def shift(self, dx: float, dy: float) -> tuple[float, float]:
        """Return a direction of page space as one on the shown page (down is positive)."""
        match self.turns:
            case 1:
                return dy, dx
            case 2:
                return -dx, dy
            case 3:
                return -dy, -dx
            case _:
                return dx, -dy

    def upright(self, x: float, y: float, angle: int) -> tuple[float, float]:
        """Return a point of page space in the frame of the shown page turned back by `angle` (`page.TextRun`)."""
        x, y = self.point(x, y)
        match angle:
            case 90:
                return y, self.width - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.height - y, x
            case _:
                return x, y
