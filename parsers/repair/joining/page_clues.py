"""What borders, places and the table's habits show of two rows on either side of a page's end.

Words speak as in text, but only where the place of the lines bears them out: a sentence runs on from a cell whose last
line is full and that stands at the cell's foot, from no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from normalise.when import WhenContext, read_timeline_cell
from parsers.document import Cell
from parsers.repair.joining.boundary import Boundary, cell_at
from parsers.repair.joining.cell_clues import (
    SPEAKS_FOR,
    begins_list,
    is_key,
    is_next_key,
    quote_joint,
    read_cell_clues,
)
from parsers.repair.joining.habits import Row, fold
from parsers.repair.joining.pairs import MANY_LINES, SOME_LINES, Pair, pair_cells
from parsers.repair.joining.printed_lines import read_printed_lines
from parsers.repair.joining.repeats import is_head
from parsers.repair.joining.row_clues import is_as_full, is_lone
from parsers.repair.joining.weights import Clue
from parsers.repair.running_on import ends_sentence, starts_small
from parsers.roles.contents import MAX_TIME_CHARACTERS

MIN_VALUE_CHARACTERS = 4
# Where one cell of a row runs on, others may well have come to the end of a paragraph there; where none does, that
# all have come to one says it once.
ENDS_OF_PARAGRAPHS = frozenset(("header-worded", "line-has-room", "value-complete"))


def read_page_clues(boundary: Boundary) -> Iterator[Clue]:
    """Yield what shows that the row at a page's top carries on the one at the foot of the page before, or does not."""
    above, below = boundary.above, boundary.below
    if is_head(below):
        yield Clue("header-below")
    if is_head(above):
        yield Clue("header-above")
    if is_across(below, boundary.width) != is_across(above, boundary.width):
        yield Clue("title-row")
    yield from read_border_clues(boundary)
    yield from _read_row_clues(boundary)
    yield from _read_pairs(boundary)


def is_across(row: Row, width: int) -> bool:
    """Say whether a row is one cell over all columns of the table."""
    return width > 1 and len(row) == 1 and row[0].column_span >= width


def read_border_clues(boundary: Boundary) -> Iterator[Clue]:
    """Yield what open borders, or the file's tags, show of the rows' own cells."""
    page = boundary.page
    assert page is not None
    if page.is_open_by_design:
        return
    upper = _is_cut(boundary, {cell.column: cell.cut_below for cell in boundary.tail})
    lower = _is_cut(boundary, {cell.column: cell.cut_above for cell in boundary.below})
    if upper and (lower or page.is_under_header):
        yield Clue("border-open")
    elif upper or lower:
        yield Clue("border-open-once", "above" if upper else "below")
    elif page.marks_cuts:
        yield Clue("border-closed")


def _is_cut(boundary: Boundary, flags: Mapping[int, bool]) -> bool:
    """Say whether open cells show that a row is cut, and not that a cell over several rows goes on beside whole ones.

    Where only some are open, the others must not print anything on both pages.
    """
    if not any(flags.values()):
        return False
    closed = [column for column, is_open in flags.items() if not is_open]
    return not any(_prints(boundary.tail, column) and _prints(boundary.below, column) for column in closed)


def _prints(row: Row, column: int) -> bool:
    cell = cell_at(row, column)
    return cell is not None and bool(cell.blocks)


def _read_row_clues(boundary: Boundary) -> Iterator[Clue]:
    page, tail, below = boundary.page, boundary.tail, boundary.below
    assert page is not None
    if not any(cell.blocks for cell in below):
        yield Clue("nothing-below")
    if not any(cell.blocks for cell in tail):
        yield Clue("no-line-fits" if _is_low(tail, below) else "nothing-above")
    elif is_lone(boundary.above) and not is_lone(below):
        yield Clue("lone-above")
    if page.room > 0 and page.room > MANY_LINES * _pitch(tail):
        yield Clue("page-has-room", f"{page.room:.0f} points")
    if any(cell.blocks for cell in below):
        yield from _read_blank_clues(boundary)
    if is_as_full(boundary.above, below):
        yield Clue("as-full")


def _read_blank_clues(boundary: Boundary) -> Iterator[Clue]:
    """Yield what the blank cells of a printed row show beside the habits of whole rows."""
    habits, below = boundary.habits, boundary.below
    blank = [str(column + 1) for column in sorted(habits.always_printed) if not _prints(below, column)]
    if blank:
        yield Clue("column-blank" if len(blank) == 1 else "columns-blank", f"columns {', '.join(blank)}")
    first = cell_at(below, 0)
    if first is not None and not first.blocks and 0 in habits.often_blank:
        yield Clue("blank-usual")
    printed = sum(bool(cell.blocks) and cell.column not in habits.spanned for cell in below)
    if printed < habits.least_printed:
        detail = f"{printed}, elsewhere {habits.least_printed} or more"
        yield Clue("prints-less" if printed + 1 == habits.least_printed else "prints-far-less", detail)


def _read_pairs(boundary: Boundary) -> Iterator[Clue]:
    """Yield what the printed cells show one by one, and what they show together."""
    pairs = [pair_cells(boundary, cell) for cell in boundary.below if cell.blocks]
    own = [pair for pair in pairs if not pair.is_spanning and pair.below.column not in boundary.habits.spanned]
    found: list[Clue] = []
    for pair in pairs:
        clues = list(_read_pair(pair, boundary))
        # A recommendation printed over several rows may run on beside rows that are whole.
        found += clues if pair in own or not own else [clue for clue in clues if clue.name not in SPEAKS_FOR]
    together = list(_read_together(own or pairs, speaks=any(clue.name in SPEAKS_FOR for clue in found)))
    is_told = any(clue.name in SPEAKS_FOR for clue in found) or Clue("all-whole") in together
    yield from (clue for clue in found if not (is_told and clue.name in ENDS_OF_PARAGRAPHS))
    yield from together


def _read_together(pairs: list[Pair], *, speaks: bool) -> Iterator[Clue]:
    if not pairs:
        return
    if all(pair.is_at_foot and (pair.meets or pair.begins_entry) for pair in pairs):
        yield Clue("pieces-meet" if any(pair.meets for pair in pairs) else "entries-meet")
    if not speaks and all(_are_whole(pair) for pair in pairs):
        yield Clue("all-whole")


def _read_pair(pair: Pair, boundary: Boundary) -> Iterator[Clue]:
    tail, below = pair.tail, pair.below
    is_blank = pair.whole is None or not pair.whole.blocks
    if is_next_key(pair.whole, below) or (is_blank and is_key(below) and below.column in boundary.habits.keyed):
        yield Clue("new-key", quote_joint(pair.whole, below))
    elif is_blank:
        if any(cell.blocks for cell in boundary.tail):
            yield Clue("list-begins" if begins_list(below) else "begins-under-blank", f"column {below.column + 1}")
    elif tail is None or not tail.blocks or pair.room > MANY_LINES:
        yield Clue("room-in-cell", f"column {below.column + 1}")
    else:
        yield from _read_full_pair(pair, boundary)


def _read_full_pair(pair: Pair, boundary: Boundary) -> Iterator[Clue]:
    """Yield what a cell shows whose text may go on in the one below: the cell above is printed nearly to its foot."""
    below = pair.below
    assert pair.whole is not None
    is_style = below.column in boundary.habits.starting_small
    restarts = below.column in boundary.habits.restarting
    clues = list(read_cell_clues(pair.whole, below, small_is_style=is_style, lists_restart=restarts))
    if pair.has_ended and not pair.begins_entry and not any(clue.name == "word-broken" for clue in clues):
        yield Clue("line-has-room", quote_joint(pair.whole, below))
        clues = [clue for clue in clues if clue.name not in SPEAKS_FOR]
    elif not clues and pair.meets and below.column in boundary.habits.stopped and not ends_sentence(pair.whole.text):
        clues.append(Clue("stop-missing", quote_joint(pair.whole, below)))
    yield from clues
    if pair.room > SOME_LINES:
        yield Clue("line-free", f"column {below.column + 1}")
    if any(clue.name in SPEAKS_FOR for clue in clues):
        return
    if _is_value(pair, boundary):
        yield Clue("value-known", quote_joint(None, below))
    elif _is_one_time(pair.whole) and _is_one_time(below):
        yield Clue("two-times", quote_joint(pair.whole, below))


def _is_value(pair: Pair, boundary: Boundary) -> bool:
    """Say whether a cell prints what other cells of its column print from first to last."""
    text = fold(pair.below.text)
    return len(text) >= MIN_VALUE_CHARACTERS and (pair.below.column, text) in boundary.habits.values


def _is_one_time(cell: Cell) -> bool:
    text = cell.text.strip()
    if len(text) > MAX_TIME_CHARACTERS or not any(character.isdigit() for character in text):
        return False
    found = read_timeline_cell(text, context=WhenContext()).found
    return len(found) == 1 and found[0].value.kind in ("date", "open")


def _are_whole(pair: Pair) -> bool:
    if pair.whole is None or not pair.whole.blocks:
        return True
    has_ended = ends_sentence(pair.whole.text) or (pair.has_ended and not pair.begins_entry)
    return has_ended and not starts_small(pair.below.text)


def _is_low(tail: Row, below: Row) -> bool:
    """Say whether a blank row is too low for a line of what is printed below: the page ends inside its upper margin."""
    boxes = [cell.place.bbox for cell in tail if cell.place.bbox]
    return bool(boxes) and min(box[3] - box[1] for box in boxes) < 1.5 * _pitch(below)


def _pitch(row: Row) -> float:
    """Return the distance of a row's lines in points, 12 where nothing tells."""
    return max((lines.pitch for cell in row if (lines := read_printed_lines(cell))), default=12.0)
