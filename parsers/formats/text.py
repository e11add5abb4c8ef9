"""Reads plain text: documents saved or converted as text, with or without Markdown and HTML marks in them.

Bytes become text in `parsers.decode`; lines, tables and marks have a module each beside this one.
"""

from __future__ import annotations

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.decode import decode_text
from parsers.document import Document
from parsers.formats.csv_file import sniff_csv
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings
from parsers.formats.text_blocks import read_blocks
from parsers.formats.text_hyphens import find_joints, join_broken_words
from parsers.formats.text_lines import read_pages
from parsers.formats.text_markdown import prepare
from parsers.formats.text_pages import count_pages, part_pages

MEDIA_TYPE, MARKDOWN = "text/plain", "text/markdown"


def sniff_text(data: bytes) -> bool:
    """Say whether the bytes carry no other format's signature; whether they are text at all, reading them shows."""
    return find_kind(data) is None and not sniff_csv(data)


def read_text(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError `over-budget`, `not-text`, `undecodable` or `empty-file`."""
    check_budget("text", "size", len(data))
    decoded = decode_text(data)
    if not decoded.text.strip():
        raise DocumentError("empty-file", "holds nothing but white space. Fetch the document again.")
    check_budget("text", "marks", sum(map(decoded.text.count, "<&*_")))
    prepared = prepare(read_pages(decoded.text))
    pages = part_pages(prepared.pages)
    blocks = ((prepared.front,) if prepared.front else ()) + read_blocks(pages)
    if joints := find_joints(decoded.text):
        blocks = tuple(join_broken_words(block, joints) for block in blocks)
    return Document(
        name=name,
        media_type=MARKDOWN if prepared.is_markdown else MEDIA_TYPE,
        blocks=blocks,
        pages=count_pages(pages),
        hints=prepared.hints,
        remarks=(*decoded.remarks, *prepared.remarks),
    )


# Web pages saved as text keep their marks.
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".tsv", ".tab")

READER = Reader("text", (MEDIA_TYPE, MARKDOWN), sniff_text, read_text, SUFFIXES)
