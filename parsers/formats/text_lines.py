"""The lines of a text file with their numbers, and the pages that form feeds make of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.budgets import check_budget
from parsers.words import Place

_LINE_END = re.compile("\r\n|[\n\r\x85\u2029]")
# Word and Excel end a line inside a paragraph or cell by these. Editors do not count them as lines of the file.
_SOFT_LINE_END = re.compile("[\v\u2028]")


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
    """Return the lines of each page; a form feed that ends the file begins none. Raises DocumentError `over-budget`.

    A soft line end parts running text into lines of one number; in a row with tabs it stays in its cell as "\\n".
    """
    check_budget("text", "lines", sum(1 for _ in _LINE_END.finditer(text)))
    check_budget("text", "pages", text.count("\f"))
    has_pages = "\f" in text
    pages: list[list[TextLine]] = [[]]
    for number, line in enumerate(_LINE_END.split(_without_last_feed(text)), start=1):
        for index, part in enumerate(line.split("\f")):
            if index:
                pages.append([])
            page = len(pages) if has_pages else None
            pages[-1].extend(TextLine(text, number, page) for text in _split_softly(part))
    return tuple(map(tuple, pages))


def _split_softly(line: str) -> list[str]:
    if "\t" in line:
        return [_SOFT_LINE_END.sub("\n", line)]
    return _SOFT_LINE_END.split(line)


def _without_last_feed(text: str) -> str:
    """Return the text without the form feed that ends its last page and the white space behind it."""
    printed = len(text.rstrip())
    last = text.rfind("\f", printed)
    return text if last < 0 else text[:last]
