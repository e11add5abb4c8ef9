"""Fills shared with a header or with row banding are taken away; fills that tell the rows of a table apart stay."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Table
from parsers.idle_fills import without_idle_fills
from parsers.words import Words

HEAD, BAND, RED, GREEN, AMBER, GREY = "1f3864", "dce6f1", "ff0000", "00b050", "ffc000", "d9d9d9"
HEADINGS = ("Recommendation", "Action", "Lead", "Status")


def table(*rows: tuple[str, ...], header_fill: str = HEAD) -> Table:
    """Return a table under a header; a row is the fill of each of its cells, "" for none."""
    cells = [Cell(0, column, _words(text), fill=header_fill or None) for column, text in enumerate(HEADINGS)]
    for number, fills in enumerate(rows, start=1):
        cells += [Cell(number, column, _words("Words"), fill=fill or None) for column, fill in enumerate(fills)]
    return Table(tuple(cells), len(rows) + 1, len(HEADINGS))


def _words(text: str) -> tuple[Block, ...]:
    return (Block(BlockKind.PARAGRAPH, Words.of(text)),)


def fills(made: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.fill or "" for cell in row) for row in made.rows()[1:]]


NONE = ("",) * 4


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        pytest.param([("", "", "", RED), ("", "", "", GREEN)], [("", "", "", RED), ("", "", "", GREEN)], id="statuses"),
        pytest.param([NONE, (BAND,) * 4, NONE, (BAND,) * 4], [NONE] * 4, id="every-second-row"),
        pytest.param([(BAND,) * 4] * 3, [NONE] * 3, id="every-row"),
        pytest.param([(BAND, BAND, BAND, RED), NONE], [("", "", "", RED), NONE], id="a-status-on-a-band"),
        pytest.param([(BAND, BAND, "", BAND), NONE], [NONE, NONE], id="most-of-a-row"),
        pytest.param([("", "", BAND, BAND)], [("", "", BAND, BAND)], id="half-of-a-row-is-no-band"),
        pytest.param([(RED,) * 4, (GREEN,) * 4], [(RED,) * 4, (GREEN,) * 4], id="rows-painted-for-what-they-say"),
        pytest.param([(GREEN,) * 4, (GREY,) * 4], [NONE, NONE], id="grey-says-nothing"),
        pytest.param([("", "", "", HEAD), ("", "", "", AMBER)], [NONE, ("", "", "", AMBER)], id="the-headers-colour"),
    ],
)
def test_what_a_fill_shares_it_does_not_say(rows: list[tuple[str, ...]], kept: list[tuple[str, ...]]) -> None:
    made = without_idle_fills(table(*rows))
    assert fills(made) == kept
    assert [cell.fill for cell in made.rows()[0]] == [HEAD] * 4
    assert without_idle_fills(made) == made


def test_a_cell_that_reaches_into_a_row_counts_as_one_of_its_cells() -> None:
    merged = Cell(1, 0, _words("A"), row_span=2, column_span=3)
    statuses = (Cell(1, 3, _words("x"), fill=RED), Cell(2, 3, _words("y"), fill=RED))
    assert fills(without_idle_fills(Table((*table().cells, merged, *statuses), 3, 4))) == [("", RED), (RED,)]


def test_a_table_without_fills_is_itself() -> None:
    plain = table(NONE, header_fill="")
    assert without_idle_fills(plain) is plain
