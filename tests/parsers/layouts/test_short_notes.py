"""Short notes on a plan: updates to a committee, briefings to members, web pages in a few headings and bullets."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def read(text: str) -> Extraction:
    return read_extraction(text.encode(), "note.txt")


def statuses(found: Extraction) -> list[tuple[str, str | None] | None]:
    return [(entry.status.value, entry.status.rag) if entry.status else None for entry in found.progress]


UNDER_NAMES = """Recommendation: {first}
Response: Agreed
Action\tLead\tTimescale
Mend the bell\tHead of Towers\tMay 2026
Ring it\tBell Officer\tJune 2026

Recommendation: Open the crypt to visitors
Response: Agreed in part
Action\tLead\tTimescale
Buy lamps\tHead of Vaults\tJuly 2026

{theme}

Recommendation: Pay the ringers
Action\tLead\tTimescale
Set a rate\tTreasurer\tAugust 2026
"""


def test_recommendations_that_nothing_numbers_head_their_tables() -> None:
    text = UNDER_NAMES.format(first="Be heard across the valley", theme="Theme: Money")
    found = read(f"Peer challenge action plan\n\nTheme: Sound\n\n{text}")
    assert [(r.text, r.theme, r.response) for r in found.recommendations] == [
        ("Be heard across the valley", "Sound", "accepted"),
        ("Open the crypt to visitors", "Sound", "partly_accepted"),
        ("Pay the ringers", "Money", None),
    ]
    assert [a.recommendation for a in found.actions] == ["r1", "r1", "r2", "r3"]


DONE_AND_NEXT = """Our answer to the peer challenge

Peers from other councils came to see us in March 2026 and made two recommendations.

1. Listen to tenants

What we've done:
- Met forty tenants in April 2026

{next}:
- Elect a panel (Head of Homes, by June 2026)
- Train its chair (Panel Officer, autumn 2026)

2. Mend the roofs

What we've done:
- Bought slates

{next}:
- Hire a roofer (Head of Repairs, May 2026)
"""


@pytest.mark.parametrize("label", ["What we're doing next", "What we plan to do next", "Still to do"])
def test_numbered_names_over_what_was_done_and_what_comes_next_are_recommendations(label: str) -> None:
    found = read(DONE_AND_NEXT.format(next=label))
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Listen to tenants"), ("2", "Mend the roofs")]
    assert [(entry.recommendation, entry.text) for entry in found.progress] == [
        ("r1", "Met forty tenants in April 2026"),
        ("r2", "Bought slates"),
    ]
    assert [(a.recommendation, a.text, a.owners[0].name, a.timelines[0].edtf) for a in found.actions] == [
        ("r1", "Elect a panel", "Head of Homes", "2026-06"),
        ("r1", "Train its chair", "Panel Officer", "2026-23"),
        ("r2", "Hire a roofer", "Head of Repairs", "2026-05"),
    ]


BRIEFING = """Briefing note: peer challenge, where are we now?

To: All members
Date: 3 February 2026

The LGA peers made two recommendations in July 2025. Here is how each stands.

R1 - Parking {one}
The new scheme began on 5 January 2026. Takings are up. Lead: Head of Streets.

R2 - Parks {two}
Nothing has been done since the ranger left. A ranger is sought. Lead: Head of Greens.
"""


@pytest.mark.parametrize(("one", "two"), [("(RAG: Green)", "(RAG: Red)"), ("[RAG status - Green]", "(rating: red)")])
def test_a_rating_in_brackets_behind_a_heading_is_its_status(one: str, two: str) -> None:
    found = read(BRIEFING.format(one=one, two=two))
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Parking"), ("2", "Parks")]
    assert [r.status.rag for r in found.recommendations if r.status] == ["green", "red"]
    assert statuses(found) == [("in_progress", "green"), ("delayed", "red")]


def test_an_update_that_names_who_leads_at_its_end_tells_no_action() -> None:
    found = read(BRIEFING.format(one="", two=""))
    assert not found.actions
    assert [entry.recommendation for entry in found.progress] == ["r1", "r2"]


COMMITTEE = """Report to Executive
Date: 4 May 2026
Subject: Corporate Peer Challenge - six month update

Summary
1. The plan answers two recommendations of the Corporate Peer Challenge of September 2025.

Recommendations
2. The Executive is recommended to note the progress made.

Progress
3. Recommendation 1: Agree a vision with partners. It was agreed in March 2026. Status: On track

4. Recommendation 2: Pay small firms faster. All are paid within ten days. Status: Complete

Implications
5. There are none.
"""


def test_what_a_committee_is_asked_is_no_recommendation_of_the_peers() -> None:
    found = read(COMMITTEE)
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "Agree a vision with partners."),
        ("2", "Pay small firms faster."),
    ]
    assert statuses(found) == [("in_progress", None), ("completed", None)]


REVIEW = """LGA Corporate Peer Challenge: Progress Review

Larkwater City Council

13 March 2026

1. Introduction

The council had its challenge from 10 to 13 June 2025. The peers came back in February.

2. How it was done

The review looked at each recommendation, under these headings:

• Financial resilience
• Governance
• Capacity for improvement

These members of the team took part:

• Officer peer: Ida Marsh, Chief Executive, Tarnby Borough Council
• Political peer: Cllr Ravi Stone, Leader, Fellside District Council
• LGA review manager: Ada Bell

3. What the peers found

Financial resilience

Recommendation 1 – Close the gap in the budget.

The gap has halved since June.

Governance

Recommendation 2 – Let officers decide small matters.

A scheme was drafted in January 2026.

4. Next steps

The LGA is grateful.
"""


def test_a_list_of_headings_is_none_and_a_chapter_behind_a_list_is_one() -> None:
    found = read(REVIEW)
    assert [(r.number, r.theme) for r in found.recommendations] == [("1", "Financial resilience"), ("2", "Governance")]
    assert [(entry.recommendation, entry.text) for entry in found.progress] == [
        ("r1", "The gap has halved since June."),
        ("r2", "A scheme was drafted in January 2026."),
    ]


def test_peers_behind_what_they_are_in_the_team_are_read() -> None:
    team = [(peer.name, peer.role, peer.organisation) for peer in read(REVIEW).document.peer_team]
    assert team == [
        ("Ida Marsh", "Chief Executive", "Tarnby Borough Council"),
        ("Cllr Ravi Stone", "Leader", "Fellside District Council"),
        ("Ada Bell", "LGA review manager", None),
    ]
