"""Headings by their look: larger than the running text of the document, or set apart from it by a colour.

Lines that are bold in the size of the text around them are left to `parsers.repair`, which tells headings from labels
and statuses by their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalise.numbers import read_marker
from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.pdf.furniture import PageBlocks

MAX_HEADING_CHARACTERS = 200
_RUNNING_CHARACTERS = 120  # a block that long is text; a shorter one is if it ends as a sentence does
_SENTENCE_CHARACTERS = 40
_FEW_CHARACTERS = 200  # of running text: less says nothing of a document
_MUCH = 0.2  # of all running text
_LEVELS = 6
_GREY = 24  # of 255
_ENDS = re.compile(r"[.;,][)\]”’\"']*$")
_WORD = re.compile(r"[^\W\d_]{3}")
_QUOTED = re.compile(r"[“\"‘'].*[”\"’']$", re.DOTALL)
_NUMBER = re.compile(r"[(\d]|[A-Za-z]{1,4}[.)]$")


@dataclass(frozen=True, slots=True)
class Look:
    """How a block is printed: sizes are in points, rounded to halves."""

    size: float
    bold: bool
    colour: str | None


@dataclass(slots=True)
class _Looks:
    """The characters printed in each look: outside tables in all and in running text, in tables if that is little."""

    all: Counter[Look] = field(default_factory=Counter)
    running: Counter[Look] = field(default_factory=Counter)
    tables: Counter[Look] = field(default_factory=Counter)
    told: dict[Look, int] = field(default_factory=dict)  # levels that the file itself gives

    def body(self) -> Look | None:
        """Return the look of the text that headings stand above: the largest that much of it is in."""
        counts = self.tables or self.running or self.all
        much = _MUCH * counts.total()
        return max(counts, key=lambda look: (counts[look] > much, look.size, counts[look]), default=None)

    def is_running(self, look: Look) -> bool:
        return 2 * self.running[look] > self.all[look]


def mark_headings_by_look(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return the pages with the paragraphs that look like headings as headings, their levels by rank of look."""
    looks = _count_looks(pages)
    body = looks.body()
    found = {
        id(block): look
        for block in _flow(pages)
        if body is not None and (look := _heading_look(block, looks, body)) is not None
    }
    levels = _rank(set(found.values()), looks.told)
    return tuple(
        replace(page, blocks=tuple(_mark(block, levels.get(found.get(id(block)))) for block in page.blocks))
        for page in pages
    )


def look_of(block: Block) -> Look | None:
    """Return the look that most of a block is printed in, or None where nothing is printed."""
    runs = [run for run in block.words.runs if not run.style.superscript and not run.text.isspace()]
    if not runs:
        return None
    style = max(runs, key=lambda run: len(run.text)).style
    bold = all(run.style.bold for run in runs)
    return Look(round(2 * (style.size or 0)) / 2, bold, None if style.href else style.colour)


def _flow(pages: Sequence[PageBlocks]) -> Iterator[Block]:
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Block) and block.layer is Layer.BODY:
                yield block


def _in_tables(pages: Sequence[PageBlocks]) -> Iterator[Block]:
    for page in pages:
        for table in page.blocks:
            if isinstance(table, Table) and table.layer is Layer.BODY:
                for cell in table.cells:
                    yield from cell.iter_blocks()


def _count_looks(pages: Sequence[PageBlocks]) -> _Looks:
    looks = _Looks()
    for block in _flow(pages):
        look = look_of(block)
        if look is None:
            continue
        if block.kind is BlockKind.HEADING:
            if block.level:
                looks.told.setdefault(look, block.level)
            continue
        looks.all[look] += len(block.text)
        if _is_running(block):
            looks.running[look] += len(block.text)
    if looks.running.total() >= _FEW_CHARACTERS:
        return looks
    for block in _in_tables(pages):
        if (look := look_of(block)) is not None:
            looks.tables[look] += len(block.text)
    return looks


def _is_running(block: Block) -> bool:
    text = block.text
    if len(text) > _RUNNING_CHARACTERS or (block.kind is BlockKind.ITEM and not _is_numbered(block)):
        return True
    return len(text) > _SENTENCE_CHARACTERS and _ENDS.search(text) is not None


def _is_numbered(block: Block) -> bool:
    return block.marker is not None and _NUMBER.match(block.marker) is not None


def _heading_look(block: Block, looks: _Looks, body: Look) -> Look | None:
    """Return the look that makes a heading of a block, or None where it is none."""
    if block.kind is not BlockKind.PARAGRAPH and not (block.kind is BlockKind.ITEM and _is_numbered(block)):
        return None
    text = block.text.strip()
    if len(text) > MAX_HEADING_CHARACTERS or not _WORD.search(text) or _QUOTED.match(text):
        return None
    look = look_of(block)
    if look is None or looks.is_running(look):
        return None
    is_marked = look.bold or _is_coloured(look.colour)
    if _ENDS.search(text) and not (look.bold and look.size > body.size + 0.6 and text.endswith(".")):
        return None  # a bold line in larger type may end with a full stop: "Recommendation 8: mend the roof."
    if look.size > body.size + (0.6 if is_marked else max(1.4, 0.12 * body.size)):
        return look
    is_apart = look.colour != body.colour and _is_coloured(look.colour) and not text.endswith(":")
    return look if is_apart and look.size > body.size - 0.6 and _has_one_colour(block) else None


def _is_coloured(colour: str | None) -> bool:
    parts = bytes.fromhex(colour or "000000")
    return max(parts) - min(parts) > _GREY


def _has_one_colour(block: Block) -> bool:
    return len({run.style.colour for run in block.words.runs if run.text.strip()}) == 1


def _rank(looks: set[Look], told: Mapping[Look, int]) -> dict[Look | None, int]:
    """Return the level of each look: larger before smaller, bold before plain, below what the file itself levels."""
    levels: dict[Look | None, int] = {}
    order = sorted(looks, key=lambda look: (-look.size, not look.bold, look.colour or ""))
    rank, before = 0, None
    for look in order:
        if before is None or (look.size, look.bold) != (before.size, before.bold):
            rank += 1
        above = max((level for other, level in told.items() if other.size > look.size), default=0)
        level = told.get(look) or (above + 1 if told else rank)
        levels[look], before = min(level, _LEVELS), look
    return levels


def _mark(block: Block | Table, level: int | None) -> Block | Table:
    if isinstance(block, Table) or (level is None and block.kind is not BlockKind.HEADING):
        return block
    if level is not None:
        block = replace(block, kind=BlockKind.HEADING, level=level, list_id=None)
    return block if block.marker else _with_number(block)


def _with_number(heading: Block) -> Block:
    """Return a heading whose number, if it begins with one, is its marker."""
    number = read_marker(heading.text)
    if number is None or not number.numbers or not heading.text[number.end :]:
        return heading
    return replace(heading, marker=number.printed, words=heading.words[number.end :])
