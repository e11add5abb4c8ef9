"""What a clip path hides of a page's text."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

from normalise.records import Box
from parsers.formats.pdf.pdfium import calls
from parsers.formats.pdf.pdfium.frame import Frame

MAX_SEGMENTS = 64
_SLACK = 1.0  # points


@dataclass(slots=True)
class Clips:
    """The clip of each line of text, read once a line: a program clips a box, not a letter.

    What its line's clip hides is asked for its own clip before it is believed hidden: some clip every cell of a row.
    `own` are the text objects that stand in no form: a form's clips are in a space of its own and not looked at.
    """

    frame: Frame
    own: set[int]
    boxes: dict[tuple[int, int], Box | None] = field(default_factory=dict)
    _point: ctypes.Array[ctypes.c_float] = field(default_factory=ctypes.c_float * 2)

    def hide(self, handle: int, line: tuple[int, int], box: Box) -> bool:
        """Say whether a text object of a line is clipped away altogether."""
        if handle not in self.own:
            return False
        if line in self.boxes and not _is_outside(box, self.boxes[line]):
            return False
        self.boxes[line] = self._read(handle)
        return _is_outside(box, self.boxes[line])

    def _read(self, handle: int) -> Box | None:
        """Return the box that all clip paths of an object leave, or None where nothing is clipped."""
        path = calls.get_clip(handle)
        if not path:
            return None
        left = bottom = -1e9
        right = top = 1e9
        for index in range(calls.count_clip_paths(path)):
            xs, ys = self._points(path, index)
            if xs:
                left, right = max(left, min(xs)), min(right, max(xs))
                bottom, top = max(bottom, min(ys)), min(top, max(ys))
        return None if left == -1e9 else self.frame.box(left, bottom, right, top)

    def _points(self, path: int, index: int) -> tuple[list[float], list[float]]:
        count = calls.count_clip_segments(path, index)
        at = ctypes.addressof(self._point)
        xs, ys = [], []
        for number in range(count if count <= MAX_SEGMENTS else 0):
            if calls.get_segment_point(calls.get_clip_segment(path, index, number), at, at + 4):
                xs.append(self._point[0])
                ys.append(self._point[1])
        return xs, ys


def _is_outside(box: Box, clip: Box | None) -> bool:
    return clip is not None and (
        box[2] < clip[0] - _SLACK or box[0] > clip[2] + _SLACK or box[3] < clip[1] - _SLACK or box[1] > clip[3] + _SLACK
    )
