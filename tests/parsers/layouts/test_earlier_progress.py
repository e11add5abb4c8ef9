"""What a report says of an earlier challenge's recommendations."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

HEAD = "# Peer challenge feedback report\n\n12–15 May 2025\n\n"


def extract(text: str) -> Extraction:
    return read_extraction(f"{HEAD}{text}".encode(), "report.txt")


@pytest.mark.parametrize(
    "introduction",
    [
        "The 2021 peer challenge made two recommendations, which we looked at again.",
        "We looked again at the recommendations from the peer challenge in 2021.",
        "In 2021 the team made two recommendations.",
    ],
)
def test_each_numbered_heading_is_an_entry_on_an_earlier_recommendation(introduction: str) -> None:
    found = extract(
        f"# Earlier advice\n\n{introduction}\n\n# 1. Mend the mill\n\nThe mill is dry now.\n\nIt was wet for years.\n\n"
        "# 2. Dredge the quay\n\nThe quay is as shallow as it ever was."
    )
    assert [
        (p.recommendation, p.refers_to.number, p.refers_to.text, p.refers_to.challenge_year, p.text)
        for p in found.progress
        if p.refers_to
    ] == [
        (None, "1", "Mend the mill", 2021, "The mill is dry now. It was wet for years."),
        (None, "2", "Dredge the quay", 2021, "The quay is as shallow as it ever was."),
    ]


def test_numbered_headings_that_nothing_introduces_are_no_progress() -> None:
    assert extract("# 1. Mend the mill\n\nThe mill is dry now and the town is glad.").progress == ()


def test_the_year_of_the_challenge_itself_is_no_earlier_one() -> None:
    text = "# Advice\n\nThe 2025 peer challenge made two recommendations.\n\n# 1. Mend the mill\n\nThe mill is dry now."
    assert extract(text).progress == ()


def test_a_judgement_in_prose_is_no_status() -> None:
    text = (
        "# Earlier advice\n\nThe 2021 peer challenge made one recommendation.\n\n"
        "# 1. Mend the mill\n\nThe council has made good progress and work is underway."
    )
    assert [entry.status for entry in extract(text).progress] == [None]


@pytest.mark.parametrize(
    "heading",
    ["2021 Recommendation {}: {}", "2021 peer challenge recommendation {} – {}", "Recommendation {} (2021): {}"],
)
def test_a_heading_may_print_the_earlier_year_itself(heading: str) -> None:
    mill, quay = heading.format(3, "Mend the mill"), heading.format(8, "Dredge the quay")
    found = extract(
        f"# Looking back\n\n## {mill}\n\nThe mill is dry now.\n\nIt was wet.\n\n## {quay}\n\nThe quay is shallow."
    )
    assert [
        (p.refers_to.number, p.refers_to.text, p.refers_to.challenge_year, p.text)
        for p in found.progress
        if p.refers_to
    ] == [
        ("3", "Mend the mill", 2021, "The mill is dry now. It was wet."),
        ("8", "Dredge the quay", 2021, "The quay is shallow."),
    ]
    assert found.recommendations == ()


def test_a_heading_with_the_year_of_the_challenge_itself_is_no_earlier_one() -> None:
    assert extract("# Our advice\n\n## 2025 Recommendation 1: Mend the mill\n\nThe mill is wet.").progress == ()
