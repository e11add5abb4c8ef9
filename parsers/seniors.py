"""Owners named once over a recommendation whose actions name leads of their own: they are accountable for it.

Contract, "owner" (`role`): a second, senior owner, as "Responsible director: …" or "Sponsor" over a table of leads.
"""

from __future__ import annotations

from collections.abc import Collection

from parsers.draft import Drafting, DraftRecommendation
from parsers.headers import Role

MOSTLY = 0.5  # of the rows below such owners that name their own: fewer are exceptions


def raise_seniors(drafting: Drafting) -> None:
    """Make the owners told over recommendations senior ones, where most rows below them name their own leads."""
    told = {draft.key: draft for draft in drafting.recommendations if _is_told_over(draft)}
    rows = [row for row in drafting.rows if row.recommendation in told]
    led = sum(any(column.role is Role.OWNER and column.entries for column in row.columns) for row in rows)
    if rows and led >= MOSTLY * len(rows):
        _raise_all(told.values())


def _is_told_over(draft: DraftRecommendation) -> bool:
    return not draft.is_row_owned and {role for role, _ in draft.owners} == {Role.OWNER}


def _raise_all(drafts: Collection[DraftRecommendation]) -> None:
    for draft in drafts:
        draft.owners = [(Role.SENIOR_OWNER, words) for _, words in draft.owners]
