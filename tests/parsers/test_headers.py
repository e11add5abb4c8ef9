"""Header wordings as councils of all kinds print them, in England, Wales and Scotland."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.records import Stage
from parsers.headers import MAX_HEADER_CHARACTERS, Role, fold_header, read_header

WORDINGS: list[tuple[str, Role]] = [
    # numbers
    ("No.", Role.NUMBER),
    ("Ref", Role.NUMBER),
    ("Ref.", Role.NUMBER),
    ("#", Role.NUMBER),
    ("Rec. No.", Role.NUMBER),
    ("Rec #", Role.NUMBER),
    ("Recommendation Number", Role.NUMBER),
    ("Item No.", Role.NUMBER),
    ("Action Ref", Role.ACTION_NUMBER),
    ("Action No.", Role.ACTION_NUMBER),
    ("Action ID", Role.ACTION_NUMBER),
    # what the peers said
    ("Recommendation", Role.RECOMMENDATION),
    ("LGA Recommendation", Role.RECOMMENDATION),
    ("Peer Team Recommendation", Role.RECOMMENDATION),
    ("CPC Recommendation", Role.RECOMMENDATION),
    ("Key Recommendations from the Peer Team", Role.RECOMMENDATION),
    ("Panel Performance Assessment recommendation", Role.RECOMMENDATION),
    ("Area for Improvement", Role.RECOMMENDATION),
    ("Area for consideration", Role.RECOMMENDATION),
    ("Issue identified", Role.RECOMMENDATION),
    ("Recommendation summary", Role.SUMMARY),
    ("What the peers said", Role.RECOMMENDATION),
    ("Peer Team observations", Role.CONTEXT),
    ("Background and context", Role.CONTEXT),
    ("Theme", Role.THEME),
    ("Core Theme", Role.THEME),
    ("Workstream", Role.THEME),
    ("Priority area", Role.THEME),
    ("Improvement Theme", Role.THEME),
    # aims
    ("Objective", Role.OBJECTIVE),
    ("Aim", Role.OBJECTIVE),
    ("What do we want to achieve?", Role.OBJECTIVE),
    ("What we want to achieve", Role.OBJECTIVE),
    ("Strategic objective", Role.OBJECTIVE),
    # actions
    ("Action", Role.ACTION),
    ("Actions", Role.ACTION),
    ("Action(s)", Role.ACTION),
    ("Action Required", Role.ACTION),
    ("Proposed Action", Role.ACTION),
    ("Key Actions", Role.ACTION),
    ("Improvement action", Role.ACTION),
    ("Action to be taken", Role.ACTION),
    ("Actions we will take", Role.ACTION),
    ("What we will do", Role.ACTION),
    ("What will we do?", Role.ACTION),
    ("What are we going to do?", Role.ACTION),
    ("What needs to be done", Role.ACTION),
    ("How will we do it?", Role.ACTION),
    ("Specific actions", Role.ACTION),
    ("SMART actions", Role.ACTION),
    ("Planned activity", Role.ACTION),
    ("Management action", Role.ACTION),
    ("Actions already underway", Role.ACTION),
    # the council's answer
    ("Council Response", Role.RESPONSE_TEXT),
    ("Management response", Role.RESPONSE_TEXT),
    ("Our Response", Role.RESPONSE_TEXT),
    ("Response to recommendation", Role.RESPONSE_TEXT),
    # time
    ("Timescale", Role.TIMELINE),
    ("Timescales", Role.TIMELINE),
    ("Time scale", Role.TIMELINE),
    ("Time-scale", Role.TIMELINE),
    ("Timeframe", Role.TIMELINE),
    ("Time frame", Role.TIMELINE),
    ("Timeline", Role.TIMELINE),
    ("Target Date", Role.TIMELINE),
    ("Target completion date", Role.TIMELINE),
    ("Due Date", Role.TIMELINE),
    ("Deadline", Role.TIMELINE),
    ("By When", Role.TIMELINE),
    ("By when?", Role.TIMELINE),
    ("When?", Role.TIMELINE),
    ("Delivery timeframe", Role.TIMELINE),
    ("Date for completion", Role.TIMELINE),
    ("Expected completion date", Role.TIMELINE),
    ("Completion Date", Role.TIMELINE),
    ("Target for completion", Role.TIMELINE),
    ("Proposed timescale", Role.TIMELINE),
    ("Quarter", Role.TIMELINE),
    ("Start date", Role.START),
    ("Start", Role.START),
    ("Planned start date", Role.START),
    ("End date", Role.FINISH),
    ("Finish", Role.FINISH),
    ("Original due date", Role.ORIGINAL_DATE),
    ("Original target date", Role.ORIGINAL_DATE),
    ("Revised date", Role.REVISED_DATE),
    ("Revised target date", Role.REVISED_DATE),
    ("New deadline", Role.REVISED_DATE),
    ("Updated timescale", Role.REVISED_DATE),
    # people
    ("Lead", Role.OWNER),
    ("Lead(s)", Role.OWNER),
    ("Lead Officer", Role.OWNER),
    ("Lead Officer(s)", Role.OWNER),
    ("Officer Lead", Role.OWNER),
    ("Responsible Officer", Role.OWNER),
    ("Responsible", Role.OWNER),
    ("Responsibility", Role.OWNER),
    ("Owner", Role.OWNER),
    ("Action Owner", Role.OWNER),
    ("Who?", Role.OWNER),
    ("By whom", Role.OWNER),
    ("Who will do it?", Role.OWNER),
    ("Who is responsible?", Role.OWNER),
    ("Assigned to", Role.OWNER),
    ("Lead Service", Role.OWNER),
    ("Service lead", Role.OWNER),
    ("Directorate", Role.OWNER),
    ("Lead directorate", Role.OWNER),
    ("Accountable Officer", Role.OWNER),
    ("Delivery lead", Role.OWNER),
    ("Portfolio Holder", Role.SENIOR_OWNER),
    ("Cabinet Member", Role.SENIOR_OWNER),
    ("Lead Member", Role.SENIOR_OWNER),
    ("Lead Councillor", Role.SENIOR_OWNER),
    ("Elected member lead", Role.SENIOR_OWNER),
    ("CMT sponsor", Role.SENIOR_OWNER),
    ("SRO", Role.SENIOR_OWNER),
    ("Senior Responsible Officer", Role.SENIOR_OWNER),
    ("Executive Sponsor", Role.SENIOR_OWNER),
    ("Director Sponsor", Role.SENIOR_OWNER),
    # measures
    ("Success Measures", Role.MEASURE),
    ("Success criteria", Role.MEASURE),
    ("Measure of success", Role.MEASURE),
    ("How will we know?", Role.MEASURE),
    ("How will we measure success?", Role.MEASURE),
    ("What will success look like?", Role.MEASURE),
    ("What does good look like?", Role.MEASURE),
    ("Outcome", Role.MEASURE),
    ("Intended outcome", Role.MEASURE),
    ("Desired outcomes", Role.MEASURE),
    ("Outcomes and measures", Role.MEASURE),
    ("Expected impact", Role.MEASURE),
    ("KPI", Role.MEASURE),
    ("Key performance indicators", Role.MEASURE),
    ("Evidence", Role.MEASURE),
    ("Milestones", Role.MEASURE),
    ("Key Milestones", Role.MEASURE),
    ("Output / outcome", Role.MEASURE),
    # how far it got
    ("Status", Role.STATUS),
    ("RAG", Role.STATUS),
    ("RAG Status", Role.STATUS),
    ("BRAG", Role.STATUS),
    ("RAGB rating", Role.STATUS),
    ("Current status", Role.STATUS),
    ("Progress RAG", Role.STATUS),
    ("Progress", Role.PROGRESS),
    ("Progress to date", Role.PROGRESS),
    ("Progress update", Role.PROGRESS),
    ("Latest update", Role.PROGRESS),
    ("Update", Role.PROGRESS),
    ("Comments", Role.PROGRESS),
    ("Six month update", Role.PROGRESS),
    ("Update as at March 2025", Role.PROGRESS),
    ("Current position", Role.PROGRESS),
    ("What we have done so far", Role.PROGRESS),
    ("Progress since last report", Role.PROGRESS),
    # beside them
    ("Resources", Role.OTHER),
    ("Resource implications", Role.OTHER),
    ("Cost", Role.OTHER),
    ("Budget", Role.OTHER),
    ("Risks", Role.OTHER),
    ("Priority", Role.OTHER),
    ("Links to corporate plan", Role.OTHER),
]


@pytest.mark.parametrize(("wording", "role"), WORDINGS, ids=lambda value: str(value).replace(" ", "-"))
def test_a_header_says_what_its_column_holds(wording: str, role: Role) -> None:
    header = read_header(wording)
    assert header is not None
    assert header.role is role


@pytest.mark.parametrize(
    ("wording", "stage"),
    [
        pytest.param("Actions already underway", "existing", id="existing"),
        pytest.param("What we are already doing", "existing", id="already-doing"),
        pytest.param("Already planned", "planned", id="planned"),
        pytest.param("New actions", "new", id="new"),
        pytest.param("Further action", "new", id="further"),
        pytest.param("Actions", None, id="no-difference"),
    ],
)
def test_a_header_of_actions_says_how_new_they_are(wording: str, stage: Stage | None) -> None:
    header = read_header(wording)
    assert header is not None
    assert (header.role, header.stage) == (Role.ACTION, stage)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("?!", id="signs"),
        pytest.param("Zebra crossing", id="something-else"),
        pytest.param("Head of Housing", id="a-post"),
        pytest.param("Cabinet", id="a-body"),
        pytest.param("March 2025", id="a-month"),
        pytest.param("Completed", id="a-status"),
        pytest.param("Ongoing", id="a-time"),
        pytest.param("Accepted", id="a-response"),
        pytest.param("Action " * 30, id="too-long"),
    ],
)
def test_what_no_header_says_is_none(text: str) -> None:
    assert read_header(text) is None


def test_case_plurals_brackets_and_signs_do_not_count() -> None:
    forms = ["SUCCESS MEASURE", "Success measures:", "success measure(s)", "Success measures (how we will know)"]
    assert {read_header(form) for form in forms} == {read_header("Success measures")}


def test_a_known_wording_inside_a_longer_header_counts_the_less_the_longer_it_is() -> None:
    found = map(read_header, ("Timescale", "Sensible timescale", "The timescale that we agreed for it all"))
    exact, short, long = (header.score if header else 0 for header in found)
    assert exact == 1 > short > long > 0


@given(st.text(max_size=MAX_HEADER_CHARACTERS))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_header(fold_header(text)) == fold_header(text)


@given(st.text())
def test_any_text_is_a_header_or_none(text: str) -> None:
    header = read_header(text)
    assert header is None or 0 < header.score <= 1


def read_lines() -> list[dict[str, str]]:
    return list(csv.DictReader((files("parsers") / "headers.csv").read_text(encoding="utf-8").splitlines()))


def test_every_line_has_a_role_a_stage_of_the_contract_and_a_match() -> None:
    for line in read_lines():
        assert Role(line["role"])
        assert line["stage"] in ("", *get_args(Stage)), line
        assert not line["stage"] or line["role"] == Role.ACTION, line
        assert line["match"] in ("exact", "contains"), line


def test_every_line_of_the_list_is_read_as_it_says() -> None:
    for line in read_lines():
        header = read_header(line["wording"])
        assert header is not None, line
        assert (header.role, header.stage or "", header.score) == (line["role"], line["stage"], 1), line


def test_no_two_lines_differ_by_a_plural_only() -> None:
    folded = [
        " ".join(word.removesuffix("s") for word in fold_header(line["wording"]).split()) for line in read_lines()
    ]
    assert sorted({wording for wording in folded if folded.count(wording) > 1}) == []
