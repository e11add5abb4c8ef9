"""Parts of a text that are marked as apart from its running words: footnotes, the sources of links, program code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.document import Block, BlockKind, Layer
from parsers.formats.markup import read_fragment
from parsers.formats.text_lines import TextLine
from parsers.formats.text_markdown import is_definition
from parsers.words import Words, join

_NOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]\s]{1,40})\]:\s*")
_MOST_CODE_LINES = 500
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_CODE = re.compile(
    r" {0,3}(?P<fence>`{3,}|~{3,})\s?\{?\.?(?:bash|c|console|css|csv|html|ini|java|javascript|js|json|mermaid|perl|php"
    r"|powershell|python|py|r|ruby|scss|sh|shell|sql|toml|ts|typescript|vba|xml|yaml|yml)\}?\s*$",
    re.IGNORECASE,
)


def find_apart(lines: Sequence[TextLine], start: int, list_ids: Iterator[int]) -> tuple[tuple[Block, ...], int] | None:
    """Return the blocks of what begins at a line and is apart, and the line behind it; None where nothing such does."""
    line = lines[start]
    text = line.text.lstrip()
    if text.startswith("[^") and (note := _NOTE.match(line.text)):
        return _read_note(lines, start, note, list_ids)
    if text.startswith("[") and is_definition(line.text):
        words = Words.of(line.text.strip(), line.place)
        return (Block(BlockKind.PARAGRAPH, words, layer=Layer.FURNITURE, place=line.place),), start + 1
    if text.startswith(("```", "~~~")) and (code := _CODE.match(line.text)):
        return _read_code(lines, start, code["fence"])
    return None


def _read_note(
    lines: Sequence[TextLine], start: int, note: re.Match[str], list_ids: Iterator[int]
) -> tuple[tuple[Block, ...], int]:
    """Return a footnote: its line, those that run on, and indented ones behind a blank line."""
    end = start + 1
    while end < len(lines) and _goes_on(lines, end):
        end += 1
    while lines[end - 1].is_blank:
        end -= 1
    first = replace(lines[start], text=lines[start].text[note.end() :])
    printed = [(line.text.strip(), line.place) for line in (first, *lines[start + 1 : end]) if not line.is_blank]
    blocks = read_fragment(printed, list_ids)
    return tuple(replace(block, layer=Layer.NOTE, marker=note["label"]) for block in blocks), end


def _goes_on(lines: Sequence[TextLine], index: int) -> bool:
    if lines[index].is_blank:
        behind = lines[index + 1] if index + 1 < len(lines) else None
        return behind is not None and behind.text.startswith(("    ", "\t"))
    if lines[index].text.startswith(("    ", "\t")):
        return True
    is_behind_blank = lines[index - 1].is_blank
    return not is_behind_blank and not lines[index].text.lstrip().startswith(("[", "#", "|", "-", "*", ">"))


def _read_code(lines: Sequence[TextLine], start: int, fence: str) -> tuple[tuple[Block, ...], int] | None:
    """Return program code as one paragraph, word for word; a fence that nothing closes fences nothing."""
    closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}\s*$")
    reach = range(start + 1, min(len(lines), start + _MOST_CODE_LINES))
    end = next((index for index in reach if _FENCE.match(lines[index].text)), None)
    if end is None or not closing.match(lines[end].text):
        return None
    words = join((Words.of(line.text, line.place) for line in lines[start + 1 : end]), "\n")
    place = lines[start].place
    return ((Block(BlockKind.PARAGRAPH, words, layer=Layer.FURNITURE, place=place),) if words else ()), end + 1
