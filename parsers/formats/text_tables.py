"""Tables of a text file: rows whose cells are parted by tabs, and Markdown's rows between upright strokes.

One table is what stands together; whether a page break cut it, and which rows are headers where the file does not mark
them, is left to `parsers.repair`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from parsers.budgets import check_budget
from parsers.document import Block, BlockKind, Cell, Table
from parsers.formats.markup import read_fragment, split_lines
from parsers.formats.text_lines import TextLine
from parsers.formats.text_marks import take_mark
from parsers.words import Place, join

_STROKE = re.compile(r"(?<!\\)\|")
_RULE_CELL = r"\s*:?-+:?\s*"
_RULE = re.compile(rf"\s*\|?{_RULE_CELL}(?:\|{_RULE_CELL})*\|?\s*")


@dataclass(slots=True)
class TableReader:
    """Makes tables of lines and numbers them through the document."""

    list_ids: Iterator[int] = field(default_factory=count)
    table_count: int = 0
    cell_count: int = 0

    def read_tabbed(self, lines: Sequence[TextLine]) -> Table:
        """Return the table of lines whose cells are parted by tabs, one row a line."""
        for line in lines:
            check_budget("text", "columns", line.text.count("\t") + 1, f"line {line.number:,}")
        return self._make_table([(line, line.text.split("\t")) for line in lines], header_rows=None)

    def read_piped(self, lines: Sequence[TextLine]) -> Table:
        """Return the table of Markdown rows; the row above the rule is its header."""
        for line in lines:
            check_budget("text", "columns", len(_STROKE.findall(line.text)), f"line {line.number:,}")
        has_header = len(lines) > 1 and is_rule(lines[1]) and not is_rule(lines[0])
        kept = [line for index, line in enumerate(lines) if not (is_rule(line) if index < 2 else is_long_rule(line))]
        rows = [(line, _split_row(line.text)) for line in kept]
        if has_header and len(rows) > 1 and not any(text.strip() for text in rows[0][1]):
            # Markdown cannot write a table without a header; converters put an empty one.
            return self._make_table(rows[1:], header_rows=None)
        return self._make_table(rows, header_rows=1 if has_header else None)

    def _make_table(self, rows: Sequence[tuple[TextLine, list[str]]], header_rows: int | None) -> Table:
        self.cell_count += sum(len(fields) for _, fields in rows)
        check_budget("text", "cells", self.cell_count, f"line {rows[-1][0].number:,}" if rows else "")
        number = self.table_count
        self.table_count += 1
        cells: list[Cell] = []
        for row, (line, fields) in enumerate(rows):
            for column, text in enumerate(fields):
                place = Place(page=line.page, line=line.number, table=number, row=row, cell=column)
                cells.append(
                    Cell(row, column, self._read_cell(text, place), is_header=row < (header_rows or 0), place=place)
                )
        return Table(
            tuple(cells),
            row_count=len(rows),
            column_count=max((len(fields) for _, fields in rows), default=0),
            header_rows=header_rows,
            place=replace(rows[0][0].place, table=number) if rows else Place(table=number),
        )

    def _read_cell(self, text: str, place: Place) -> tuple[Block, ...]:
        blocks = read_fragment([(text, place)], self.list_ids)
        return tuple(part for block in blocks for part in self._part_lines(block))

    def _part_lines(self, block: Block) -> Iterable[Block]:
        """Return a paragraph whose lines (`<br>`) begin with marks as the list that it is, other blocks as they are."""
        if block.kind is not BlockKind.PARAGRAPH or "\n" not in block.text:
            return (block,)
        entries = [(*take_mark(line.strip()), line.strip()) for line in split_lines(block.words)]
        if not any(mark for mark, _, _ in entries):
            return (block,)
        list_id = next(self.list_ids)
        parts: list[Block] = []
        for mark, words, line in entries:
            if mark:
                parts.append(replace(block, kind=BlockKind.ITEM, words=words, marker=mark, list_id=list_id))
            elif parts and line:
                parts[-1] = replace(parts[-1], words=join((parts[-1].words, line), "\n"))
            elif line:
                parts.append(replace(block, words=line))
        return parts


def is_rule(line: TextLine) -> bool:
    """Say whether the line parts a Markdown table's header from its rows: "|---|:-:|"."""
    return "-" in line.text and "|" in line.text and bool(_RULE.fullmatch(line.text))


def is_long_rule(line: TextLine) -> bool:
    """Say whether the line is such a rule beyond doubt: a "-" in a cell may also mean "none"."""
    return is_rule(line) and "---" in line.text


def has_strokes(line: TextLine) -> bool:
    """Say whether upright strokes part the line."""
    return "|" in line.text and bool(_STROKE.search(line.text))


def is_boxed(line: TextLine) -> bool:
    """Say whether the line begins and ends with a stroke and so is a row also where no rule stands near."""
    text = line.text.strip()
    return len(text) > 1 and text.startswith("|") and text.endswith("|") and not text.endswith("\\|")


def _split_row(text: str) -> list[str]:
    """Return the fields of a Markdown row; its outer strokes are none of them. `\\|` is a stroke that is printed."""
    text = text.strip()
    fields = _STROKE.split(text)
    if fields and not fields[0].strip() and text.startswith("|"):
        fields = fields[1:]
    if fields and not fields[-1].strip() and text.endswith("|"):
        fields = fields[:-1]
    return fields
