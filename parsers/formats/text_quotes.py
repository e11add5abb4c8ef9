"""Lines that begin with ">": passages quoted the Markdown way lose it, bullets and signs of comparison keep it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.formats.text_lines import TextLine

_QUOTED = re.compile(r" {0,3}>(?: |(?=>|$))")
_COMPARED = re.compile(r" {0,3}>=?\s*[£$€]?\d[\d,.]*\s?(?:%|$|[a-zA-Z%])")
_BULLETED = re.compile(r" {0,3}>\s+[“\"'‘(]?[A-Z]")
_SHORT = 60  # characters; quoted passages are broken at wider lines


def unquote(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Return the lines of a page, those of quoted passages without their ">"."""
    if not any(line.text.lstrip().startswith(">") for line in lines):
        return lines
    unquoted = list(lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _QUOTED.match(lines[end].text):
            end += 1
        if end > start and not _means_itself([line.text for line in lines[start:end]]):
            unquoted[start:end] = [_strip(line) for line in lines[start:end]]
        start = max(end, start + 1)
    return unquoted


def _means_itself(texts: Sequence[str]) -> bool:
    """Say whether the ">" of neighbouring lines are bullets, or compare figures."""
    if any(_COMPARED.match(text) for text in texts):
        return True
    if len(texts) < 2 or not all(_BULLETED.match(text) for text in texts):
        return False
    return len(texts) > 2 or all(len(text) <= _SHORT for text in texts)


def _strip(line: TextLine) -> TextLine:
    text = line.text
    for _ in range(5):  # quoted inside a quotation
        match = _QUOTED.match(text)
        if match is None:
            break
        text = text[match.end() :]
    return replace(line, text=text)
