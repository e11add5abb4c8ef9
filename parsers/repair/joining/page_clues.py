"""What borders, places and the table's habits show of two rows on either side of a page's end."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.repair.joining.boundary import Boundary
from parsers.repair.joining.weights import Clue


def read_page_clues(boundary: Boundary) -> Iterator[Clue]:
    raise NotImplementedError(boundary)
