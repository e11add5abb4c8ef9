"""Runs are shared out to cells: each to exactly one, cut where the text shows a border, none lost or doubled."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.tables.cells import Cover, share_out
from parsers.formats.pdf.tables.found import Evidence, FoundCell, FoundTable
from parsers.formats.pdf.tables.spans import build_table
from tests.parsers.formats.pdf.pages_by_hand import run

TABLE = build_table(
    [
        FoundCell(0, 0, (60, 100, 340, 130)),
        FoundCell(0, 0, (340, 100, 480, 130)),
        FoundCell(0, 0, (60, 130, 200, 160)),
        FoundCell(0, 0, (200, 130, 340, 160)),
        FoundCell(0, 0, (340, 130, 480, 190)),
        FoundCell(0, 0, (60, 160, 200, 190)),  # nothing is at the middle of the last row
    ],
    Evidence.RULED,
)


def placed(runs: list[TextRun], table: FoundTable = TABLE) -> dict[int, list[str]]:
    return {number: [run.text for run in found] for number, found in sorted(share_out(table, runs).cells.items())}


def test_a_table_knows_rows_columns_and_spans_by_its_boxes() -> None:
    assert (TABLE.row_count, TABLE.column_count) == (3, 3)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in TABLE.cells] == [
        (0, 0, 1, 2),
        (0, 2, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
        (1, 2, 2, 1),
        (2, 0, 1, 1),
    ]


def test_a_run_stands_where_the_middle_of_its_letters_is() -> None:
    runs = [run("Title", 64, 112), run("June", 344, 185), run("low", 64, 131.5)]
    assert placed(runs) == {0: ["Title", "low"], 4: ["June"]}


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        pytest.param(
            "Map the roads Head of Roads", 135, {2: ["Map the roads"], 3: [" Head of Roads"]}, id="at-a-blank"
        ),
        pytest.param("Neighbourhoods", 150, {2: ["Neighbourhoods"]}, id="one-word"),
        pytest.param("Neighbourhoods", 180, {3: ["Neighbourhoods"]}, id="one-word-mostly-over"),
        pytest.param("Neighbourhoods and so on", 185, {3: ["Neighbourhoods and so on"]}, id="no-blank-at-the-border"),
        pytest.param("Title over both columns of it", 130, {0: ["Title over both columns of it"]}, id="in-a-wide-cell"),
    ],
)
def test_a_run_over_a_border(text: str, x: float, expected: dict[int, list[str]]) -> None:
    assert placed([run(text, x, 112 if 0 in expected else 142)]) == expected


def test_a_run_with_a_wide_step_at_a_border_is_cut_there() -> None:
    whole = run("StepLead", 150, 142)
    xs = tuple(x if index < 4 else x + 40 for index, x in enumerate(whole.xs))
    jumping = replace(whole, xs=xs, box=(xs[0], *whole.box[1:2], xs[-1], whole.box[3]))
    assert placed([jumping]) == {2: ["Step"], 3: ["Lead"]}


def test_a_run_over_two_borders_is_cut_at_both() -> None:
    line = run("Roads" + " " * 7 + "Head" + " " * 22 + "May", 170, 142)
    pieces = placed([line])
    assert {number: text.strip() for number, [text] in pieces.items()} == {2: "Roads", 3: "Head", 4: "May"}
    assert "".join(text for [text] in pieces.values()) == line.text


def test_what_stands_outside_is_the_rest() -> None:
    shares = share_out(TABLE, [run("Before", 64, 95), run("Beside", 500, 142), run("After", 64, 230)])
    assert [found.text for found in shares.rest] == ["Before", "Beside", "After"]
    assert not shares.cells


def test_what_stands_where_no_cell_is_goes_to_the_nearest_and_is_counted() -> None:
    shares = share_out(TABLE, [run("lost", 250, 175)])
    assert [found.text for found in shares.unplaced] == ["lost"]
    assert sum(map(len, shares.cells.values())) == 1


def test_a_turned_run_stands_where_the_middle_of_its_box_is() -> None:
    turned = replace(run("June", 142, 200), angle=90, box=(400, 135, 410, 155))
    assert placed([turned]) == {4: ["June"]}


def test_what_covers_a_box() -> None:
    cover = Cover(TABLE)
    assert cover.under((150, 110, 250, 150)) == {0, 2, 3}
    assert cover.at(250, 175) == -1
    assert cover.at(250, 195) is None


texts = st.text(st.sampled_from("ab c  ."), min_size=1, max_size=30)
positions = st.tuples(st.floats(0, 560), st.floats(60, 240))


@given(st.lists(st.tuples(texts, positions), max_size=20))
def test_no_character_is_lost_or_doubled(made: list[tuple[str, tuple[float, float]]]) -> None:
    runs = [run(text, *position) for text, position in made]
    shares = share_out(TABLE, runs)
    shared = [piece for found in shares.cells.values() for piece in found] + shares.rest
    assert Counter(characters_of(shared)) == Counter(characters_of(runs))


def characters_of(runs: list[TextRun]) -> list[tuple[str, float, float]]:
    return [(character, x, run.baseline) for run in runs for character, x in zip(run.text, run.xs, strict=False)]
