"""Cards abreast and below one another: each column of them is read by itself, whatever is painted about them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.document import Block
from parsers.formats.pdf.card_stacks import find_stacks
from parsers.formats.pdf.flow.page_flow import read_page_flow
from parsers.formats.pdf.page import Fill, Page, TextRun
from parsers.formats.pdf.tables.find import find_tables
from tests.parsers.formats.pdf.pages_by_hand import run
from tests.parsers.formats.pdf.tables_by_hand import page_of

HEAD, DONE, NEXT = "e3f0f0", "f6f6f2", "fdf3e3"
LEFT, RIGHT = (40.0, 285.0), (310.0, 555.0)
ANCHOR = (
    "Aim 1",
    "Mend the anchor",
    "Done",
    "Rust was taken off",
    "and paint bought",
    "Next",
    "Paint it twice",
    "Lead: Smith",
)
BELL = ("Aim 3", "Hang the bell in the tower", "Done", "A rope was found", "Next", "Ring it", "Lead: Sexton")
CLOCK = (
    "Aim 2",
    "Wind the clock",
    "that stopped last year",
    "Done",
    "Oil came in May",
    "Next",
    "Set it right",
    "Lead: Mayor",
)
DOOR = ("Aim 4", "Open the door", "Done", "The key is cut", "Next", "Oil the hinge", "Hire a porter", "Lead: Clerk")
BOLD = ("Aim 1", "Aim 2", "Aim 3", "Aim 4", "Done", "Next")


def column(x: float, *cards: Sequence[str], first: float = 120.0, apart: float = 26.0) -> list[TextRun]:
    runs, at = [], first
    for card in cards:
        for text in card:
            at += 17 if text in BOLD else 13
            runs.append(run(text, x, at, bold=text in BOLD))
        at += apart
    return runs


def bands(sides: tuple[float, float], *heights: float, first: float = 110.0) -> list[Fill]:
    """Return fills one right below the other, a head and two parts, from a height."""
    fills, top = [], first
    for height, colour in zip(heights, (HEAD, DONE, NEXT) * len(heights), strict=False):
        fills.append(Fill((sides[0], top, sides[1], top + height), colour))
        top += height
    return fills


def texts(page: Page) -> list[str]:
    found = read_page_flow(page, page.runs, [], {}).blocks
    return [line for block in found if isinstance(block, Block) for line in block.text.split("\n") if line]


def is_in_order(found: Sequence[str], *cards: Sequence[str]) -> bool:
    printed = " ".join(found)
    places = [printed.find(text) for card in cards for text in (card[0], card[1], card[-1])]
    return -1 not in places and places == sorted(places)


def test_plain_columns_with_the_same_labels_are_read_one_after_the_other() -> None:
    page = page_of([*column(48, ANCHOR, BELL), *column(318, CLOCK, DOOR)])
    assert find_tables(page) == ()
    assert is_in_order(texts(page), ANCHOR, BELL, CLOCK, DOOR)


def test_labels_that_stand_level_all_the_way_down_are_a_table() -> None:
    pairs = [("Lead", "Lead"), ("Mayor", "Clerk"), ("Done", "Done"), ("Oil came", "Rope came"), ("Next", "Next")] * 2
    runs = [
        run(text, x, 120 + 14 * at, bold=at % 2 == 0)
        for at, pair in enumerate(pairs)
        for x, text in zip((48, 318), pair, strict=True)
    ]
    assert texts(page_of(runs))[0].startswith("Lead")


def test_bands_of_one_width_make_a_card() -> None:
    left, right = bands(LEFT, 30, 60, 60), bands(RIGHT, 30, 75, 50)
    page = page_of([*column(48, ANCHOR), *column(318, CLOCK)], (), [*left, *right])
    assert find_stacks(page) == ((40, 110, 285, 260), (310, 110, 555, 265))


def test_cards_of_a_column_are_one_box() -> None:
    fills = [*bands(LEFT, 30, 60, 60), *bands(LEFT, 28, 60, first=280), *bands(RIGHT, 30, 75, 50)]
    page = page_of([*column(48, ANCHOR, BELL), *column(318, CLOCK)], (), fills)
    assert find_stacks(page) == ((40, 110, 285, 368), (310, 110, 555, 265))


def test_a_line_over_both_columns_parts_the_cards() -> None:
    fills = [*bands(LEFT, 30, 60, 60), *bands(LEFT, 28, 60, first=300)]
    line = run("What comes after this stands under a heading that goes over both of the columns", 48, 285)
    page = page_of([*column(48, ANCHOR), line, *column(48, BELL, first=305)], (), fills)
    assert find_stacks(page) == ((40, 110, 285, 260), (40, 300, 285, 388))


@pytest.mark.parametrize(
    "fills",
    [
        pytest.param([*bands(LEFT, 30, 60, 60), *bands(RIGHT, 30, 60, 60)], id="level-rows"),
        pytest.param([*bands(LEFT, 30, 60, 60), *bands((287, 400), 30, 70, 50)], id="cells-that-abut"),
        pytest.param(bands((40, 520), 30, 60, 60), id="as-wide-as-the-page"),
        pytest.param(bands((40, 120), 30, 60, 60), id="narrow"),
        pytest.param([Fill((*LEFT[:1], 110, LEFT[1], 260), DONE)], id="one-band"),
        pytest.param([Fill((40, 110, 285, 150), "ffffff"), Fill((40, 150, 285, 260), "ffffff")], id="paper"),
        pytest.param([*bands((40, 60 + 40), 30, 60, 60)], id="run-out-of-it"),
    ],
)
def test_what_is_no_card(fills: list[Fill]) -> None:
    page = page_of([*column(48, ANCHOR), *column(318, CLOCK)], (), fills)
    assert find_stacks(page) == ()


def test_a_paragraph_beside_a_card_stays_whole() -> None:
    beside = [
        run(text, 48, 110 + 13 * at) for at, text in enumerate(["Foreword", *[f"line {n} of it" for n in range(16)]])
    ]
    fills = bands(RIGHT, 30, 60, 60)
    found = " ".join(texts(page_of([*beside, *column(318, CLOCK)], (), fills)))
    assert found.index("line 15 of it") < found.index("Aim 2")


@pytest.mark.parametrize("heads", [("Aim 1", "Aim 3"), ("Recommendation 2", "Recommendation 4"), ("Done", "Done")])
def test_headings_that_differ_by_their_number_alone_head_no_table(heads: tuple[str, str]) -> None:
    rows = (heads, ("Anchor", "Bell"), ("Rust", "Rope"), ("Paint", "Ring"), ("Smith", "Sexton"))
    runs = [
        run(text, x, 120 + 14 * at, bold=not at)
        for at, row in enumerate(rows)
        for x, text in zip((48, 318), row, strict=True)
    ]
    assert find_tables(page_of(runs)) == ()
