"""All characters of a page at once: their text, their origins, and which text object printed them.

A page has thousands of characters and each answer of pdfium is a call, so the calls are made in loops that Python does
not step through itself.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, repeat
from operator import gt, lt, ne, sub
from typing import Any

from parsers.formats.pdf.pdfium import calls

# pdfium tells a hyphen at a line end by these; a character without a code must not shift the others.
_SIGNS = {0x02: "-", 0xFFFE: "-", 0x00: "�"}
_NEEDS_SIGNS = re.compile("[\x00\x02\ufffe]")
_STEP = 4.0, -0.5  # points from one character's origin to the next: what is within is never looked at one by one


Look = tuple[int, int, tuple[int, int, int]]  # font, marked-content id (or -1), red, green and blue from 0 to 255
Part = tuple[int, int, int | None, Look | None]


@dataclass(slots=True)
class Characters:
    """`text` has one character for each of pdfium's; `xs`, `ys` are their origins in page space.

    `parts` are the characters from one number to before another that are of one text object: its handle and its look;
    both None where pdfium made the characters up, blanks and line ends that nobody printed. `jumps` are the characters,
    rising, that stand unusually far from the one before.
    """

    text: str
    xs: list[float]
    ys: list[float]
    parts: list[Part]
    jumps: list[int]


def read_characters(text_page: int) -> Characters:
    """Return the characters of a page as pdfium orders them, which is mostly as they are printed."""
    count = calls.count_chars(text_page)
    if count <= 0:
        return Characters("", [], [], [], [])
    origins = (ctypes.c_double * (2 * count))()
    at = ctypes.addressof(origins)
    end = at + 16 * count
    _run(map(calls.get_char_origin, repeat(text_page), range(count), range(at, end, 16), range(at + 8, end, 16)))
    flat = origins[:]
    xs, ys = flat[::2], flat[1::2]
    return Characters(_text(text_page, count), xs, ys, list(_parts(text_page, count)), _jumps(xs))


def _parts(text_page: int, count: int) -> Iterator[Part]:
    objects = list(map(calls.get_text_object, repeat(text_page), range(count)))
    starts = (0, *compress(range(1, count), map(ne, objects, objects[1:])), count)
    owners = [objects[start] for start in starts[:-1]]
    handles = [handle for handle in owners if handle is not None]
    looks = zip(map(calls.get_font, handles), map(calls.get_mcid, handles), _colours(handles), strict=True)
    for start, stop, handle in zip(starts, starts[1:], owners, strict=False):
        yield start, stop, handle, None if handle is None else next(looks)


def _colours(handles: list[int]) -> Iterable[tuple[int, int, int]]:
    """Return red, green and blue (0–255) of each text object; black where it has no plain colour."""
    count = len(handles)
    values = (ctypes.c_uint * (4 * count))()
    at = ctypes.addressof(values)
    end = at + 16 * count
    red, green, blue, alpha = (range(at + 4 * index, end, 16) for index in range(4))
    _run(map(calls.get_fill_colour, handles, red, green, blue, alpha))
    flat = values[:]
    return zip(flat[::4], flat[1::4], flat[2::4], strict=True)


def _jumps(xs: list[float]) -> list[int]:
    steps = list(map(sub, xs[1:], xs))
    most, least = _STEP
    wide = compress(range(1, len(xs)), map(gt, steps, repeat(most)))
    back = compress(range(1, len(xs)), map(lt, steps, repeat(least)))
    return sorted((*wide, *back))


def _text(text_page: int, count: int) -> str:
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = calls.get_text(text_page, 0, count, ctypes.addressof(buffer))
    text = ctypes.string_at(ctypes.addressof(buffer), 2 * max(0, written - 1)).decode("utf-16-le", "replace")
    if len(text) != count:  # Characters without a code are left out of the text, but not of the count.
        text = "".join(_char(calls.get_unicode(text_page, index)) for index in range(count))
    return text.translate(_SIGNS) if _NEEDS_SIGNS.search(text) else text


def _char(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "�"


def _run(answers: Iterable[Any]) -> None:
    """Make the calls; what they answer is in the buffers that they were given."""
    deque(answers, maxlen=0)
