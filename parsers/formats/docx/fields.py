"""Fields: instructions to Word that are not printed, and the results that are (ECMA-376, 17.16).

A field may begin in one paragraph and end in another (a table of contents does). One that never ends hides nothing, and
ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.budgets import check_budget
from parsers.formats.docx.names import VAL, W, has, value_of, whole
from parsers.formats.docx.parts import FORM

_WORD = re.compile(r'"(?P<quoted>[^"]*)"|(?P<bare>\S+)')
_CONTENTS = ("TOC", "TOA", "INDEX")
_MOST_CHARACTERS = 4_000  # of an instruction
_TICKED, _OPEN = "☒", "☐"


@dataclass(slots=True)
class Field:
    """A field that is open. `is_whole`: its end is somewhere in the same story."""

    is_whole: bool
    begin: _Element
    instruction: str = ""
    has_result: bool = False

    @property
    def name(self) -> str:
        return self.instruction.split(maxsplit=1)[0].upper() if self.instruction.strip() else ""


@dataclass(slots=True)
class Fields:
    """The fields open at a run, outermost first."""

    whole: frozenset[_Element] = frozenset()
    open: list[Field] = field(default_factory=list)

    @property
    def prints(self) -> bool:
        """Whether what comes is printed: it stands in no field's instruction, or in one that never ends."""
        return not self.open or all(entry.has_result or not entry.is_whole for entry in self.open)

    @property
    def is_contents(self) -> bool:
        """Whether what comes is part of a table of contents."""
        return any(entry.is_whole and entry.has_result and entry.name in _CONTENTS for entry in self.open)

    @property
    def href(self) -> str | None:
        """Return where the innermost link leads that is open."""
        return next((link for entry in reversed(self.open) if (link := read_link(entry.instruction))), None)

    def take(self, mark: _Element) -> str:
        """Read a field's begin, middle or end; return what a form's field without a result prints.

        Raises DocumentError `over-budget` where fields stand in one another without end.
        """
        match mark.get(f"{W}fldCharType"):
            case "begin":
                self.open.append(Field(mark in self.whole, mark))
                check_budget(FORM, "nesting", len(self.open), "fields")
            case "separate" if self.open:
                self.open[-1].has_result = True
            case "end" if self.open:
                ended = self.open.pop()
                if self.prints:
                    return _print_form(ended)
        return ""

    def instruct(self, text: str) -> None:
        """Add to the instruction that is being read."""
        if self.open and not self.open[-1].has_result:
            self.open[-1].instruction += text[: _MOST_CHARACTERS - len(self.open[-1].instruction)]

    def end_paragraph(self) -> None:
        """Close the fields that never end."""
        if self.open:
            self.open = [entry for entry in self.open if entry.is_whole]


def find_whole(root: _Element) -> frozenset[_Element]:
    """Return the begins of the fields in a story whose ends are there too."""
    return frozenset(_match(root.iter(f"{W}fldChar")))


def _match(marks: Iterable[_Element]) -> Iterable[_Element]:
    open_begins: list[_Element] = []
    for mark in marks:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_begins.append(mark)
        elif kind == "end" and open_begins:
            yield open_begins.pop()


def read_link(instruction: str) -> str | None:
    """Return where a HYPERLINK instruction leads, None for other fields.

    >>> read_link(' HYPERLINK "https://example.org/plan" '), read_link('HYPERLINK \\\\l "aims"'), read_link("PAGE")
    ('https://example.org/plan', '#aims', None)
    """
    words = [match["quoted"] if match["quoted"] is not None else match["bare"] for match in _WORD.finditer(instruction)]
    if not words or words[0].upper() != "HYPERLINK":
        return None
    if len(words) > 2 and words[1] == "\\l":
        return f"#{words[2]}"
    return words[1] if len(words) > 1 and not words[1].startswith("\\") else None


def _print_form(ended: Field) -> str:
    """Return what a check box or a drop-down list of a form shows (17.16.7, 17.16.9)."""
    data = ended.begin.find(f"{W}ffData")
    if data is None:
        return ""
    if (box := data.find(f"{W}checkBox")) is not None:
        name = "checked" if box.find(f"{W}checked") is not None else "default"
        return _TICKED if has(box, name) else _OPEN
    choices = data.find(f"{W}ddList")
    if choices is None or ended.has_result:
        return ""
    entries = [entry.get(VAL) or "" for entry in choices.iterchildren(f"{W}listEntry")]
    chosen = whole(value_of(choices, "result") or value_of(choices, "default"))
    return entries[chosen] if 0 <= chosen < len(entries) else ""
