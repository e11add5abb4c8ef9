"""The blocks of text that a page's structure tree tells of: paragraphs, headings, list items, notes, contents.

Nothing here looks where the text stands; whether the page bears the tags out is for `tagged_places.py` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.formats.pdf.page import Tag
from parsers.formats.pdf.tag_place import PlaceKind

_INLINE = frozenset(
    "Span NonStruct Link Reference Quote Em Strong Sub Code Annot BibEntry Formula Form Lbl LBody Ruby RB RT RP "
    "Warichu WT WP".split()
)
_KINDS = {
    "Title": PlaceKind.HEADING,
    "Caption": PlaceKind.CAPTION,
    "Note": PlaceKind.NOTE,
    "FENote": PlaceKind.NOTE,
    "TOC": PlaceKind.CONTENTS,
    "TOCI": PlaceKind.CONTENTS,
    "Figure": PlaceKind.FIGURE,
    "Artifact": PlaceKind.FURNITURE,
}
_OUTER = frozenset((PlaceKind.CAPTION, PlaceKind.NOTE, PlaceKind.CONTENTS, PlaceKind.FIGURE, PlaceKind.FURNITURE))
_ASIDE = frozenset(("Figure", "Note", "FENote", "Artifact"))  # may stand in a paragraph without ending it


@dataclass(slots=True)
class TaggedItem:
    """A list item: its number, and the marked contents of its printed marker. `earlier`: it began on a page before."""

    number: int
    earlier: bool
    labels: list[int] = field(default_factory=list)


class Setting(NamedTuple):
    """What an element's place in the tree says of the text in it. `cell` tells table cells apart, 0 is none.

    `is_block`: the text is one paragraph, heading, item …; that straight in a cell or a section may be several.
    """

    kind: PlaceKind = PlaceKind.PARAGRAPH
    is_block: bool = False
    level: int = 0
    item: TaggedItem | None = None
    list_id: int | None = None
    list_depth: int = 0
    cell: int = 0
    earlier: bool = False
    later: bool = False
    alt: str | None = None


@dataclass(slots=True)
class TaggedBlock:
    """A block as tagged: the marked contents of its text in the tree's order, and those of its list marker."""

    setting: Setting
    mcids: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)


@dataclass(slots=True)
class TaggedText:
    """All blocks of a page in the tree's order; `stray_items` counts list items outside any list."""

    blocks: list[TaggedBlock]
    stray_items: int


def read_tagged_text(tags: Sequence[Tag]) -> TaggedText:
    """Return the blocks that the tree tells of."""
    reader = _Reader()
    reader.walk(tags, Setting(), None)
    return TaggedText(reader.blocks, reader.stray_items)


@dataclass(slots=True)
class _Reader:
    blocks: list[TaggedBlock] = field(default_factory=list)
    stray_items: int = 0
    lists: int = 0
    items: int = 0
    cells: int = 0

    def walk(self, kids: Sequence[int | Tag], setting: Setting, block: TaggedBlock | None) -> TaggedBlock | None:
        """Read what is in an element into the open block, or into blocks of its own; return the one open then."""
        list_id = setting.list_id
        for index, kid in enumerate(kids):
            if isinstance(kid, int):
                if block is None:
                    block = TaggedBlock(setting)
                    self.blocks.append(block)
                block.mcids.append(kid)
            elif kid.kind == "Lbl" and setting.item is not None:
                setting.item.labels.extend(_mcids(kid))
            elif kid.kind in _INLINE:
                block = self.walk(kid.kids, setting, block)
            else:
                list_id = self._find_list(kid, index, setting.list_id, list_id)
                self._read_block(kid, setting._replace(list_id=list_id) if kid.kind == "LI" else setting)
                if kid.kind not in _ASIDE:
                    block = None
        return block

    def _find_list(self, tag: Tag, index: int, outer: int | None, before: int | None) -> int | None:
        """Return the list that an item here belongs to: the one around it, or else the one just before it.

        LibreOffice hangs the items after one that the page cuts beside their list, which may stand on another page.
        """
        if outer is not None:
            return outer
        if tag.kind == "L":
            return self.lists + 1  # as `_read_block` is going to number it
        if tag.kind != "LI":
            return None
        if before is None and index == 0 and tag.ordinal > 0:
            self.lists += 1
            return self.lists
        return before

    def _read_block(self, tag: Tag, outer: Setting) -> None:
        """Read an element that is a block, or has blocks in it."""
        setting = outer._replace(earlier=tag.earlier, later=tag.later, alt=tag.alt or outer.alt)
        if tag.kind == "L":
            self.lists += 1
            depth = 0 if outer.list_id is None else outer.list_depth + 1
            self.walk(tag.kids, setting._replace(list_id=self.lists, list_depth=depth, item=None), None)
        elif tag.kind == "LI":
            self._read_item(tag, setting)
        elif tag.kind in {"TD", "TH"}:
            self.cells += 1
            self.walk(tag.kids, Setting(cell=self.cells, earlier=tag.earlier, later=tag.later), None)
        else:
            self.walk(tag.kids, _with_kind(setting, tag.kind), None)

    def _read_item(self, tag: Tag, setting: Setting) -> None:
        if setting.list_id is None or setting.kind in _OUTER:
            self.stray_items += setting.list_id is None
            self.walk(tag.kids, setting._replace(item=None), None)
            return
        self.items += 1
        item = TaggedItem(self.items, tag.earlier)
        setting = setting._replace(kind=PlaceKind.ITEM, is_block=True, item=item)
        start = len(self.blocks)
        self.walk(tag.kids, setting, None)
        if item.labels:
            own = next((block for block in self.blocks[start:] if block.setting.item is item), None)
            if own is None:
                own = TaggedBlock(setting)
                self.blocks.insert(start, own)
            own.labels = item.labels


def _mcids(tag: Tag) -> list[int]:
    mcids: list[int] = []
    for kid in tag.kids:
        mcids.extend([kid] if isinstance(kid, int) else _mcids(kid))
    return mcids


def _with_kind(setting: Setting, name: str) -> Setting:
    """Return the setting of what is in an element of a standard type. A "P" in a heading or list item is still that."""
    if setting.kind in _OUTER:
        return setting
    if name == "P":
        return setting._replace(is_block=True)
    if name == "H" or (name[:1] == "H" and name[1:].isdecimal()):
        return setting._replace(kind=PlaceKind.HEADING, is_block=True, level=min(int(name[1:4] or 0), 6))
    kind = _KINDS.get(name)
    return setting if kind is None else setting._replace(kind=kind, is_block=True, level=1 if name == "Title" else 0)
