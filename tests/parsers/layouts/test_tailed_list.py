"""Owners and times behind each line of a list are that action's values; a date alone is the line's own."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction
from parsers.tails import cut_tail
from parsers.words import Words


def extract(text: str, name: str = "plan.md") -> Extraction:
    return read_extraction(text.encode(), name)


@pytest.mark.parametrize(
    ("line", "own", "values"),
    [
        ("Mend the clock (Head of Estates, May 2026)", "Mend the clock", ["Head of Estates", "May 2026"]),
        ("Mend the clock [Estates Team; TBC].", "Mend the clock", ["Estates Team", "TBC"]),
        ("Mend the clock (by June 2026, Head of Estates)", "Mend the clock", ["by June 2026", "Head of Estates"]),
        ("Mend the clock – Head of Estates – by AGM", "Mend the clock", ["Head of Estates", "by AGM"]),
        ("Mend the clock | Director of Place | Q3 2026/27", "Mend the clock", ["Director of Place", "Q3 2026/27"]),
        ("Mend the clock. Lead: Head of Estates. Timescale: Spring 2026", "Mend the clock.", None),
        ("Mend the clock (Lead officer: Head of Estates; By when: Spring 2026)", "Mend the clock", None),
        ("Mend the clock (Monitoring Officer)", "Mend the clock", ["Monitoring Officer"]),
    ],
)
def test_a_tail_of_owners_and_times_is_cut(line: str, own: str, values: list[str] | None) -> None:
    tail = cut_tail(Words.of(line))
    assert tail is not None
    assert tail.words.text == own
    assert [field.words.text for field in tail.fields] == (values or ["Head of Estates", "Spring 2026"])


@pytest.mark.parametrize(
    "line",
    [
        "Mend the clock (May 2026)",
        "Mend the clock (see page 4)",
        "Town hall – mend the clock",
        "Mend the clock (the oldest in the county, built in 1802)",
        "(Head of Estates, May 2026)",
        "Lead: Head of Estates",
        "Meet residents – first in the towns, then in the villages",
        "",
    ],
)
def test_what_holds_anything_else_is_no_tail(line: str) -> None:
    assert cut_tail(Words.of(line)) is None


def test_brackets_behind_bullets_are_owners_and_timelines() -> None:
    found = extract(
        "# Peer Challenge Action Plan\n\nTarnbrook Borough Council\n\nJune 2025\n\n"
        "## Recommendation 1: Mend what is broken in the town\n\n"
        "- Appoint a clockmaker (Head of Estates, March 2026)\n"
        "- Repair the canal bank (April 2026)\n"
        "- Count the potholes (Highways Team / Head of Streets, every six months)\n\n"
        "## Recommendation 2: Tell people about it\n\n"
        "- Write to each household (Communications Team, ongoing)\n"
    )
    assert [action.text for action in found.actions] == [
        "Appoint a clockmaker",
        "Repair the canal bank (April 2026)",
        "Count the potholes",
        "Write to each household",
    ]
    assert [[owner.name for owner in action.owners] for action in found.actions] == [
        ["Head of Estates"],
        [],
        ["Highways Team", "Head of Streets"],
        ["Communications Team"],
    ]
    assert [(when.source, when.scope) for action in found.actions for when in action.timelines] == [
        ("column", "action"),
        ("text", "action"),
        ("column", "action"),
        ("column", "action"),
    ]


def test_headings_over_lists_with_labelled_tails_are_recommendations() -> None:
    found = extract(
        "# Our answer to the peers\n\nTarnbrook Borough Council\n\n"
        "## Make the market square a place to stay\n\n"
        "1. Plant ten trees — Lead: Head of Parks. Timescale: Nov 2025\n"
        "2. Buy benches — Lead: Town Centre Manager. Timescale: H1 2026/27\n\n"
        "## Look after the people who run it\n\n"
        "1. Yearly traders' supper — Lead: Mayor's Office. Timescale: Termly\n"
    )
    assert [recommendation.text for recommendation in found.recommendations] == [
        "Make the market square a place to stay",
        "Look after the people who run it",
    ]
    assert [(action.number, action.text, action.owners[0].name) for action in found.actions] == [
        ("1", "Plant ten trees", "Head of Parks"),
        ("2", "Buy benches", "Town Centre Manager"),
        ("1", "Yearly traders' supper", "Mayor's Office"),
    ]


def test_a_line_below_is_joined_only_where_the_one_above_is_open() -> None:
    found = extract(
        "# Peer Challenge Action Plan\n\n## Recommendation 1: Mend what is broken\n\n"
        "- Appoint a clockmaker (Head of Estates, March 2026)\n- Repair the bank (Head of Parks, May 2026)\n\n"
        "Write to us with your ideas.\n",
    )
    assert [action.text for action in found.actions] == ["Appoint a clockmaker", "Repair the bank"]
    assert "unread-text" in {issue.code for issue in found.issues}


MEASURED = """# Peer Challenge Action Plan

Tarnbrook Borough Council

## Recommendation 1: Clear the harbour of wrecks

What we will do:

- Raise the three trawlers (Assistant Director – Places, May to July 2027)
- Sell them for scrap (Harbour Master; TBC)

How we will know that it has worked:

{measures}

## Recommendation 2: Mend the pier

What we will do:

- Hire a joiner (Harbour Master, June 2027)
- Paint it (Harbour Master, July 2027)

How we will know that it has worked:

- Nobody falls in
"""


@pytest.mark.parametrize(
    ("measures", "of_each"),
    [
        pytest.param("- No wreck is left", [("No wreck is left",), ("No wreck is left",)], id="one-for-all"),
        pytest.param("- None is left\n- All are sold", [("None is left",), ("All are sold",)], id="one-each"),
    ],
)
def test_what_a_label_below_the_list_says_is_no_action(measures: str, of_each: list[tuple[str, ...]]) -> None:
    found = read_extraction(MEASURED.format(measures=measures).encode(), "plan.txt")
    first, second = (action for action in found.actions if action.recommendation == "r1")
    assert [first.text, second.text] == ["Raise the three trawlers", "Sell them for scrap"]
    assert [first.measures, second.measures] == of_each
    assert [owner.name for owner in first.owners] == ["Assistant Director – Places"]
    assert first.timelines[0].raw == "May to July 2027"
    assert [action.measures for action in found.actions][2:] == [("Nobody falls in",)] * 2
