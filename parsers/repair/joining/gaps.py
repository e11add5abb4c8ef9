"""What stands between two tables: the end of a page, pictures and furniture part no table, text does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalise.records import Box
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.repair.joining.repeats import is_continued

SHOWN_CHARACTERS = 40
MAX_CAPTION_CHARACTERS = 120
MIN_PICTURE_HEIGHT = 60.0  # points: no heading leaves so much free above it
_DIGITS = re.compile(r"\d+")

Spot = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Between:
    """What parts two tables: the first words of a text, of a line that says that the table goes on, of a caption."""

    text: str = ""
    continued: str = ""
    caption: str = ""
    has_picture: bool = False


NOTHING_BETWEEN = Between()


class Gaps:
    """What a whole document tells of the lines between its tables: where pages begin, and which lines run on them."""

    def __init__(self, document: Document) -> None:
        boxes = [box for block in document.blocks if (box := _box(block))]
        self._top = min((box[1] for box in boxes), default=0.0)
        self._running = _find_running(document)

    def read_between(self, blocks: Sequence[Block | Table], below: Table) -> Between:
        """Return what the blocks between two tables come to, up to the first text."""
        between = NOTHING_BETWEEN
        for index, block in enumerate(blocks):
            if block.layer is not Layer.BODY or isinstance(block, Table) or block.kind is BlockKind.BREAK:
                continue
            following = blocks[index + 1] if index + 1 < len(blocks) else below
            between = self._add(between, block, blocks[index - 1] if index else None, following)
            if between.text:
                break
        return between

    def _add(self, between: Between, block: Block, above: Block | Table | None, below: Block | Table) -> Between:
        words = " ".join(block.text.split())[:SHOWN_CHARACTERS]
        if block.kind is BlockKind.SHAPE:
            return replace(between, has_picture=True)
        if is_continued(block.text):
            return replace(between, continued=between.continued or words)
        if not block.text.strip() or _spot(block) in self._running:
            return between
        if self._is_caption(block, above, below):
            return replace(between, caption=between.caption or words)
        return replace(between, text=words)

    def _is_caption(self, block: Block, above: Block | Table | None, below: Block | Table) -> bool:
        """Say whether a line stands by a picture: where as much is left free above or below as a picture takes."""
        box = _box(block)
        if box is None or block.kind is not BlockKind.PARAGRAPH or len(block.text) > MAX_CAPTION_CHARACTERS:
            return False
        upper = _box(above) if above is not None and _page(above) == _page(block) else None
        lower = _box(below) if _page(below) == _page(block) else None
        free = box[1] - (upper[3] if upper else self._top), lower[1] - box[3] if lower else 0.0
        return max(free) >= MIN_PICTURE_HEIGHT


def _find_running(document: Document) -> frozenset[Spot]:
    """Return the lines that come again, but for figures, in the same place on another page.

    Nobody needs three of them to see that they are the page's; `page_furniture`, which has words alone, does.
    """
    pages: defaultdict[Spot, set[int | None]] = defaultdict(set)
    for block in document.blocks:
        if isinstance(block, Block) and (spot := _spot(block)) is not None:
            pages[spot].add(_page(block))
    return frozenset(spot for spot, found in pages.items() if len(found) > 1)


def _spot(block: Block) -> Spot | None:
    """Return a block's words without figures and where it stands on its page, None where nothing tells."""
    box = _box(block)
    if box is None or not block.text.strip():
        return None
    return _DIGITS.sub("#", " ".join(block.text.split())), round(box[0] / 4), round(box[1] / 4)


def _box(block: Block | Table) -> Box | None:
    if isinstance(block, Table):
        return block.place.bbox
    boxes = [place.bbox for place in block.words.places() if place.bbox]
    return (boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]) if boxes else None


def _page(block: Block | Table) -> int | None:
    if isinstance(block, Table):
        return block.place.page
    return next((place.page for place in block.words.places()), block.place.page)
