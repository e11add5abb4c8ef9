"""Forms without rules: a column of labels ("Action", "Lead officer", "By when") and beside each its value.

Cards and one-page plans print them so. No header tells such a table; its labels do, which are known and of one look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tables.gaps_segments import Lines, Segment
from parsers.formats.pdf.tables.gaps_sheet import Sheet
from parsers.headers import OF_PLANS, Role, read_header

MIN_ROWS = 3
MIN_KNOWN = 2  # labels that say different things
_MAX_LABEL = 40  # characters
_SAME_LEFT = 2.0  # points that labels may begin apart
_INDENT = 2.0  # sizes that a list's items stand in from the values' left
_APART = 3.5  # sizes: rows of one form are no further apart
_SAME_SIZE = 0.5  # points
_NEXT = 1.75  # sizes from one line of a paragraph to the next
_LEVEL = 0.8  # sizes: a label and its value may stand so far apart in height
_Line = list[Segment]


@dataclass(slots=True)
class _Form:
    """Lines `start` to before `stop`; `rows` are the numbers of the lines that begin one, `left` where labels begin."""

    start: int
    left: float
    value: float
    look: bool
    size: float
    stop: int = 0
    rows: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def find_label_tables(sheet: Sheet, above: FoundTable | None = None) -> tuple[FoundTable, ...]:
    """Return the forms of a sheet as tables of two columns, from the top.

    `above` is the last table of the page before: the rest of a form that stood there needs no evidence of its own.
    """
    if sum(len(line) < 3 and _role_of(line[0].text) is not None for line in sheet.lines) < _least(above):
        return ()
    lines = _level(sheet.lines)
    forms: list[_Form] = []
    for number, line in enumerate(lines):
        if len(line) == 2 and _role_of(line[0].text) is not None and (not forms or number >= forms[-1].stop):
            forms.append(_grow(sheet, lines, number))
    columns = [(form.left, form.value) for form in forms if _is_form(lines, form)]
    if above is not None and above.column_count == 2 and above.evidence is Evidence.GAPS:
        columns.append((above.column_edges[0] + 1, above.column_edges[1]))
    return tuple(_build(lines, form) for form in forms if any(_stands_in(form, *each) for each in columns))


def may_hold_forms(runs: Lines, above: FoundTable | None = None) -> bool:
    """Say whether lines begin with known labels, whatever gaps are behind them: their values may stand higher."""
    return sum(_role_of(line[0].text) is not None for line in runs) >= _least(above)


def _least(above: FoundTable | None) -> int:
    """Return how many rows a form has: the rest of the one on the page before may be a single one."""
    return 1 if above is not None and above.column_count == 2 else MIN_ROWS


def _stands_in(form: _Form, left: float, value: float) -> bool:
    """Say whether a form's labels begin where those of another do, and its values right behind the columns' border."""
    return abs(form.left - left) <= _SAME_LEFT and -_SAME_LEFT <= form.value - value < _INDENT * form.size


def _level(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines, those as one that stand beside one another though not quite on one height."""
    levelled: list[_Line] = []
    for line in lines:
        above = levelled[-1] if levelled else None
        if (
            above is not None
            and line[0].baseline - above[0].baseline < _LEVEL * line[0].size
            and _is_beside(above, line)
        ):
            levelled[-1] = sorted((*above, *line), key=attrgetter("x0"))
        else:
            levelled.append(line)
    return levelled


def _is_beside(above: _Line, line: _Line) -> bool:
    return above[-1].x1 <= line[0].x0 or line[-1].x1 <= above[0].x0


def _role_of(text: str) -> Role | None:
    header = read_header(text.strip().rstrip(":")) if len(text) <= _MAX_LABEL else None
    return header.role if header is not None and header.score == 1 else None


def _grow(sheet: Sheet, lines: Sequence[_Line], start: int) -> _Form:
    """Return the form that begins at a line, as far down as lines keep to its two columns."""
    label, value = lines[start]
    form = _Form(start, label.x0, value.x0, label.is_bold, label.size, start + 1, [start], [label.text])
    for number in range(start + 1, len(lines)):
        line, above = lines[number], lines[number - 1]
        apart = line[0].baseline - above[-1].baseline
        if apart > _APART * line[0].size or sheet.is_barred(above[0].line, line[0].line, form.left, form.value):
            break
        if not _takes(form, line, number, is_next=apart < _NEXT * line[0].size):
            break
        form.stop = number + 1
    return form


def _takes(form: _Form, line: _Line, number: int, *, is_next: bool) -> bool:
    """Add a line to a form: a label with its value, or more of either; False where it keeps to neither column."""
    size = line[0].size
    values = [segment for segment in line if segment.x0 >= form.value - size]
    own = line[: len(line) - len(values)]
    if len(own) > 1 or any(abs(own[0].x0 - form.left) > _SAME_LEFT or own[0].x1 > form.value for _ in own):
        return False
    if not own:
        return True
    text = own[0].text
    if not text[:1].isupper() and is_next:
        form.labels[-1] += f" {text}"
        return True  # a label's second line
    is_label = len(text) <= _MAX_LABEL and own[0].is_bold == form.look and abs(own[0].size - form.size) < _SAME_SIZE
    if not is_label or (not values and not form.look) or (values and values[0].x0 > form.value + _INDENT * size):
        return False
    form.value = min(form.value, *(segment.x0 for segment in values)) if values else form.value
    form.rows.append(number)
    form.labels.append(text)
    return True


def _is_form(lines: Sequence[_Line], form: _Form) -> bool:
    """Say whether labels that are known, and values that look other than they do, show a form."""
    if len(form.rows) < MIN_ROWS:
        return False
    roles = [role for label in form.labels if (role := _role_of(label)) is not None]
    if len(set(roles)) < MIN_KNOWN or OF_PLANS.isdisjoint(roles) or 2 * len(roles) < len(form.labels):
        return False  # "Date", "Lead officer", "Status" may be those of the paper itself
    begun = [lines[number] for number in form.rows]
    if sum(len(line) > 2 for line in begun) * 3 > len(begun):
        return False  # it has more columns than two
    is_set_off = form.look and not all(line[1].is_bold for line in begun if len(line) > 1)
    return is_set_off or 3 * len(roles) >= 2 * len(form.labels)


def _build(lines: Sequence[_Line], form: _Form) -> FoundTable:
    own = lines[form.start : form.stop]
    segments = [segment for line in own for segment in line]
    left, right = min(segment.x0 for segment in segments) - 1, max(segment.x1 for segment in segments) + 1
    ends = [segment.x1 for segment in segments if segment.x1 < form.value]
    edges = (left, (max(ends, default=form.value - 2) + form.value) / 2, right)
    ys = [min(segment.top for segment in own[0]) - 1, *_between(lines, form), max(s.bottom for s in own[-1]) + 1]
    cells = tuple(
        FoundCell(row, column, (edges[column], top, edges[column + 1], bottom))
        for row, (top, bottom) in enumerate(pairwise(ys))
        for column in (0, 1)
    )
    return FoundTable((left, ys[0], right, ys[-1]), cells, len(form.rows), 2, Evidence.GAPS, edges)


def _between(lines: Sequence[_Line], form: _Form) -> Iterator[float]:
    """Yield the heights that rows but the first begin at: half-way between their lines and those above."""
    for number in form.rows[1:]:
        above, below = lines[number - 1], lines[number]
        yield (max(segment.bottom for segment in above) + min(segment.top for segment in below)) / 2
