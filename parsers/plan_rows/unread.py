"""Which printed cells of a row are in no record: each is an issue `unread-cell`."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.headers import Role
from parsers.plan_rows.numbers import Cells, is_bare, number_in, numbers_recommendations, own_number_in
from parsers.plan_rows.state import TableState
from parsers.reaching_cells import VALUE_ROLES

_ALWAYS_KEPT = (Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE, Role.ACTION, Role.PROGRESS)
_IN_SCOPE = frozenset(_ALWAYS_KEPT)
_RECOMMENDATIONS_OWN = (Role.OWNER, Role.STATUS, Role.RESPONSE_TEXT)


def note_unread(state: TableState, cells: Cells, numbers: Sequence[str | None]) -> None:
    """Note each printed cell that is in no record; `numbers` are those of the row's actions."""
    if not _IN_SCOPE.intersection(state.roles()):
        return
    kept = _kept_roles(state, cells, numbers)
    for cell in (cell for role, of_role in cells.items() if role not in kept for cell in of_role):
        state.note_cell(cell)


def _kept_roles(state: TableState, cells: Cells, numbers: Sequence[str | None]) -> set[Role]:
    kept = set(_ALWAYS_KEPT)
    if numbers:
        kept.update(VALUE_ROLES)
    elif state.drafting.current is not None and (cells.get(Role.RECOMMENDATION) or cells.get(Role.NUMBER)):
        kept.update(_RECOMMENDATIONS_OWN)
    if Role.PROGRESS in cells:
        kept.add(Role.STATUS)
    if state.drafting.current is not None:
        kept.update((Role.CONTEXT, Role.THEME))
        kept.update((Role.SENIOR_OWNER,) if state.senior_of_recommendation else ())
    for role in (Role.NUMBER, Role.ACTION_NUMBER):
        is_recommendations = (
            role is Role.NUMBER and state.drafting.numbers_recommendations and numbers_recommendations(state)
        )
        number = number_in(cells, role) if is_recommendations else own_number_in(cells, role)
        if number is not None and is_bare(cells, role) and (is_recommendations or number in numbers):
            kept.add(role)
    return kept
