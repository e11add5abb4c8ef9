"""The lines of a cell: which of their ends are printed, where a table's width breaks them, and which begin a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.document import Block, BlockKind
from parsers.formats.markup import Line, split_lines
from parsers.formats.text_marks import find_marked_line, take_mark
from parsers.words import join

_OPEN_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_OPEN_SIGNS = (",", "&", "/")
_ENDS_IN_BREAK = re.compile(r"<br\s?/?>$", re.IGNORECASE)


def fold_lines(lines: Iterable[Line], width: int | None = None) -> list[Line]:
    """Return the lines with the glue in front of them: a blank, or "\\n" before a mark and behind a blank line.

    Where the cell's width is known, a line whose next word had room in it ended there because it is printed so, unless
    its words go on. The lines are to be read without any other glue.
    """
    folded: list[Line] = []
    before, is_after_blank = "", False
    for line, place in lines:
        text = line.strip()
        if text:
            folded.append((_glue(before, text, is_after_blank, width) + text, place))
            before = text
        is_after_blank = not text
    return folded


def part_marked_lines(block: Block, list_ids: Iterator[int]) -> tuple[Block, ...]:
    """Return a paragraph whose lines begin with marks as the list that it is, other blocks as they are."""
    if block.kind is not BlockKind.PARAGRAPH or "\n" not in block.text:
        return (block,)
    entries = [(*take_mark(line.strip()), line.strip()) for line in split_lines(block.words)]
    if not any(mark for mark, _, _ in entries):
        return (block,)
    list_id = next(list_ids)
    parts: list[Block] = []
    for mark, words, line in entries:
        if mark:
            parts.append(replace(block, kind=BlockKind.ITEM, words=words, marker=mark, list_id=list_id))
        elif parts and line:
            parts[-1] = replace(parts[-1], words=join((parts[-1].words, line), "\n"))
        elif line:
            parts.append(replace(block, words=line))
    return tuple(parts)


def _glue(before: str, text: str, is_after_blank: bool, width: int | None) -> str:
    if not before or _ENDS_IN_BREAK.search(before):
        return ""
    if is_after_blank or find_marked_line(text) is not None:
        return "\n"
    if text[0].islower() or before.endswith(_OPEN_SIGNS) or before.rpartition(" ")[2].casefold() in _OPEN_WORDS:
        return " "
    had_room = width is not None and len(before) + 1 + len(text.split(maxsplit=1)[0]) <= width
    return "\n" if had_room else " "
