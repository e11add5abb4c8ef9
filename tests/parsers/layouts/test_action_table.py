"""Tables of plans, whatever their columns are called: what each row, merged cell and sub-header comes to."""

from __future__ import annotations

import sys
from types import FrameType

from normalise.records import Extraction
from parsers.assemble import read_extraction


def extract(*lines: str, above: str = "Peer challenge action plan") -> Extraction:
    """Return what a table says whose cells are parted by strokes."""
    table = "\n".join(line.replace(" | ", "\t") for line in lines)
    return read_extraction(f"# {above}\n\n{table}".encode(), "plan.txt")


def codes(extraction: Extraction) -> list[str]:
    return [issue.code for issue in extraction.issues if issue.code != "unknown-council"]


def test_each_row_is_an_action_with_its_values() -> None:
    found = extract(
        "Ref | Recommendation | Action | Timescale | Lead | Success measure",
        "1 | Mend the mill | Buy slates | May 2025 | Head of Parks | A dry mill",
        "2 | Dredge the quay | Hire a boat | June 2025 | Head of Ports | A deep quay",
    )
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Mend the mill"), ("2", "Dredge the quay")]
    assert [(a.recommendation, a.text, a.timelines[0].edtf, a.owners[0].name, a.measures) for a in found.actions] == [
        ("r1", "Buy slates", "2025-05", "Head of Parks", ("A dry mill",)),
        ("r2", "Hire a boat", "2025-06", "Head of Ports", ("A deep quay",)),
    ]


def test_columns_may_stand_in_any_order() -> None:
    found = extract("Who? | By when? | What will we do?", "Head of Parks | May 2025 | Buy slates")
    [action] = found.actions
    assert (action.text, action.timelines[0].edtf, action.owners[0].name) == ("Buy slates", "2025-05", "Head of Parks")


def test_a_blank_cell_goes_on_in_number_and_recommendation_but_not_in_owner_and_date() -> None:
    found = extract(
        "Ref | Recommendation | Action | Timescale | Lead",
        "1 | Mend the mill | Buy slates | May 2025 | Head of Parks",
        " |  | Lay the slates one by one |  | ",
    )
    first, second = found.actions
    assert (first.recommendation, second.recommendation) == ("r1", "r1")
    assert (second.timelines, second.owners) == ((), ())
    assert codes(found) == ["missing-timeline", "missing-owner"]


def test_parallel_lists_are_matched_by_their_numbers() -> None:
    found = extract(
        "Recommendation | Actions | Timescale | Lead",
        "Mend the mill | 1. Buy slates 2. Lay slates 3. Paint doors | 1. May 2025 2. June 2025 | "
        "1. Head of Parks 2-3. Head of Ports",
    )
    assert [[w.edtf for w in a.timelines] for a in found.actions] == [["2025-05"], ["2025-06"], []]
    assert [[o.name for o in a.owners] for a in found.actions] == [
        ["Head of Parks"],
        ["Head of Ports"],
        ["Head of Ports"],
    ]
    assert "missing-timeline" in codes(found)


def test_values_that_do_not_fit_are_every_actions_with_an_issue() -> None:
    found = extract(
        "Recommendation | Actions | Timescale",
        "Mend the mill | 1. Buy slates 2. Lay slates 3. Paint doors | <p>May 2025</p><p>June 2025</p>",
    )
    assert [[w.edtf for w in a.timelines] for a in found.actions] == [["2025-05", "2025-06"]] * 3
    assert {w.scope for a in found.actions for w in a.timelines} == {"row"}
    assert "unaligned-timeline" in codes(found)


def test_a_value_for_a_number_that_the_list_lacks_is_an_issue_that_prints_it() -> None:
    found = extract("Actions | Lead", "1. Buy slates 2. Lay slates | 1. Head of Parks 2. Head of Ports 3. Head of IT")
    [issue] = [issue for issue in found.issues if issue.code == "no-such-number"]
    assert "3" in issue.message
    assert "Head of IT" in issue.message


def test_a_status_cell_is_each_actions_and_the_progress_entrys() -> None:
    found = extract(
        "Recommendation | Action | Status | Progress",
        "Mend the mill | 1. Buy slates 2. Lay slates | Completed | The roof is on",
    )
    assert [a.status.value for a in found.actions if a.status] == ["completed", "completed"]
    [entry] = found.progress
    assert (entry.recommendation, entry.text) == ("r1", "The roof is on")
    assert entry.status is not None
    assert entry.status.value == "completed"


def test_a_sub_header_divides_a_recommendations_actions_by_stage() -> None:
    found = extract(
        "Recommendation | Actions already underway | Lead",
        "Mend the mill | Slates are bought | Head of Parks",
        " | New actions | Lead",
        " | Lay the slates | Head of Ports",
    )
    assert [(a.recommendation, a.stage) for a in found.actions] == [("r1", "existing"), ("r1", "new")]


def test_a_lone_cell_across_the_table_is_the_theme_of_what_follows() -> None:
    found = extract(
        "Recommendation | Action | Lead",
        "**Places** |  | ",
        "Mend the mill | Buy slates | Head of Parks",
        "**People** |  | ",
        "Ask the young | Hold a fair | Head of Youth",
    )
    assert [(r.text, r.theme) for r in found.recommendations] == [
        ("Mend the mill", "Places"),
        ("Ask the young", "People"),
    ]


def test_a_lone_cell_that_says_so_begins_the_additional_recommendations() -> None:
    found = extract(
        "Ref | Recommendation | Action",
        "1 | Mend the mill | Buy slates",
        "Additional recommendations |  | ",
        "1 | Ask the young of the town | Hold a fair",
    )
    assert [(r.kind, r.number) for r in found.recommendations] == [("key", "1"), ("additional", "1")]


def test_actions_are_grouped_under_their_objectives() -> None:
    found = extract(
        "What do we want to achieve? | Action | Lead",
        "1.1 A dry mill | Buy slates | Head of Parks",
        " | Lay slates | Head of Parks",
        "1.2 A deep quay | Hire a boat | Head of Ports",
        above="Recommendation 1: Look after what we have",
    )
    assert [(a.objective.number, a.objective.text) for a in found.actions if a.objective] == [
        ("1.1", "A dry mill"),
        ("1.1", "A dry mill"),
        ("1.2", "A deep quay"),
    ]


def test_a_senior_owner_printed_once_for_several_rows_is_the_recommendations() -> None:
    found = extract(
        "Recommendation | Action | Lead | Portfolio holder",
        "Mend the mill | Buy slates | Head of Parks | Leader of the Council",
        " | Lay slates | Head of Ports | ",
    )
    [recommendation] = found.recommendations
    assert [(o.name, o.role) for o in recommendation.owners] == [("Leader of the Council", "accountable")]
    assert [[o.role for o in a.owners] for a in found.actions] == [["lead"], ["lead"]]


def test_a_senior_owner_printed_row_by_row_is_the_actions() -> None:
    found = extract(
        "Recommendation | Action | Lead | Portfolio holder",
        "Mend the mill | Buy slates | Head of Parks | Leader of the Council",
        "Dredge the quay | Hire a boat | Head of Ports | Leader of the Council",
    )
    assert [[o.role for o in a.owners] for a in found.actions] == [["lead", "accountable"]] * 2
    assert [r.owners for r in found.recommendations] == [(), ()]


def test_a_column_that_nobody_knows_is_kept_under_its_heading() -> None:
    found = extract("Action | Lead | Zebra", "Buy slates | Head of Parks | Striped")
    assert found.actions[0].other == {"Zebra": "Striped"}
    assert "unknown-header" in codes(found)


def count_calls(row_count: int) -> int:
    """Return how many calls it takes to read a table of so many rows, whatever the machine."""
    row = " | Buy {} slates of the best kind | May 2025 | Head of Parks | A dry mill"
    lines = [row.format(number) for number in range(row_count)]
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract("Recommendation | Action | Timescale | Lead | Measure", "Mend the mill | Go | May 2025 | - | -", *lines)
    finally:
        sys.setprofile(before)
    return calls


def test_the_work_grows_with_the_rows_and_not_faster() -> None:
    count_calls(10)  # the lexica are read once
    assert count_calls(200) < 2.2 * count_calls(100)
