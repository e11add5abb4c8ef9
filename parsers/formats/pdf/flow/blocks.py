"""From the lines of one column or table cell to blocks: paragraphs, list items, and what stands by itself.

Headings are told from the rest by the whole document's look, in `headings.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.document import Block
from parsers.formats.pdf.flow.joining import Glued, make_block
from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.flow.lists import Lists
from parsers.formats.pdf.flow.marks import Entry, is_alike, plain_entry, read_entry
from parsers.formats.pdf.flow.paragraphs import Glue, Measure, ends_open, find_rights, measure_lines, read_glue
from parsers.formats.pdf.flow.setting import Setting
from parsers.formats.pdf.flow.shapes import make_shape
from parsers.formats.pdf.flow.tagged_blocks import TaggedReader, part_tagged, weave
from parsers.formats.text_marks import bullets, is_first

__all__ = ["Setting", "read_blocks"]


def read_blocks(lines: Sequence[Line], setting: Setting) -> tuple[Block, ...]:
    """Return the blocks of lines of one column or cell, in reading order.

    A line end that only the width makes is a blank, one that is printed "\\n"; a hyphen at a line's end keeps its "\\n"
    until `mend_hyphens` has seen the whole document.
    """
    if len(lines) == 1 and not setting.tags and not setting.fills:  # as half of all cells
        entry = read_entry(lines[0], setting.place, setting.dots)
        if entry.mark is None:
            return (make_block([(Glue.PARAGRAPH, entry)], setting.place),)
    blocks: list[Block] = []
    if setting.tags:
        tagged, lines = part_tagged([lines], setting.tags)
        tagged_reader = TaggedReader(setting)
        blocks = tagged_reader.read(tagged)
    if lines:
        reader = _BlockReader(setting, _measure(lines, setting))
        blocks = weave(blocks, reader.read(lines)) if blocks else reader.read(lines)
    if setting.fills:
        blocks = weave(blocks, [make_shape(fill, setting.place) for fill in setting.fills])
    return tuple(blocks)


def _measure(lines: Sequence[Line], setting: Setting) -> Measure:
    return measure_lines(lines, setting.box, is_cell=setting.place.cell is not None)


@dataclass(slots=True)
class _BlockReader:
    """The blocks read so far, the lines of the one that is coming, and the lists that are open."""

    setting: Setting
    measure: Measure
    blocks: list[Block] = field(default_factory=list)
    glued: list[Glued] = field(default_factory=list)
    lines: list[Entry] = field(default_factory=list)  # those of `glued`
    lists: Lists = field(init=False)

    def __post_init__(self) -> None:
        self.lists = Lists(self.setting.list_ids)

    def read(self, lines: Sequence[Line]) -> list[Block]:
        place = self.setting.place
        entries = [read_entry(line, place, self.setting.dots) for line in lines]
        rights = find_rights(entries, self.measure)
        for index, entry in enumerate(entries):
            if entry.mark is not None and not self._may_begin(entry):
                entry = plain_entry(entry.line, place)
            self._add(entry, rights[max(0, index - 1)])
        self._end_block()
        return self.blocks

    def _add(self, entry: Entry, right: float) -> None:
        glue = read_glue(self.lines, entry, self.measure, right) if self.lines else Glue.PARAGRAPH
        if glue is Glue.PARAGRAPH:
            self._end_block()
        self.glued.append((glue, entry))
        self.lines.append(entry)

    def _may_begin(self, entry: Entry) -> bool:
        """Say whether a mark begins an item, and is not a word of running text that happens to look so."""
        mark = entry.mark
        assert mark is not None
        if not self.lines or entry.is_drawn or self.lists.holds(entry):
            return True
        if mark.text in bullets() and bullets()[mark.text].touches:
            return True
        if is_alike(self.lines[0], entry) or not ends_open(self.lines, entry, self.measure):
            return True
        return is_first(mark) and abs(entry.mark_x - self.lines[-1].line.x0) > entry.line.size / 2

    def _end_block(self) -> None:
        """Make a block of the lines that have come."""
        if not self.lines:
            return
        first = self.lines[0]
        if first.mark is not None:
            self.blocks.append(make_block(self.glued, self.setting.place, *self.lists.place(first)))
        else:
            self.lists.pass_by(first)
            self.blocks.append(make_block(self.glued, self.setting.place))
        self.glued, self.lines = [], []
