"""A coloured shape below a recommendation's heading is its status; one beside a bullet is the bullet's."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Document, Layer
from parsers.draft import Drafting
from parsers.layouts import bulleted_plan, status_deck
from parsers.layouts.registry import Layout
from parsers.recommending import announce, take_status
from parsers.sections import Section, cut_sections
from parsers.words import NO_WORDS, Words

GREEN, GREY = "00b050", "bfbfbf"


def shape(fill: str | None) -> Block:
    return Block(BlockKind.SHAPE, NO_WORDS, fill=fill)


def item(text: str) -> Block:
    return Block(BlockKind.ITEM, Words.of(text), marker="•")


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, Words.of(text), level=2)


def section_of(*blocks: Block) -> Section:
    [section] = cut_sections(Document("deck", "text/plain", blocks))
    return section


@pytest.mark.parametrize(
    ("blocks", "is_status"),
    [
        pytest.param((shape(GREEN), item("Dig")), True, id="right-below"),
        pytest.param((item("Dig"), shape(GREEN)), False, id="further-down"),
        pytest.param((shape(GREY), item("Dig")), False, id="grey"),
        pytest.param((shape(None), item("Dig")), False, id="no-colour"),
        pytest.param(
            (Block(BlockKind.PARAGRAPH, Words.of("On track"), fill=GREEN),), True, id="a-status-in-a-green-box"
        ),
        pytest.param((Block(BlockKind.PARAGRAPH, Words.of("Mend it"), fill=GREEN),), False, id="words-in-a-green-box"),
        pytest.param((Block(BlockKind.PARAGRAPH, Words.of("On track")),), False, id="a-status-without-colour"),
        pytest.param((), False, id="nothing"),
    ],
)
def test_only_a_coloured_shape_right_below_a_heading_is_a_status(blocks: tuple[Block, ...], is_status: bool) -> None:
    cell, rest = take_status(blocks)
    assert (cell is not None) == is_status
    assert len(rest) == len(blocks) - is_status


@pytest.mark.parametrize("layout", [status_deck.LAYOUT, bulleted_plan.LAYOUT], ids=lambda layout: layout.name)
def test_the_shape_below_a_recommendations_heading_is_its_status(layout: Layout) -> None:
    drafting = Drafting(reports_progress=True)
    layout.read(
        section_of(heading("Recommendation 1: Mend the mill"), shape(GREEN), heading("Progress"), item("Dug")), drafting
    )
    [found] = drafting.recommendations
    assert found.status is not None
    assert found.status.blocks == (shape(GREEN),)
    assert [entry.words.text for entry in drafting.progress][-1] == "Dug"


def test_a_shape_beside_a_bullet_is_that_bullets() -> None:
    drafting = Drafting()
    blocks = (
        heading("Recommendation 1: Mend the mill"),
        heading("Progress"),
        item("Slates"),
        shape(GREEN),
        item("Doors"),
        item("Paint"),
    )
    status_deck.LAYOUT.read(section_of(*blocks), drafting)
    assert [(entry.words.text, entry.status is not None) for entry in drafting.progress] == [
        ("Slates", False),
        ("Doors", True),
        ("Paint", False),
    ]


def test_a_label_above_the_wording_is_not_the_wording() -> None:
    drafting = Drafting()
    blocks = (
        heading("Recommendation 1"),
        heading("What the peers said"),
        Block(BlockKind.PARAGRAPH, Words.of("Mend the mill")),
    )
    announce(section_of(*blocks), drafting)
    assert [words.text for words in drafting.recommendations[0].wordings] == ["Mend the mill"]


def test_furniture_is_in_no_section() -> None:
    blocks = (
        heading("Recommendation 1: Mend the mill"),
        Block(BlockKind.HEADING, Words.of("Again"), layer=Layer.FURNITURE),
    )
    assert section_of(*blocks).blocks == ()


def test_a_label_is_no_wording_either() -> None:
    drafting = Drafting()
    section = section_of(
        heading("Recommendation 1"), heading("What we have done"), Block(BlockKind.PARAGRAPH, Words.of("Dug"))
    )
    status_deck.LAYOUT.read(section, drafting)
    assert drafting.recommendations[0].wordings == []
    assert [entry.words.text for entry in drafting.progress] == ["Dug"]


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH])
def test_a_shape_may_stand_between_a_bare_number_and_the_wording(kind: BlockKind) -> None:
    drafting = Drafting(reports_progress=True)
    wording = Block(kind, Words.of("Mend the mill"))
    section = section_of(heading("Recommendation one"), shape(GREEN), wording, item("Dug"), item("Drained"))
    assert bulleted_plan.LAYOUT.score(section, drafting) > 0
    bulleted_plan.LAYOUT.read(section, drafting)
    [found] = drafting.recommendations
    assert (found.number, [words.text for words in found.wordings]) == ("1", ["Mend the mill"])
    assert found.status is not None
    assert [entry.words.text for entry in drafting.progress] == ["Dug", "Drained"]
