"""From the lines of one column or table cell to blocks: paragraphs, list items, and what stands by itself.

Headings are told from the rest by the whole document's look, in `headings.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from normalise.records import Box
from parsers.document import Block, BlockKind
from parsers.formats.pdf.flow.lines import Line
from parsers.formats.pdf.page import Fill
from parsers.formats.pdf.tag_place import TagPlace
from parsers.words import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Setting:
    """Where lines stand, and what is known of them besides.

    `place` names page, and table, row and cell if they are in one. `box` is the column or cell that the lines may fill:
    a line whose next word had room in it ended there because it is printed so. `fills` are the small ones in the box:
    dots in front of lines are bullets, others are shapes. `tags` are by marked-content id; none: by look alone.
    """

    place: Place = NOWHERE
    box: Box | None = None
    fills: tuple[Fill, ...] = ()
    tags: Mapping[int, TagPlace] = field(default_factory=dict)
    list_ids: Iterator[int] = field(default_factory=count)


def read_blocks(lines: Sequence[Line], setting: Setting) -> tuple[Block, ...]:
    """Return the blocks of lines of one column or cell, in reading order.

    A line end that only the width makes is a blank, one that is printed "\\n"; a hyphen at a line's end keeps its "\\n"
    until `mend_hyphens` has seen the whole document.
    """
    return tuple(
        Block(BlockKind.PARAGRAPH, line.words(setting.place), place=setting.place) for line in lines if line.runs
    )
