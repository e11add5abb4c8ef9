"""Which list an entry belongs to and how deep: by its indentation, its mark, and what stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.formats.text_marks import Mark, MarkedLine, is_first


@dataclass(frozen=True, slots=True)
class _Open:
    """A list that may still get entries."""

    list_id: int
    indent: int
    mark: Mark


@dataclass(slots=True)
class OpenLists:
    """The lists that are open at a line, outermost first."""

    list_ids: Iterator[int]
    open: list[_Open] = field(default_factory=list)

    def place(self, line: MarkedLine) -> tuple[int, int]:
        """Return the level and the list of an entry, and keep its list open."""
        while self.open and line.indent < self.open[-1].indent:
            self.open.pop()
        if self.open and line.indent == self.open[-1].indent:
            self._close_beside(line)
        if not self.open or line.indent > self.open[-1].indent or not _is_alike(self.open[-1].mark, line.mark):
            self.open.append(_Open(next(self.list_ids), line.indent, line.mark))
        return len(self.open) - 1, self.open[-1].list_id

    def close(self) -> None:
        """Close all lists: what follows begins anew."""
        self.open.clear()

    def _close_beside(self, line: MarkedLine) -> None:
        """Close what an entry of the same indentation ends: lists of other marks, or a list that begins again."""
        beside = [entry for entry in self.open if entry.indent == line.indent]
        alike = [entry for entry in beside if _is_alike(entry.mark, line.mark)]
        if alike:
            keep = self.open.index(alike[-1]) + 1
            if line.mark.kind != "bullet" and is_first(line.mark):
                keep -= 1
            del self.open[keep:]
        elif not _hangs_under(line.mark, beside[-1].mark):
            del self.open[self.open.index(beside[0]) :]


def _is_alike(a: Mark, b: Mark) -> bool:
    """Say whether two marks may stand in one list: "i." may be a letter among letters."""
    if a.kind == "bullet" and b.kind == "bullet":
        return a.depth == b.depth
    return a.kind == b.kind or ({a.kind, b.kind} == {"letter", "roman"} and len(a.text) == len(b.text))


def _hangs_under(mark: Mark, above: Mark) -> bool:
    """Say whether a mark of the same indentation is by custom one of a list inside: "a." under "1.", "o" under "•"."""
    if mark.kind == "bullet" and above.kind == "bullet":
        return mark.depth is not None and above.depth is not None and mark.depth > above.depth
    return _RANKS[mark.kind] > _RANKS[above.kind]


_RANKS = {"digit": 0, "letter": 1, "roman": 2, "bullet": 3}
