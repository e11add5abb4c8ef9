"""Builds tables again that fell apart: each cell on a line of its own, row after row, as some converters print them.

The header shows it: several lines one under the other that head the columns of a plan. Then as many lines are a row, or
a paragraph is one. Where a row has more lines than columns, the contents tell which cell goes on: a post under a post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise, takewhile
from typing import TypeGuard

from parsers.badges import is_bare_status
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import TIME_ROLES, Header, Role, read_header
from parsers.repair.running_on import is_left_open, starts_small
from parsers.roles.contents import is_number, is_owner, is_time
from parsers.words import Place, Run, Words

MIN_COLUMNS = 3
MAX_COLUMNS = 12
MAX_HEAD_LINES = 3  # of one heading
MAX_ROW_LINES = 30
MAX_MORE_LINES = 8  # than there are columns
MIN_ROWS = 2
MAX_LABEL_CHARACTERS = 45
MAX_SHORTENED = 5  # characters of a label that a full stop shortens
MAX_VALUE_CHARACTERS = 60  # of a line that may be a value in a column of its own
_LINE_END = re.compile(r"\n")
TEXTS = ("text/plain", "text/markdown")
_WORDED = frozenset((Role.ACTION, Role.RECOMMENDATION, Role.SUMMARY, Role.PROGRESS))
_OWNERS = frozenset((Role.OWNER, Role.SENIOR_OWNER))
_TELLING = _OWNERS | frozenset((*TIME_ROLES, Role.STATUS))

Lines = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line: its words, and which block it is of; `is_first` of that block."""

    words: Words
    block: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of a table, the header's first, each cell as its lines; the number of the block behind it."""

    rows: tuple[tuple[Lines, ...], ...]
    end: int


def raise_fallen_tables(document: Document) -> Document:
    """Return a text with each table whose cells stand one below another as a table; any other document as it is."""
    if document.media_type not in TEXTS:
        return document
    number = 1 + max((b.place.table or 0 for b in document.blocks if isinstance(b, Table)), default=-1)
    blocks: list[Block | Table] = []
    at = 0
    while at < len(document.blocks):
        found = _find(document.blocks, at)
        if found is None:
            blocks.append(document.blocks[at])
            at += 1
            continue
        blocks.append(_table(found, number, document.blocks[at].place))
        at, number = found.end, number + 1
    return replace(document, blocks=tuple(blocks))


def _find(blocks: Sequence[Block | Table], start: int) -> _Found | None:
    """Return the table whose header begins with a block, or None."""
    head = blocks[start]
    if not _is_line(head) or not _heads(head.text.split("\n", 1)[0]):
        return None
    lines = list(islice(_lines(blocks, start), MAX_COLUMNS + MAX_ROW_LINES))
    header = [read_heading(line.words.text) for line in lines[:MAX_COLUMNS]]
    count = next((index for index, found in enumerate(header) if found is None), len(header))
    heads = [found for found in header[:count] if found is not None]
    if not heads_plan(heads):
        return None
    first = tuple((line.words,) for line in lines[:count])
    if count and _is_wrapped(lines[count - 1 : count + MAX_HEAD_LINES]):
        return None  # `fallen_cells` reads cells of several lines
    is_whole = len(lines) > count and lines[count].is_first
    below = blocks[start + 1] if start + 1 < len(blocks) else None
    if is_whole and lines[count].block == start + 1 and isinstance(below, Block) and "\n" in below.text:
        rows, end = _paragraph_rows(blocks, start + 1, heads)
    elif len(_counted_rows(lines, count, heads)[0]) < MIN_ROWS:  # most that seem to be headers are none
        return None
    else:
        lines = list(_lines(blocks, start))
        rows, at = _counted_rows(lines, count, heads)
        if at < len(lines) and not lines[at].is_first:
            return None  # it would cut a paragraph in two
        end = lines[at].block if at < len(lines) else lines[-1].block + 1
    if len(rows) < (1 if is_whole and lines[count].block == start + 1 else MIN_ROWS):
        return None
    return _Found((first, *rows), end)


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Say whether a paragraph of headings goes on with one over several lines: "How we will know it | has worked".

    The first line heads a column by itself, or together with what is below it.
    """
    own = [lines[0], *takewhile(lambda line: not line.is_first, lines[1:])]
    wholes = (own[at:end] for at in (0, 1) for end in range(at + 2, len(own) + 1))
    heads = (read_heading(" ".join(line.words.text.strip() for line in whole)) for whole in wholes)
    return any(head is not None and head.score == 1 for head in heads)


def _is_line(block: Block | Table) -> TypeGuard[Block]:
    return (
        isinstance(block, Block)
        and block.layer is Layer.BODY
        and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        and not block.level
        and bool(block.text.strip())
    )


def _lines(blocks: Sequence[Block | Table], start: int) -> Iterator[_Line]:
    """Yield the lines of a block and of those behind it, up to the next that is no text; each marker is a line too."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not _is_line(block):
            return
        for number, words in enumerate(lines_of(block)):
            yield _Line(words, index, number == 0)


def lines_of(block: Block) -> list[Words]:
    """Return the lines of a block; a number in front of an entry is a line of its own."""
    marker = [Words.of(block.marker, block.place)] if block.marker else []
    return [*marker, *block.words.split(_LINE_END)]


def _heads(text: str) -> bool:
    return read_heading(text) is not None


def read_heading(text: str) -> Header | None:
    """Return what a line heads, or None where it is no heading of a column: labels of forms end in a colon."""
    text = text.strip()
    text = text.removesuffix(".") if len(text) <= MAX_SHORTENED else text  # "No.", "Ref."
    if not 1 < len(text) <= MAX_LABEL_CHARACTERS or text[-1] in ".:;,!" or is_bare_status(text):
        return None
    header = read_header(text)
    return header if header is not None and header.score >= 0.8 else None


def heads_plan(heads: Sequence[Header]) -> bool:
    """Say whether lines head the columns of a plan: what is done or recommended, and who, when or how far."""
    roles = [head.role for head in heads]
    sure = sum(head.score == 1 for head in heads)
    return (
        len(set(roles)) >= MIN_COLUMNS
        and 2 * sure >= len(heads)
        and bool(_WORDED & set(roles) and _TELLING & set(roles))
    )


def _paragraph_rows(
    blocks: Sequence[Block | Table], start: int, heads: Sequence[Header]
) -> tuple[list[tuple[Lines, ...]], int]:
    """Return the rows that paragraphs are, one each, and the end of them."""
    rows: list[tuple[Lines, ...]] = []
    at = start
    while at < len(blocks):
        block = blocks[at]
        if not _is_line(block) or _heads(block.text.split("\n", 1)[0]):
            break
        row = _fit(lines_of(block), heads)
        if row is None:
            break
        rows.append(row)
        at += 1
    return rows, at


def _counted_rows(lines: Sequence[_Line], count: int, heads: Sequence[Header]) -> tuple[list[tuple[Lines, ...]], int]:
    """Return the rows of as many lines as there are columns, and where the line behind the last of them is."""
    rows: list[tuple[Lines, ...]] = []
    at = count
    while at + count <= len(lines):
        end = _end_of_row(lines, at, count, heads)
        row = _fit([line.words for line in lines[at:end]], heads, is_counted=True)
        if row is None:
            break
        rows.append(row)
        at = end
    return rows, at


def _end_of_row(lines: Sequence[_Line], start: int, count: int, heads: Sequence[Header]) -> int:
    """Return the end of a row's lines: where the rows are numbered, those up to the next number."""
    if heads[0].role is not Role.NUMBER:
        return start + count
    stop = min(len(lines), start + MAX_ROW_LINES)
    numbers = (at for at in range(start + count - 1, stop) if is_number(_cell(lines[at].words)))
    return next((at for at in numbers if at >= start + count), start + count)


def _fit(lines: Sequence[Words], heads: Sequence[Header], *, is_counted: bool = False) -> tuple[Lines, ...] | None:
    """Return a row's lines by column, or None where they do not fit the headings, or do so in several ways."""
    count = len(heads)
    if not count - 1 <= len(lines) <= count + MAX_MORE_LINES:
        return None
    if len(lines) == count:
        row = tuple((line,) for line in lines)
        least = 2 if is_counted else 1
        return row if sum(_fits(head, cell) for head, cell in zip(heads, row, strict=True)) >= least else None
    ways = _weigh(tuple(lines), tuple(heads))
    if ways is None or any(_weight(head, part) < -2 for head, part in zip(heads, ways, strict=True)):
        return None
    return ways


def _weigh(lines: Lines, heads: tuple[Header, ...]) -> tuple[Lines, ...] | None:
    """Return the lines shared out to the columns in the way that suits these best, None where two ways suit as well."""
    count = len(lines)
    # best[i]: the weight of the first columns with the first i lines, how they are shared, and whether only so
    best: list[tuple[float, tuple[Lines, ...], bool] | None] = [(0.0, (), True), *[None] * count]
    for head in heads:
        after: list[tuple[float, tuple[Lines, ...], bool] | None] = [None] * (count + 1)
        for end in range(count + 1):
            for begin in range(max(0, end - MAX_MORE_LINES - 1), end + 1):
                before = best[begin]
                if before is None:
                    continue
                weight = before[0] + _weight(head, lines[begin:end])
                known = after[end]
                if known is None or weight > known[0]:
                    after[end] = weight, (*before[1], lines[begin:end]), before[2]
                elif weight == known[0]:
                    after[end] = known[0], known[1], False
        best = after
    last = best[count]
    return last[1] if last is not None and last[2] else None


def _weight(head: Header, part: Lines) -> float:
    """Return how well lines suit a column as one cell."""
    if not part:
        return -4.0 if head.role in _WORDED else -1.5
    weight = -1.0 * (len(part) - 1)
    weight += sum(_goes_on(above, below) for above, below in pairwise(part))
    weight -= 2.0 * sum(is_value(line.text) and not is_of_role(head.role, line.text) for line in part)
    if head.role in _TELLING or head.role is Role.NUMBER:
        weight += 3.0 if _fits(head, part) else -3.0
    return weight


def _goes_on(above: Words, below: Words) -> float:
    """Return what speaks for a line being the end of the one above."""
    return 1.5 if is_left_open(above.text) or starts_small(below.text) else 0.0


def _fits(head: Header, part: Lines) -> bool:
    """Say whether lines hold what their column is headed by: each of them, or all together."""
    texts = tuple(line.text for line in part)
    return all(is_of_role(head.role, text) for text in texts) or is_of_role(head.role, " ".join(texts))


@lru_cache(maxsize=4096)
def is_of_role(role: Role, text: str) -> bool:
    """Say whether a text is what a column of numbers, statuses, times or owners holds, and nothing else."""
    cell = _cell(Words.of(text))
    if role is Role.NUMBER:
        return is_number(cell)
    if role is Role.STATUS:
        return is_bare_status(text)
    if role in TIME_ROLES:
        return is_time(cell)
    return role in _OWNERS and is_owner(cell)


def is_value(text: str) -> bool:
    """Say whether a line would be a value of another column: a time, a status or an owner by itself."""
    if len(text) > MAX_VALUE_CHARACTERS:
        return False
    return is_of_role(Role.TIMELINE, text) or is_of_role(Role.STATUS, text) or is_of_role(Role.OWNER, text)


def _cell(words: Words) -> Cell:
    return Cell(0, 0, (Block(BlockKind.PARAGRAPH, words),))


def _table(found: _Found, number: int, place: Place) -> Table:
    cells = tuple(
        _make_cell(lines, row, column, number)
        for row, columns in enumerate(found.rows)
        for column, lines in enumerate(columns)
    )
    return Table(cells, len(found.rows), len(found.rows[0]), 1, place=place._replace(table=number))


def _make_cell(lines: Lines, row: int, column: int, table: int) -> Cell:
    """Return a cell whose words know where in the table they stand."""
    runs: list[Run] = []
    for line in lines:
        placed = [Run(r.text, r.place._replace(table=table, row=row, cell=column), r.style) for r in line.runs]
        if runs:
            runs.append(Run("\n", runs[-1].place, runs[-1].style))
        runs += placed
    if not runs:
        return Cell(row, column, is_header=row == 0, place=Place(table=table, row=row, cell=column))
    block = Block(BlockKind.PARAGRAPH, Words(tuple(runs)), place=runs[0].place)
    return Cell(row, column, (block,), is_header=row == 0, place=runs[0].place)
