"""Whether a link leads to a peer challenge document: a score of the words around it, and the sort of its address.

Words are weighted by where they stand: what the link itself says counts whole, its row and headings less, what the page
is called least. A link is wanted where something says "peer challenge" and the sum reaches `ENOUGH`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal
from urllib.parse import unquote, urlsplit

from ingest.fetch.addresses import suffix_of
from ingest.fetch.fetcher import DOCUMENT_SUFFIXES
from parsers.formats.html.links import Link, LinkedPage

ENOUGH = 3.5
ENOUGH_FOR_A_PAGE = 4.5  # what is only looked through for links
MIN_SUBJECT = 2.0
_OWN, _LINE, _AROUND, _HEADING, _OUTER_HEADING, _PAGE = 1.0, 0.7, 0.7, 0.6, 0.4, 0.5
_BETWEEN = re.compile(r"[\W_]+")
_PAGE_SUFFIXES = frozenset({"", ".asp", ".aspx", ".cfm", ".htm", ".html", ".jsp", ".php", ".shtml"})

Sort = Literal["document", "page", "left"]


@dataclass(frozen=True, slots=True)
class Score:
    """How much speaks for a link, and which words do; `subject` is the part that says "peer challenge"."""

    total: float
    subject: float
    reasons: tuple[str, ...]

    def is_enough(self, sort: Sort) -> bool:
        """Whether a link of that sort is wanted."""
        return self.subject >= MIN_SUBJECT and self.total >= (ENOUGH_FOR_A_PAGE if sort == "page" else ENOUGH)

    def explain(self) -> str:
        """Return in one line what speaks for and against."""
        return f"score {self.total:.1f}: {', '.join(self.reasons)}" if self.reasons else "nothing says peer challenge"


@dataclass(frozen=True, slots=True)
class _Wording:
    words: str
    group: str
    weight: float
    pattern: re.Pattern[str]


def score_link(link: Link, page: LinkedPage, url: str) -> Score:
    """Return the score of a link of a page; `url` is where it leads."""
    own = (f"{link.text} {link.title} {_file_words(url)}", _OWN, "in its text")
    if link.is_navigation:
        return _score([own])
    places = [
        own,
        (link.line, _LINE, "in its line"),
        (link.around, _AROUND, "beside it"),
        *((words, _OUTER_HEADING, "in a heading") for words in link.headings[:-1]),
        *((words, _HEADING, "in its heading") for words in link.headings[-1:]),
        (f"{page.title} {page.headline}", _PAGE, "in the page's title"),
    ]
    return _score(places)


def score_words(words: str) -> Score:
    """Return the score of words that stand alone: the title of a page, the name of a file."""
    return _score([(words, _OWN, "in its title")])


def sort_address(url: str) -> tuple[Sort, str]:
    """Return whether an address is a document's, a page's or neither, by what it looks like, and why."""
    parts = urlsplit(url)
    folded = f"{unquote(parts.path)}{f'?{parts.query}' if parts.query else ''}".lower()
    for pattern, sort, what in _address_lines():
        if fnmatchcase(folded, pattern):
            return sort, what
    suffix = suffix_of(url)
    if suffix in DOCUMENT_SUFFIXES:
        return "document", f"a {suffix[1:].upper()} file"
    if suffix in _PAGE_SUFFIXES or not suffix[1:].isalpha():  # "/plan-2.0" ends in no suffix
        return "page", "a page"
    return "left", f"a {suffix[1:].upper()} file, which is no document"


def _score(places: list[tuple[str, float, str]]) -> Score:
    best: dict[str, tuple[float, str]] = {}
    for words, factor, where in places:
        for wording in _find_wordings(words):
            if wording.group == "against" and factor < _OWN:
                continue
            value, reason = wording.weight * factor, f"“{wording.words}” {where}"
            if abs(value) > abs(best.get(wording.group, (0.0, ""))[0]):
                best[wording.group] = (value, reason)
    total = sum(value for value, _ in best.values())
    reasons = tuple(f"{reason} ({value:+.1f})" for value, reason in best.values())
    return Score(total, best.get("subject", (0.0, ""))[0], reasons)


@lru_cache(maxsize=4_096)  # the links of a page share their headings, and the page's title
def _find_wordings(words: str) -> tuple[_Wording, ...]:
    folded = _BETWEEN.sub(" ", words.casefold())
    return tuple(wording for wording in _wordings() if wording.pattern.search(folded))


def _file_words(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


@cache
def _wordings() -> tuple[_Wording, ...]:
    return tuple(
        _Wording(row["words"], row["group"], float(row["weight"]), re.compile(rf"\b{re.escape(row['words'])}s?\b"))
        for row in _read_lines("wordings.csv")
    )


@cache
def _address_lines() -> tuple[tuple[str, Sort, str], ...]:
    sorts: dict[str, Sort] = {"document": "document", "page": "page", "left": "left"}
    return tuple((row["pattern"], sorts[row["sort"]], row["what"]) for row in _read_lines("addresses.csv"))


def _read_lines(name: str) -> tuple[dict[str, str], ...]:
    text = (files("ingest.sources") / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), strict=True))
