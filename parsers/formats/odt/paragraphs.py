"""Reads one paragraph: its words with their looks, and what is anchored in it (OpenDocument 1.3, part 3, 6 and 7).

White space is folded as the standard says (6.1.2); blanks and tabs that the file counts out are kept. What stands in
text boxes, notes and pictures is read by who asks for the paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.decode import clean_text
from parsers.formats.odt.names import DRAWINGS, FIELD, FORM, LOEXT, OFFICE, TEXT, XLINK, read_count, read_flag, text_of
from parsers.formats.odt.styles import Look, Styles, is_hidden, is_struck, overlay
from parsers.words import Place, Run, Words

MOST_BLANKS = 100  # counted out in a row; a line has no room for more
_MOST_MERGED = 1_000  # characters of a run that more is added to
_WHITE = re.compile(r"[ \t\r\n]+")
_IGNORED = frozenset(
    (
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}event-listeners",
        f"{TEXT}tracked-changes",
        f"{TEXT}ruby-text",
        f"{TEXT}number",  # a label that another program printed; ours are counted
        f"{TEXT}label",  # a choice of a drop-down field; the one chosen is its text
        f"{FIELD}param",
        f"{LOEXT}list-item",
        f"{FORM}forms",
    )
)
_CHECKBOX = "FORMCHECKBOX"
_CHECKED, _UNCHECKED = "☑", "☐"


@dataclass(slots=True)
class Paragraph:
    """What a paragraph prints. `before` and `behind` are the drawings anchored before its first word and later."""

    runs: list[Run] = field(default_factory=list)
    before: list[_Element] = field(default_factory=list)
    behind: list[_Element] = field(default_factory=list)
    notes: list[_Element] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """Return the words without blanks at their ends."""
        return Words(tuple(self.runs)).strip()

    @property
    def is_unread(self) -> bool:
        """Say whether all that stands in the paragraph is not to be read: it counts in no list."""
        return bool(self.hidden or self.struck) and not self.words


def read_paragraph(element: _Element, styles: Styles, place: Place) -> Paragraph:
    """Return what a paragraph or heading prints; nothing but `hidden` where all of it is hidden."""
    name = element.get(f"{TEXT}style-name")
    walk = _Walk(styles, place)
    walk.read(element, styles.look("paragraph", name), None)
    paragraph = walk.paragraph
    if walk.is_hidden:
        return Paragraph(hidden=[paragraph.words.text, *paragraph.hidden])
    return paragraph


@dataclass(slots=True)
class _Walk:
    """A walk through a paragraph's elements. `is_after_blank`: the next blank is folded into the last one."""

    styles: Styles
    place: Place
    paragraph: Paragraph = field(default_factory=Paragraph)
    is_after_blank: bool = True
    is_hidden: bool = False

    def read(self, element: _Element, look: Look, href: str | None) -> None:
        """Read an element's text and what is in it."""
        self._add_text(element.text, look, href)
        for child in element:
            if child.tag not in _IGNORED:
                self._read_child(child, look, href)
            self._add_text(child.tail, look, href)

    def _read_child(self, child: _Element, look: Look, href: str | None) -> None:
        name = str(child.tag)
        if name == f"{TEXT}span":
            self.read(child, overlay(look, self.styles.look("text", child.get(f"{TEXT}style-name"))), href)
        elif name == f"{TEXT}a":
            look = overlay(look, self.styles.look("text", child.get(f"{TEXT}style-name")))
            self.read(child, look, child.get(f"{XLINK}href"))
        elif name in DRAWINGS:
            self._anchor(child)
        elif name == f"{TEXT}note":
            self._call_note(child, look, href)
        elif (sign := _sign_of(child)) is not None:
            self._add(sign, look, href)
            self.is_after_blank = False
        elif name in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph") and read_flag(child, f"{TEXT}is-hidden"):
            self._hide(child)
        else:
            self.read(child, look, href)

    def _add_text(self, text: str | None, look: Look, href: str | None) -> None:
        if not text:
            return
        folded = _WHITE.sub(" ", text)
        if self.is_after_blank and folded.startswith(" "):
            folded = folded[1:]
        if folded:
            self._add(clean_text(folded), look, href)
            self.is_after_blank = folded.endswith(" ")

    def _add(self, text: str, look: Look, href: str | None) -> None:
        if is_hidden(look):
            self.paragraph.hidden.append(text)
            return
        if is_struck(look) and not text.isspace():
            self.paragraph.struck.append(text)
            return
        style = self.styles.print_style(look)
        style = style._replace(href=href) if href else style
        runs = self.paragraph.runs
        if runs and runs[-1].style == style and len(runs[-1].text) < _MOST_MERGED:
            runs[-1] = Run(runs[-1].text + text, self.place, style)
        else:
            runs.append(Run(text, self.place, style))

    def _anchor(self, drawing: _Element) -> None:
        has_words = any(run.text.strip() for run in self.paragraph.runs)
        (self.paragraph.behind if has_words else self.paragraph.before).append(drawing)

    def _call_note(self, note: _Element, look: Look, href: str | None) -> None:
        citation = note.find(f"{TEXT}note-citation")
        if is_hidden(look):
            return
        self.paragraph.notes.append(note)
        if citation is not None and (text := text_of(citation).strip()):
            style = self.styles.print_style(look)._replace(superscript=True, href=href)
            self.paragraph.runs.append(Run(clean_text(text), self.place, style))
            self.is_after_blank = False

    def _hide(self, child: _Element) -> None:
        if child.tag == f"{TEXT}hidden-paragraph":
            self.is_hidden = True
        self.paragraph.hidden.append(clean_text(child.get(f"{TEXT}string-value") or text_of(child)))


def _sign_of(child: _Element) -> str | None:
    """Return what an element prints that stands for a sign, None of one that holds text."""
    name = str(child.tag)
    if name == f"{TEXT}s":
        return " " * min(read_count(child, f"{TEXT}c"), MOST_BLANKS)
    if name == f"{TEXT}tab":
        return "\t"
    if name == f"{TEXT}line-break":
        return "\n"
    if name == f"{FIELD}fieldmark" and _CHECKBOX in (child.get(f"{FIELD}type") or ""):
        said = [param.get(f"{FIELD}value") for param in child if param.get(f"{FIELD}name") == "Checkbox_Checked"]
        return _CHECKED if "true" in said else _UNCHECKED
    return None
