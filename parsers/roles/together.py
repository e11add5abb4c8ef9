"""Which roles go together in one table: what the columns' roles say of one another, whatever their headings are."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.headers import TIME_ROLES, Role
from parsers.roles.decision import Candidate
from parsers.roles.weights import weight_of

WORDED = frozenset((Role.RECOMMENDATION, Role.OBJECTIVE, Role.SUMMARY))
ANSWERED = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER))
_OVERVIEW = frozenset((Role.SENIOR_OWNER, Role.NUMBER, Role.THEME, Role.STATUS, Role.OTHER))
MIN_NUMBERS = 2
TOLD = frozenset((Role.ACTION, Role.PROGRESS, Role.CONTEXT))


def is_allowed(chosen: Sequence[Candidate], settled: Sequence[Role]) -> bool:
    """Say whether each column's reading may stand beside the others'; `settled` are roles of columns that go on."""
    for index, candidate in enumerate(chosen):
        if not candidate.needs and not candidate.excludes:
            continue
        others = {other.role for place, other in enumerate(chosen) if place != index}
        others.update(settled)
        if candidate.excludes & others or (candidate.needs and not candidate.needs & others):
            return False
    return True


def points_together(chosen: Sequence[Candidate], settled: Sequence[Role]) -> float:
    """Return what the roles of a table's columns say for and against one another."""
    roles = [*settled, *(candidate.role for candidate in chosen)]
    kinds = set(roles)
    points = 0.0
    # An overview that names none but them says who answers for a recommendation, not who does what.
    if roles.count(Role.SENIOR_OWNER) == 1 and Role.OWNER not in kinds and kinds - WORDED - _OVERVIEW:
        points += weight_of("lone-senior")
    points += weight_of("two-recommendations") * max(0, roles.count(Role.RECOMMENDATION) - 1)
    if Role.ACTION in kinds and Role.RECOMMENDATION in kinds:
        behind = roles.index(Role.RECOMMENDATION) > roles.index(Role.ACTION)
        points += weight_of("recommendation-behind-action") * behind
    if roles.count(Role.ACTION) == 2 and not WORDED & kinds and _are_alike(chosen):
        points += weight_of("two-actions")
    points += weight_of("two-numbers") * _numbers_action_again(roles)
    if (Role.START in kinds) != (Role.FINISH in kinds):
        points += weight_of("one-side")
    if Role.REVISED_DATE in kinds and Role.ORIGINAL_DATE not in kinds and roles.count(Role.TIMELINE) <= 1:
        points += weight_of("revised-alone")
    if Role.NUMBER in kinds and Role.CONTEXT in kinds and not WORDED & kinds:
        points += weight_of("number-unworded")
    if not TOLD & kinds and ANSWERED & kinds:
        points += weight_of("no-action")
    return points


def _numbers_action_again(roles: Sequence[Role]) -> bool:
    """Say whether a second number stands between what is recommended and done ("Rec | Wording | Ref | What")."""
    if roles.count(Role.NUMBER) < MIN_NUMBERS or Role.ACTION not in roles:
        return False
    second = len(roles) - 1 - roles[::-1].index(Role.NUMBER)
    told = WORDED | {Role.ACTION}
    is_apart = bool(told & set(roles[:second])) or roles[second - 1] is Role.NUMBER  # "Rec no | Ref | Action"
    return is_apart and bool(told & set(roles[second + 1 : second + 2]))


def _are_alike(chosen: Sequence[Candidate]) -> bool:
    """Say whether nothing tells the columns of actions apart: no stage ("Actions underway", "New actions")."""
    return not any(candidate.role is Role.ACTION and candidate.stage for candidate in chosen)
