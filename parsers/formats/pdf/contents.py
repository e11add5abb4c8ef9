"""Contents pages: lines that name a heading and the page it stands on. They are furniture, no headings."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.formats.pdf.furniture import PageBlocks


def mark_contents(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return the pages with their contents lists in the furniture layer."""
    return tuple(pages)
