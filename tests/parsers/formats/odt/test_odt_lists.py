"""The numbers of lists, which an OpenDocument text does not keep: they are counted as the programs that show it do."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind
from tests.parsers.formats.odt.odt_files import (
    blocks_of,
    cell,
    item,
    level,
    list_style,
    listing,
    paragraph,
    read_body,
    row,
    styles_of,
    table,
    table_of,
)

NUMBERS = list_style("N", level(1, "1"), level(2, "a", ")"), level(3, "i"))
OTHER = list_style("O", level(1, "A"))
LEGAL = list_style(
    "L", level(1, "1", ""), level(2, "1", "", 'text:display-levels="2"'), level(3, "1", ".", 'text:display-levels="3"')
)
ALL = NUMBERS + OTHER + LEGAL


def marks(body: str, styles: str = ALL) -> list[str]:
    """Return the printed lines of a text's lists, two blanks for each level."""
    return [
        f"{'  ' * block.level}{block.marker or '-'} {block.text}"
        for block in blocks_of(read_body(body, styles))
        if block.kind is BlockKind.ITEM
    ]


def test_levels_count_by_themselves_and_begin_anew_under_the_next_entry() -> None:
    inner = listing("", "a", "b")
    body = listing("N", item("one", inner), item("two", listing("", item("c", listing("", "deep")))))
    assert marks(body) == ["1. one", "  a) a", "  b) b", "2. two", "  a) c", "    i. deep"]


def test_upper_levels_are_shown_where_the_style_says_so() -> None:
    body = listing("L", "one", item("two", listing("", "x", item("y", listing("", "z")))))
    assert marks(body) == ["1 one", "2 two", "  2.1 x", "  2.2 y", "    2.2.1. z"]


def test_a_level_without_an_entry_above_it_counts_from_the_start_of_that_one() -> None:
    assert marks(listing("L", item(listing("", "x", "y")), "z")) == ["  1.1 x", "  1.2 y", "2 z"]


@pytest.mark.parametrize(
    ("first", "second", "printed"),
    [
        pytest.param("", "", ["1. a", "1. b"], id="a-new-list-begins-anew"),
        pytest.param("", 'text:continue-numbering="true"', ["1. a", "2. b"], id="continue-numbering"),
        pytest.param('xml:id="list1"', 'text:continue-list="list1"', ["1. a", "2. b"], id="continue-list"),
        pytest.param("", 'text:continue-list="unknown"', ["1. a", "1. b"], id="continues-a-list-that-is-not-there"),
    ],
)
def test_lists_that_a_paragraph_parts(first: str, second: str, printed: list[str]) -> None:
    body = listing("N", "a", more=first) + paragraph("between") + listing("N", "b", more=second)
    assert marks(body) == printed


def test_numbering_goes_on_over_a_list_of_another_style_only_by_name() -> None:
    first, between = listing("N", "a", more='xml:id="l1"'), listing("O", "x")
    assert marks(first + between + listing("N", "b", more='text:continue-numbering="true"'))[-1] == "1. b"
    assert marks(first + between + listing("N", "b", more='text:continue-list="l1"'))[-1] == "2. b"


def test_an_inner_list_that_goes_on_in_another_element_counts_on() -> None:
    """So is written what a program saves where a paragraph parts an inner list."""
    first = listing("N", item("one", listing("", "a", "b")), more='xml:id="l1"')
    second = listing("N", item(listing("", "c")), "two", more='text:continue-list="l1"')
    assert marks(first + paragraph("between") + second) == ["1. one", "  a) a", "  b) b", "  c) c", "2. two"]


@pytest.mark.parametrize(
    ("between", "more", "second"),
    [
        pytest.param("", "", "a) b", id="beside"),
        pytest.param(paragraph("mid"), "", "a) b", id="parted"),
        pytest.param(paragraph("mid"), 'text:continue-numbering="true"', "b) b", id="said-to-go-on"),
        pytest.param("", 'text:continue-numbering="false"', "a) b", id="said-to-begin-anew"),
    ],
)
def test_a_second_list_inside_an_entry_begins_anew_unless_said_otherwise(between: str, more: str, second: str) -> None:
    body = listing("N", item("one", listing("", "a"), between or listing("", "x"), listing("", "b", more=more)))
    assert [line.strip() for line in marks(body)][-1] == second


def test_a_level_that_its_style_leaves_out_is_numbered() -> None:
    assert marks(listing("N", item("one", listing("O", "x", "y")))) == ["1. one", "  1. x", "  2. y"]


def test_entries_may_be_given_a_number_and_lists_a_start() -> None:
    assert marks(listing("N", "a", item("b", more='text:start-value="5"'), "c")) == ["1. a", "5. b", "6. c"]
    started = list_style("S", level(1, "1", ".", 'text:start-value="3"'))
    assert marks(listing("S", "a", "b"), started) == ["3. a", "4. b"]


def test_list_headers_and_further_paragraphs_have_no_number() -> None:
    header = f"<text:list-header>{paragraph('Also:')}</text:list-header>"
    blocks = blocks_of(read_body(listing("N", item("one", "more of one"), header, "two"), ALL))
    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        (BlockKind.ITEM, "1.", "one\nmore of one"),
        (BlockKind.PARAGRAPH, None, "Also:"),
        (BlockKind.ITEM, "2.", "two"),
    ]


def test_a_list_that_names_no_style_has_that_of_its_paragraphs() -> None:
    style = '<style:style style:name="Step" style:family="paragraph" style:list-style-name="N"/>'
    child = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Step"/>'
    body = listing("", item(paragraph("one", "P1")), item(paragraph("two", "P1")))
    [first, second] = blocks_of(read_body(body, child, styles_of(style + NUMBERS)))
    assert (first.marker, second.marker) == ("1.", "2.")


@pytest.mark.parametrize(
    ("definition", "marker"),
    [
        pytest.param(level(1, "i", ")", 'style:num-prefix="("'), "(iii)", id="roman-in-brackets"),
        pytest.param(level(1, "A"), "C.", id="upper-letters"),
        pytest.param(level(1, "I"), "III.", id="upper-roman"),
        pytest.param(level(1, "01"), "03.", id="padded"),
        pytest.param(level(1, "1st", ""), "3rd", id="ordinal"),
        pytest.param(level(1, ""), None, id="no-number-but-a-full-stop"),
        pytest.param(level(1, "", ":", 'style:num-prefix="Action"'), "Action:", id="a-word-and-no-number"),
        pytest.param(level(1, "", ""), None, id="no-number"),
        pytest.param(level(1, "1", "", 'style:num-prefix="Action "'), "Action 3", id="a-word-before"),
        pytest.param(level(1, "1", "", 'loext:num-list-format="R%1%:"'), "R3:", id="pattern"),
        pytest.param('<text:list-level-style-bullet text:level="1" text:bullet-char="–"/>', "–", id="dash"),
        pytest.param('<text:list-level-style-bullet text:level="1" text:bullet-char="q"/>', "•", id="picture-font"),
        pytest.param('<text:list-level-style-image text:level="1"/>', "•", id="picture"),
        pytest.param("", None, id="not-said"),
    ],
)
def test_how_an_entry_is_labelled(definition: str, marker: str | None) -> None:
    blocks = blocks_of(read_body(listing("X", "a", "b", "c"), list_style("X", definition)))
    assert [block.marker for block in blocks][2] == marker


def test_letters_may_repeat_behind_z() -> None:
    twenty_eighth = item("x", more='text:start-value="28"')
    assert marks(listing("X", twenty_eighth), list_style("X", level(1, "a")))[0] == "ab. x"
    repeating = list_style("X", level(1, "a", ".", 'style:num-letter-sync="true"'))
    assert marks(listing("X", twenty_eighth), repeating)[0] == "bb. x"


def test_a_number_alone_in_a_cell_is_what_the_cell_prints() -> None:
    numbered = listing("N", "", more='text:continue-numbering="true"')
    body = table(row(cell(numbered), "Mend"), row(cell(numbered), "Build"))
    document = read_body(body, ALL)
    assert [[found.text for found in line] for line in table_of(document).rows()] == [["1.", "Mend"], ["2.", "Build"]]


def test_an_empty_entry_is_counted_and_otherwise_left_out() -> None:
    assert marks(listing("N", "a", "", "c")) == ["1. a", "3. c"]


def test_a_heading_in_a_list_has_its_number() -> None:
    body = listing("N", item('<text:h text:outline-level="2">Homes</text:h>'))
    [block] = blocks_of(read_body(body, ALL))
    assert (block.kind, block.level, block.marker) == (BlockKind.HEADING, 2, "1.")


def test_a_numbered_paragraph_needs_no_list_around_it() -> None:
    numbered = (
        '<text:numbered-paragraph text:list-id="x" text:style-name="N"><text:p>{}</text:p></text:numbered-paragraph>'
    )
    assert marks(numbered.format("a") + paragraph("b") + numbered.format("c")) == ["1. a", "2. c"]


def test_tables_and_pictures_inside_an_entry_stand_behind_it() -> None:
    document = read_body(listing("N", item("one", table(row("x")), "more")), ALL)
    assert [block.kind if isinstance(block, Block) else "table" for block in document.blocks] == [
        "item",
        "table",
        "paragraph",
    ]


def test_a_text_box_in_an_entry_stands_behind_it() -> None:
    box = "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
    assert read_body(listing("N", item(paragraph(f"one{box}"))), ALL).printed_text() == "one\nbox"
