"""Contents pages are furniture; lists that end in page numbers for other reasons are not."""

from __future__ import annotations

from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.pdf.contents import mark_contents
from parsers.formats.pdf.furniture import PageBlocks
from parsers.words import Words

TITLES = ("Introduction", "Our finances", "Our people", "Next steps")


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, Words.of(text)) for text in texts)


def marked(*pages: tuple[Block | Table, ...]) -> list[str]:
    """Return the texts that were found to be furniture."""
    found = mark_contents([PageBlocks(number, 595, 842, blocks) for number, blocks in enumerate(pages, 1)])
    return [
        block.text if isinstance(block, Block) else "table"
        for page in found
        for block in page.blocks
        if block.layer is Layer.FURNITURE
    ]


def test_lines_under_a_contents_heading_are_contents() -> None:
    lines = ("Contents", "Introduction 3", "Our finances .......... 4", "Next steps 9")
    assert marked(paragraphs(*lines, "This is where the text begins, with a sentence.")) == list(lines)


def test_a_title_of_two_lines_belongs_to_them() -> None:
    lines = ("Table of contents", "A title that is so long that it takes", "two lines ..... 3", "Next steps 9")
    assert marked(paragraphs(*lines, "Text.")) == list(lines)


def test_several_lines_in_one_block_are_contents() -> None:
    assert marked(paragraphs("Contents", "Introduction 3\nNext steps 9", "Text.")) == [
        "Contents",
        "Introduction 3\nNext steps 9",
    ]


def test_contents_go_on_over_a_page() -> None:
    assert len(marked(paragraphs("Contents", "Introduction 3"), paragraphs("Next steps 9", "Text."))) == 3


def test_without_a_heading_titles_printed_further_on_show_what_it_is() -> None:
    lines = [f"{title} ........ {number}" for number, title in enumerate(TITLES, 3)]
    assert marked(paragraphs(*lines), paragraphs(*TITLES)) == lines
    assert marked(paragraphs(*lines), paragraphs("Something else.")) == []


def test_what_stands_above_such_a_list_is_no_part_of_it() -> None:
    lines = [f"{title} ........ {number}" for number, title in enumerate(TITLES, 3)]
    assert marked(paragraphs("June 2024", *lines), paragraphs(*TITLES)) == lines


def test_actions_that_cite_a_page_are_none() -> None:
    lines = [f"Publish {title} as set out on page {number}" for number, title in enumerate(TITLES, 3)]
    assert marked(paragraphs("Recommendations", *lines), paragraphs(*TITLES)) == []


def test_page_numbers_that_do_not_rise_are_none() -> None:
    assert marked(paragraphs("Contents", "Spend in thousands 90", "Income in thousands 12", "Staff 4")) == []


def test_a_heading_with_nothing_like_contents_under_it_is_text() -> None:
    assert marked(paragraphs("Contents", "This document says what is in it and why that is so.")) == []


def test_a_table_of_titles_and_page_numbers_is_furniture() -> None:
    cells = [Cell(0, 0, paragraphs("Section")), Cell(0, 1, paragraphs("Page"))]
    for row, title in enumerate(TITLES, 1):
        cells += [Cell(row, 0, paragraphs(title)), Cell(row, 1, paragraphs(str(row + 2)))]
    table = Table(tuple(cells), 5, 2)
    assert marked((table,), paragraphs(*TITLES)) == ["table"]
    assert marked((table,), paragraphs("Other things.")) == []
    assert marked((*paragraphs("Contents"), table), paragraphs("Other things.")) == ["Contents", "table"]


def test_a_table_of_numbers_is_no_contents() -> None:
    cells = tuple(
        Cell(row, column, paragraphs(text))
        for row, line in enumerate((("Staff", "12"), ("Members", "14"), ("Peers", "3")))
        for column, text in enumerate(line)
    )
    assert marked((Table(cells, 3, 2),), paragraphs("Staff", "Members", "Peers")) == []


def test_roman_page_numbers_behind_dots_count() -> None:
    lines = ("Contents", "Foreword ....... ii", "Introduction ....... 1")
    assert marked(paragraphs(*lines, "Text.")) == list(lines)
