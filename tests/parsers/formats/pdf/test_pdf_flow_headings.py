"""Headings by their look beside the running text of the whole document."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.pdf.flow.headings import mark_headings_by_look
from parsers.formats.pdf.furniture import PageBlocks
from parsers.words import Style, Words

PROSE = "The council will publish a plan that is costed and that says who is to do what and by when. " * 3


def block(
    text: str,
    size: float = 11.0,
    *,
    bold: bool = False,
    colour: str | None = None,
    kind: BlockKind = BlockKind.PARAGRAPH,
    marker: str | None = None,
    level: int = 0,
    layer: Layer = Layer.BODY,
) -> Block:
    words = Words.of(text, style=Style(bold=bold, colour=colour, size=size))
    return Block(kind, words, level=level, marker=marker, layer=layer)


def read(*blocks: Block | Table) -> list[tuple[str, int]]:
    [page] = mark_headings_by_look([PageBlocks(1, 595, 842, blocks)])
    return [
        (found.text, found.level)
        for found in page.blocks
        if isinstance(found, Block) and found.kind is BlockKind.HEADING
    ]


def test_larger_lines_are_headings_by_rank_of_size() -> None:
    found = read(
        block("Peer challenge report", 24, bold=True), block(PROSE), block("Feedback", 16), block(PROSE),
        block("Finance", 13, bold=True), block(PROSE), block("Scrutiny", 13, bold=True), block(PROSE),
    )  # fmt: skip
    assert found == [("Peer challenge report", 1), ("Feedback", 2), ("Finance", 3), ("Scrutiny", 3)]


def test_running_text_in_larger_type_is_none() -> None:
    assert read(block(PROSE, 14), block("And this is a sentence of its own.", 14), block(PROSE), block(PROSE)) == []


def test_plain_type_that_is_hardly_larger_is_none() -> None:
    assert read(block(PROSE, 10), block("1 High Street", 11)) == []
    assert read(block(PROSE, 11), block("Our priorities", 12, colour="2f5496")) == [("Our priorities", 1)]


def test_a_full_stop_ends_no_heading_but_a_bold_one() -> None:
    assert read(block(PROSE), block("Recommendation 8: mend the roof.", 13, bold=True)) == [
        ("Recommendation 8: mend the roof.", 1)
    ]
    assert read(block(PROSE), block("They were kind to us.", 16)) == []


def test_a_line_in_a_colour_of_its_own_is_a_heading() -> None:
    assert read(block(PROSE), block("Our priorities", colour="2f5496")) == [("Our priorities", 1)]
    assert read(block(PROSE), block("Our priorities", colour="7f7f7f")) == []


def test_bold_lines_in_the_size_of_the_text_are_left_to_repair() -> None:
    assert read(block(PROSE), block("On track", bold=True)) == []


def test_a_number_in_front_of_a_heading_is_its_marker() -> None:
    numbered = block("Introduction", 16, kind=BlockKind.ITEM, marker="1.")
    [page] = mark_headings_by_look([PageBlocks(1, 595, 842, (numbered, block(PROSE)))])
    [heading, _] = page.blocks
    assert isinstance(heading, Block)
    assert (heading.kind, heading.marker, heading.list_id) == (BlockKind.HEADING, "1.", None)


@pytest.mark.parametrize(
    ("text", "marker", "words"),
    [
        pytest.param("3. Our people", "3.", "Our people", id="number"),
        pytest.param("4.1 Place and partnership", "4.1", "Place and partnership", id="dotted"),
        pytest.param("2025 and beyond", None, "2025 and beyond", id="a-year"),
        pytest.param("Recommendation 1: publish", None, "Recommendation 1: publish", id="a-recommendation"),
    ],
)
def test_a_heading_that_the_file_tells_has_its_number_as_marker_too(text: str, marker: str | None, words: str) -> None:
    told = block(text, 16, kind=BlockKind.HEADING, level=2)
    [page] = mark_headings_by_look([PageBlocks(1, 595, 842, (told,))])
    [found] = page.blocks
    assert isinstance(found, Block)
    assert (found.marker, found.text) == (marker, words)


def test_bullets_figures_quotations_and_furniture_are_none() -> None:
    assert read(
        block(PROSE), block("Talk to staff", 16, kind=BlockKind.ITEM, marker="•"), block("£2.3m", 30),
        block("“They listen to us”", 16), block("Wexmere Borough Council", 16, layer=Layer.FURNITURE),
    ) == []  # fmt: skip


def test_where_all_text_is_in_tables_it_is_measured_there() -> None:
    table = Table((Cell(0, 0, (block(PROSE, 9),)),), 1, 1)
    assert read(block("Action plan", 16), block("Recommendation 1: publish a plan", 12, bold=True), table) == [
        ("Action plan", 1),
        ("Recommendation 1: publish a plan", 2),
    ]


def test_small_print_that_fills_a_page_makes_no_headings_of_the_text() -> None:
    assert read(block(PROSE * 2, 8), block(PROSE, 10), block("To all members", 10)) == []


def test_levels_that_the_file_tells_hold_for_what_looks_the_same() -> None:
    told = block("Feedback", 16, kind=BlockKind.HEADING, level=2)
    found = read(block(PROSE), told, block("Next steps", 16), block("Finance", 14, bold=True))
    assert found == [("Feedback", 2), ("Next steps", 2), ("Finance", 3)]


def test_a_document_without_text_has_no_headings() -> None:
    assert read() == []
