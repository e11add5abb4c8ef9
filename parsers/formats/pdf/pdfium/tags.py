"""Reads the structure tree of one page through pdfium: what the file itself says is a table, a list, a heading.

pdfium hands out the elements that have content on the page; it gives null for a child that has none here, whether that
stands on another page or nowhere: `tagged_pages.py` finds out which, from the trees of two pages. What the tags are
worth is left to `tagged.py`.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from parsers.formats.pdf.page import Tag
from parsers.formats.pdf.pdfium import calls

MAX_ELEMENTS = 20_000  # on one page; a crowded page of table cells has about 500
MAX_CHILDREN = 300_000  # looked at for one page, nearly all of them on other pages
MAX_DEPTH = 64  # pdfium itself gives up at 32
MAX_SPAN = 1_000  # rows or columns of one cell
MAX_ATTRIBUTES = 20  # of one element
MAX_ALT_BYTES = 8_000
_WIDE = 1_000  # an element with more children is searched for text of its own only around its child elements
_ROW_HOLDERS = frozenset(("Table", "THead", "TBody", "TFoot", "TR"))
_DRAWN = frozenset(("Figure", "Formula", "Form"))

_LOG = logging.getLogger(__name__)


class _TooLargeError(Exception):
    """The tree is past the limits."""


def read_tags(page_handle: int) -> tuple[Tag, ...]:
    """Return the top elements of a loaded page's structure tree; none where it has no tree or one past the limits."""
    tree = calls.get_tree(page_handle)
    if not tree:
        return ()
    try:
        return _TreeReader().read(tree)
    except _TooLargeError:
        _LOG.warning("a structure tree past %d elements or %d children was left unread", MAX_ELEMENTS, MAX_CHILDREN)
        return ()
    finally:
        calls.close_tree(tree)


@dataclass(slots=True)
class _TreeReader:
    # An element may hang in many places of a hostile tree, or under itself: it is read where it is met first.
    seen: set[int] = field(default_factory=set)
    children: int = 0
    kinds: dict[bytes, str] = field(default_factory=dict)
    buffer: ctypes.Array[ctypes.c_char] = field(default_factory=lambda: ctypes.create_string_buffer(256))

    def read(self, tree: int) -> tuple[Tag, ...]:
        count = calls.count_tree_tops(tree)
        self._spend(count)
        tops = ((calls.get_tree_top(tree, index), index) for index in range(count))
        tags = (self._element(handle, index, 0) for handle, index in tops if handle)
        return tuple(tag for tag in tags if tag is not None)

    def _spend(self, children: int) -> None:
        self.children += children
        if self.children > MAX_CHILDREN or len(self.seen) > MAX_ELEMENTS:
            raise _TooLargeError

    def _element(self, handle: int, ordinal: int, depth: int) -> Tag | None:
        if handle in self.seen or depth > MAX_DEPTH:
            return None
        self.seen.add(handle)
        kind = self._kind(handle)
        tag = Tag(kind, ordinal=ordinal)
        if kind in ("TD", "TH"):
            tag.row_span, tag.column_span = _read_spans(handle)
        elif kind == "L":
            tag.list_numbering = _read_name(handle, b"ListNumbering")
        elif kind in _DRAWN:
            tag.alt = _read_text(calls.get_element_alt, handle) or _read_text(calls.get_element_actual_text, handle)
        self._read_kids(tag, handle, depth)
        return tag

    def _kind(self, handle: int) -> str:
        size = calls.get_element_kind(handle, ctypes.addressof(self.buffer), len(self.buffer))
        if not 2 < size <= len(self.buffer):
            return ""
        name = self.buffer.raw[: size - 2]
        kind = self.kinds.get(name)
        if kind is None:
            kind = self.kinds[name] = name.decode("utf-16-le", "replace")
        return kind

    def _read_kids(self, tag: Tag, handle: int, depth: int) -> None:
        count = max(0, calls.count_children(handle))
        self._spend(count)
        get_child, get_mcid = calls.get_child, calls.get_child_mcid
        if count == 1 and not get_child(handle, 0):  # as of most: a stretch of text alone
            if (mcid := get_mcid(handle, 0)) >= 0:
                tag.kids.append(mcid)
            return
        children = [get_child(handle, index) for index in range(count)]
        numbers = _row_numbers(handle, children) if tag.kind in _ROW_HOLDERS else range(count)
        missing = []
        searched = _searched(children)
        for index in searched:
            if child := children[index]:
                kid = self._element(child, numbers[index], depth + 1)
                if kid is not None:
                    tag.kids.append(kid)
                    tag.earlier |= kid.earlier
                    tag.later |= kid.later
            elif (mcid := get_mcid(handle, index)) >= 0:
                tag.kids.append(mcid)
            else:
                missing.append(index)
        if missing and tag.kids:
            _mark_cut(tag, handle, missing, searched)


def _searched(children: Sequence[int | None]) -> range:
    """Return the indices worth a second look: all, but in very long lists only those around the elements."""
    if len(children) > _WIDE:
        present = [index for index, child in enumerate(children) if child]
        if present:
            return range(max(0, present[0] - 1), min(len(children), present[-1] + 2))
    return range(len(children))


def _row_numbers(handle: int, children: Sequence[int | None]) -> list[int]:
    """Return each child's number among the elements only: Chromium hangs a table's rules between its rows."""
    numbers, number = [], 0
    for index, child in enumerate(children):
        numbers.append(number)
        if child or calls.get_any_mcid(handle, index) < 0:
            number += 1
    return numbers


def _mark_cut(tag: Tag, handle: int, missing: Sequence[int], searched: range) -> None:
    """Mark an element whose own text stands on other pages too. Of a missing *element* nothing is known here."""
    gone = set(missing)
    first = next(index for index in searched if index not in gone)
    for index in missing:
        if calls.get_any_mcid(handle, index) >= 0:
            tag.earlier |= index < first
            tag.later |= index > first


def _read_spans(handle: int) -> tuple[int, int]:
    rows = columns = 1
    for attribute in _attributes(handle):
        rows = max(rows, _read_span(attribute, b"RowSpan"))
        columns = max(columns, _read_span(attribute, b"ColSpan"))
    return rows, columns


def _read_span(attribute: int, name: bytes) -> int:
    value = calls.get_attribute_value(attribute, name)
    if not value:
        return 1
    number = ctypes.c_float()
    calls.get_number_value(value, ctypes.addressof(number))
    return int(number.value) if 1 <= number.value <= MAX_SPAN else 1


def _read_name(handle: int, name: bytes) -> str | None:
    buffer = ctypes.create_string_buffer(128)
    size = ctypes.c_ulong()
    for attribute in _attributes(handle):
        value = calls.get_attribute_value(attribute, name)
        if value and calls.get_name_value(value, ctypes.addressof(buffer), 128, ctypes.addressof(size)):
            return buffer.raw[: max(0, min(size.value, 128) - 2)].decode("utf-16-le", "replace") or None
    return None


def _attributes(handle: int) -> list[int]:
    count = min(calls.count_attributes(handle), MAX_ATTRIBUTES)
    return [attribute for index in range(count) if (attribute := calls.get_attribute(handle, index))]


def _read_text(get: Callable[[int, int | None, int], int], handle: int) -> str | None:
    size = get(handle, None, 0)
    if not 2 < size <= MAX_ALT_BYTES:
        return None
    buffer = ctypes.create_string_buffer(size)
    get(handle, ctypes.addressof(buffer), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip() or None
