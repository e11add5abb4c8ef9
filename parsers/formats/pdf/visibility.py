"""Which of a page's text its reader sees: not what is printed twice, is coloured like its ground, or lies off the page.

The engines say what is invisible or clipped; the rest is told here, the same for every engine. The invisible text over
a picture of a page is that page's text: somebody has had a scan recognised.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalise.records import Box
from parsers.formats.pdf.page import Page, Shown, TextRun

MIN_PICTURE_SHARE = 0.5  # of the page: what a scan covers at least
_NEAR = 12  # of 255: colours that no eye tells apart
_OVERPRINT = 0.12  # sizes that a second printing is moved by to look bold
_SHADOW = 0.2  # sizes that a shadow is moved by
_GRID = 4.0  # points: how wide a net duplicates are looked for in

WHITE, BLACK = "ffffff", "000000"


def settle_visibility(page: Page) -> bool:
    """Mark the runs that nobody sees; return whether the page's text is a recognised layer over its picture."""
    is_recognised = _is_recognised(page)
    if is_recognised:
        for run in page.runs:
            if run.shown is Shown.INVISIBLE:
                run.shown = Shown.SHOWN
    for run in page.runs:
        if run.shown is Shown.SHOWN and _is_off(run.box, page):
            run.shown = Shown.OFF_PAGE
    if not is_recognised:
        _mark_ground_coloured(page)
    _mark_duplicates(page.runs)
    return is_recognised


def _is_recognised(page: Page) -> bool:
    hidden = sum(len(run.text) for run in page.runs if run.shown is Shown.INVISIBLE)
    if not hidden or 2 * hidden < sum(len(run.text) for run in page.runs):
        return False
    covered = sum(_area(_common(picture.box, (0, 0, page.width, page.height))) for picture in page.pictures)
    return covered >= MIN_PICTURE_SHARE * page.width * page.height


def _is_off(box: Box, page: Page) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not (0 <= x <= page.width and 0 <= y <= page.height)


def _mark_ground_coloured(page: Page) -> None:
    """Mark the runs in the colour of what lies behind them: the last area painted there, else the paper."""
    grounds = {fill.colour for fill in page.fills} | {WHITE}
    colours = {run.colour for run in page.runs}
    suspects = {colour for colour in colours if any(_is_near(colour or BLACK, ground) for ground in grounds)}
    for run in page.runs if suspects else ():
        if run.shown is Shown.SHOWN and run.colour in suspects:
            ground = _ground(page, run.box)
            if ground and _is_near(run.colour or BLACK, ground):
                run.shown = Shown.WHITE


def _ground(page: Page, box: Box) -> str | None:
    """Return the colour behind a box, or None where a picture lies there."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for fill in reversed(page.fills):
        if _holds(fill.box, x, y):
            return fill.colour
    return None if any(_holds(picture.box, x, y) for picture in page.pictures) else WHITE


def _mark_duplicates(runs: Iterable[TextRun]) -> None:
    """Mark what the same words are printed over a second time; the last printing is the one that is seen."""
    seen: dict[str, dict[tuple[int, int], TextRun]] = {}
    for run in runs:
        text = run.text
        if run.shown is not Shown.SHOWN or text.isspace():
            continue
        spot = int(run.box[0] / _GRID), int(run.box[1] / _GRID)
        if text in seen:
            _compare(seen[text], spot, run)
            seen[text][spot] = run
        else:
            seen[text] = {spot: run}


def _compare(others: dict[tuple[int, int], TextRun], spot: tuple[int, int], run: TextRun) -> None:
    """Mark the run printed below this one, if there is one."""
    for near in ((spot[0] + dx, spot[1] + dy) for dx in (0, -1, 1) for dy in (0, -1, 1)):
        before = others.get(near)
        if before is not None and _is_overprint(before, run):
            before.shown = Shown.DUPLICATE
            if _shift(before, run) <= _OVERPRINT * run.size:
                run.font = run.font._replace(is_bold=True)
            return  # One printing below another: the rest was marked when it came.


def _is_overprint(below: TextRun, above: TextRun) -> bool:
    return (
        below.shown is Shown.SHOWN
        and abs(below.size - above.size) < 0.5
        and _shift(below, above) <= _SHADOW * above.size
    )


def _shift(a: TextRun, b: TextRun) -> float:
    return max(abs(a.box[0] - b.box[0]), abs(a.box[1] - b.box[1]))


def _is_near(a: str, b: str) -> bool:
    return all(abs(int(a[at : at + 2], 16) - int(b[at : at + 2], 16)) <= _NEAR for at in (0, 2, 4))


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _common(a: Box, b: Box) -> Box:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
