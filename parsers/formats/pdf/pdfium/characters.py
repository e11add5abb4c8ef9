"""All characters of a page at once: their text, which text object printed them, and where they stand.

A page has thousands of characters and each answer of pdfium is a call, so the calls are made in loops that Python does
not step through itself, and a character is asked for only where the widths in its font do not tell where it stands.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate, compress, pairwise, repeat
from operator import ne
from typing import Any

from parsers.formats.pdf.pdfium import calls

# pdfium tells a hyphen at a line end by these; a character without a code must not shift the others.
_SIGNS = {0x02: "-", 0xFFFE: "-", 0x00: "�"}
_NEEDS_SIGNS = re.compile("[\x00\x02\ufffe]")
_UNTOLD = 0.3  # type sizes that the characters of a line may together stand off what their widths tell
_UNTOLD_SHARE = 0.01  # of their length, besides

# Font, marked-content id (or -1), size before scaling, how it is scaled and turned, red, green and blue (0 to 255).
Look = tuple[int, int, float, tuple[float, float, float, float], tuple[int, ...]]
Part = tuple[int, int, int, Look]
Matrix = tuple[float, float, float, float, float, float]
# Some of the characters, and the text object of each: of it are those behind too, up to the next that is here.
Objects = tuple[Sequence[int], Sequence[int | None]]
Point = tuple[float, float]
_MAY_BE_MADE_UP = re.compile(
    "[\\s\x00-\x20\x7f-\xa0\xad\ufffe�-]"
)  # what pdfium puts between characters of its own accord
# Scripts that pdfium puts into another order than they are printed in, or that may run down the page.
_MAY_BE_REORDERED = re.compile("[\u0590-\u08ff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe30-\ufe4f\ufe70-\ufefc]")
_LONG_OBJECTS = 12  # characters in a text object: where they have as many, most need not be asked for theirs


@dataclass(slots=True)
class Characters:
    """`text` has one character for each of pdfium's.

    `parts` are the characters from one number to before another that are of one text object, its handle and its look;
    between two of them stand blanks and line ends that nobody printed, which pdfium made up. `firsts` and `lasts` are
    the origins, in page space, of each part's first and last character.
    """

    handle: int
    text: str
    parts: list[Part]
    firsts: list[Point]
    lasts: list[Point]
    _widths: dict[int, _Widths] = field(default_factory=dict)

    def origins(self, start: int, stop: int) -> list[Point]:
        """Return the origins of the characters `start` to before `stop`, in page space."""
        return _origins(self.handle, range(start, stop))

    def tell_lefts(
        self, start: int, stop: int, ends: tuple[float, float], font: int, size: float
    ) -> list[float] | None:
        """Return where the characters of a level line begin, by their widths, or None where these do not fit.

        `ends` is where the first and the last character are, which decides: a line that is set a little wider or
        narrower than its font is stretched evenly. One that has jumps in it does not fit.
        """
        widths = self._widths.get(font)
        if widths is None:
            widths = self._widths[font] = _Widths(font)
        told = list(map(widths.__getitem__, self.text[start : stop - 1]))
        total = sum(told)
        if math.isnan(total):
            return None
        length, first = size * total, ends[0]
        printed = ends[1] - first
        if abs(length - printed) > _UNTOLD * size + _UNTOLD_SHARE * printed:
            return None
        stretch = size * printed / length if length else 0.0
        return list(accumulate([stretch * width for width in told], initial=first))


def read_characters(text_page: int, own: Set[int]) -> Characters:
    """Return the characters of a page as pdfium orders them, which is mostly as they are printed.

    `own` are the page's own text objects, those in no form: such an object's matrix tells where its first character
    is. How many they are decides how their ends are found at the least cost.
    """
    count = calls.count_chars(text_page)
    if count <= 0:
        return Characters(text_page, "", [], [], [])
    text = _text(text_page, count)
    is_long = count > _LONG_OBJECTS * len(own)
    objects = _long_objects(text_page, text) if is_long else _objects(text_page, range(count))
    parts, matrices = _parts(objects, count)
    firsts = _firsts(text_page, parts, matrices, own if not _MAY_BE_REORDERED.search(text) else frozenset())
    told = iter(_origins(text_page, [stop - 1 for start, stop, _, _ in parts if stop - start > 1]))
    lasts = [next(told) if part[1] - part[0] > 1 else first for part, first in zip(parts, firsts, strict=True)]
    return Characters(text_page, text, parts, firsts, lasts)


def _objects(text_page: int, asked: Sequence[int]) -> Objects:
    """Return the text objects of characters, None for those that pdfium made up."""
    return asked, list(map(calls.get_text_object, repeat(text_page), asked))


def _long_objects(text_page: int, text: str) -> Objects:
    """Return the text objects, having asked only for blanks, hyphens and what stands between two objects.

    An object's characters follow one another, and pdfium puts nothing among them but blanks, line ends and hyphens:
    what stands between two such signs of one object is of that object too.
    """
    signs = [match.start() for match in _MAY_BE_MADE_UP.finditer(text, 1, len(text) - 1)]
    asked, objects = _objects(text_page, [0, *signs, len(text) - 1])
    is_one = map(_is_one, objects, objects[1:])
    between = [
        index
        for (before, after), is_known in zip(pairwise(asked), is_one, strict=True)
        if not is_known
        for index in range(before + 1, after)
    ]
    told = dict(zip(asked, objects, strict=True))
    told.update(zip(*_objects(text_page, between), strict=True))
    places = sorted(told)
    return places, list(map(told.__getitem__, places))


def _is_one(before: int | None, after: int | None) -> bool:
    return before == after and before is not None


def _parts(objects: Objects, count: int) -> tuple[list[Part], list[Matrix]]:
    """Return the parts and the matrix of each one's text object."""
    places, told = objects
    changes = [True, *map(ne, told, told[1:])]
    starts, handles = list(compress(places, changes)), list(compress(told, changes))
    stops = [*starts[1:], count]
    is_printed = [handle is not None for handle in handles]
    owned = [handle for handle in handles if handle is not None]
    fonts, mcids = map(calls.get_font, owned), map(calls.get_mcid, owned)
    matrices = _matrices(owned)
    scales = [matrix[:4] for matrix in matrices]
    looks = zip(fonts, mcids, _sizes(owned), scales, _colours(owned), strict=True)
    return list(zip(compress(starts, is_printed), compress(stops, is_printed), owned, looks, strict=True)), matrices


def _firsts(text_page: int, parts: list[Part], matrices: list[Matrix], own: Set[int]) -> list[Point]:
    """Return the origin of each part's first character: asked for only where its object's matrix does not tell it."""
    firsts = [matrix[4:] for matrix in matrices]
    seen: set[int] = set()
    asked = []
    for index, (_, _, handle, _) in enumerate(parts):
        if handle not in own or handle in seen:
            asked.append(index)
        seen.add(handle)
    for index, origin in zip(asked, _origins(text_page, [parts[index][0] for index in asked]), strict=True):
        firsts[index] = origin
    return firsts


def _sizes(handles: list[int]) -> Iterable[float]:
    values = (ctypes.c_float * len(handles))()
    at = ctypes.addressof(values)
    _run(map(calls.get_text_size, handles, range(at, at + 4 * len(handles), 4)))
    return values[:]


def _matrices(handles: list[int]) -> list[Matrix]:
    """Return each text object's matrix: some programs set all type at size 1 and scale it."""
    values = (ctypes.c_float * (6 * len(handles)))()
    at = ctypes.addressof(values)
    _run(map(calls.get_matrix, handles, range(at, at + 24 * len(handles), 24)))
    numbers = iter(values[:])
    return list(zip(numbers, numbers, numbers, numbers, numbers, numbers, strict=True))


def _colours(handles: list[int]) -> Iterable[tuple[int, ...]]:
    """Return red, green and blue (0–255) of each text object; black where it has no plain colour."""
    count = len(handles)
    values = (ctypes.c_uint * (4 * count))()
    at = ctypes.addressof(values)
    end = at + 16 * count
    red, green, blue, alpha = (range(at + 4 * index, end, 16) for index in range(4))
    _run(map(calls.get_fill_colour, handles, red, green, blue, alpha))
    flat = values[:]
    return zip(flat[::4], flat[1::4], flat[2::4], strict=True)


def _origins(text_page: int, indexes: Sequence[int]) -> list[Point]:
    values = (ctypes.c_double * (2 * len(indexes)))()
    at = ctypes.addressof(values)
    end = at + 16 * len(indexes)
    _run(map(calls.get_char_origin, repeat(text_page), indexes, range(at, end, 16), range(at + 8, end, 16)))
    flat = values[:]
    return list(zip(flat[::2], flat[1::2], strict=True))


class _Widths(dict[str, float]):
    """How wide the characters of a font are set, in type sizes; NaN where the font does not tell."""

    def __init__(self, font: int) -> None:
        super().__init__()
        self.font = font

    def __missing__(self, character: str) -> float:
        width = ctypes.c_float()
        found = self.font and calls.get_glyph_width(self.font, ord(character), 1.0, ctypes.addressof(width))
        self[character] = value = width.value if found else math.nan
        return value


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
