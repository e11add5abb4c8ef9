"""Keys to colours: dots on one line with what each means behind it, or one below the other."""

from __future__ import annotations

from parsers.document import Block, Table
from parsers.dot_keys import find_dot_key
from parsers.formats.pdf.flow.page_flow import read_page_flow
from parsers.formats.pdf.page import Fill, TextRun
from tests.parsers.formats.pdf.pages_by_hand import dot, page, run

GREEN, AMBER, GREY = "00a03c", "ffb400", "a0a0a0"


def blocks_of(runs: list[TextRun], fills: list[Fill]) -> list[Block | Table]:
    made = page(*runs)
    made.fills = fills
    return list(read_page_flow(made, runs, [], {}).blocks)


def row_of(*entries: tuple[str, str]) -> tuple[list[TextRun], list[Fill]]:
    """Return dots 9 points wide on one line, the words behind each 2 points off it."""
    runs, fills, x = [run("What the dots mean", 72, 80), run("And then there is text.", 72, 130)], [], 72.0
    for colour, words in entries:
        fills.append(dot(x, 97, 9, colour))
        runs.append(run(words, x + 11, 100))
        x = runs[-1].x1 + 8
    return runs, fills


def test_each_dot_on_a_line_stands_in_front_of_its_words() -> None:
    blocks = blocks_of(*row_of((GREEN, "On track"), (AMBER, "Delayed"), (GREY, "Not started")))
    assert [block.text for block in blocks if isinstance(block, Block) and block.text] == [
        "What the dots mean",
        "On track",
        "Delayed",
        "Not started",
        "And then there is text.",
    ]
    assert list(find_dot_key(blocks)) == [("On track", "green"), ("Delayed", "amber"), ("Grey – Not started", None)]


def test_dots_of_one_colour_are_no_key() -> None:
    blocks = blocks_of(*row_of((GREEN, "Bins"), (GREEN, "Parks"), (GREEN, "Roads")))
    assert "Bins Parks Roads" in [block.text for block in blocks if isinstance(block, Block)]


def test_words_in_front_of_the_first_dot_make_it_no_row_of_a_key() -> None:
    runs, fills = row_of((GREEN, "On track"), (AMBER, "Delayed"))
    blocks = blocks_of([*runs, run("Key", 40, 100)], fills)
    assert "Key On track Delayed" in [block.text for block in blocks if isinstance(block, Block)]


def test_dots_below_one_another_stand_in_front_of_their_lines() -> None:
    words = ("On track", "Delayed", "Not started")
    runs = [run("What the dots mean for the plan", 72, 80), *(run(w, 92, 110 + 24 * at) for at, w in enumerate(words))]
    fills = [dot(72, 107 + 24 * at, 9, colour) for at, colour in enumerate((GREEN, AMBER, GREY))]
    assert [meaning for meaning, _ in find_dot_key(blocks_of(runs, fills))] == [
        "On track",
        "Delayed",
        "Grey – Not started",
    ]


def test_a_grey_dot_by_itself_is_nothing() -> None:
    blocks = blocks_of([run("Not started", 92, 100)], [dot(72, 97, 9, GREY)])
    assert [block.fill for block in blocks if isinstance(block, Block)] == [None]
