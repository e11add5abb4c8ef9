"""Texts that a converter sets in columns, and a peer team's review with a label for each status."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def read(text: str) -> Extraction:
    return read_extraction(text.encode(), "plan.txt")


REVIEW = """Corporate Peer Challenge – Review of Progress

Kestrel Vale District Council

May 2026

1. Introduction

The peers were on site from 7 to 9 July 2025 and made three recommendations. This is what they found
when they came back.

      Recommendation                          Status

1     One picture of the money                On track
2     Homes that are warm                     Behind schedule
3     A voice for the parishes                Completed

2. Progress on each recommendation

Recommendation 1: Bring capital and revenue into one financial plan, and show what each choice would
cost over ten years.

Status: On track

The plan was put together over the winter. Members told us that they can read it.

We would add a page on borrowing.

14 Weir Street, Kestrel Vale  www.kestrel.example

2

14 Weir Street, Kestrel Vale  www.kestrel.example

Recommendation 2: Survey every home that the council lets, beginning with those that have no gas and
publish what is found.

Status: Behind schedule

Two in five homes have been seen. The firm that did them has left.

3

14 Weir Street, Kestrel Vale  www.kestrel.example

Recommendation 3: Give parishes a date in the calendar on which they are heard.

Status: Completed

A meeting was held on 4 March 2026 and thirty parishes came.

4

14 Weir Street, Kestrel Vale  www.kestrel.example
"""


def test_recommendations_worded_over_several_lines_head_what_stands_below() -> None:
    found = read(REVIEW)
    assert [(r.number, r.text.split()[0], r.text.split()[-1]) for r in found.recommendations] == [
        ("1", "Bring", "years."),
        ("2", "Survey", "found."),
        ("3", "Give", "heard."),
    ]
    assert [entry.recommendation for entry in found.progress] == [r.id for r in found.recommendations]


def test_a_labelled_status_is_the_progress_entrys_and_no_part_of_its_text() -> None:
    found = read(REVIEW)
    assert [entry.status.value for entry in found.progress if entry.status] == ["in_progress", "delayed", "completed"]
    first, *rest = [entry.text for entry in found.progress]
    assert first.endswith("Members told us that they can read it. We would add a page on borrowing.")
    assert rest == [
        "Two in five homes have been seen. The firm that did them has left.",
        "A meeting was held on 4 March 2026 and thirty parishes came.",
    ]


def test_numbers_that_nothing_heads_are_a_column_of_an_overview() -> None:
    found = read(REVIEW)
    assert [r.summary for r in found.recommendations] == [
        "One picture of the money",
        "Homes that are warm",
        "A voice for the parishes",
    ]
    assert [r.status.raw for r in found.recommendations if r.status] == ["On track", "Behind schedule", "Completed"]


HANGING = """CORPORATE PEER CHALLENGE: ACTION PLAN

No   Recommendation             Actions                          Lead                     By when

1    Know what the council      1. List every depot and          Head of Land             1. June 2026
     owns.                         every field                                            2. By end of
                                2. Sell what nobody uses                                     May 2027

2    Pay small firms faster.    Change the standing orders       Treasurer                July 2026
                                and tell every supplier

3    Answer letters within a    1. Set up one desk               1. Head of Customers     1. Autumn 2026
     week.                      2. Publish the figures           2. Head of Policy        2. Quarterly
"""


def test_lines_that_hang_below_a_lists_words_keep_to_their_column() -> None:
    found = read(HANGING)
    assert [r.text for r in found.recommendations] == [
        "Know what the council owns.",
        "Pay small firms faster.",
        "Answer letters within a week.",
    ]
    assert [(a.number, a.text) for a in found.actions] == [
        ("1", "List every depot and every field"),
        ("2", "Sell what nobody uses"),
        (None, "Change the standing orders and tell every supplier"),
        ("1", "Set up one desk"),
        ("2", "Publish the figures"),
    ]
    assert [[when.edtf for when in a.timelines] for a in found.actions] == [
        ["2026-06"], ["2027-05"], ["2026-07"], ["2026-23"], [None],
    ]  # fmt: skip


SECTIONS = """Peer challenge action plan

November 2025

1  Why we wrote this

Peers came in June 2025 and were kind.

2  Who answers for what

Each recommendation has a director.

Recommendation                   Accountable director
Key recommendations
1  One register of land          Director of Place
2  Warmer homes                  Director of Homes
3  Safer lanes                   Director of Place
Additional recommendations
1  A shorter rule book           Director of Law

3  The plan

KEY RECOMMENDATIONS

Recommendation 1
Keep one register of all land.

What we will do:     a) Walk every boundary
                     b) Draw the map
Lead:                a) Head of Land
                     b) Mapping Team
Deadline:            a) May 2026
                     b) Early 2027
Measure of success:  a) No boundary unknown
                     b) Map on the web

Recommendation 2
Make every home warm.

What we will do:     Insulate 400 lofts
Lead:                Head of Repairs
Deadline:            Winter 2026
Measure of success:  400 lofts

Recommendation 3
Make the lanes safe.

What we will do:     Mark every bend
Lead:                Head of Roads
Deadline:            TBC
Measure of success:  None hurt

ADDITIONAL RECOMMENDATIONS

Additional recommendation 1
Halve the rule book and print what is left of it on one sheet.

What we will do:     Strike out what nobody uses
Lead:                Head of Law
Deadline:            March 2026
Measure of success:  Half as long
"""


def test_numbered_titles_without_a_dot_are_headings_and_no_part_of_the_title() -> None:
    assert read(SECTIONS).document.title == "Peer challenge action plan"


def test_a_label_below_a_lists_last_entry_begins_anew() -> None:
    first, second, *_ = read(SECTIONS).actions
    assert ([w.edtf for w in first.timelines], first.measures) == (["2026-05"], ("No boundary unknown",))
    assert ([w.raw for w in second.timelines], second.measures) == (["Early 2027"], ("Map on the web",))


def test_a_pair_of_columns_without_a_rule_is_an_overview() -> None:
    found = read(SECTIONS)
    assert [(r.kind, r.number, r.summary) for r in found.recommendations] == [
        ("key", "1", "One register of land"),
        ("key", "2", "Warmer homes"),
        ("key", "3", "Safer lanes"),
        ("additional", "1", "A shorter rule book"),
    ]
    assert [[(o.name, o.role) for o in r.owners] for r in found.recommendations] == [
        [("Director of Place", "accountable")],
        [("Director of Homes", "accountable")],
        [("Director of Place", "accountable")],
        [("Director of Law", "accountable")],
    ]


STAGES = """Peer challenge action plan

This is what we will do.

Place

Recommendation 1

Agree what the borough is for.

Already under way

• Talks with the bishop

New actions

• Hold a summit in May 2026
• Print a leaflet

{timescale}

{lead}

People

Recommendation 2

Be one council to its staff.

New actions

• Write one contract

Lead for new actions: Head of Pay
"""


@pytest.mark.parametrize(
    ("timescale", "lead"),
    [
        ("Timescale for new actions: June 2026", "Lead for new actions: Head of Place"),
        ("Timescale for the new actions: June 2026", "Lead officer for new activity: Head of Place"),
    ],
)
def test_labels_that_name_a_stage_answer_for_its_actions_alone(timescale: str, lead: str) -> None:
    found = read(STAGES.format(timescale=timescale, lead=lead))
    told = [(a.stage, [o.name for o in a.owners], [w.edtf for w in a.timelines]) for a in found.actions]
    assert told == [
        ("existing", [], []),
        ("new", ["Head of Place"], ["2026-06"]),
        ("new", ["Head of Place"], ["2026-06"]),
        ("new", ["Head of Pay"], []),
    ]


def test_a_name_below_an_answer_is_the_next_recommendations_theme() -> None:
    found = read(STAGES.format(timescale="Timescale: June 2026", lead="Lead: Head of Place"))
    assert [r.theme for r in found.recommendations] == ["Place", "People"]


TRACKER = """Peer challenge tracker: update

Key

Blue | Complete
Green | On track
Grey | Not yet begun

| No | Recommendation | Action | Lead | By | RAG | Progress |
|---|---|---|---|---|---|---|
| 1 | Hear the young | Elect a youth council | Youth Officer | May 2026 | Grey | Cannot begin before the count. |
| 2 | Mend the roof | Buy slates | Head of Land | June 2026 | Green | Five of nine orders were completed. |
"""


def test_a_legend_also_tells_what_colours_mean_that_rate_nothing() -> None:
    first, second = read(TRACKER).actions
    assert first.status is not None
    assert (first.status.value, first.status.rag, first.status.raw) == ("not_started", None, "Grey")
    assert second.status is not None
    assert (second.status.value, second.status.rag) == ("in_progress", "green")


def test_the_rows_status_outranks_what_its_progress_merely_states() -> None:
    """Contract, "Statuses again": its own printed label, else the cell's."""
    entries = read(TRACKER).progress
    assert [entry.status.value if entry.status else None for entry in entries] == ["not_started", "in_progress"]
