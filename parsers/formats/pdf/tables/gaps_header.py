"""The header of a table that has no rules: short texts beside one another, worded or printed as headers.

Without one, columns of text are no table: it alone tells a plan from a leaflet's columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from parsers.formats.pdf.tables.gaps_columns import LEAST_GUTTER, MAX_COLUMNS, is_marker
from parsers.formats.pdf.tables.gaps_cuts import cut_line, usual_starts
from parsers.formats.pdf.tables.gaps_segments import Segment
from parsers.formats.pdf.tables.gaps_sheet import Sheet
from parsers.headers import fold_header, read_header

MAX_HEADER_LINES = 5
_MAX_CHARACTERS = 60
_MAX_WORDS = 9
_MAX_LOWER = 30  # characters of a header's further lines
_NEAR = 16  # lines: one of those below a header has several columns too
_JUDGED = 12  # lines: the look of a table's body is judged by these
LOOK_AHEAD = 80  # lines: where a table's columns begin is learnt from these
_DIGITS = re.compile(r"\d+")
_SENTENCE = re.compile(r"\w{5}[.;] ")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?")
_LABELLED = re.compile(r"[^:]+:\s*\S")
Look = tuple[bool, str | None, int]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header's text over all its lines, and how far it reaches."""

    x0: float
    x1: float
    text: str

    @property
    def is_known(self) -> bool:
        return is_known(self.text)


@dataclass(frozen=True, slots=True)
class Header:
    """The header lines from `start` to before `stop`, and what shows that they are a header.

    `known` counts the cells whose wording is a header's; `look` is how they look if that is other than the lines below;
    `is_ruled`: a rule beneath parts them from these.
    """

    start: int
    stop: int
    segments: tuple[Segment, ...]
    cells: tuple[HeaderCell, ...]
    look: Look | None
    is_ruled: bool

    @property
    def is_set_off(self) -> bool:
        return self.look is not None

    @property
    def known(self) -> int:
        return sum(cell.is_known for cell in self.cells)

    @property
    def exact(self) -> int:
        """Return how many cells' wording is just that of a known header."""
        return sum((header := read_header(cell.text)) is not None and header.score == 1 for cell in self.cells)


def find_header(sheet: Sheet, start: int, free: int) -> Header | None:
    """Return the header whose first full line that is, or None; no line before `free` is taken for a part of it."""
    if not _may_be_header(sheet.lines[start]):
        return None
    following = sheet.lines[start + 1 : start + 1 + LOOK_AHEAD]
    if not any(len(line) > 1 for line in following[:_NEAR]):
        return None
    if not sheet.tries:
        return None
    sheet.tries -= 1
    set_off, ruled = _set_off_lines(sheet, start), _ruled_lines(sheet, start)
    if not (set_off or ruled or any(is_known(segment.text) for segment in sheet.lines[start])):
        return None
    lines = _Lines(sheet, usual_starts(following))
    if not _has_body(lines, start):
        return None
    marked = min((count for count in (set_off, ruled) if count), default=0)
    stop = start + marked if marked else _best_worded(lines, start)
    stop = _without_title_below(lines, start, stop)
    begin = _with_lines_above(lines, start, stop, free, is_set_off=bool(set_off))
    segments = lines.between(begin, stop)
    cells = header_cells(segments)
    look = shared_look(sheet.lines[start]) if set_off else None
    header = Header(begin, stop, tuple(segments), cells, look, is_ruled=bool(ruled) and start + ruled == stop)
    return header if len(cells) > 1 and (set_off or ruled or header.known > 1) else None


@dataclass(slots=True)
class _Lines:
    """A sheet's lines, parted where the body's columns begin too."""

    sheet: Sheet
    starts: list[float]
    _cut: dict[int, list[Segment]] = field(default_factory=dict)

    def __getitem__(self, number: int) -> list[Segment]:
        if number not in self._cut:
            line = self.sheet.lines[number]
            # A line without any wide gap is a title: that a word of it begins where a column does is chance.
            cut = cut_line(self.sheet.runs[number], number, self.starts) if len(line) > 1 else None
            self._cut[number] = cut or line
        return self._cut[number]

    def between(self, start: int, stop: int) -> list[Segment]:
        return [segment for number in range(start, stop) for segment in self[number]]


def header_cells(segments: Sequence[Segment]) -> tuple[HeaderCell, ...]:
    """Return the header cells that the segments of a header's lines make, from the left."""
    groups: list[tuple[float, list[Segment]]] = []
    for segment in sorted(segments, key=attrgetter("x0")):
        if groups and segment.x0 < groups[-1][0] + LEAST_GUTTER:
            right, group = groups[-1]
            group.append(segment)
            groups[-1] = (max(right, segment.x1), group)
        else:
            groups.append((segment.x1, [segment]))
    return tuple(
        HeaderCell(group[0].x0, right, " ".join(part.text for part in sorted(group, key=lambda part: part.line)))
        for right, group in groups
    )


@lru_cache(maxsize=4096)
def is_known(text: str) -> bool:
    """Say whether a text is worded as a header, and is no label with its value."""
    if len(text) > 2 * _MAX_CHARACTERS or text[:1].islower() or _LABELLED.match(text):
        return False
    header = read_header(text)
    return header is not None and header.score >= 0.8


def is_same_wording(line: Sequence[Segment], header: Header) -> bool:
    """Say whether a line prints a header again."""
    words = {fold_header(cell.text) for cell in header.cells}
    again = sum(fold_header(segment.text) in words for segment in line)
    return again > 1 and 2 * again > len(header.cells)


def look_of(segment: Segment) -> Look:
    """Return how a segment looks: bold or not, its colour and its size."""
    return segment.is_bold, segment.colour, round(2 * segment.size)


def shared_look(line: Sequence[Segment]) -> Look | None:
    """Return how all of a line looks, or None where its parts differ."""
    looks = {look_of(segment) for segment in line}
    return looks.pop() if len(looks) == 1 else None


def _may_be_header(line: Sequence[Segment]) -> bool:
    if not 1 < len(line) <= MAX_COLUMNS or 2 * sum(segment.text[:1].islower() for segment in line) >= len(line):
        return False
    if len({_DIGITS.sub("", segment.text).casefold() for segment in line}) == 1:
        return False  # "Recommendation 1" and "Recommendation 3" head columns of a leaflet
    return all(_is_short(segment.text) for segment in line) and 2 * sum(_is_value(s.text) for s in line) < len(line)


def _is_short(text: str) -> bool:
    """Say whether a text is as short as a header's line, and no sentence ends in it."""
    if len(text) > _MAX_CHARACTERS or text.count(" ") >= _MAX_WORDS or is_marker(text):
        return False
    return (
        text[-1] not in ",;" and not _SENTENCE.search(text) and (text[-1] != "." or len(text.rsplit(" ", 1)[-1]) <= 5)
    )


def _is_value(text: str) -> bool:
    """Say whether a text is a number, an amount or a date rather than a name; a year may head a column."""
    digits = sum(map(str.isdigit, text))
    return 2 * digits >= len(text) and not _YEAR.fullmatch(text)


def _has_body(lines: _Lines, start: int) -> bool:
    """Say whether one of the next lines is parted too, and text stands in none of the header's gaps."""
    header = lines[start]
    for number in range(start + 1, min(start + 1 + _NEAR, len(lines.sheet.lines))):
        line = lines[number]
        if line[0].baseline - header[0].baseline > 12 * header[0].size:
            return False
        if len(line) > 1 and not any(
            segment.x0 < left.x1 and segment.x1 > right.x0 for left, right in pairwise(header) for segment in line
        ):
            return True
    return False


def _set_off_lines(sheet: Sheet, start: int) -> int:
    """Return how many lines look alike and other than the body below them; 0 where the body looks so too."""
    look = shared_look(sheet.lines[start])
    if look is None:
        return 0
    count = 1
    while (
        count <= MAX_HEADER_LINES
        and start + count < len(sheet.lines)
        and sheet.is_next(start + count)
        and shared_look(sheet.lines[start + count]) == look
    ):
        count += 1
    body = [segment for line in sheet.lines[start + count : start + count + _JUDGED] for segment in line]
    alike = sum(look_of(segment) == look for segment in body)
    if count > MAX_HEADER_LINES or not body or 3 * alike > len(body):
        return 0
    # Larger, bold or coloured; a header in a smaller type than its body is none.
    size = sorted(segment.size for segment in body)[len(body) // 2]
    return count if sheet.lines[start][0].size >= 0.85 * size else 0


def _ruled_lines(sheet: Sheet, start: int) -> int:
    """Return how many lines there are down to the first rule that runs beneath all of them, or 0."""
    first = sheet.lines[start]
    for number in range(start + 1, min(start + 1 + MAX_HEADER_LINES, len(sheet.lines))):
        if sheet.is_ruled_between(number - 1, number, first[0].x0, first[-1].x1):
            return number - start
        if not sheet.is_next(number):
            return 0
    return 0


def _best_worded(lines: _Lines, start: int) -> int:
    """Return where the header lines end whose cells have the most known wordings; a further line must add one."""
    best = _known(lines.between(start, start + 1))
    stop = start + 1
    for number in range(start + 1, min(start + 3, len(lines.sheet.lines) - 1)):
        if not lines.sheet.is_next(number) or not all(len(segment.text) <= _MAX_LOWER for segment in lines[number]):
            break
        cells = header_cells(lines.between(start, number + 1))
        if len(cells) < len(lines[start]):
            break
        known = sum(cell.is_known for cell in cells)
        goes_on = len(lines[number]) < len(cells) and all(segment.text[:1].islower() for segment in lines[number])
        if known > best or (goes_on and known == best):
            best, stop = known, number + 1
    return stop


def _known(segments: Sequence[Segment]) -> int:
    return sum(cell.is_known for cell in header_cells(segments))


def _without_title_below(lines: _Lines, start: int, stop: int) -> int:
    """Return where a header ends under which a section's title stands at once, looking as the header does."""
    while stop - start > 1 and len(lines[stop - 1]) == 1:
        above, whole = header_cells(lines.between(start, stop - 1)), header_cells(lines.between(start, stop))
        text = lines[stop - 1][0].text
        spoilt = sum(cell.is_known for cell in whole) < sum(cell.is_known for cell in above)
        if text[:1].islower() or not (spoilt or len(whole) < len(above)):
            break
        stop -= 1
    return stop


def _with_lines_above(lines: _Lines, start: int, stop: int, free: int, *, is_set_off: bool) -> int:
    """Return where a header begins whose longer cells begin above its first full line (set low or in the middle)."""
    sheet = lines.sheet
    look = shared_look(sheet.lines[start])
    begin = start
    while begin > free and start - begin < 3 and sheet.is_next(begin, 1.3):
        above = lines[begin - 1]
        now = header_cells(lines.between(begin, stop))
        cells = header_cells(lines.between(begin - 1, stop))
        if len(cells) < len(now) or not all(len(segment.text) <= _MAX_LOWER for segment in above):
            break
        if sheet.distance(begin) < 0.9 * above[0].size:  # Too close for a line of its own: it stands beside.
            begin -= 1
            continue
        added = sum(cell.is_known for cell in cells) - sum(cell.is_known for cell in now)
        if added < 0 or (is_set_off and shared_look(above) != look) or (not is_set_off and not added):
            break
        begin -= 1
    return begin
