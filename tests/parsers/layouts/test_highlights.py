"""Highlight reports, monitoring reports and plans in the paragraphs of a committee's paper."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def read(text: str, name: str = "note.txt") -> Extraction:
    return read_extraction(text.encode(), name)


PAPER = """Harrowby Vale Council
Cabinet, 14 January 2026
Corporate Peer Challenge: Response and Action Plan

1. Purpose
1.1 This answers the Corporate Peer Challenge of 16 to 19 September 2025.

2. Action plan
2.1 Recommendation 1 – Set fewer aims. The Council will:
(a) hold two workshops by the end of February 2026 (Leader of the Council);
(b) print a shorter plan in May 2026 (Head of Policy); and
(c) drop what is left out of it by September 2026 (all Directors).

2.2 Recommendation 2 – Be clear with members. The Monitoring Officer will write a protocol by June 2026.

2.3 Recommendation 3 – Share what is known. A strategy on data will come to Cabinet in autumn 2026.

3. Legal implications
3.1 There are none.
"""


def test_what_a_council_answers_behind_a_wording_is_no_part_of_it() -> None:
    found = read(PAPER)
    assert [r.text for r in found.recommendations] == [
        "Set fewer aims.",
        "Be clear with members.",
        "Share what is known.",
    ]
    assert [(a.recommendation, a.number, a.text.split()[0]) for a in found.actions] == [
        ("r1", "a", "hold"),
        ("r1", "b", "print"),
        ("r1", "c", "drop"),
        ("r2", None, "The"),
        ("r3", None, "A"),
    ]
    assert [[when.edtf for when in a.timelines] for a in found.actions] == [
        ["2026-02"], ["2026-05"], ["2026-09"], ["2026-06"], ["2026-23"],
    ]  # fmt: skip


def test_entries_that_tell_when_in_their_own_words_name_who_in_brackets() -> None:
    found = read(PAPER)
    names = [[owner.name for owner in a.owners] for a in found.actions[:3]]
    assert names == [["Leader of the Council"], ["Head of Policy"], ["all Directors"]]
    assert all("(" not in action.text for action in found.actions)


def test_a_single_long_wording_stays_whole() -> None:
    text = PAPER.replace("The Monitoring Officer will write", "Officers wrote").replace("will come", "came")
    assert read(text).recommendations[0].text.startswith("Set fewer aims. The Council will:")


PHASES = """Peer challenge improvement plan 2026-28

Approved by Council 26 February 2026

AT ONCE (by June 2026)

Rec 1 Say what the council is for
- Print it on one page - Policy Manager
- Read it to all staff - Chief Executive

LATER (by March 2028)

Rec 2 Answer the telephone
- Buy a new exchange - Head of Digital

ON THE WAY

Rec 3 Listen
- Set up the Corporate Listening Board (CLB)
- Ask it - Head of Policy
"""


def test_lines_in_capitals_over_recommendations_are_their_themes() -> None:
    found = read(PHASES)
    assert [r.theme for r in found.recommendations] == ["AT ONCE (by June 2026)", "LATER (by March 2028)", "ON THE WAY"]


def test_bullets_of_a_plan_that_each_name_who_need_no_time() -> None:
    first, second, third, *rest = read(PHASES).actions
    assert [(a.text, a.owners[0].name) for a in (first, second, third)] == [
        ("Print it on one page", "Policy Manager"),
        ("Read it to all staff", "Chief Executive"),
        ("Buy a new exchange", "Head of Digital"),
    ]
    assert rest[0].text == "Set up the Corporate Listening Board (CLB)", "letters in brackets name nobody"


HIGHLIGHTS = """HIGHLIGHT REPORT: CPC ACTION PLAN
Reporting period: July to September 2026

R1. Bells and towers (Owner: Head of Towers)
RAG this period: Green
RAG last period: Amber
Achievements this period
- Ropes bought on 9 July 2026
- All ringers trained
Planned for next period
- Hang the tenor (by 30 November 2026)

R2. Vaults (Lead: Vault Officer)
RAG this period: Red
RAG last period: Amber
Achievements this period
- Lamps lit in 31 of 60 vaults
Planned for next period
- Light the rest (by 31 December 2026)
"""


def test_a_highlight_report_is_read_by_its_labels() -> None:
    found = read(HIGHLIGHTS)
    assert [(r.number, r.text, [o.name for o in r.owners]) for r in found.recommendations] == [
        ("1", "Bells and towers", ["Head of Towers"]),
        ("2", "Vaults", ["Vault Officer"]),
    ]
    assert [(entry.recommendation, entry.text) for entry in found.progress] == [
        ("r1", "Ropes bought on 9 July 2026"),
        ("r1", "All ringers trained"),
        ("r2", "Lamps lit in 31 of 60 vaults"),
    ]
    assert [(a.recommendation, a.text.split(" (")[0], a.timelines[0].edtf) for a in found.actions] == [
        ("r1", "Hang the tenor", "2026-11-30"),
        ("r2", "Light the rest", "2026-12-31"),
    ]
    assert [a.status.rag for a in found.actions if a.status] == ["green", "red"]


MONITORING = """Peer Challenge Action Plan – Monitoring Report

Position at 31 December 2025

Recommendation 1: Ring the bells

Action 1.1: Buy ropes
Lead: Head of Towers
Due: 31 January 2026
Update (December 2025): Nine of fourteen came.
{label}: On track

Recommendation 2: Open the crypt

Action 2.1: Buy lamps
Lead: Vault Officer
Due: 31 October 2025
Update (December 2025): The shop burnt down.
{label}: Some delay
"""


@pytest.mark.parametrize("label", ["Status", "Progress", "RAG status"])
def test_a_status_above_the_next_recommendation_is_the_actions(label: str) -> None:
    found = read(MONITORING.format(label=label))
    assert [(a.number, a.status.value if a.status else None) for a in found.actions] == [
        ("1.1", "in_progress"),
        ("2.1", "delayed"),
    ]
    assert [r.theme for r in found.recommendations] == [None, None]
    assert found.document.kind == "progress_report"


SAID_AND_DID = """Peer challenge: what we said and what we did

Harbury Vale Council, October 2026

{name} recommendation 1: Share one map

What we said we would do
Draw it with partners.

What we did
It was drawn on 12 June 2026.

What difference it has made
Nobody was lost.

What is left to do
Print it by December 2026 (Head of Maps).

{name} recommendation 2: Pay scribes

What we said we would do
Set a rate.

What we did
A rate was set in May 2026.
"""


@pytest.mark.parametrize("name", ["Peer team", "LGA", "CPC", "Peer challenge"])
def test_a_recommendation_may_be_called_by_who_made_it(name: str) -> None:
    found = read(SAID_AND_DID.format(name=name))
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Share one map"), ("2", "Pay scribes")]
    assert [(a.recommendation, a.text) for a in found.actions] == [
        ("r1", "Draw it with partners."),
        ("r1", "Print it by December 2026"),
        ("r2", "Set a rate."),
    ]
    assert [entry.text for entry in found.progress] == ["It was drawn on 12 June 2026.", "A rate was set in May 2026."]
