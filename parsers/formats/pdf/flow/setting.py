"""Where the lines of one column or table cell stand, and what is known of them besides their runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from normalise.records import Box
from parsers.formats.pdf.page import Fill
from parsers.formats.pdf.tag_place import TagPlace
from parsers.words import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Setting:
    """Where lines stand, and what is known of them besides.

    `place` names page, and table, row and cell if they are in one. `box` is the column or cell that the lines may fill:
    a line whose next word had room in it ended there because it is printed so. `fills` are shapes that carry a colour
    of their own. `tags` are by marked-content id; none: by look alone. `dots` are bullets if they stand in front of a
    line.
    """

    place: Place = NOWHERE
    box: Box | None = None
    fills: tuple[Fill, ...] = ()
    tags: Mapping[int, TagPlace] = field(default_factory=dict)
    list_ids: Iterator[int] = field(default_factory=count)
    dots: tuple[Fill, ...] = ()
