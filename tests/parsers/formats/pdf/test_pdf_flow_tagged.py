"""Blocks whose borders and kinds a file's tags tell."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.document import Block, BlockKind, Layer
from parsers.formats.pdf.flow.blocks import Setting, read_blocks
from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.flow.page_flow import read_page_flow
from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tag_place import PlaceKind, TagPlace
from parsers.words import Place
from tests.parsers.formats.pdf.pages_by_hand import dot, page, run

CELL = Place(page=1, table=0, row=1, cell=0)


def blocks(tags: Mapping[int, TagPlace], *runs: TextRun) -> list[Block]:
    return list(read_blocks(read_lines(runs), Setting(CELL, (67, 80, 300, 400), tags=tags)))


def test_paragraphs_that_look_like_one_are_two_if_they_are_tagged_so() -> None:
    tags = {0: TagPlace(0), 1: TagPlace(1)}
    found = blocks(
        tags, run("One sentence that is as wide as the cell is", 72, 100, mcid=0), run("And", 72, 112, mcid=1)
    )
    assert [block.text for block in found] == ["One sentence that is as wide as the cell is", "And"]


def test_lines_of_one_tagged_paragraph_are_one_however_far_apart() -> None:
    tags = {0: TagPlace(0)}
    found = blocks(
        tags, run("One sentence that is as wide as the cell is", 72, 100, mcid=0), run("And", 72, 140, mcid=0)
    )
    assert [block.text for block in found] == ["One sentence that is as wide as the cell is And"]


def test_blocks_come_in_the_order_of_the_tags() -> None:
    tags = {0: TagPlace(1), 1: TagPlace(0)}
    found = blocks(tags, run("printed first", 72, 100, mcid=0), run("read first", 72, 130, mcid=1))
    assert [block.text for block in found] == ["read first", "printed first"]


def test_a_heading_has_the_level_of_its_tag() -> None:
    [found] = blocks({0: TagPlace(0, PlaceKind.HEADING, level=3)}, run("Our plan", 72, 100, mcid=0))
    assert (found.kind, found.level) == (BlockKind.HEADING, 3)


def test_a_label_is_the_marker_of_its_item_and_no_part_of_its_words() -> None:
    tags = {
        0: TagPlace(0, PlaceKind.ITEM, is_label=True, item_id=0, list_id=0),
        1: TagPlace(0, PlaceKind.ITEM, item_id=0, list_id=0),
        2: TagPlace(1, PlaceKind.ITEM, is_label=True, item_id=1, list_id=1, list_depth=1),
        3: TagPlace(1, PlaceKind.ITEM, item_id=1, list_id=1, list_depth=1),
    }
    runs = [run("1.", 72, 100, mcid=0), run("Talk", 90, 100, mcid=1), run("a.", 90, 112, mcid=2)]
    found = blocks(tags, *runs, run("to staff", 102, 112, mcid=3))
    assert [(block.marker, block.text, block.level) for block in found] == [("1.", "Talk", 0), ("a.", "to staff", 1)]
    assert found[0].list_id != found[1].list_id


def test_paragraphs_of_one_item_are_one_block() -> None:
    tags = {0: TagPlace(0, PlaceKind.ITEM, item_id=0, list_id=0), 1: TagPlace(1, PlaceKind.ITEM, item_id=0, list_id=0)}
    [found] = blocks(tags, run("• Talk.", 72, 100, mcid=0), run("Listen.", 90, 112, mcid=1))
    assert (found.marker, found.text) == ("•", "Talk.\nListen.")


def test_an_item_without_a_label_takes_the_dot_that_is_drawn() -> None:
    tags = {0: TagPlace(0, PlaceKind.ITEM, item_id=0, list_id=0)}
    setting = Setting(CELL, (67, 80, 300, 400), tags=tags, dots=(dot(78, 97),))
    [found] = read_blocks(read_lines([run("Talk", 90, 100, mcid=0)]), setting)
    assert (found.kind, found.marker) == (BlockKind.ITEM, "•")


def test_notes_and_contents_are_in_layers_of_their_own() -> None:
    tags = {0: TagPlace(0, PlaceKind.NOTE), 1: TagPlace(1, PlaceKind.CONTENTS), 2: TagPlace(2, PlaceKind.FURNITURE)}
    found = blocks(tags, *(run(f"text {number}", 72, 100 + 12 * number, mcid=number) for number in range(3)))
    assert [block.layer for block in found] == [Layer.NOTE, Layer.FURNITURE, Layer.FURNITURE]


def test_text_without_a_tag_stands_below_what_is_above_it() -> None:
    tags = {0: TagPlace(0), 1: TagPlace(1)}
    runs = [run("first", 72, 100, mcid=0), run("untagged", 72, 130), run("last", 72, 160, mcid=1)]
    assert [block.text for block in blocks(tags, *runs)] == ["first", "untagged", "last"]
    whole = read_page_flow(page(*runs), runs, [], tags)
    assert [str(block) for block in whole.blocks] == ["first", "untagged", "last"]


def test_a_tagged_paragraph_goes_on_in_the_next_column() -> None:
    tags = {0: TagPlace(0)}
    words = "which is so long that it is broken here in line"
    left = [run(f"{words} {row}", 72, 100 + 12 * row, mcid=0) for row in range(5)]
    right = [run(f"{words} {row}", 340, 100 + 12 * row, mcid=0) for row in range(5)]
    [found] = read_page_flow(page(*left, *right), [*left, *right], [], tags).blocks
    assert str(found) == " ".join([f"{words} {row}" for row in (*range(5), *range(5))])
