"""What somebody typed in front of a paragraph's lines as markers: "1.", "–", "●"."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.formats.text_marks import Mark, find_marked_line, is_first, take_mark
from parsers.shown_colours import colour_of_sign
from parsers.words import Words, join

_LINE_END = re.compile(r"\n")
_SPLITS = (":", ";")


def part_lines(words: Words, *, is_item: bool) -> list[tuple[Mark | None, Words]]:
    """Return the lines of a paragraph, parted where one begins with a marker, each part with its own.

    `is_item`: Word counts the paragraph, so that a marker in front of its first line is part of its words.
    """
    if "\n" not in words.text:
        return [(None, words) if is_item else _take_mark(words) or (None, words)]
    parts: list[tuple[Mark | None, Words]] = []
    above = ""
    for line in words.split(_LINE_END):
        found = None if is_item and not parts else _take_mark(line)
        if found is not None and (not parts or _begins(found[0], parts[-1][0], above, is_item=is_item)):
            parts.append(found)
        elif parts:
            parts[-1] = (parts[-1][0], join((parts[-1][1], line), "\n"))
        else:
            parts.append((None, line))
        above = line.text
    return parts


def _take_mark(line: Words) -> tuple[Mark, Words] | None:
    """Return the marker that a line begins with and the words behind it; a marker alone is words."""
    printed, rest = take_mark(line)
    if printed is None or not rest.text.strip():
        return None
    found = find_marked_line(f"{printed} x")
    mark = found.mark if found else Mark(printed, "bullet")
    colour = colour_of_sign(line) if len(line.runs) > 1 else None
    return mark if colour is None else replace(mark, colour=colour), rest


def _begins(mark: Mark, last: Mark | None, above: str, *, is_item: bool) -> bool:
    """Say whether a marked line below another begins an item, and does not only happen to look so."""
    if above.rstrip().endswith(_SPLITS) or (last is not None and last.kind == mark.kind):
        return True
    return last is not None or is_item if mark.text == "–" else is_first(mark)
