"""What shows that two tables, one behind the other, are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalise.numbers import is_first, runs_on
from parsers.document import Table
from parsers.joints import Joint, JointKind
from parsers.repair.joining.boundary import first_row, last_row
from parsers.repair.joining.cell_clues import is_key
from parsers.repair.joining.gaps import NOTHING_BETWEEN, Between
from parsers.repair.joining.grids import Fit
from parsers.repair.joining.repeats import NOT_REPEATED, Repeated, find_header, is_title
from parsers.repair.joining.rows import side_of
from parsers.repair.joining.weights import Clue, Sight, weigh

# Points: three lines of running text, which a row that the page cuts does not leave free.
ROOM_OF_LINES = 40.0
# A quarter of an A4 page: few rows that are not to be cut are so high.
ROOM_OF_ROWS = 200.0
# A table with more is no plan but data, or a drawing.
MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two tables that may be one: the upper as its last page prints it, and what is known of them.

    `fit` is how their columns fit, None where they do not; `row` the joint of the rows that meet; `room` the points
    free below the upper one.
    """

    above: Table
    below: Table
    between: Between = NOTHING_BETWEEN
    repeated: Repeated = NOT_REPEATED
    fit: Fit | None = None
    row: Joint | None = None
    room: float = 0.0

    @property
    def sight(self) -> Sight:
        """Return what is known of the two."""
        return Sight.PAGE if self.above.place.bbox and self.below.place.bbox else Sight.TEXT

    @property
    def pages(self) -> int:
        """Return how many pages the lower stands behind the upper."""
        return (self.below.place.page or 0) - (self.above.place.page or 0)


def decide_table(meeting: Meeting) -> Joint:
    """Return the joint of two tables: joined where the lower is the upper's next piece."""
    read = _read_text_clues if meeting.sight is Sight.TEXT else _read_page_clues
    evidence = weigh(JointKind.TABLE, meeting.sight, read(meeting))
    return Joint(JointKind.TABLE, side_of(last_row(meeting.above)), side_of(first_row(meeting.below)), evidence)


def _read_text_clues(meeting: Meeting) -> Iterator[Clue]:
    above, below = meeting.above, meeting.below
    if below.column_count == above.column_count:
        yield Clue("columns-same", str(below.column_count))
    elif 1 < below.column_count < above.column_count:
        yield Clue("columns-fewer", f"{below.column_count} below {above.column_count}")
    else:
        yield Clue("columns-other", f"{below.column_count} below {above.column_count}")
    yield from _read_header_clues(meeting)


def _read_page_clues(meeting: Meeting) -> Iterator[Clue]:
    between = meeting.between
    if between.text:
        yield Clue("text-between", between.text)
    if between.continued:
        yield Clue("line-continued", between.continued)
    if between.caption:
        yield Clue("caption-between", between.caption)
    yield _read_page_clue(meeting)
    yield _read_grid_clue(meeting)
    yield from _read_header_clues(meeting)
    yield from _read_number_clues(meeting)
    if meeting.room > ROOM_OF_LINES:
        yield Clue("page-half-empty" if meeting.room > ROOM_OF_ROWS else "page-has-room", f"{meeting.room:.0f} points")
    if meeting.row is not None and meeting.row.is_joined:
        yield Clue("row-goes-on", f"score {meeting.row.score:+g}")


def _read_page_clue(meeting: Meeting) -> Clue:
    if meeting.pages == 1:
        return Clue("next-page")
    if meeting.pages:
        return Clue("pages-between", str(meeting.pages - 1))
    return Clue("picture-between" if meeting.between.has_picture else "same-page")


def _read_grid_clue(meeting: Meeting) -> Clue:
    if max(meeting.above.column_count, meeting.below.column_count) > MAX_COLUMNS:
        return Clue("too-wide", f"{meeting.above.column_count} columns")
    if meeting.fit is None:
        return Clue("grid-other", f"{meeting.below.column_count} below {meeting.above.column_count}")
    shift = f"{meeting.fit.shift:+g} points" if meeting.fit.shift else ""
    return Clue(f"grid-{meeting.fit.kind}", shift)


def _read_header_clues(meeting: Meeting) -> Iterator[Clue]:
    below = meeting.below
    if meeting.repeated.rows:
        yield Clue(
            "header-changed" if meeting.repeated.is_changed else "header-repeated", f"{meeting.repeated.rows} rows"
        )
        return
    header = find_header(below)
    if header is None:
        yield Clue("no-header")
    elif any(cell.column == 0 and cell.blocks for cell in below.rows()[header]):
        yield Clue("header-own")
    else:
        yield Clue("header-inside")
    if is_title(first_row(below), below.column_count):
        yield Clue("title-own")


def _read_number_clues(meeting: Meeting) -> Iterator[Clue]:
    """Yield what the numbers in the first column show: they run on, or begin again."""
    above, below = _keys(meeting.above), _keys(meeting.below)
    if not above or not below:
        return
    detail = f"{above[-1]}, {below[0]}"
    if runs_on(above[-1], below[0]):
        yield Clue("numbers-run-on", detail)
    elif is_first(below[0]) and below[0] in above:
        yield Clue("numbers-restart", detail)


def _keys(table: Table) -> tuple[str, ...]:
    cells = (cell for cell in table.cells if cell.column == 0 and is_key(cell))
    return tuple(cell.text.strip().strip(".):") for cell in cells)
