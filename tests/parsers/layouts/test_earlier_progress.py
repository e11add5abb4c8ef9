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


BULLETED = """<main><h1>LGA Corporate Peer Challenge feedback report: Tarnbrook Borough Council</h1><p>27 March 2026</p>
<h2>1. Summary</h2><p>The council is well run and has much to be proud of in its markets and its people.</p>
<h2>2. Key recommendations</h2><h3>2.1 Recommendation 1</h3><p><strong>Bring all the work on halls together under one
board.</strong></p><p>Three boards meet on them at present.</p><h3>2.2 Recommendation 2</h3>
<p><strong>Answer letters sooner.</strong></p>
<h2>3. How we went about it</h2><p>The team was on site 4–7 February 2026 and met a hundred people.</p>
<h3>2022 Recommendation 1: Look after the roofs</h3><ul><li>All roofs were surveyed in June 2023.</li>
<li>Work on the hall is underway.</li></ul><h3>2022 Recommendation 2: Print less</h3><p>Much was done:</p>
<ul><li>Papers went on line in May 2023.</li></ul></main>"""


def test_bullets_below_an_earlier_recommendation_are_an_entry_each() -> None:
    found = read_extraction(BULLETED.encode(), "report.html")
    assert [(p.refers_to and p.refers_to.number, p.text, p.status and p.status.value) for p in found.progress] == [
        ("1", "All roofs were surveyed in June 2023.", None),
        ("1", "Work on the hall is underway.", "in_progress"),
        ("2", "Papers went on line in May 2023.", None),
    ]


def test_what_stands_below_a_bold_sentence_is_why_it_is_recommended() -> None:
    first, second = read_extraction(BULLETED.encode(), "report.html").recommendations
    assert (first.text, first.context) == (
        "Bring all the work on halls together under one board.",
        "Three boards meet on them at present.",
    )
    assert (second.text, second.context) == ("Answer letters sooner.", None)


def test_a_day_on_a_report_later_than_the_visit_is_the_reports_own() -> None:
    facts = read_extraction(BULLETED.encode(), "report.html").document
    assert facts.published is not None
    assert facts.challenge is not None
    assert (facts.published.edtf, facts.challenge.edtf) == ("2026-03-27", "2026-02-04/2026-02-07")


def test_in_plain_text_a_dated_heading_is_parted_from_the_text_below_it() -> None:
    text = (
        "LGA Corporate Peer Challenge\nTarnbrook Borough Council\n\n18 to 21 November 2025\n\nFeedback report\n\n"
        "1. Recommendations\n\nRecommendation 1\nBring all the work on halls together.\n\n"
        "2. Since the last visit\n\n2021 recommendation 1: Look after the roofs of all halls in both towns and of\n"
        "the library\nAll roofs were seen. Two were mended.\n\n2021 recommendation 2: Print less\nThe council did.\n"
    )
    progress = read_extraction(text.encode(), "report.txt").progress
    assert [(p.refers_to and (p.refers_to.number, p.refers_to.text), p.text) for p in progress] == [
        (
            ("1", "Look after the roofs of all halls in both towns and of the library"),
            "All roofs were seen. Two were mended.",
        ),
        (("2", "Print less"), "The council did."),
    ]
