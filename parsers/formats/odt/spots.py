"""Where the reader of an OpenDocument text stands, and what it has met on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.document import Block, Layer, Table
from parsers.formats.odt.names import prefixed_name
from parsers.words import Place, Words

FORM = "odt"  # of the budgets


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in the file. `path` is the XML path from the part's text on; `depth` counts lists and tables."""

    path: str = ""
    layer: Layer = Layer.BODY
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    depth: int = 0

    @property
    def place(self) -> Place:
        return Place(table=self.table, row=self.row, cell=self.cell, at=(("path", self.path),))

    def deeper(self) -> Spot:
        """Return the spot one list or table further in. Raises DocumentError `over-budget`."""
        check_budget(FORM, "nesting", self.depth + 1)
        return replace(self, depth=self.depth + 1)

    def iter_children(self, parent: _Element) -> Iterator[tuple[_Element, Spot]]:
        """Yield each child with its own spot: its name and its number among the children of that name."""
        seen: Counter[str] = Counter()
        above = f"{self.path}/" if self.path else ""
        for child in parent:
            name = prefixed_name(str(child.tag))
            seen[name] += 1
            path = f"{above}{name}[{seen[name]}]"
            yield child, Spot(path, self.layer, self.table, self.row, self.cell, self.depth)


@dataclass(slots=True)
class Met:
    """What was met: notes that wait for their block's end, text that is not read, pictures too large for a sign."""

    notes: list[Block | Table] = field(default_factory=list)
    hidden: list[Words] = field(default_factory=list)
    struck: list[Words] = field(default_factory=list)
    pictures: list[Place] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    table_count: int = 0

    def hide(self, texts: list[str], place: Place) -> None:
        """Remember text that is not shown."""
        self.hidden.extend(_words_of(texts, place))

    def strike(self, texts: list[str], place: Place) -> None:
        """Remember text that is struck through."""
        self.struck.extend(_words_of(texts, place))


def _words_of(texts: list[str], place: Place) -> list[Words]:
    text = " ".join("".join(texts).split())
    return [Words.of(text, place)] if text else []
