"""A document is cut at its headings, and what a heading announces is known."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.document import Document
from parsers.formats.registry import read_document
from parsers.headings import Topic
from parsers.repair import repair
from parsers.sections import Section, cut_sections


def sections(text: str) -> tuple[Section, ...]:
    return cut_sections(repair(read_document(text.encode(), "report.txt")))


def test_what_stands_under_a_heading_is_its_section() -> None:
    first, second, third = sections(
        "We met in May.\n\n# Our town\n\nIt has a mill.\n\nAnd a quay.\n\n# Next steps\n\nMore."
    )
    assert (first.heading, second.title.text, third.topic) == (None, "Our town", Topic.NEXT_STEPS)
    assert [block.words.text for block in second.blocks if not hasattr(block, "cells")] == [
        "It has a mill.",
        "And a quay.",
    ]


def test_a_label_begins_no_section() -> None:
    [only] = sections("# Recommendation 1: Mend the mill\n\nStatus\n\n- It is mended")
    assert len(only.blocks) == 2


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        pytest.param("# Recommendation 3: Mend the mill", "3", "Mend the mill", id="number-and-wording"),
        pytest.param("# Recommendation three", "3", "", id="number-alone"),
        pytest.param("# R3 Mend the mill", "3", "Mend the mill", id="short"),
        pytest.param("# 2.1 Recommendation 3", "3", "", id="section-number-in-front"),
        pytest.param("# Recommendation: Mend the mill", None, "Mend the mill", id="no-number"),
    ],
)
def test_a_heading_that_announces_a_recommendation(heading: str, number: str | None, title: str) -> None:
    [section] = sections(f"{heading}\n\nIt leaks in autumn and in spring.")
    assert section.is_recommendation
    assert (section.recommendation, section.title.text) == (number, title)


def test_the_wording_below_a_bare_number_begins_no_section() -> None:
    [section] = sections("# Recommendation 3\n\n# Mend the mill before the winter\n\nIt leaks in autumn.")
    assert (section.recommendation, len(section.blocks)) == ("3", 2)


def test_a_numbered_heading_keeps_its_number() -> None:
    assert [(s.number, s.title.text) for s in sections("# 4.2 Our town\n\nIt has a mill.")] == [("4.2", "Our town")]


def test_page_breaks_and_furniture_are_in_no_section() -> None:
    text = "# Our town\n\nIt has a mill.\n\n7\fThe mill is old."
    [section] = sections(text)
    assert len(section.blocks) == 2


def test_an_empty_document_has_no_sections() -> None:
    assert cut_sections(Document("report.txt", "text/plain", ())) == ()


def test_a_label_over_the_only_list_of_what_was_asked_heads_a_section() -> None:
    text = (
        "# Corporate Peer Challenge report\n\n**What the peers recommended**\n\nNone matters more than another.\n\n"
        "1. Publish the tide tables.\n2. Review the ferry fares.\n\n**Harbours and quays**\n\nThe quays are old.\n\n"
        "**Other recommendations**\n\n- Improve the cranes.\n- Agree a date for the dredging.\n"
    )
    found = read_extraction(text.encode(), "report.md")
    assert [(r.number, r.kind) for r in found.recommendations] == [
        ("1", "key"),
        ("2", "key"),
        (None, "additional"),
        (None, "additional"),
    ]


def test_a_slide_in_front_of_all_recommendations_is_about_none_of_them() -> None:
    found = read_extraction(
        b"# Peer challenge progress update\n\nTarnbrook Council\n\n## Our progress\n\n- Six were made\n\n"
        b"## Recommendation 1: Mend the mill\n\n- The roof is done\n\n## Recommendation 2: Clear it\n\n- Not begun",
        "deck.md",
    )
    assert [r.text for r in found.recommendations] == ["Mend the mill", "Clear it"]
    assert [(p.recommendation, p.text) for p in found.progress] == [("r1", "The roof is done"), ("r2", "Not begun")]
