"""Builds tables again whose cells fell one below another, each over several lines, as text taken from PDFs prints them.

`fallen_tables` builds those that keep a cell on a line. Here a cell is a paragraph, part of one or several: blank lines
and page ends tell where one may end. The lines are shared out to rows and columns in the way that suits the headings
best; where two ways suit as well, nothing is built.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import TIME_ROLES, Header, Role
from parsers.repair.fallen_tables import MAX_HEAD_LINES, TEXTS, heads_plan, is_of_role, lines_of, read_heading
from parsers.repair.mark_headings import is_recommendation_heading
from parsers.repair.page_furniture import mark_furniture
from parsers.repair.sharing_out import JOINED, TELLING, Line, Rows, boundary, goes_on, share_out
from parsers.words import Place, Run, Words, join

_DIGITS = re.compile(r"\d+")
_LINE_END = re.compile(r"\n")

_SEPARATED = re.compile(r"[;/]\s+\S")  # two names on one line: its end parts none
_SAYS_DONE = re.compile(r"complete[d]?|done|achieved|started|due", re.IGNORECASE)
_OWNERS = (Role.OWNER, Role.SENIOR_OWNER)
_FULL = 0.95  # of a column's width: letters are not all as wide

MAX_COLUMNS = 12
MAX_ABOVE_HEADINGS = 12  # blocks between what announces a recommendation and the headings of its own table
MAX_LINE = 120  # characters of a running line
NEAR_END = 3  # blocks from a page's end
MAX_LINES = 20_000  # of a table
_IN_FRONT = frozenset((Role.NUMBER, Role.THEME, Role.OBJECTIVE))


class _Head(NamedTuple):
    """The headings of a table and the number of the block behind them."""

    cells: tuple[Words, ...]
    headers: tuple[Header, ...]
    end: int

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(words.text for words in self.cells)


class _Part(NamedTuple):
    """The lines below what announces a recommendation across the table, or below the headings."""

    banner: Block | None
    lines: list[Line]


def raise_fallen_cells(document: Document) -> Document:
    """Return a text with each table whose cells are paragraphs one below another as a table; others as they are."""
    if document.media_type not in TEXTS:
        return document
    number = 1 + max((b.place.table or 0 for b in document.blocks if isinstance(b, Table)), default=-1)
    blocks: list[Block | Table] = []
    frame: frozenset[int] | None = None
    seen: dict[tuple[str, ...], int] = {}  # headings that no rows fit, and where what was tried below them ends
    at = 0
    while at < len(document.blocks):
        head = _read_head(document.blocks, at)
        if head is None or at < seen.get(head.texts, 0):
            blocks += document.blocks[at : head.end if head else at + 1]
            at = head.end if head else at + 1
            continue
        frame = _find_frame(document) if frame is None else frame
        parts, skipped = _body(document.blocks, head, frame)
        table, end = _build(head, parts, document.blocks[at].place._replace(table=number))
        if table is None:
            seen[head.texts] = max(end, head.end)
            continue
        blocks.append(table)
        blocks += [block for index, block in skipped if index < end]
        at, number = end, number + 1
    return replace(document, blocks=tuple(blocks))


def _build(head: _Head, parts: Sequence[_Part], place: Place) -> tuple[Table | None, int]:
    """Return the table of the headings and of the rows that the parts make, and where it ends.

    It ends with the first part that makes none. Without rows: None, and where what was tried ends.
    """
    width, number = len(head.cells), place.table or 0
    rows = [[_cell(words, 0, column, number) for column, words in enumerate(head.cells)]]
    end = max((line.block for part in parts for line in part.lines), default=head.end)
    has_rows = False
    shared = [share_out(part.lines, head.headers) if part.lines else ([], 0) for part in parts]
    widths = _widths(parts, [found for found, _ in shared], width)
    for part, (found, count) in zip(parts, shared, strict=True):
        if part.lines and not found:
            break
        if part.banner is not None:
            rows.append([_across(part.banner, len(rows), width, number)])
        rows += [_row(part.lines, cut, head, (at, number), widths) for at, cut in enumerate(found, len(rows))]
        if not part.lines:
            continue
        has_rows = True
        end = part.lines[count].block if count < len(part.lines) else part.lines[-1].block + 1
        if count < len(part.lines):
            break
    if not has_rows:
        return None, end
    while len(rows[-1]) == 1 and width > 1:
        rows.pop()  # a banner that nothing stands below
    return Table(tuple(cell for row in rows for cell in row), len(rows), width, 1, place=place), end


def _widths(parts: Sequence[_Part], shared: Sequence[Rows], count: int) -> list[int]:
    """Return the length of each column's longest line."""
    widths = [0] * count
    for part, rows in zip(parts, shared, strict=True):
        for column, (start, stop) in (pair for row in rows for pair in row.items()):
            longest = max(len(line.words.text.strip()) for line in part.lines[start:stop])
            widths[column] = max(widths[column], longest)
    return widths


def _row(
    lines: Sequence[Line], cut: dict[int, tuple[int, int]], head: _Head, at: tuple[int, int], widths: Sequence[int]
) -> list[Cell]:
    """Return the cells of one row; `at` are its number and the table's."""
    row, number = at
    return [
        _make_cell(lines[slice(*cut[column])], head.headers[column].role, (row, column), number, widths[column])
        if column in cut
        else _cell(None, row, column, number)
        for column in range(len(head.cells))
    ]


def _across(banner: Block, row: int, width: int, table: int) -> Cell:
    """Return what is printed across the table between its rows as a cell over all columns."""
    words = _placed(banner.words, row, 0, table)
    block = Block(BlockKind.PARAGRAPH, words, place=words.runs[0].place)
    return Cell(row, 0, (block,), column_span=width, place=block.place)


def _find_frame(document: Document) -> frozenset[int]:
    """Return where page numbers and running lines stand: near the ends of pages, where the text tells these."""
    marked = mark_furniture(document).blocks
    ends = [at for at, block in enumerate(marked) if isinstance(block, Block) and block.kind is BlockKind.BREAK]
    near = {at + step for at in ends for step in range(-NEAR_END, NEAR_END + 1)}
    frame = [at for at, block in enumerate(marked) if block.layer is Layer.FURNITURE]
    if ends:
        return frozenset(at for at in frame if at in near)
    texts = Counter(_folded(block) for block in marked)
    again = (at for at in frame if texts[_folded(marked[at])] > 1)
    return frozenset(at for at in again if any(map(str.isalpha, _folded(marked[at]))))  # a number may be a row's


def _folded(block: Block | Table) -> str:
    """Return a block's text without what tells one page's from another's."""
    return _DIGITS.sub("#", block.text) if isinstance(block, Block) else ""


def _read_head(blocks: Sequence[Block | Table], start: int) -> _Head | None:
    """Return the headings of a plan's columns that begin with a block, one below another, or None."""
    cells: list[Words] = []
    headers: list[Header] = []
    at = start
    while at < len(blocks) and len(cells) < MAX_COLUMNS:
        block = blocks[at]
        if not isinstance(block, Block) or not _is_text(block) or (found := _part_heads(lines_of(block))) is None:
            break
        cells += [words for words, _ in found]
        headers += [header for _, header in found]
        at += 1
    if not heads_plan(headers) or at >= len(blocks) or headers[0].score < 1:
        return None
    if Role.NUMBER in [header.role for header in headers[1:]] and headers[0].role not in _IN_FRONT:
        return None  # "Action plan", and below it "No."
    return _Head(tuple(cells), tuple(headers), at)


def _part_heads(lines: Sequence[Words]) -> list[tuple[Words, Header]] | None:
    """Return a block's lines as headings, of which one may go over several lines; None where any line is of none."""
    found: list[tuple[Words, Header]] = []
    at = 0
    while at < len(lines):
        longest = range(min(MAX_HEAD_LINES, len(lines) - at), 0, -1)
        whole = next(
            (
                (count, header)
                for least in (1.0, 0.8)
                for count in longest
                if (header := _heading(lines[at : at + count])) is not None and header.score >= least
            ),
            None,
        )
        if whole is None:
            return None
        count, header = whole
        found.append((join(lines[at : at + count], " "), header))
        at += count
    return found


def _heading(lines: Sequence[Words]) -> Header | None:
    """Return what lines head together; None where one below the first is known as a heading of its own."""
    others = (read_heading(line.text) for line in lines[1:])
    if any(other is not None and other.score == 1 for other in others):
        return None
    return read_heading(" ".join(line.text.strip() for line in lines))


def _is_text(block: Block | Table) -> bool:
    if not isinstance(block, Block) or block.layer is not Layer.BODY or not block.text.strip():
        return False
    return block.kind is BlockKind.ITEM or (block.kind is BlockKind.PARAGRAPH and not block.level)


def _body(
    blocks: Sequence[Block | Table], head: _Head, frame: frozenset[int]
) -> tuple[list[_Part], list[tuple[int, Block | Table]]]:
    """Return the lines below the headings, as far as something else begins, and what stands between that is no line.

    The same headings again, at the top of the next page, are between.
    """
    parts = [_Part(None, [])]
    skipped: list[tuple[int, Block | Table]] = []
    at, count = head.end, 0
    while at < len(blocks) and count < MAX_LINES:
        block = blocks[at]
        again = _read_head(blocks, at)
        if again is not None and again.texts == head.texts:
            skipped += [(index, _as_furniture(blocks[index])) for index in range(at, again.end)]
            at = again.end
            continue
        if isinstance(block, Block) and block.kind is BlockKind.BREAK:
            top = _top_of_page(blocks, at + 1, head)
            skipped += [(index, _as_furniture(blocks[index])) for index in range(at, top)]
            at = top
            continue
        if isinstance(block, Block) and (at in frame or block.layer is not Layer.BODY):
            skipped.append((at, block))
            at += 1
            continue
        if again is not None or not isinstance(block, Block) or not _is_text(block):
            break
        if is_recommendation_heading(block):
            if _has_own_headings(blocks, at + 1):
                break
            parts.append(_Part(block, []))
            at += 1
            continue
        marker = block.marker if block.marker and not is_of_role(Role.NUMBER, block.marker) else None
        printed = lines_of(block) if marker is None else block.words.split(_LINE_END)
        parts[-1].lines.extend(Line(words, at, number == 0, marker) for number, words in enumerate(printed))
        at, count = at + 1, count + len(printed)
    return parts, skipped


def _has_own_headings(blocks: Sequence[Block | Table], start: int) -> bool:
    """Say whether headings come again below what announces a recommendation, on its own page: its table is another."""
    for at in range(start, min(len(blocks), start + MAX_ABOVE_HEADINGS)):
        block = blocks[at]
        if not isinstance(block, Block) or block.kind is BlockKind.BREAK or is_recommendation_heading(block):
            return False
        if _read_head(blocks, at) is not None:
            return True
    return False


def _top_of_page(blocks: Sequence[Block | Table], start: int, head: _Head) -> int:
    """Return where a page's own text begins: behind the short lines above the headings that it prints again."""
    for at in range(start, min(len(blocks), start + NEAR_END + 1)):
        again = _read_head(blocks, at)
        if again is not None:
            return at if again.texts == head.texts else start
        block = blocks[at]
        if not isinstance(block, Block) or "\n" in block.text.strip() or len(block.text) > MAX_LINE:
            return start
        if is_recommendation_heading(block):
            return start
    return start


def _as_furniture(block: Block | Table) -> Block | Table:
    return replace(block, layer=Layer.FURNITURE)


def _make_cell(lines: Sequence[Line], role: Role, at: tuple[int, int], table: int, width: int = 0) -> Cell:
    """Return a cell of the lines, a block for each of theirs; those are joined that a page or the width parts."""
    row, column = at
    blocks: list[Block] = []
    are_parted = role in _OWNERS and any(_SEPARATED.search(line.words.text) for line in lines)
    for above, line in zip((None, *lines), lines, strict=False):
        is_cut = above is not None and (_cuts_value(role, above, line) or (are_parted and line.marker is None))
        is_apart = above is None or (line.is_first and not is_cut and boundary(above, line) < JOINED)
        if is_apart or (line.is_first and line.marker is not None):
            kind = BlockKind.PARAGRAPH if line.marker is None else BlockKind.ITEM
            blocks.append(Block(kind, line.words, marker=line.marker))
        else:
            is_wrapped = above is not None and (
                is_cut or goes_on(above, line) or _has_no_room(role, above, line, width)
            )
            sign = " " if is_wrapped else "\n"
            blocks[-1] = replace(blocks[-1], words=join((blocks[-1].words, line.words), sign))
    placed = tuple(replace(block, words=_placed(block.words, row, column, table)) for block in blocks)
    placed = tuple(replace(block, place=block.words.runs[0].place) for block in placed)
    return Cell(row, column, placed, place=placed[0].place)


def _cuts_value(role: Role, above: Line, below: Line) -> bool:
    """Say whether a line ends in the middle of a value: "Chief Finance | Officer"."""
    if role not in TELLING or below.marker is not None:
        return False
    if _leaves_bracket(above.words.text) or (role in TIME_ROLES and _SAYS_DONE.fullmatch(above.words.text.strip())):
        return True
    return not is_of_role(role, above.words.text) and is_of_role(
        role, f"{above.words.text.strip()} {below.words.text.strip()}"
    )


def _leaves_bracket(text: str) -> bool:
    """Say whether a bracket is open at a line's end."""
    return text.rfind("(") > text.rfind(")")


def _has_no_room(role: Role, above: Line, below: Line, width: int) -> bool:
    """Say whether a line of a column so wide, in characters, had no room for the next line's first word."""
    if role in TELLING or below.is_first:
        return False
    first = (below.words.text.split() or [""])[0]
    return len(above.words.text.strip()) + 1 + len(first) > _FULL * width


def _cell(words: Words | None, row: int, column: int, table: int) -> Cell:
    if words is None:
        return Cell(row, column, place=Place(table=table, row=row, cell=column))
    placed = _placed(words, row, column, table)
    block = Block(BlockKind.PARAGRAPH, placed, place=placed.runs[0].place)
    return Cell(row, column, (block,), is_header=row == 0, place=block.place)


def _placed(words: Words, row: int, column: int, table: int) -> Words:
    runs = (Run(r.text, r.place._replace(table=table, row=row, cell=column), r.style) for r in words.runs)
    return Words(tuple(runs))
