"""How far something has got: status cells, colours and legends, bullets, timeline columns, and a council's response."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.records import Rag, Status
from normalise.statuses import (
    NO_LEGEND,
    Legend,
    LegendEntry,
    find_legend,
    read_bullet_status,
    read_response,
    read_status_cell,
    status_of_timeline,
)

LEGEND = Legend(
    (
        LegendEntry("green", "Green – completed", "completed"),
        LegendEntry("amber", "Amber – started but late", "delayed"),
        LegendEntry("red", "Red – not started", "not_started"),
    )
)

_CELLS = [
    ("Completed", "completed", "Completed"),
    ("COMPLETE", "completed", "COMPLETE"),
    ("Complete.", "completed", "Complete"),
    ("Done", "completed", "Done"),
    ("Closed", "completed", "Closed"),
    ("Action closed", "completed", "Action closed"),
    ("Achieved", "completed", "Achieved"),
    ("Implemented", "completed", "Implemented"),
    ("100%", "completed", "100%"),
    ("100% complete", "completed", "100% complete"),
    ("Completed – went to Cabinet in June", "completed", "Completed"),
    ("Completed (July 2025)", "completed", "Completed"),
    ("Status: Complete", "completed", "Complete"),
    ("RAG status: Completed", "completed", "Completed"),
    ("In progress", "in_progress", "In progress"),
    ("In-progress", "in_progress", "In-progress"),
    ("Underway", "in_progress", "Underway"),
    ("Under way", "in_progress", "Under way"),
    ("Well underway", "in_progress", "Well underway"),
    ("On track", "in_progress", "On track"),
    ("On-track", "in_progress", "On-track"),
    ("On target", "in_progress", "On target"),
    ("On schedule", "in_progress", "On schedule"),
    ("Ongoing", "in_progress", "Ongoing"),
    ("On-going", "in_progress", "On-going"),
    ("Started", "in_progress", "Started"),
    ("Commenced", "in_progress", "Commenced"),
    ("Partially complete", "in_progress", "Partially complete"),
    ("Partly completed", "in_progress", "Partly completed"),
    ("Nearly complete", "in_progress", "Nearly complete"),
    ("75%", "in_progress", "75%"),
    ("75% complete", "in_progress", "75% complete"),
    ("Not started", "not_started", "Not started"),
    ("Not yet started", "not_started", "Not yet started"),
    ("Yet to start", "not_started", "Yet to start"),
    ("Not due", "not_started", "Not due"),
    ("Not yet due", "not_started", "Not yet due"),
    ("Planned", "not_started", "Planned"),
    ("0%", "not_started", "0%"),
    ("Delayed", "delayed", "Delayed"),
    ("Behind schedule", "delayed", "Behind schedule"),
    ("Off track", "delayed", "Off track"),
    ("Not on track", "delayed", "Not on track"),
    ("Overdue", "delayed", "Overdue"),
    ("Slipped", "delayed", "Slipped"),
    ("At risk", "delayed", "At risk"),
    ("On hold", "on_hold", "On hold"),
    ("Paused", "on_hold", "Paused"),
    ("Paused pending elections", "on_hold", "Paused"),
    ("Deferred", "on_hold", "Deferred"),
    ("Cancelled", "cancelled", "Cancelled"),
    ("Withdrawn", "cancelled", "Withdrawn"),
    ("No longer required", "cancelled", "No longer required"),
    ("Superseded", "cancelled", "Superseded"),
    ("Partially achieved", "in_progress", "Partially achieved"),
    ("Mostly delivered", "in_progress", "Mostly delivered"),
    ("Completed in part", "in_progress", "Completed in part"),
    ("12/05/2025 - Completed", "completed", "Completed"),
    ("All work completed", "completed", "completed"),
    ("On track to complete by March 2026", "in_progress", "On track"),
    ("Started, not complete", "in_progress", "Started"),
    ("✓ Complete", "completed", "Complete"),
]


@pytest.mark.parametrize(("text", "value", "raw"), _CELLS, ids=[text for text, _, _ in _CELLS])
def test_a_status_cell_is_read_by_its_words(text: str, value: str, raw: str) -> None:
    [reading] = read_status_cell(text).found
    assert (reading.value.value, reading.value.raw, reading.value.rag) == (value, raw, None)
    assert text[reading.start : reading.end] == raw
    assert read_status_cell(text).notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Yes",
        "Not complete",
        "Incomplete",
        "To be completed",
        "Complete the review",
        "✓",
        "See report",
        "Cllr Jones",
        "12",
    ],
)
def test_words_that_are_no_status_are_noted_and_not_guessed(text: str) -> None:
    readings = read_status_cell(text)
    assert readings.found == ()
    assert [note.code for note in readings.notes] == ["unknown-status"]


@pytest.mark.parametrize("text", ["Complete / Ongoing", "Started but delayed", "Closed – superseded"])
def test_two_statuses_that_contradict_each_other_are_noted(text: str) -> None:
    readings = read_status_cell(text)
    assert [note.code for note in readings.notes] == ["status-conflict"]
    assert len(readings.found) == 1


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "\n", "…", "."])
def test_a_blank_cell_says_nothing(text: str) -> None:
    assert (read_status_cell(text).found, [n for n in read_status_cell(text).notes if n.detail.strip("….")]) == ((), [])


@pytest.mark.parametrize(
    ("text", "rag", "legend", "expected", "codes"),
    [
        pytest.param("", "green", NO_LEGEND, ("in_progress", "green", ""), ["rag-without-legend"], id="green-alone"),
        pytest.param("", "amber", NO_LEGEND, ("delayed", "amber", ""), ["rag-without-legend"], id="amber-alone"),
        pytest.param("", "red", NO_LEGEND, ("delayed", "red", ""), ["rag-without-legend"], id="red-alone"),
        pytest.param("", "blue", NO_LEGEND, ("completed", "blue", ""), ["rag-without-legend"], id="blue-alone"),
        pytest.param("", "green", LEGEND, ("completed", "green", "Green – completed"), [], id="legend-first"),
        pytest.param("", "red", LEGEND, ("not_started", "red", "Red – not started"), [], id="legend-red"),
        pytest.param(
            "", "blue", LEGEND, ("completed", "blue", ""), ["rag-without-legend"], id="colour-the-legend-lacks"
        ),
        pytest.param("Green", None, NO_LEGEND, ("in_progress", "green", "Green"), ["rag-without-legend"], id="word"),
        pytest.param("Green", None, LEGEND, ("completed", "green", "Green"), [], id="word-with-legend"),
        pytest.param("G", None, LEGEND, ("completed", "green", "G"), [], id="letter"),
        pytest.param("RAG: Amber", None, LEGEND, ("delayed", "amber", "Amber"), [], id="lead-in"),
        pytest.param("Yellow", None, LEGEND, ("delayed", "amber", "Yellow"), [], id="yellow-is-amber"),
        pytest.param("On track", "green", LEGEND, ("in_progress", "green", "On track"), [], id="word-and-fill"),
        pytest.param("Amber – on track", None, LEGEND, ("in_progress", "amber", "on track"), [], id="colour-and-word"),
        pytest.param(
            "Green (Complete)", None, NO_LEGEND, ("completed", "green", "Complete"), [], id="word-in-brackets"
        ),
        pytest.param("started but late", None, LEGEND, ("delayed", None, "started but late"), [], id="legend-wording"),
        pytest.param(
            "see notes", "red", LEGEND, ("not_started", "red", "Red – not started"), ["unknown-status"], id="fill"
        ),
    ],
)
def test_colours_are_read_with_the_legend_first(
    text: str, rag: Rag | None, legend: Legend, expected: tuple[str, str | None, str], codes: list[str]
) -> None:
    readings = read_status_cell(text, rag, legend)
    [status] = [reading.value for reading in readings.found]
    assert (status.value, status.rag, status.raw) == expected
    assert [note.code for note in readings.notes] == codes


def test_each_numbered_line_has_its_own_status() -> None:
    found = read_status_cell("1. Completed\n2. Underway\n3. Not started").found
    assert [(r.value.value, r.numbers) for r in found] == [
        ("completed", ("1",)),
        ("in_progress", ("2",)),
        ("not_started", ("3",)),
    ]
    assert [r.value.value for r in read_status_cell("Completed\nOn hold").found] == ["completed", "on_hold"]
    assert [r.value.value for r in read_status_cell("Completed\nwent to Cabinet").found] == ["completed"]


_BULLETS = [
    ("The new app was shared with all staff. Completed", "completed", "Completed"),
    ("The new app was shared with all staff. Completed.", "completed", "Completed"),
    ("The new app was shared with all staff. COMPLETE", "completed", "COMPLETE"),
    ("The new app was shared with all staff – completed", "completed", "completed"),
    ("The new app was shared with all staff (complete)", "completed", "complete"),
    ("The new app was shared with all staff [Complete].", "completed", "Complete"),
    ("Completed – the new app was shared", "completed", "Completed"),
    ("Completed: the new app was shared", "completed", "Completed"),
    ("COMPLETED. The new app was shared", "completed", "COMPLETED"),
    ("A draft plan was written. Completed and handed to the auditors.", "completed", "Completed"),
    ("A draft plan was written. Completed, with thanks to partners.", "completed", "Completed"),
    ("Six workshops held for members. Completed including:", "completed", "Completed"),
    ("Six workshops held for members. Completed\nLessons learned:", "completed", "Completed"),
    ("Six workshops held for members. Completed in March 2025.", "completed", "Completed"),
    ("Six workshops held for members. Status: Completed", "completed", "Completed"),
    ("Two posts were advertised. Both actions underway", "in_progress", "Both actions underway"),
    ("Two posts were advertised. All actions are complete.", "completed", "complete"),
    ("Two posts were advertised. Both campaigns underway", "in_progress", "Both campaigns underway"),
    ("Two posts were advertised. All staff workshops completed.", "completed", "All staff workshops completed"),
    ("Two posts were advertised. Action complete", "completed", "Action complete"),
    ("Two posts were advertised. Work in progress.", "in_progress", "Work in progress"),
    ("Two posts were advertised. Underway", "in_progress", "Underway"),
    ("Two posts were advertised. In progress", "in_progress", "In progress"),
    ("Two posts were advertised. On track", "in_progress", "On track"),
    ("Two posts were advertised. Not started", "not_started", "Not started"),
    ("Two posts were advertised. Not yet started.", "not_started", "Not yet started"),
    ("Two posts were advertised. Delayed due to the election.", "delayed", "Delayed"),
    ("Two posts were advertised. Behind schedule", "delayed", "Behind schedule"),
    ("Two posts were advertised. On hold pending the budget", "on_hold", "On hold"),
    ("Two posts were advertised. Cancelled", "cancelled", "Cancelled"),
    ("Completed", "completed", "Completed"),
    ("A brand was agreed, while its use is now underway. Completed", "completed", "Completed"),
    ("The survey is underway. Completed", "completed", "Completed"),
    ("A staff survey was completed in May. Results went to managers.", "completed", "completed"),
    ("The parks strategy has been completed.", "completed", "completed"),
    ("The parks strategy has now been completed and adopted.", "completed", "completed"),
    ("The parks review is complete, with six findings.", "completed", "complete"),
    ("Both reviews were completed by March.", "completed", "completed"),
    ("The pay and grading review is underway.", "in_progress", "underway"),
    ("Changes to risk registers and data sharing are underway. More staff were hired.", "in_progress", "underway"),
    ("Recruitment of a data lead is now well underway.", "in_progress", "well underway"),
    ("The procurement is in progress.", "in_progress", "in progress"),
    ("Delivery of the plan is on track.", "in_progress", "on track"),
    ("Work is underway to redesign the intranet.", "in_progress", "underway"),
    ("The depot move is on hold.", "on_hold", "on hold"),
    ("The depot move has been paused until autumn.", "on_hold", "paused"),
    ("The depot move has been delayed by floods.", "delayed", "delayed"),
    ("The depot move is behind schedule.", "delayed", "behind schedule"),
    ("The training programme has not yet started.", "not_started", "not yet started"),
    ("The depot sale has been cancelled.", "cancelled", "cancelled"),
    ("Review of the constitution completed.", "completed", "completed"),
    ("Review of the constitution completed in May 2025", "completed", "completed"),
    ("Recruitment to the new team underway", "in_progress", "underway"),
    ("Procurement completed and contract awarded", "completed", "completed"),
    ("Procurement completed, contract awarded", "completed", "completed"),
    ("Mobilisation underway.", "in_progress", "underway"),
    ("The strategy, which was adopted in May, is now complete.", "completed", "complete"),
    ("A fund for small repairs, backed by two trusts, is underway.", "in_progress", "underway"),
    ("The survey, including the one of tenants, has been completed.", "completed", "completed"),
    ("The review is almost complete.", "in_progress", "almost complete"),
    ("The review has not started.", "not_started", "not started"),
    ("Two posts were advertised. This action is now complete.", "completed", "complete"),
    ("Two posts were advertised. Completed (see appendix A)", "completed", "Completed"),
    ("Two posts were advertised. ✓ Completed", "completed", "Completed"),
    ("Two posts were advertised. No longer required as the team has moved.", "cancelled", "No longer required"),
]


@pytest.mark.parametrize(("text", "value", "raw"), _BULLETS, ids=[text for text, _, _ in _BULLETS])
def test_a_bullet_states_its_status_by_label_or_plain_statement(text: str, value: str, raw: str) -> None:
    reading = read_bullet_status(text)
    assert reading is not None
    assert (reading.value.value, reading.value.raw) == (value, raw)
    assert " ".join(text[reading.start : reading.end].split()) == raw


@pytest.mark.parametrize(
    "text",
    [
        "The team has made good progress.",
        "A new charter has been developed and shared.",
        "The draft was reviewed by officers.",
        "Four themes have been identified.",
        "A review of rules is continuously ongoing.",
        "Coaching for managers commenced in May.",
        "Gathering of data has started.",
        "Completion June 2026.",
        "New standards are being developed.",
        "The plan will be completed by June.",
        "The plan is to be completed by June.",
        "The plan is not complete.",
        "The plan should be complete by June.",
        "Complete the plan by June.",
        "Completed works include two bridges.",
        "Completed a review of the estate.",
        "Ongoing talks with partners to meet their needs.",
        "We are on track to deliver savings.",
        "Once the review is complete, a report follows.",
        "The board agreed that the review was completed.",
        "The team who completed the survey met in May.",
        "Officers presented the plan, which was completed in May.",
        "There is work underway on parks.",
        "A plan was approved by Cabinet, and is now underway.",
        "Delayed discharges have fallen.",
        "To follow the budget.",
        "Phase 1 complete. Phase 2 begins in May.",
        "Completed – phase 1. More to follow.",
        "A review, completed in May, found gaps.",
        "The review was delayed but has since been completed.",
        "The completed review was shared.",
        "Complete by May.",
        "The review is 80% complete.",
        "The peer team heard that the review is complete",
        "",
        " ",
    ],
)
def test_a_judgement_or_a_clause_about_something_else_is_no_status(text: str) -> None:
    assert read_bullet_status(text) is None


def test_a_bold_label_outranks_plain_words() -> None:
    text = "Completed in part, and the rest goes on. Underway with partners"
    start = text.index("Underway")
    reading = read_bullet_status(text, bold=[(start, start + 8)])
    assert reading is not None
    assert (reading.value.value, reading.value.raw) == ("in_progress", "Underway")
    inside = "A **new** plan is shared"
    assert read_bullet_status(inside, bold=[(4, 7)]) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Completed", "completed", id="completed"),
        pytest.param("Complete", "completed", id="complete"),
        pytest.param("Completed January 2025", "completed", id="with-date"),
        pytest.param("Completed – June 2024", "completed", id="dash-date"),
        pytest.param("Underway", "in_progress", id="underway"),
        pytest.param("Already underway", "in_progress", id="already"),
        pytest.param("In progress – end June", "in_progress", id="in-progress"),
        pytest.param("Delayed to May 2026", "delayed", id="delayed"),
        pytest.param("On hold", "on_hold", id="on-hold"),
        pytest.param("Not started", "not_started", id="not-started"),
        pytest.param("Ongoing", None, id="ongoing-says-when"),
        pytest.param("Continuous", None, id="continuous"),
        pytest.param("Business as usual", None, id="bau"),
        pytest.param("Complete by end of May 2026", None, id="a-deadline"),
        pytest.param("To be completed by May", None, id="to-be-completed"),
        pytest.param("Completion May 2026", None, id="completion"),
        pytest.param("Planned for May", None, id="planned"),
        pytest.param("May 2026", None, id="a-date"),
        pytest.param("", None, id="blank"),
    ],
)
def test_a_timeline_column_that_prints_a_status_gives_it(text: str, value: str | None) -> None:
    status = status_of_timeline(text)
    assert (status.value if status else None) == value


@pytest.mark.parametrize(
    ("lines", "entries"),
    [
        pytest.param(
            ["Key:", "Green – on track", "Amber – some delay", "Red – off track", "Blue – complete"],
            [("green", "in_progress"), ("amber", "delayed"), ("red", "delayed"), ("blue", "completed")],
            id="lines",
        ),
        pytest.param(
            ["R = not started; A = in progress; G = completed"],
            [("red", "not_started"), ("amber", "in_progress"), ("green", "completed")],
            id="letters-on-one-line",
        ),
        pytest.param(
            ["BRAG: B – complete, R – behind schedule, A – at risk, G – on track"],
            [("blue", "completed"), ("red", "delayed"), ("amber", "delayed"), ("green", "in_progress")],
            id="brag",
        ),
        pytest.param(
            ["Green (G): Action complete", "Amber (A): In progress"],
            [("green", "completed"), ("amber", "in_progress")],
            id="name-and-letter",
        ),
        pytest.param(
            ["Green\tCompleted", "Yellow\tUnderway"], [("green", "completed"), ("amber", "in_progress")], id="table"
        ),
        pytest.param(["Blue: complete"], [("blue", "completed")], id="one-colour-and-nothing-but-a-status"),
        pytest.param(["Green spaces are on track"], [], id="a-sentence"),
        pytest.param(["Green: new parks strategy"], [], id="no-status"),
        pytest.param(["A. In progress reports are due"], [], id="a-list-letter"),
        pytest.param([], [], id="no-lines"),
    ],
)
def test_a_printed_legend_is_found(lines: list[str], entries: list[tuple[str, str]]) -> None:
    assert [(entry.rag, entry.value) for entry in find_legend(lines).entries] == entries


@pytest.mark.parametrize(
    "lines",
    [
        ["Green – on track", "Grey – not started", "Purple – on hold"],
        ["Green – on track – Grey – not started – Purple – on hold –"],  # cells of one row
        ["Grey = not started; Green = on track; Purple = on hold"],
    ],
)
def test_a_legend_tells_of_colours_that_rate_nothing(lines: list[str]) -> None:
    legend = find_legend(lines)
    assert [(entry.rag, entry.value) for entry in legend.entries] == [("green", "in_progress")]
    told = {name: (value, wording) for name, value, wording in legend.unrated}
    assert {name: value for name, (value, _) in told.items()} == {"grey": "not_started", "purple": "on_hold"}
    assert all(wording.endswith(("not started", "on hold")) for _, wording in told.values())


def test_a_coloured_line_is_an_entry_and_the_wording_is_kept_whole() -> None:
    legend = find_legend(["Completed", "On track"], ["blue", "green"])
    assert [(e.rag, e.wording, e.value) for e in legend.entries] == [
        ("blue", "Completed", "completed"),
        ("green", "On track", "in_progress"),
    ]
    amber = find_legend(["Green – done", "Amber – work has slipped a little"]).entry_of("amber")
    assert amber is not None
    assert amber.wording == "Amber – work has slipped a little"


@pytest.mark.parametrize(
    ("text", "response"),
    [
        pytest.param("Accepted", "accepted", id="accepted"),
        pytest.param("Agreed – work starts in May", "accepted", id="agreed"),
        pytest.param("The Council accepts this recommendation", "accepted", id="sentence"),
        pytest.param("Response: Fully accepted", "accepted", id="lead-in"),
        pytest.param("Partially accepted", "partly_accepted", id="partially"),
        pytest.param("Accepted in part", "partly_accepted", id="in-part"),
        pytest.param("Not accepted", "rejected", id="not-accepted"),
        pytest.param("Rejected: costs too high", "rejected", id="rejected"),
        pytest.param("The recommendation was not agreed", "rejected", id="not-agreed"),
        pytest.param("Accepted in principle", None, id="in-principle-is-neither"),
        pytest.param("Noted", None, id="noted"),
        pytest.param("Agree a plan with partners", None, id="a-task"),
        pytest.param("Accept that costs rise", None, id="accept-that"),
        pytest.param("", None, id="blank"),
    ],
)
def test_a_response_is_read_where_it_opens_the_words(text: str, response: str | None) -> None:
    read = read_response(text)
    assert (read[0] if read else None) == response
    if read:
        assert text[read[1] : read[2]].strip() == text[read[1] : read[2]] != ""


@given(st.text(max_size=120), st.sampled_from(["red", "amber", "green", "blue", None]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_failing_and_raw_is_in_it(text: str, rag: Rag | None) -> None:
    for reading in read_status_cell(text, rag, LEGEND).found:
        assert reading.value.raw in (" ".join(text[reading.start : reading.end].split()), *_WORDINGS)
    bullet = read_bullet_status(text + " Completed")
    assert bullet is None or bullet.value.raw in " ".join((text + " Completed").split())
    assert status_of_timeline(text) is None or isinstance(status_of_timeline(text), Status)
    assert read_response(text) is None or read_response(text)
    assert isinstance(find_legend(text.splitlines()), Legend)


_WORDINGS = [entry.wording for entry in LEGEND.entries] + [""]


@pytest.mark.parametrize(
    "unit", ["a, ", "is ", "Completed ", "which is ", "(", "Green ", "not ", "x", "\n", ". ", " ", "\t", "–"]
)
def test_long_odd_texts_are_read_without_failing(unit: str) -> None:
    text = unit * (15_000 // len(unit))
    _read_all_ways(text)
    _read_all_ways(f"x{text}x")


def _read_all_ways(text: str) -> None:
    read_status_cell(text, None, LEGEND)
    read_bullet_status(text)
    status_of_timeline(text)
    read_response(text)
    find_legend([text, *text[:500].split(" ")])


def test_every_progress_entry_of_the_gold_files_has_its_status(shared: Path) -> None:
    missed = []
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["document"]["kind"] != "progress_report":
            continue  # a section of prose takes a status only from a printed label
        for entry in gold["progress"]:
            reading = read_bullet_status(entry["text"])
            read = (reading.value.value, reading.value.raw) if reading else None
            expected = (entry["status"]["value"], entry["status"]["raw"]) if entry["status"] else None
            if read != expected:
                missed.append((path.name, read, expected, entry["text"][:60]))
    assert missed == []


@pytest.mark.parametrize(
    ("text", "value", "rag"),
    [
        ("Green\nComplete", "completed", "green"),
        ("Complete\nAmber", "completed", "amber"),
        ("Complete (green)", "completed", "green"),
        ("On track – Green", "in_progress", "green"),
        ("Complete - Green team", "completed", None),
    ],
)
def test_a_colours_name_beside_a_wording_is_its_colour_and_no_status(text: str, value: str, rag: str | None) -> None:
    [found] = read_status_cell(text).found
    assert (found.value.value, found.value.rag) == (value, rag)
    assert not read_status_cell(text).notes


def test_two_colours_are_two_statuses() -> None:
    assert [found.value.rag for found in read_status_cell("Green\nRed").found] == ["green", "red"]
