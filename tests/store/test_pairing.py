"""Which record of one extraction is which of another: by number and wording, never by the order they stand in."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.records import Action, DocumentFacts, Extraction, Provenance, Recommendation, Source, When
from store.comparing import compare
from store.pairing import pair_records

PLACE = Provenance()


def action(text: str, number: str | None = None, under: str | None = None, due: str | None = None) -> dict[str, object]:
    times = [When.model_validate({"raw": due, "kind": "date", "end": due})] if due else []
    return {"text": text, "number": number, "recommendation": under, "timelines": times}


def plan(*actions: dict[str, object], recommendations: tuple[Recommendation, ...] = ()) -> Extraction:
    return Extraction(
        source=Source(name="plan.txt", sha256="a" * 64, media_type="text/plain", size=1),
        document=DocumentFacts(kind="action_plan"),
        recommendations=recommendations,
        actions=tuple(
            Action.model_validate({"id": f"a{n}", "provenance": PLACE, **told}) for n, told in enumerate(actions)
        ),
    )


def pairs(before: Extraction, after: Extraction) -> set[tuple[str | None, str | None]]:
    return {
        (pair.before.record.text if pair.before else None, pair.after.record.text if pair.after else None)
        for pair in pair_records(before, after)
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            [action("Mend the roof")],
            [action("mend THE roof.")],
            {("Mend the roof", "mend THE roof.")},
            id="other-case-and-signs",
        ),
        pytest.param(
            [action("Publish a new asset plan", "1")],
            [action("Publish a revised asset plan for the estate", "1")],
            {("Publish a new asset plan", "Publish a revised asset plan for the estate")},
            id="number-and-some-words",
        ),
        pytest.param(
            [action("Mend the roof", "1")],
            [action("Recruit two planning officers", "1")],
            {("Mend the roof", None), (None, "Recruit two planning officers")},
            id="a-number-used-again-is-another-action",
        ),
        pytest.param(
            [action("Mend the roof", "1"), action("Sell the van", "2")],
            [action("Sell the van", "1"), action("Mend the roof", "2")],
            {("Mend the roof", "Mend the roof"), ("Sell the van", "Sell the van")},
            id="renumbered",
        ),
        pytest.param(
            [action("Adopt the strategy")],
            [action("Review the strategy")],
            {("Adopt the strategy", None), (None, "Review the strategy")},
            id="one-word-makes-another-action",
        ),
        pytest.param(
            [action("Hold a yearly session on scrutiny for all members")],
            [action("Hold a half-yearly session on scrutiny for all members")],
            {
                (
                    "Hold a yearly session on scrutiny for all members",
                    "Hold a half-yearly session on scrutiny for all members",
                )
            },
            id="long-wordings-nearly-the-same",
        ),
        pytest.param(
            [action("Report on homes to the cabinet each year")],
            [
                action("Report on roads to the cabinet each year"),
                action("Report on parks to the cabinet each year"),
            ],
            {
                ("Report on homes to the cabinet each year", None),
                (None, "Report on roads to the cabinet each year"),
                (None, "Report on parks to the cabinet each year"),
            },
            id="two-that-are-as-much-alike-leave-it-open",
        ),
    ],
)  # fmt: skip
def test_records_are_paired(
    before: list[dict[str, object]], after: list[dict[str, object]], expected: set[tuple[str | None, str | None]]
) -> None:
    assert pairs(plan(*before), plan(*after)) == expected
    assert pairs(plan(*after), plan(*before)) == {(old, new) for new, old in expected}


def test_the_same_words_under_two_recommendations_stay_where_they_are() -> None:
    above = tuple(Recommendation(id=f"r{n}", number=str(n), text=f"Theme {n}", provenance=PLACE) for n in (1, 2))
    both = [action("Report to cabinet", under="r1", due="2024-05-31"), action("Report to cabinet", under="r2")]
    changes = compare(plan(*both, recommendations=above), plan(both[1], recommendations=above))
    assert [(change.what, change.record) for change in changes] == [("removed", "action")]
    [pair] = [
        pair
        for pair in pair_records(plan(*both, recommendations=above), plan(both[1], recommendations=above))
        if pair.after is None
    ]
    assert pair.before is not None
    assert pair.before.under == "theme 1"


few = st.sampled_from(("Mend the roof", "mend the roof!", "Sell the van", "Sell the old van", "Report to cabinet"))
actions = st.builds(
    action,
    few,
    st.none() | st.sampled_from("123"),
    st.sampled_from((None, "r1", "r2")),
    st.none() | st.sampled_from(("2024-05-31", "2025-05-31")),
)
RECOMMENDATIONS = (
    Recommendation(id="r1", number="1", text="Keep the estate", provenance=PLACE),
    Recommendation(id="r2", number="2", text="Tell people", provenance=PLACE),
)


@given(st.lists(actions, max_size=8), st.randoms(use_true_random=False))
def test_the_same_plan_in_another_order_has_no_change(told: list[dict[str, object]], random: Random) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    before = plan(*told, recommendations=RECOMMENDATIONS)
    assert compare(before, before) == ()
    assert compare(before, plan(*shuffled, recommendations=RECOMMENDATIONS[::-1])) == ()


def ids(extraction: Extraction) -> list[str]:
    return sorted([record.id for record in extraction.recommendations] + [record.id for record in extraction.actions])


@given(st.lists(actions, max_size=6), st.lists(actions, max_size=6))
def test_every_record_is_told_once(old: list[dict[str, object]], new: list[dict[str, object]]) -> None:
    before, after = plan(*old, recommendations=RECOMMENDATIONS), plan(*new, recommendations=RECOMMENDATIONS)
    found = pair_records(before, after)
    assert sorted(pair.before.record.id for pair in found if pair.before) == ids(before)
    assert sorted(pair.after.record.id for pair in found if pair.after) == ids(after)
    counts = [sum(change.what == what for change in compare(before, after)) for what in ("added", "removed")]
    assert counts[0] - counts[1] == len(new) - len(old)
