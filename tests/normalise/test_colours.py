"""Which of the four colours a fill is, by its hue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.colours import name_unrated, rag_of


@pytest.mark.parametrize(
    ("fill", "rag"),
    [
        ("FF0000", "red"),
        ("#C00000", "red"),
        ("FFC7CE", "red"),
        ("dc143c", "red"),
        ("FFC000", "amber"),
        ("FFBF00", "amber"),
        ("FFFF00", "amber"),
        ("ED7D31", "amber"),
        ("F8CBAD", "amber"),
        ("FFEB9C", "amber"),
        ("00B050", "green"),
        ("92D050", "green"),
        ("70AD47", "green"),
        ("C6EFCE", "green"),
        ("E2EFDA", "green"),
        ("#0f0", "green"),
        ("00B0F0", "blue"),
        ("0070C0", "blue"),
        ("4472C4", "blue"),
        ("1F3864", "blue"),
        ("7030A0", None),
        ("800080", None),
        ("FF00FF", None),
        ("008080", None),
        ("D9D9D9", None),
        ("A6A6A6", None),
        ("FFFFFF", None),
        ("F2F2F2", None),
        ("000000", None),
        ("auto", None),
        ("", None),
        ("12345", None),
    ],
)
def test_a_fill_is_red_amber_green_blue_or_none_by_hue(fill: str, rag: str | None) -> None:
    assert rag_of(fill) == rag


@given(st.text(max_size=8) | st.from_regex(r"#?[0-9a-fA-F]{6}", fullmatch=True))
def test_any_text_is_read_without_failing(fill: str) -> None:
    assert rag_of(fill) in ("red", "amber", "green", "blue", None)


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        ("BFBFBF", "grey"),
        ("#808080", "grey"),
        ("B1A0C7", "purple"),
        ("FF66CC", "pink"),
        ("FAFAFA", None),
        ("FF0000", None),
    ],
)
def test_a_fill_that_rates_nothing_has_a_name(fill: str, name: str | None) -> None:
    assert name_unrated(fill) == name
