"""The header of a table printed again at the top of a page: which first rows are that, word for word or nearly.

A header with other words is a header of its own. Years and other figures are words in this: "Actions 2024/25" is not
"Actions 2023/24".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from parsers.columns import is_header_row
from parsers.document import Cell, Table
from parsers.headers import MAX_HEADER_CHARACTERS, fold_header, read_header
from parsers.headings import read_topic
from parsers.repair.joining.habits import Row
from parsers.repair.running_on import starts_small

MAX_HEADER_ROWS = 4
# Out of 100. A plural, a hyphen or a comma more or less in a header's words leaves them so much alike.
ALIKE = 88

_CONTINUED = re.compile(r"[\s(\[–—-]*\b(?:continued|contin|cont|cont['’]?d)\b\.{0,3}[)\]]?\s*$", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Repeated:
    """How many first rows print a header again, and whether some of its words differ."""

    rows: int = 0
    is_changed: bool = False


NOT_REPEATED = Repeated()


def find_header(table: Table) -> int | None:
    """Return the index of a table's header row where it stands first, but for titles over all columns; else None."""
    rows = table.rows()
    for index, row in enumerate(rows[:MAX_HEADER_ROWS]):
        printed = [cell for cell in row if cell.blocks]
        if printed and (is_head(row) or looks_like_head(row, rows)):
            return index
        if printed and not is_title(row, table.column_count):
            return None
    return None


def is_head(row: Row) -> bool:
    """Say whether a row is a header by its words or as the file marks it: no cell of it begins or ends as a sentence.

    What a page cuts off a row may hold some of a header's words by chance ("the corporate plan.").
    """
    printed = [cell for cell in row if cell.blocks]
    if printed and all(cell.is_header for cell in printed):
        return True
    if any(len(cell.text) > MAX_HEADER_CHARACTERS for cell in printed):
        return False
    return is_header_row(row) and not any(starts_small(cell.text) or _is_sentence(cell.text) for cell in printed)


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", ";")) and len(text.split()) > 2


def looks_like_head(row: Row, rows: Sequence[Row]) -> bool:
    """Say whether a row is set apart as a header is: all its cells, two at least, bold or shaded, unlike other rows."""
    printed = [cell for cell in row if cell.blocks]
    others = [other for other in rows if other is not row and sum(bool(cell.blocks) for cell in other) > 1]
    if len(printed) < 2 or not others:
        return False
    return any(
        all(map(has, printed)) and not any(all(map(has, other)) for other in others) for has in (_is_bold, _is_shaded)
    )


def _is_bold(cell: Cell) -> bool:
    return not cell.blocks or cell.words.is_bold()


def _is_shaded(cell: Cell) -> bool:
    return cell.fill is not None


def is_title(row: Row, width: int) -> bool:
    """Say whether a row is a single cell over all columns of a table."""
    return width > 1 and len(row) == 1 and row[0].column_span >= width


def count_repeated(heads: Iterable[Sequence[Row]], below: Table) -> Repeated:
    """Return how many first rows of a table print again what one of the heads of the table above prints.

    A head is the first rows of a piece, or a header row further down.
    """
    rows = below.rows()[:MAX_HEADER_ROWS]
    if not rows or not _is_head(rows[0], below):
        return NOT_REPEATED
    found = [_count_alike(head, below) for head in heads]
    return max(found, key=lambda repeated: (repeated.rows, not repeated.is_changed), default=NOT_REPEATED)


def iter_inner_repeats(table: Table) -> Iterator[int]:
    """Yield the rows of a table that print its header again word for word: some programs do so within a page, too.

    A row beside a cell that reaches over it from above is none.
    """
    rows = table.rows()
    first = Counter(row[0].text for row in rows if row)
    if not any(row and row[0].text and first[row[0].text] > 1 for row in rows[:MAX_HEADER_ROWS]):
        return
    latest: Row | None = None
    for number, row in enumerate(rows):
        if not is_head(row):
            continue
        is_alone = sum(cell.column_span for cell in row) == table.column_count and all(c.row_span == 1 for c in row)
        if latest is not None and is_alone and _likeness(latest, row) == 1:
            yield number
        latest = row


def strip_continued(text: str) -> str:
    """Return a text without a "(continued)" at its end.

    >>> strip_continued("Our plan (cont'd)"), strip_continued("Our plan – continued")
    ('Our plan', 'Our plan')
    """
    return _CONTINUED.sub("", text).rstrip()


def is_continued(text: str) -> bool:
    """Say whether a text ends in "(continued)" in one of its spellings."""
    return _CONTINUED.search(text) is not None


def _count_alike(head: Sequence[Row], below: Table) -> Repeated:
    is_changed = False
    count = 0
    for upper, lower in zip(head[:MAX_HEADER_ROWS], below.rows(), strict=False):
        likeness = _likeness(upper, lower)
        if not likeness or not _is_head(lower, below):
            break
        count += 1
        is_changed = is_changed or likeness < 1
    return Repeated(count, is_changed)


def _is_head(row: Row, table: Table) -> bool:
    if is_title(row, table.column_count):
        return bool(row[0].blocks)
    return is_head(row) or looks_like_head(row, table.rows())


def _likeness(upper: Row, lower: Row) -> float:
    """Return 1 for two rows with the same words, less where they differ a little, and 0 for other rows."""
    above, below = _words(upper), _words(lower)
    if not above or len(above) != len(below):
        return 0.0
    if above == below:
        return 1.0
    pairs = list(zip(above, below, strict=True))
    alike = [one == other or ratio(one, other) >= ALIKE for one, other in pairs]
    same_role = all(fits or _has_one_role(*pair) for fits, pair in zip(alike, pairs, strict=True))
    same_figures = all(_FIGURES.findall(one) == _FIGURES.findall(other) for one, other in pairs)
    # Most headings as they were, and the others say the same in other words: "No." and "Rec.".
    return 0.9 if same_figures and same_role and sum(alike) * 2 > len(pairs) else 0.0


def _has_one_role(one: str, other: str) -> bool:
    above, below = read_header(one), read_header(other)
    if above is None or below is None or (above.role, above.stage) != (below.role, below.stage):
        return False
    return read_topic(one) is read_topic(other)  # "Additional recommendation" is none of the key ones.


def _words(row: Row) -> tuple[str, ...]:
    return tuple([_heading_words(cell.text) for cell in row if cell.blocks])


@lru_cache(maxsize=1024)  # a table's header is compared with the first rows of each of its pages
def _heading_words(text: str) -> str:
    return fold_header(strip_continued(text))
