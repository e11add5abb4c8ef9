"""Text runs of a page: pdfplumber's characters, grouped by baseline and look as pdfium's are."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from parsers.formats.pdf.page import Font, Shown, TextRun
from parsers.formats.pdf.pdfium.fonts import named_font
from parsers.formats.pdf.pdfium.text import ASCENT, DESCENT
from parsers.formats.pdf.plumber.colours import hex_colour
from parsers.formats.pdf.plumber.frame import ShownPart
from parsers.formats.pdf.turned import frame_of, frame_size

_GAP, _BACK = 0.12, 0.3  # sizes that a character may stand off the end of the one before it, and left of its beginning
_MOST_SPACE = 0.1  # sizes: more behind every character sets no word, but figures into columns
_NO_ROOM = 0.05  # sizes
_SAME_BASELINE = 0.3  # points
_INVISIBLE_MODES, _BOLD_MODE = (3, 7), 2
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_UNKNOWN = "(cid:"
_BLACK = "000000"


class _Look(NamedTuple):
    """All that makes characters neighbours in one run."""

    font: str
    size: float
    angle: int
    colour: str | None
    mcid: int | None
    mode: int
    is_artifact: bool


@dataclass(slots=True)
class _Char:
    """One printed character or ligature: where it begins, ends and stands, in the frame that it reads upright in.

    `space` is what the file sets behind every character, to spread or tighten words.
    """

    text: str
    look: _Look
    start: float
    stop: float
    baseline: float
    space: float


def read_runs(chars: Iterable[dict[str, Any]], part: ShownPart, *, use_tags: bool) -> list[TextRun]:
    """Return the runs in printing order."""
    runs: list[TextRun] = []
    group: list[_Char] = []
    for char in _iter_chars(chars, part, use_tags=use_tags):
        if group and _is_overprinted(group[-1], char):
            group.pop()
        if group and not _follows(group[-1], char):
            runs.append(_run(group, part))
            group = []
        group.append(char)
    if group:
        runs.append(_run(group, part))
    return runs


def _iter_chars(chars: Iterable[dict[str, Any]], part: ShownPart, *, use_tags: bool) -> Iterator[_Char]:
    for char in chars:
        text = "�" if char["text"].startswith(_UNKNOWN) else char["text"].translate(_LIGATURES)
        if text < " ":  # nothing, or a line end that a font has a place for
            continue
        a, b, c, d, e, f = char["matrix"]
        size = abs(char["font_size"]) * math.hypot(c, d)
        angle = _angle(a, b)
        turn = frame_of(angle, part.width, part.height)
        x, y = e + c * char["rise"] - part.left, part.media_height - f - d * char["rise"] - part.top
        u, v, _, _ = turn((x, y, x, y))
        colour = hex_colour(char["non_stroking_color"])
        look = _Look(
            char["fontname"],
            round(size, 3),
            angle,
            None if colour == _BLACK else colour,
            char.get("mcid"),
            char["render_mode"],
            use_tags and char.get("tag") == "Artifact",
        )
        width = math.hypot(a, b)
        yield _Char(text, look, u, u + abs(char["adv"]) * width, v, char["char_space"] * width)


def _angle(a: float, b: float) -> int:
    """Return the direction text reads in, in degrees clockwise; within three degrees of a quarter turn it is that."""
    degrees = math.degrees(math.atan2(-b, a))
    quarter = round(degrees / 90) * 90
    return (quarter if abs(degrees - quarter) < 3 else round(degrees)) % 360


def _follows(last: _Char, char: _Char) -> bool:
    return (
        char.look == last.look
        and abs(char.baseline - last.baseline) < _SAME_BASELINE
        and -_BACK * char.look.size <= char.start - last.start
        and char.stop - last.start > _NO_ROOM * char.look.size  # WeasyPrint prints leader dots from right to left.
        and char.start - last.stop - min(last.space, _MOST_SPACE * char.look.size) <= _GAP * char.look.size
    )


def _is_overprinted(blank: _Char, char: _Char) -> bool:
    """Say whether a blank has no room: Chromium prints one for every soft hyphen that breaks no line."""
    return (
        blank.text.isspace()
        and abs(char.baseline - blank.baseline) < _SAME_BASELINE
        and abs(char.start - blank.start) < _NO_ROOM * char.look.size
    )


def _run(group: list[_Char], part: ShownPart) -> TextRun:
    look, baseline = group[0].look, group[0].baseline
    starts = [start for char in group for start in _letter_starts(char)]
    xs = (*starts, max(group[-1].stop, starts[-1]))
    top, bottom = baseline - ASCENT * look.size, baseline + DESCENT * look.size
    back = frame_of(-look.angle % 360, *frame_size(look.angle, part.width, part.height))
    run = TextRun(
        "".join(char.text for char in group),
        xs,
        baseline,
        top,
        bottom,
        look.size,
        _font(look),
        look.colour,
        look.mcid,
        look.is_artifact,
        look.angle,
        box=back((min(xs), top, max(xs), bottom)),
    )
    if look.mode in _INVISIBLE_MODES:
        run.shown = Shown.INVISIBLE
    return run


def _letter_starts(char: _Char) -> list[float]:
    """Return where a character begins, and each letter of a ligature: they share its width."""
    width = (char.stop - char.start) / len(char.text)
    return [char.start + index * width for index in range(len(char.text))]


def _font(look: _Look) -> Font:
    font = named_font(look.font)
    return font._replace(is_bold=True) if look.mode == _BOLD_MODE else font
