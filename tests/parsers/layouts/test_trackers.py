"""Trackers and decks as officers keep them: two numbers a row, counts by theme, keys, lines about who answers."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

HEADER = "No. | Recommendation | Item | Action | Lead | Due\n|---|---|---|---|---|---|\n"
ROWS = (
    "| 1 | Give the market hall a future | 1.1 | Survey the roof | Estates Manager | May 2026 |\n"
    "| 1 | Give the market hall a future | 1.2 | Find a trader to run it | Markets Officer | July 2026 |\n"
    "| 2 | Answer letters sooner | 2.1 | Hire two clerks | Customer Manager | June 2026 |\n"
)


def read(text: str, name: str = "plan.md") -> Extraction:
    return read_extraction(f"# Peer challenge action plan\n\nTarnbrook Borough Council\n\n{text}".encode(), name)


def numbers(found: Extraction) -> tuple[list[str | None], list[str | None]]:
    return [r.number for r in found.recommendations], [a.number for a in found.actions]


@pytest.mark.parametrize("heading", ["Item", "Ref", "No", "ID", "#"])
def test_a_second_number_between_wording_and_action_is_the_actions(heading: str) -> None:
    found = read(f"| {HEADER.replace('Item', heading)}{ROWS}")
    assert numbers(found) == (["1", "2"], ["1.1", "1.2", "2.1"])
    assert [r.text for r in found.recommendations] == ["Give the market hall a future", "Answer letters sooner"]


def test_counts_by_theme_beside_other_words_number_nothing() -> None:
    counts = (
        "## Progress by theme\n\n| Theme | Completed | Overdue | Not started | Sheet |\n|---|---|---|---|---|\n"
        "| Markets | 1 | 2 | 0 | A |\n| Letters | 2 | 1 | 4 | B |\n\n"
    )
    found = read(f"{counts}## Actions\n\n| {HEADER}{ROWS}")
    assert numbers(found) == (["1", "2"], ["1.1", "1.2", "2.1"])
    assert {r.theme for r in found.recommendations} == {None}


def test_a_heading_that_says_theme_is_one_over_any_table() -> None:
    first = "| Recommendation | Action | Lead |\n|---|---|---|\n| Mend the roof | Buy slates | Estates Manager |\n\n"
    second = "| Recommendation | Action | Due |\n|---|---|---|\n| Answer sooner | Hire a clerk | May 2026 |\n"
    found = read(f"## Theme: Markets\n\n{first}## Theme: Letters\n\n{second}")
    assert [r.theme for r in found.recommendations] == ["Markets", "Letters"]


def test_a_key_of_abbreviations_under_a_plan_is_no_part_of_it() -> None:
    key = "| Abbreviations | |\n|---|---|\n| EM | Estates Manager |\n| CM | Customer Manager |\n| TB | Town Board |\n"
    found = read(f"## Actions\n\n| {HEADER}{ROWS}\n\n## Key\n\n{key}")
    assert len(found.recommendations) == 2
    assert "unread-table" not in {issue.code for issue in found.issues}


NUMBERED = """## 3.1 Recommendation 1

**Recommendation:** Give the market hall a future that traders can plan for.

**Work in hand:**

- A count of who comes on market days

**New actions:**

| Action | Who | When |
|---|---|---|
| Survey the roof | Estates Manager | May 2026 |

## 3.2 Recommendation 2

**Recommendation:** Answer letters sooner, and say who has them.

**New actions:**

| Action | Who | When |
|---|---|---|
| Hire two clerks | Customer Manager | June 2026 |
"""


def test_a_wording_under_its_number_stays_with_it_and_a_label_over_a_table_tells_the_stage() -> None:
    found = read(NUMBERED)
    assert [(r.number, r.text.split(",")[0]) for r in found.recommendations] == [
        ("1", "Give the market hall a future that traders can plan for."),
        ("2", "Answer letters sooner"),
    ]
    assert [(a.recommendation, a.stage) for a in found.actions] == [("r1", "existing"), ("r1", "new"), ("r2", "new")]


UPDATE = """# Corporate Peer Challenge: progress update

Tarnbrook Borough Council, March 2026

## Recommendation 1: Give the market hall a future

Responsible director: Director of Estates

Delayed

- The roof was looked at in January 2026
- Two traders have asked for terms

## Recommendation 2: Answer letters sooner

Sponsor: Chief Executive

Complete

- Nine letters in ten are answered within a week
"""


def test_lines_above_the_bullets_of_an_update_are_the_recommendations() -> None:
    found = read_extraction(UPDATE.encode(), "update.md")
    assert [[owner.name for owner in r.owners] for r in found.recommendations] == [
        ["Director of Estates"],
        ["Chief Executive"],
    ]
    assert [r.status.value if r.status else None for r in found.recommendations] == ["delayed", "completed"]
    assert [p.text for p in found.progress] == [
        "The roof was looked at in January 2026",
        "Two traders have asked for terms",
        "Nine letters in ten are answered within a week",
    ]


def test_sentences_that_each_name_who_does_them_are_actions_of_their_own() -> None:
    found = read(
        "RECOMMENDATION 1: Give the market hall a future.\n\n"
        "We will survey the roof by May 2026 (Estates Manager). We will look for a trader by July 2026 (Markets "
        "Officer).\n\nRECOMMENDATION 2: Answer letters sooner.\n\n"
        "We will hire two clerks, one of them part-time, in June 2026. (Customer Manager)\n",
        "plan.txt",
    )
    assert [(a.recommendation, a.text, [o.name for o in a.owners]) for a in found.actions] == [
        ("r1", "We will survey the roof by May 2026", ["Estates Manager"]),
        ("r1", "We will look for a trader by July 2026", ["Markets Officer"]),
        ("r2", "We will hire two clerks, one of them part-time, in June 2026.", ["Customer Manager"]),
    ]
