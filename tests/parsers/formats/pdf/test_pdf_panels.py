"""Painted panels beside text, and statuses on pills: neither is a cell of a table, nor words of the line beside it."""

from __future__ import annotations

import pytest

from parsers.document import Block, Table
from parsers.formats.pdf.flow.page_flow import read_page_flow
from parsers.formats.pdf.page import Fill, Page, TextRun
from parsers.formats.pdf.panels import find_panels
from parsers.formats.pdf.tables.find import find_tables
from tests.parsers.formats.pdf.pages_by_hand import run
from tests.parsers.formats.pdf.tables_by_hand import lattice, level, page_of, upright

TINT, GREEN, YELLOW = "eef3f6", "2e9e4f", "fff2a8"
PANEL = (340.0, 100.0, 540.0, 230.0)


def lines(x: float, first: float, pitch: float, *texts: str) -> list[TextRun]:
    return [run(text, x, first + pitch * at) for at, text in enumerate(texts)]


def card() -> list[TextRun]:
    """A card: what is to be done at the left, and who and when in a panel at the right, set a little wider."""
    steps = ("What comes first", "Mend the roof of the old hall", "before the winter", "Hire a clerk", "Open the doors")
    told = ("Lead", "Head of Parks", "Finished by", "May 2026", "October 2026", "A sign of success", "Dry walls")
    return [*lines(60, 115, 14, *steps), *lines(350, 115, 17, *told)]


def texts(page: Page) -> list[str]:
    found = read_page_flow(page, page.runs, [], {}).blocks
    return [block.text for block in found if isinstance(block, Block) and block.text]


def test_a_panel_is_read_behind_the_text_beside_it() -> None:
    page = page_of(card(), (), [Fill(PANEL, TINT)])
    assert find_panels(page) == (PANEL,)
    assert find_tables(page) == ()
    read = " / ".join(texts(page)).replace("\n", " / ")
    assert read.index("Open the doors") < read.index("Lead") < read.index("Head of Parks") < read.index("Dry walls")
    assert "Mend the roof of the old hall before the winter" in read.replace(" / ", " ")


def test_a_panel_at_the_left_comes_first() -> None:
    told = lines(60, 115, 17, "Lead", "Head of Parks", "Finished by", "May 2026", "October 2026")
    steps = lines(300, 115, 14, "What comes first", "Mend the roof of the hall", "Hire a clerk", "Open the doors")
    read = " ".join(texts(page_of([*told, *steps], (), [Fill((50, 100, 250, 200), TINT)])))
    assert read.index("October 2026") < read.index("What comes first")


@pytest.mark.parametrize(
    ("fills", "edges"),
    [
        ([Fill(PANEL, "ffffff")], []),  # paper
        ([Fill((40, 100, 560, 230), TINT)], []),  # behind all of it
        ([Fill(PANEL, TINT), Fill((50, 100, 330, 230), TINT)], []),  # painted side by side: cells of a row
        ([Fill(PANEL, TINT), Fill((340, 231, 540, 300), GREEN)], []),  # one below the other: cells of a column
        ([Fill(PANEL, TINT)], [level(50, 540, 100)]),  # ruled at its height
        ([Fill((340, 100, 380, 230), TINT)], []),  # its lines run out of it
    ],
)
def test_what_is_no_panel(fills: list[Fill], edges: list) -> None:  # type: ignore[type-arg]
    assert find_panels(page_of(card(), edges, fills)) == ()


def test_a_painted_column_whose_lines_stand_on_those_beside_it_is_no_panel() -> None:
    names = lines(60, 115, 14, "Mend the roof", "Hire a clerk", "Open the doors", "Sell the vans", "Plant trees")
    leads = lines(350, 115, 14, "Head of Parks", "Chief Officer", "Clerk", "Fleet Manager", "Gardener")
    assert find_panels(page_of([*names, *leads], (), [Fill(PANEL, TINT)])) == ()


def test_a_cell_of_a_ruled_table_is_no_panel() -> None:
    page = page_of(card(), lattice((50, 340, 540), (100, 230, 260)), [Fill(PANEL, TINT)])
    boxes = [table.box for table in find_tables(page)]
    assert boxes
    assert find_panels(page, boxes) == ()


def pill(text: str, x: float, colour: str = GREEN, baseline: float = 115) -> tuple[TextRun, Fill]:
    words = run(text, x, baseline)
    return words, Fill((words.x0 - 8, baseline - 11, words.x1 + 8, baseline + 5), colour)


def blocks_with(words: TextRun, fill: Fill, *others: TextRun) -> list[tuple[str, str | None]]:
    page = page_of([*others, words], (), [fill])
    found: list[Block | Table] = list(read_page_flow(page, page.runs, [], {}).blocks)
    return [(block.text, block.fill) for block in found if isinstance(block, Block) and block.text]


@pytest.mark.parametrize("status", ["On track", "Complete", "Not started", "Delayed"])
def test_a_status_on_a_pill_is_no_word_of_its_line(status: str) -> None:
    found = blocks_with(*pill(status, 480), run("Recommendation 4", 60, 115, 14), run("Mend all roofs.", 60, 140))
    assert found == [("Recommendation 4", None), (status, GREEN), ("Mend all roofs.", None)]


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("On track", 160),  # in the middle of a sentence, marked by somebody
        ("Cabinet", 480),  # no status
        ("On track for a good year of work", 380),  # more than one
    ],
)
def test_words_on_paint_stay_in_their_line(text: str, x: float) -> None:
    before = run("The work is going on", 60, 115) if x > 300 else run("The work is now all", 62, 115)
    words, fill = pill(text, before.x1 + 3 if x < 300 else x, YELLOW)
    [(line, _)] = blocks_with(words, fill, before)
    assert line.split() == [*before.text.split(), *text.split()]


def test_a_pill_by_itself_keeps_its_paint() -> None:
    found = blocks_with(*pill("On track", 60, GREEN, 140), run("Recommendation 4: Mend all roofs", 60, 115, 14))
    assert found == [("Recommendation 4: Mend all roofs", None), ("On track", GREEN)]


CARDS = ((50.0, 200.0, 280.0, 330.0), (300.0, 200.0, 530.0, 330.0), (50.0, 345.0, 280.0, 475.0))


def three_cards() -> tuple[list[TextRun], list[Fill]]:
    """Two cards abreast and one below the first, each with a number, a pill, and labels of its own."""
    runs: list[TextRun] = []
    fills = [Fill(box, TINT) for box in CARDS]
    told = (("4.1", "Delayed", "Clerk"), ("4.2", "Complete", "Fleet Manager"), ("4.3", "On track", "Gardener"))
    for (left, top, right, _), (number, status, who) in zip(CARDS, told, strict=True):
        words, fill = pill(status, right - 80, GREEN, top + 20)
        runs += [run(number, left + 12, top + 21, 12), words]
        wording = ("Count what stands", "in the yard", f"Owner: {who}", "Finished by: May 2026")
        runs += lines(left + 12, top + 45, 14, *wording)
        fills.append(fill)
    return runs, fills


def test_cards_abreast_are_read_one_after_the_other_each_with_its_status() -> None:
    runs, fills = three_cards()
    page = page_of(runs, (), fills)
    assert find_panels(page) == CARDS
    assert find_tables(page) == ()
    read = " / ".join(texts(page)).replace("\n", " / ")
    order = ("4.1", "Delayed", "Owner: Clerk", "4.2", "Complete", "Owner: Fleet Manager", "4.3", "On track", "Gardener")
    places = [read.index(part) for part in order]
    assert places == sorted(places)
    assert read.count("Count what stands in the yard") == 3


def test_a_painted_row_with_labels_in_one_cell_alone_is_no_row_of_cards() -> None:
    runs = [
        *lines(62, 215, 14, "Mend", "the roof", "of the hall"),
        *lines(312, 215, 14, "Lead: A", "By: May", "Cost: 4"),
    ]
    assert find_panels(page_of(runs, (), [Fill(box, TINT) for box in CARDS[:2]])) == ()


@pytest.mark.parametrize("count", [2, 3])
def test_figures_on_tiles_stand_over_what_they_count(count: int) -> None:
    told = (("12", "actions"), ("5", "recommendations"), ("£2m", "to be saved"))[:count]
    runs: list[TextRun] = []
    fills = []
    for at, (figure, what) in enumerate(told):
        left = 50 + 170 * at
        fills.append(Fill((left, 100, left + 150, 160), "eef3f6"))
        runs += [run(figure, left + 60, 125, 18), run(what, left + 40, 145)]
    assert texts(page_of(runs, (), fills)) == [f"{figure}\n{what}" for figure, what in told]


def test_one_figure_alone_is_no_tile() -> None:
    runs = [run("12", 110, 125, 18), run("actions", 90, 145)]
    assert texts(page_of(runs, (), [Fill((50, 100, 200, 160), TINT)])) == ["12", "actions"]


def test_a_bar_along_a_box_is_no_column_of_a_table() -> None:
    edges = [level(50, 540, 100), level(50, 540, 180), upright(540, 100, 180)]
    words = lines(80, 120, 20, "Recommendation 3", "Mend all roofs before the winter.", "Sponsor: Clerk")
    page = page_of(words, edges, [Fill((50, 100, 62, 180), GREEN)])
    assert find_tables(page) == ()
    assert texts(page) == ["Recommendation 3", "Mend all roofs before the winter.", "Sponsor: Clerk"]


def test_painted_boxes_below_one_another_are_panels_though_rules_go_across_beneath_them() -> None:
    heads = [
        ("Aim 1", "Mend the roof", "of the hall"),
        ("Aim 2", "Hire a clerk"),
        ("Aim 3", "Open the doors", "in May"),
    ]
    runs, fills, edges, top = [], [], [], 100.0
    for head in heads:
        runs += lines(60, top + 14, 15, *head)
        runs += lines(220, top + 12, 13, "What we have done", "Slates came", "What we will do", f"Look to {head[0]}")
        fills.append(Fill((50, top, 160, top + 70), TINT))
        edges.append(level(50, 540, top + 70))
        top += 82
    page = page_of(runs, edges, fills)
    assert find_panels(page) == tuple(fill.box for fill in fills)
    read = " ".join(texts(page))
    places = [
        read.index(text) for text in ("Aim 1", "Look to Aim 1", "Aim 2", "Look to Aim 2", "Aim 3", "Look to Aim 3")
    ]
    assert places == sorted(places)
