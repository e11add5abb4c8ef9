"""Lines of a cell that are a time each."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Document, Table
from parsers.repair.value_lines import part_value_lines
from parsers.words import Place, Run, Words


def read(*lines: str, is_header: bool = False) -> str:
    """Return the text of a cell printed in lines, after the step; a line's end is a blank to the reader of the page."""
    runs = [
        Run(
            line if number == len(lines) else line + " ", Place(1, (10, 12.0 * number, 90, 12.0 * number + 10), table=0)
        )
        for number, line in enumerate(lines, 1)
    ]
    cell = Cell(0, 0, (Block(BlockKind.PARAGRAPH, Words(tuple(runs))),), is_header=is_header)
    table = Table((cell,), 1, 1, place=Place(1, (0, 0, 100, 100), table=0))
    [done] = part_value_lines(Document("plan.pdf", "application/pdf", (table,))).blocks
    assert isinstance(done, Table)
    return done.cells[0].text


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Spring 2025", "Summer 2025", "December 2025"), id="seasons-and-months"),
        pytest.param(("April 2025", "Ongoing"), id="with-ongoing"),
        pytest.param(("Q1 2025/26", "Q2 2025/26", "Q2 2025/26"), id="quarters"),
        pytest.param(("31 May 2025", "By end of June 2025"), id="days"),
    ],
)
def test_times_under_one_another_are_lines(lines: tuple[str, ...]) -> None:
    assert read(*lines) == "\n".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("September", "2025"), id="month-and-year"),
        pytest.param(("April 2025 to", "March 2026"), id="range"),
        pytest.param(("By the end of", "March 2026"), id="begun-above"),
        pytest.param(("Report to Cabinet in May 2025", "Review in June 2026"), id="prose"),
        pytest.param(("Executive Director", "Place and Growth"), id="owner"),
        pytest.param(("Ongoing",), id="one-line"),
    ],
)
def test_what_only_wraps_stays_one_text(lines: tuple[str, ...]) -> None:
    assert read(*lines) == " ".join(lines)


def test_headers_stay_as_they_are() -> None:
    assert read("April 2025", "May 2025", is_header=True) == "April 2025 May 2025"
