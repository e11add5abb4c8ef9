"""Where a page's own text stands: its `<main>` or article, its title, and what is furniture by what it holds.

A name alone makes nothing furniture that holds the page's title, its main part, or most of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from normalise.numbers import read_recommendation_number
from parsers.formats.html.roles import Part, parts_named

MIN_SHARE = 0.5  # of the page's words: a main part with fewer is not believed
MOST_FORM_CHARACTERS = 300
MIN_LINKS = 3
LINK_SHARE = 0.9
MOST_LINK_CHARACTERS = 60  # on average: a list of recommendations that are links has longer ones
_SILENT = ("script", "style", "noscript", "template", "head")
_MOST_CANDIDATES = 30
_OPENING = ("aria-controls", "data-target", "data-bs-target")
_OPENERS = (*_OPENING, "tab")  # as attributes are written, in small letters
_AROUND = frozenset({"nav", "header", "footer", "form", "select"})


@dataclass(slots=True)
class Landmarks:
    """`main` is the element that holds the page's text, None where all of it does; `title` its outer heading, if any.

    `opened` are the ids of what buttons and tabs of the page open.
    """

    roots: tuple[_Element, ...]
    main: _Element | None = None
    title: _Element | None = None
    opened: frozenset[str] = frozenset()
    letters: int | None = None

    def may_be_furniture(self, element: _Element) -> bool:
        """Say whether an element named like furniture may be it: it holds no main part, and not most of the words."""
        if self.main is not None and any(one is self.main for one in element.iter(self.main.tag)):
            return False
        if self.letters is None:
            self.letters = sum(map(count_letters, self.roots))
        return count_letters(element) <= MIN_SHARE * self.letters


def find_landmarks(roots: tuple[_Element, ...], text: str) -> Landmarks:
    """Return the landmarks of a page; `text` is its markup."""
    main = _find_main(roots)
    opens = any(sign in text for sign in _OPENERS)
    opened = frozenset(_iter_opened(roots, text.lower())) if opens else frozenset()
    inside = roots if main is None else (main,)
    if any(next(root.iter("h1"), None) is not None for root in inside):
        title = None if main is not None else next(_headings(roots), None)
    else:
        title = next(_headings(roots), None)
    return Landmarks(roots, main, title, opened)


def is_link_list(element: _Element) -> bool:
    """Say whether a list is nothing but short links, none of them to a recommendation by its number."""
    links = ["".join(map(str, link.itertext())).strip() for link in element.iter("a")]
    if len(links) < MIN_LINKS or any(read_recommendation_number(link) for link in links):
        return False
    linked = sum(map(len, links))
    if linked > MOST_LINK_CHARACTERS * len(links):
        return False
    return linked >= LINK_SHARE * len(" ".join("".join(_texts(element)).split()))


def is_small_form(element: _Element) -> bool:
    """Say whether a form is one to fill in, and not the frame that some programs put around a whole page."""
    if next(element.iter("table", "h1", "h2", "article", "main"), None) is not None:
        return False
    return count_letters(element) <= MOST_FORM_CHARACTERS


def count_letters(element: _Element) -> int:
    """Return how many characters that are no blanks an element prints, scripts left out."""
    return sum(len(text) - text.count(" ") - text.count("\n") for text in _texts(element))


def _texts(element: _Element) -> Iterable[str]:
    """Yield the texts of an element, without those of scripts."""
    if next(element.iter(*_SILENT), None) is None:
        yield from map(str, element.itertext(with_tail=False))
        return
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node.tag in _SILENT:
                walk.skip_subtree()
            elif isinstance(node.tag, str) and node.text:
                yield node.text
        elif node is not element and node.tail:
            yield node.tail


def _headings(roots: Sequence[_Element]) -> Iterator[_Element]:
    return (element for root in roots for element in root.iter("h1") if "".join(map(str, element.itertext())).strip())


def _iter_opened(roots: Sequence[_Element], text: str) -> Iterator[str]:
    opening = [attribute for attribute in _OPENING if attribute in text]
    has_roles = "role" in text
    for root in roots:
        for attribute in opening:
            for element in root.iterfind(f".//*[@{attribute}]"):
                yield from _ids_in(element.get(attribute, ""))
        for element in root.iter("a", "li") if has_roles else ():
            if element.get("role") == "tab":
                yield from _ids_in(element.get("href", ""))


def _ids_in(value: str) -> list[str]:
    return value.replace("#", " ").split()


def _outermost(root: _Element) -> Iterator[_Element]:
    """Yield the elements that are furniture by their tag, none inside another."""
    walk = etree.iterwalk(root, events=("start",))
    for _, node in walk:
        if node.tag in _AROUND and (node.tag != "form" or is_small_form(node)):
            walk.skip_subtree()
            yield node


def _find_main(roots: Sequence[_Element]) -> _Element | None:
    """Return the element that holds the page's text: `<main>`, an article, or what is named so; None if none does."""
    letters = 0
    for candidates in (_by_tag(roots), _articles(roots), _by_name(roots)):
        if candidates and not letters:
            around = sum(count_letters(element) for root in roots for element in _outermost(root))
            letters = sum(map(count_letters, roots)) - around
        found = max(candidates, key=count_letters, default=None)
        if found is not None and count_letters(found) >= max(1, MIN_SHARE * letters):
            return found
    return None


def _by_tag(roots: Sequence[_Element]) -> list[_Element]:
    mains = [element for root in roots for element in root.iter("main")]
    named = (element for root in roots for element in root.iter("div", "section", "article"))
    return (mains or [element for element in named if element.get("role") == "main"])[:_MOST_CANDIDATES]


def _articles(roots: Sequence[_Element]) -> list[_Element]:
    return [element for root in roots for element in root.iter("article")][:_MOST_CANDIDATES]


def _by_name(roots: Sequence[_Element]) -> list[_Element]:
    named: list[_Element] = []
    for root in roots:
        for element in root.iter("div", "section"):
            names = f"{element.get('class', '')} {element.get('id', '')}"
            if len(names) > 1 and Part.MAIN in parts_named(names):
                named.append(element)
                if len(named) >= _MOST_CANDIDATES:
                    return named
    return named
