"""Cards: tables of two columns with a label on the left of each row, and what may be such a label at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from normalise.numbers import read_marker, read_recommendation_number
from parsers.badges import is_bare_status
from parsers.document import Block, Cell, Table
from parsers.headers import fold_header, read_header
from parsers.headings import Topic, read_topic
from parsers.repair.mark_headings import LINKED, is_label, without_month

MIN_USES = 2
MAX_LABEL_WORDS = 8
MAX_LABEL_CHARACTERS = 50
_PLURAL = re.compile(r"(?<=[^\W\d_]{3}[^sui])s$")
_TOPICS = (None, Topic.PROGRESS, Topic.PLAN, Topic.NARRATIVE, Topic.NEXT_STEPS)  # that a label may name as well


def label_key(text: str) -> str:
    """Return the words that two uses of a label share: one card has an "Action", the next has "Actions"."""
    return " ".join(_PLURAL.sub("", word) for word in fold_header(text).split())


def may_be_label(text: str) -> bool:
    """Say whether words may be a label: few, with a capital, no status, no number and no recommendation's name."""
    text = without_month(text)
    if (
        not 0 < len(text) <= MAX_LABEL_CHARACTERS
        or len(text.split()) > MAX_LABEL_WORDS
        or any(map(str.isdecimal, text))
    ):
        return False
    if not text[:1].isupper() or is_bare_status(text) or read_recommendation_number(text) is not None:
        return False
    if read_topic(text) not in _TOPICS or LINKED.match(f"{text}:") is not None:
        return False
    marker = read_marker(text)
    return marker is None or not marker.numbers


def left_column(block: Block | Table) -> tuple[str, ...]:
    """Return what stands on the left of a table of two columns, below one another: of cards, the same in each."""
    if isinstance(block, Block) or block.column_count != 2 or block.row_count < MIN_USES:
        return ()
    return tuple(label_key(row[0].text) if row else "" for row in block.rows() if not _goes_on(row))


def card_rows(card: Table) -> Iterator[tuple[Cell, list[Block | Table]]]:
    """Yield a card's labels, each with all that stands beside it."""
    found: list[tuple[Cell, list[Block | Table]]] = []
    for row in card.rows():
        if found and _goes_on(row):
            found[-1][1].extend(row[1].blocks)
        else:
            found.append((row[0], list(row[1].blocks)))
    yield from found


def may_be_card(table: Table, *, is_repeated: bool) -> bool:
    """Say whether a table has two columns, and short words on the left of every row; of a single row, others tell.

    `is_repeated`: the same words stand on the left of another table.
    """
    rows = table.rows()
    if table.column_count != 2:
        return False
    if table.header_rows and len(rows[0]) != 2:
        return False
    if not is_repeated and _heads_both(rows[0], is_marked=bool(table.header_rows)):
        return False  # the first of two columns is headed, too
    if 2 * sum(len(row) == 2 and bool(row[1].blocks) for row in rows) < len(rows):
        return False  # lines of a cover, not labels: hardly anything stands beside them
    return all(
        len(row) == 2 and row[0].column_span == row[1].column_span == 1 and may_be_label(row[0].text.strip(" :\n"))
        for row in rows
        if not _goes_on(row)
    )


def _heads_both(row: Sequence[Cell], *, is_marked: bool) -> bool:
    """Say whether a row heads the second column, too: "Progress | Status", but not "Lead | Project manager"."""
    if len(row) != 2 or not is_label(row[1].text):
        return False
    left, right = (read_header(cell.text) for cell in row)
    return is_marked or (left is not None and right is not None and left.role is not right.role)


def _goes_on(row: Sequence[Cell]) -> bool:
    """Say whether a row of two cells has no label: what stands there goes on from the row above."""
    return len(row) == 2 and row[0].row > 0 and not row[0].text.strip()
