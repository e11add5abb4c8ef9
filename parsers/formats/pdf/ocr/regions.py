"""Reads a straight page part by part: each ruled cell by itself, then what is left as a page.

Read as a whole, the lines of neighbouring cells would run into one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image, ImageFilter

from normalise.records import Box
from parsers.formats.pdf.ocr.doubts import sureness
from parsers.formats.pdf.ocr.hocr import ReadLine
from parsers.formats.pdf.ocr.leftover import cover_lines, find_unread, may_be_text
from parsers.formats.pdf.ocr.pixels import Grey, Ink, has_print
from parsers.formats.pdf.ocr.tesseract import Layout, Program, recognise
from parsers.formats.pdf.page import Edge
from parsers.formats.pdf.tables.edges import read_rules
from parsers.formats.pdf.tables.grid import connect, find_regions, read_grid

_LARGE = 0.12  # of the page: a cell that may hold columns of its own, as slides printed four to a page do
_DOUBTFUL = 50  # percent: a part that is read less surely gets a second look
_SOFT = 1 / 160  # inches
_GUTTER, _COLUMN = 0.2, 0.2  # inches; of the cell's width
_MOST_MISSED = 60  # small areas of a page that are read by themselves
_MARGIN = 10  # pixels of white around a picture: tesseract reads badly up to the edge

Pixels = tuple[int, int, int, int]  # left, top, right, bottom


def find_cells(edges: Sequence[Edge]) -> list[Box]:
    """Return the boxes of the cells that rules enclose, in points; a box that stands alone is none."""
    cells: list[Box] = []
    for net in connect(read_rules(edges)):
        grid = read_grid(net)
        regions = find_regions(grid)
        if len(regions) > 1:
            cells.extend(grid.box(region) for region in regions)
    return cells


def read_regions(
    clean: Grey, ink: Ink, cells: Sequence[Box], singles: Sequence[Box], dpi: float, program: Program
) -> list[ReadLine]:
    """Return the lines of a straight page without rules, in its pixels; each of `singles` has one line.

    Raises RecognitionError.
    """
    rest, rest_ink = clean.copy(), ink.copy()
    blocks: list[Pixels] = []
    pages: list[Pixels] = []
    for cell in cells:
        left, top, right, bottom = part = _pixels(cell, dpi / 72, clean.shape)
        if has_print(ink[top:bottom, left:right]):
            is_page = (right - left) * (bottom - top) > _LARGE * clean.size and _has_columns(ink, part, dpi)
            (pages if is_page else blocks).append(part)
        rest[top:bottom, left:right], rest_ink[top:bottom, left:right] = 255, False
    lone = [_pixels(single, dpi / 72, clean.shape) for single in singles]
    for left, top, right, bottom in lone:
        rest[top:bottom, left:right], rest_ink[top:bottom, left:right] = 255, False
    lines = list(_read_parts(clean, blocks, dpi, program, Layout.BLOCK))
    lines.extend(_read_parts(clean, lone, dpi, program, Layout.LINE))
    lines.extend(_read_parts(clean, pages, dpi, program, Layout.PAGE))
    if has_print(rest_ink):
        lines.extend(_read_parts(rest, [(0, 0, rest.shape[1], rest.shape[0])], dpi, program, Layout.PAGE))
    lines.extend(_read_parts(clean, _find_missed(ink, dpi, lines), dpi, program, Layout.BLOCK))
    return lines


def _has_columns(ink: Ink, part: Pixels, dpi: float) -> bool:
    """Say whether a white band parts what is printed in a large cell into columns, as on slides."""
    left, top, right, bottom = part
    inked = np.flatnonzero(ink[top:bottom, left:right].any(axis=0))
    if not len(inked):
        return False
    gaps = np.flatnonzero(np.diff(inked) > _GUTTER * dpi)
    least = _COLUMN * (right - left)
    return any(inked[gap] - inked[0] > least and inked[-1] - inked[gap + 1] > least for gap in gaps.tolist())


def _find_missed(ink: Ink, dpi: float, lines: Sequence[ReadLine]) -> list[Pixels]:
    """Return what looks like words that were not read: on a whole page, tesseract takes lone figures for dirt."""
    missed = [box for box in find_unread(ink, dpi, cover_lines(lines)) if may_be_text(box, dpi)]
    return [_pixels(box, 1, ink.shape) for box in missed[:_MOST_MISSED]]


def _read_parts(
    clean: Grey, parts: Sequence[Pixels], dpi: float, program: Program, layout: Layout
) -> Iterator[ReadLine]:
    """Yield the lines of parts of the page; those that are read badly get a second look through a softer picture."""
    pictures = [_cut(clean, part) for part in parts]
    found = recognise(program, pictures, dpi, layout)
    doubtful = [number for number, lines in enumerate(found) if sureness(lines) < _DOUBTFUL]
    softer = recognise(program, [_soften(pictures[number], dpi) for number in doubtful], dpi, layout)
    for number, lines in zip(doubtful, softer, strict=True):
        found[number] = max(found[number], lines, key=sureness)
    for (left, top, _, _), lines in zip(parts, found, strict=True):
        for line in lines:
            yield _moved(line, left - _MARGIN, top - _MARGIN)


def _cut(clean: Grey, part: Pixels) -> Grey:
    left, top, right, bottom = part
    return np.pad(clean[top:bottom, left:right], _MARGIN, constant_values=255)


def _soften(picture: Grey, dpi: float) -> Grey:
    """Return a picture in which the dots of printed shades and the frayed edges of letters run together."""
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(_SOFT * dpi)))


def _moved(line: ReadLine, dx: float, dy: float) -> ReadLine:
    return tuple(
        replace(
            word,
            x0=word.x0 + dx,
            x1=word.x1 + dx,
            top=word.top + dy,
            bottom=word.bottom + dy,
            baseline=word.baseline + dy,
        )
        for word in line
    )


def _pixels(box: Box, scale: float, shape: tuple[int, ...]) -> Pixels:
    height, width = shape
    left, top, right, bottom = (round(side * scale) for side in box)
    return max(0, left), max(0, top), min(width, right), min(height, bottom)
