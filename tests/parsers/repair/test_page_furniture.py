"""What belongs to the page is marked and kept: numbers, running headers and footers, contents lists."""

from __future__ import annotations

import pytest

from parsers.document import Block, Layer, Table
from parsers.formats.registry import read_document
from parsers.repair.page_furniture import mark_furniture


def furniture(text: str) -> list[str]:
    document = mark_furniture(read_document(text.encode(), "report.txt"))
    return [block.text for block in document.blocks if isinstance(block, Block) and block.layer is Layer.FURNITURE]


@pytest.mark.parametrize("line", ["7", "Page 7", "page 7 of 12", "7 |", "7/12", "Page iv"])
def test_a_page_number_is_furniture(line: str) -> None:
    assert furniture(f"The team came in May.\n\n{line}\n\nIt left in June.") == [line]


@pytest.mark.parametrize("line", ["7 themes", "2025 and after", "Recommendation 7", "12345", "Page turning", "05/2027"])
def test_a_line_that_only_holds_a_number_in_words_is_text(line: str) -> None:
    assert furniture(f"The team came in May.\n\n{line}\n\nIt left in June.") == []


def test_a_year_among_the_entries_of_a_list_is_text() -> None:
    assert furniture("Done by:\n\n- 2027\n- 2028\n- March 2029\n\nIt left in June.") == []


def test_a_line_that_comes_again_at_page_breaks_is_furniture() -> None:
    places = ["a mill", "two farms", "one quay", "the moor"]
    pages = [f"The team saw {place}.\n\nMarlbridge feedback, page {n} of 4" for n, place in enumerate(places, 1)]
    assert furniture("\f".join(pages)) == [f"Marlbridge feedback, page {n} of 4" for n in range(1, 5)]


@pytest.mark.parametrize("heading", ["Recommendation {}", "R{} Open a room", "Theme {}"])
def test_a_numbered_heading_at_the_top_of_each_page_is_text(heading: str) -> None:
    places = ["a mill", "two farms", "one quay", "the moor"]
    pages = [
        f"{heading.format(n)}\n\nLook after {place}.\n\nIt asks for {place} again." for n, place in enumerate(places, 1)
    ]
    assert furniture("\f".join(pages)) == []


def test_a_label_below_the_first_line_of_each_page_is_text() -> None:
    places = ["a mill", "two farms", "one quay", "the moor"]
    pages = [f"Look after {place}\n\nStatus\n\n- Work on {place} is done\n- People like {place}" for place in places]
    assert furniture("\f".join(pages)) == []


def test_a_line_that_comes_again_elsewhere_is_text() -> None:
    text = "\n\n".join(f"Status\n\nThe panel met {n} times in all." for n in ("two", "three", "four", "five"))
    assert furniture(text) == []


def test_a_line_on_two_pages_only_is_text() -> None:
    assert furniture("One thing.\n\nBold and open\fBold and open\n\nAnother thing.") == []


def test_a_contents_list_is_furniture_up_to_the_first_text() -> None:
    text = "Contents\n\nIntroduction ..... 2\n\nThe peer team ..... 3\n\nThe team came in May.\n\nIt left in June."
    assert furniture(text) == ["Contents", "Introduction ..... 2", "The peer team ..... 3"]


def test_a_heading_of_contents_with_no_page_numbers_below_is_text() -> None:
    assert furniture("Contents\n\nThe team came in May.\n\nIt left in June.") == []


def test_nothing_is_removed() -> None:
    text = "Contents\n\nIntroduction ..... 2\n\n3\n\nThe team came.\fRunning head\n\nA\tB\nC\tD"
    document = read_document(text.encode(), "report.txt")
    marked = mark_furniture(document)
    assert marked.printed_text() == document.printed_text()
    assert sum(isinstance(block, Table) for block in marked.blocks) == 1


def test_the_title_at_the_head_of_the_next_page_is_furniture() -> None:
    text = "# Marlbridge action plan\n\nWe agree with the peers.\n\f\nMarlbridge action plan\n\nWe will act."
    assert furniture(text) == ["Marlbridge action plan"]


def test_the_same_words_inside_a_page_are_text() -> None:
    text = "# Marlbridge action plan\n\nWe agree.\n\nMarlbridge action plan\n\nWe will act.\n\f\nAnd again."
    assert furniture(text) == []


def test_a_heading_that_announces_recommendations_on_each_page_is_text() -> None:
    themes = (("Money", "Keep a reserve."), ("Members", "Meet more often."), ("Places", "Plant trees."))
    pages = [f"## {name}\n\n{name} do well.\n\f\n## Further suggestions\n\n- {text}" for name, text in themes]
    assert furniture("\n\f\n".join(pages)) == []


NOTICE = "If you need this report in Braille or another language, ask at any of our libraries."


@pytest.mark.parametrize(
    "line",
    [
        NOTICE,
        "Want this in another format? Ring us and we will read it to you.",
        "This document is available in large print on request.",
    ],
)
def test_a_notice_about_other_formats_ends_a_document(line: str) -> None:
    end = "Marlbridge Council, Town Hall, Quay Street"
    assert furniture(f"Measure: fewer letters\n\n{line}\n\n{end}\n\n¹ Of all wards.") == [line, end]


@pytest.mark.parametrize(
    "text",
    [
        "The team came in May.\n\n- Print the plan for you in Braille or another language by June",  # an action
        "Print an Easy Read version of the plan.",  # what is done
        f"{NOTICE}\n\n- Mend the roof by May 2026",  # not at the end
    ],
)
def test_other_words_about_formats_are_text(text: str) -> None:
    assert furniture(text) == []
