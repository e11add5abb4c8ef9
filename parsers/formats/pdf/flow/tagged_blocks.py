"""Blocks whose borders, kinds and list marks the file's own structure tree tells; line ends are read as elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from normalise.records import Box
from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.pdf.flow.joining import Glued, make_block
from parsers.formats.pdf.flow.lines import Line, read_lines
from parsers.formats.pdf.flow.marks import Entry, plain_entry, read_entry
from parsers.formats.pdf.flow.paragraphs import Glue, Measure, ends_early, measure_lines, read_glue
from parsers.formats.pdf.flow.setting import Setting
from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tag_place import PlaceKind, TagPlace
from parsers.words import join

B = TypeVar("B", bound=Block | Table)

_MOST_WOVEN = 500  # each is compared with all blocks
_FRONT = 2.0  # heights of a dot: so near it stands to the words that it marks
_LAYERS = {PlaceKind.NOTE: Layer.NOTE, PlaceKind.CONTENTS: Layer.FURNITURE, PlaceKind.FURNITURE: Layer.FURNITURE}


@dataclass(slots=True)
class TaggedRuns:
    """The runs of one tagged block, its printed list mark apart; `body` by its parts: `TagPlace.part`, column."""

    place: TagPlace
    body: dict[tuple[int, int], list[TextRun]] = field(default_factory=dict)
    label: list[TextRun] = field(default_factory=list)


def part_tagged(columns: Iterable[Sequence[Line]], tags: Mapping[int, TagPlace]) -> tuple[list[TaggedRuns], list[Line]]:
    """Return the runs of each tagged block, in the tags' order, and what is left of the columns' lines without them."""
    blocks: dict[int, TaggedRuns] = {}
    rest: list[Line] = []
    for column, line in ((number, line) for number, lines in enumerate(columns) for line in lines):
        untagged = []
        for run in line.runs:
            place = tags.get(run.mcid) if run.mcid is not None else None
            if place is None:
                untagged.append(run)
                continue
            block = blocks.setdefault(place.block_id, TaggedRuns(place))
            (block.label if place.is_label else block.body.setdefault((place.part, column), [])).append(run)
        if untagged:
            rest.append(line if len(untagged) == len(line.runs) else Line.of(untagged))
    return [blocks[key] for key in sorted(blocks)], rest


@dataclass(slots=True)
class TaggedReader:
    """Makes blocks of tagged runs.

    `boxes` are the columns of a page: a block's lines may fill the one that it begins in, else the setting's box.
    """

    setting: Setting
    boxes: Sequence[Box] = ()
    blocks: list[Block] = field(default_factory=list)
    _lists: dict[int, int] = field(default_factory=dict)
    _last_item: int | None = None

    def read(self, tagged: Sequence[TaggedRuns]) -> list[Block]:
        """Return the blocks in the order given: one for each, the paragraphs of one list item joined."""
        for runs in tagged:
            if runs.body or runs.label:
                self._add(runs)
        return self.blocks

    def _add(self, runs: TaggedRuns) -> None:
        place = runs.place
        block = self._block(runs)
        if place.item_id is not None and place.item_id == self._last_item and place.kind is not PlaceKind.HEADING:
            above = self.blocks.pop()
            words = join((above.words, block.words), "\n")
            self.blocks.append(replace(above, words=words, marker=above.marker or block.marker))
            return
        self._last_item = place.item_id
        self.blocks.append(block)

    def _block(self, runs: TaggedRuns) -> Block:
        place = runs.place
        glued: list[Glued] = []
        for entries in self._entries(runs):
            (_, first), *others = glue_lines(entries, self._measure(entries))
            glued += [(Glue.BLANK if glued else Glue.PARAGRAPH, first), *others]
        block = make_block(glued, self.setting.place)
        layer = _LAYERS.get(place.kind, Layer.BODY)
        if place.kind is PlaceKind.HEADING:
            return Block(
                BlockKind.HEADING, block.words, place.level, block.marker, block.list_id, block.fill, layer, block.place
            )
        if place.item_id is None:
            return block if layer is block.layer else replace(block, layer=layer)
        list_id = self._lists.get(place.list_id or 0)
        if list_id is None:
            list_id = self._lists[place.list_id or 0] = next(self.setting.list_ids)
        marker = " ".join(line.text for line in read_lines(runs.label)) or block.marker
        return Block(
            BlockKind.ITEM, block.words, place.list_depth, marker, list_id, block.fill, layer, place=block.place
        )  # fmt: skip

    def _entries(self, runs: TaggedRuns) -> list[list[Entry]]:
        """Return the lines of each part of a block; a mark that is not tagged as one is found in front of the first."""
        place = self.setting.place
        parts = [read_lines(runs.body[part]) for part in sorted(runs.body)] or [read_lines(runs.label)]
        entries = [[plain_entry(line, place) for line in lines] for lines in parts]
        if not runs.label and runs.place.kind is not PlaceKind.HEADING:
            entries[0][0] = read_entry(parts[0][0], place, self.setting.dots)
        return entries

    def _measure(self, entries: Sequence[Entry]) -> Measure:
        is_cell = self.setting.place.cell is not None
        first = entries[0].line
        own = (box for box in self.boxes if box[0] - 1 <= first.x0 <= box[2] and box[1] - 1 <= first.baseline <= box[3])
        return measure_lines([entry.line for entry in entries], next(own, self.setting.box), is_cell=is_cell)


def glue_lines(entries: Sequence[Entry], measure: Measure) -> Iterator[Glued]:
    """Yield the lines of one block with their glue: what looks like another paragraph is a line of its own."""
    above: list[Entry] = []
    for entry in entries:
        glue = read_glue(above, entry, measure) if above else Glue.PARAGRAPH
        if above and glue is Glue.PARAGRAPH:
            is_higher = entry.line.baseline < above[-1].line.baseline  # in the next column
            is_hard = not is_higher and ends_early(above[-1], entry, measure, measure.right)
            glue = Glue.LINE_END if is_hard else Glue.BLANK
        above.append(entry)
        yield glue, entry


def weave(blocks: Sequence[B], others: Sequence[B]) -> list[B]:
    """Return blocks in their own order with others between them, each below what stands above it on the page."""
    places = [_position(blocks, other) for other in others[:_MOST_WOVEN]]
    places += [len(blocks)] * (len(others) - len(places))
    woven: list[B] = []
    following = sorted(range(len(others)), key=places.__getitem__)
    for index in range(len(blocks) + 1):
        while following and places[following[0]] == index:
            woven.append(others[following.pop(0)])
        woven.extend(blocks[index : index + 1])
    return woven


def _position(blocks: Sequence[B], other: B) -> int:
    """Return where a block belongs: behind the last that ends above its middle, if possible in its own column."""
    if other.place.bbox is None:
        return len(blocks)
    x0, top, x1, bottom = other.place.bbox
    middle = (top + bottom) / 2
    if isinstance(other, Block) and other.kind is BlockKind.SHAPE:
        right = _right_of(blocks, other.place.bbox)
        if right is not None:
            return right
    above = [index for index, block in enumerate(blocks) if block.place.bbox and block.place.bbox[3] <= middle]
    beside = [index for index in above if (box := blocks[index].place.bbox) and box[0] < x1 and box[2] > x0]
    return max(beside or above, default=-1) + 1


def _right_of(blocks: Sequence[Block | Table], dot: Box) -> int | None:
    """Return which block a dot stands in front of, close by and at its height; None where there is none."""
    middle, most = (dot[1] + dot[3]) / 2, dot[2] + _FRONT * (dot[3] - dot[1])
    boxes = ((index, block.place.bbox) for index, block in enumerate(blocks) if isinstance(block, Block))
    near = [index for index, box in boxes if box and dot[2] - 1 <= box[0] <= most and box[1] <= middle <= box[3]]
    return min(near, default=None)
