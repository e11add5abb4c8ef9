"""What Word counts and prints in front of paragraphs (ECMA-376, 17.9): numbers of many levels, letters, bullets.

A definition (`w:abstractNum`) counts on through all lists (`w:num`) made of it, until one of them starts anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.docx.counting import print_count
from parsers.formats.docx.names import MC, VAL, W, children_of, choose, is_on, value_in, value_of, whole
from parsers.formats.docx.styles import NO_INDENT, Indent, Styles, read_indent
from parsers.formats.docx.symbols import print_in_font

LEVELS = 9
_PART = re.compile(r"%(?P<level>[1-9])")
_FORM = f"{W}numFmt"
_PICTURED = "•"  # what a picture for a bullet stands for
_MOST_LINKS = 8
_MOST_CHARACTERS = 200  # in front of a paragraph


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and printed. `restarts_after`: the level (from 1) that restarts it, or 0."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    font: str | None = None
    style_id: str | None = None
    is_legal: bool = False
    is_pictured: bool = False
    restarts_after: int | None = None
    indent: Indent = NO_INDENT

    @property
    def is_bullet(self) -> bool:
        return self.form == "bullet" or self.is_pictured


_ANY_LEVEL = Level()


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list: whose counter it uses, its levels, and where it starts anew."""

    counter: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a file, each read when it is first asked for, and how far each has been counted."""

    links: Links | None = None
    _lists: dict[str, NumberedList | None] = field(default_factory=dict)
    _levels: dict[str, Mapping[int, Level]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def find_list(self, num_id: str) -> NumberedList | None:
        """Return a list; None where there is none, as for number 0."""
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def find_level(self, num_id: str | None, level: int) -> Level | None:
        """Return how a level of a list is printed; None where there is no such list, as for number 0."""
        numbered = self.find_list(num_id or "")
        return None if numbered is None else numbered.levels.get(level)

    def level_of_style(self, num_id: str, style_ids: tuple[str, ...]) -> int | None:
        """Return the level that is linked to a style, the nearest of those given, or None."""
        numbered = self.find_list(num_id)
        for style_id in style_ids if numbered else ():
            for number, level in numbered.levels.items() if numbered else ():
                if level.style_id == style_id:
                    return number
        return None

    def count(self, num_id: str, level: int) -> str:
        """Count a paragraph and return what is printed in front of it, "" for nothing."""
        numbered = self.find_list(num_id)
        assert numbered is not None
        counts = self._counts.setdefault(numbered.counter, [None] * LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for started in numbered.starts:
                counts[started] = None
        before = counts[level]
        counts[level] = _start(numbered, level) if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            if counts[deeper] is not None and _restarts(numbered.levels.get(deeper), level):
                counts[deeper] = None
        return _print(numbered, level, counts)

    def _read_list(self, num_id: str) -> NumberedList | None:
        num = None if self.links is None or num_id == "0" else self.links.nums.get(num_id)
        if num is None or self.links is None:
            return None
        definition_id = self.links.follow(value_of(num, "abstractNumId") or "")
        definition = self.links.definitions.get(definition_id)
        if definition is None:
            return None
        if definition_id not in self._levels:
            self._levels[definition_id] = Levels(_find_levels(definition))
        return _read_list(num, definition_id, self._levels[definition_id])


def read_numbering(root: _Element | None, styles: Styles) -> Numbering:
    """Return the lists of a numbering part; none where a file has no such part."""
    if root is None:
        return Numbering()
    definitions = {element.get(f"{W}abstractNumId") or "": element for element in root.iterchildren(f"{W}abstractNum")}
    nums = {element.get(f"{W}numId") or "": element for element in root.iterchildren(f"{W}num")}
    return Numbering(Links(definitions, nums, styles))


@dataclass(frozen=True, slots=True)
class Links:
    """The definitions and lists of a part; finds the definition that another names through a style (17.9.21)."""

    definitions: Mapping[str, _Element]
    nums: Mapping[str, _Element]
    styles: Styles

    def follow(self, definition_id: str) -> str:
        """Return the definition that is meant by another; itself where it names none."""
        for _ in range(_MOST_LINKS):
            linked = value_of(self.definitions.get(definition_id), "numStyleLink")
            num_id = self.styles.paragraph(linked).num_id if linked else None
            if num_id is None or num_id not in self.nums:
                return definition_id
            definition_id = value_of(self.nums[num_id], "abstractNumId") or ""
        return definition_id


def _read_list(num: _Element, counter: str, levels: Mapping[int, Level]) -> NumberedList:
    starts: dict[int, int] = {}
    own: dict[int, Level] = {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        number = whole(override.get(f"{W}ilvl"), -1)
        if not 0 <= number < LEVELS:
            continue
        if (level := override.find(f"{W}lvl")) is not None:
            own[number] = _read_level(level)
        if (start := value_of(override, "startOverride")) is not None:
            starts[number] = whole(start, 1)
    return NumberedList(counter, {**levels, **own} if own else levels, starts)


@dataclass(frozen=True, slots=True)
class Levels(Mapping[int, Level]):
    """The levels of a definition, each read when it is first asked for: of the nine that Word writes few are used."""

    elements: Mapping[int, _Element]
    _read: dict[int, Level] = field(default_factory=dict)

    def __getitem__(self, number: int) -> Level:
        level = self._read.get(number)
        if level is None:
            level = self._read[number] = _read_level(self.elements[number])
        return level

    def __iter__(self) -> Iterator[int]:
        return iter(self.elements)

    def __len__(self) -> int:
        return len(self.elements)


def _find_levels(definition: _Element) -> dict[int, _Element]:
    found = {whole(element.get(f"{W}ilvl"), -1): element for element in definition.iterchildren(f"{W}lvl")}
    return {number: element for number, element in found.items() if 0 <= number < LEVELS}


def _read_level(element: _Element) -> Level:
    said = children_of(element)
    form = said.get(_FORM)
    if form is None and (alternate := said.get(f"{MC}AlternateContent")) is not None:
        chosen = choose(alternate)
        form = None if chosen is None else chosen.find(_FORM)
    looks, place = said.get(f"{W}rPr"), said.get(f"{W}pPr")
    fonts = None if looks is None else looks.find(f"{W}rFonts")
    restart = value_in(said, "lvlRestart")
    return Level(
        start=whole(value_in(said, "start"), 0),
        form=form.get(VAL) or "decimal" if form is not None else "decimal",
        pattern=form.get(f"{W}format") or "" if form is not None else "",
        text=(value_in(said, "lvlText") or "")[:_MOST_CHARACTERS],
        font=None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"),
        style_id=value_in(said, "pStyle"),
        is_legal=bool(is_on(said.get(f"{W}isLgl"))),
        is_pictured=f"{W}lvlPicBulletId" in said,
        restarts_after=None if restart is None else whole(restart),
        indent=read_indent(None if place is None else place.find(f"{W}ind")),
    )


def _restarts(deeper: Level | None, level: int) -> bool:
    """Say whether a paragraph of a level makes a deeper level begin again (17.9.11)."""
    if deeper is None or deeper.restarts_after is None:
        return True
    return level < deeper.restarts_after


def _start(numbered: NumberedList, level: int) -> int:
    definition = numbered.levels.get(level, _ANY_LEVEL)
    return numbered.starts.get(level, definition.start)


def _print(numbered: NumberedList, level: int, counts: list[int | None]) -> str:
    own = numbered.levels[level]
    if own.is_pictured:
        return _PICTURED
    if own.form == "bullet":
        return print_in_font(own.text, own.font).strip()

    def part(match: re.Match[str]) -> str:
        other = int(match["level"]) - 1
        count = counts[other]
        count = _start(numbered, other) if count is None else count
        definition = own if other == level else numbered.levels.get(other, _ANY_LEVEL)
        form = "decimal" if own.is_legal and definition.form != "none" else definition.form
        return print_count(form, count, definition.pattern)

    return " ".join(_PART.sub(part, own.text).split())
