"""Columns that print nothing but percentages: a status, or a figure beside one."""

from __future__ import annotations

from normalise.records import Extraction
from parsers.assemble import read_extraction


def extract(header: str, *rows: str) -> Extraction:
    lines = [header, "|" + "---|" * (header.count("|") - 1), *rows]
    text = "# Peer challenge action plan\n\nTarnside Council\n\n## Recommendation 1: Open the lido\n\n"
    return read_extraction((text + "\n".join(lines) + "\n").encode(), "plan.md")


def test_percentages_under_progress_are_the_status_where_there_is_no_other() -> None:
    found = extract(
        "| Action | Lead | Progress |",
        "| Paint the walls | Pools Manager | 100% |",
        "| Fill it | Pools Manager | 30% |",
    )
    assert not found.progress
    assert [a.status.value for a in found.actions if a.status] == ["completed", "in_progress"]


def test_percentages_beside_a_status_are_figures() -> None:
    found = extract(
        "| Action | Status | Progress | Latest note |",
        "| Paint the walls | Delayed | 60% | Rain stopped the painters. |",
        "| Fill the pool | On track | 10% | The valve is here. |",
    )
    assert [entry.text for entry in found.progress] == ["Rain stopped the painters.", "The valve is here."]
    assert [a.status.value for a in found.actions if a.status] == ["delayed", "in_progress"]
    assert [dict(a.other) for a in found.actions] == [{"Progress": "60%"}, {"Progress": "10%"}]


def test_a_progress_column_with_words_stays_one() -> None:
    found = extract(
        "| Action | Status | Progress |",
        "| Paint the walls | Delayed | 60% |",
        "| Fill it | On track | The valve is here. |",
    )
    assert [entry.text for entry in found.progress] == ["60%", "The valve is here."]
