"""Columns in any order, misspelt headings, headings nobody knows and none at all: the records stay the same."""

from __future__ import annotations

import random
import string

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

HEADER = ("Ref", "Recommendation", "Action", "Timescale", "Lead officer", "Success measure", "Status")
ROWS = (
    (
        "1",
        "Give tenants a say in repairs",
        "Set up a repairs panel of twelve tenants",
        "September 2025",
        "Head of Housing",
        "Tenants say that they are heard",
        "On track",
    ),
    (
        "2",
        "Bring the two depots together",
        "Agree a site for one depot with the unions",
        "March 2026",
        "Director of Environment",
        "The cost of depots falls by a tenth",
        "Delayed",
    ),
    (
        "3",
        "Make the website easy to use",
        "Rewrite the fifty busiest pages in plain words",
        "By December 2025",
        "Head of Digital",
        "Fewer people ring about bins",
        "Completed",
    ),
    (
        "4",
        "Plan the workforce ahead",
        "Publish a workforce plan for five years",
        "Ongoing",
        "Chief Executive",
        "Vacancies are filled within a month",
        "On track",
    ),
)


def read(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], title: str = "Action Plan") -> Extraction:
    lines = ["Marlbridge Corporate Peer Challenge: " + title, ""]
    lines += ["\t".join(line) for line in (*((header,) if header else ()), *rows)]
    return read_extraction("\n".join(lines).encode(), "plan.txt")


def records(extraction: Extraction) -> list[object]:
    """Return what the records say, without their places."""
    told: list[object] = [(r.number, r.text) for r in extraction.recommendations]
    for action in extraction.actions:
        whens = tuple((when.raw, when.kind) for when in action.timelines)
        owners = tuple(owner.name for owner in action.owners)
        status = action.status.value if action.status else None
        told.append((action.recommendation, action.text, whens, owners, action.measures, status))
    return told


EXPECTED = records(read(HEADER, ROWS))


def test_the_table_is_read_whole() -> None:
    assert len(EXPECTED) == 8


@pytest.mark.parametrize("seed", range(15))
def test_columns_may_stand_in_any_order(seed: int) -> None:
    order = list(range(len(HEADER)))
    random.Random(seed).shuffle(order)
    moved = read(tuple(HEADER[n] for n in order), tuple(tuple(row[n] for n in order) for row in ROWS))
    assert records(moved) == EXPECTED


@pytest.mark.parametrize("seed", range(15))
def test_a_fault_in_two_headings_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)
    header = list(HEADER)
    for number in chance.sample((1, 2, 3, 4, 5, 6), 2):
        at = chance.randrange(1, len(header[number]) - 1)
        fault = chance.choice(("", chance.choice(string.ascii_lowercase)))
        header[number] = header[number][:at] + fault + header[number][at + 1 :]
    read_again = read(tuple(header), ROWS)
    assert records(read_again) == EXPECTED, header


def test_headings_that_nobody_knows_are_decided_by_what_stands_below() -> None:
    found = read(("Ref", "The ask", "Our bit", "Finishing line", "Captain"), tuple(row[:5] for row in ROWS))
    assert [r.text for r in found.recommendations] == [row[1] for row in ROWS]
    assert [action.text for action in found.actions] == [row[2] for row in ROWS]
    assert [action.owners[0].name for action in found.actions] == [row[4] for row in ROWS]
    assert [action.timelines[0].raw for action in found.actions] == [row[3] for row in ROWS]
    codes = [issue.code for issue in found.issues]
    assert codes.count("unknown-header") == 4


def test_a_table_without_headings_is_decided_by_what_it_holds() -> None:
    found = read((), tuple(row[:5] for row in ROWS))
    assert [r.text for r in found.recommendations] == [row[1] for row in ROWS]
    assert [action.text for action in found.actions] == [row[2] for row in ROWS]
    assert "no-header-row" in [issue.code for issue in found.issues]


def test_it_is_not_where_the_document_is_no_plan() -> None:
    found = read((), tuple(row[:5] for row in ROWS), title="Minutes of the Cabinet")
    assert (found.recommendations, found.actions, found.progress) == ((), (), ())


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((("Staff", "£120,000", "£125,000"), ("Rent", "£40,000", "£41,000")), id="a-budget"),
        pytest.param((("Jane Smith", "Leader", "2021"), ("Jo Bloggs", "Mayor", "2022")), id="a-list-of-people"),
        pytest.param((("Spring", "12", "14"), ("Summer", "15", "16")), id="figures"),
        pytest.param((("1", "Introduction", "3"), ("2", "Our plan", "5")), id="contents"),
    ],
)
def test_a_table_of_something_else_in_a_plan_is_no_plan(rows: tuple[tuple[str, ...], ...]) -> None:
    found = read((), rows)
    assert (found.recommendations, found.actions, found.progress) == ((), (), ())


def test_a_heading_over_two_columns_is_both_of_theirs() -> None:
    page = (
        "<h1>Corporate Peer Challenge Action Plan</h1><table><tr><th colspan=2>Recommendation</th><th>Action</th>"
        "<th>When</th></tr>"
        + "".join(f"<tr><td>{r[0]}</td><td>{r[1]}</td><td>{r[2]}</td><td>{r[3]}</td></tr>" for r in ROWS)
        + "</table>"
    )
    found = read_extraction(page.encode(), "plan.html")
    assert [(r.number, r.text) for r in found.recommendations] == [(row[0], row[1]) for row in ROWS]


def test_what_the_cells_plainly_hold_outweighs_a_wrong_heading() -> None:
    header = ("Ref", "Recommendation", "Action", "Lead officer", "Timescale")
    found = read(header, tuple(row[:5] for row in ROWS))
    assert [action.owners[0].name for action in found.actions] == [row[4] for row in ROWS]
    assert [action.timelines[0].raw for action in found.actions] == [row[3] for row in ROWS]


def test_two_columns_with_the_same_heading_are_both_kept() -> None:
    header = ("Recommendation", "Action", "When", "Risk", "Risk", "Risk")
    rows = tuple((row[1], row[2], row[3], "Zebras graze", "Lions sleep", "Ants march") for row in ROWS)
    other = {"Risk": "Zebras graze", "Risk (2)": "Lions sleep", "Risk (3)": "Ants march"}
    assert [action.other for action in read(header, rows).actions] == [other] * len(ROWS)


def test_columns_without_a_place_in_the_contract_are_kept_by_heading_without_an_issue() -> None:
    header = (
        "Recommendation",
        "Action",
        "When",
        "Resources",
        "Cost",
        "Priority",
        "Corporate objective",
        "RAG rationale",
    )
    more = ("Within budget", "£10,000", "High", "Homes for all", "A delay in June")
    found = read(header, tuple((row[1], row[2], row[3], *more) for row in ROWS))
    assert [action.other for action in found.actions] == [dict(zip(header[3:], more, strict=True))] * len(ROWS)
    assert "unknown-header" not in [issue.code for issue in found.issues]


def test_a_long_sheet_is_judged_by_a_sample() -> None:
    rows = tuple(
        (str(n), f"Recommend thing {n} to all", f"Publish thing {n} at once", "May 2025") for n in range(1, 300)
    )
    found = read(("Ref", "Recommendation", "Action", "Zebra"), rows)
    assert len(found.actions) == 299
    assert all(action.timelines for action in found.actions)


def test_letters_beside_the_actions_are_the_actions_numbers() -> None:
    header = ("ID", "Recommendation", "Action", "Timescale")
    rows = (
        ("a)", "Rec 1. Give tenants a say", "Set up a panel", "May 2025"),
        ("b)", "", "Publish what it says", "June 2025"),
        ("a)", "Rec 2. Bring the depots together", "Agree a site", "July 2025"),
        ("b)", "", "Sell the other", "August 2025"),
    )
    found = read(header, rows)
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "Give tenants a say"),
        ("2", "Bring the depots together"),
    ]
    assert [(a.number, a.recommendation) for a in found.actions] == [("a", "r1"), ("b", "r1"), ("a", "r2"), ("b", "r2")]


def test_numbers_that_count_on_beside_one_recommendation_are_the_actions() -> None:
    header = ("Ref", "Recommendation", "Action", "Timescale")
    rows = (
        ("1", "Give tenants a say in repairs", "Set up a panel", "May 2025"),
        ("2", "", "Publish what it says", "June 2025"),
        ("3", "", "Ask tenants again", "June 2026"),
        ("4", "Bring the depots together", "Agree a site", "July 2025"),
    )
    found = read(header, rows)
    assert [r.text for r in found.recommendations] == ["Give tenants a say in repairs", "Bring the depots together"]
    assert [(a.number, a.recommendation) for a in found.actions] == [("1", "r1"), ("2", "r1"), ("3", "r1"), ("4", "r2")]


def test_a_list_in_a_recommendation_s_cell_is_its_parts() -> None:
    page = (
        "<h1>Peer Challenge Action Plan</h1><table><tr><th>Recommendation</th><th>Action</th><th>When</th></tr>"
        "<tr><td><p>Strengthen the workforce with:</p><ul><li>one set of values</li><li>a fair pay scale</li></ul></td>"
        "<td>Write a plan</td><td>May 2025</td></tr></table>"
    )
    [found] = read_extraction(page.encode(), "plan.html").recommendations
    assert found.parts == ("one set of values", "a fair pay scale")
    assert found.text == "Strengthen the workforce with: one set of values a fair pay scale"
