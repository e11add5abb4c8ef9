"""The numbers that a row prints in columns of their own, and whether they count recommendations or actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from normalise.numbers import read_recommendation_number
from parsers.counting import is_number_alone, number_of, number_of_action
from parsers.document import Cell
from parsers.headers import Role, fold_header
from parsers.plan_rows.state import TableState

MIN_COUNTING_ON = 2

Cells = Mapping[Role, list[Cell]]


def numbers_recommendations(state: TableState, below: Sequence[tuple[Cell, ...]] = ()) -> bool:
    """Say whether the number column counts recommendations: not under a heading that words one, nor before any, nor
    where it goes on counting beside a recommendation that is printed once for several rows of `below`.
    """
    roles = state.roles()
    if Role.ACTION in roles and Role.RECOMMENDATION in roles and _count_on(state, below) >= MIN_COUNTING_ON:
        return False
    if Role.RECOMMENDATION in roles or Role.SUMMARY in roles:
        return True
    if state.drafting.current is None and state.drafting.recommendations:
        return True
    numbers = (column for column in state.drafting.columns.values() if column.role is Role.NUMBER)
    return Role.ACTION not in roles or any("rec" in fold_header(column.header) for column in numbers)


def _count_on(state: TableState, below: Sequence[tuple[Cell, ...]]) -> int:
    """Return how many rows print an action and a number, other than that above, but no recommendation."""
    count, above = 0, ""
    for row in below:
        printed = {role: cell.text.strip() for cell in row if cell.text.strip() and (role := state.role(cell))}
        number = printed.get(Role.NUMBER, "")
        if number and Role.ACTION in printed and Role.RECOMMENDATION not in printed:
            count += number != above
        above = number or above
    return count


def action_number(state: TableState, cells: Cells) -> str | None:
    """Return the number that a row prints for its action, or None."""
    if own := own_number_in(cells, Role.ACTION_NUMBER):
        return own
    return None if state.drafting.numbers_recommendations else own_number_in(cells, Role.NUMBER)


def own_number_in(cells: Cells, role: Role) -> str | None:
    """Return the number that a number cell prints for an action, or None."""
    return number_of_action(_text_in(cells, role))


def number_in(cells: Cells, role: Role) -> str | None:
    """Return the number that a number cell prints for a recommendation, or None."""
    return number_of(_text_in(cells, role))


def is_bare(cells: Cells, role: Role) -> bool:
    """Say whether a number cell prints nothing but its number."""
    text = _text_in(cells, role)
    if found := read_recommendation_number(text):
        return found.end >= len(text)
    return len(text.split()) == 1 or is_number_alone(text)


def _text_in(cells: Cells, role: Role) -> str:
    return " ".join(cell.text for cell in cells.get(role, ())).strip()
