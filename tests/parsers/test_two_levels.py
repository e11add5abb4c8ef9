"""Rows that only word something, and below each numbered rows that somebody does by some day."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

HEAD = "# Corporate Peer Challenge Action Plan\n\nTarnbrook Borough Council\n\nMay 2025\n\n"
ROWS = (
    ("1", "Give tenants a louder voice", "", ""),
    ("1.1", "Set up a panel", "Head of Housing", "June 2025"),
    ("1.2", "Publish its minutes", "Head of Housing", "July 2025"),
    ("2", "Mend the accounts", "", ""),
    ("2.1", "Appoint an auditor", "Treasurer", "June 2025"),
    ("2.2", "Close the books", "Treasurer", "August 2025"),
)
READ = [
    ("1.1", "Give tenants a louder voice", "Set up a panel", "2025-06"),
    ("1.2", "Give tenants a louder voice", "Publish its minutes", "2025-07"),
    ("2.1", "Mend the accounts", "Appoint an auditor", "2025-06"),
    ("2.2", "Mend the accounts", "Close the books", "2025-08"),
]


def table(*rows: tuple[str, ...]) -> str:
    header, *body = rows
    lines = (header, ("---",) * len(header), *body)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def extract(text: str) -> Extraction:
    return read_extraction((HEAD + text).encode(), "plan.md")


def shown(found: Extraction) -> list[tuple[str | None, str, str, str | None]]:
    texts = {each.id: each.text for each in found.recommendations}
    return [(a.number, texts[a.recommendation or ""], a.text, a.timelines[0].edtf) for a in found.actions]


@pytest.mark.parametrize("heading", ["Action", "Recommendation / action", "Recommendations and tasks", "Activity"])
def test_the_upper_level_is_recommended_whatever_the_column_is_called(heading: str) -> None:
    found = extract(table(("No.", heading, "Lead", "Deadline"), *ROWS))
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "Give tenants a louder voice"),
        ("2", "Mend the accounts"),
    ]
    assert shown(found) == READ


@pytest.mark.parametrize("counting", ["{} ", "{}. ", "{}) "])
def test_the_numbers_may_stand_in_front_of_the_words(counting: str) -> None:
    rows = [(f"{counting.format(number)}{text}", *rest) for number, text, *rest in ROWS]
    found = extract(table(("Recommendation / action", "Lead", "Deadline"), *rows))
    assert [r.text for r in found.recommendations] == ["Give tenants a louder voice", "Mend the accounts"]
    assert [read[1:] for read in shown(found)] == [read[1:] for read in READ]


def test_letters_count_the_lower_level_too() -> None:
    letters = ("1", "1a", "1b", "2", "2a", "2b")
    rows = [(number, *rest) for number, (_, *rest) in zip(letters, ROWS, strict=True)]
    found = extract(table(("Ref", "Action", "Lead", "Deadline"), *rows))
    assert [action.number for action in found.actions] == ["1a", "1b", "2a", "2b"]
    assert len(found.recommendations) == 2


def test_a_row_without_a_number_between_them_is_a_theme() -> None:
    rows = (("Homes", "", "", ""), *ROWS[:3], ("Money", "", "", ""), *ROWS[3:])
    found = extract(table(("Ref", "Recommendation / action", "Lead", "Deadline"), *rows))
    assert [(r.number, r.theme) for r in found.recommendations] == [("1", "Homes"), ("2", "Money")]
    assert shown(found) == READ


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        pytest.param(
            "Action", [(n, t, "Treasurer", "May 2026") for n, t, *_ in ROWS], id="upper-rows-are-done-by-some"
        ),
        pytest.param("Recommendation", list(ROWS), id="only-recommendations"),
        pytest.param("Action", [*ROWS[1:3], *ROWS[4:]], id="no-upper-row"),
    ],
)
def test_other_tables_have_one_level(heading: str, rows: list[tuple[str, ...]]) -> None:
    found = extract(table(("No.", heading, "Lead", "Deadline"), *rows))
    assert max(len(found.actions), len(found.recommendations)) == len(rows)


def test_under_a_worded_recommendation_both_levels_are_actions() -> None:
    found = extract("## Recommendation 4: Be kind\n\n" + table(("No.", "Action", "Lead", "Deadline"), *ROWS))
    assert [r.text for r in found.recommendations] == ["Be kind"]
    assert len(found.actions) == len(ROWS)
