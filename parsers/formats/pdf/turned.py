"""Turns a page whose text reads downward, upward or upside down, so that everything after it reads upright text.

Such pages are landscape tables printed on portrait paper without a `/Rotate`, and pages scanned the wrong way round.

The frame of a run at an angle is the page as its reader holds it: turned back by that angle, with its upper left
corner at (0, 0). For a page of `width` and `height`, a point (x, y) of the page stands in the frame at (u, v):

    angle   0   u = x            v = y             text reads to the right, its letters' heads are up
    angle  90   u = y            v = width - x     text reads downward, heads to the right
    angle 180   u = width - x    v = height - y    text reads to the left, heads down
    angle 270   u = height - y   v = x             text reads upward, heads to the left

A run's `xs` are the u, its `baseline`, `top` and `bottom` the v of that point for the run's own angle, so that `xs`
rise in reading order and `top < baseline <= bottom` at every angle; `box` is always in x and y.

Turning a page by the angle d makes a run at the angle a one at a - d. As one turn after another is a turn by both, the
frame of a run does not change when its page is turned: of a run only `angle` and `box` change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from normalise.records import Box
from parsers.formats.pdf.page import Edge, Page, Shown, TextRun

Turn = Callable[[Box], Box]


def turn_upright(page: Page) -> tuple[Page, Turn]:
    """Return the page turned so that most of its text is upright, and what maps a box on it back to the page given.

    A page whose text mostly reads upright is returned as it is.
    """
    angle = _reading_angle(page.runs)
    if not angle:
        return page, _stay
    turn = frame_of(angle, page.width, page.height)
    width, height = frame_size(angle, page.width, page.height)
    sideways = angle != 180
    turned = replace(
        page,
        width=width,
        height=height,
        runs=[_turned_run(run, angle, turn) for run in page.runs],
        edges=[_turned_edge(edge, turn, sideways) for edge in page.edges],
        fills=[fill._replace(box=turn(fill.box)) for fill in page.fills],
        pictures=[
            picture._replace(
                box=turn(picture.box),
                width=picture.height if sideways else picture.width,
                height=picture.width if sideways else picture.height,
            )
            for picture in page.pictures
        ],
        links=[link._replace(box=turn(link.box)) for link in page.links],
    )
    return turned, frame_of(-angle % 360, width, height)


def frame_of(angle: int, width: float, height: float) -> Turn:
    """Return what maps a box on a page of that size into the frame of text at that angle (degrees clockwise)."""
    match angle:
        case 90:
            return lambda box: (box[1], width - box[2], box[3], width - box[0])
        case 180:
            return lambda box: (width - box[2], height - box[3], width - box[0], height - box[1])
        case 270:
            return lambda box: (height - box[3], box[0], height - box[1], box[2])
        case _:
            return _stay


def frame_size(angle: int, width: float, height: float) -> tuple[float, float]:
    """Return width and height of the frame of text at that angle on a page of that size."""
    return (height, width) if angle in {90, 270} else (width, height)


def _stay(box: Box) -> Box:
    return box


def _reading_angle(runs: list[TextRun]) -> int:
    """Return the angle that more than half of the characters read at, or 0."""
    if not any(run.angle for run in runs):
        return 0
    characters: Counter[int] = Counter()
    for run in runs:
        # The text layer of a scan is all there is of a page's text; a copy printed beneath counts once.
        if run.shown in {Shown.SHOWN, Shown.INVISIBLE}:
            characters[run.angle] += len(run.text)
    angle, most = max(characters.items(), key=lambda item: item[1], default=(0, 0))
    return angle if 2 * most > characters.total() else 0


def _turned_run(run: TextRun, angle: int, turn: Turn) -> TextRun:
    return replace(run, angle=(run.angle - angle) % 360, box=turn(run.box))


def _turned_edge(edge: Edge, turn: Turn, sideways: bool) -> Edge:
    horizontal = not edge.horizontal if sideways else edge.horizontal
    return Edge(horizontal, *turn(edge[1:5]), edge.width)
