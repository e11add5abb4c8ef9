"""Rows of words as a table that fits the terminal: who gets the room, and what is done where there is none.

Short columns keep their words whole; the rest of the width goes, one character after the other, to the column that
makes most rows tall. Where even the shortest words do not fit, each row is a block of lines. What the words are is left
to others; they are escaped here, and never markup: a document must not colour, link or steer the terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

GAP_WIDTH = 2
WHOLE_WIDTH = 18  # a column no wider than this does not wrap, whatever it holds
SHARE_OF_LONG_TEXT = 0.25  # of the width that short columns must leave, if none of their cells is to wrap
LONGEST_WORD_KEPT = (16, 14, 12, 10)  # longer ones may be broken, the last number where there is least room
SAMPLED_ROWS = 200  # that decide about the widths

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and how its cells stand: whole ones never wrap, numbers stand to the right."""

    heading: str
    is_whole: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one line of their own, which may be empty. What is dim stands below that line."""

    heading: str
    rows: tuple[Row, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of groups of rows. Cells are printable text; line ends in them are kept."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rows = [row for group in self.groups for row in group.rows]
        widths = share_widths(self.columns, rows, options.max_width)
        if widths and rows:
            yield self._table(widths, is_head=True)
        for index, group in enumerate(self.groups):
            if index and rows:
                yield Text()
            if group.heading:
                yield Text(group.heading, style="bold")
            if group.remark:
                yield Text(group.remark, style="dim")
            if widths and group.rows:
                yield self._table(widths, group.rows)
            elif not widths:
                yield from self._blocks(group.rows)

    def without_empty(self) -> Grid:
        """Return the grid without the columns in which nothing stands."""
        kept = [
            index
            for index in range(len(self.columns))
            if any(row[index] for group in self.groups for row in group.rows)
        ]
        groups = (
            Group(group.heading, tuple(tuple(row[index] for index in kept) for row in group.rows), group.remark)
            for group in self.groups
        )
        return Grid(tuple(self.columns[index] for index in kept), tuple(groups))

    def _table(self, widths: Sequence[int], rows: Iterable[Row] = (), *, is_head: bool = False) -> Table:
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, show_header=is_head, padding=(0, 1, 0, 0))
        for column, width in zip(self.columns, widths, strict=True):
            table.add_column(
                Text(column.heading), width=width, overflow="fold", justify="right" if column.is_number else "left"
            )
        for row in rows:
            table.add_row(*map(Text, row))
        return table

    def _blocks(self, rows: Iterable[Row]) -> Iterator[Table | Text]:
        for row in rows:
            block = Table.grid(padding=(0, GAP_WIDTH, 0, 0))
            block.add_column(overflow="fold", style="bold")
            block.add_column(overflow="fold")
            for column, cell in zip(self.columns, row, strict=True):
                if cell:
                    block.add_row(Text(column.heading), Text(cell))
            yield block
            yield Text()


def share_widths(columns: Sequence[Column], rows: Sequence[Row], total: int) -> tuple[int, ...]:
    """Return the width of each column, together with the gaps no more than the total; () where there is no room."""
    cells = [(column, [column.heading, *(row[index] for row in rows)]) for index, column in enumerate(columns)]
    natural = [max(map(_line_width, words)) for _, words in cells]
    free = total - GAP_WIDTH * (len(columns) - 1)
    widths = next((fitting for fitting in _iter_least(cells) if sum(fitting) <= free), [])
    if not widths:
        return ()
    wished = [max(width, _usual_width(words)) for width, (_, words) in zip(widths, cells, strict=True)]
    if sum(wished) <= free * (1 - SHARE_OF_LONG_TEXT):
        widths = wished
    lengths = [[cell_len(cell) for cell in row] for row in rows[:: len(rows) // SAMPLED_ROWS + 1]]
    for _ in range(free - sum(widths)):
        growing = _find_tallest(lengths, widths, natural)
        if growing is None:
            break
        widths[growing] += 1
    return tuple(widths)


def _find_tallest(lengths: Sequence[Sequence[int]], widths: Sequence[int], natural: Sequence[int]) -> int | None:
    """Return the column that decides, over all rows, about the most lines; None where no row needs a second one."""
    lines: Counter[int] = Counter()
    for row in lengths:
        heights = [
            _height(length, width) if width < most else 1
            for length, width, most in zip(row, widths, natural, strict=True)
        ]
        if (tallest := max(heights)) > 1:
            lines[heights.index(tallest)] += tallest - 1
    if lines:
        return lines.most_common(1)[0][0]
    return next((index for index, width in enumerate(widths) if width < natural[index]), None)


def _height(length: int, width: int) -> int:
    """Return about how many lines a text takes: words do not fill them to the end."""
    return 1 if length <= width else -(-length // max(width - 2, 1))


def _iter_least(cells: Sequence[tuple[Column, Sequence[str]]]) -> Iterator[list[int]]:
    """Yield widths under which the columns should not fall, and tighter ones for terminals that are narrow."""
    yield [_least_width(column, words, WHOLE_WIDTH, LONGEST_WORD_KEPT[0]) for column, words in cells]
    for longest_word in LONGEST_WORD_KEPT:
        yield [_least_width(column, words, 0, longest_word) for column, words in cells]


def _least_width(column: Column, words: Sequence[str], whole_width: int, longest_word: int) -> int:
    heading, cells = words[:1], words[1:]
    width = max(map(_line_width, cells), default=1)
    if column.is_whole or column.is_number or width <= whole_width:
        return max(_longest_word(heading), width, 1)
    return max(_longest_word(heading), min(_longest_word(cells), longest_word), 1)


def _usual_width(words: Sequence[str]) -> int:
    """Return a width at which nine cells in ten do not wrap, where such a column still is a short one."""
    widths = sorted(map(_line_width, words))
    usual = widths[len(widths) * 9 // 10]
    return usual if usual <= WHOLE_WIDTH else 1


def _line_width(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _longest_word(cells: Iterable[str]) -> int:
    return max((cell_len(word) for cell in cells for word in cell.split()), default=0)
