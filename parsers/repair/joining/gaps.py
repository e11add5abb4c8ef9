"""What stands between two tables: the end of a page, pictures and furniture part no table, text does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.repair.joining.repeats import is_continued

SHOWN_CHARACTERS = 40
_DIGITS = re.compile(r"\d+")

Spot = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Between:
    """What parts two tables: the first words of a text, or of a caption that says that the table goes on; pictures."""

    text: str = ""
    caption: str = ""
    has_picture: bool = False


NOTHING_BETWEEN = Between()


def read_between(blocks: Iterable[Block | Table], running: frozenset[Spot]) -> Between:
    """Return what blocks between two tables come to. `running` are lines that come again in one place (`find_running`).

    A line that says that the table goes on is no text of its own.
    """
    text, caption, has_picture = "", "", False
    for block in blocks:
        if block.layer is not Layer.BODY or isinstance(block, Table) or block.kind is BlockKind.BREAK:
            continue
        if block.kind is BlockKind.SHAPE:
            has_picture = True
        elif is_continued(block.text):
            caption = caption or _first_words(block)
        elif block.text.strip() and _spot(block) not in running:
            text = text or _first_words(block)
    return Between(text, caption, has_picture)


def find_running(document: Document) -> frozenset[Spot]:
    """Return the lines that come again, but for figures, in the same place on another page.

    Nobody needs three of them to see that they are the page's; `page_furniture`, which has words alone, does.
    """
    pages: defaultdict[Spot, set[int | None]] = defaultdict(set)
    for block in document.blocks:
        if isinstance(block, Block) and (spot := _spot(block)) is not None:
            pages[spot].add(block.words.places()[0].page)
    return frozenset(spot for spot, found in pages.items() if len(found) > 1)


def _spot(block: Block) -> Spot | None:
    """Return a block's words without figures and where it stands on its page, None where nothing tells."""
    places = block.words.places()
    if not places or places[0].bbox is None:
        return None
    box = places[0].bbox
    return _DIGITS.sub("#", " ".join(block.text.split())), round(box[0] / 4), round(box[1] / 4)


def _first_words(block: Block) -> str:
    return " ".join(block.text.split())[:SHOWN_CHARACTERS]
