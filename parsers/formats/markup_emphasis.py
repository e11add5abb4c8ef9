"""Signs of emphasis, "**", "*", "__", "_": which of them are a pair and make their words bold or italic.

Signs that pair with none are text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.words import Place, Style


@dataclass(slots=True)
class Piece:
    """A stretch of text, or signs that may be emphasis until they are resolved."""

    text: str
    place: Place
    style: Style
    opens: bool = False
    closes: bool = False


def resolve_emphasis(pieces: list[Piece]) -> Iterator[tuple[str, Place, Style]]:
    """Yield the pieces with the style that paired signs give them; signs that pair with none stay text."""
    signs = _pair_signs(pieces)
    bold = italic = 0
    for index, piece in enumerate(pieces):
        if index not in signs:
            style = (
                merge_styles(piece.style, Style(bold=bold > 0, italic=italic > 0)) if bold or italic else piece.style
            )
            yield piece.text, piece.place, style
            continue
        left = len(piece.text) - sum(map(abs, signs[index]))
        ends = [size for size in signs[index] if size < 0]
        begins = [size for size in signs[index] if size > 0]
        bold -= ends.count(-2)
        italic -= ends.count(-1)
        if left:
            yield piece.text[:left], piece.place, piece.style
        bold += begins.count(2)
        italic += begins.count(1)


def _pair_signs(pieces: list[Piece]) -> dict[int, list[int]]:
    """Return for each piece of paired signs what it does: 2 and 1 begin bold and italic, -2 and -1 end them."""
    paired: dict[int, list[int]] = {}
    open_signs = {"*": _OpenSigns(), "_": _OpenSigns()}
    for index, piece in enumerate(pieces):
        if not (piece.opens or piece.closes) or len(piece.text) > 3:
            continue
        signs, left = open_signs[piece.text[0]], len(piece.text)
        while piece.closes and left and (begin := signs.pop(left)):
            opener, size = begin
            paired.setdefault(opener, []).append(size)
            paired.setdefault(index, []).append(-size)
            left -= size
        if piece.opens and left:
            signs.push(index, left)
    return paired


@dataclass(slots=True)
class _OpenSigns:
    """Signs of one character that may begin emphasis, and how many there are of each size."""

    stack: list[tuple[int, int]] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=lambda: {1: 0, 2: 0})

    def push(self, index: int, length: int) -> None:
        for size in (length,) if length < 3 else (2, 1):
            self.stack.append((index, size))
            self.counts[size] += 1

    def pop(self, length: int) -> tuple[int, int] | None:
        """Return the last begin that signs of this length end; those behind it end nothing and are forgotten."""
        size = length if length < 3 else (self.stack[-1][1] if self.stack else 0)
        if not self.counts.get(size):
            return None
        while True:
            begin = self.stack.pop()
            self.counts[begin[1]] -= 1
            if begin[1] == size:
                return begin


def merge_styles(style: Style, other: Style) -> Style:
    """Return a style with what another one, inside it, says."""
    return Style(
        bold=style.bold or other.bold,
        italic=style.italic or other.italic,
        colour=other.colour or style.colour,
        fill=other.fill or style.fill,
        href=other.href or style.href,
        superscript=style.superscript or other.superscript,
    )
