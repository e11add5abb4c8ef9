"""Counts the entries of lists and headings as the program that shows them does, and prints their labels.

An OpenDocument text keeps no numbers, only how lists are numbered (OpenDocument 1.3, part 3, 5.3, 16.30 to 16.34).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.list_numbers import FORMS, print_number
from parsers.formats.odt.names import LOEXT, STYLE, TEXT, XML_ID, read_count, read_flag
from parsers.formats.odt.styles import OUTLINE, Styles

BULLET = "•"
_MOST_LEVELS = 10  # of a list style (16.30)
_MOST_LETTERS = 50  # of a number in letters that repeat: aaa, bbb
_PLACE = re.compile(r"%(?P<level>\d{1,2})%")
_PADDED = re.compile(r"0{1,8}1")
_BULLETS = (f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is labelled. `form` is that of its number, "" where none is printed."""

    form: str = ""
    bullet: str | None = None
    before: str = ""
    behind: str = ""
    shown_levels: int = 1
    start: int = 1
    pattern: str | None = None  # LibreOffice's: "%1%.%2%)"
    repeats_letters: bool = False


@dataclass(slots=True)
class Counting:
    """One list that is being counted: `numbers` holds the number last given at each level."""

    list_id: int
    style: str | None
    levels: Mapping[int, Level]
    numbers: dict[int, int] = field(default_factory=dict)

    def count(self, depth: int, start: int | None = None) -> str | None:
        """Return the label of the next entry of a level, which counts from 1; None where nothing is printed."""
        depth = min(depth, _MOST_LEVELS)
        level = self._level(depth)
        for upper in range(1, depth):  # an entry that is not there counts as one
            self.numbers.setdefault(upper, self._level(upper).start)
        first = level.start if start is None else start
        self.numbers[depth] = first if start is not None or depth not in self.numbers else self.numbers[depth] + 1
        self.restart(depth + 1)
        return self._print(depth, level)

    def restart(self, depth: int) -> None:
        """Have a level and those inside it begin anew."""
        for deeper in [other for other in self.numbers if other >= depth]:
            del self.numbers[deeper]

    def _level(self, depth: int) -> Level:
        return self.levels.get(
            min(depth, _MOST_LEVELS), _OWN_LEVEL if self.levels and self.style != OUTLINE else _NO_LEVEL
        )

    def _print(self, depth: int, level: Level) -> str | None:
        if level.bullet is not None:
            return level.bullet
        if not level.form:
            words = (level.before + level.behind).strip()
            return words if any(map(str.isalnum, words)) else None
        if level.pattern is not None:
            return _PLACE.sub(lambda match: self._number(int(match["level"])), level.pattern).strip() or None
        shown = range(max(1, depth - level.shown_levels + 1), depth + 1)
        numbers = [number for other in shown if (number := self._number(other))]
        return f"{level.before}{'.'.join(numbers)}{level.behind}".strip() or None

    def _number(self, depth: int) -> str:
        level = self._level(depth)
        return _print_in_form(level, self.numbers.get(depth, level.start)) if level.form else ""


_NO_LEVEL = Level()
_OWN_LEVEL = Level(form="1", behind=".")  # what LibreOffice takes for a level that a style leaves out


@dataclass(slots=True)
class Lists:
    """The lists of one part of a document, and its numbered headings."""

    styles: Styles
    last: Counting | None = None
    count: int = 0
    by_id: dict[str, Counting] = field(default_factory=dict)
    known: dict[str, Mapping[int, Level]] = field(default_factory=dict)
    outline: Counting | None = None

    def begin(self, element: _Element, style: str | None) -> Counting:
        """Return the counting of an outermost list: that of the list it continues, or a new one (19.779, 19.780)."""
        counting = self._find_continued(element, style) or self._make(style)
        if identity := element.get(XML_ID):
            self.by_id[identity] = counting
        self.last = counting
        return counting

    def nested(self, counting: Counting, style: str | None) -> Counting:
        """Return the counting of a list inside another: the same one unless its style is another."""
        if style is None or style == counting.style:
            return counting
        return Counting(self._next_id(), style, self._read(style), counting.numbers)

    def count_heading(self, depth: int, start: int | None, *, restarts: bool) -> str | None:
        """Return the number of a heading outside all lists, None where headings print none (16.35)."""
        if self.outline is None:
            self.outline = Counting(0, OUTLINE, self._read(OUTLINE))
        if restarts:
            self.outline.restart(min(depth, _MOST_LEVELS))
        return self.outline.count(depth, start)

    def _find_continued(self, element: _Element, style: str | None) -> Counting | None:
        if (continued := self.by_id.get(element.get(f"{TEXT}continue-list") or "")) is not None:
            return continued
        if read_flag(element, f"{TEXT}continue-numbering") and self.last is not None and self.last.style == style:
            return self.last
        return None

    def _make(self, style: str | None) -> Counting:
        return Counting(self._next_id(), style, self._read(style))

    def _next_id(self) -> int:
        self.count += 1
        return self.count

    def _read(self, style: str | None) -> Mapping[int, Level]:
        name = style or ""
        if name not in self.known:
            element = self.styles.lists.get(name)
            self.known[name] = {} if element is None else dict(_read_level(level) for level in element)
        return self.known[name]


def _read_level(element: _Element) -> tuple[int, Level]:
    depth = read_count(element, f"{TEXT}level", 0)
    before, behind = element.get(f"{STYLE}num-prefix") or "", element.get(f"{STYLE}num-suffix") or ""
    if element.tag in _BULLETS:
        sign = element.get(f"{TEXT}bullet-char") or BULLET
        # A letter is a sign of a picture font (Wingdings), and no number.
        return depth, Level(bullet=f"{before}{BULLET if sign.isalnum() else sign}{behind}".strip() or BULLET)
    return depth, Level(
        form=element.get(f"{STYLE}num-format") or "",
        before=before,
        behind=behind,
        shown_levels=max(1, read_count(element, f"{TEXT}display-levels")),
        start=read_count(element, f"{TEXT}start-value"),
        pattern=element.get(f"{LOEXT}num-list-format"),
        repeats_letters=read_flag(element, f"{STYLE}num-letter-sync"),
    )


def _print_in_form(level: Level, number: int) -> str:
    if _PADDED.fullmatch(level.form):
        return str(number).zfill(len(level.form))
    form = FORMS.get(level.form) or level.form
    if level.repeats_letters and form in ("lower-alpha", "upper-alpha") and number > 0:
        times, rest = divmod(number - 1, 26)
        return chr(ord("A" if form == "upper-alpha" else "a") + rest) * min(times + 1, _MOST_LETTERS)
    return print_number("ordinal" if level.form == "1st" else form, number)
