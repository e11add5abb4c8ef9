"""Where an element stands: its path in the page, and its line in the file where that is known exactly."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from lxml.etree import _Element

from parsers.words import Place

_MOST_LINES = 65_000  # libxml2 counts lines in 16 bits
_BROKEN_TAG = re.compile(r"<[A-Za-z][^<>\n]*\n[^<>]*>")
_ONCE = frozenset({"html", "head", "body", "main"})  # a page has one, so it carries no number


def find_doubtful_lines(text: str) -> frozenset[int] | None:
    """Return the lines in which a tag ends that began on an earlier one; None where no line of the file is sure."""
    count = text.count("\n") + 1
    if not 1 < count <= _MOST_LINES:
        return None
    lines, position, line = set(), 0, 1
    for match in _BROKEN_TAG.finditer(text):
        line += text.count("\n", position, match.end())
        position = match.end()
        lines.add(line)
    return frozenset(lines)


@dataclass(slots=True)
class Places:
    """The places of a page's elements. `doubtful` as of `find_doubtful_lines`."""

    doubtful: frozenset[int] | None
    paths: dict[_Element, str] = field(default_factory=dict)

    def of(self, element: _Element) -> Place:
        return Place(line=self.line(element), at=(("path", self.path(element)),))

    def line(self, element: _Element) -> int | None:
        """Return the line of an element's tag, None where it is not known exactly."""
        if self.doubtful is None:
            return None
        line = cast("int | None", element.sourceline)  # the stubs do not know
        return None if line is None or line in self.doubtful else line

    def path(self, element: _Element) -> str:
        """Return the path of an element, as XPath writes it: each step numbered among those of its name."""
        if (known := self.paths.get(element)) is not None:
            return known
        above: list[_Element] = []
        for outer in element.iterancestors():
            above.append(outer)
            if outer in self.paths:
                break
        for outer in reversed(above):
            self._name_children(outer)
        return self.paths.setdefault(element, f"/{element.tag}")

    def _name_children(self, parent: _Element) -> None:
        start = self.paths.setdefault(parent, f"/{parent.tag}")
        counts: Counter[str] = Counter()
        for child in parent:
            if isinstance(child.tag, str):
                counts[child.tag] += 1
                number = counts[child.tag]
                step = child.tag if child.tag in _ONCE and number == 1 else f"{child.tag}[{number}]"
                self.paths[child] = f"{start}/{step}"
