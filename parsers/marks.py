"""What is to be marked on a picture of each page: what was read from where, and what was left.

Where records were read from is their provenance's to say; cells, headings, running lines and the text that nothing was
read from are the document's. How a mark looks is left to who draws it (`parsers.formats.pdf.show`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel

from normalise.records import Box, Extraction, Issue, Provenance, Source
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import read_header


class Role(StrEnum):
    """What a mark is for, in the order that marks are painted in."""

    GRID = "table cell"
    FURNITURE = "running line"
    HEADING = "heading"
    TEXT = "text"  # of a layout only: in a picture it was either read or left
    LEFT = "left unread"
    OTHER = "other field"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    PROGRESS = "progress"
    MEASURE = "measure"
    TIMELINE = "timeline"
    OWNER = "owner"
    STATUS = "status"
    ISSUE = "issue"


class Mark(NamedTuple):
    """A box on a page, in PDF points from its top left, and what it is for; `text` is that of its whole block."""

    role: Role
    box: Box
    text: str = ""


Marks = Mapping[int, tuple[Mark, ...]]  # by page

MOST_MARKS = 5_000  # on a page: more make no picture
_BAND = 36.0  # points: how high the strips are that boxes are looked for in
_TELLING_WORDS = 4  # that text must have to be known again inside a longer field
_LABEL_WORDS = 3  # that may stand in front of a field's own words: "2.", "1.3", "Recommendation 4:"
_LETTERS_OF_NUMBER = re.compile(r"^[A-Za-z]{1,4}\.? ?(?=\d+(?:\.\d+)*[.):]?$)")  # R1, Rec. 2
_WHITE = re.compile(r"\s+")
# The role of the places below a field of the contract; other fields have that of the field they are in.
_ROLES = {
    "actions": Role.ACTION,
    "document": Role.OTHER,
    "issues": Role.ISSUE,
    "measure_provenance": Role.MEASURE,
    "owners": Role.OWNER,
    "progress": Role.PROGRESS,
    "recommendations": Role.RECOMMENDATION,
    "status": Role.STATUS,
    "timelines": Role.TIMELINE,
}


def mark_pages(extraction: Extraction, layout: Marks) -> Marks:
    """Return the marks of every page: the records', and the layout's; its text is read into another field, or left."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    for page, mark in _walk(extraction, Role.OTHER):
        if len(marks[page]) < MOST_MARKS:
            marks[page].append(mark)
    fields = _Fields(extraction)
    for page, laid_out in layout.items():
        bands = _in_bands(mark.box for mark in marks[page] if mark.role is not Role.ISSUE)
        for mark in laid_out:
            if mark.role is not Role.TEXT:
                marks[page].append(mark)
            elif not _is_in(mark.box, bands):
                marks[page].append(Mark(Role.OTHER if fields.hold(mark.text) else Role.LEFT, mark.box))
    return {page: tuple(dict.fromkeys(found)) for page, found in marks.items()}


def lay_out(printed: Document, repaired: Document) -> Marks:
    """Return the cells of a document's tables as they are printed, and its text as it was repaired, page by page."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    for page, mark in (*_iter_cells(printed.blocks), *_iter_text(repaired.blocks)):
        if len(marks[page]) < MOST_MARKS:
            marks[page].append(mark)
    return {page: tuple(found) for page, found in marks.items()}


class _Fields:
    """All words of an extraction, to know again what was read into a field that has no place of its own."""

    def __init__(self, extraction: Extraction) -> None:
        self._values = {_fold(text) for part in _parts(extraction) for text in _iter_strings(part)}
        self._all = "\n".join(self._values)
        self._known: dict[str, bool] = {}

    def hold(self, text: str) -> bool:
        """Say whether a text, with or without its number, is a field, or is long enough to be known inside one."""
        if text not in self._known:
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> bool:
        return any(
            form in self._values or (len(form.split()) >= _TELLING_WORDS and form in self._all)
            for form in _forms(text.split())
        )


def _forms(words: list[str]) -> Iterator[str]:
    """Yield a text as it is, and as it would be without a number in front of it or letters in front of its number."""
    text = " ".join(words)
    yield text
    for count in range(1, min(len(words), _LABEL_WORDS + 1)):
        label = " ".join(words[:count])
        if label[-1] in ".):" or any(map(str.isdigit, label)):
            yield " ".join(words[count:])
    yield _LETTERS_OF_NUMBER.sub("", text).rstrip(".):") or text


def _parts(extraction: Extraction) -> Iterator[object]:
    yield from (extraction.document, extraction.recommendations, extraction.actions, extraction.progress)


def _iter_strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel) and not isinstance(value, Provenance | Source):
        for name in type(value).model_fields:
            yield from _iter_strings(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _iter_strings(part)
    elif isinstance(value, dict):
        yield from _iter_strings((*value.keys(), *value.values()))


def _walk(value: object, role: Role) -> Iterator[tuple[int, Mark]]:
    """Yield page and mark of every place in a record and in what it holds."""
    if isinstance(value, Provenance):
        for piece in value.pieces or (value,):
            if piece.page and piece.bbox:
                yield piece.page, Mark(role, piece.bbox)
    elif isinstance(value, BaseModel):
        if isinstance(value, Issue) and value.code.startswith("unread-"):
            role = Role.LEFT
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), _ROLES.get(name, role))
    elif isinstance(value, tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _walk(part, role)


def _iter_cells(blocks: Iterable[Block | Table]) -> Iterator[tuple[int, Mark]]:
    for table in blocks:
        if isinstance(table, Table):
            for cell in table.cells:
                if cell.place.page and cell.place.bbox:
                    yield cell.place.page, Mark(Role.GRID, cell.place.bbox)
                yield from _iter_cells(cell.blocks)


def _iter_text(blocks: Iterable[Block | Table], within: Role = Role.TEXT) -> Iterator[tuple[int, Mark]]:
    for block in blocks:
        if isinstance(block, Table):
            role = Role.FURNITURE if block.layer is Layer.FURNITURE else within
            for number, row in enumerate(block.rows()):
                is_header = number < (block.header_rows or 0) or _is_header_row(row)
                for cell in row:
                    yield from _iter_text(cell.blocks, Role.HEADING if is_header and role is Role.TEXT else role)
        else:
            role = _role_of(block) if within is Role.TEXT else within
            text = block.text if role is Role.TEXT else ""
            for place in block.words.places():
                if place.page and place.bbox:
                    yield place.page, Mark(role, place.bbox, text)


def _role_of(block: Block) -> Role:
    if block.layer is Layer.FURNITURE:
        return Role.FURNITURE
    return Role.HEADING if block.kind is BlockKind.HEADING else Role.TEXT


def _is_header_row(row: tuple[Cell, ...]) -> bool:
    """Say whether all that is printed in a row is wordings of headers."""
    printed = [cell for cell in row if cell.text.strip()]
    return len(printed) > 1 and all(cell.is_header or read_header(cell.text) for cell in printed)


def _in_bands(boxes: Iterable[Box]) -> dict[int, list[Box]]:
    """Return boxes by the strips of the page that they touch."""
    bands: dict[int, list[Box]] = defaultdict(list)
    for box in set(boxes):
        for band in range(int(box[1] // _BAND), int(box[3] // _BAND) + 1):
            bands[band].append(box)
    return bands


def _is_in(box: Box, bands: Mapping[int, list[Box]]) -> bool:
    """Say whether the middle of a box lies in one of the boxes."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in bands.get(int(y // _BAND), ()))


def _fold(text: str) -> str:
    return _WHITE.sub(" ", text).strip()
