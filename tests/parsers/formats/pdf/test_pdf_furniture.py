"""Running headers and footers, page numbers and watermarks; and what only looks like them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.pdf.furniture import PageBlocks, mark_page_furniture
from parsers.words import Place, Style, Words

HEIGHT = 842.0


def block(text: str, top: float, size: float = 10.0, x: float = 72.0, colour: str | None = None) -> Block:
    place = Place(page=1, bbox=(x, top, x + 0.5 * size * len(text), top + 1.2 * size))
    return Block(BlockKind.PARAGRAPH, Words.of(text, place, Style(size=size, colour=colour)), place=place)


def pages(count: int, *make: Callable[[int], Block | Table]) -> tuple[PageBlocks, ...]:
    """Return pages with what is made for each, by its number, around some text of its own."""
    return tuple(
        PageBlocks(
            number, 595, HEIGHT,
            (*(one(number) for one in make), block(f"The text of page {number * 7} is here and fills some of it", 300)),
        )
        for number in range(1, count + 1)
    )  # fmt: skip


def furniture(marked: Sequence[PageBlocks]) -> list[str]:
    return [
        block.text if isinstance(block, Block) else "table"
        for page in marked
        for block in page.blocks
        if block.layer is Layer.FURNITURE
    ]


def run(count: int, *make: Callable[[int], Block | Table]) -> list[str]:
    return furniture(mark_page_furniture(pages(count, *make)))


def test_a_line_at_the_same_place_of_three_pages_is_furniture() -> None:
    assert run(3, lambda _: block("Wexmere Borough Council", 40)) == ["Wexmere Borough Council"] * 3


def test_two_pages_are_enough_with_a_page_number_only() -> None:
    assert run(2, lambda _: block("Wexmere Borough Council", 40)) == []
    assert run(2, lambda number: block(f"Action plan | Page {number}", 800)) == [
        "Action plan | Page 1",
        "Action plan | Page 2",
    ]


@pytest.mark.parametrize("line", ["Feedback report – {}", "{} | Wexmere", "Wexmere {}"])
def test_a_foot_with_a_number_that_counts_the_pages_is_furniture(line: str) -> None:
    assert run(2, lambda number: block(line.format(number), 800)) == [line.format(1), line.format(2)]


def test_a_foot_that_lost_a_sign_on_one_page_of_a_scan_is_the_same() -> None:
    lines = {1: "Wexmere | Action plan | Page 1", 2: "Wexmere Action plan | Page 2", 3: "Wexmere | Action plan Page 3"}
    assert run(3, lambda number: block(lines[number], 800)) == list(lines.values())


def test_page_numbers_count_the_pages_from_whatever_number() -> None:
    assert run(3, lambda number: block(str(number + 44), 800)) == ["45", "46", "47"]
    assert run(3, lambda number: block(str(number * 11), 800)) == []


def test_page_of_pages_is_furniture_on_a_single_page() -> None:
    assert run(1, lambda number: block(f"Page {number} of 1", 800)) == ["Page 1 of 1"]


@pytest.mark.parametrize(("line", "kept"), [("Wexmere | 1", False), ("Wexmere | 4", True), ("Wexmere 1", True)])
def test_a_single_page_ends_in_its_number(line: str, kept: bool) -> None:
    assert run(1, lambda _: block(line, 800)) == ([] if kept else [line])


def test_left_and_right_pages_have_their_furniture_on_different_sides() -> None:
    found = run(6, lambda number: block("Peer challenge report", 40, x=72 if number % 2 else 400))
    assert len(found) == 6


def test_a_few_points_up_or_down_are_the_same_place() -> None:
    assert len(run(4, lambda number: block("OFFICIAL", 38 + number))) == 4


def test_the_same_words_elsewhere_on_each_page_are_text() -> None:
    assert run(4, lambda number: block("Recommendation", 150 + 70 * number)) == []


def test_a_label_at_the_same_place_below_the_margin_is_text() -> None:
    assert run(4, lambda _: block("Progress update:", 120)) == []


def test_a_label_in_the_margin_with_its_own_value_below_it_is_text() -> None:
    posts = ["Leader", "Head of Parks", "Chief Clerk", "Treasurer"]
    assert run(4, lambda _: block("Sponsor", 780), lambda number: block(posts[number - 1], 793)) == []


@pytest.mark.parametrize(("gap", "x"), [pytest.param(30, 72, id="too-far"), pytest.param(13, 200, id="elsewhere")])
def test_a_running_line_heads_nothing_that_stands_apart(gap: float, x: float) -> None:
    posts = ["Leader", "Head of Parks", "Chief Clerk", "Treasurer"]
    found = run(4, lambda _: block("Our plan", 40), lambda number: block(posts[number - 1], 40 + gap, x=x))
    assert found == ["Our plan"] * 4


@pytest.mark.parametrize("text", ["Theme {}", "Recommendation {}", "Appendix {}"])
def test_a_numbered_heading_at_the_head_of_each_page_is_text(text: str) -> None:
    assert run(4, lambda number: block(text.format(number), 60, 16)) == []


def test_titles_of_sections_that_run_over_pages_are_furniture() -> None:
    titles = ["Our finances", "Our finances", "Our people", "Our people", "Our people"]
    made = pages(5, lambda number: block(titles[number - 1], 40, 8))
    assert furniture(mark_page_furniture(made)) == titles


def test_a_running_title_that_is_a_heading_elsewhere_is_furniture() -> None:
    titles = ["Our finances", "Our people", "Our places", "Our partners"]
    made = pages(4, lambda n: block(titles[n - 1], 40, 8), lambda n: block(titles[n - 1], 200, 16))
    assert furniture(mark_page_furniture(made)) == titles


def test_headings_that_each_page_begins_with_are_text() -> None:
    titles = ["Our finances", "Our people", "Our places", "Our partners"]
    contents = PageBlocks(9, 595, HEIGHT, tuple(block(title, 300 + 20 * n) for n, title in enumerate(titles)))
    made = pages(4, lambda number: block(titles[number - 1], 60, 18))
    assert furniture(mark_page_furniture((contents, *made))) == []


def table(top: float, rows: int = 5) -> Callable[[int], Table]:
    def make(_: int) -> Table:
        place = Place(page=1, bbox=(72, top, 500, top + 20 * rows))
        cells = tuple(Cell(row, 0, (block(f"Row {row}", top + 20 * row),), place=place) for row in range(rows))
        return Table(cells, rows, 1, place=place)

    return make


def test_a_table_that_begins_alike_on_each_page_is_text() -> None:
    assert run(4, table(50)) == []


def test_a_table_of_one_row_that_runs_over_pages_is_furniture() -> None:
    assert run(4, table(40, rows=1)) == ["table"] * 4


def test_a_large_pale_word_at_one_place_of_most_pages_is_a_watermark() -> None:
    assert run(3, lambda _: block("DRAFT", 400, 80, colour="d9d9d9")) == ["DRAFT"] * 3
    assert run(3, lambda _: block("DRAFT", 400, 80, colour="202020")) == []


def test_lines_along_the_side_of_each_page_are_furniture() -> None:
    def sidewise(_: int) -> Block:
        place = Place(page=1, bbox=(20, 300, 30, 500))
        return Block(BlockKind.PARAGRAPH, Words.of("Printed by Wexmere", place), place=place)

    assert run(3, sidewise) == ["Printed by Wexmere"] * 3


def test_pages_of_different_sizes_share_their_footers() -> None:
    made = [
        PageBlocks(number, 595, height, (block("Wexmere Borough Council", height - 40),))
        for number, height in enumerate((842.0, 595.0, 842.0, 595.0), 1)
    ]
    assert len(furniture(mark_page_furniture(made))) == 4


def test_nothing_is_removed() -> None:
    made = pages(5, lambda _: block("Wexmere Borough Council", 40), table(100))
    marked = mark_page_furniture(made)
    assert [[str(b).removesuffix(" (furniture)") for b in page.blocks] for page in marked] == [
        [str(b) for b in page.blocks] for page in made
    ]
