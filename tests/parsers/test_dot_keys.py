"""A drawn key is told from dots that stand beside progress."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.document import Block, BlockKind
from parsers.dot_keys import find_dot_key
from parsers.words import NO_WORDS, Words

GREEN, AMBER, GREY, WHITE = "00b050", "ffc000", "bfbfbf", "ffffff"


def blocks_of(*parts: tuple[str, str]) -> tuple[Block, ...]:
    """Return a shape and a paragraph for each colour and text; none for what is empty."""
    blocks: list[Block] = []
    for fill, text in parts:
        blocks += [Block(BlockKind.SHAPE, NO_WORDS, fill=fill)] if fill else []
        blocks += [Block(BlockKind.PARAGRAPH, Words.of(text))] if text else []
    return tuple(blocks)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        pytest.param([(GREEN, "On track"), (AMBER, "Some slippage")], 2, id="key"),
        pytest.param([("", "Key"), (GREEN, "On track"), (AMBER, "Delayed"), ("", "Text")], 2, id="amid-text"),
        pytest.param([(GREEN, "On track"), (AMBER, "Delayed"), (GREEN, "Done")], 0, id="a-colour-twice"),
        pytest.param([(GREEN, "On track")], 0, id="one-dot"),
        pytest.param([(GREEN, "Slates are bought"), (AMBER, "Doors wait")], 0, id="progress"),
        pytest.param([(GREEN, "On track"), ("", "words"), (AMBER, "Delayed")], 0, id="not-together"),
        pytest.param([(GREY, "Not started"), (AMBER, "Delayed")], 2, id="grey-beside-a-colour"),
        pytest.param([(WHITE, "Not started"), (AMBER, "Delayed")], 0, id="white-is-no-colour"),
        pytest.param([(GREEN, ""), (AMBER, "Delayed")], 0, id="no-meaning"),
        pytest.param([(GREEN, "On track" + " and so on" * 9), (AMBER, "Delayed")], 0, id="prose"),
        pytest.param([(GREEN, "On track"), (AMBER, "Delayed"), (GREEN, "")], 2, id="a-dot-behind-it"),
        pytest.param([("", "Key: 🟢 On track 🔴 Off track; 🟠 = Some slippage")], 3, id="signs-in-a-line"),
        pytest.param([("", "🟢 On track"), ("", "⚠️ Delayed")], 2, id="signs-line-by-line"),
        pytest.param([("", "🟢 On track\n🔴 Off track")], 2, id="lines-of-one-paragraph"),
        pytest.param([("", "🟢 Slates are bought"), ("", "🔴 Doors wait")], 0, id="signs-beside-progress"),
        pytest.param([("", "🟣 On hold 🟢 On track")], 2, id="a-sign-that-rates-nothing"),
        pytest.param(
            [("", "In this long sentence signs such as 🟢 On track 🔴 Off track stand")], 0, id="prose-with-signs"
        ),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_a_key_has_each_colour_once_and_a_bare_status(parts: list[tuple[str, str]], found: int) -> None:
    assert len(list(find_dot_key(blocks_of(*parts)))) == found


def test_a_key_says_what_is_printed_and_nothing_else() -> None:
    key = find_dot_key(blocks_of((GREEN, "On track "), (AMBER, "Some slippage")))
    assert list(key) == [("On track", "green"), ("Some slippage", "amber")]


def test_a_colour_that_rates_nothing_is_named() -> None:
    key = find_dot_key(blocks_of((GREEN, "On track"), (GREY, "Not started"), ("", "⚪ On hold")))
    assert list(key) == [("On track", "green"), ("Grey – Not started", None), ("White – On hold", None)]


@pytest.mark.parametrize(("sign", "value"), [("⚪", "not_started"), ("🟣", "on_hold"), ("🟢", "completed")])
def test_a_sign_that_rates_nothing_is_read_by_the_key(sign: str, value: str) -> None:
    text = (
        "# Peer challenge action plan\n\nTarnside Council\n\nKey: 🟢 Complete 🟣 On hold ⚪ Not started\n\n"
        f"| Recommendation | Action | RAG |\n|---|---|---|\n| Open the lido | Paint the walls | {sign} |\n"
    )
    [action] = read_extraction(text.encode(), "plan.md").actions
    assert action.status is not None
    assert action.status.value == value
