"""Printed words that know their place: text whose every run carries where it stands and how it looks.

All cutting, joining and folding of printed text on the way from a format reader to a record is done here, so that a
value cut out of the middle of a cell still knows its page, box, line and cell. What a value *means* is left to
`normalise`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from normalise.records import Box, Piece, Provenance

SNIPPET_CHARACTERS = 80
_WHITE = re.compile(r"\s+")

At = tuple[tuple[str, str | int], ...]


class Place(NamedTuple):
    """Where a run stands, in the contract's terms.

    Page and line count from 1; table, row and cell from 0; `bbox` is in PDF points.
    `at` names the place in formats without pages, for example `(("sheet", "Plan"), ("ref", "B4"))`.
    """

    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    at: At = ()


NOWHERE = Place()


class Style(NamedTuple):
    """How a run is printed. Colours are `rrggbb`; `size` is in points; `href` is a link's target."""

    bold: bool = False
    italic: bool = False
    colour: str | None = None
    fill: str | None = None
    size: float | None = None
    href: str | None = None
    superscript: bool = False


PLAIN = Style()


class Run(NamedTuple):
    """A stretch of text in one place and one style."""

    text: str
    place: Place = NOWHERE
    style: Style = PLAIN


@dataclass(frozen=True, slots=True, init=False)
class Words:
    """Text made of runs. Slicing, folding and joining keep every character's place and style."""

    runs: tuple[Run, ...]
    text: str = field(compare=False)

    def __init__(self, runs: tuple[Run, ...] = ()) -> None:
        put = object.__setattr__
        put(self, "runs", runs)
        put(self, "text", runs[0].text if len(runs) == 1 else "".join([run.text for run in runs]))

    @classmethod
    def of(cls, text: str, place: Place = NOWHERE, style: Style = PLAIN) -> Words:
        """Return words of one run."""
        return cls((Run(text, place, style),)) if text else cls()

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, cut: slice) -> Words:
        start, stop, step = cut.indices(len(self.text))
        if step != 1:
            raise ValueError("words are cut in steps of one")
        if (start, stop) == (0, len(self.text)):
            return self
        return Words(tuple(_cut_runs(self.runs, start, stop)))

    def __add__(self, other: Words) -> Words:
        return Words(self.runs + other.runs)

    def strip(self, characters: str | None = None) -> Words:
        """Return the words without leading and trailing white space, or without the characters given."""
        if len(self.text.strip(characters)) == len(self.text):
            return self
        left = len(self.text) - len(self.text.lstrip(characters))
        return self[left : max(left, len(self.text.rstrip(characters)))]

    def fold(self) -> Words:
        """Return the words with every stretch of white space folded to one blank, and none at the ends."""
        if not _needs_folding(self.text):
            return self
        runs, blank = [], True
        for run in self.runs:
            text = _WHITE.sub(" ", run.text)
            if blank:
                text = text.removeprefix(" ")
            if text:
                blank = text.endswith(" ")
                runs.append(run if text == run.text else Run(text, run.place, run.style))
        return Words(tuple(runs)).strip()

    def split(self, pattern: re.Pattern[str]) -> tuple[Words, ...]:
        """Return the stripped, non-empty words between the matches of a pattern."""
        # Looking for each cut's first run from the beginning would take time by the square of the lines.
        ends = tuple(accumulate(len(run.text) for run in self.runs))
        cuts, start = [], 0
        for match in pattern.finditer(self.text):
            cuts.append(Words(tuple(_cut_runs(self.runs, start, match.start(), bisect_right(ends, start), ends))))
            start = match.end()
        return tuple(words for cut in (*cuts, self[start:]) if (words := cut.strip()))

    def bold_spans(self) -> tuple[tuple[int, int], ...]:
        """Return the half-open spans printed bold, neighbours joined over white space."""
        spans: list[tuple[int, int]] = []
        position = 0
        for run in self.runs:
            end = position + len(run.text)
            if run.style.bold and run.text.strip():
                if spans and not self.text[spans[-1][1] : position].strip():
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((position, end))
            position = end
        return tuple(spans)

    def is_bold(self) -> bool:
        """Say whether all that is printed is bold."""
        return bool(self.text.strip()) and all(run.style.bold for run in self.runs if run.text.strip())

    def places(self) -> tuple[Place, ...]:
        """Return the places of the printed parts in reading order, each once."""
        found: dict[Place, None] = {}
        last = NOWHERE
        for text, place, _ in self.runs:  # neighbours mostly share their place, and it takes time to tell two alike
            if place is not last and place is not NOWHERE and text.strip():
                found[place] = None
                last = place
        return tuple(found)

    def provenance(self) -> Provenance:
        """Return the contract's provenance: the first piece, all pieces, and the first words as printed."""
        return provenance_of((self,))


NO_WORDS = Words()


def join(parts: Iterable[Words], glue: str = " ") -> Words:
    """Return the non-empty parts joined by the glue, which stands in the place of the part before it."""
    printed = [part for part in parts if part.text]
    if len(printed) == 1:
        return printed[0]
    runs: list[Run] = []
    for part in printed:
        if runs and glue:
            runs.append(Run(glue, runs[-1].place, runs[-1].style))
        runs.extend(part.runs)
    return Words(tuple(runs))


def provenance_at(place: Place) -> Provenance:
    """Return the provenance of what prints no words: a colour, which only its place tells of."""
    if place == NOWHERE:
        return Provenance()
    return _provenance(_pieces((place,)), "", dict(place.at) or None)


def provenance_of(parts: Iterable[Words]) -> Provenance:
    """Return one provenance over several printed parts, in their order (contract, "provenance")."""
    parts = tuple(parts)
    places = (
        parts[0].places() if len(parts) == 1 else tuple(dict.fromkeys([p for part in parts for p in part.places()]))
    )
    pieces = _pieces(places)
    at = next((dict(place.at) for place in places if place.at), None)
    return _provenance(pieces, _snippet(parts), at)


def _provenance(pieces: tuple[Piece, ...], snippet: str, at: dict[str, str | int] | None) -> Provenance:
    if not pieces:
        return Provenance(snippet=snippet, at=at)
    first = pieces[0]
    return Provenance(
        page=first.page,
        bbox=first.bbox,
        line=first.line,
        table=first.table,
        row=first.row,
        cell=first.cell,
        snippet=snippet,
        pieces=pieces,
        at=at,
    )


def _pieces(places: tuple[Place, ...]) -> tuple[Piece, ...]:
    """Return one piece for each page, line, table cell: boxes of the same cell on one page are joined."""
    if len(places) == 1:
        page, bbox, line, table, row, cell, _ = places[0]
        return (Piece(page=page, bbox=bbox, line=line, table=table, row=row, cell=cell),)
    boxes: dict[tuple[int | None, ...], Box | None] = {}
    for place in places:
        # A cell that the page ends inside has a line of its own in each part; inside a cell lines tell no parts apart.
        key = (place.page, place.line, place.table, place.row, place.cell)
        boxes[key] = _union(boxes.get(key), place.bbox)
    return tuple(
        Piece(page=page, bbox=box, line=line, table=table, row=row, cell=cell)
        for (page, line, table, row, cell), box in boxes.items()
    )


def _union(a: Box | None, b: Box | None) -> Box | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _snippet(parts: Iterable[Words]) -> str:
    printed = " ".join([part.text for part in parts])
    # So much text, or so many words, are longer than a snippet for certain; what follows need not be folded.
    text = " ".join(printed[: 2 * SNIPPET_CHARACTERS].split())
    if len(text) <= SNIPPET_CHARACTERS < len(printed):
        text = " ".join(printed.split(None, SNIPPET_CHARACTERS)[:SNIPPET_CHARACTERS])
    if len(text) <= SNIPPET_CHARACTERS:
        return text
    return text[:SNIPPET_CHARACTERS].rsplit(" ", 1)[0]


def _needs_folding(text: str) -> bool:
    if "  " in text or text != text.strip():
        return True
    return not text.isprintable() and _WHITE.sub(" ", text) != text  # a blank is the only white space that prints


def _cut_runs(
    runs: tuple[Run, ...], start: int, stop: int, first: int = 0, ends: tuple[int, ...] = ()
) -> Iterator[Run]:
    """Yield what lies between the two; `first` is the run that `start` lies in, if `ends` of the runs are known."""
    position = ends[first - 1] if first else 0
    for at in range(first, len(runs)):
        run = runs[at]
        end = position + len(run.text)
        if end > start and position < stop:
            text = run.text[max(0, start - position) : stop - position]
            yield run if text == run.text else Run(text, run.place, run.style)
        position = end
        if position >= stop:
            return
