"""A heading over nothing but recommendations is their theme, where there are several of the kind."""

from __future__ import annotations

from parsers.assemble import read_extraction


def themes(text: str) -> list[str | None]:
    plan = f"# Peer Challenge Action Plan\n\nTarnbrook Council\n\n{text}"
    return [recommendation.theme for recommendation in read_extraction(plan.encode(), "plan.md").recommendations]


def test_headings_over_recommendations_are_themes() -> None:
    text = (
        "## Homes and streets\n\n### Recommendation 1: Mend the clock\n\n- Hire a clockmaker\n\n"
        "### Recommendation 2: Clean the canal\n\n- Dredge it\n\n"
        "## Theme 2: Money\n\n### Recommendation 3: Save some\n\n- Count what is there\n"
    )
    assert themes(text) == ["Homes and streets", "Homes and streets", "Money"]


def test_one_heading_alone_is_the_plans_own() -> None:
    text = "## What we will do\n\n### Recommendation 1: Mend the clock\n\n- Hire a clockmaker\n"
    assert themes(text) == [None]


def test_headings_that_name_the_plans_parts_are_no_themes() -> None:
    text = (
        "## Key recommendations\n\n### Recommendation 1: Mend the clock\n\n- Hire a clockmaker\n\n"
        "## Our response\n\n### Recommendation 2: Clean the canal\n\n- Dredge it\n\n"
        "## Part B\n\n### Recommendation 3: Save some\n\n- Count what is there\n"
    )
    assert themes(text) == [None, None, None]


def test_a_line_with_a_themes_number_over_a_recommendation_is_a_theme_also_in_plain_text() -> None:
    text = (
        "Tarnbrook Council\n\nCorporate Peer Challenge Action Plan\n\nPriority A – Homes\n\n"
        "Recommendation 1: Mend the clock\n\nThe clock has been looked at.\n\n"
        "Recommendation 2: Clean the canal\n\nDredging began in May 2026.\n\n"
        "Priority B – Money\n\nRecommendation 3: Save some\n\nCoins are being counted.\n"
    )
    found = read_extraction(text.encode(), "plan.txt")
    assert [each.theme for each in found.recommendations] == ["Homes", "Homes", "Money"]


HEAD = "| No. | Recommendation | Action | Lead |\n| --- | --- | --- | --- |\n"


def test_headings_over_tables_of_the_same_columns_are_themes() -> None:
    text = (
        f"## The harbour\n\n{HEAD}| 1 | Dredge the quay | Hire a barge | Head of Ports |\n\n"
        f"## The mill\n\n{HEAD}| 2 | Mend the mill | Buy slates | Head of Parks |\n"
    )
    assert themes(text) == ["The harbour", "The mill"]


def test_a_heading_right_below_the_plans_own_is_a_theme_by_itself() -> None:
    text = f"## Action plan\n\n### The harbour\n\n{HEAD}| 1 | Dredge the quay | Hire a barge | Head of Ports |\n"
    assert themes(text) == ["The harbour"]


def test_headings_that_cut_a_tracker_by_what_is_done_are_no_themes() -> None:
    text = (
        f"## Completed actions\n\n{HEAD}| 1 | Dredge the quay | Hire a barge | Head of Ports |\n\n"
        f"## Outstanding actions\n\n{HEAD}| 2 | Mend the mill | Buy slates | Head of Parks |\n"
    )
    assert themes(text) == [None, None]


def test_suggestions_on_slides_of_their_own_stand_under_the_theme_of_the_slide_before() -> None:
    slides = (("Money", "Keep a larger reserve."), ("Members", "Meet the public more often."))
    text = "".join(
        f"\n\f\n## {theme}\n\n{theme} is in good hands here.\n\n\f\n## Further suggestions\n\n- {suggestion}\n"
        for theme, suggestion in slides
    )
    read = read_extraction(f"# Corporate Peer Challenge: feedback report\n{text}".encode(), "report.txt")
    assert [(r.theme, r.text, r.kind) for r in read.recommendations] == [
        ("Money", "Keep a larger reserve.", "additional"),
        ("Members", "Meet the public more often.", "additional"),
    ]
