"""The lines of a text file with their numbers, and the pages that form feeds make of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.budgets import check_budget
from parsers.words import Place

# A form feed ends a page, not a line of the file.
_LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line, or its part on one page. `number` is from 1; `page` too, or None where the file has no pages."""

    text: str
    number: int
    page: int | None

    @property
    def place(self) -> Place:
        return Place(page=self.page, line=self.number)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def read_pages(text: str) -> tuple[tuple[TextLine, ...], ...]:
    """Return the lines of each page; a form feed that ends the file begins none. Raises DocumentError `over-budget`."""
    check_budget("text", "lines", sum(1 for _ in _LINE_END.finditer(text)))
    has_pages = "\f" in text
    text = _without_last_feed(text)
    pages: list[list[TextLine]] = [[]]
    for number, line in enumerate(_LINE_END.split(text), start=1):
        for index, part in enumerate(line.split("\f")):
            if index:
                pages.append([])
            pages[-1].append(TextLine(part, number, len(pages) if has_pages else None))
    return tuple(map(tuple, pages))


def _without_last_feed(text: str) -> str:
    """Return the text without the form feed that ends its last page and the white space behind it."""
    printed = len(text.rstrip())
    last = text.rfind("\f", printed)
    return text if last < 0 else text[:last]
