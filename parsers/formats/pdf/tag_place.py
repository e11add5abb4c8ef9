"""What a file's own structure tree says of one text run outside the grid of a table: its block, list and heading level.

`tagged.py` makes these, checked against the page; `flow/` reads them. A run without one has no (believable) tag and is
placed by its look.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Marked-content ids that no tree names: of text in a form that numbers its contents by itself (nothing is known of it),
# and of a header row that is printed again over a later part of its table.
IN_A_FORM = -1
REPEATED = -2


class PlaceKind(StrEnum):
    """What a block is to its file."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # of a list: one list item may be several blocks
    CAPTION = "caption"
    NOTE = "note"  # foot or end note
    CONTENTS = "contents"  # an entry of a contents list: furniture
    FIGURE = "figure"  # text inside a drawing
    FURNITURE = "furniture"  # marked as artifact, and lying where furniture lies


@dataclass(frozen=True, slots=True)
class TagPlace:
    """Where one run stands in the file's structure.

    `block_id`: runs with the same one are one block (paragraph, heading, …); ids rise in the file's reading order and
    hold for one page only. `level`: of a heading, 1–6, or 0 where the file names none. `is_label`: the run is the
    printed marker of its list item ("Lbl"), never part of its words. `item_id`: blocks with the same one are one list
    item, the first of them carries the marker; `list_id` tells the lists of a page apart; `list_depth` counts from 0.
    `earlier`, `later`: the block goes on from the page before or on the page after. `alt`: the alternative text of a
    figure. For blocks outside lists, and for what goes on of an item from the page before, `item_id` is None. `part`: a
    block that goes on at the top of another column has parts; all lines of one come before those of the next.
    """

    block_id: int
    kind: PlaceKind = PlaceKind.PARAGRAPH
    level: int = 0
    is_label: bool = False
    item_id: int | None = None
    list_id: int | None = None
    list_depth: int = 0
    earlier: bool = False
    later: bool = False
    alt: str | None = None
    part: int = 0
