"""Which list an item belongs to and how deep, by where its mark and its words stand on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.formats.pdf.flow.marks import Entry
from parsers.formats.text_lists import OpenLists
from parsers.formats.text_marks import MarkedLine

_ALIGNED = 2.5  # points
_INDENT = 0.6  # sizes


@dataclass(slots=True)
class Lists:
    """The lists open at a line of a column or cell.

    Marks of one list stand at one x, or their words do: numbers may be set flush right.
    """

    list_ids: Iterator[int]
    _open: OpenLists = field(init=False)
    _levels: list[tuple[float, float, int]] = field(default_factory=list)  # x of mark, x of words, indentation

    def __post_init__(self) -> None:
        self._open = OpenLists(self.list_ids)

    def place(self, entry: Entry) -> tuple[int, int]:
        """Return the level and the list of an item, and keep its list open."""
        assert entry.mark is not None
        return self._open.place(MarkedLine(self._indent(entry), entry.mark, entry.text))

    def holds(self, entry: Entry) -> bool:
        """Say whether a mark may run on an open list: it is of its kind and stands where its marks do."""
        if entry.mark is None or not self._open.hold(entry.mark):
            return False
        return any(abs(mark_x - entry.mark_x) < _ALIGNED for mark_x, _, _ in self._levels)

    def pass_by(self, entry: Entry) -> None:
        """Close the lists that a paragraph ends: it does not stand under the words of their items."""
        if not any(entry.line.x0 > words_x - _INDENT * entry.line.size for _, words_x, _ in self._levels):
            self._open.close()
            self._levels.clear()

    def _indent(self, entry: Entry) -> int:
        mark_x, words_x = entry.mark_x, entry.x0
        for known_mark_x, known_words_x, indent in self._levels:
            if abs(mark_x - known_mark_x) < _ALIGNED or (
                abs(words_x - known_words_x) < _ALIGNED and mark_x < known_words_x - _ALIGNED
            ):
                return indent
        self._levels.append((mark_x, words_x, round(mark_x)))
        return round(mark_x)
