"""One page's text outside its tables, in reading order, with the tables where they stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from normalise.records import Box
from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.pdf.contents import mark_contents
from parsers.formats.pdf.flow.blocks import read_blocks
from parsers.formats.pdf.flow.columns import Region, order_regions
from parsers.formats.pdf.flow.drop_caps import settle_drop_caps
from parsers.formats.pdf.flow.headings import mark_headings_by_look
from parsers.formats.pdf.flow.hyphens import mend_hyphens
from parsers.formats.pdf.flow.key_rows import part_key_rows, put_key_rows
from parsers.formats.pdf.flow.line_numbers import part_line_numbers
from parsers.formats.pdf.flow.lines import Line, join_boxes, read_lines
from parsers.formats.pdf.flow.notes import find_calls, find_notes
from parsers.formats.pdf.flow.pills import is_inside, part_pills, put_pills
from parsers.formats.pdf.flow.setting import Setting
from parsers.formats.pdf.flow.shapes import dots_in, find_dots, find_shapes, make_shape
from parsers.formats.pdf.flow.tagged_blocks import TaggedReader, part_tagged, weave
from parsers.formats.pdf.furniture import PageBlocks, mark_page_furniture
from parsers.formats.pdf.page import Edge, Fill, Page, TextRun
from parsers.formats.pdf.panels import find_panels, find_tiles
from parsers.formats.pdf.tag_place import TagPlace
from parsers.words import Place, Words, join

Placed = tuple[Box, Table]

_ACROSS = 0.5  # of the page's width: a rule that parts what is above it from what is below


def read_page_flow(
    page: Page,
    runs: Sequence[TextRun],
    tables: Sequence[Placed],
    tags: Mapping[int, TagPlace],
    list_ids: Iterator[int] | None = None,
) -> PageBlocks:
    """Return a page's blocks: of the runs that are in no table, and the tables with their boxes.

    `tags` are by marked-content id; without any, all goes by look. `list_ids` counts on over the whole document.
    """
    flow = _PageFlow(page, tables, tags, count() if list_ids is None else list_ids)
    return PageBlocks(page.number, page.width, page.height, tuple(flow.read(runs)))


def finish_pages(pages: Sequence[PageBlocks], *, join: bool = True) -> tuple[PageBlocks, ...]:
    """Return all pages of a document with furniture, contents, headings and broken words told by all of them.

    Words that a page's end breaks stay broken unless pages are to `join`.
    """
    return mend_hyphens(mark_headings_by_look(mark_contents(mark_page_furniture(pages))), join=join)


@dataclass(slots=True)
class _PageFlow:
    page: Page
    tables: Sequence[Placed]
    tags: Mapping[int, TagPlace]
    list_ids: Iterator[int]
    panels: Sequence[Box] = ()
    shapes: Sequence[Fill] = ()

    def read(self, runs: Sequence[TextRun]) -> list[Block | Table]:
        """Return the blocks and tables of the page in reading order; turned text and line numbers come last."""
        lines = read_lines(runs)
        upright, numbers = part_line_numbers(settle_drop_caps([line for line in lines if not line.angle]))
        boxes = [box for box, _ in self.tables]
        upright, pills = part_pills(upright, self.page, boxes)
        self.shapes = find_shapes(self.page, boxes)
        upright, keys = part_key_rows(upright, self.shapes)
        taken = {id(fill) for key in keys for fill, _ in key.entries}
        self.shapes = [shape for shape in self.shapes if id(shape) not in taken]
        self.panels = find_panels(self.page, boxes)
        regions = order_regions(upright, boxes, self.page.width, self._rules(), self.panels)
        blocks = self._read_tagged(regions) if self.tags else self._read_regions(regions)
        for tile in find_tiles(self.page, self.panels):
            blocks = _with_tile(blocks, tile)
        if keys:
            blocks = put_key_rows(blocks, keys, self.page.number)
        if pills:
            blocks = put_pills(blocks, pills, self.page.number, self.panels)
        blocks.extend(self._read_turned([line for line in lines if line.angle]))
        if numbers:
            blocks.append(self._line_numbers(numbers))
        return blocks

    def _read_regions(self, regions: Sequence[Region], *, with_shapes: bool = True) -> list[Block | Table]:
        blocks: list[Block | Table] = []
        body_size = _usual_size(regions)
        shapes = self.shapes if with_shapes else ()
        calls = find_calls(line for region in regions for line in region.lines)
        dots = find_dots(self.page)
        for region in regions:
            if region.obstacle is not None:
                blocks.append(self.tables[region.obstacle][1])
                continue
            place = Place(self.page.number)
            own = _beside(shapes, region)
            setting = Setting(place, region.box, own, {}, self.list_ids, _in_front(dots, region))
            start, stop = find_notes(region.lines, body_size, region.box, self.page.edges, calls)
            if start == stop:
                blocks.extend(read_blocks(region.lines, setting))
                continue
            bare = replace(setting, fills=())
            blocks.extend(read_blocks(region.lines[:start], setting))
            notes = read_blocks(region.lines[start:stop], bare)
            blocks.extend(replace(block, layer=Layer.NOTE) for block in notes)
            blocks.extend(read_blocks(region.lines[stop:], bare))
        return blocks

    def _read_tagged(self, regions: Sequence[Region]) -> list[Block | Table]:
        """Return what the file's structure tree orders in its order, and the rest where it stands on the page."""
        tagged, rest = part_tagged([region.lines for region in regions], self.tags)
        setting = Setting(Place(self.page.number), None, (), self.tags, self.list_ids, find_dots(self.page))
        reader = TaggedReader(setting, boxes=[region.box for region in regions if region.lines])
        blocks: list[Block | Table] = list(reader.read(tagged))
        margins = [line for line in rest if all(run.artifact for run in line.runs)]
        rest = [line for line in rest if not all(run.artifact for run in line.runs)]
        tables = [box for box, _ in self.tables]
        others = self._read_regions(order_regions(rest, tables, self.page.width, (), self.panels), with_shapes=False)
        heads = self._read_regions(order_regions(margins, [], self.page.width), with_shapes=False)
        place = Place(self.page.number)
        others += [make_shape(shape, place) for region in regions for shape in _beside(self.shapes, region)]
        return weave(weave(blocks, others), [replace(head, layer=Layer.FURNITURE) for head in heads])

    def _read_turned(self, lines: Sequence[Line]) -> Iterator[Block]:
        """Yield what is printed sidewise; what stands at a slant is a watermark."""
        for angle in sorted({line.angle for line in lines}):
            turned = [line for line in lines if line.angle == angle]
            setting = Setting(Place(self.page.number), list_ids=self.list_ids)
            for block in read_blocks(turned, setting):
                yield replace(block, layer=Layer.FURNITURE) if angle % 90 else block

    def _line_numbers(self, numbers: Sequence[TextRun]) -> Block:
        words = join((Words.of(run.text.strip(), Place(self.page.number, run.box)) for run in numbers), "\n")
        place = Place(self.page.number, join_boxes([run.box for run in numbers]))
        return Block(BlockKind.PARAGRAPH, words, layer=Layer.FURNITURE, place=place)

    def _rules(self) -> list[Edge]:
        """Return the horizontal rules, outside tables, that go over more than half the page."""
        least = _ACROSS * self.page.width
        long = [edge for edge in self.page.edges if edge.horizontal and edge.x1 - edge.x0 > least]
        return [edge for edge in long if not any(box[1] - 3 < edge.top < box[3] + 3 for box, _ in self.tables)]


def _with_tile(blocks: list[Block | Table], tile: Box) -> list[Block | Table]:
    """Return the blocks, those on a tile as one: a figure and what it counts."""
    own = [index for index, block in enumerate(blocks) if (box := block.place.bbox) and is_inside(box, tile)]
    texts = [block for index in own if isinstance(block := blocks[index], Block) and block.text]
    if len(texts) < 2 or own != list(range(own[0], own[-1] + 1)):
        return blocks
    place = texts[0].place._replace(bbox=join_boxes([block.place.bbox for block in texts if block.place.bbox]))
    words = join([block.words for block in texts], "\n")
    return [*blocks[: own[0]], Block(BlockKind.PARAGRAPH, words, place=place), *blocks[own[-1] + 1 :]]


def _usual_size(regions: Sequence[Region]) -> float:
    """Return the size that most of the page's text is printed in, 0 where there is none."""
    sizes: Counter[float] = Counter()
    for region in regions:
        for line in region.lines:
            sizes[line.size] += sum(len(run.text) for run in line.runs)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _in_front(dots: Sequence[Fill], region: Region) -> tuple[Fill, ...]:
    """Return the dots that stand in a region or just left of it."""
    if not dots or not region.lines:
        return ()
    x0, top, x1, bottom = region.box
    return dots_in(dots, (x0 - 3 * region.lines[0].size, top, x1, bottom))


def _beside(shapes: Sequence[Fill], region: Region) -> tuple[Fill, ...]:
    """Return the shapes that stand in the height of a line of a region: others are parts of drawings."""
    near = _in_front(shapes, region)
    if not near:
        return ()
    tops = [line.top for line in region.lines]
    return tuple(
        shape
        for shape in near
        if (index := bisect_right(tops, middle := (shape.box[1] + shape.box[3]) / 2))
        and middle <= region.lines[index - 1].bottom
    )
