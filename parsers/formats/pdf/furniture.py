"""Running headers and footers, page numbers and watermarks: known by coming again at the same place of other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.document import Block, Table


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks and tables of one page in reading order, and the page's size in points. `number` counts from 1."""

    number: int
    width: float
    height: float
    blocks: tuple[Block | Table, ...]


def mark_page_furniture(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return the pages with what runs over them in the furniture layer; nothing is removed."""
    return tuple(pages)
