"""Tells a part of a web page that somebody saved, without `<html>` around it, from text with some tags in it.

Such a part begins with an element that pages are made of, and nearly all its lines carry tags; text that begins with a
table goes on with lines that carry none, or with the marks of Markdown.
"""

from __future__ import annotations

import re

_FIRST = re.compile(
    rb"<(?:(?P<of_pages>title|meta|main|article|section|div|header|nav|form|center|style|script|link)"
    rb"|table|h[1-6]|p|ul|ol|dl)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_PAIRED = (b"table", b"tr", b"p", b"ul", b"ol", b"li", b"h2", b"h3", b"b")
_LEAST_CLOSED = 12  # fewer may stand in a line or two of a text
_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,2000}>")
_MARKDOWN = re.compile(
    rb"^(?:#{1,6} \S|\|.*\|\s*$|[-*+] \S|={3,}\s*$|-{3,}\s*$|```|\{\d+\}-{10,}|.*\*\*\w|!\[)", re.MULTILINE
)
_CLOSING = re.compile(rb"</(?:main|article|section|div|table|tr|td|ul|ol|li|p|h[1-6])>", re.IGNORECASE)
MOST_UNTAGGED = 0.4  # of the lines with something in them: long paragraphs of a page run over several


def is_page_part(head: bytes, start: int) -> bool:
    """Say whether the bytes from a position on are a part of a web page.

    >>> is_page_part(b"<main><h1>Plan</h1></main>", 0), is_page_part(b"<b>Plan</b> of the council", 0)
    (True, False)
    """
    first = _FIRST.match(head, start)
    if first is None:
        return False
    part = head[start:]
    if not _CLOSING.search(part) or not (first["of_pages"] or _is_well_paired(part)):
        return False
    lines = [line for line in part.splitlines() if line.strip()]
    untagged = [line for line in lines if not _TAG.search(line)]
    if len(untagged) > MOST_UNTAGGED * len(lines):
        return False
    outside = b"\n".join(_TAG.sub(b"", line) if line in untagged else b"" for line in lines)
    return not _MARKDOWN.search(outside) and _TAG.match(part.lstrip()) is not None and _ends_tagged(lines)


def _is_well_paired(part: bytes) -> bool:
    """Say whether what begins like a text with tags in it (a table, a paragraph) is markup throughout."""
    lower = part.lower()
    closed = [lower.count(b"</" + tag + b">") for tag in _PAIRED]
    opened = [lower.count(b"<" + tag + b">") + lower.count(b"<" + tag + b" ") for tag in _PAIRED]
    return opened == closed and sum(closed) >= _LEAST_CLOSED


def _ends_tagged(lines: list[bytes]) -> bool:
    """Say whether the last lines that were looked at are of a page too: a table at the top of a text ends early."""
    return any(_TAG.search(line) for line in lines[-3:])
