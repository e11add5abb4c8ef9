"""Figures that stand beside one another at a document's head with what they count below them."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction

PLAN = (
    "<h2>Recommendation 1: Mend the roofs of all halls</h2><ul><li>Survey the roofs by May 2026</li>"
    "<li>Hire a roofer by June 2026</li></ul><h2>Recommendation 2: Answer letters sooner</h2>"
    "<ul><li>Hire two clerks by July 2026</li></ul>"
)


def counts(head: str) -> list[tuple[str, int]]:
    page = f"<main><h1>Our peer challenge action plan</h1><p>Tarnbrook Borough Council</p>{head}{PLAN}</main>"
    return [(c.what, c.count) for c in read_extraction(page.encode(), "page.html").document.declared_counts]


@pytest.mark.parametrize(
    "head",
    [
        "<div><h3>2</h3><p>recommendations</p></div><div><span>3</span><p>Actions</p></div><p>1<br>theme</p>",
        "<p>2<br>recommendations</p><p>3<br>actions</p>",
    ],
)
def test_figures_on_tiles_are_totals(head: str) -> None:
    assert counts(head) == [("recommendation", 2), ("action", 3)]


@pytest.mark.parametrize(
    "head",
    [
        "<p>Recommendations</p><p>2</p><p>Actions</p><p>3</p><p>Themes</p><p>1</p>",  # each below what it counts
        "<p>3</p><p>Actions</p>",  # alone: a page's number may stand above a heading
        "<p>7</p><p>Actions</p><p>8</p>",
    ],
)
def test_other_figures_are_none(head: str) -> None:
    assert counts(head) == []
