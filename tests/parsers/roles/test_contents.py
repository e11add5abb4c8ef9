"""What a single cell is taken for, whatever stands above it."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell
from parsers.roles.contents import is_time
from parsers.words import Place, Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Review the clock each year", False),
        ("Report on the weir to Cabinet twice a year", False),
        ("Review yearly", True),
        ("Each year", True),
        ("Quarterly", True),
        ("Complete by May 2026", True),
    ],
)
def test_words_that_say_what_is_done_are_no_time(text: str, expected: bool) -> None:
    cell = Cell(0, 0, (Block(BlockKind.PARAGRAPH, Words.of(text, Place())),))
    assert is_time(cell) is expected
