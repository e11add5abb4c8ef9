"""Text runs of a page: pdfium's characters, grouped by text object, baseline and look.

Blanks and line ends that pdfium makes up are left out: where words part is for the flow to say, which sees the gaps.
Text objects that look alike and follow one another on a baseline are one run (Chromium prints a word in several).
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import sub
from typing import NamedTuple

from normalise.records import Box
from parsers.formats.pdf.page import Font, Shown, TextRun
from parsers.formats.pdf.pdfium import calls
from parsers.formats.pdf.pdfium.clips import Clips
from parsers.formats.pdf.pdfium.fonts import read_font
from parsers.formats.pdf.pdfium.frame import Frame

ASCENT, DESCENT = 0.75, 0.22  # of the size: what most text fonts reach above and below the baseline
_GAP = 1.6  # sizes from one character's origin to the next: no printed character is as wide
_BACK = 0.3  # sizes that a character may stand left of the one before (accents, kerning)
_SAME_BASELINE = 0.3  # points
_BOLD_MODE = 2  # filled and stroked: how programs without a bold font print bold
_INVISIBLE_MODES = (3, 7)
_NAME_BYTES = 64
# pdfium tells a hyphen at a line end by these; a character without a code must not shift the others.
_SIGNS = {0x02: "-", 0xFFFE: "-", 0x00: "�"}
_NEEDS_SIGNS = re.compile("[\x00\x02\ufffe]")
_STRIDE = 8  # characters that are asked for at once whether they are of the same object
_STEP = 4.0, -0.5  # points: characters set closer are never looked at one by one


class _Look(NamedTuple):
    """All that makes text objects neighbours in one run; `size` is as printed, `angle` as in `page.TextRun`."""

    font: int
    size: float
    angle: int
    colour: str | None
    mcid: int
    mode: int
    is_artifact: bool


@dataclass(slots=True)
class _Stretch:
    """Characters `start` to before `stop`, of objects that look alike; `handle` is the first of these."""

    handle: int
    look: _Look
    start: int
    stop: int


@dataclass(slots=True)
class _Chars:
    """All characters of a page and their origins; `objects`: where each object's characters begin, and its handle.

    The handle is None where pdfium made the characters up.
    """

    text: str
    objects: list[tuple[int, int | None]]
    xs: list[float]
    ys: list[float]


@dataclass(slots=True)
class TextReader:
    """Reads the runs of one page. `own` are the handles of the text objects that stand in no form."""

    text_page: int
    frame: Frame
    is_tagged: bool
    own: set[int]
    _fonts: dict[int, Font] = field(default_factory=dict)
    _floats: ctypes.Array[ctypes.c_float] = field(default_factory=ctypes.c_float * 6)
    _numbers: ctypes.Array[ctypes.c_uint] = field(default_factory=ctypes.c_uint * 4)
    _doubles: ctypes.Array[ctypes.c_double] = field(default_factory=ctypes.c_double * 4)

    def read(self) -> list[TextRun]:
        """Return the runs in printing order."""
        count = calls.count_chars(self.text_page)
        if count <= 0:
            return []
        chars = _read_chars(self.text_page, count)
        clips = Clips(self.frame, self.own)
        return [self._run(chars, stretch, clips) for stretch in _unbroken(chars, self._stretches(chars))]

    def _stretches(self, chars: _Chars) -> Iterator[_Stretch]:
        """Yield the characters of neighbouring objects that look alike and stand on one baseline."""
        last: _Stretch | None = None
        for (start, handle), (stop, _) in pairwise((*chars.objects, (len(chars.xs), None))):
            if handle is None:
                if last:
                    yield last
                last = None
                continue
            font, mcid, colour = calls.get_font(handle) or 0, calls.get_mcid(handle), self._colour(handle)
            if last is not None:
                look = last.look
                is_alike = font == look.font and mcid == look.mcid and colour == look.colour
                if is_alike and last.stop == start and _follows(chars, start, look.size):
                    last.stop = stop
                    continue
                yield last
            last = _Stretch(handle, self._look(handle, start, font, mcid, colour), start, stop)
        if last:
            yield last

    def _look(self, handle: int, index: int, font: int, mcid: int, colour: str | None) -> _Look:
        floats = self._floats
        at = ctypes.addressof(floats)
        calls.get_text_size(handle, at)
        size, angle = floats[0], 0
        if calls.get_char_matrix(self.text_page, index, at):
            a, b, c, d, _, _ = floats
            size *= math.hypot(c, d)
            if b or a < 0 or self.frame.turns:
                angle = _angle(*self.frame.shift(a, b))
        is_artifact = self.is_tagged and mcid < 0 and _is_artifact(handle)
        return _Look(font, size, angle, colour, mcid, calls.get_text_mode(handle), is_artifact)

    def _colour(self, handle: int) -> str | None:
        at = ctypes.addressof(self._numbers)
        if not calls.get_fill_colour(handle, at, at + 4, at + 8, at + 12):
            return None
        red, green, blue, _ = self._numbers
        return f"{red:02x}{green:02x}{blue:02x}" if red or green or blue else None

    def _font(self, look: _Look) -> Font:
        if look.font not in self._fonts:
            self._fonts[look.font] = read_font(look.font)
        font = self._fonts[look.font]
        return font._replace(is_bold=True) if look.mode == _BOLD_MODE else font

    def _run(self, chars: _Chars, stretch: _Stretch, clips: Clips) -> TextRun:
        look, frame = stretch.look, self.frame
        xs, baseline = _along(chars, stretch, frame)
        right = max(self._right(stretch.stop - 1, look.angle), xs[-1])
        run = TextRun(
            chars.text[stretch.start : stretch.stop],
            (*xs, right),
            baseline,
            baseline - ASCENT * look.size,
            baseline + DESCENT * look.size,
            look.size,
            self._font(look),
            look.colour,
            look.mcid if look.mcid >= 0 else None,
            look.is_artifact,
            look.angle,
        )
        run.box = box_on_page(run, frame.width, frame.height)
        if look.mode in _INVISIBLE_MODES:
            run.shown = Shown.INVISIBLE
        elif clips.hide(stretch.handle, (look.mcid, round(baseline)), run.box):
            run.shown = Shown.CLIPPED
        return run

    def _right(self, index: int, angle: int) -> float:
        """Return the right edge of a character, in reading direction."""
        at = ctypes.addressof(self._doubles)
        if not calls.get_char_box(self.text_page, index, at, at + 8, at + 16, at + 24):
            return -math.inf
        left, right, bottom, top = self._doubles
        return max(self.frame.upright(left, bottom, angle)[0], self.frame.upright(right, top, angle)[0])


def box_on_page(run: TextRun, width: float, height: float) -> Box:
    """Return the box of a run on the shown page, whose size is given, from its own frame (`page.TextRun`)."""
    u0, v0, u1, v1 = run.xs[0], run.top, run.xs[-1], run.bottom
    match run.angle:
        case 90:
            return width - v1, u0, width - v0, u1
        case 180:
            return width - u1, height - v1, width - u0, height - v0
        case 270:
            return v0, height - u1, v1, height - u0
        case _:
            return u0, v0, u1, v1


def _read_chars(text_page: int, count: int) -> _Chars:
    origins = (ctypes.c_double * (2 * count))()
    start = ctypes.addressof(origins)
    get_origin = calls.get_char_origin
    for index, at in enumerate(range(start, start + 16 * count, 16)):
        get_origin(text_page, index, at, at + 8)
    flat = origins[:]
    return _Chars(_text(text_page, count), _objects(text_page, count), flat[::2], flat[1::2])


def _objects(text_page: int, count: int) -> list[tuple[int, int | None]]:
    """Return where each text object's characters begin; an object's characters follow one another.

    Characters that pdfium made up have no object: they part objects one by one and are never leapt over as if alike.
    """
    get = calls.get_text_object
    found = []
    index = 0
    while index < count:
        handle = get(text_page, index)
        found.append((index, handle))
        index += 1
        while handle is not None and index < count:
            if index + _STRIDE <= count and get(text_page, index + _STRIDE - 1) == handle:
                index += _STRIDE
            elif get(text_page, index) == handle:
                index += 1
            else:
                break
    return found


def _text(text_page: int, count: int) -> str:
    """Return the page's characters, one for each of pdfium's."""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = calls.get_text(text_page, 0, count, ctypes.addressof(buffer))
    text = ctypes.string_at(ctypes.addressof(buffer), 2 * max(0, written - 1)).decode("utf-16-le", "replace")
    if len(text) != count:  # Characters without a code are left out of the text, but not of the count.
        text = "".join(_char(calls.get_unicode(text_page, index)) for index in range(count))
    return text.translate(_SIGNS) if _NEEDS_SIGNS.search(text) else text


def _char(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "�"


def _unbroken(chars: _Chars, stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Yield the stretches, cut where a jump inside one object sets its characters apart (columns set in one go)."""
    xs = chars.xs
    most, least = _STEP
    jumps = [index for index, step in enumerate(map(sub, xs[1:], xs), 1) if step > most or step < least]
    for stretch in stretches:
        start, size = stretch.start, stretch.look.size
        for index in jumps[bisect_right(jumps, start) : bisect_left(jumps, stretch.stop)]:
            if not stretch.look.angle and not -_BACK * size <= xs[index] - xs[index - 1] <= _GAP * size:
                yield replace(stretch, start=start, stop=index)
                start = index
        yield stretch if start == stretch.start else replace(stretch, start=start)


def _follows(chars: _Chars, index: int, size: float) -> bool:
    """Say whether a character stands where the one before it ends."""
    step = chars.xs[index] - chars.xs[index - 1]
    return abs(chars.ys[index] - chars.ys[index - 1]) < _SAME_BASELINE and -_BACK * size <= step <= _GAP * size


def _along(chars: _Chars, stretch: _Stretch, frame: Frame) -> tuple[list[float], float]:
    """Return where a stretch's characters begin and its baseline, in the frame that it is upright in."""
    xs, ys, angle = chars.xs[stretch.start : stretch.stop], chars.ys, stretch.look.angle
    if not angle and not frame.turns:
        return ([x - frame.left for x in xs] if frame.left else xs), frame.top - ys[stretch.start]
    points = [frame.upright(x, y, angle) for x, y in zip(xs, ys[stretch.start : stretch.stop], strict=True)]
    return [point[0] for point in points], points[0][1]


def _angle(dx: float, dy: float) -> int:
    """Return a direction in degrees clockwise; within three degrees of a quarter turn it is that."""
    degrees = math.degrees(math.atan2(dy, dx))
    quarter = round(degrees / 90) * 90
    return (quarter if abs(degrees - quarter) < 3 else round(degrees)) % 360


def _is_artifact(handle: int) -> bool:
    """Say whether the file marks a text object as no content of the document (running head, page number)."""
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    length = ctypes.c_ulong()
    for index in range(calls.count_marks(handle)):
        mark = calls.get_mark(handle, index)
        if mark and calls.get_mark_name(mark, ctypes.addressof(buffer), _NAME_BYTES, ctypes.addressof(length)):
            name = buffer.raw[: min(length.value, _NAME_BYTES)].decode("utf-16-le", "replace").rstrip("\0")
            if name == "Artifact":
                return True
    return False
