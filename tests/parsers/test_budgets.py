"""What a file may hold is bounded, and the error says by what."""

from __future__ import annotations

import pytest

from normalise.errors import DocumentError
from parsers.budgets import BUDGETS, check_budget

ALL = [pytest.param(form, what, id=f"{form}-{what}") for form, table in BUDGETS.items() for what in table]


@pytest.mark.parametrize(("form", "what"), ALL)
def test_the_budget_itself_is_within_the_budget(form: str, what: str) -> None:
    check_budget(form, what, BUDGETS[form][what].most)


@pytest.mark.parametrize(("form", "what"), ALL)
def test_one_more_is_refused_with_number_unit_place_and_cure(form: str, what: str) -> None:
    budget = BUDGETS[form][what]
    with pytest.raises(DocumentError) as caught:
        check_budget(form, what, budget.most + 1, "line 7")
    assert caught.value.code == "over-budget"
    for part in (f"{budget.most + 1:,}", f"{budget.most:,}", budget.unit, "line 7", budget.cure):
        assert part in str(caught.value)
