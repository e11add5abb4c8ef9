"""From a picture of a page to the page: put straight, rules and paint found, words read. The map of this package.

even ground, ink          `pixels`             words of cells, of the rest       `regions`, `tesseract`, `hocr`
sheet, ways, leaning      `lying`              marks that are no letters         `marks`
upright, level, white     `straight`           thickness, words run together     `weight`, `words`
ruling lines, dots        `rules`, `leaders`   runs of a page                    `runs`
colours                   `paint`              what is doubtful or unread        `doubts`, `leftover`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from normalise.records import Box
from parsers.document import Remark
from parsers.formats.pdf.ocr.doubts import count_sure_letters, part_doubtful, sureness, tell_doubts, tell_unread
from parsers.formats.pdf.ocr.heights import measure_heights
from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.ocr.leaders import Leader, find_leaders, find_led_to, put_leaders, remove_leaders
from parsers.formats.pdf.ocr.leftover import cover_lines, find_unread, is_more_than_dirt
from parsers.formats.pdf.ocr.lying import Lying, find_lying
from parsers.formats.pdf.ocr.marks import Mark, name_marks
from parsers.formats.pdf.ocr.paint import find_fills
from parsers.formats.pdf.ocr.pixels import Grey, Ink, find_ink, has_print, whiten
from parsers.formats.pdf.ocr.regions import find_cells, read_regions
from parsers.formats.pdf.ocr.rules import PixelRules, find_rules, remove_rules
from parsers.formats.pdf.ocr.runs import make_runs
from parsers.formats.pdf.ocr.straight import Straight, straighten
from parsers.formats.pdf.ocr.tesseract import Program
from parsers.formats.pdf.ocr.warp import map_box, scaling
from parsers.formats.pdf.ocr.weight import mark_bold
from parsers.formats.pdf.ocr.words import mend_words
from parsers.formats.pdf.page import Edge, Fill, Page, Straightened, TextRun
from parsers.words import Place

_UPRIGHT = 60  # percent: a page that is read less surely may lie another way; upside down none is read so surely
_MOST_MARKS = 40  # that are remembered from page to page
_DARK = 110  # of 255: print on darker paint is light
_WHITE = "ffffff"
_PRINTED = 0.6  # of a painted area that words cover: bands are higher and longer than their words
_SPOT = 24.0  # points: a dot or square that is seen as a shape, not as ground


@dataclass(frozen=True, slots=True)
class Before:
    """What the pages before have shown: angles that their text read in, the last one first, and marks of items."""

    angles: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as it was recognised, in its own straight frame (`page.straightened`), and what is to be said of it.

    `before` is what helps to read the next page.
    """

    page: Page
    remarks: tuple[Remark, ...]
    before: Before


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a picture in one position; `clean` and `ink` are without rules and leaders."""

    straight: Straight
    clean: Grey
    ink: Ink
    edges: list[Edge]
    cells: list[Box]
    leaders: list[Leader]
    lines: list[ReadLine]


def read_scanned_page(
    picture: Image.Image,
    dpi: float,
    page: Page,
    program: Program,
    *,
    keeps_text: bool = False,
    before: Before | None = None,
) -> Recognised:
    """Return what the picture of a whole page prints; `page` is that page as its engine read it.

    `keeps_text`: the text that the engine found is good, and stands where it does. Raises RecognitionError.
    """
    before = before or Before()
    kept = page.runs if keeps_text else []
    reading = _read_upright(find_lying(picture, dpi, before.angles), program)
    if not has_print(reading.ink):
        return Recognised(replace(page, runs=kept), (Remark("blank-page", f"page {page.number}"),), before)
    return _assemble(reading, page, kept, before)


def _read_upright(lying: Lying, program: Program) -> _Reading:
    """Return the page as it was read best: the likeliest way, unless that gave hardly any words."""
    readings = []
    for way in lying.ways:
        readings.append(_read(straighten(lying, way), program))
        if sureness(readings[-1].lines) >= _UPRIGHT or not has_print(readings[-1].ink):
            return readings[-1]
    return max(readings, key=lambda reading: count_sure_letters(reading.lines))


def _read(straight: Straight, program: Program) -> _Reading:
    flat = straight.flat.print
    ink = find_ink(flat)
    ruled = ink if straight.flat.lines is None else ink | (straight.flat.lines < 128)
    rules = find_rules(ruled, straight.dpi)
    clean = whiten(remove_rules(flat, ink, rules), ink)
    ink = ink & (clean < 255)
    leaders = find_leaders(ink, straight.dpi)
    remove_leaders(clean, ink, leaders)
    edges = _make_edges(rules, 72 / straight.dpi)
    cells = find_cells(edges)
    numbers = find_led_to(ink, leaders, straight.dpi)
    lines = read_regions(clean, ink, cells, numbers, straight.dpi, program)
    return _Reading(straight, clean, ink, edges, cells, leaders, lines)


def _make_edges(rules: PixelRules, scale: float) -> list[Edge]:
    level = (
        Edge(True, rule.start * scale, rule.at * scale, rule.end * scale, rule.at * scale, rule.width * scale)
        for rule in rules.level
    )
    upright = (
        Edge(False, rule.at * scale, rule.start * scale, rule.at * scale, rule.end * scale, rule.width * scale)
        for rule in rules.upright
    )
    return [*level, *upright]


def _assemble(reading: _Reading, page: Page, kept: Sequence[TextRun], before: Before) -> Recognised:
    straight, scale = reading.straight, 72 / reading.straight.dpi
    frame = _frame(straight, page)
    kept = _keep_runs(kept, straight, scale)

    def place(box: Box) -> Place:
        x0, top, x1, bottom = frame.move(_scaled(box, scale))
        return Place(page.number, (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))

    ours = _without(measure_heights(reading.lines), [_scaled(run.box, 1 / scale) for run in kept])
    marked, marks = name_marks(mend_words(ours, reading.ink), reading.ink, before.marks)
    led = put_leaders(marked, reading.leaders, straight.dpi)
    lines, guesses = part_doubtful(mark_bold(led, reading.clean))
    fills = find_fills(straight.colours, straight.colour_side * scale, reading.cells)
    fills = [fill for fill in fills if not _is_print(fill, lines, scale)]
    spots = [_scaled(fill.box, 1 / scale) for fill in fills if _is_spot(fill)]
    unread = find_unread(reading.ink, straight.dpi, [*cover_lines(marked), *spots])
    areas = [area for area in unread if is_more_than_dirt(area, straight.dpi)]
    height, width = straight.flat.print.shape
    recognised = replace(
        page,
        width=width * scale,
        height=height * scale,
        runs=[*kept, *_coloured(make_runs(lines, scale), fills)],
        edges=reading.edges,
        fills=fills,
        links=[],
        tags=(),
        straightened=frame,
    )
    remarks = (*tell_doubts(lines, place), *tell_unread(areas, guesses, page.number, place))
    return Recognised(recognised, remarks, _after(before, reading, marks))


def _after(before: Before, reading: _Reading, marks: Sequence[Mark]) -> Before:
    """Return what the pages up to this one have shown."""
    angles = before.angles
    if sureness(reading.lines) >= _UPRIGHT:
        angles = (reading.straight.angle, *(angle for angle in angles if angle != reading.straight.angle))
    return Before(angles, (*before.marks, *marks)[-_MOST_MARKS:])


def _keep_runs(runs: Sequence[TextRun], straight: Straight, scale: float) -> list[TextRun]:
    """Return the runs that the page has of its own, where they stand on the straight page."""
    to_straight = np.linalg.inv(straight.to_given).astype(np.float64)
    kept = []
    for run in runs:
        box = _scaled(map_box(to_straight, _scaled(run.box, 1 / scale)), scale)
        if straight.angle or run.angle:
            kept.append(replace(run, box=box, angle=(run.angle - straight.angle) % 360))
            continue
        dx, dy = (box[0] + box[2] - run.box[0] - run.box[2]) / 2, (box[1] + box[3] - run.box[1] - run.box[3]) / 2
        x0, top, x1, bottom = run.box
        moved = (x0 + dx, top + dy, x1 + dx, bottom + dy)
        xs = tuple(x + dx for x in run.xs)
        kept.append(
            replace(run, xs=xs, baseline=run.baseline + dy, top=run.top + dy, bottom=run.bottom + dy, box=moved)
        )
    return kept


def _without(lines: Sequence[ReadLine], boxes: Sequence[Box]) -> list[ReadLine]:
    """Return the lines without the words whose middle lies in one of the boxes."""
    if not boxes:
        return list(lines)
    rest = (tuple(word for word in line if not _is_in(word, boxes)) for line in lines)
    return [line for line in rest if line]


def _is_in(word: ReadWord, boxes: Sequence[Box]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _frame(straight: Straight, page: Page) -> Straightened:
    """Return how what is read on the straight page comes back to the page as it is shown, in points."""
    scale = 72 / straight.dpi
    matrix = scaling(scale) @ straight.to_given @ scaling(1 / scale)
    return Straightened(page.width, page.height, lambda box: map_box(matrix, box))


def _coloured(runs: Sequence[TextRun], fills: Sequence[Fill]) -> list[TextRun]:
    """Return the runs; those on dark paint are white."""
    dark = [fill.box for fill in fills if not fill.curved and _lightness(fill.colour) < _DARK]
    for run in runs:
        x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
        if any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in dark):
            run.colour = _WHITE
    return list(runs)


def _is_spot(fill: Fill) -> bool:
    x0, top, x1, bottom = fill.box
    return max(x1 - x0, bottom - top) <= _SPOT


def _is_print(fill: Fill, lines: Sequence[ReadLine], scale: float) -> bool:
    """Say whether what looks painted is a part of a coloured word, or the words of a line run together."""
    x0, top, x1, bottom = _scaled(fill.box, 1 / scale)
    covered = 0.0
    for word in (word for line in lines for word in line if len(word.text) > 1):
        wide = min(x1, word.x1) - max(x0, word.x0)
        high = min(bottom, word.bottom) - max(top, word.top)
        covered += wide * high if wide > 0 and high > 0 else 0.0
    return covered > _PRINTED * (x1 - x0) * (bottom - top)


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _scaled(box: Box, scale: float) -> Box:
    x0, top, x1, bottom = box
    return x0 * scale, top * scale, x1 * scale, bottom * scale
