"""How an element is printed: what its attributes and the page's own style sheet say of colours, lists and being seen.

The same attributes say the same: each set is read once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.formats.html.counters import Counter
from parsers.formats.html.roles import FURNITURE_ROLES, Part, parts_named
from parsers.formats.html.stylesheet import Names, StyleSheet, names_of
from parsers.formats.list_numbers import FORMS
from parsers.formats.markup_style import read_css
from parsers.words import PLAIN, Style

_MAX_KEPT = 20_000
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_DISPLAYED = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:\s*(?P<value>[\w-]+)", re.IGNORECASE)
_STRUCK = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"(?:^|;)\s*white-space\s*:\s*(?:pre\b|pre-wrap|pre-line|break-spaces)", re.IGNORECASE)
_PRINTED_SIGN = re.compile(r"list-style(?:-type)?\s*:[^;]*?(?P<quote>[\"'])(?P<sign>[^\"']{1,8})(?P=quote)")
_LIST_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:(?P<value>[^;]*)", re.IGNORECASE)
_LIGHTER = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:normal|400|300)\b", re.IGNORECASE)
_HEAVIER = re.compile(r"(?:^|;)\s*font-weight\s*:\s*bold", re.IGNORECASE)
_RAISED = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*super\b", re.IGNORECASE)
_WORD_LIST = re.compile(r"(?:^|;)\s*mso-list\s*:\s*(?P<name>l\d{1,6})\s+level(?P<level>\d{1,2})\b", re.IGNORECASE)
_WORD_MARK = re.compile(r"(?:^|;)\s*mso-list\s*:\s*ignore\b", re.IGNORECASE)
_WORD_HIDDEN = re.compile(r"(?:^|;)\s*mso-hide\s*:\s*all\b", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
_SKIPPED = frozenset({"none", "hidden", "collapse"})
# Their looks are those of every page: what a style sheet says of the bare tag does not set any of them apart.
_COLOURLESS = re.compile(r"(?:^|;)\s*color\s*:[^;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Looks:
    """What attributes and style sheet say of one element; `list_form` is a value of `FORMS`, `sign` its own bullet.

    `is_hidden`: not shown; `is_unseen`: shown to screen readers only; `is_copy`: printed a second time. Of Word's own:
    `is_list_mark`, the mark in front of a list entry, and the `list_name` and `list_level` of the entry.
    """

    style: Style = PLAIN
    fill: str | None = None
    says_list_form: bool = False
    list_form: str | None = None
    sign: str | None = None
    counter: Counter | None = None
    is_hidden: bool = False
    is_unseen: bool = False
    is_copy: bool = False
    is_panel: bool = False
    is_furniture: bool = False
    is_struck: bool = False
    keeps_lines: bool = False
    role: str = ""
    is_list_mark: bool = False
    list_name: str = ""
    list_level: int = 0


PLAIN_LOOKS = Looks()
_BY_TAG = {
    **{tag: Looks(style=Style(bold=True)) for tag in _BOLD},
    **{tag: Looks(style=Style(italic=True)) for tag in _ITALIC},
    "sup": Looks(style=Style(superscript=True)),
    **{tag: Looks(is_struck=True) for tag in ("del", "s", "strike")},
    "pre": Looks(keeps_lines=True),
    "textarea": Looks(keeps_lines=True),
}

Attributes = Sequence[tuple[str | bytes, str | bytes]]
Outer = tuple[tuple[str, Names], ...]
_NOTHING_AROUND: tuple[int, Outer] = (0, ())


@dataclass(slots=True)
class LooksReader:
    """Reads looks by a page's style sheet; `known` are those read so far.

    `outers` number what elements may stand in, `inside` says by element what its children do.
    """

    sheet: StyleSheet
    known: dict[tuple[object, ...], Looks] = field(default_factory=dict)
    outers: dict[Outer, tuple[int, Outer]] = field(default_factory=lambda: {(): _NOTHING_AROUND})
    inside: dict[_Element, tuple[int, Outer]] = field(default_factory=dict)

    def read(self, tag: str, element: _Element) -> Looks:
        """Return how an element looks."""
        attributes = element.items()
        if not attributes and not (self.sheet.rules and (tag in self.sheet.rules or "" in self.sheet.rules)):
            return _BY_TAG.get(tag, PLAIN_LOOKS)
        is_nested = tag in self.sheet.nested_tags or "" in self.sheet.nested_tags
        if not is_nested:
            return self._known((tag, *attributes), tag, attributes, ())
        number, outer = self._outer(element)
        return self._known((tag, number, *attributes), tag, attributes, outer)

    def _outer(self, element: _Element) -> tuple[int, Outer]:
        """Return what an element stands in, nearest first, and a number for it: neighbours share both."""
        parent = element.getparent()
        if parent is None:
            return _NOTHING_AROUND
        found = self.inside.get(parent)
        if found is None:
            names = names_of(parent.get("class", ""), parent.get("id", "")) if parent.attrib else frozenset()
            outer = ((str(parent.tag), names), *self._outer(parent)[1])
            found = self.inside[parent] = self.outers.setdefault(outer, (len(self.outers), outer))
        return found

    def _known(self, key: tuple[object, ...], tag: str, attributes: Attributes, outer: Outer) -> Looks:
        looks = self.known.get(key)
        if looks is None:
            looks = read_looks(tag, {str(k): str(v) for k, v in attributes}, self.sheet, outer)
            if len(self.known) < _MAX_KEPT:
                self.known[key] = looks
        return looks


def read_looks(tag: str, given: dict[str, str], sheet: StyleSheet, outer: tuple[tuple[str, Names], ...] = ()) -> Looks:
    """Return how an element of these attributes looks."""
    inline = given.get("style", "")[:5000]
    named = sheet.find(tag, names_of(given.get("class", "")[:2000], given.get("id", "")), outer)
    own = f"{_COLOURLESS.sub('', named) if tag not in _INLINE and not given.get('class') else named};{inline}"
    css = read_css({**given, "style": own})
    # An id may be the anchor of a section on anything, so it makes nothing unseen.
    parts = parts_named(given.get("class", "")) | (parts_named(given.get("id", "")) - {Part.UNSEEN, Part.COPY})
    sign = _PRINTED_SIGN.search(own)
    in_list = _WORD_LIST.search(inline)
    style = Style(
        bold=(tag in _BOLD and not _LIGHTER.search(own)) or css.is_bold or _HEAVIER.search(inline) is not None,
        italic=tag in _ITALIC or css.is_italic,
        colour=css.colour,
        fill=css.fill if tag in _INLINE else None,
        href=(given.get("href") or None) if tag == "a" else None,
        superscript=tag == "sup" or _RAISED.search(own) is not None,
    )
    return Looks(
        style=PLAIN if style == PLAIN else style,
        fill=css.fill,
        says_list_form=css.list_form is not None or given.get("type") in FORMS,
        list_form=FORMS.get(css.list_form or given.get("type", "")),
        sign=sign["sign"].strip() if sign else None,
        counter=_find_counter(own, sheet) if sheet.counters else None,
        is_hidden=_is_hidden(given, own),
        is_unseen=Part.UNSEEN in parts,
        is_copy=Part.COPY in parts,
        is_panel=Part.PANEL in parts or given.get("role") == "tabpanel",
        is_furniture=Part.FURNITURE in parts or given.get("role", "") in FURNITURE_ROLES,
        is_struck=tag in ("del", "s", "strike") or _STRUCK.search(own) is not None,
        keeps_lines=tag in ("pre", "textarea") or _KEEPS_LINES.search(own) is not None,
        role=given.get("role", ""),
        is_list_mark=_WORD_MARK.search(inline) is not None,
        list_name=in_list["name"].lower() if in_list else "",
        list_level=int(in_list["level"]) if in_list else 0,
    )


def _find_counter(said: str, sheet: StyleSheet) -> Counter | None:
    match = _LIST_STYLE.search(said)
    words = match["value"].split() if match else []
    return next((sheet.counters[word] for word in words if word in sheet.counters), None)


def _is_hidden(given: dict[str, str], said: str) -> bool:
    if "hidden" in given or given.get("aria-hidden", "").lower() == "true" or _WORD_HIDDEN.search(said):
        return True
    if not _NOT_DISPLAYED.search(said):
        return False
    shown = [match["value"].lower() for match in _DISPLAYED.finditer(said)]
    return bool(_SKIPPED.intersection(shown[-1:])) or "display:none" in "".join(given.get("style", "").split()).lower()


_INLINE = frozenset("a abbr b big code em font i ins label mark q s small span strike strong sub sup u".split())
