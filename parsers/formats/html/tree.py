"""Parses a page into a tree, bounded in size, elements and depth; nothing is fetched, no entity is expanded.

lxml reads first. What it cannot make sense of (more than 255 elements inside one another, a text or value of more than
10 MB) it tells as a fatal error; then BeautifulSoup, which builds no tree while it parses, reads the page over lxml's
tokeniser, and elements that nest too deeply are left out of the tree: their words stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from normalise.errors import DocumentError
from parsers.budgets import BUDGETS, check_budget
from parsers.document import Remark

MOST_DEPTH = 200  # elements inside one another; the walk through them calls itself
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]{0,1000}\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_HEAD_CHARACTERS = 2_000  # a document type stands at the very begin
_SUBSET_CHARACTERS = 200_000
_SHORT_PAGE = 50_000  # characters: too short for a long value
_LONG_VALUE = re.compile(r"""=\s*(?:"[^"<>]{50000,}"|'[^'<>]{50000,}')""")  # pictures inside the page, mostly
_LONG_TAG_CHARACTERS = 1_000
_FEW_SIGNS = 20_000  # of equality: a page with fewer is read in seconds whatever it holds
_TAG = re.compile(r"<[A-Za-z](?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+")
_ATTRIBUTE = re.compile(r"[\s\"'][^\s=\"'<>]++")
_OPEN_OR_CLOSE = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>(?P<behind>[^<])?")
_ENDS_BY_ITSELF = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr "
    "track wbr".split()
)
_SIGN = re.compile("[&<>]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Tree:
    """The roots of a page, one a `<html>`, and what was odd about its markup."""

    roots: tuple[_Element, ...]
    remarks: tuple[Remark, ...] = ()


def parse_page(text: str, encoded: bytes | None = None) -> Tree:
    """Return the page's tree; `encoded` is its text in UTF-8, where that is at hand.

    Raises DocumentError `over-budget` or `empty-file`.
    """
    data = text.encode("utf-8", "replace") if encoded is None else encoded
    if len(data) > BUDGETS["html"]["marks"].most:
        check_budget("html", "marks", data.count(b"<"))
    _check_attributes(text, data)
    if _is_to_be_prepared(data):
        text = prepare(text)
        data = text.encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True, collect_ids=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if fatal := [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]:
        return Tree((_parse_leniently(text),), (Remark("page-mended", fatal[0].partition(",")[0].lower()),))
    if root is None:
        raise DocumentError("empty-file", "is a web page with nothing in it. Save it anew from the browser.")
    beside = tuple(other for other in root.itersiblings() if isinstance(other.tag, str))
    return Tree((root, *beside))


def _check_attributes(text: str, data: bytes) -> None:
    """Raise DocumentError `over-budget` for an element of so many attributes that lxml takes minutes over them."""
    if (len(data) > 2 * _FEW_SIGNS and data.count(b"=") > _FEW_SIGNS) or _may_have_long_tag(data):
        for tag in _TAG.finditer(text):
            if tag.end() - tag.start() > _LONG_TAG_CHARACTERS:
                check_budget("html", "attributes", sum(1 for _ in _ATTRIBUTE.finditer(tag[0])))


def _may_have_long_tag(data: bytes) -> bool:
    """Say whether there may be a tag of more than `_LONG_TAG_CHARACTERS`: half as many inside a tag, and no bracket.

    Asking each such half for a bracket takes less time than a pattern does, which looks at each sign.
    """
    step, before = _LONG_TAG_CHARACTERS // 2, 0  # where the last half with a bracket begins
    for start in range(0, len(data), step):
        stop = start + step
        if data.find(b">", start, stop) >= 0 or data.find(b"<", start, stop) >= 0:
            before = start
        elif data.rfind(b"<", before, start) > data.rfind(b">", before, start):
            return True
    return False


def _is_to_be_prepared(data: bytes) -> bool:
    """Say whether `prepare` may change a page: short ones without a bracket, as of CDATA, stay as they are."""
    return len(data) > _SHORT_PAGE or b"\0" in data or b"[" in data


def prepare(text: str) -> str:
    """Return the markup as lxml reads it whole: line by line as before, without what it would drop or choke on.

    >>> prepare("<p>a <![CDATA[b < c]]></p>")
    '<p>a b &lt; c</p>'
    """
    text = text.replace("\x00", " ")
    if "<![CDATA[" in text:
        text = _open_cdata(text)
    start = text[:_HEAD_CHARACTERS].upper().find("<!DOCTYPE")
    if start >= 0 and (subset := _SUBSET.match(text, start, start + _SUBSET_CHARACTERS)):
        text = text[:start] + "\n" * subset[0].count("\n") + text[subset.end() :]
    return _LONG_VALUE.sub(lambda match: '=""' + "\n" * match[0].count("\n"), text) if len(text) > _SHORT_PAGE else text


def _open_cdata(text: str) -> str:
    """Return the markup with the text of CDATA sections as plain text; lxml takes them for comments."""
    before, *sections = text.split("<![CDATA[")
    parts = [before]
    for section in sections:
        inside, end, behind = section.partition("]]>")
        parts.append(_SIGN.sub(lambda sign: _ENTITIES[sign[0]], inside) + behind if end else section)
    return "".join(parts)


def _parse_leniently(text: str) -> _Element:
    """Return a tree no deeper than is walked. Raises DocumentError `over-budget` for lists or tables too deep."""
    check_budget("html", "unclosed", _count_inside_others(text))
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString, Tag

    root = etree.Element("html")
    printed = _Printed()
    open_tags: list[tuple[Tag, _Element, int, int]] = []  # with its depth in the tree, and of lists and tables
    for node in BeautifulSoup(text, "lxml").descendants:
        parent = node.parent
        while open_tags and open_tags[-1][0] is not parent:
            open_tags.pop()
        _, element, depth, nested = open_tags[-1] if open_tags else (None, root, 0, 0)
        if isinstance(node, Tag):
            nested += node.name in ("table", "ul", "ol")
            check_budget("html", "nesting", nested)
            if depth < MOST_DEPTH and node.name not in ("html",):
                element, depth = printed.add_element(element, node.name, node.attrs), depth + 1
            open_tags.append((node, element, depth, nested))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            printed.add_text(element, str(node))
    printed.put()
    return root


def _count_inside_others(text: str) -> int:
    """Return in how many elements each text behind another element stands, summed up over the page.

    BeautifulSoup goes up through all of them for each such text: its time grows as the sum does.
    """
    depth = total = 0
    for match in _OPEN_OR_CLOSE.finditer(text):
        ends_by_itself = match["name"].lower() in _ENDS_BY_ITSELF
        if not ends_by_itself:
            depth = max(0, depth - 1) if match["close"] else depth + 1
        if match["behind"] and (ends_by_itself or match["close"]):
            total += depth
    return total


class _Printed:
    """The texts of a tree that is being built, put into it at the end: a long one grows by thousands of pieces.

    An element's children are not asked for: lxml counts them one by one.
    """

    def __init__(self) -> None:
        self._last: dict[_Element, _Element] = {}  # the last child of each
        self._texts: dict[_Element, list[str]] = {}
        self._tails: dict[_Element, list[str]] = {}

    def add_element(self, parent: _Element, name: str, attributes: Mapping[str, object]) -> _Element:
        """Return a new last child of an element."""
        values = {
            key: _NOT_XML.sub(" ", " ".join(map(str, value)) if isinstance(value, list) else str(value))
            for key, value in attributes.items()
            if _NAME.fullmatch(key)
        }
        element = etree.SubElement(parent, name if _NAME.fullmatch(name) else "span", values)
        self._last[parent] = element
        return element

    def add_text(self, element: _Element, text: str) -> None:
        """Add a text behind all that an element holds."""
        child = self._last.get(element)
        texts = self._texts.setdefault(element, []) if child is None else self._tails.setdefault(child, [])
        texts.append(_NOT_XML.sub(" ", text))

    def put(self) -> None:
        """Give the elements their texts."""
        for element, texts in self._texts.items():
            element.text = "".join(texts)
        for element, texts in self._tails.items():
            element.tail = "".join(texts)


_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
