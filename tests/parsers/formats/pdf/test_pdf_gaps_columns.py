"""Segments of lines, the gutters between columns, and lines that are parted where a column begins."""

from __future__ import annotations

import pytest

from parsers.formats.pdf.page import Shown
from parsers.formats.pdf.tables.gaps_columns import find_column_edges, find_gutters, is_marker
from parsers.formats.pdf.tables.gaps_cuts import cut_at_blank, cut_line, usual_starts
from parsers.formats.pdf.tables.gaps_segments import Segment, count_gaps, group_lines, read_segments
from tests.parsers.formats.pdf.drawn_pages import drawn
from tests.parsers.formats.pdf.pages_by_hand import run


def texts(lines: list[list[Segment]]) -> list[list[str]]:
    return [[segment.text for segment in line] for line in lines]


def edges_of(text: str) -> tuple[float, ...]:
    """Return the column edges of a drawn text in characters from its left; what is printed at 0 begins at 40 points."""
    segments = [segment for line in read_segments(drawn(text).runs) for segment in line]
    return tuple((edge - 45) / 5 for edge in find_column_edges(segments, 45, 445))


def test_wide_gaps_part_a_line_and_narrow_ones_do_not() -> None:
    runs = [run("Head of", 60, 100), run("Housing", 97, 100), run("May", 160, 100)]
    assert texts(read_segments(runs)) == [["Head of Housing", "May"]]


def test_lines_are_read_from_the_top_and_each_from_the_left() -> None:
    runs = [run("d", 100, 112), run("b", 100, 100.5), run("c", 60, 112), run("a", 60, 100)]
    assert texts(read_segments(runs)) == [["a", "b"], ["c", "d"]]


def test_a_run_is_parted_where_blanks_set_it_apart() -> None:
    [line] = read_segments([run("  Action    Lead  By when ", 60, 100)])
    assert [(segment.text, segment.x0, segment.x1) for segment in line] == [
        ("Action", 70, 100),
        ("Lead", 120, 140),
        ("By when", 150, 185),
    ]


def test_blank_runs_are_no_segments() -> None:
    assert texts(read_segments([run("  ", 60, 100), run("a", 90, 100)])) == [["a"]]


def test_a_bullet_belongs_to_its_item_and_a_tick_in_a_column_does_not() -> None:
    runs = [run("•", 60, 100), run("Train managers", 75, 100), run("✓", 200, 100), run("✓", 240, 100)]
    assert texts(read_segments(runs)) == [["• Train managers", "✓", "✓"]]


def test_only_upright_shown_text_that_is_content_is_read() -> None:
    runs = [run(text, 60 + 60 * index, 100) for index, text in enumerate("abcd")]
    runs[1].angle, runs[2].shown, runs[3].artifact = 90, Shown.DUPLICATE, True
    assert texts(read_segments(runs)) == [["a"]]


def test_text_in_boxes_that_are_taken_is_left_out() -> None:
    runs = [run("in", 60, 100), run("beside", 200, 100), run("below", 60, 140), run("in too", 70, 112)]
    assert texts(read_segments(runs, [(50, 90, 150, 120)])) == [["beside"], ["below"]]


def test_a_line_has_a_gap_unless_it_only_parts_a_marker_from_its_item() -> None:
    prose = [run("1.", 60, 100), run("Refresh the strategy", 90, 100)]
    assert count_gaps(group_lines(prose)) == 0
    assert count_gaps(group_lines([*prose, run("May", 300, 100)])) == 1
    assert count_gaps(group_lines([run("Action     Lead", 60, 100)])) == 1


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        pytest.param(" Action\n Draft\n Consult", (0, 80), id="one-column"),
        pytest.param(" Action      Lead\n Draft it    Bell\n Consult     Dunn and Fox", (0, 10, 80), id="two"),
        pytest.param(
            " No.  Action      Lead\n 1.   Draft it    Bell\n 2.   Consult     Dunn",
            (0, 4, 15, 80),
            id="numbers-with-a-header",
        ),
        pytest.param(" 1.   Draft it    Bell\n 2.   Consult     Dunn", (0, 15, 80), id="list-numbers-are-no-column"),
        pytest.param(" Ward      Votes\n East      2,104\n West         87", (0, 7, 80), id="set-to-the-right"),
        pytest.param(
            " Action      Lead\n Draft it    Bell\n Theme 2: Money and more\n Consult     Dunn",
            (0, 10, 80),
            id="a-title-across",
        ),
        pytest.param(
            " Action      Lead\n Draft it    Bell\n with them\n in time     Dunn",
            (0, 10.5, 80),
            id="further-lines-of-a-cell",
        ),
        pytest.param(" Draft it    Bell", (0, 10, 80), id="one-line"),
        pytest.param(
            " One line of prose that runs on\n and another of the same kind\n Action      Lead",
            (0, 80),
            id="prose-fills-the-gap",
        ),
    ],
)
def test_columns_part_where_no_text_stands(text: str, edges: tuple[float, ...]) -> None:
    assert edges_of(text) == pytest.approx(edges)


def test_no_text_has_one_column() -> None:
    assert find_column_edges((), 10, 90) == (10, 90)


def test_more_gutters_than_a_person_reads_are_none() -> None:
    runs = [run("a", 20 * column, 100 + 12 * row) for column in range(200) for row in range(3)]
    assert find_gutters([segment for line in read_segments(runs) for segment in line]) == []


@pytest.mark.parametrize("text", ["•", "–", "✓", "1.", "12)", "(a)", "iv.", "o"])
def test_markers(text: str) -> None:
    assert is_marker(text)


@pytest.mark.parametrize("text", ["", "1", "12", "No.", "May", "A1", "2025."])
def test_what_is_no_marker(text: str) -> None:
    assert not is_marker(text)


def test_columns_begin_where_several_lines_do() -> None:
    lines = read_segments(
        drawn(" Draft      Bell      May\n Consult    Dunn\n on it      Fox         June\n            Hay").runs
    )
    assert usual_starts(lines) == [100]


def test_a_line_is_cut_where_a_word_begins_with_a_column() -> None:
    line = [run("Ask all Bell May", 60, 100)]
    assert cut_line(line, 0, [100, 190]) is not None
    assert texts([cut_line(line, 0, [100, 190]) or []]) == [["Ask all", "Bell May"]]
    assert cut_line(line, 0, [97.5]) is None
    assert cut_line(line, 0, [60]) is None


def test_a_line_is_cut_in_a_gutter_where_text_steps_without_a_blank() -> None:
    left, right = run("Ask them", 60, 100), run("Bell", 102, 100)
    assert texts([cut_line([left, right], 0, [], [(98, 104)]) or []]) == [["Ask them", "Bell"]]
    assert cut_line([left, right], 0, [], [(70, 90)]) is None
    assert cut_line([run("Ask them ", 60, 100), right], 0, [], [(98, 104)]) is None


def test_a_header_is_cut_at_a_blank_over_a_gutter() -> None:
    assert texts([cut_at_blank([run("No. Action", 60, 100)], 0, (74, 82)) or []]) == [["No.", "Action"]]
    assert cut_at_blank([run("Number", 60, 100)], 0, (74, 82)) is None
