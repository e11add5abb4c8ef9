"""What comes again from slide to slide: running lines at the edges, and titles that only say that a slide goes on.

Both stay in the document as furniture. Labels such as "Progress" recur too, and are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Layer
from parsers.formats.pptx.pieces import Piece, PieceKind, SlidePieces, find_title
from parsers.headers import read_header

_FEWEST = 3  # slides that a running line comes on
_MOST_SHARE = 0.5  # of the slides, at least
_EDGE = 0.15  # of a slide's height, above and below
_GRID = 50  # steps across a slide: so exactly has a running line to stand where it stood
_FIGURES = re.compile(r"\d+")
_CONTINUED = re.compile(r"[\s(\[–—:-]*\b(?:continued|contin|cont['’]?d?)\b\.{0,3}[)\]\s]*$", re.IGNORECASE)
_COUNTED = re.compile(
    r"""[\s(\[–—:-]+
    (?: (?:part|slide|page)\s+\d{1,2} | \d{1,2}\s*(?:of|/)\s*\d{1,2} | (?<=\()\d{1,2}(?=\)) ) [)\]\s]* $""",
    re.VERBOSE | re.IGNORECASE,
)
_FEWEST_WORDS = 2  # in front of a count: "Theme 1 of 4" is another slide than "Theme 2 of 4"

_Key = tuple[str, int, int]


def mark_running(slides: Sequence[SlidePieces], width: int, height: int) -> tuple[SlidePieces, ...]:
    """Return the slides with the lines that most of them print at one place at their edges as furniture."""
    counts = Counter(key for slide in slides for key in {*_iter_keys(slide, width, height)})
    fewest = max(_FEWEST, len(slides) * _MOST_SHARE)
    running = {key for key, found in counts.items() if found >= fewest}
    return tuple(
        replace(
            slide,
            pieces=tuple(
                _as_furniture(piece) if _key(piece, width, height) in running else piece for piece in slide.pieces
            ),
        )
        for slide in slides
    )


def mark_continued(slides: Sequence[SlidePieces]) -> tuple[SlidePieces, ...]:
    """Return the slides with each title as furniture that says again what the slide before was headed with."""
    marked: list[SlidePieces] = []
    before: str | None = None
    for slide in slides:
        title = find_title(slide.pieces)
        words = None if title is None else strip_goes_on(" ".join(title.text.split())).casefold()
        if title is not None and words == before:
            pieces = tuple(_as_furniture(piece) if piece is title else piece for piece in slide.pieces)
            slide = replace(slide, pieces=pieces)
        before = words
        marked.append(slide)
    return tuple(marked)


def strip_goes_on(title: str) -> str:
    """Return a title without what says that its slide is one of several.

    >>> strip_goes_on("Action plan (continued)"), strip_goes_on("Action plan 2/3"), strip_goes_on("Plan 2025/26")
    ('Action plan', 'Action plan', 'Plan 2025/26')
    """
    stripped = _CONTINUED.sub("", title).strip()
    uncounted = _COUNTED.sub("", stripped).strip()
    if len(uncounted.split()) < _FEWEST_WORDS or read_recommendation_number(stripped) is not None:
        return stripped or title
    return uncounted


def _iter_keys(slide: SlidePieces, width: int, height: int) -> Iterator[_Key]:
    for piece in slide.pieces:
        if (key := _key(piece, width, height)) is not None:
            yield key


def _key(piece: Piece, width: int, height: int) -> _Key | None:
    """Return what a running line is known by, None for what is none: its words, colours and place."""
    if piece.kind not in (PieceKind.TEXT, PieceKind.MARK):
        return None
    y = piece.box.middle[1] / height
    text = " ".join(piece.text.split())
    if _EDGE <= y <= 1 - _EDGE or read_recommendation_number(text) is not None:
        return None
    header = read_header(text) if text else None
    if header is not None and header.score == 1:
        return None
    folded = _FIGURES.sub("#", text) if y > 0.5 else text
    fills = ",".join(block.fill or "" for block in piece.blocks if isinstance(block, Block))
    return f"{folded}{{{fills}}}", round(piece.box.left / width * _GRID), round(piece.box.top / height * _GRID)


def _as_furniture(piece: Piece) -> Piece:
    blocks = tuple(
        replace(block, layer=Layer.FURNITURE) if isinstance(block, Block) and not _is_mark(block) else block
        for block in piece.blocks
    )
    return replace(piece, blocks=blocks)


def _is_mark(block: Block) -> bool:
    """Say whether a block is a status beside a title that goes on: it is this slide's own."""
    return block.kind is BlockKind.SHAPE and not block.text
