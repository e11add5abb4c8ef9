"""Contents pages: lines that name a heading and the page it stands on. They are furniture, no headings.

A list is one of contents if a heading says so, or if its page numbers rise and its titles are printed further on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.pdf.furniture import PageBlocks

_HEADING = re.compile(
    r"(?:(?:table of |list of )?contents(?: page)?|(?:what is )?in this (?:report|document|plan)|index):?",
    re.IGNORECASE,
)
_PAGE_HEAD = re.compile(r"page(?: no\.?| number)?:?|", re.IGNORECASE)
_ENTRY = re.compile(r"(?P<title>.*?[^\s.…·_])(?P<leader>[\s.…·_]+)(?P<page>\d{1,3}|[ivxl]{1,6})", re.DOTALL)
_CITED = re.compile(r"\b(?:page|pages|p|pp)\.?\s*$", re.IGNORECASE)  # "see page 12" names a page, no line of contents
_DOTS = re.compile(r"[.…·_]\s?[.…·_]\s?[.…·_]|…")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 300  # characters of an entry
_FEWEST = 3  # entries
_OWN_PAGES = 15  # more pages than the file has may be counted: covers, parts of a larger paper
_LONGEST_TITLE = 12  # words that are compared


@dataclass(slots=True)
class _Spot:
    """A block of the body and where it stands: page index and index on the page."""

    page: int
    index: int
    block: Block | Table


@dataclass(frozen=True, slots=True)
class _Line:
    """What an entry says: a heading's title, its page (0 for Roman ones), and whether dots lead to it."""

    title: str
    page: int
    is_dotted: bool
    is_cited: bool


def mark_contents(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return the pages with their contents lists, and the headings of these, in the furniture layer."""
    spots = [
        _Spot(number, index, block)
        for number, page in enumerate(pages)
        for index, block in enumerate(page.blocks)
        if block.layer is Layer.BODY and not (isinstance(block, Block) and block.kind is BlockKind.BREAK)
    ]
    found = {(spot.page, spot.index) for spot in _find(spots, len(pages) + _OWN_PAGES)}
    return tuple(_marked(number, page, found) for number, page in enumerate(pages)) if found else tuple(pages)


def _marked(number: int, page: PageBlocks, found: set[tuple[int, int]]) -> PageBlocks:
    blocks = (
        replace(block, layer=Layer.FURNITURE) if (number, index) in found else block
        for index, block in enumerate(page.blocks)
    )
    return replace(page, blocks=tuple(blocks))


def _find(spots: Sequence[_Spot], most: int) -> Iterator[_Spot]:
    position = 0
    while position < len(spots):
        start = position + 1 if _is_contents_heading(spots[position].block) else position
        stop, lines = _read_list(spots, start, most, is_headed=start > position)
        is_list = stop > start and (start > position or _prints_titles(spots[stop:], lines))
        if is_list and len(lines) >= (2 if start > position else _FEWEST):
            yield from spots[position:stop]
            position = stop
        else:
            position = max(start, stop if stop > start else 0, position + 1)


def _is_contents_heading(block: Block | Table) -> bool:
    return isinstance(block, Block) and _HEADING.fullmatch(" ".join(block.text.split())) is not None


def _read_list(spots: Sequence[_Spot], start: int, most: int, *, is_headed: bool) -> tuple[int, list[_Line]]:
    """Return where a list of entries with rising page numbers ends, and its lines."""
    lines: list[_Line] = []
    position = stop = start
    while position < len(spots):
        found = _read_lines(spots[position].block)
        if found is None:
            # The first line of a title that takes two, or the "Page" over the numbers.
            if position > stop or not _may_precede(spots[position].block):
                break
            if position == start and not is_headed:
                break
        elif not _rise([*lines, *found], most):
            break
        else:
            lines.extend(found)
            stop = position + 1
        position += 1
    return stop, lines


def _rise(lines: Sequence[_Line], most: int) -> bool:
    pages = [line.page for line in lines if line.page]
    return pages == sorted(pages) and (not pages or pages[-1] <= most)


def _read_lines(block: Block | Table) -> list[_Line] | None:
    """Return the entries that a block or table holds, or None where it holds anything else."""
    if isinstance(block, Table):
        return _read_rows(block)
    found = [_read_line(line) for line in block.text.split("\n")] if len(block.text) <= _LONGEST * 20 else [None]
    lines = [line for line in found if line is not None]
    return lines if lines and len(lines) == len(found) else None


def _read_line(text: str) -> _Line | None:
    match = _ENTRY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None or not _LETTERS.search(match["title"]):
        return None
    page = int(match["page"]) if match["page"].isdecimal() else 0
    is_dotted = _DOTS.search(match["leader"]) is not None
    return (
        _Line(match["title"], page, is_dotted, _CITED.search(match["title"]) is not None)
        if page
        else (_Line(match["title"], 0, True, False) if is_dotted else None)
    )


def _read_rows(table: Table) -> list[_Line] | None:
    """Return a table's rows as entries if its last column holds page numbers."""
    lines = []
    for number, row in enumerate(table.rows()):
        printed = [" ".join(cell.text.split()) for cell in row if cell.text.strip()]
        if not printed or (not number and _PAGE_HEAD.fullmatch(printed[-1])):
            continue
        line = _read_line(" ".join(printed))
        if line is None or not (printed[-1].isdecimal() or line.is_dotted):
            return None
        lines.append(line)
    return lines or None


def _may_precede(block: Block | Table) -> bool:
    if isinstance(block, Table):
        return False
    text = block.text.strip()
    return len(text) <= _LONGEST and not text.endswith((".", ";", ":")) and not _is_contents_heading(block)


def _prints_titles(spots: Sequence[_Spot], lines: Sequence[_Line]) -> bool:
    """Say whether the titles of a list are printed further on, as no list of other things has them."""
    if not lines or any(line.is_cited for line in lines):
        return False
    printed = {
        _words(spot.block.text) for spot in spots if isinstance(spot.block, Block) and len(spot.block.text) < 500
    }
    titles = [words for line in lines if (words := _words(line.title))]
    return 2 * sum(1 for title in titles if title in printed) > len(titles)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_LETTERS.findall(text.casefold())[:_LONGEST_TITLE])
