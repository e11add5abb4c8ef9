"""Letters, reports whose titles stand right above their text, updates whose bullets begin with a status."""

from __future__ import annotations

from normalise.records import Extraction
from parsers.assemble import read_extraction


def read(text: str, name: str = "letter.txt") -> Extraction:
    return read_extraction(text.encode(), name)


LETTER = """To: Chief Executive, Local Government Association
12 November 2025

Dear Ada,

LGA Corporate Peer Challenge – our response

Thank you for the peers who came from 8 to 11 July 2025. We accept both recommendations.

Recommendation one was to say plainly what comes first. We will print one page on it by March 2026.

Recommendation two asked us to pay small firms faster. Orders will go out in autumn 2026.

Yours sincerely,
"""


def test_sentences_about_recommendations_word_them() -> None:
    found = read(LETTER)
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "say plainly what comes first."),
        ("2", "pay small firms faster."),
    ]
    assert [(a.recommendation, a.timelines[0].edtf) for a in found.actions] == [("r1", "2026-03"), ("r2", "2026-23")]


REPORT = """LGA CORPORATE PEER CHALLENGE
FEEDBACK REPORT
12 - 15 May 2026

1. Executive summary
Larkwater is a good council. It now has to do what it says.

2. Key recommendations
The peers recommend what follows, and say more of it further down.

2.1 Put one plan in the place of nine
Nobody could tell us which of the nine matters most.

2.2 Say who decides what in the new directorates
Staff asked us.

2.3 Tell residents more
There is much to tell.

3. Summary of the approach
The peers who came were:
Dame Ida Marsh, Chief Executive, Tarnby Borough Council
Cllr Ravi Stone, Leader, Fellside District Council
Ada Bell, LGA Programme Manager
"""


def test_titles_right_above_their_text_are_headings() -> None:
    found = read(REPORT, "report.txt")
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("2.1", "Put one plan in the place of nine"),
        ("2.2", "Say who decides what in the new directorates"),
        ("2.3", "Tell residents more"),
    ]
    assert found.recommendations[1].context == "Staff asked us."


def test_lines_that_a_sentence_leads_in_name_the_peers() -> None:
    team = [(peer.name, peer.organisation) for peer in read(REPORT, "report.txt").document.peer_team]
    assert team == [
        ("Dame Ida Marsh", "Tarnby Borough Council"),
        ("Cllr Ravi Stone", "Fellside District Council"),
        ("Ada Bell", None),
    ]


UPDATE = """# Peer challenge: six month progress update

January 2026

## Recommendation 1

Ring the bells across the valley.

- Completed – the survey of ropes
- Under way – lessons in all four towers
- Partners want to ring as well
"""


def test_a_status_in_front_of_an_updates_bullet_is_no_date() -> None:
    found = read(UPDATE, "update.md")
    assert not found.actions
    assert [entry.status.value if entry.status else None for entry in found.progress] == ["completed", "in_progress", None]  # fmt: skip # noqa: E501


BANDS = """# Peer challenge action plan

## Recommendation 1: Ring the bells

| Action | Owner | When |
|---|---|---|
| Already in hand |  |  |
| Lessons in the north tower | Bell Officer | Ongoing |
| New actions |  |  |
| Buy ropes | Head of Towers | May 2026 |
"""


def test_a_band_in_a_table_tells_the_stage_of_the_rows_below() -> None:
    found = read(BANDS, "plan.md")
    assert [(a.recommendation, a.stage, a.text) for a in found.actions] == [
        ("r1", "existing", "Lessons in the north tower"),
        ("r1", "new", "Buy ropes"),
    ]
    assert [r.theme for r in found.recommendations] == [None]


LINES = """CPC ACTION PLAN: SUMMARY

Rec 1: Bells
Action: Buy ropes; Owner: Head of Towers; By: May 2026; Status: In progress
Action: Train ringers; Owner: Bell Officer; By: July 2026; Status: Not started

Rec 2: Crypt
Action: Buy lamps; Owner: Vault Officer; By: Feb 2026; Status: Complete
"""


def test_by_before_a_time_tells_when_and_not_who() -> None:
    found = read(LINES, "summary.txt")
    assert [(a.text, [o.name for o in a.owners], a.timelines[0].edtf) for a in found.actions] == [
        ("Buy ropes", ["Head of Towers"], "2026-05"),
        ("Train ringers", ["Bell Officer"], "2026-07"),
        ("Buy lamps", ["Vault Officer"], "2026-02"),
    ]
