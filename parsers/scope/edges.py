"""Where a paper begins in a file of many: "Agenda item 7", "Appendix A", "Report to: Cabinet", a page numbered 1 anew.

`edges.csv` holds the wordings. What the papers are about is left to `papers`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from parsers.document import Block, BlockKind, Layer, Table

MAX_LINE_CHARACTERS = 160
MAX_TITLE_WORDS = 14
MAX_HEAD_CHARACTERS = 600
MAX_HEAD_COLUMNS = 4
MIN_HEAD_LINES = 2
BACK_TO_TITLE = 5  # blocks above "Report to:" that may be the paper's title
FOOT_BLOCKS = 3  # lines at a paper's end that name who wrote it
SAME_HEAD = 10  # blocks within which the lines of a paper's head stand

_PAGE = re.compile(r"^(?:page\s*)?[-–|]?\s*(?P<page>\d{1,4})\s*[-–|]?(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-z)][.;:]$")
_IN_CONTENTS = re.compile(r"(?:[.…·_]{3,}\s*|\s{2,}|\t|\(pages?\s+)\d{1,4}(?:\s*[-–]\s*\d{1,4})?\)?$", re.IGNORECASE)


class Begins(StrEnum):
    """What begins at an edge. An item ends all before it; an appendix or a titled page belongs to the item above."""

    ITEM = "item"
    REPORT = "report"
    APPENDIX = "appendix"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Edge:
    """A paper begins with block `index`. `name` tells it from others ("item 7"), `rest` is what stands behind."""

    index: int
    begins: Begins
    name: str = ""
    rest: str = ""


def find_edges(blocks: Sequence[Block | Table]) -> tuple[Edge, ...]:
    """Return where papers begin, in reading order, at most one edge a block."""
    edges: list[Edge] = []
    item, head = "", -SAME_HEAD
    for index, edge in _iter_lines(blocks):
        if edge.begins is Begins.ITEM:
            if edge.name == item:  # printed again at the top of the item's next page
                continue
            item, head = edge.name, index
            edges.append(edge)
        elif edge.begins is Begins.REPORT:
            if index - head >= SAME_HEAD:
                start = _title_above(blocks, index)
                if edges and edges[-1].index >= start:
                    head = index
                    continue
                edges.append(Edge(start, Begins.REPORT))
            head = index
        else:
            edges.append(edge)
            head = index if edge.begins is Begins.APPENDIX else head
    edges = [edge for position, edge in enumerate(edges) if not _is_foot(blocks, edge, edges[position + 1 :])]
    starts = {edge.index for edge in edges}
    edges += [Edge(index, Begins.PAGE) for index in _iter_restarts(blocks) if index not in starts]
    return tuple(sorted(edges, key=_index))


def is_short_line(block: Block | Table) -> bool:
    """Say whether a block may be a line of a title: short, and no sentence."""
    if isinstance(block, Table) or block.kind in (BlockKind.BREAK, BlockKind.SHAPE):
        return False
    text = block.text.strip()
    return 0 < len(text.split()) <= MAX_TITLE_WORDS and not _SENTENCE.search(text)


def is_report_line(block: Block | Table) -> bool:
    """Say whether a block is a line of a covering report's head ("Report to: Cabinet")."""
    if isinstance(block, Table):
        return _is_head(block)
    return any(_pattern(Begins.REPORT).match(line.strip()) for line in block.text[:MAX_HEAD_CHARACTERS].splitlines())


def _is_head(table: Table) -> bool:
    """Say whether a table is a covering report's head: "Report to" and the like in its first column, twice at least."""
    if table.column_count > MAX_HEAD_COLUMNS:
        return False
    firsts = [cell.text.strip().rstrip(":") for cell in table.cells if cell.column == 0 and cell.row < SAME_HEAD]
    return sum(_pattern(Begins.REPORT).fullmatch(f"{first}:") is not None for first in firsts) >= MIN_HEAD_LINES


def is_label(line: str) -> bool:
    """Say whether a line is nothing but the label of an item or appendix: no title."""
    found = (_pattern(begins).match(line) for begins in (Begins.ITEM, Begins.APPENDIX))
    return any(match is not None and not line[match.end() :].strip(" :.–—-") for match in found)


def is_bare_line(block: Block | Table) -> bool:
    """Say whether a block is a single printed line."""
    return isinstance(block, Block) and "\n" not in block.text.strip()


def _iter_lines(blocks: Sequence[Block | Table]) -> Iterator[tuple[int, Edge]]:
    """Yield the blocks whose words say that a paper begins."""
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            if _is_head(block):
                yield index, Edge(index, Begins.REPORT)
            continue
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        text = block.text.strip()
        line = text.split("\n", 1)[0].strip() if len(text) > MAX_LINE_CHARACTERS or "\n" in text else text
        if not line or len(line) > MAX_LINE_CHARACTERS or _IN_CONTENTS.search(line):
            continue
        for begins, pattern in _patterns():
            if (match := pattern.match(line)) is not None:
                if block.layer is Layer.BODY or begins is Begins.ITEM:
                    name = " ".join((match["number"] or "").casefold().split())
                    yield index, Edge(index, begins, name, line[match.end() :].strip(" :.–—-"))
                break


def _is_foot(blocks: Sequence[Block | Table], edge: Edge, behind: Sequence[Edge]) -> bool:
    """Say whether a line such as "Contact officer:" ends a paper: hardly anything stands between it and the next."""
    end = next((after.index for after in behind if after.begins is not Begins.PAGE), len(blocks))
    inside = [block for block in blocks[edge.index : end] if block.layer is Layer.BODY]
    printed = [block for block in inside if isinstance(block, Table) or block.text.strip()]
    return edge.begins is Begins.REPORT and len(printed) <= FOOT_BLOCKS and not any(map(_is_grid, printed))


def _is_grid(block: Block | Table) -> bool:
    return isinstance(block, Table) and not _is_head(block)


def _title_above(blocks: Sequence[Block | Table], index: int) -> int:
    """Return where the title lines right above a paper's head begin."""
    start = index
    for above in range(index - 1, max(-1, index - 1 - BACK_TO_TITLE), -1):
        block = blocks[above]
        if isinstance(block, Block) and (block.layer is Layer.FURNITURE or not block.text.strip()):
            if block.kind is BlockKind.BREAK:
                break
            continue
        if not is_short_line(block) or (isinstance(block, Block) and block.kind is BlockKind.ITEM):
            break
        start = above
    return start


def _iter_restarts(blocks: Sequence[Block | Table]) -> Iterator[int]:
    """Yield the first block of each page on which the papers' own page numbers begin at 1 again."""
    firsts: dict[int, int] = {}
    numbered: dict[int, set[int]] = {}
    for index, block in enumerate(blocks):
        page = block.place.page
        if page is None or (isinstance(block, Block) and block.kind is BlockKind.BREAK):
            continue
        if isinstance(block, Block) and (match := _PAGE.match(block.text.strip())):
            numbered.setdefault(page, set()).add(int(match["page"]))
        elif block.layer is Layer.BODY:
            firsts.setdefault(page, index)
    for page, numbers in numbered.items():
        if 1 in numbers and page in firsts and numbered.get(page - 1, {1}) != {1}:
            yield firsts[page]


@cache
def _patterns() -> tuple[tuple[Begins, re.Pattern[str]], ...]:
    return tuple((begins, _pattern(begins)) for begins in (Begins.ITEM, Begins.APPENDIX, Begins.REPORT))


@cache
def _pattern(begins: Begins) -> re.Pattern[str]:
    wordings = sorted((wording for wording, kind in _lines() if kind is begins), key=len, reverse=True)
    words = "|".join(re.escape(wording).replace(r"\ ", r"\s+") for wording in wordings)
    behind = {
        # "Item 7 was put off" is a sentence about it.
        Begins.ITEM: r"\.?\s*:?\s*(?P<number>\d{1,3}(?:[.(]?\d{1,2}\)?)?[a-z]?)\b(?!\s+[a-z])(?!\s*%)",
        Begins.APPENDIX: r"\s*(?:no\.?\s*)?(?P<number>[A-Z]{1,2}\d{0,2}|\d{1,2}[a-z]?|[ivx]{1,4}|)"
        r"(?=$|\s*[:.–—(-]|\s+[A-Z])",
        Begins.REPORT: r"\s*:(?P<number>)\s*",
    }[begins]
    return re.compile(rf"(?i:{words}){behind}")


@cache
def _lines() -> tuple[tuple[str, Begins], ...]:
    text = (files("parsers.scope") / "edges.csv").read_text(encoding="utf-8")
    return tuple((row["wording"], Begins(row["begins"])) for row in csv.DictReader(text.splitlines()))


def _index(edge: Edge) -> int:
    return edge.index
