"""From the markup of a page to its blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml.etree import _Element

from parsers.document import Block, BlockKind, Layer, Remark, Table
from parsers.formats.html.flow import Flow
from parsers.formats.html.handlers import HANDLERS, OTHERWISE
from parsers.formats.html.landmarks import find_landmarks
from parsers.formats.html.looks import LooksReader
from parsers.formats.html.places import Places, find_doubtful_lines
from parsers.formats.html.stylesheet import read_style_sheets
from parsers.formats.html.tree import parse_page
from parsers.formats.html.walk import Walk
from parsers.words import Words

_BY_NUMBER = re.compile(r"&(?:#|shy|zw|lrm|rlm|NoBreak|Zero)")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page prints, its title and language, and what is odd about it."""

    blocks: tuple[Block | Table, ...]
    hints: tuple[tuple[str, str], ...]
    remarks: tuple[Remark, ...]


def read_markup(text: str) -> Page:
    """Return what a page's markup prints. Raises DocumentError `over-budget` or `empty-file`."""
    tree = parse_page(text)
    sheets = [style.text or "" for root in tree.roots for style in root.iter("style")]
    landmarks = find_landmarks(tree.roots, text)
    doubtful = None if tree.remarks else find_doubtful_lines(text)
    walk = Walk(Flow(Places(doubtful)), LooksReader(read_style_sheets(sheets)), landmarks, HANDLERS, OTHERWISE)
    walk.flow.is_clean = not _BY_NUMBER.search(text)
    if landmarks.main is not None:
        walk.flow.layer = Layer.FURNITURE
    for root in tree.roots:
        walk.read(root, str(root.tag))
        walk.flow.close()
    remarks = (
        *tree.remarks,
        *walk.remarks,
        *_sum_up("hidden-text", walk.hidden),
        *_sum_up("struck-text", walk.struck),
    )
    return Page(_without_heads_of_links(walk.flow.room), tuple(_hints(tree.roots)), remarks)


def _without_heads_of_links(blocks: list[Block | Table]) -> tuple[Block | Table, ...]:
    """Return the blocks; a heading with nothing but links below it is furniture as they are."""
    kept = list(blocks)
    below: Block | Table | None = None
    is_of_links = False
    for index in range(len(kept) - 1, -1, -1):
        block = kept[index]
        is_link = isinstance(block, Block) and block.kind is BlockKind.ITEM and block.layer is Layer.FURNITURE
        if _is_heading(block) and is_of_links and (below is None or _is_heading(below)):
            kept[index] = replace(block, layer=Layer.FURNITURE)
            continue
        is_of_links = is_link or (is_of_links and block.layer is Layer.FURNITURE)
        if block.layer is Layer.BODY:
            below, is_of_links = block, False
    return tuple(kept)


def _is_heading(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.HEADING and block.layer is Layer.BODY


def _sum_up(code: str, kept: list[Words]) -> tuple[Remark, ...]:
    """Return one remark about all that was set aside for one reason."""
    if not kept:
        return ()
    times = f" and {len(kept) - 1:,} more" if len(kept) > 1 else ""
    return (Remark(code, f"“{kept[0].text[:60]}”{times}", kept[0]),)


def _hints(roots: tuple[_Element, ...]) -> list[tuple[str, str]]:
    title = next((" ".join((one.text or "").split()) for root in roots for one in root.iter("title")), "")
    language = roots[0].get("lang", "").strip()
    return [(name, value) for name, value in (("title", title), ("language", language)) if value]
