"""Tables stacked without a blank row between them: one header again and again, a title above each.

"1) Improve reports" / "Step | What | Who" / … / "2) Train members" / "Step | What | Who" / …
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.formats.sheets.sheet import SheetRow


def find_stacked(rows: Sequence[SheetRow], is_header: Callable[[SheetRow], bool]) -> frozenset[int]:
    """Return the indexes of the rows that each stacked table begins with, and of what stands below the last."""
    repeated: dict[tuple[tuple[int, str], ...], list[int]] = {}
    for index, row in enumerate(rows):
        if len(printed := row.printed()) > 1:
            repeated.setdefault(tuple((cell.column, cell.text) for cell in printed), []).append(index)
    starts: set[int] = set()
    for found in repeated.values():
        titled = [index for index in found if index and _is_lone(rows[index - 1])]
        if len(found) < 2 or len(titled) < len(found) - 1 or not is_header(rows[found[0]]):
            continue
        starts.update(_first_of_lone(rows, index) for index in titled)
        starts.add(_first_of_lone(rows, len(rows)))
    return frozenset(starts)


def _is_lone(row: SheetRow) -> bool:
    return len(row.printed()) == 1


def _first_of_lone(rows: Sequence[SheetRow], end: int) -> int:
    """Return the index of the first of the lone rows right above `end`; a blank row ends them."""
    first = end
    while first and _is_lone(rows[first - 1]) and not (first < end and rows[first].after_blank):
        first -= 1
    return first
