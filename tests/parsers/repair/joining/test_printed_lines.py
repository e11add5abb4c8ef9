"""How much room the lines of a cell leave, below and beside the last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.document import Cell
from parsers.repair.joining.printed_lines import PrintedLines, first_word_width, read_printed_lines
from parsers.words import Place, Words
from tests.parsers.repair.joining.typesetting import make_cell, wrap


def cell(text: str, *, height: float = 40.0, top: float = 100.0) -> Cell:
    place = Place(1, (40.0, top, 140.0, top + height), table=0, row=0, cell=0)
    return make_cell(wrap(text, 100.0), place)


def lines_of(text: str, *, height: float = 40.0) -> PrintedLines:
    found = read_printed_lines(cell(text, height=height))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "height", "lines"),
    [
        pytest.param("two words here and three", 32.0, 0, id="full"),
        pytest.param("two words here and three", 80.0, 4, id="four-lines-free"),
        pytest.param("one line", 20.0, 0, id="one-line"),
    ],
)
def test_the_room_below_is_counted_in_lines(text: str, height: float, lines: int) -> None:
    assert round(lines_of(text, height=height).room) == lines


def test_the_room_beside_is_what_the_margins_leave() -> None:
    assert lines_of("0123456789").room_beside() == 100 - 8 - 50


def test_text_at_the_foot_of_its_cell_tells_nothing_of_the_room_below() -> None:
    low = cell("one line", height=200.0, top=100.0)
    moved = [run._replace(place=run.place._replace(bbox=(44, 280, 84, 292))) for run in low.words.runs]
    block = next(low.iter_blocks())
    lines = read_printed_lines(replace(low, blocks=(replace(block, words=Words(tuple(moved))),)))
    assert lines is not None
    assert not lines.is_high


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        pytest.param("Kestrel path", 7, id="word"),
        pytest.param("long-term aims", 5, id="up-to-a-hyphen"),
        pytest.param("ALT / AMT to say", 5, id="a-stroke-belongs-to-the-word"),
        pytest.param("30\u00a0June, if dry", 8, id="no-line-ends-at-a-hard-blank"),
    ],
)
def test_the_first_word_is_what_no_line_breaks(text: str, characters: int) -> None:
    assert first_word_width(cell(text)) == pytest.approx(5.0 * characters)


def test_a_cell_without_a_place_tells_nothing() -> None:
    assert read_printed_lines(replace(cell("words"), place=Place(1))) is None
    assert read_printed_lines(cell("")) is None
    assert read_printed_lines(None) is None
