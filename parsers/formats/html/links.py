"""The links of a page, each with the words that tell where it leads; and what the page itself says, as one hash.

Which links are followed is `ingest.sources`'. Nothing is fetched here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from normalise.errors import DocumentError
from parsers.formats.html.encoding import decode_page
from parsers.formats.html.landmarks import find_landmarks
from parsers.formats.html.tree import parse_page

# Links are read in the program itself and not in a process with limits: so much takes seconds, however it is written.
MOST_BYTES = 5_000_000
MOST_SIGNS = 50_000  # "<": a page of a committee's papers has some thousands
MOST_LINKS = 5_000  # of one page; what stands behind them is not looked at
MOST_CHARACTERS = 1_000  # of the words around a link: a longer row is the frame of the whole page
_SILENT = frozenset({"script", "style", "noscript", "template", "head"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LINES = frozenset(
    "address blockquote caption dd div dt figcaption h1 h2 h3 h4 h5 h6 li p section summary td th".split()
)
_LISTS = frozenset({"ul", "ol", "dl"})
_AROUND = frozenset({"nav", "header", "footer"})
_NAVIGATION = frozenset({"navigation", "banner", "contentinfo", "menu"})

Known = dict[tuple[_Element, str], str]  # the words of elements, but for those of some inside them


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its target as written, its own words, and those of its line, of what stands around, and above it.

    `line` is without the words of the line's links, which are about something else; `around` is the rest of its table
    row, or what stands before the list it is in; `headings` are those in force, the outermost first.
    """

    target: str
    text: str
    title: str = ""
    line: str = ""
    around: str = ""
    headings: tuple[str, ...] = ()
    is_navigation: bool = False


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """What a page is called, where its links lead, and how much it says itself.

    `word_count` is without the words of links. `words_sha256` is a hash of its main text: the same words are the same
    page, whatever else was sent with them.
    """

    title: str
    headline: str
    base: str | None
    links: tuple[Link, ...]
    word_count: int
    table_count: int
    words_sha256: str
    left_count: int = 0


def read_links(data: bytes) -> LinkedPage:
    """Return a page's links in the order they are printed. Raises DocumentError for too large a page, or none."""
    if len(data) > MOST_BYTES or data.count(b"<") > MOST_SIGNS:
        raise DocumentError("over-budget", "is too large a page to be looked through for links")
    text = decode_page(data).text
    roots = parse_page(text).roots
    main = find_landmarks(roots, text).main
    inside = roots if main is None else (main,)
    words = [word for root in inside for part in _iter_texts(root) for word in part.split()]
    links = list(_iter_links(roots))
    return LinkedPage(
        title=_first(roots, "title"),
        headline=_first(roots, "h1"),
        base=next((href for root in roots for one in root.iter("base") if (href := one.get("href"))), None),
        links=tuple(links[:MOST_LINKS]),
        word_count=sum(len(part.split()) for root in inside for part in _iter_texts(root, but="a")),
        table_count=sum(1 for root in inside for _ in root.iter("table")),
        words_sha256=hashlib.sha256(" ".join(words).encode()).hexdigest(),
        left_count=max(0, len(links) - MOST_LINKS),
    )


def _iter_links(roots: Iterable[_Element]) -> Iterator[Link]:
    headings: dict[int, str] = {}
    known: Known = {}
    for root in roots:
        for element in root.iter(*_HEADINGS, "a", "area", "iframe", "frame"):
            tag = str(element.tag)
            if level := _HEADINGS.get(tag):
                headings = {number: words for number, words in headings.items() if number < level}
                headings[level] = _words(element, known)
            elif target := (element.get("src" if tag.endswith("frame") else "href") or "").strip():
                yield _read_link(element, target, tuple(headings[number] for number in sorted(headings)), known)


def _read_link(element: _Element, target: str, headings: tuple[str, ...], known: Known) -> Link:
    above = list(element.iterancestors())
    line = next((one for one in above if one.tag in _LINES), None)
    text = _words(element, known) or next((alt for one in element.iter("img") if (alt := one.get("alt", ""))), "")
    return Link(
        target=target,
        text=text or element.get("aria-label", ""),
        title=element.get("title", ""),
        line="" if line is None else _bounded(_words(line, known, but="a")),
        around=_read_around(above, line, known),
        headings=headings,
        is_navigation=any(one.tag in _AROUND or one.get("role") in _NAVIGATION for one in above),
    )


def _read_around(above: list[_Element], line: _Element | None, known: Known) -> str:
    row = next((one for one in above if one.tag == "tr"), None)
    if row is not None:
        return _bounded(_words(row, known))
    outermost = next((one for one in reversed(above) if one.tag in _LISTS), line)
    before = None if outermost is None else next(outermost.itersiblings("*", preceding=True), None)
    if before is None or before.tag not in _LINES or next(before.iter("a"), None) is not None:
        return ""
    return _bounded(_words(before, known))


def _bounded(words: str) -> str:
    return words if len(words) <= MOST_CHARACTERS else ""


def _words(element: _Element, known: Known, but: str = "") -> str:
    if (element, but) not in known:
        known[element, but] = " ".join(" ".join(_iter_texts(element, but)).split())
    return known[element, but]


def _iter_texts(element: _Element, but: str = "") -> Iterator[str]:
    """Yield the texts of an element, without those of scripts and of the elements `but`."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node.tag in _SILENT or node.tag == but:
                walk.skip_subtree()
            elif isinstance(node.tag, str) and node.text:
                yield node.text
        elif node is not element and node.tail:
            yield node.tail


def _first(roots: Iterable[_Element], tag: str) -> str:
    """Return the words of the first element of that tag that has some."""
    found = (" ".join("".join(map(str, one.itertext())).split()) for root in roots for one in root.iter(tag))
    return next((words for words in found if words), "")
