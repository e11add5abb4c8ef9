"""Which list an entry belongs to and how deep: by its indentation, its mark, and what stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from parsers.formats.text_marks import Mark, MarkedLine, is_first


@dataclass(slots=True)
class _Open:
    """A list that may still get entries, and the mark of its last one."""

    list_id: int
    indent: int
    last: Mark


@dataclass(slots=True)
class OpenLists:
    """The lists that are open at a line, outermost first."""

    list_ids: Iterator[int]
    open: list[_Open] = field(default_factory=list)

    def place(self, line: MarkedLine) -> tuple[int, int]:
        """Return the level and the list of an entry, and keep its list open."""
        while self.open and line.indent < self.open[-1].indent:
            self.open.pop()
        mark = self._tell_letter(line.mark)
        beside = [entry for entry in self.open if entry.indent == line.indent]
        if beside:
            self._close_beside(beside, mark)
        if self.open and self.open[-1].indent == line.indent and _is_alike(self.open[-1].last, mark):
            self.open[-1].last = mark
        else:
            self.open.append(_Open(next(self.list_ids), line.indent, mark))
        return len(self.open) - 1, self.open[-1].list_id

    def hold(self, mark: Mark) -> bool:
        """Say whether the mark may run on an open list."""
        return any(entry.last.kind == mark.kind or _is_lettered(entry.last, mark) for entry in self.open)

    def close(self) -> None:
        """Close all lists: what follows begins anew."""
        self.open.clear()

    def _tell_letter(self, mark: Mark) -> Mark:
        """Return the mark as a letter or a Roman number, whichever runs on: "i" behind "h" is a letter."""
        sign = mark.text.strip("(). ")
        before = [entry.last.text.strip("(). ") for entry in self.open]
        if sign == "i":
            return replace(mark, kind="letter" if "h" in before else "roman")
        if sign in _ROMAN_BEFORE and _ROMAN_BEFORE[sign] in before:
            return replace(mark, kind="roman")
        return mark

    def _close_beside(self, beside: list[_Open], mark: Mark) -> None:
        """Close what an entry of the same indentation ends: lists of other marks, or a list that begins again."""
        alike = [entry for entry in beside if _is_alike(entry.last, mark)]
        if not alike and _hangs_under(mark, beside[-1].last):
            return
        keep = self.open.index(alike[-1] if alike else beside[0])
        if alike and (mark.kind == "bullet" or not is_first(mark)):
            keep += 1
        del self.open[keep:]


def _is_alike(a: Mark, b: Mark) -> bool:
    if a.kind == "bullet" and b.kind == "bullet":
        return a.depth == b.depth
    return a.kind == b.kind


def _is_lettered(a: Mark, b: Mark) -> bool:
    return {a.kind, b.kind} == {"letter", "roman"}


def _hangs_under(mark: Mark, above: Mark) -> bool:
    """Say whether a mark of the same indentation is by custom one of a list inside: "a." under "1.", "o" under "•"."""
    if mark.kind == "bullet" and above.kind == "bullet":
        return mark.depth is not None and above.depth is not None and mark.depth > above.depth
    return _RANKS[mark.kind] > _RANKS[above.kind]


_RANKS = {"digit": 0, "letter": 1, "roman": 2, "bullet": 3}
_ROMAN_BEFORE = {"v": "iv", "x": "ix"}
