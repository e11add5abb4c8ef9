"""What each column of a table holds, from its header rows; a sub-header inside the table renames the columns it prints.

Wordings stand in `headers.csv`; what the columns hold is decided over the whole table by `parsers.roles`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.document import Cell
from parsers.draft import ColumnRole, Drafting
from parsers.guessed_headers import guess_header
from parsers.headers import Header, Role, fold_header, read_header
from parsers.headings import Topic, read_topic
from parsers.roles.contents import is_number
from parsers.roles.decide import decide_columns
from parsers.roles.decision import ColumnDecision, TableDecision

# A sub-header that leaves such a column blank does not end it: its cells go on beside the new ones.
_GOES_ON = (Role.NUMBER, Role.RECOMMENDATION, Role.CONTEXT, Role.THEME, Role.OBJECTIVE, Role.SUMMARY)

Row = tuple[Cell, ...]
Columns = Mapping[int, ColumnRole]

MIN_MEAN_SCORE = 0.5
MAX_HEADING_WORDS = 5
_CORE = frozenset((Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE, Role.ACTION, Role.PROGRESS))


def is_header_row(row: tuple[Cell, ...], *, inside: bool = False) -> bool:
    """Say whether a row is a header: the file says so, or most of its cells, two at least, are worded like headers.

    `inside`: a header stands above it already. Then known wordings have to stand alone in their cells, or
    the row be bold.
    """
    printed = [cell for cell in row if cell.blocks]
    headers = [header for cell in printed if (header := read_header(cell.text))]
    if headers and len(headers) < len(printed):
        headers += [found for cell in printed if not read_header(cell.text) and (found := guess_header(cell.text))]
    scores = [header.score for header in headers]
    is_title = len(printed) == 1 and printed[0].column_span > 1  # over all columns, marked as header or not
    if scores and all(cell.is_header for cell in printed) and (len(printed) > 1 or len(row) == 1) and not is_title:
        return max(scores) == 1 or not is_number(printed[0])  # a first row of data that the file calls a header
    if len(scores) < 2:
        return False
    if len(scores) * 3 < len(printed) * 2:
        return not inside and _heads_columns_of_its_own(printed, headers)
    if inside and not all(cell.words.is_bold() for cell in printed):
        return sum(score == 1 for score in scores) >= 2
    return sum(scores) / len(scores) >= MIN_MEAN_SCORE


def _heads_columns_of_its_own(printed: Sequence[Cell], headers: Sequence[Header]) -> bool:
    """Say whether the first row of a table heads a plan in words of a council's own: two at least are known.

    One of these says what is recommended, aimed at or done, and nothing in the row looks like a value.
    """
    exact = [header for header in headers if header.score == 1]
    if len(exact) < 2 or len(headers) * 3 < len(printed) or not any(header.role in _CORE for header in exact):
        return False
    return all(cell.row == 0 and _looks_like_heading(cell.text.strip()) for cell in printed)


def _looks_like_heading(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) <= MAX_HEADING_WORDS and not any(map(str.isdecimal, text))


def read_columns(
    row: Row, before: Columns, drafting: Drafting, below: Sequence[Row] = (), *, is_worded: bool = False
) -> Columns:
    """Return the columns' roles under a header row; `below` are the rows that it stands over, here or elsewhere.

    `is_worded`: what is recommended stands above the table or in rows across it.

    A heading that nobody knows and whose cells do not tell is kept as `other`. What is doubtful is noted.
    """
    cells = {cell.column: cell for cell in row if cell.blocks and not goes_on_beside(cell, before)}
    fresh = 0 in cells
    columns = {} if fresh else {number: column for number, column in before.items() if column.role in _GOES_ON}
    headings, shared = _spread_headings(cells, row, below)
    goes_on = [column.role for number, column in columns.items() if number not in headings]
    decisions = decide_columns(
        headings, below, settled=goes_on, elsewhere=drafting.typed_headers, shared=shared, is_worded=is_worded
    )
    for decided in decisions:
        is_known = decided.wording != "unknown"
        columns[decided.column] = ColumnRole(decided.role, decided.heading, decided.stage, is_known)
        if (cell := cells.get(decided.column)) is not None:
            _note_doubts(decided, cell, drafting)
        _remember(decided, drafting)
    if 0 not in columns and 1 in headings and _only_numbers(0, below):  # nothing heads the numbers of the rows
        columns[0] = ColumnRole(Role.NUMBER, "", is_known=False)
    drafting.decided.append(
        TableDecision(next((c.words.places()[0] for c in cells.values() if c.words.places()), None), decisions)
    )
    return columns


def read_unheaded_columns(count: int, drafting: Drafting, rows: Sequence[Row]) -> Columns:
    """Return what the columns of a table without a header row hold, by what its cells look like; a note says so."""
    decisions = decide_columns(dict.fromkeys(range(count), ""), rows)
    first = next(cell.words for row in rows for cell in row if cell.blocks)
    told = ", ".join(f"{decided.column + 1} {decided.role}" for decided in decisions)
    drafting.note("no-header-row", told, words=first)
    drafting.decided.append(TableDecision(next(iter(first.places()), None), decisions))
    return {d.column: ColumnRole(d.role, f"Column {d.column + 1}", is_known=False) for d in decisions}


def _spread_headings(
    cells: Mapping[int, Cell], row: Row, below: Sequence[Row]
) -> tuple[dict[int, str], frozenset[int]]:
    """Return the heading of each column, and the columns that have one in common, which spans them."""
    headings: dict[int, str] = {}
    shared: set[int] = set()
    printed = {cell.column for line in below for cell in line if cell.blocks and cell.column_span == 1}
    named = {cell.column for cell in row if cell.blocks}
    width = max((cell.column + cell.column_span for cell in row), default=0)
    for number, cell in cells.items():
        headings[number] = " ".join(cell.text.split())
        beside = [n for n in range(number + 1, number + cell.column_span) if n in printed and n not in named]
        if beside and cell.column_span < width:
            shared.update((number, *beside))
            headings.update(dict.fromkeys(beside, headings[number]))
        elif number + 1 in printed - named and _only_numbers(number, below) and _names_wording(cell):
            shared.update((number, number + 1))  # printed over the numbers, and meant for what stands beside them too
            headings[number + 1] = headings[number]
    return headings, frozenset(shared)


def _only_numbers(column: int, below: Sequence[Row]) -> bool:
    """Say whether a column prints nothing but numbers: "Recommendation 1"."""
    printed = [cell for row in below for cell in row if cell.column == column and cell.blocks and len(row) > 1]
    return bool(printed) and all(map(is_number, printed))


def _names_wording(cell: Cell) -> bool:
    header = read_header(cell.text)
    return header is not None and header.role in (Role.RECOMMENDATION, Role.ACTION)


def _note_doubts(decided: ColumnDecision, cell: Cell, drafting: Drafting) -> None:
    """Note what is not sure of a column, and turn to the kind of recommendations that its heading names."""
    text = decided.heading
    if decided.wording == "unknown":
        drafting.note("unknown-header", text, words=cell.words)
    elif decided.wording == "guessed":
        drafting.note("header-guessed", f"{text}: {decided.role}", words=cell.words)
    if decided.is_doubtful:
        drafting.note("ambiguous-column", f"{text}: {decided.role} or {decided.runner_up}", words=cell.words)
    topic = read_topic(text) if decided.role is Role.RECOMMENDATION else None
    if topic in (Topic.ADDITIONAL, Topic.RECOMMENDATIONS):
        drafting.kind = "additional" if topic is Topic.ADDITIONAL else "key"


def _remember(decided: ColumnDecision, drafting: Drafting) -> None:
    """Keep what contents made of a heading: it holds in the document's other tables too."""
    if decided.heading and decided.is_by_contents and not decided.is_doubtful:
        drafting.typed_headers.setdefault(fold_header(decided.heading), decided.role)


def goes_on_beside(cell: Cell, before: Mapping[int, ColumnRole]) -> bool:
    """Say whether a cell of a sub-header row is no heading: its column's content goes on beside the new headings."""
    column = before.get(cell.column)
    header = read_header(cell.text)
    if cell.is_header and guess_header(cell.text) is not None:
        return False  # misspelt, and a heading by the file's own word
    if column is not None and fold_header(column.header) == fold_header(cell.text):
        return False  # the same heading once more, whether anybody knows it or not
    unheaded = header is None or header.score < MIN_MEAN_SCORE
    return unheaded and column is not None and column.role in _GOES_ON
