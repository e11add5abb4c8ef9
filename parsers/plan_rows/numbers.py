"""The numbers that a row prints in columns of their own, and whether they count recommendations or actions."""

from __future__ import annotations

from collections.abc import Mapping

from normalise.numbers import fold_number, read_recommendation_number
from parsers.document import Cell
from parsers.headers import Role, fold_header
from parsers.plan_rows.state import TableState

Cells = Mapping[Role, list[Cell]]


def numbers_recommendations(state: TableState) -> bool:
    """Say whether the number column counts recommendations: not under a heading that words one, nor before any."""
    roles = state.roles()
    if Role.RECOMMENDATION in roles or Role.SUMMARY in roles:
        return True
    if state.drafting.current is None and state.drafting.recommendations:
        return True
    numbers = (column for column in state.drafting.columns.values() if column.role is Role.NUMBER)
    return Role.ACTION not in roles or any("rec" in fold_header(column.header) for column in numbers)


def action_number(state: TableState, cells: Cells) -> str | None:
    """Return the number that a row prints for its action, or None."""
    own = number_in(cells, Role.ACTION_NUMBER)
    return own or (None if state.drafting.numbers_recommendations else number_in(cells, Role.NUMBER))


def number_in(cells: Cells, role: Role) -> str | None:
    """Return the number that a number cell prints, or None."""
    text = " ".join(cell.text for cell in cells.get(role, ())).strip()
    found = read_recommendation_number(text)
    return found.number if found else fold_number(text.split()[0]) if text else None


def is_bare(cells: Cells, role: Role) -> bool:
    """Say whether a number cell prints nothing but its number."""
    text = " ".join(cell.text for cell in cells.get(role, ())).strip()
    found = read_recommendation_number(text)
    return found.end >= len(text) if found else len(text.split()) == 1
