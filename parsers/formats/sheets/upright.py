"""Cards set one under the other on a sheet: labels in one column, what they name in the next, headings across between.

No row of them heads a table, whatever it is worded like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.cards import are_cards
from parsers.formats.sheets.sheet import SheetRow
from parsers.headers import fold_header


def is_upright(rows: Sequence[SheetRow]) -> bool:
    """Say whether all rows of several cells are labels in one column, and values."""
    pairs = [printed for row in rows if len(printed := row.printed()) > 1]
    if not pairs or any(len(pair) > 2 or pair[0].column != pairs[0][0].column for pair in pairs):
        return False
    return are_cards([(left.text, right.text) for left, right in pairs])


def part_upright(rows: Sequence[SheetRow]) -> Iterator[tuple[bool, list[SheetRow]]]:
    """Yield the rows in runs: those of labels and values (True), and the lines between them (False)."""
    run: list[SheetRow] = []
    seen: set[str] = set()
    is_card = False
    for row in rows:
        printed = row.printed()
        label = fold_header(printed[0].text) if len(printed) > 1 else ""
        if run and (is_card != (len(printed) > 1) or label in seen):
            yield is_card, run
            run, seen = [], set()
        is_card = len(printed) > 1
        seen |= {label} if is_card else set()
        run.append(row)
    if run:
        yield is_card, run
