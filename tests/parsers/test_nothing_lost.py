"""What a plan's table prints is in a record or in an issue: nothing falls through, whatever its columns and cells."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.records import Extraction
from parsers.assemble import read_extraction

WORD = re.compile(r"[^\W\d_]{3,}")
TAG = re.compile(r"<[^<>]*>")
PLACES = {"provenance", "measure_provenance"}  # their snippets print everything again

NOUNS = ["lantern", "pebble", "otter", "meadow", "kettle", "marble", "copper", "willow", "saddle", "thistle"]
HEADINGS = {
    "Recommendation": "prose",
    "Headline recommendation": "prose",
    "Ref": "number",
    "Theme": "prose",
    "Objective": "prose",
    "Action no": "number",
    "Action": "prose",
    "New actions": "prose",
    "Actions already underway": "prose",
    "Context": "prose",
    "Response": "response",
    "Timescale": "time",
    "Start date": "time",
    "End date": "time",
    "Original date": "time",
    "Revised date": "time",
    "Lead officer": "owner",
    "Portfolio holder": "owner",
    "Success measures": "prose",
    "Status": "status",
    "Progress update": "prose",
    "Resources": "prose",
}
IN_SCOPE = ["Recommendation", "Headline recommendation", "Action", "New actions", "Progress update"]

phrases = st.builds(
    lambda words, number: " ".join(words).capitalize() + f" scheme {number}",
    st.lists(st.sampled_from(NOUNS), min_size=1, max_size=3),
    st.integers(100, 999),
)
prose = st.one_of(
    phrases,
    st.builds("1. {}. 2. {}.".format, phrases, phrases),
    st.builds("<ul><li>{}</li><li>{}</li></ul>".format, phrases, phrases),
)
CELLS: dict[str, st.SearchStrategy[str]] = {
    "prose": prose,
    "number": st.sampled_from(["1", "2", "3.1", "Rec 4", "Kiln"]) | phrases,
    "response": st.sampled_from(["Accepted", "Rejected"]) | st.builds("Accepted. {}".format, phrases),
    "time": st.sampled_from(["March 2025", "By end of June 2026", "Ongoing", "TBC", "Soonish", "Ditto"]) | phrases,
    "owner": st.sampled_from(["Head of Housing", "Cllr Ann Tern", "Director of Place / Head of Audit"]) | phrases,
    "status": st.sampled_from(["Completed", "On track", "Green", "Lively"]) | phrases,
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Return the rows of a small table, its headings first, with some column that makes it a plan's."""
    headings = draw(st.lists(st.sampled_from(sorted(HEADINGS)), min_size=1, max_size=5, unique=True))
    headings = list(dict.fromkeys([*headings, draw(st.sampled_from(IN_SCOPE))]))
    headings = draw(st.permutations(headings if len(headings) > 1 else [*headings, "Status"]))
    rows = draw(st.lists(st.tuples(*(st.just("") | CELLS[HEADINGS[h]] for h in headings)), min_size=1, max_size=4))
    return [list(headings), *map(list, rows)]


def extract(rows: list[list[str]]) -> Extraction:
    return read_extraction("\n".join("\t".join(row) for row in rows).encode(), "plan.txt")


def without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key not in PLACES}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def words_kept(extraction: Extraction) -> set[str]:
    data = json.loads(extraction.to_json())
    kept = {key: without_places(data[key]) for key in ("document", "recommendations", "actions", "progress", "issues")}
    return set(WORD.findall(json.dumps(kept, ensure_ascii=False).casefold()))


def words_printed(rows: list[list[str]]) -> set[str]:
    """Return the words of the cells below the header; of "Rec 4" the number alone is kept."""
    cells = (TAG.sub(" ", cell).casefold() for row in rows[1:] for cell in row)
    return {word for cell in cells for word in WORD.findall(cell)} - {"rec"}


@given(tables())
def test_every_word_of_a_plan_is_in_a_record_or_an_issue(rows: list[list[str]]) -> None:
    assert words_printed(rows) - words_kept(extract(rows)) == set()


@given(tables())
def test_reading_twice_gives_the_same(rows: list[list[str]]) -> None:
    assert extract(rows).to_json() == extract(rows).to_json()


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        pytest.param(
            [["Recommendation", "Action", "Due date"], ["Open a library", "", "May 2025"]], "May 2025", id="date-alone"
        ),
        pytest.param([["Ref", "Action"], ["Kiln", "Open a library"]], "Kiln", id="no-number"),
        pytest.param([["Theme", "Action"], ["Kiln", "Open a library"]], "Kiln", id="theme-of-no-recommendation"),
        pytest.param([["Objective", "Action"], ["Warm halls", ""]], "Warm halls", id="objective-of-no-action"),
        pytest.param(
            [["Recommendation", "Status"], ["Open a library", "Completed"], ["Open a library", "On track"]],
            "Completed",
            id="status-printed-twice",
        ),
    ],
)
def test_a_printed_cell_that_no_record_takes_is_an_issue(rows: list[list[str]], lost: str) -> None:
    [issue] = [issue for issue in extract(rows).issues if issue.code == "unread-cell"]
    assert lost in issue.message


def test_what_stands_beside_a_number_without_wording_is_an_issue() -> None:
    rows = [["Ref", "Recommendation", "Context"], ["1", "Open a library", ""], ["2", "", "Heard in every workshop"]]
    [issue] = [issue for issue in extract(rows).issues if issue.code == "recommendation-unworded"]
    assert "2: Heard in every workshop" in issue.message


def test_a_theme_that_no_recommendation_stands_under_is_an_issue() -> None:
    rows = [["Ref", "Recommendation", "Action"], ["1", "Open a library", "Buy books"], ["**Kiln**", "", ""]]
    assert [issue.message for issue in extract(rows).issues if issue.code == "unread-text"] != []


def test_a_third_wording_of_one_number_is_an_issue() -> None:
    rows = [["Ref", "Recommendation"], ["1", "Open a library"], ["1", "Sell the depot"], ["1", "Count every last swan"]]
    [issue] = [issue for issue in extract(rows).issues if issue.code == "wordings-differ"]
    assert issue.about == "r1"


def test_a_table_of_something_else_is_left_alone() -> None:
    extraction = extract([["Date", "Lead officer"], ["May 2025", "Head of Housing"]])
    assert [issue.code for issue in extraction.issues if issue.code == "unread-cell"] == []


def test_a_response_with_reasons_keeps_them() -> None:
    [action] = extract([["Action", "Response"], ["Open a library", "Accepted. Money is set aside"]]).actions
    assert (action.response, action.response_raw) == ("accepted", "Accepted")
    assert action.other == {"Response": "Accepted. Money is set aside"}


def test_a_response_to_a_recommendation_is_the_recommendations() -> None:
    rows = [["Recommendation", "Action", "Response"], ["Open a library", "", "Rejected"]]
    [recommendation] = extract(rows).recommendations
    assert (recommendation.response, recommendation.response_raw) == ("rejected", "Rejected")


def test_a_senior_owner_of_no_recommendation_is_the_actions() -> None:
    rows = [
        ["Action", "Owner", "Portfolio holder"],
        ["Open a library", "Head of IT", "Cllr Ann Tern"],
        ["Mend it", "Head of IT", ""],
    ]
    first, second = extract(rows).actions
    assert [owner.role for owner in first.owners] == ["lead", "accountable"]
    assert [owner.role for owner in second.owners] == ["lead"]


def test_other_dates_beside_start_and_finish_are_kept() -> None:
    rows = [["Action", "Start date", "End date", "Revised date"], ["Open it", "May 2025", "June 2025", "July 2026"]]
    [action] = extract(rows).actions
    assert [when.edtf for when in action.timelines] == ["2025-05/2025-06", "2026-07"]
