"""Text runs of a page: pdfium's characters, grouped by text object, baseline and look.

Blanks and line ends that pdfium makes up are left out: where words part is for the flow to say, which sees the gaps.
Text objects that look alike and follow one another on a baseline are one run (Chromium prints a word in several).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from normalise.records import Box
from parsers.formats.pdf.page import Font, Shown, TextRun
from parsers.formats.pdf.pdfium import calls
from parsers.formats.pdf.pdfium.characters import Characters, Look, Point, read_characters
from parsers.formats.pdf.pdfium.clips import Clips
from parsers.formats.pdf.pdfium.fonts import read_font
from parsers.formats.pdf.pdfium.frame import Frame
from parsers.formats.pdf.tag_place import IN_A_FORM

ASCENT, DESCENT = 0.75, 0.22  # of the size: what most text fonts reach above and below the baseline
_GAP = 1.6  # sizes from one character's origin to the next: no printed character is as wide
_BACK = 0.3  # sizes that a character may stand left of the one before (accents, kerning)
_SAME_BASELINE = 0.3  # points
_BOLD_MODE = 2  # filled and stroked: how programs without a bold font print bold
_INVISIBLE_MODES = (3, 7)
_NAME_BYTES = 64
_NOWHERE = -1_000.0  # points


@dataclass(slots=True)
class _Stretch:
    """Characters `start` to before `stop`, of objects that look alike, the first of which is `handle`.

    `size` is as printed, in points; `angle` as in `page.TextRun`; `first` and `end` are the origins of its first and
    last character.
    """

    start: int
    stop: int
    handle: int
    look: Look
    size: float
    angle: int
    first: Point
    end: Point


@dataclass(slots=True)
class TextReader:
    """Reads the runs of one page. `own` are the handles of the text objects that stand in no form."""

    text_page: int
    frame: Frame
    is_tagged: bool
    own: set[int]
    _fonts: dict[int, Font] = field(default_factory=dict)
    _floats: ctypes.Array[ctypes.c_float] = field(default_factory=ctypes.c_float * 6)
    _doubles: ctypes.Array[ctypes.c_double] = field(default_factory=ctypes.c_double * 4)

    def read(self) -> list[TextRun]:
        """Return the runs in printing order."""
        characters = read_characters(self.text_page, self.own)
        clips = Clips(self.frame, self.own)
        return [
            self._run(characters, part, xs, baseline, clips)
            for stretch in self._stretches(characters)
            for part, xs, baseline in self._unbroken(characters, stretch)
        ]

    def _stretches(self, characters: Characters) -> Iterator[_Stretch]:
        """Yield the characters of neighbouring objects that look alike and stand on one baseline."""
        last: _Stretch | None = None
        for (start, stop, handle, look), first, end in zip(
            characters.parts, characters.firsts, characters.lasts, strict=True
        ):
            if last is not None:
                if start == last.stop and look == last.look and self._follows(last.end, first, last):
                    last.stop, last.end = stop, end
                    continue
                yield last
            last = _Stretch(start, stop, handle, look, *self._size_and_angle(start, handle, look), first, end)
        if last:
            yield last

    def _follows(self, before: Point, after: Point, stretch: _Stretch) -> bool:
        """Say whether a character stands where the one before it ends, both by their origins."""
        if stretch.angle or self.frame.turns:
            before, after = self.frame.upright(*before, stretch.angle), self.frame.upright(*after, stretch.angle)
        size = stretch.size
        return -_BACK * size <= after[0] - before[0] <= _GAP * size and abs(after[1] - before[1]) < _SAME_BASELINE

    def _unbroken(self, characters: Characters, stretch: _Stretch) -> Iterator[tuple[_Stretch, list[float], float]]:
        """Yield a stretch with its characters' left edges and baseline, cut where a jump sets characters apart."""
        if not stretch.angle and not self.frame.turns:
            left, (first, baseline) = self.frame.left, stretch.first
            ends = first - left, stretch.end[0] - left
            lefts = characters.tell_lefts(stretch.start, stretch.stop, ends, stretch.look[0], stretch.size)
            if lefts is not None:
                yield stretch, lefts, self.frame.top - baseline
                return
        for part, points in self._cut(characters, stretch):
            yield part, *_along(points, stretch.angle, self.frame)

    def _cut(self, characters: Characters, stretch: _Stretch) -> Iterator[tuple[_Stretch, list[Point]]]:
        """Yield the parts of a stretch between jumps with the origins of their characters."""
        start, stop = stretch.start, stretch.stop
        points = characters.origins(start, stop) if stop - start > 1 else [stretch.first]
        if stretch.angle % 90:
            yield stretch, points
            return
        for index in range(1, stop - start):
            if not self._follows(points[index - 1], points[index], stretch):
                cut = stretch.start + index
                yield replace(stretch, start=start, stop=cut), points[start - stretch.start : index]
                start = cut
        yield replace(stretch, start=start), points[start - stretch.start :]

    def _size_and_angle(self, index: int, handle: int, look: Look) -> tuple[float, int]:
        """Return the printed size and the angle of a text object, of which a character is given."""
        size, (a, b, c, d), angle = look[2], look[3], 0
        if handle not in self.own:  # the form that it stands in scales and turns it, too
            if not calls.get_char_matrix(self.text_page, index, ctypes.addressof(self._floats)):
                return size, angle
            a, b, c, d, _, _ = self._floats[:]  # unpacked as it is, an array costs ten times as much
        if not math.isfinite(a + b + c + d):  # a broken file's; its words are printed all the same
            return size, angle
        size *= math.hypot(c, d)
        if b or a < 0 or self.frame.turns:
            angle = _angle(*self.frame.shift(a, b))
        return size, angle

    def _run(
        self, characters: Characters, stretch: _Stretch, xs: list[float], baseline: float, clips: Clips
    ) -> TextRun:
        """Return the run; `xs` are the left edges of its characters, and become those of the run."""
        (font, mcid, _, _, colour), size, handle, angle = stretch.look, stretch.size, stretch.handle, stretch.angle
        mode = calls.get_text_mode(handle)
        xs.append(max(self._right(stretch.stop - 1, angle), xs[-1]))
        if not math.isfinite(baseline + size + sum(xs)):  # a broken file's words stand nowhere on the page
            xs, baseline, size = [_NOWHERE] * len(xs), _NOWHERE, 1.0
        top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
        run = TextRun(
            characters.text[stretch.start : stretch.stop],
            tuple(xs),
            baseline,
            top,
            bottom,
            size,
            self._font(font, mode),
            "{:02x}{:02x}{:02x}".format(*colour) if any(colour) else None,
            None if mcid < 0 else mcid if handle in self.own else IN_A_FORM,
            mcid < 0 and self.is_tagged and _is_artifact(handle),
            angle,
            box=(xs[0], top, xs[-1], bottom),
        )
        if angle:
            run.box = box_on_page(run, self.frame.width, self.frame.height)
        if mode in _INVISIBLE_MODES:
            run.shown = Shown.INVISIBLE
        elif clips.hide(handle, (mcid, round(baseline)), run.box):
            run.shown = Shown.CLIPPED
        return run

    def _font(self, handle: int, mode: int) -> Font:
        if handle not in self._fonts:
            self._fonts[handle] = read_font(handle)
        font = self._fonts[handle]
        return font._replace(is_bold=True) if mode == _BOLD_MODE else font

    def _right(self, index: int, angle: int) -> float:
        """Return the right edge of a character, in reading direction."""
        at = ctypes.addressof(self._doubles)
        if not calls.get_char_box(self.text_page, index, at, at + 8, at + 16, at + 24):
            return -math.inf
        left, right, bottom, top = self._doubles[:]
        if not angle and not self.frame.turns:
            return max(left, right) - self.frame.left
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


def _along(points: list[Point], angle: int, frame: Frame) -> tuple[list[float], float]:
    """Return where characters begin and their baseline, in the frame that they are upright in."""
    if not angle and not frame.turns:
        left = frame.left
        return [x - left for x, _ in points], frame.top - points[0][1]
    upright = [frame.upright(x, y, angle) for x, y in points]
    return [x for x, _ in upright], upright[0][1]


def _angle(dx: float, dy: float) -> int:
    """Return a direction in degrees clockwise; within three degrees of a quarter turn it is that."""
    degrees = math.degrees(math.atan2(dy, dx))
    quarter = round(degrees / 90) * 90
    return (quarter if abs(degrees - quarter) < 3 else round(degrees)) % 360


def _is_artifact(handle: int) -> bool:
    """Say whether the file marks a text object as no content of the document (running head, page number)."""
    count = calls.count_marks(handle)
    if not count:  # as most have none: a buffer costs more than the question
        return False
    buffer, length = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_ulong()
    for index in range(count):
        mark = calls.get_mark(handle, index)
        if mark and calls.get_mark_name(mark, ctypes.addressof(buffer), _NAME_BYTES, ctypes.addressof(length)):
            name = buffer.raw[: min(length.value, _NAME_BYTES)].decode("utf-16-le", "replace").rstrip("\0")
            if name == "Artifact":
                return True
    return False
