"""What stands in front of a slide's paragraph: a bullet, or a number that PowerPoint counts (ECMA-376, 21.1.2.4).

How a paragraph looks is said by itself, else by its text box, its layout, its master, or the presentation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.list_numbers import print_number
from parsers.formats.pdf.flow.characters import clean, is_symbol_font
from parsers.formats.pdf.page import Font
from parsers.formats.pptx.names import A, local_name, read_int

LEVELS = 9
_BULLETS = frozenset({"buNone", "buChar", "buAutoNum", "buBlip"})
_FORMS = {"alphaLc": "lower-alpha", "alphaUc": "upper-alpha", "romanLc": "lower-roman", "romanUc": "upper-roman"}


@dataclass(frozen=True, slots=True)
class Cascade:
    """The list styles that a paragraph takes after, the nearest first."""

    styles: tuple[_Element, ...] = ()

    def iter_properties(self, paragraph: _Element) -> Iterator[_Element]:
        """Yield what says how a paragraph looks, the nearest first."""
        own = paragraph.find(f"{A}pPr")
        if own is not None:
            yield own
        wanted = f"{A}lvl{level_of(paragraph) + 1}pPr"
        for style in self.styles:
            if (found := style.find(wanted)) is not None:
                yield found

    def iter_looks(self, paragraph: _Element) -> Iterator[_Element]:
        """Yield what says how the runs of a paragraph look that say nothing themselves."""
        for properties in self.iter_properties(paragraph):
            if (found := properties.find(f"{A}defRPr")) is not None:
                yield found


def level_of(paragraph: _Element) -> int:
    """Return how deep a paragraph is, from 0."""
    return max(0, min(LEVELS - 1, read_int(paragraph.find(f"{A}pPr"), "lvl")))


@dataclass(slots=True)
class _Count:
    kind: str
    start: int
    number: int


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one text box, level by level."""

    counts: dict[int, _Count] = field(default_factory=dict)

    def mark(self, paragraph: _Element, cascade: Cascade) -> str | None:
        """Return what is printed in front of a paragraph, None where nothing is. To be asked in their order."""
        level = level_of(paragraph)
        for deeper in [known for known in self.counts if known > level]:
            del self.counts[deeper]
        bullet, font = _find_bullet(paragraph, cascade)
        if bullet is None or local_name(bullet) != "buAutoNum":
            self.counts.pop(level, None)
            return None if bullet is None else _print_bullet(bullet, font)
        kind, start = bullet.get("type") or "arabicPeriod", max(1, min(32_767, read_int(bullet, "startAt", 1)))
        count = self.counts.get(level)
        if count is None or (count.kind, count.start) != (kind, start):
            count = self.counts[level] = _Count(kind, start, start - 1)
        count.number += 1
        return print_autonumber(kind, count.number)


def print_autonumber(kind: str, number: int) -> str:
    """Return a number as a list of an automatic kind prints it (ST_TextAutonumberScheme).

    >>> print_autonumber("alphaLcParenR", 2), print_autonumber("romanUcPeriod", 4), print_autonumber("arabicPlain", 7)
    ('b)', 'IV.', '7')
    """
    form = next((form for begins, form in _FORMS.items() if kind.startswith(begins)), "decimal")
    printed = print_number(form, number)
    if kind.endswith("ParenBoth"):
        return f"({printed})"
    if kind.endswith("ParenR"):
        return f"{printed})"
    if kind.endswith("Plain"):
        return printed
    return f"{printed}-" if kind.endswith("Minus") else f"{printed}."


def _find_bullet(paragraph: _Element, cascade: Cascade) -> tuple[_Element | None, str]:
    """Return the bullet that holds for a paragraph, None for none, and the font it is printed in."""
    bullet: _Element | None = None
    font = ""
    for properties in cascade.iter_properties(paragraph):
        for part in properties:
            if bullet is None and local_name(part) in _BULLETS:
                bullet = part
            elif not font and local_name(part) == "buFont":
                font = part.get("typeface") or ""
        if bullet is not None and font:
            break
    return (None if bullet is None or local_name(bullet) == "buNone" else bullet), font


def _print_bullet(bullet: _Element, font: str) -> str | None:
    if local_name(bullet) == "buBlip":
        return "•"
    sign = printed_in(bullet.get("char") or "•", font).strip()[:8]
    return sign or None


def printed_in(text: str, font: str) -> str:
    """Return a text as its font prints it: letters of a symbol font are signs."""
    named = Font(font)
    if is_symbol_font(named):
        return clean(text, named)
    return clean(text, named) if any("\uf000" <= sign <= "\uf0ff" for sign in text) else text
