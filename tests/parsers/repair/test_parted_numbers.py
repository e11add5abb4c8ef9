"""A number that is set large below "Recommendation" is the recommendation's number, and no page's."""

from __future__ import annotations

from itertools import chain

import pytest

from parsers.document import Block, BlockKind, Document, Layer
from parsers.repair.parted_numbers import rejoin_numbers
from parsers.words import Words


def line(text: str, kind: BlockKind = BlockKind.PARAGRAPH, layer: Layer = Layer.BODY) -> Block:
    return Block(kind, Words.of(text), layer=layer)


def rejoined(*blocks: Block) -> list[tuple[str, BlockKind]]:
    document = rejoin_numbers(Document("plan.pdf", "application/pdf", blocks))
    return [(block.text, block.kind) for block in document.blocks if isinstance(block, Block)]


def cards(*numbers: str, name: str = "Recommendation") -> list[Block]:
    return list(chain.from_iterable((line(name), line(number), line("Open the boathouse")) for number in numbers))


@pytest.mark.parametrize("name", ["Recommendation", "RECOMMENDATION", "Key recommendation", "Recommendation no."])
def test_a_name_and_the_number_below_it_are_one_heading(name: str) -> None:
    found = rejoined(*cards("1", "2", name=name))
    assert [text for text, kind in found if kind is BlockKind.HEADING] == [f"{name} 1", f"{name} 2"]
    assert [text for text, kind in found if kind is BlockKind.PARAGRAPH] == ["Open the boathouse"] * 2


def test_numbers_may_be_missing_and_have_signs() -> None:
    found = rejoined(*cards("1.", "4."))
    assert [text for text, kind in found if kind is BlockKind.HEADING] == ["Recommendation 1.", "Recommendation 4."]


@pytest.mark.parametrize("numbers", [("1",), ("3", "2"), ("7", "7"), ("1", "two"), ("2024", "2025")])
def test_a_single_one_or_numbers_that_do_not_rise_stay_apart(numbers: tuple[str, ...]) -> None:
    assert all(kind is BlockKind.PARAGRAPH for _, kind in rejoined(*cards(*numbers)))


def test_a_page_number_is_none_of_a_recommendation() -> None:
    pages = [line("Recommendation"), line("1", layer=Layer.FURNITURE)] * 2
    assert all(kind is BlockKind.PARAGRAPH for _, kind in rejoined(*pages))
