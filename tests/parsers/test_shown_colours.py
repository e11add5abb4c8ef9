"""The colour that a cell shows, by a fill, a shape or a sign, and the words without the sign."""

from __future__ import annotations

import pytest

from normalise.records import Rag
from parsers.document import Block, BlockKind, Cell
from parsers.shown_colours import coloured_signs, is_sign, part_signs, rag_of_signs, shown_rag
from parsers.words import Run, Style, Words

GREEN, RED, GREY, AMBER = "00b050", "ff0000", "d9d9d9", "ffc000"


def ink(*pieces: tuple[str, str | None]) -> Words:
    """Return words whose runs have these colours."""
    return Words(tuple(Run(text, style=Style(colour=colour)) for text, colour in pieces))


@pytest.mark.parametrize(
    ("words", "rag", "kept"),
    [
        pytest.param(ink(("●", GREEN)), "green", "", id="sign-by-itself"),
        pytest.param(ink(("● ", GREEN), ("On track", None)), "green", "On track", id="in-front"),
        pytest.param(ink(("On track ", None), ("■", RED)), "red", "On track", id="behind"),
        pytest.param(ink(("●\n", GREEN), ("On track", None)), "green", "On track", id="on-a-line-above"),
        pytest.param(ink(("🟢 On track", None)), "green", "On track", id="coloured-by-itself"),
        pytest.param(ink(("🟢\ufe0f On track", "000000")), "green", "On track", id="asked-for-as-a-picture"),
        pytest.param(ink(("🟡", None)), "amber", "", id="yellow-is-amber"),
        pytest.param(ink(("🟣 Paused", None)), None, "Paused", id="purple-is-of-no-status"),
        pytest.param(ink(("🔴🟢 Mixed", None)), None, "Mixed", id="two-colours-are-none"),
        pytest.param(ink(("●", None)), None, "", id="sign-without-a-colour"),
        pytest.param(ink(("• ", GREEN), ("On track", None)), None, "• On track", id="a-bullet-is-no-sign"),
        pytest.param(ink(("On track", GREEN)), None, "On track", id="coloured-words-are-no-sign"),
        pytest.param(ink(("Red 🔴 and green", None)), None, "Red 🔴 and green", id="amid-words"),
        pytest.param(ink(), None, "", id="nothing"),
    ],
)
def test_signs_tell_their_colour_and_are_no_words(words: Words, rag: Rag | None, kept: str) -> None:
    assert rag_of_signs(words) == rag
    assert part_signs(words)[1].text == kept
    assert sorted("".join(part.text for part in part_signs(words))) == sorted(words.text)


@pytest.mark.parametrize(
    ("fill", "dot", "words", "rag"),
    [
        pytest.param(GREEN, None, ink(("●", RED)), "green", id="the-fill-first"),
        pytest.param(GREY, RED, ink(), "red", id="a-dot-in-a-grey-cell"),
        pytest.param(GREY, None, ink(("●", AMBER)), "amber", id="a-sign-in-a-grey-cell"),
        pytest.param(GREY, GREY, ink(("Delayed", None)), None, id="grey-is-none"),
    ],
)
def test_what_is_painted_comes_before_a_sign_and_grey_is_nothing(
    fill: str, dot: str | None, words: Words, rag: Rag | None
) -> None:
    blocks = (Block(BlockKind.SHAPE, Words(), fill=dot), Block(BlockKind.PARAGRAPH, words))
    assert shown_rag(Cell(0, 0, blocks, fill=fill)) == rag


def test_every_coloured_sign_is_one_sign() -> None:
    assert all(len(sign) == 1 and is_sign(sign) for sign in coloured_signs())
    assert set(coloured_signs().values()) == {"red", "amber", "green", "blue", None}
