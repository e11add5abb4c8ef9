"""Recommendations with a status label and bullets under them, as slides print them."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction


def extract(text: str) -> Extraction:
    return read_extraction(f"# Peer challenge progress update\n\n{text}".encode(), "deck.txt")


SLIDES = (
    "# Recommendation 1: Mend the mill\n\nStatus\n\n- Slates are bought\n- **Completed** – the doors are painted",
    "# Recommendation 2: Dredge the quay\n\nStatus\n\n- A boat is hired",
)


@pytest.mark.parametrize("between", ["\n\n", "\n\f"], ids=["running", "slide-by-slide"])
def test_each_bullet_is_an_entry_of_its_recommendation(between: str) -> None:
    found = extract(between.join(SLIDES))
    assert [(r.number, r.text) for r in found.recommendations] == [("1", "Mend the mill"), ("2", "Dredge the quay")]
    assert [(p.recommendation, p.text) for p in found.progress] == [
        ("r1", "Slates are bought"),
        ("r1", "Completed – the doors are painted"),
        ("r2", "A boat is hired"),
    ]


def test_a_label_is_the_status_of_its_own_bullet_only() -> None:
    statuses = [entry.status.value if entry.status else None for entry in extract("\n\n".join(SLIDES)).progress]
    assert statuses[1] == "completed"
    assert statuses[2] != "completed"


def test_a_bullet_inside_a_bullet_is_an_entry_of_its_own() -> None:
    found = extract("# Recommendation 1: Mend the mill\n\nStatus\n\n- Slates are bought\n  - They are blue")
    assert [entry.text for entry in found.progress] == ["Slates are bought", "They are blue"]


def test_without_numbers_the_paragraph_above_each_label_is_the_recommendation() -> None:
    found = extract(
        "# Key recommendations\n\nMend the mill\n\nStatus\n\n- Slates are bought\n\n"
        "Dredge the quay\n\nStatus\n\n- A boat is hired"
    )
    assert [(r.number, r.text) for r in found.recommendations] == [(None, "Mend the mill"), (None, "Dredge the quay")]
    assert [entry.recommendation for entry in found.progress] == ["r1", "r2"]


def test_it_is_a_progress_report() -> None:
    assert extract("\n\n".join(SLIDES)).document.kind == "progress_report"
