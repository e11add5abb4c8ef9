"""How sure the program is of what it read: from evidence, calibrated, the same in every run, and quickly worked out."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.make.confidence.fit import Example, fit_calibration, fit_weights
from fixtures.make.confidence.report import Judged, area, bins, expected_error, wrong_under
from fixtures.make.confidence.sample import judge, sample
from normalise.records import Action, Extraction, Progress, Recommendation
from normalise.scoring import compare, read_answers
from parsers.assemble import assemble, read_extraction
from parsers.confidence.features import step
from parsers.confidence.model import BASE, Kind, calibration, share_right, weigh, weights
from parsers.confidence.set import describe

FOLDER = Path(__file__).resolve().parents[3] / "parsers" / "confidence"
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if calibration(kind))

CLEAR = (
    "Larkmere District Council\nCorporate Peer Challenge action plan\nMay 2025\n\n"
    "No.\tRecommendation\tAction\tTimescale\tLead officer\n"
    "1\tOpen the reading room to every school\tAgree who holds the keys\tJune 2025\tHead of Culture\n"
    "2\tMend the roof of the covered market\tFind a slater and agree a price\tJuly 2025\tHead of Estates\n"
    "3\tPlant trees along the canal\tAsk residents which trees they would like\tMarch 2026\tHead of Parks\n"
)  # fmt: skip
# The same rows with columns that nobody can be sure of.
MUDDLED = (
    "Larkmere District Council\nCorporate Peer Challenge action plan\n\n"
    "Thing\tStuff\tMore\tWhat\n"
    "Open the reading room\twho holds the keys,\tHead of Culture June\tand\n"
    "2\tHead of Estates\tFind a slater\tof the\n"
    "trees along\t\tperhaps 2026 or later\tHead of Parks\n"
)


@cache
def read(text: str) -> Extraction:
    return read_extraction(text.encode(), "plan.txt")


def confidences(extraction: Extraction) -> list[float | None]:
    """Return the confidence of every record and value."""
    found: list[float | None] = []
    records: tuple[Recommendation | Action | Progress, ...] = (
        *extraction.recommendations,
        *extraction.actions,
        *extraction.progress,
    )
    for record in records:
        found.append(record.confidence)
        for field in ("timelines", "owners"):
            found += [value.confidence for value in getattr(record, field, ())]
        found += [record.status.confidence] if record.status else []
    return found


def test_every_record_and_value_of_a_plan_has_a_confidence() -> None:
    found = confidences(read(CLEAR))
    assert len(found) == 12
    assert all(one is not None and 0 <= one <= 1 for one in found)


def test_a_plain_table_is_read_surely_and_a_muddled_one_is_not() -> None:
    plain, muddled = ([one or 0.0 for one in confidences(read(text))] for text in (CLEAR, MUDDLED))
    assert min(plain) > 0.8
    assert not muddled or sum(muddled) / len(muddled) < min(plain)


def test_reading_twice_is_equally_sure() -> None:
    assert confidences(read_extraction(CLEAR.encode(), "plan.txt")) == confidences(read(CLEAR))


def test_what_is_weighed_is_what_the_weights_are_fitted_to() -> None:
    read_plan = assemble(CLEAR.encode(), "plan.txt")
    described = list(describe(read_plan.extraction, read_plan.drafting))
    shares = sorted(share_right(one.kind, weigh(one.kind, one.features)) or 0.0 for one in described)
    assert shares == pytest.approx(sorted(one or 0.0 for one in confidences(read_plan.extraction)), abs=0.002)


@pytest.mark.parametrize("kind", KINDS)
def test_the_calibration_of_each_kind_rises(kind: Kind) -> None:
    sums, shares = zip(*calibration(kind), strict=True)
    assert list(sums) == sorted(set(sums))
    assert list(shares) == sorted(shares)
    assert all(0 < share < 1 for share in shares), "nothing is ever certain"


@given(st.sampled_from(KINDS), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_more_evidence_never_makes_less_sure(kind: Kind, one: float, other: float) -> None:
    less, more = (share_right(kind, total) for total in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert less <= more


def test_every_kind_of_value_has_weights_and_each_feature_one() -> None:
    with (FOLDER / "weights.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["kind"], row["feature"]) for row in csv.DictReader(file)]
    assert {kind for kind, _ in rows} == set(KINDS)
    assert len(rows) == len(set(rows))
    assert all(BASE in weights(kind) for kind in KINDS)


def test_a_feature_that_is_not_known_weighs_nothing() -> None:
    assert weigh("when", ["no such feature"]) == 0.0


def test_a_count_is_named_by_the_step_that_it_reaches() -> None:
    assert [step("n", value, (1, 2, 5)) for value in (0, 1, 4, 5, 99)] == ["n<1", "n>=1", "n>=2", "n>=5", "n>=5"]


def test_of_what_no_made_up_plan_shows_nothing_is_known() -> None:
    assert set(get_args(Kind)) - set(KINDS) <= {"progress_when", "text_when"}
    assert [share_right(kind, 0.0) for kind in get_args(Kind) if kind not in KINDS] == [None] * (8 - len(KINDS))


# How it is fitted


def test_weights_tell_what_goes_with_right_values_from_what_goes_with_wrong_ones() -> None:
    examples = [Example(n, (BASE, "good" if n % 2 else "bad"), bool(n % 2) ^ (n % 10 == 0)) for n in range(400)]
    found = fit_weights(examples)
    assert found["good"] > 0 > found["bad"]


def test_a_feature_of_few_documents_has_no_weight() -> None:
    examples = [Example(n % 40, (BASE, *(("rare",) if n % 40 < 3 else ())), n % 3 > 0) for n in range(400)]
    assert "rare" not in fit_weights(examples)


def test_calibrated_shares_are_those_of_the_values() -> None:
    sums = [n / 1000 for n in range(1000)]
    points = fit_calibration(sums, [n % 10 < 10 * n / 1000 for n in range(1000)])
    assert [share for _, share in points] == sorted(share for _, share in points)
    assert all(abs(share - at) < 0.1 for at, share in points)


@given(st.lists(st.tuples(st.floats(-9, 9), st.booleans()), min_size=1, max_size=300))
def test_any_values_can_be_calibrated(values: list[tuple[float, bool]]) -> None:
    points = fit_calibration([at for at, _ in values], [right for _, right in values])
    assert [share for _, share in points] == sorted(share for _, share in points)
    assert all(0 < share < 1 for _, share in points)


def test_figures_of_a_perfect_and_of_a_useless_confidence() -> None:
    perfect: list[Judged] = [(1.0, True)] * 8 + [(0.0, False)] * 2
    useless: list[Judged] = [(0.8, True)] * 8 + [(0.8, False)] * 2
    assert (expected_error(perfect), area(perfect), wrong_under(perfect)) == (0, 1, (2, 1.0))
    assert (round(expected_error(useless), 6), area(useless), wrong_under(useless)) == (0, 0.5, (0, 1.0))
    assert [one.count for one in bins(perfect)] == [2, 8]


def test_a_value_that_the_gold_lacks_is_wrong_and_so_is_an_action_without_its_link() -> None:
    gold = read_answers(
        '{"recommendations": [{"id": "r1", "number": "1", "text": "Mend the roof"}],'
        ' "actions": [{"id": "a1", "recommendation": "r1", "text": "Find a slater now"}]}'
    )
    told = read_answers(
        '{"recommendations": [{"id": "x", "number": "1", "text": "Mend the roof"}], "actions": [{"id": "y",'
        ' "text": "Find a slater now", "owners": [{"name": "Head of Estates"}]}]}'
    )
    verdicts = judge(compare(told, gold))
    assert verdicts == {("x", None, 0): True, ("y", None, 0): False, ("y", "owners", 0): False}


@pytest.mark.slow
def test_confidences_of_plans_that_nothing_was_fitted_to_are_calibrated_and_tell_right_from_wrong() -> None:
    values = sample(range(5000, 6000), "measuring", processes=2)
    judged = [(share_right(one.kind, weigh(one.kind, one.features)) or 0.0, one.is_right) for one in values]
    assert expected_error(judged) <= 0.08
    assert area(judged) >= 0.85
    assert wrong_under(judged)[1] >= 0.5
