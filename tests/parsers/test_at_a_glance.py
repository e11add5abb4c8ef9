"""Lists that print the recommendations in short are their summaries; lists of themes are not."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction

WORDED = (
    "## Recommendation 1: Give the market halls a future that all can plan for.\n\n- Survey the roofs by May 2026\n\n"
    "## Recommendation 2: Answer the letters of residents sooner.\n\n- Hire two clerks by June 2026\n\n"
    "## Recommendation 3: Agree how the two councils share a fleet.\n\n- Count the vans by July 2026\n"
)


def summaries(listed: str) -> list[str | None]:
    text = f"# Peer challenge action plan\n\nTarnbrook Borough Council\n\n{listed}\n\n{WORDED}"
    return [r.summary for r in read_extraction(text.encode(), "plan.md").recommendations]


@pytest.mark.parametrize(
    "listed",
    [
        "## At a glance\n\n1. The market halls\n2. Letters\n3. One fleet\n",
        "## Summary\n\nIn short they are:\n\n1. The market halls\n2. Letters\n3. One fleet\n",
        "## Background\n\nThe team made three recommendations:\n\n- The market halls\n- Letters\n- One fleet\n",
        "## Recommendations in brief\n\n- 1 The market halls\n- 2 Letters\n- 3 One fleet\n",
    ],
)
def test_a_list_in_short_gives_each_recommendation_its_summary(listed: str) -> None:
    assert summaries(listed) == ["The market halls", "Letters", "One fleet"]


@pytest.mark.parametrize(
    "listed",
    [
        "## Scope\n\nThe team looked at five things:\n\n1. Place\n2. Governance\n3. Money\n",
        "## At a glance\n\n1. Leadership of place\n2. Governance and culture\n3. Capacity\n",
        "## At a glance\n\n1. One fleet\n2. Letters\n3. The market halls\n",
        "## At a glance\n\n1. The market halls\n2. Letters\n3. One fleet\n4. Bins\n",
    ],
)
def test_another_list_is_no_summary(listed: str) -> None:
    assert summaries(listed) == [None, None, None]


def test_figures_in_front_of_lines_count_them_as_list_numbers_do() -> None:
    assert summaries("## At a glance\n\n1 The market halls\n\n2 Letters\n\n3 One fleet\n") == [
        "The market halls",
        "Letters",
        "One fleet",
    ]
