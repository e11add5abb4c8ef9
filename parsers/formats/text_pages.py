"""Where converters mark that a page begins or ends: lines such as "[Page 4]", "{3}-----", "<!-- Page 4 -->".

Pages get numbers only where the marks count them without a gap and their place shows whether they head or end a page.
Page numbers that the page itself prints are left to `parsers.repair`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.budgets import check_budget
from parsers.formats.text_lines import TextLine

_SEPARATOR = re.compile(
    r"""
    (?P<braces> \{ (?P<n1>\d{1,4}) \} -{3,} )
  | (?P<comment> <!-- \s* page (?:\s*-?(?:break|number|start|end))? \s* [:=\#]? \s* "? (?P<n2>\d{1,4})? "?
                 (?:\s*(?:of|/)\s*\d{1,4})? \s* --> )
  | (?P<brackets> \[ \s* (?:page|p\.) \s* (?P<n3>\d{1,4}) (?:\s*(?:of|/)\s*\d{1,4})? \s* \] )
  | (?P<tag> <page_number> \s* (?:page\s+)? (?P<n4>\d{1,4}) (?:\s*(?:of|/)\s*\d{1,4})? \s* </page_number> )
  | (?P<lines> (?:-{2,}|={2,}|\*{3,}) \s* page \s* (?P<n5>\d{1,4}) (?:\s*(?:of|/)\s*\d{1,4})?
               \s* (?:-{2,}|={2,}|\*{3,}) )
  | (?P<count> -{2,} \s* (?P<n6>\d{1,4}) \s* (?:of|/) \s* \d{1,4} \s* -{2,} )
  | (?P<heading> \#{1,6} \s+ (?:\*\*)? page \s+ (?P<n7>\d{1,4}) (?:\s*(?:of|/)\s*\d{1,4})? :? (?:\*\*)? )
  | (?P<words> \\newpage | \\pagebreak
             | (?:<{1,3}|\[|-{2,}|={2,}) \s* page [\s_-]? break \s* (?:/?>{1,3}|\]|-{2,}|={2,}) )
  | (?P<style> <(?P<element>div|p|hr|br) \s [^<>]* page-break-(?:after|before) : \s* always [^<>]* >
               (?:\s*</(?P=element)>)? )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNPRINTED = frozenset({"comment", "words", "style"})
_UNSURE = frozenset({"heading"})  # nothing but the count tells such a line from a heading


@dataclass(frozen=True, slots=True)
class Separator:
    """A line that parts two pages, and the number that it carries. `is_printed`: it is text and no mere command."""

    line: TextLine
    kind: str
    number: int | None

    @property
    def is_printed(self) -> bool:
        return self.kind not in _UNPRINTED


@dataclass(frozen=True, slots=True)
class TextPage:
    """The lines of a page, and the line that parts it from the page before it: None for the first, or a form feed."""

    lines: tuple[TextLine, ...]
    separator: Separator | None = None

    @property
    def is_blank(self) -> bool:
        return all(line.is_blank for line in self.lines)


def part_pages(sheets: Sequence[Sequence[TextLine]]) -> tuple[TextPage, ...]:
    """Return the pages that form feeds part, parted again at separators. Raises DocumentError `over-budget`."""
    separators = _find_separators([line for sheet in sheets for line in sheet])
    if not separators:
        return tuple(TextPage(tuple(sheet)) for sheet in sheets)
    check_budget("text", "pages", len(separators))
    pages = tuple(page for sheet in sheets for page in _part_sheet(sheet, separators))
    return _number_pages(pages) if len(sheets) == 1 else pages


def count_pages(pages: Sequence[TextPage]) -> int | None:
    """Return how many pages the file holds, or None where nothing says so for certain."""
    if all(page.separator is None for page in pages):
        return pages[-1].lines[-1].page
    numbers = [line.page for page in pages for line in page.lines if line.page is not None and not line.is_blank]
    return numbers[-1] - numbers[0] + 1 if numbers else None


def find_separator(text: str) -> tuple[str, int | None] | None:
    """Return the kind of separator that a line is, and its number; None where it is none."""
    match = _SEPARATOR.fullmatch(text.strip()) if _may_be_separator(text) else None
    if match is None:
        return None
    kind = next(name for name, value in match.groupdict().items() if value is not None)
    number = next((value for name, value in match.groupdict().items() if value and re.fullmatch(r"n\d", name)), None)
    return kind, int(number) if number else None


def _may_be_separator(text: str) -> bool:
    return len(text) < 200 and text.lstrip()[:1] in tuple("{<[-=*#\\")


def _find_separators(lines: Sequence[TextLine]) -> dict[int, Separator]:
    """Return the separators by the identity of their lines."""
    found = {
        id(line): Separator(line, *separator)
        for line in lines
        if line.text and (separator := find_separator(line.text)) is not None
    }
    for kind in _UNSURE:
        numbers = [separator.number for separator in found.values() if separator.kind == kind]
        if not _counts(numbers) or len(numbers) < 2:
            found = {key: separator for key, separator in found.items() if separator.kind != kind}
    return found


def _counts(numbers: Sequence[int | None]) -> bool:
    """Say whether the numbers count on without a gap."""
    first = numbers[0] if numbers else None
    return first is not None and list(numbers) == list(range(first, first + len(numbers)))


def _part_sheet(sheet: Sequence[TextLine], separators: dict[int, Separator]) -> Iterator[TextPage]:
    lines: list[TextLine] = []
    begun: Separator | None = None
    for line in sheet:
        if separator := separators.get(id(line)):
            yield TextPage(tuple(lines), begun)
            lines, begun = [], separator
        else:
            lines.append(line)
    yield TextPage(tuple(lines), begun)


def _number_pages(pages: tuple[TextPage, ...]) -> tuple[TextPage, ...]:
    """Return the pages with the numbers that one kind of separator gives them, or as they are."""
    kinds = dict.fromkeys(page.separator.kind for page in pages if page.separator and page.separator.number is not None)
    for kind in kinds:
        if (first := _first_page(pages, kind)) is not None:
            return tuple(_numbered(pages, kind, first))
    return pages


def _first_page(pages: tuple[TextPage, ...], kind: str) -> int | None:
    """Return the number of what stands before the first separator of a kind, or None where it is not certain."""
    parting = [index for index, page in enumerate(pages) if page.separator and page.separator.kind == kind]
    numbers = [separator.number for index in parting if (separator := pages[index].separator)]
    if not _counts(numbers) or numbers[0] is None:
        return None
    first = numbers[0]
    has_print_before = not all(page.is_blank for page in pages[: parting[0]])
    has_print_behind = not all(page.is_blank for page in pages[parting[-1] :])
    if not has_print_before:
        return max(first - 1, 0)  # the separators head their pages; some count from 0
    if first == 1 and not has_print_behind:
        return 1  # they end them
    return 1 if first == 2 and has_print_behind else None


def _numbered(pages: tuple[TextPage, ...], kind: str, first: int) -> Iterator[TextPage]:
    number = first
    for page in pages:
        number += page.separator is not None and page.separator.kind == kind
        lines = tuple(replace(line, page=number) for line in page.lines)
        separator = page.separator and replace(page.separator, line=replace(page.separator.line, page=number))
        yield TextPage(lines, separator)
