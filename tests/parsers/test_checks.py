"""What is missing, contradicts or was worked out is an issue, and what is right is none."""

from __future__ import annotations

from datetime import date

import pytest

from normalise.records import Action, DeclaredCount, DocumentFacts, Owner, Provenance, Recommendation, When
from parsers.checks import check_action, check_answers, check_counts, check_repeats, check_years
from parsers.headers import Role

HERE = Provenance(line=4)


def when(end: date | None = None, **more: object) -> When:
    return When.model_validate(
        {"raw": "May 2025", "kind": "date", "edtf": "2025-05", "end": end, "source": "column"} | more
    )


def action(*timelines: When, owners: tuple[Owner, ...] = (), recommendation: str | None = "r1") -> Action:
    return Action(
        id="a1", recommendation=recommendation, text="Dig", timelines=timelines, owners=owners, provenance=HERE
    )


def recommendation(key: str, kind: str = "key") -> Recommendation:
    return Recommendation.model_validate({"id": key, "kind": kind, "text": "Dig", "provenance": HERE})


def codes(found: Action, *roles: Role, published: When | None = None) -> list[str]:
    return [issue.code for issue in check_action(found, published, roles)]


OWNER = Owner(raw="Head of Parks", name="Head of Parks", kind="post")
PUBLISHED = When(raw="June 2025", kind="date", edtf="2025-06", start=date(2025, 6, 1), end=date(2025, 6, 30))


def test_an_action_with_all_that_its_table_has_columns_for_is_right() -> None:
    assert codes(action(when(), owners=(OWNER,)), Role.TIMELINE, Role.OWNER) == []


def test_what_the_table_has_a_column_for_and_the_action_lacks_is_missing() -> None:
    assert codes(action(), Role.TIMELINE, Role.OWNER) == ["missing-timeline", "missing-owner"]
    assert codes(action(), Role.FINISH, Role.SENIOR_OWNER) == ["missing-timeline", "missing-owner"]


def test_what_the_table_has_no_column_for_is_not_missing() -> None:
    assert codes(action(), Role.MEASURE) == []


def test_a_date_found_in_text_does_not_fill_the_column() -> None:
    assert codes(action(when(source="text")), Role.TIMELINE) == ["missing-timeline"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(when(date(2025, 5, 31)), ["timeline-before-document"], id="before"),
        pytest.param(when(date(2025, 6, 1)), [], id="the-same-month"),
        pytest.param(when(date(2025, 5, 31), kind="completed"), [], id="completed"),
        pytest.param(when(date(2025, 5, 31), source="text"), [], id="in-text"),
        pytest.param(when(None), [], id="no-end"),
    ],
)
def test_a_time_before_the_documents_own_date(found: When, expected: list[str]) -> None:
    assert codes(action(found), published=PUBLISHED) == expected


def test_a_year_that_was_worked_out_is_told() -> None:
    whens = (when(inferred=("year",)), when(), when(inferred=("value",)))
    assert [issue.code for issue in check_years("a1", whens)] == ["year-inferred"]


@pytest.mark.parametrize(
    ("what", "kind", "count", "agrees"),
    [
        pytest.param("recommendation", None, 3, True, id="all"),
        pytest.param("recommendation", "key", 2, True, id="key"),
        pytest.param("recommendation", "additional", 1, True, id="additional"),
        pytest.param("recommendation", "key", 3, False, id="key-wrong"),
        pytest.param("action", None, 2, True, id="actions"),
        pytest.param("action", "additional", 1, True, id="actions-of-additional"),
        pytest.param("action", None, 5, False, id="actions-wrong"),
    ],
)
def test_declared_counts_against_what_was_found(what: str, kind: str | None, count: int, agrees: bool) -> None:
    declared = DeclaredCount.model_validate({"what": what, "kind": kind, "count": count, "raw": f"{count} of them"})
    recommendations = [recommendation("r1"), recommendation("r2"), recommendation("r3", "additional")]
    actions = [action(), action(recommendation="r3")]
    issues = list(check_counts(DocumentFacts(declared_counts=(declared,)), recommendations, actions))
    assert [issue.code for issue in issues] == ([] if agrees else ["count-mismatch"])


def test_a_report_that_counts_another_documents_actions_is_right() -> None:
    declared = DeclaredCount(what="action", count=12, raw="12 actions")
    assert list(check_counts(DocumentFacts(declared_counts=(declared,)), [recommendation("r1")], [])) == []


def test_linked_recommendations_are_not_counted() -> None:
    declared = DeclaredCount(what="recommendation", count=1, raw="one recommendation")
    found = [recommendation("r1"), recommendation("r1a", "linked")]
    assert list(check_counts(DocumentFacts(declared_counts=(declared,)), found, [])) == []


def test_a_plan_without_actions_and_actions_without_a_recommendation_are_told_of() -> None:
    facts = DocumentFacts(kind="action_plan")
    assert [issue.code for issue in check_answers(facts, [recommendation("r1")], [])] == ["no-actions"]
    assert [issue.code for issue in check_answers(facts, [], [action(recommendation=None)])] == ["action-unanswering"]
    assert list(check_answers(facts, [recommendation("r1")], [action()])) == []


def test_actions_printed_again_are_one_issue() -> None:
    repeated = [action().model_copy(update={"id": f"a{number}"}) for number in range(1, 4)]
    [issue] = check_repeats([recommendation("r1")], repeated)
    assert (issue.code, issue.about) == ("duplicate-action", "a2")
    assert "and 1 more" in issue.message
