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


def test_each_update_of_a_tracker_goes_with_the_rating_beside_it() -> None:
    table = (
        "| Ref | Action | Q1 update | Q1 RAG | Q2 update | Current status |\n|---|---|---|---|---|---|\n"
        "| 1.1 | Survey the roof | Surveyor chosen. | Delayed | Roof looked at. | Completed |\n"
        "| 1.2 | Find a trader | Two asked. | On track | None came. | |\n"
    )
    found = read(f"## Recommendation 1: Mend the market hall\n\n{table}")
    assert [(p.text, p.status.value if p.status else None) for p in found.progress] == [
        ("Surveyor chosen.", "delayed"),
        ("Roof looked at.", "completed"),
        ("Two asked.", "in_progress"),
        ("None came.", None),
    ]
    assert [a.status.value if a.status else None for a in found.actions] == ["completed", "in_progress"]


def test_closed_actions_are_told_by_their_closing_notes() -> None:
    table = (
        "| Rec no | Ref | Action | Lead | Closing note |\n|---|---|---|---|---|\n"
        "| 1 | 1.3 | Appoint a warden | Estates Manager | Post filled in May. |\n"
    )
    found = read(f"| {HEADER}{ROWS}\n\n## Closed actions\n\n{table}")
    assert [(a.recommendation, a.number, a.text) for a in found.actions[3:]] == [("r1", "1.3", "Appoint a warden")]
    assert [(p.recommendation, p.text) for p in found.progress] == [("r1", "Post filled in May.")]


def test_a_log_of_changes_tells_no_progress() -> None:
    log = "| Date | Change | By |\n|---|---|---|\n| 1 May 2026 | First version | PI |\n"
    found = read(f"| {HEADER}{ROWS}\n\n## Change log\n\n{log}")
    assert found.progress == ()
    assert len(found.actions) == 3


FORM = """<h1>Peer challenge action plan</h1><p>Tarnbrook Borough Council</p>
<p>Our peers were on site between 3 and 6 March 2026, and met everybody.</p>
<table><tr><td colspan="4">Recommendation 1: Mend the market hall</td></tr>
<tr><td>What the team said</td><td colspan="3">“It leaks, and everybody knows it.”</td></tr>
<tr><td>Accountable director</td><td colspan="3">Director of Place</td></tr>
<tr><th>Ref</th><th>Action</th><th>Lead officer</th><th>Target date</th></tr>
<tr><td>1.1</td><td>Survey the roof</td><td>Estates Manager</td><td>May 2026</td></tr></table>
<table><tr><td colspan="4">Recommendation 2: Review how letters are answered</td></tr>
<tr><td>What the team said</td><td colspan="3">“Letters wait to be answered.”</td></tr>
<tr><td>Accountable director</td><td colspan="3">Director of Law</td></tr>
<tr><th>Ref</th><th>Action</th><th>Lead officer</th><th>Target date</th></tr>
<tr><td>2.1</td><td>Hire two clerks</td><td>Customer Manager</td><td>June 2026</td></tr></table>"""


def test_rows_of_a_label_and_one_wide_cell_are_the_recommendations() -> None:
    found = read_extraction(FORM.encode(), "plan.html")
    assert [(r.context, [o.name for o in r.owners]) for r in found.recommendations] == [
        ("“It leaks, and everybody knows it.”", ["Director of Place"]),
        ("“Letters wait to be answered.”", ["Director of Law"]),
    ]
    assert [(a.recommendation, a.number) for a in found.actions] == [("r1", "1.1"), ("r2", "2.1")]
    assert found.document.challenge is not None
    assert found.document.challenge.edtf == "2026-03-03/2026-03-06"


def test_labels_set_in_below_an_entry_are_not_those_of_the_list_above() -> None:
    found = read(
        "## Theme: Markets\n\n### Recommendation 1 – Mend the market hall\n\nThe team's reasons: It leaks.\n\n"
        "**Already under way**\n\n- A count of traders\n\n**New actions**\n\n"
        "1. Survey the roof\n    - Lead: Estates Manager\n    - By when: May 2026\n"
        "2. Find a trader\n    - Lead: Markets Officer\n    - By when: June 2026\n\n"
        "# Additional recommendations\n\n### Recommendation 2 – Answer letters sooner\n\n**New actions**\n\n"
        "1. Hire two clerks\n    - Lead: Customer Manager\n    - By when: July 2026\n"
    )
    assert [(a.stage, a.text, [o.name for o in a.owners]) for a in found.actions] == [
        ("existing", "A count of traders", []),
        ("new", "Survey the roof", ["Estates Manager"]),
        ("new", "Find a trader", ["Markets Officer"]),
        ("new", "Hire two clerks", ["Customer Manager"]),
    ]
    assert [(r.context, r.theme) for r in found.recommendations] == [("It leaks.", "Markets"), (None, None)]


def test_abbreviations_in_lines_of_their_own_are_known() -> None:
    found = read(
        "| Action | Lead | Due |\n|---|---|---|\n| Survey the roof | AD Estates | May 2026 |\n\n"
        "## Abbreviations\n\nAD Assistant Director\n\nTB Town Board\n"
    )
    assert [o.name for o in found.actions[0].owners] == ["Assistant Director Estates"]
