"""The walk through a page's tree: what is open, what is set aside, and who reads which element.

The walk calls itself; `tree` bounds how deep elements stand inside one another. What elements mean stands in `lines`,
`lists`, `beside` and `tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from parsers.document import BlockKind, Layer, Remark
from parsers.formats.html.counters import Counter
from parsers.formats.html.flow import Flow
from parsers.formats.html.landmarks import Landmarks
from parsers.formats.html.looks import PLAIN_LOOKS, Looks, LooksReader
from parsers.words import Words

SILENT = frozenset({"script", "style"})
_NEVER_FURNITURE = frozenset("html body main h1 h2 h3 h4 table tbody thead tr td th".split())
PARTING = frozenset(
    "address article blockquote br caption dd div dt figure h1 h2 h3 h4 h5 h6 li ol option p pre section table td th "
    "tr ul".split()
)


@dataclass(slots=True)
class OpenList:
    """A list that is open: `number` is its next entry's; `form` of `FORMS`, None where no marks are printed."""

    list_id: int
    form: str | None
    number: int = 1
    step: int = 1
    sign: str | None = None
    counter: Counter | None = None


@dataclass(slots=True)
class Walk:
    """One walk through a page. `depth` counts lists and tables inside one another; `table_count` those begun."""

    flow: Flow
    looks: LooksReader
    landmarks: Landmarks
    handlers: Mapping[str, Handler | None]
    otherwise: Handler
    lists: list[OpenList] = field(default_factory=list)
    depth: int = 0
    table_count: int = 0
    cell_count: int = 0
    fill: str | None = None  # behind the cell's words
    unseen: list[str] = field(default_factory=list)  # what the cell says to screen readers only
    remarks: list[Remark] = field(default_factory=list)
    hidden: list[Words] = field(default_factory=list)
    struck: list[Words] = field(default_factory=list)
    word_lists: dict[str, int] = field(default_factory=dict)

    def read_children(self, element: _Element) -> None:
        """Read what an element holds."""
        flow = self.flow
        if text := element.text:
            flow.add_text(text, element)
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                self.read(child, tag)
            if text := child.tail:
                flow.add_text(text, element)

    def read(self, element: _Element, tag: str) -> None:
        """Read one element."""
        handler = self.handlers.get(tag, self.otherwise)
        if handler is None:
            return
        looks = self.look(element, tag)
        if looks is PLAIN_LOOKS:
            handler(self, element, tag, looks)
        elif looks.role == "heading" and self.handlers.get(tag) is not self.handlers["h2"]:
            self.handle("h2", element, f"h{element.get('aria-level', '2')[:1]}", looks)
        elif not self.is_set_aside(element, tag, looks):
            handler(self, element, tag, looks)

    def handle(self, like: str, element: _Element, tag: str, looks: Looks) -> None:
        """Read an element as those of another tag are read."""
        if (handler := self.handlers[like]) is not None:
            handler(self, element, tag, looks)

    def look(self, element: _Element, tag: str) -> Looks:
        """Return how an element looks."""
        return self.looks.read(tag, element)

    def read_as_furniture(self, element: _Element) -> None:
        """Read an element whose words are no part of the page's text."""
        flow = self.flow
        if flow.cell is not None or flow.pieces:
            flow.set_aside(text_of(element), element)
            return
        flow.close()
        layer, flow.layer = flow.layer, Layer.FURNITURE
        self.read_children(element)
        flow.close()
        flow.layer = layer

    def is_set_aside(self, element: _Element, tag: str, looks: Looks) -> bool:
        """Set an element aside that is hidden, struck out, printed twice or furniture by name; say whether it is."""
        if looks.is_struck:
            self.keep(self.struck, element)
        elif (looks.is_hidden and not looks.is_panel and not self._is_opened(element)) or looks.is_copy:
            self.keep(self.hidden, element)
        elif looks.is_unseen:
            self._keep_unseen(element)
        elif looks.is_list_mark:
            self.take_list_mark(element)
        elif looks.is_furniture and self._may_be_furniture(element, tag):
            self.read_as_furniture(element)
        else:
            return False
        return True

    def _may_be_furniture(self, element: _Element, tag: str) -> bool:
        if self.flow.layer is not Layer.BODY or tag in _NEVER_FURNITURE:
            return False
        return self.landmarks.may_be_furniture(element)

    def _is_opened(self, element: _Element) -> bool:
        """Say whether something on the page opens a hidden element: an accordion's or a tab's panel."""
        return (element.get("id") or "\0") in self.landmarks.opened or element.get("hidden") == "until-found"

    def keep(self, kept: list[Words], element: _Element) -> None:
        """Set an element's words aside, and remember them where they stand in the page's own text."""
        text = text_of(element)
        flow = self.flow
        if text.strip() and flow.layer is Layer.BODY:
            kept.append(Words.of(" ".join(text.split())[:80], flow.place_of(element)))
        flow.set_aside(text, element)

    def _keep_unseen(self, element: _Element) -> None:
        text = text_of(element)
        if self.flow.cell is not None:
            self.unseen.append(text)
        self.flow.set_aside(text, element)

    def take_list_mark(self, element: _Element) -> None:
        """Take the mark that Word prints in front of a list entry as that entry's."""
        mark = " ".join(text_of(element).split())
        shape = self.flow.shape
        if shape is not None and shape.kind is BlockKind.ITEM and not self.flow.pieces:
            self.flow.shape = replace(shape, marker=mark or shape.marker)
        else:
            self.flow.add_text(f"{mark} ", element)


def text_of(element: _Element) -> str:
    """Return all the text inside an element in its order, that of scripts and styles left out."""
    parts = [element.text or ""] if element.tag not in SILENT else []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: _Element, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        is_apart = tag in PARTING
        if is_apart:
            parts.append(" ")
        if (text := child.text) and tag not in SILENT and isinstance(tag, str):
            parts.append(text)
        if len(child):
            _gather(child, parts)
        if is_apart:
            parts.append(" ")
        if text := child.tail:
            parts.append(text)


Handler = Callable[[Walk, _Element, str, Looks], None]
