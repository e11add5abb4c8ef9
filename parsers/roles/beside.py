"""What two columns of one kind are to each other: the recommendation's number and the action's, a lead and a senior.

Contract, "owner" (`role`: a second, senior owner column) and "actions" (`number`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from parsers.headers import Role
from parsers.roles.decision import ColumnDecision

_NUMBERS = (Role.NUMBER, Role.ACTION_NUMBER)
_OF_RECOMMENDATIONS = re.compile(r"\b(?:parent|rec|recs|recommendations?)\b", re.IGNORECASE)
_SENIOR = re.compile(
    r"\b(?:directors?|executive|chief\s+officers?|[CSE]LT|[CS]MT|leadership\s+team|portfolio\s+holders?|cabinet\s+members?)\b",
    re.IGNORECASE,
)


def tell_apart(
    decided: Sequence[ColumnDecision], percents: Collection[int] = frozenset()
) -> tuple[ColumnDecision, ...]:
    """Return the decisions, a number beside "Parent ref" the action's, a director beside another owner the senior.

    `percents` are the columns that print nothing but "45%": under "Progress" these tell how far an action is, which is
    a status where nothing else tells one, and a figure beside it where something does.
    """
    roles = {one.role for one in decided}
    changed = dict.fromkeys(_shares_done(decided, percents), Role.OTHER if Role.STATUS in roles else Role.STATUS)
    if Role.ACTION in roles:
        changed |= _second(decided, _NUMBERS, _OF_RECOMMENDATIONS, Role.NUMBER, Role.ACTION_NUMBER)
    if Role.SENIOR_OWNER not in roles:
        changed |= _second(decided, (Role.OWNER,), _SENIOR, Role.SENIOR_OWNER, Role.OWNER)
    return tuple(replace(one, role=changed.get(one.column, one.role)) for one in decided)


def _shares_done(decided: Iterable[ColumnDecision], percents: Collection[int]) -> Iterator[int]:
    return (one.column for one in decided if one.role is Role.PROGRESS and one.column in percents)


def _second(
    decided: Iterable[ColumnDecision], kinds: Sequence[Role], pattern: re.Pattern[str], named: Role, other: Role
) -> dict[int, Role]:
    """Return the roles of two columns of a kind, of which one alone is named so."""
    same = [one for one in decided if one.role in kinds]
    told = [one for one in same if pattern.search(one.heading)]
    if len(same) != 2 or len(told) != 1:
        return {}
    return {one.column: named if one in told else other for one in same}
