"""Running headers and footers, page numbers and watermarks: known by coming again at the same place of other pages.

What comes again in the body is left where it is: a table's header on each of its pages, a label on each page of a form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from normalise.records import Box
from parsers.document import Block, BlockKind, Layer, Table

_DEEP = 0.2  # of the page's height from its upper or lower edge: further in nothing runs
_MARGIN = 0.105  # what lies within is in the margin itself
_SIDEWISE = 3.0  # times its width: a line that is so high is turned
_SAME = 4.0  # points: as far as what runs may move from page to page
_LONGEST = 300  # characters
_FEWEST = 3  # pages; with a page number in it two are enough
_TWO, _SMALLER = 2, 0.95  # pages, and of the text's size: what two pages print in their margins
_MOST_PAGES = 0.5  # of the pages: so many at least for what stands outside the margin
_LABEL_WORDS = 3
_WATERMARK = 24.0  # points
_LIGHT = 0x90  # of 255
_PALE = "000000"
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+|#")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# How a page number is set off from the line that it runs in; "Theme 3" is a heading's own.
_COUNTED = re.compile(
    r"\bpage\b|\bp\.?\s*#|^\W*#\W*$|#\s*(?:of|/)\s*#|[|–—•·-]\s*#\W*$|^\W*#\s*[|–—•·-]", re.IGNORECASE
)
_SET_OFF_NUMBER = re.compile(r"\w\s*[|•·]\s*(?:page\s+)?(\d{1,4})$", re.IGNORECASE)
_PAGE_OF = re.compile(r"page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks and tables of one page in reading order, and the page's size in points. `number` counts from 1."""

    number: int
    width: float
    height: float
    blocks: tuple[Block | Table, ...]


class _Edge(Enum):
    TOP = "top"
    BOTTOM = "bottom"
    SIDE = "side"  # printed sidewise along the left or right edge


@dataclass(slots=True)
class _Seen:
    """A block near a page's edge.

    `away` is its distance from that edge in points, `depth` how far it reaches in, of the page's height or width.
    """

    page: int  # index
    index: int
    block: Block | Table
    edge: _Edge
    away: float
    depth: float
    text: str


def mark_page_furniture(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return the pages with what runs over them in the furniture layer; nothing is removed."""
    seen = [one for index, page in enumerate(pages) for one in _near_edges(index, page)]
    groups = list(_alike(seen))
    repeated = {(one.page, one.index) for group in groups for one in group}
    found = {
        (one.page, one.index)
        for group in groups
        for one in (_running(group, len(pages)) or _on_both(group, pages))
        if not _stands_inside(group, pages, repeated) and not _labels(group, pages)
    }
    found |= {(one.page, one.index) for one in _section_titles(seen, pages)}
    found |= {(one.page, one.index) for one in seen if _PAGE_OF.fullmatch(one.text) and one.depth < _MARGIN}
    found |= {(one.page, one.index) for one in seen if len(pages) == 1 and _ends_in_number(one, pages[0].number)}
    found |= set(_watermarks(pages))
    return tuple(_marked(index, page, found) for index, page in enumerate(pages))


def _ends_in_number(one: _Seen, number: int) -> bool:
    """Say whether a line in the margin of a single page ends in that page's number, set off ("Our plan | 1")."""
    match = _SET_OFF_NUMBER.search(one.text)
    return match is not None and int(match[1]) == number and one.depth <= _MARGIN


def _marked(number: int, page: PageBlocks, found: set[tuple[int, int]]) -> PageBlocks:
    if not any((number, index) in found for index in range(len(page.blocks))):
        return page
    blocks = (
        replace(block, layer=Layer.FURNITURE) if (number, index) in found else block
        for index, block in enumerate(page.blocks)
    )
    return replace(page, blocks=tuple(blocks))


def _near_edges(number: int, page: PageBlocks) -> Iterator[_Seen]:
    """Yield the short blocks near the upper and the lower edge of a page."""
    for index, block in enumerate(page.blocks):
        box = block.place.bbox
        if box is None or block.layer is not Layer.BODY:
            continue
        edge, away, depth = _edge_of(box, page)
        text = _text_of(block) if depth <= _DEEP else ""
        if 0 < len(text) <= _LONGEST:
            yield _Seen(number, index, block, edge, away, depth, text)


def _edge_of(box: Box, page: PageBlocks) -> tuple[_Edge, float, float]:
    """Return the edge that a box is nearest to, its distance in points, and how far it reaches in."""
    x0, top, x1, bottom = box
    if bottom - top > _SIDEWISE * (x1 - x0):
        return _Edge.SIDE, x0, min(x1, page.width - x0) / page.width
    if top < page.height - bottom:
        return _Edge.TOP, top, bottom / page.height
    return _Edge.BOTTOM, page.height - bottom, 1 - top / page.height


def _text_of(block: Block | Table) -> str:
    """Return what is printed in a block, or in a table of one or two rows; "" for larger ones."""
    if isinstance(block, Block):
        marker = f"{block.marker} " if block.kind is BlockKind.ITEM and block.marker else ""
        return " ".join((marker + block.text).split())
    if block.row_count > 2:
        return ""
    return " ".join(" ".join(cell.text for cell in block.cells).split())


def _alike(seen: Sequence[_Seen]) -> Iterator[list[_Seen]]:
    """Yield the blocks that print the same words at the same place of several pages, figures and signs aside.

    Signs between the words of a running foot are lost on some pages of a scan.
    """
    by_text: dict[tuple[_Edge, str], list[_Seen]] = defaultdict(list)
    for one in seen:
        folded = _DIGITS.sub("#", one.text).casefold()
        by_text[one.edge, " ".join(_WORDS.findall(folded)) or folded].append(one)
    for group in by_text.values():
        if len(group) > 1:
            yield from _by_place(group)


def _by_place(group: list[_Seen]) -> Iterator[list[_Seen]]:
    group.sort(key=lambda one: one.away)
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(group), 1) if b.away - a.away > _SAME), len(group)]
    for start, stop in pairwise(starts):
        part = group[start:stop]
        if len({one.page for one in part}) > 1:
            yield sorted(part, key=lambda one: (one.page, one.index))


def _running(group: Sequence[_Seen], page_count: int) -> Sequence[_Seen]:
    """Return the blocks of a group if it runs over pages."""
    pages = len({one.page for one in group})
    text = group[0].text
    kind = _read_figures(group)
    if kind is _Figures.OTHER and len(_LETTERS.findall(text)) < 3:
        return ()  # "Theme 1", "Theme 2": a page's own heading
    if kind is _Figures.COUNTED:
        return group if pages >= 2 and group[0].depth < _DEEP else ()
    if pages < _FEWEST:
        return ()
    if max(one.depth for one in group) <= _MARGIN:
        return group
    is_label = text.endswith(":") or any(isinstance(one.block, Table) for one in group)
    return () if is_label or pages < _MOST_PAGES * page_count or kind is _Figures.OTHER else group


def _on_both(group: Sequence[_Seen], pages: Sequence[PageBlocks]) -> Sequence[_Seen]:
    """Return the blocks of a group in the margins of both pages of a document that has no more, in smaller type."""
    if not len(pages) == _TWO == len(group) or max(one.depth for one in group) > _MARGIN:
        return ()
    size = _SMALLER * _usual_size(pages)
    blocks = [one.block for one in group]
    is_small = all(isinstance(block, Block) and _largest(block) < size for block in blocks)
    return group if is_small and _read_figures(group) is not _Figures.OTHER else ()


def _largest(block: Block) -> float:
    """Return the size of the largest type in a block."""
    return max((run.style.size or 0.0 for run in block.words.runs), default=0.0)


def _stands_inside(group: Sequence[_Seen], pages: Sequence[PageBlocks], repeated: set[tuple[int, int]]) -> bool:
    """Say whether on most pages text of the page's own stands further out: "Progress so far" below each heading."""
    return 2 * sum(_has_text_outside(one, pages[one.page], repeated) for one in group) > len(group)


def _labels(group: Sequence[_Seen], pages: Sequence[PageBlocks]) -> bool:
    """Say whether a line is a label: "Sponsor", and right below it something else on each page or nearly so."""
    if len(group) < _FEWEST or len(group[0].text.split()) > _LABEL_WORDS:
        return False
    below = [_text_below(one, pages[one.page]) for one in group]
    return "" not in below and len(set(below)) >= max(_FEWEST, 0.6 * len(group))


def _text_below(one: _Seen, page: PageBlocks) -> str:
    """Return the next block where it stands right below, begun at the same left edge; "" for none.

    What runs is further from the text than a line; a number that counts the pages is no text.
    """
    after = page.blocks[one.index + 1] if one.index + 1 < len(page.blocks) else None
    if not isinstance(after, Block) or after.layer is not Layer.BODY:
        return ""
    box, below = one.block.place.bbox, after.place.bbox
    if box is None or below is None:
        return ""
    is_next = 0 <= below[1] - box[3] <= box[3] - box[1] and abs(below[0] - box[0]) <= _SAME
    text = after.text.strip()
    return text if is_next and not text.endswith(str(page.number)) else ""


def _has_text_outside(one: _Seen, page: PageBlocks, repeated: set[tuple[int, int]]) -> bool:
    if one.edge is _Edge.SIDE or one.block.place.bbox is None:
        return False
    top, bottom = one.block.place.bbox[1], one.block.place.bbox[3]
    for index, block in enumerate(page.blocks):
        box = block.place.bbox
        if box is None or block.layer is not Layer.BODY or (one.page, index) in repeated:
            continue
        if (box[3] <= top + 1) if one.edge is _Edge.TOP else (box[1] >= bottom - 1):
            return True
    return False


class _Figures(Enum):
    NONE = "none"  # or the same on all pages
    COUNTED = "counted"  # one of them is the page number
    OTHER = "other"


def _read_figures(group: Sequence[_Seen]) -> _Figures:
    """Say what the figures of a running line are: all the same, one of them counting the pages, or others."""
    rows = [[int(figure[:9]) for figure in _DIGITS.findall(one.text)] for one in group]
    columns = list(zip(*rows, strict=True))
    changing = [column for column in columns if len(set(column)) > 1]
    if not changing:
        return _Figures.NONE
    steps = [one.page for one in group]
    counts = [column for column in changing if _counts(column, steps)]
    if not counts:
        return _Figures.OTHER
    folded = _DIGITS.sub("#", group[0].text)
    is_set_off = any(_COUNTED.search(_DIGITS.sub("#", one.text)) for one in group)
    is_outer = folded.startswith("#") or folded.endswith("#")
    is_foot = group[0].edge is _Edge.BOTTOM and max(one.depth for one in group) <= _MARGIN
    has_words = is_outer and (is_foot or len(_LETTERS.findall(folded)) > 2)
    return _Figures.COUNTED if is_set_off or has_words else _Figures.OTHER


def _counts(figures: Sequence[int], pages: Sequence[int]) -> bool:
    """Say whether figures grow as the pages do."""
    return len({figure - page for figure, page in zip(figures, pages, strict=True)}) == 1


def _section_titles(seen: Sequence[_Seen], pages: Sequence[PageBlocks]) -> Iterator[_Seen]:
    """Yield the outermost lines, in the margin of most pages, that repeat a title printed elsewhere or run on."""
    size = _usual_size(pages)
    for edge in (_Edge.TOP, _Edge.BOTTOM):
        outer: dict[int, _Seen] = {}
        for one in seen:
            if one.edge is not edge or one.depth > _MARGIN or not _is_small(one.block, size):
                continue
            if one.page not in outer or one.away < outer[one.page].away:
                outer[one.page] = one
        for group in _by_place(list(outer.values())):
            if len(group) > _FEWEST and len(group) * 10 >= 6 * len(pages):
                yield from _repeated(group, pages)


def _usual_size(pages: Sequence[PageBlocks]) -> float:
    """Return the size of type that most of the text outside tables is in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Block):
                for run in block.words.runs:
                    sizes[run.style.size or 0.0] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _is_small(block: Block | Table, size: float) -> bool:
    """Say whether a block is in type no larger than the text's: at the head of a page a larger line is a heading."""
    return isinstance(block, Block) and all((run.style.size or 0.0) <= 1.1 * size for run in block.words.runs)


def _repeated(group: Sequence[_Seen], pages: Sequence[PageBlocks]) -> Iterator[_Seen]:
    """Yield the lines of a group whose words are a title further on in the text, or are printed on several pages."""
    texts = [_title(one.text) for one in group]
    own = {(one.page, one.index) for one in group}
    printed = {
        _title(block.text)
        for number, page in enumerate(pages)
        for index, block in enumerate(page.blocks)
        if isinstance(block, Block) and (number, index) not in own and _may_be_title(block.text)
    }
    for one, text in zip(group, texts, strict=True):
        if text and (text in printed or texts.count(text) > 1):
            yield one


def _may_be_title(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not text[-1].isdigit()  # a line of a contents page names one, and its page


def _title(text: str) -> str:
    """Return a line's words alone: a running title leaves out or adds figures."""
    return " ".join(_LETTERS.findall(text.casefold()))


def _watermarks(pages: Sequence[PageBlocks]) -> Iterator[tuple[int, int]]:
    """Yield where large pale words stand at one place of most pages."""
    found: dict[tuple[str, int, int], list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for index, block in enumerate(page.blocks):
            if isinstance(block, Block) and block.place.bbox is not None and _is_pale(block):
                x0, top, _, _ = block.place.bbox
                found[block.text.casefold(), round(x0 / _SAME), round(top / _SAME)].append((number, index))
    for places in found.values():
        if len(places) >= max(_FEWEST, _MOST_PAGES * len(pages)):
            yield from places


def _is_pale(block: Block) -> bool:
    return bool(block.words.runs) and all(
        (run.style.size or 0) >= _WATERMARK and min(bytes.fromhex(run.style.colour or _PALE)) > _LIGHT
        for run in block.words.runs
    )
