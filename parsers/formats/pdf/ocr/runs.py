"""From words that tesseract read to a page's text runs: in points, on level lines, with the sizes that lines share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from parsers.formats.pdf.ocr.heights import EM
from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord
from parsers.formats.pdf.page import Font, TextRun

_FONTS = {False: Font(""), True: Font("", is_bold=True)}  # a picture does not say which
_SPLIT = 0.6  # sizes: a gap between words that is wider may be a tab stop's or a column's
_SAME_SIZE = 1.13  # times: sizes that are nearer differ by measuring alone
_ASCENT, _DESCENT = 0.75, 0.25  # sizes
_DASH = 0.33  # sizes: a hyphen is narrower, a dash wider
_NARROW, _WIDE = frozenset("iIljtf.,:;'’‘|!()[]r- "), frozenset("mwMW—%@")


def make_runs(lines: Sequence[ReadLine], scale: float) -> list[TextRun]:
    """Return the lines as runs, one for each stretch without a wide gap; `scale` is points by pixel."""
    sizes = _share_sizes([_size(line) * scale for line in lines])
    return [run for line, size in zip(lines, sizes, strict=True) for run in _make_line(line, size, scale)]


def _size(line: ReadLine) -> float:
    return median(word.height for word in line) / EM


def _share_sizes(sizes: list[float]) -> list[float]:
    """Return for each line the size that it shares with those measured about as high."""
    shared: dict[float, float] = {}
    group: list[float] = []
    for size in [*sorted(sizes), float("inf")]:
        if group and size > _SAME_SIZE * median(group):
            shared.update(dict.fromkeys(group, round(median(group), 2)))
            group = []
        group.append(size)
    return [shared[size] for size in sizes]


def _make_line(line: ReadLine, size: float, scale: float) -> Iterator[TextRun]:
    baseline = median(word.baseline for word in line) * scale
    stretch: list[ReadWord] = []
    for word in line:
        if stretch and (word.is_bold != stretch[-1].is_bold or (word.x0 - stretch[-1].x1) * scale > _SPLIT * size):
            yield _make_run(stretch, size, baseline, scale)
            stretch = []
        stretch.append(word)
    yield _make_run(stretch, size, baseline, scale)


def _make_run(words: Sequence[ReadWord], size: float, baseline: float, scale: float) -> TextRun:
    texts = [_dashes(word, size / scale) for word in words]
    xs: list[float] = []
    for word, text in zip(words, texts, strict=True):
        start = max(word.x0 * scale, xs[-1] if xs else 0.0)  # boxes of neighbours may overlap
        xs += _share_out(text, start, max(start, word.x1 * scale))
    top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
    return TextRun(
        " ".join(texts),
        tuple(xs),
        baseline,
        top,
        bottom,
        size,
        _FONTS[words[0].is_bold],
        box=(xs[0], top, xs[-1], bottom),
    )


def _dashes(word: ReadWord, size: float) -> str:
    """Return a word's text; what is as wide as a dash is one, though tesseract knows hyphens only."""
    return "–" if word.text == "-" and word.x1 - word.x0 > _DASH * size else word.text


def _share_out(text: str, start: float, end: float) -> list[float]:
    """Return the left edges of a word's characters and the right edge of the last, by how wide letters mostly are."""
    widths = [0.5 if sign in _NARROW else 1.6 if sign in _WIDE else 1.0 for sign in text]
    unit, xs = (end - start) / sum(widths), [start]
    for width in widths:
        xs.append(xs[-1] + unit * width)
    xs[-1] = end
    return [round(x, 2) for x in xs]
