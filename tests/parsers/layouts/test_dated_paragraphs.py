"""Dates in front of paragraphs, and headings that tell what to do, are read without a table or a number."""

from __future__ import annotations

from normalise.records import Extraction
from parsers.assemble import read_extraction


def extract(text: str, name: str = "plan.txt") -> Extraction:
    return read_extraction(text.encode(), name)


def test_a_date_in_front_of_a_paragraph_is_its_timeline() -> None:
    found = extract(
        "PEER CHALLENGE ACTION PLAN\n\nTarnbrook Borough Council\n\n"
        "RECOMMENDATION ONE\nMend the town clock.\n\n"
        "March 2026 - Appoint a clockmaker.\n\nOngoing - Wind it up.\n\n"
        "RECOMMENDATION TWO\nClean the canal before anybody falls in.\n\n"
        "Spring 2026 - Agree who owns it.\n\nImmediately - Put up a fence.\n\nQ2 2026/27 - Dredge it.\n"
    )
    assert [recommendation.number for recommendation in found.recommendations] == ["1", "2"]
    assert [(action.recommendation, action.text) for action in found.actions] == [
        ("r1", "Appoint a clockmaker."),
        ("r1", "Wind it up."),
        ("r2", "Agree who owns it."),
        ("r2", "Put up a fence."),
        ("r2", "Dredge it."),
    ]
    assert [action.timelines[0].edtf for action in found.actions] == [
        "2026-03",
        None,
        "2026-21",
        None,
        "2026-07/2026-09",
    ]
    assert {when.source for action in found.actions for when in action.timelines} == {"column"}


def test_a_dash_behind_other_words_is_no_date() -> None:
    found = extract(
        "# Peer Challenge Action Plan\n\n## Recommendation 1: Mend the clock\n\n"
        "- Town hall – appoint a clockmaker\n- Market – hire a ladder\n",
        "plan.md",
    )
    assert [action.text for action in found.actions] == ["Town hall – appoint a clockmaker", "Market – hire a ladder"]


def test_headings_that_tell_what_to_do_are_recommendations_of_an_update() -> None:
    found = extract(
        "# Peer challenge progress update\n\nTarnbrook Borough Council\n\n"
        "## Rebuild the reserves\n\n- Half has been put back.\n\n"
        "## Review the opening hours\n\n- They were agreed in May 2025.\n\n"
        "## Thinking again about the canal\n\n- The dredger has been hired.\n\n## Contact\n\nWrite to the town hall.\n",
        "update.md",
    )
    assert [r.text for r in found.recommendations] == [
        "Rebuild the reserves",
        "Review the opening hours",
        "Thinking again about the canal",
    ]
    assert [entry.recommendation for entry in found.progress] == ["r1", "r2", "r3"]


def test_themes_over_prose_are_no_recommendations() -> None:
    found = extract(
        "# Peer challenge progress update\n\n## Finance\n\n- Reserves are better.\n\n"
        "## Housing\n\n- Homes were built.\n",
        "update.md",
    )
    assert not found.recommendations
