"""Recommendations in rows across a table of actions, counted or not, and themes that are no recommendations."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.counting import counted_by

HEAD = "Task | Lead | Due"
ROWS = ("Buy slates for the roof | Head of Parks | May 2025", "Hire a barge for the season | Head of Ports | June 2025")


@pytest.mark.parametrize(
    "signs",
    [
        pytest.param(("1) ", "2) "), id="closing-bracket"),
        pytest.param(("(1) ", "(2) "), id="brackets"),
        pytest.param(("1 - ", "2 - "), id="dash"),
        pytest.param(("No. 1 ", "No. 2 "), id="number-sign"),
        pytest.param(("PR1 ", "PR2 "), id="initials"),
        pytest.param(("Point 1: ", "Point 2: "), id="word"),
    ],
)
def test_lone_rows_that_count_up_are_the_recommendations(signs: tuple[str, str]) -> None:
    first, second = signs
    found = _read(
        HEAD,
        f"{first}Mend the mill before the winter storms |  | ",
        ROWS[0],
        f"{second}Dredge the quay and keep it open |  | ",
        ROWS[1],
    )
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "Mend the mill before the winter storms"),
        ("2", "Dredge the quay and keep it open"),
    ]
    assert [(a.recommendation, a.text) for a in found.actions] == [
        ("r1", "Buy slates for the roof"),
        ("r2", "Hire a barge for the season"),
    ]


@pytest.mark.parametrize("sign", ["PR{} ", "No. {} – ", "{} - ", "Point {}: "])
def test_a_column_of_recommendations_may_count_by_any_sign(sign: str) -> None:
    found = _read(
        f"Recommendation | {HEAD}",
        f"{sign.format(1)}Mend the mill | {ROWS[0]}",
        f"{sign.format(2)}Dredge the quay | {ROWS[1]}",
    )
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Mend the mill"), ("2", "Dredge the quay")]


def test_amounts_at_the_front_of_recommendations_are_no_numbers() -> None:
    found = _read(f"Recommendation | {HEAD}", f"3 wardens should watch the quay | {ROWS[0]}", f"Mend it | {ROWS[1]}")
    assert [(r.number, r.text) for r in found.recommendations] == [
        (None, "3 wardens should watch the quay"),
        (None, "Mend it"),
    ]


def test_actions_count_by_words_of_their_own() -> None:
    found = _read(
        f"Step no. | Recommendation | {HEAD}",
        f"Step 1: | Mend the mill | {ROWS[0]}",
        f"Step 2: |  | {ROWS[1]}",
    )
    assert [action.number for action in found.actions] == ["1", "2"]
    assert "unread-cell" not in [issue.code for issue in found.issues]


def test_counted_rows_are_themes_beside_a_column_of_recommendations() -> None:
    found = _read(
        f"Recommendation | {HEAD}",
        "**1. Looking after our places and buildings well** |  |  | ",
        f"Mend the mill | {ROWS[0]}",
        "**2. Keeping the harbour open to all trade** |  |  | ",
        f"Dredge the quay | {ROWS[1]}",
    )
    assert [r.text for r in found.recommendations] == ["Mend the mill", "Dredge the quay"]


def test_counted_rows_of_a_word_or_two_are_no_recommendations() -> None:
    found = _read(HEAD, "1. Buildings |  | ", ROWS[0], "2. Harbour |  | ", ROWS[1])
    assert found.recommendations == ()


def test_a_row_across_that_tells_what_to_do_is_a_recommendation_without_a_number() -> None:
    rows = "".join(
        f"<tr><td colspan=3>{across}</td></tr><tr>{''.join(f'<td>{cell}</td>' for cell in row.split(' | '))}</tr>"
        for across, row in zip(
            ("Mend the mill before the winter storms", "Our places and the people who live in them"), ROWS, strict=True
        )
    )
    head = "".join(f"<th>{cell}</th>" for cell in HEAD.split(" | "))
    page = f"<h1>Peer challenge action plan</h1><table><tr>{head}</tr>{rows}</table>"
    found = read_extraction(page.encode(), "plan.html")
    assert [(r.number, r.text) for r in found.recommendations] == [(None, "Mend the mill before the winter storms")]
    assert [a.recommendation for a in found.actions] == ["r1", None]


def test_a_second_list_counts_by_its_own_word_or_from_one_again() -> None:
    assert counted_by(["R1 a", "R2 b", "1) c", "2) d"]) == {"r", ""}
    assert counted_by(["R1 a", "R2 b", "R1 c"]) == {"r"}
    assert counted_by(["R1 a", "R3 b"]) == counted_by(["R1 a"]) == frozenset()


def _read(*lines: str) -> Extraction:
    rows = "\n".join(line.replace(" | ", "\t") for line in lines)
    return read_extraction(f"# Peer challenge action plan\n\n{rows}".encode(), "plan.txt")
