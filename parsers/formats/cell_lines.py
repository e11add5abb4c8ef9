"""The lines of a cell that a table's width or a file's indentation breaks: which of their ends are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.formats.markup import Line
from parsers.formats.text_marks import find_marked_line

_ENDS_IN_BREAK = re.compile(r"<br\s?/?>$", re.IGNORECASE)


def fold_lines(lines: Iterable[Line], width: int | None = None) -> list[Line]:
    """Return the lines with the glue in front of them: a blank, or "\\n" before a mark and behind a blank line.

    Where the cell's width is known, a line whose next word had room in it ended there because it is printed so. The
    lines are to be read without any other glue.
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


def _glue(before: str, text: str, is_after_blank: bool, width: int | None) -> str:
    if not before or _ENDS_IN_BREAK.search(before):
        return ""
    if is_after_blank or find_marked_line(text) is not None:
        return "\n"
    had_room = width is not None and len(before) + 1 + len(text.split(maxsplit=1)[0]) <= width
    return "\n" if had_room else " "
