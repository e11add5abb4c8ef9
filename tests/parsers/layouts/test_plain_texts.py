"""Plans and reviews as a converter leaves them: no drawn tables, labels on lines of their own, numbers as text."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def read(text: str, name: str = "plan.txt") -> Extraction:
    return read_extraction(text.encode(), name)


def edtfs(found: Extraction) -> list[list[str | None]]:
    return [[when.edtf for when in action.timelines] for action in found.actions]


def owners(found: Extraction) -> list[list[str]]:
    return [[owner.name for owner in action.owners] for action in found.actions]


LABELLED_ENTRIES = """# Improvement plan

**R1. Bring the libraries back into use.**

1. Repair the roof
   Owner: Head of Property
   Deadline: 30/06/2026
   Status: Complete
2. Open at weekends
   Owner: Libraries Manager / Head of People
   Deadline: Autumn 2026
   Status: In progress

**R2. Hear from young people.**

1. Elect a youth council
   Owner: Youth Officer
   Deadline: May 2027
   Status: Not started
"""


def test_labels_on_lines_below_an_entry_are_the_entrys() -> None:
    found = read(LABELLED_ENTRIES)
    assert [(action.number, action.text) for action in found.actions] == [
        ("1", "Repair the roof"),
        ("2", "Open at weekends"),
        ("1", "Elect a youth council"),
    ]
    assert owners(found) == [["Head of Property"], ["Libraries Manager", "Head of People"], ["Youth Officer"]]
    assert edtfs(found) == [["2026-06-30"], ["2026-23"], ["2027-05"]]
    assert [action.status.value if action.status else None for action in found.actions] == [
        "completed",
        "in_progress",
        "not_started",
    ]


ANSWERS = """Peer challenge: our response

1. Property records
The council should list what it owns and what it costs.
Our response: Accepted. The list is ten years old.
Next steps:
• New register – July 2026
• Sell two depots – by the end of Q4 2026/27
Responsible: Head of Property

2. Prompt payment
The council should pay small firms within ten days.
Our response: Accepted in part.
Next steps:
• Change the standing orders – May 2026
Responsible: Treasurer
"""


def test_labels_below_a_numbered_name_and_below_the_last_bullet_are_parted_from_both() -> None:
    found = read(ANSWERS)
    assert [(r.number, r.text) for r in found.recommendations] == [
        ("1", "The council should list what it owns and what it costs."),
        ("2", "The council should pay small firms within ten days."),
    ]
    assert [action.text for action in found.actions] == [
        "New register – July 2026",
        "Sell two depots – by the end of Q4 2026/27",
        "Change the standing orders – May 2026",
    ]
    assert owners(found) == [["Head of Property"], ["Head of Property"], ["Treasurer"]]
    assert [action.response for action in found.actions] == ["accepted", "accepted", "partly_accepted"]


def test_a_lone_label_that_answers_nothing_stays_in_its_bullet() -> None:
    found = read("# Progress\n\nRecommendation 1: Mend it.\n\n- We looked at all roofs.\n  Benefits: none yet\n- Done.")
    assert found.progress[0].text == "We looked at all roofs. Benefits: none yet"


NUMBERED_BLOCKS = """Peer Challenge – Action Plan

Key Recommendation 1 – Housing
"Let no home stand empty for long."

Actions
1.1 Count the empty homes.
Lead officer: Head of Housing
Timescale: October 2026
Progress: Two wards are counted.

1.2 Write to the owners.
Lead officer: Empty Homes Officer
Timescale: January 2027
Progress: To follow.

Key Recommendation 2 – Roads
"Tell people when a road will be mended."

Actions
2.1 Publish the list of works.
Lead officer: Head of Highways
Timescale: March 2027
Progress: A draft is with the cabinet member.
"""


def test_the_next_number_above_the_same_labels_begins_the_next_action() -> None:
    found = read(NUMBERED_BLOCKS)
    assert [(r.number, r.theme) for r in found.recommendations] == [("1", "Housing"), ("2", "Roads")]
    assert found.recommendations[0].text == '"Let no home stand empty for long."'
    assert [action.number for action in found.actions] == ["1.1", "1.2", "2.1"]
    assert owners(found) == [["Head of Housing"], ["Empty Homes Officer"], ["Head of Highways"]]
    assert [entry.text for entry in found.progress] == [
        "Two wards are counted.",
        "To follow.",
        "A draft is with the cabinet member.",
    ]


PAPER = """PEER CHALLENGE - PROGRESS UPDATE
Report to: Executive
Date: 14 January 2027

1. Purpose
1.1 To report on the challenge held in November 2025.

2. Background
2.1 The peer team visited us between 12 and 15 November 2025 and made two recommendations.

3. Progress

3.1 Recommendation One – Agree a vision.
3.2 A draft went out in May 2026. Status: On track.

3.3 Recommendation Two – Mend the fleet.
3.4 Not started. The money comes in April 2027.

4. Money
4.1 There is no cost.
"""


def test_a_papers_chapter_called_progress_is_no_label() -> None:
    found = read(PAPER)
    assert [r.text for r in found.recommendations] == ["Agree a vision.", "Mend the fleet."]
    assert [entry.status.value if entry.status else None for entry in found.progress] == ["in_progress", "not_started"]
    assert found.progress[0].text == "A draft went out in May 2026. Status: On track."


def test_of_a_month_and_days_in_it_the_days_are_the_challenges() -> None:
    challenge = read(PAPER).document.challenge
    assert challenge is not None
    assert challenge.edtf == "2025-11-12/2025-11-15"


def test_one_of_two_lines_with_a_tail_is_enough() -> None:
    found = read(
        "# Action plan\n\nRecommendation 1: Train members.\n\n"
        "- Write a handbook – Monitoring Officer – by Annual Council, May 2027\n- Hold a day with peers, autumn 2026\n"
    )
    assert [action.text for action in found.actions] == ["Write a handbook", "Hold a day with peers, autumn 2026"]
    assert owners(found) == [["Monitoring Officer"], []]


def test_a_chapter_beside_a_known_theme_is_a_theme() -> None:
    found = read(
        "# Review – Feedback\n\n3.1 Local priorities and outcomes\n\nRecommendation 1: Agree aims.\n\nAgreed.\n\n"
        "3.2 Fleet and depots\n\nRecommendation 2: Sell the vans.\n\nTen are sold.\n"
    )
    assert [r.theme for r in found.recommendations] == ["Local priorities and outcomes", "Fleet and depots"]


@pytest.mark.parametrize(
    ("line", "councils"),
    [
        pytest.param("It was led by Joan Birch (Chief Executive, Tolworth District Council).", [], id="a-peer"),
        pytest.param("It was asked for by Tolworth District Council.", ["Tolworth District Council"], id="the-own"),
    ],
)
def test_the_employer_of_somebody_named_in_brackets_is_not_the_documents(line: str, councils: list[str]) -> None:
    plan = "Recommendation 1: Mend it.\n\n- Buy slates (Head of Parks, June 2026)\n"
    text = f"# Action plan\n\nThe challenge took place in May 2026. {line}\n\n{plan}"
    assert read(text).document.councils == tuple(councils)


def test_cells_broken_over_lines_that_all_hold_tabs_are_one_row_of_a_numbered_table() -> None:
    found = read(
        "Action plan\n\nRef\tRecommendation\tAction\tResponsible\tBy when\n"
        "P1\tClear the backlog\tHire two officers\tPlanning Manager\tSept 26\n"
        "P2\tMend the site\tNew lights\nNew signs\tHead of Parks\nHead of Roads\tOct 26\nJan 27\n"
        "P3\tHelp members\tNew induction\tMonitoring Officer\tMay 27\n"
    )
    assert [r.text for r in found.recommendations] == ["Clear the backlog", "Mend the site", "Help members"]
    assert owners(found)[1] == ["Head of Parks", "Head of Roads"]
    assert edtfs(found)[1] == ["2026-10", "2027-01"]


FALLEN = """Peer challenge action plan

{header}

{rows}
"""
HEADER = ("No.", "Recommendation", "Agreed action", "Owner", "Deadline")
FALLEN_ROWS = (
    ("1", "Plant trees", "Agree a planting plan with parishes", "Head of Parks", "31/12/2026"),
    ("2", "Mend the mill", "Hire two masons", "Head of Property", "March 2027"),
    ("3", "Hear members", "Appoint an officer", "Monitoring Officer", "Q1 2027/28"),
)


@pytest.mark.parametrize(
    ("between_cells", "between_rows"),
    [("\n", "\n\n"), ("\n\n", "\n\n"), ("\n", "\n")],
    ids=["a-paragraph-a-row", "a-paragraph-a-cell", "lines-alone"],
)
def test_a_table_whose_cells_stand_one_below_another_is_a_table(between_cells: str, between_rows: str) -> None:
    rows = between_rows.join(between_cells.join(row) for row in (HEADER, *FALLEN_ROWS))
    found = read(f"# Peer challenge action plan\n\n{rows}\n")
    assert [(r.number, r.text) for r in found.recommendations] == [row[:2] for row in FALLEN_ROWS]
    assert [action.text for action in found.actions] == [row[2] for row in FALLEN_ROWS]
    assert owners(found) == [[row[3]] for row in FALLEN_ROWS]
    assert edtfs(found) == [["2026-12-31"], ["2027-03"], ["2027-04/2027-06"]]
    assert [action.provenance.row for action in found.actions] == [1, 2, 3]


def test_a_line_more_than_columns_goes_where_its_contents_belong() -> None:
    rows = (HEADER, (*FALLEN_ROWS[0][:4], "Head of Roads", FALLEN_ROWS[0][4]), *FALLEN_ROWS[1:])
    found = read("# Peer challenge action plan\n\n" + "\n\n".join("\n".join(row) for row in rows))
    assert owners(found) == [["Head of Parks", "Head of Roads"], ["Head of Property"], ["Monitoring Officer"]]


def test_lines_that_head_nothing_are_no_table() -> None:
    found = read(
        "# Peer challenge action plan\n\nAction\nOwner\nDeadline\n\nWe will say more about these in May 2027.\n"
    )
    assert not found.actions


REVIEW = """# Peer Challenge – Progress Review

The team was on site between 10 and 13 March 2026. On two recommendations it saw no change.

## 3.1 Recommendation 1

**Bring the strategies together.**

All four are in one plan. It was adopted on 17 July 2026.

It does not yet say what will stop.

## 3.2 Recommendation 2

**Strengthen the board:**
a) refresh its terms; and
b) give it an independent chair.

The terms are agreed.

A chair was found in May 2026.
"""


def test_in_a_review_the_first_paragraph_under_a_bare_number_words_it_and_the_rest_is_progress() -> None:
    found = read(REVIEW)
    assert [r.text for r in found.recommendations] == [
        "Bring the strategies together.",
        "Strengthen the board: refresh its terms; and give it an independent chair.",
    ]
    assert [len(r.parts) for r in found.recommendations] == [0, 2]
    assert [entry.text for entry in found.progress] == [
        "All four are in one plan. It was adopted on 17 July 2026. It does not yet say what will stop.",
        "The terms are agreed. A chair was found in May 2026.",
    ]
    assert found.document.kind == "progress_report"
    assert found.document.challenge is not None
    assert found.document.challenge.edtf == "2026-03-10/2026-03-13"
    assert not found.document.declared_counts


def test_a_position_statement_that_answers_recommendations_is_read() -> None:
    head = "| Recommendation | Action | Owner | Status |\n|---|---|---|---|\n"
    table = f"{head}| Mend it | Buy slates | Head of Parks | Done |\n"
    assert len(read(f"# Position statement\n\nFor the peer challenge.\n\n{table}", "a.md").actions) == 1
    assert not read(
        "# Peer challenge position statement\n\n## Finance\n\nWe recommend that peers look at it.\n"
    ).actions


RUNNING = "Ashby Council – Peer Challenge Action Plan\nPage {page} of 3\n\n"


def test_a_running_line_over_its_page_number_is_furniture_and_a_list_goes_on_behind_it() -> None:
    found = read(
        f"# Action plan\n\n{RUNNING.format(page=1)}Recommendation 1\n\n“Mend the roads.”\n\nCouncil response\nWe agree."
        f"\n\n1. Count the holes in every street with a list of those that\n\n{RUNNING.format(page=2)}"
        "will be filled first.\n2. Buy two machines.\n\nLead officer: Head of Roads\nTarget date:\n1. May 2027\n"
        f"2. June 2027\n\n{RUNNING.format(page=3)}How this is watched\n\nThe board looks at this plan each month, and "
        "asks those who lead to explain what is late and what they do about it.\n"
    )
    assert [action.text for action in found.actions] == [
        "Count the holes in every street with a list of those that will be filled first.",
        "Buy two machines.",
    ]
    assert edtfs(found) == [["2027-05"], ["2027-06"]]
    assert owners(found) == [["Head of Roads"], ["Head of Roads"]]


CLOSING = """# Corporate Peer Challenge
# Closing Report

The Local Government Association arranged a corporate peer challenge of Ashby Borough Council in November 2025. This
report was approved by Cabinet on 3 March 2027. SLT stands for the Senior Leadership Team.

Recommendation\tActions complete\tActions carried on
1. A vision\t2\t1
2. A budget\t1\t0
Total\t3\t1

**Recommendation 1**

Agree a vision that outlasts one council.

Ref\tAction\tLead officer\tTimescale
1.1\tAsk residents\tSLT\tCompleted June 2026
1.2\tMeet each year\tHead of Place\tBusiness as usual from April 2027

Closing statement

The vision is used in planning. It was looked at again in October 2026.

**Recommendation 2**

Balance the budget.

Ref\tAction\tLead officer\tTimescale
2.1\tTrain budget holders\tTreasurer\tOngoing

Closing statement

- Spending is seen earlier.
- A review was completed in May 2026.

2019 Recommendation 3: Count the council's homes

All homes are counted.
"""


def test_a_closing_report_is_one_on_progress() -> None:
    found = read(CLOSING)
    document = found.document
    assert (document.kind, document.published and document.published.edtf) == ("progress_report", "2027-03-03")
    assert document.challenge is not None
    assert document.challenge.edtf == "2025-11"
    assert [(r.number, r.summary) for r in found.recommendations] == [("1", "A vision"), ("2", "A budget")]
    assert [action.text for action in found.actions] == ["Ask residents", "Meet each year", "Train budget holders"]
    assert owners(found)[0] == ["Senior Leadership Team"]
    assert [[when.kind for when in action.timelines] for action in found.actions] == [
        ["completed"],
        ["open"],
        ["ongoing"],
    ]


def test_what_a_label_below_a_table_tells_is_progress_and_figures_are_none() -> None:
    found = read(CLOSING)
    assert [(entry.recommendation, entry.text) for entry in found.progress] == [
        ("r1", "The vision is used in planning. It was looked at again in October 2026."),
        ("r2", "Spending is seen earlier."),
        ("r2", "A review was completed in May 2026."),
        (None, "All homes are counted."),
    ]
    refers_to = found.progress[-1].refers_to
    assert refers_to is not None
    assert (refers_to.number, refers_to.challenge_year) == ("3", 2019)


@pytest.mark.parametrize(
    ("tail", "owner"),
    [
        ("(Human Resources; May 2027)", "Human Resources"),
        ("(Finance and Audit, May 2027)", "Finance and Audit"),
        ("(Draft, May 2027)", None),
        ("(Phase 1, May 2027)", None),
        ("(Subject to funding, May 2027)", None),
    ],
)
def test_the_name_of_a_service_beside_a_time_says_who_does_it(tail: str, owner: str | None) -> None:
    lines = f"- Ask those who leave {tail}\n- Print a guide (Head of HR, June 2027)\n"
    text = f"# Action plan\n\nRecommendation 1: Train staff.\n\n{lines}"
    assert owners(read(text))[0] == ([owner] if owner else [])


CODED = """Action Plan: Corporate Peer Challenge November 2026

Strategic priority A: People

A1 Recommendation: Write a workforce strategy.
Actions:
i) Count the vacancies (HR Business Partners, Jan 2027)
ii) Agree it with the trade unions (Head of HR, Mar 2027)
Success looks like: fewer than ten agency staff.

Strategic priority B: Place

B1 Recommendation: Bring forward the local plan.
Actions:
i) Consult on it (Planning Policy Manager, Summer 2027)
Success looks like: plan found sound.
"""


def test_recommendations_with_a_code_in_front_stand_under_their_theme() -> None:
    found = read(CODED)
    assert [(r.text, r.theme) for r in found.recommendations] == [
        ("Write a workforce strategy.", "People"),
        ("Bring forward the local plan.", "Place"),
    ]
    assert [(action.number, action.text) for action in found.actions] == [
        ("i", "Count the vacancies"),
        ("ii", "Agree it with the trade unions"),
        ("i", "Consult on it"),
    ]
    assert [action.measures for action in found.actions] == [
        *[("fewer than ten agency staff.",)] * 2,
        ("plan found sound.",),
    ]


def test_a_month_behind_the_challenges_name_is_not_the_plans() -> None:
    document = read(CODED).document
    assert document.published is None
    assert document.challenge is not None
    assert document.challenge.edtf == "2026-11"


SAID = """Peer challenge: where we are now

RECOMMENDATION: Build a base of evidence.
WE SAID: We will open a data hub by June 2026.
WE DID: The hub opened on 2 July 2026.
WHAT'S NEXT: Add the wards by the end of 2026. (Head of Insight)

RECOMMENDATION: Answer complaints.
WE SAID: We will answer all of them within ten days.
WE DID: Most were answered in time.
WHAT'S NEXT: Train managers - January 2027. (Customer Relations Manager)
"""


def test_the_first_label_that_words_recommendations_begins_a_row_each_time() -> None:
    found = read(SAID)
    assert [(action.recommendation, action.text) for action in found.actions] == [
        ("r1", "We will open a data hub by June 2026."),
        ("r1", "Add the wards by the end of 2026."),
        ("r2", "We will answer all of them within ten days."),
        ("r2", "Train managers - January 2027."),
    ]
    assert owners(found) == [[], ["Head of Insight"], [], ["Customer Relations Manager"]]
    assert [entry.recommendation for entry in found.progress] == ["r1", "r2"]


LETTER = """Dear Colleague

CORPORATE PEER CHALLENGE: SIX MONTH CHECK-IN

Thank you for meeting us on 12 June 2026. This letter is about the peer challenge of December 2025.

Key recommendation 1: agree the plan. You adopted it in February 2026. The peers were pleased.

Key recommendation 2: mend the homes. A builder will start in October 2026.

Yours sincerely

Helen Marsh
Lead peer
"""


def test_of_a_letters_paragraph_the_first_sentence_is_the_recommendation() -> None:
    found = read(LETTER)
    assert found.document.title == "CORPORATE PEER CHALLENGE: SIX MONTH CHECK-IN"
    assert found.document.kind == "progress_report"
    assert [r.text for r in found.recommendations] == ["agree the plan.", "mend the homes."]
    assert [entry.text for entry in found.progress] == [
        "You adopted it in February 2026. The peers were pleased.",
        "A builder will start in October 2026.",
    ]


COUNTED = """Corporate Peer Challenge - Improvement Plan

KEY RECOMMENDATION 1
Set out a clearer strategy for money

Improvement action 1.1
Write a five-year strategy.
Accountable lead: Section 151 Officer
Start date: July 2026
End date: November 2026
RAG status: Green

Improvement action 1.2
Hold briefings for members.
Accountable lead: Treasurer
Start date: September 2026
End date: February 2027
RAG status: Amber
"""


def test_a_line_that_counts_an_action_stands_over_its_words() -> None:
    found = read(COUNTED)
    assert [(action.number, action.text) for action in found.actions] == [
        ("1.1", "Write a five-year strategy."),
        ("1.2", "Hold briefings for members."),
    ]
    assert owners(found) == [["Section 151 Officer"], ["Treasurer"]]
    assert edtfs(found) == [["2026-07/2026-11"], ["2026-09/2027-02"]]
    assert not [issue for issue in found.issues if issue.code in ("unread-text", "partly-read")]


BESIDE = """Peer Challenge Action Plan - Update

Recommendation 1 - Agree a vision
Action: Ask residents what they want
Lead: Chief Executive          Target: Dec 2026          Status: GREEN
Update: More than 900 answered.

Action: Launch the vision
Lead: Head of Communications          Target: May 2027          Status: AMBER
Update: A hall is booked.
"""


def test_labels_beside_one_another_are_parted() -> None:
    found = read(BESIDE)
    assert owners(found) == [["Chief Executive"], ["Head of Communications"]]
    assert edtfs(found) == [["2026-12"], ["2027-05"]]
    assert [action.status.rag if action.status else None for action in found.actions] == ["green", "amber"]


OPEN_TABLES = """Peer Challenge Action Plan

1. Vision

What the peers told us: You need a clearer vision.

What we will do | Who | When
Write a vision | Director of Strategy | By March 2027
Ask young people | Youth Officer | Summer 2026

2. Money

What the peers told us: Reserves shrink too fast.

What we will do | Who | When
Watch spending | Director of Finance | From May 2026
"""


def test_rows_between_strokes_are_tables_and_a_named_heading_is_the_theme_of_what_peers_told() -> None:
    found = read(OPEN_TABLES)
    assert [(r.number, r.text, r.theme) for r in found.recommendations] == [
        ("1", "You need a clearer vision.", "Vision"),
        ("2", "Reserves shrink too fast.", "Money"),
    ]
    assert owners(found) == [["Director of Strategy"], ["Youth Officer"], ["Director of Finance"]]


@pytest.mark.parametrize(
    "text",
    ["Home | Council | Plans\n\nWe plan.", "We met | and parted | in May.\nNobody | was | there. | Really.\n"],
)
def test_strokes_alone_make_no_table(text: str) -> None:
    assert not read(f"# Action plan\n\n{text}").actions


QUOTED = """DRAFT ACTION PLAN

Recommendation: 1. Planning
"Develop one strategy that brings its aims together."

(a) Draft by officers - Sept 2026 - Assistant Director (Policy)
(b) Adoption by Council - 26 February 2027 - Leader of the Council

Recommendation: 2. Communications
"Tell the story more consistently."

(a) Strategy refreshed - complete - Communications Lead
(b) Letter to residents - from January 2027 - Communications Lead
"""


def test_a_number_behind_the_colon_is_the_recommendations() -> None:
    found = read(QUOTED)
    assert found.document.title == "DRAFT ACTION PLAN"
    assert [(r.number, r.theme) for r in found.recommendations] == [("1", "Planning"), ("2", "Communications")]
    assert found.recommendations[1].text == '"Tell the story more consistently."'
    assert [(action.number, len(action.owners)) for action in found.actions] == [("a", 1), ("b", 1), ("a", 1), ("b", 1)]


SQUARE = """Ashby Borough: Peer Challenge Action Plan

Priority recommendations

1. Work with partners on the seafront
   • Set up a board by July 2026 [Director of Place]
   • Draw a masterplan by March 2027 [Head of Regeneration]
   Progress at November 2026: The board has met three times.

2. Get the basics right on money
   • Close the accounts by 28 February 2027 [S151 Officer]
   Progress at November 2026: One year is signed off.

Other recommendations

3. Hear young people
   • Visit schools in October 2026 [Democratic Services Manager]
   Progress at November 2026: Eleven were visited.
"""


def test_numbered_entries_over_bullets_with_tails_are_recommendations() -> None:
    found = read(SQUARE)
    assert [(r.number, r.kind, r.theme, r.text) for r in found.recommendations] == [
        ("1", "key", None, "Work with partners on the seafront"),
        ("2", "key", None, "Get the basics right on money"),
        ("3", "additional", None, "Hear young people"),
    ]
    assert [action.text for action in found.actions][:2] == [
        "Set up a board by July 2026",
        "Draw a masterplan by March 2027",
    ]
    assert owners(found)[2:] == [["S151 Officer"], ["Democratic Services Manager"]]
    assert [(entry.recommendation, entry.text) for entry in found.progress] == [
        ("r1", "The board has met three times."),
        ("r2", "One year is signed off."),
        ("r3", "Eleven were visited."),
    ]


AREAS = """Peer Review Improvement Plan

Area for improvement 1: The Authority should learn from incidents.

We accept this. We will:
 1.1 introduce one debrief by June 2026 (Area Manager Response);
 1.2 publish a bulletin every two months (Group Manager Assurance); and
 1.3 have it audited in Q3 2026/27 (Head of Internal Audit).

Area for improvement 2: The Authority should look further for its people.

We accept this. We will:
 2.1 renew the campaign by January 2027 (Head of People).
"""


def test_entries_that_begin_small_behind_their_numbers_are_actions() -> None:
    found = read(AREAS)
    assert [r.number for r in found.recommendations] == ["1", "2"]
    assert [(action.number, action.text) for action in found.actions] == [
        ("1.1", "introduce one debrief by June 2026"),
        ("1.2", "publish a bulletin every two months"),
        ("1.3", "have it audited in Q3 2026/27"),
        ("2.1", "renew the campaign by January 2027"),
    ]
    assert owners(found)[1] == ["Group Manager Assurance"]


def test_a_name_in_brackets_behind_the_number_is_what_is_recommended() -> None:
    found = read(
        "# Peer Challenge – Progress Review\n\nKey Recommendation 1 (Climate)\nLittle was done. A post is free.\n\n"
        "Key Recommendation 2 (Leaders)\nComplete. A chief executive began on 1 December 2026.\n"
    )
    assert [r.text for r in found.recommendations] == ["Climate", "Leaders"]
    assert [entry.status.value if entry.status else None for entry in found.progress] == [None, "completed"]


STACKED_LABELS = """Ashcombe Vale: Peer Challenge Action Plan

A team brought together by the Local Government Association visited Ashcombe Vale between 13 and 16 May 2026.

Ashcombe Vale | Action Plan
1

Recommendation 1
Choose fewer aims, and cost them.

Action 1
Hold two sessions for Cabinet.
Owner
Chief Executive
Timescale
October 2026
Success measure
• A ranked list is agreed
• Each aim has a cost

Ashcombe Vale | Action Plan
2

Action 2
Publish a list of what stops.
Owner
Head of Policy
Timescale
By end of January 2027
Success measure
Ten pieces of work are stopped.

Ashcombe Vale | Action Plan
3

Recommendation 2
Bring the depot closer.

Action 3
Spend a shift with the crews.
Owner	Director of Environment
Timescale	Quarterly
Success measure
All have done so.

Monitoring this plan

Each owner sends a short update to the performance team, and Cabinet looks at the whole of it twice a year.
"""


def test_labels_and_values_on_lines_of_their_own_below_a_counted_action() -> None:
    found = read(STACKED_LABELS)
    assert [(action.number, action.text) for action in found.actions] == [
        ("1", "Hold two sessions for Cabinet."),
        ("2", "Publish a list of what stops."),
        ("3", "Spend a shift with the crews."),
    ]
    assert owners(found) == [["Chief Executive"], ["Head of Policy"], ["Director of Environment"]]
    assert [action.measures for action in found.actions] == [
        ("A ranked list is agreed", "Each aim has a cost"),
        ("Ten pieces of work are stopped.",),
        ("All have done so.",),
    ]
    assert found.document.challenge is not None
    assert found.document.challenge.edtf == "2026-05-13/2026-05-16"


PANEL = """# Panel Performance Assessment – Final Report

On site: 21 to 24 January 2027

Report issued: 14 April 2027

2. Recommendations

1. Sharpen the objectives.
2. Agree what the board is for.

3. The assessment and the panel

The panel was appointed by the council. Its members read ninety documents, watched eight meetings and met many people.

5. The recommendations explained

Recommendation 1

Sharpen the objectives so that each one can be measured.

Why the panel recommends this

The plan holds eleven of them.

Recommendation 2

Agree what the board is for, and what it will no longer do.

Why the panel recommends this

Partners value it.
"""


def test_reasons_are_context_and_a_chapter_behind_a_list_is_no_entry_of_it() -> None:
    found = read(PANEL)
    assert [(r.number, r.text, r.context) for r in found.recommendations] == [
        ("1", "Sharpen the objectives so that each one can be measured.", "The plan holds eleven of them."),
        ("2", "Agree what the board is for, and what it will no longer do.", "Partners value it."),
    ]
    assert found.document.published is not None
    assert found.document.published.edtf == "2027-04-14"


CARDS = "".join(
    f"<h2>Recommendation {n}</h2><p>{why}</p><table><tr><td>What the peers recommended</td><td>{what}</td></tr>"
    f"<tr><td>Lead officer</td><td>{who}</td></tr><tr><td>What we said we would do</td><td>{do}</td></tr>"
    f"<tr><td>Status</td><td bgcolor='#0070c0'>Complete</td></tr>"
    f"<tr><td>Progress to June 2027</td><td>{told}</td></tr></table>"
    for n, why, what, who, do, told in (
        (1, "Few knew the aims.", "Share the aims.", "Head of Place", "Hold a summit.", "Ninety people came."),
        (2, "Rents were late.", "Collect the rents.", "Head of Homes", "Write to tenants.", "All were written to."),
    )
)


def test_cards_whose_label_names_a_month_word_the_recommendation_and_keep_their_colour() -> None:
    page = f"<h1>Peer challenge: progress report</h1><h1>Homes and places</h1><p>A word on these.</p>{CARDS}"
    found = read_extraction(page.encode(), "page.html")
    assert [(r.text, r.context) for r in found.recommendations] == [
        ("Share the aims.", "Few knew the aims."),
        ("Collect the rents.", "Rents were late."),
    ]
    assert owners(found) == [["Head of Place"], ["Head of Homes"]]
    assert [entry.text for entry in found.progress] == ["Ninety people came.", "All were written to."]
    assert [action.status.rag if action.status else None for action in found.actions] == ["blue", "blue"]
