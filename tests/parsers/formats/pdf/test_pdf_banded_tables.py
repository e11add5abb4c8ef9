"""Tables with level rules only: their rows, their columns, and what looks like one and is none."""

from __future__ import annotations

import itertools
from itertools import pairwise

import pytest

from parsers.formats.pdf.page import Edge, Fill, TextRun
from parsers.formats.pdf.tables.find import find_tables
from parsers.formats.pdf.tables.found import Evidence
from tests.parsers.formats.pdf.pages_by_hand import lines_of, run, wrapped
from tests.parsers.formats.pdf.tables_by_hand import level, page_of, print_table, print_tables, words_in

XS = (60.0, 200.0, 340.0)
END = 480.0
ROWS = (
    "Step|Lead|When",
    "Map the roads⏎street by street|Head of Roads|May",
    "Ask residents|Policy team|By June",
    "Report back|Leader|July",
    "Plan the next|Cabinet|August",
)
YS = (100.0, 124.0, 160.0, 184.0, 208.0, 232.0)
WORDS = words_in(XS, YS, ROWS)
PRINTED = (
    "Step | Lead | When\n"
    "Map the roads ⏎ street by street | Head of Roads | May\n"
    "Ask residents | Policy team | By June\n"
    "Report back | Leader | July\n"
    "Plan the next | Cabinet | August"
)


def rules(*ys: float, x0: float = 60.0, x1: float = END) -> list[Edge]:
    return [level(x0, x1, y) for y in ys]


def test_a_rule_between_all_rows() -> None:
    made = page_of(WORDS, rules(*YS))
    assert print_tables(made) == [PRINTED]
    [table] = find_tables(made)
    assert table.evidence is Evidence.HORIZONTAL
    assert (table.box[0], table.box[2]) == (60, 480)


@pytest.mark.parametrize(
    "ys",
    [
        pytest.param((100, 124, 232), id="three-rules"),
        pytest.param((124, 232), id="no-rule-above-the-header"),
        pytest.param((124, 160, 184, 208), id="only-between-rows"),
        pytest.param((100, 101.5, 124, 232, 233.5), id="double-rules"),
        pytest.param((100, 124, 208, 232), id="a-rule-above-the-last-row"),
    ],
)
def test_some_rules_and_the_rest_by_the_text(ys: tuple[float, ...]) -> None:
    assert print_tables(page_of(WORDS, rules(*ys))) == [PRINTED]


def test_a_title_over_two_columns_spans_them_and_the_first_spans_its_rows() -> None:
    words = [
        *words_in(XS, (100, 124), ("Step||", "|Lead|When")),
        run("Who and when", 270, 111),
        *words_in(XS, (148, 172), ("Map the roads|Head of Roads|May", "Ask residents|Policy team|June")),
    ]
    edges = [*rules(100, 148, 172, 196), *rules(124, x0=202)]
    [printed] = print_tables(page_of(words, edges))
    assert printed.splitlines()[:2] == ["Step (2x1) | Who and when (1x2)", "Lead | When"]


def test_a_section_title_between_rows_spans_the_columns() -> None:
    rows = (*ROWS[:1], "What the council will do about its roads and parks", *ROWS[2:])
    ys = (100.0, 124.0, 148.0, 172.0, 196.0, 220.0)
    [printed] = print_tables(page_of(words_in(XS, ys, rows), rules(*ys)))
    assert printed.splitlines()[1] == "What the council will do about its roads and parks (1x2) | "


def test_two_such_tables_with_a_paragraph_between_are_two() -> None:
    low = [y + 200 for y in YS]
    between = [run("After that the second year begins, for which this is what we know.", 60, y) for y in (260, 274)]
    made = page_of([*WORDS, *between, *words_in(XS, low, ROWS)], rules(*YS, *low))
    assert print_tables(made) == [PRINTED, PRINTED]


def test_the_rules_of_running_header_and_footer_are_no_part_of_a_table() -> None:
    edges = rules(50, *YS, 800)
    words = [run("Plan", 60, 44), run("2026", 450, 44), *WORDS, run("Page 3", 60, 812), run("of 9", 450, 812)]
    assert print_tables(page_of(words, edges)) == [PRINTED]


PROSE = wrapped("the council has long wished to look after its roads with care and to say so to all who ask " * 6, 190)
COLUMNS = [*lines_of(PROSE, 60, 112), *lines_of(PROSE, 290, 112)]
WIDE = lines_of(wrapped("the council has long wished to look after its roads with care " * 8, 420), 60, 112)


@pytest.mark.parametrize(
    ("words", "edges"),
    [
        pytest.param([run("Our plan", 60, 100), *WIDE], rules(104, x1=100), id="heading-with-a-rule"),
        pytest.param(WIDE, rules(90, 700), id="prose-between-two-rules"),
        pytest.param(COLUMNS, rules(90, 110 + 12 * len(COLUMNS) / 2), id="two-columns-of-prose"),
        pytest.param(
            [*COLUMNS, *lines_of(PROSE, 60, 500), *lines_of(PROSE, 290, 500)],
            rules(90, 480, 800),
            id="two-columns-of-prose-twice",
        ),
        pytest.param([*WIDE, run("1  See the annex.", 60, 780)], rules(765, x1=200), id="note-under-a-rule"),
        pytest.param(
            [run("Signed", 60, 300), run("Date", 300, 300)],
            [*rules(302, x0=100, x1=280), *rules(302, x0=330, x1=480)],
            id="to-be-signed",
        ),
        pytest.param([run("Name", 60, y) for y in (100, 130, 160)], rules(102, 132, 162, x0=100), id="form"),
        pytest.param(
            [run(str(n), x, 300 - n) for n, x in ((90, 80), (140, 180), (60, 280), (120, 380))],
            rules(100, 150, 200, 250, 300),
            id="numbers-on-a-chart-without-bars",
        ),
    ],
)
def test_rules_that_make_no_table(words: list[TextRun], edges: list[Edge]) -> None:
    assert print_tables(page_of(words, edges)) == []


def test_a_chart_with_bars_over_its_rules_is_no_table() -> None:
    tops = {80: 130, 180: 160, 280: 130, 380: 160}
    bars = [Fill((x, top, x + 40, 300), "4472c4") for x, top in tops.items()]
    words = [run("45", x + 8, y) for x, top in tops.items() for y in (top + 12, 290)]
    assert print_tables(page_of(words, rules(100, 150, 200, 250, 300), bars)) == []


def test_a_row_without_a_rule_below_it_at_the_foot_of_the_page_is_cut() -> None:
    ys = (600.0, 624.0, 660.0)
    rows = (ROWS[0], ROWS[1], "Ask residents|Policy team⏎and others⏎⏎and more|By June")
    [printed] = print_tables(page_of(words_in(XS, ys, rows), rules(*ys)))
    assert printed.splitlines()[2:] == [
        "Ask residents (cut below) | Policy team ⏎ and others ⏎ and more (cut below) | By June (cut below)"
    ]


def test_a_row_with_text_in_one_column_is_a_row() -> None:
    rest = "|and so on⏎and so forth⏎until all⏎is done and⏎said|"
    ys = (100.0, 124.0, 196.0, 220.0, 244.0)
    [printed] = print_tables(page_of(words_in(XS, ys, (ROWS[0], rest, *ROWS[2:4])), rules(*ys)))
    assert printed.splitlines()[1] == " | and so on ⏎ and so forth ⏎ until all ⏎ is done and ⏎ said | "


def test_cells_set_to_the_middle_of_their_row_show_the_columns_together() -> None:
    words = []
    for top in (124.0, 184.0, 244.0):
        words += lines_of(
            "map the roads of all\nthe wards and say in\npublic what it shows\nto all who ask", 204, top + 10
        )
        words += [*lines_of("Map the\nroads", 64, top + 22), *lines_of("May\n2025", 316, top + 22)]
    edges = rules(100, 124, 184, 244, 304, x1=360)
    header = [run(text, x, 115) for text, x in (("Step", 64), ("What", 204), ("When", 316))]
    made = page_of([*header, *words], edges)
    assert [(t.row_count, t.column_count) for t in find_tables(made)] == [(4, 3)]


def test_a_painted_header_and_one_row_with_text_in_one_column() -> None:
    fills = [Fill((x0, 100, x1, 124), "1f3864") for x0, x1 in itertools.pairwise((*XS, END))]
    words = words_in(XS, (100, 124), (ROWS[0], "|and so on⏎and so forth⏎until all⏎is done|"))
    assert print_tables(page_of(words, rules(190), fills)) == [
        "Step (1f3864) | Lead (1f3864) | When (1f3864)\n | and so on ⏎ and so forth ⏎ until all ⏎ is done | "
    ]


XS_OF_CELLS = (50.0, 76.0, 180.0, 300.0, 420.0, 545.0)
YS_OF_ROWS = (60.0, 84.0, 104.0, 146.0, 188.0)
ROWS_UNDER_BANNER = (
    "Ref|What was agreed|Owner|By when|How far it is",
    "R2|Widen what is known of the roofs of all halls, and tell members of it in time.|||",
    "2.1|Two task and finish⏎reviews a year of⏎what leaks|Chair of Overview⏎and Scrutiny|May 2026|Complete",
    "2.2|Hire a slater|Head of Roofs|June 2026|",
)


def pieces(y: float) -> list[Edge]:
    """A level rule as it is drawn cell by cell."""
    return [level(x0, x1 + 0.4, y) for x0, x1 in pairwise(XS_OF_CELLS)]


def test_rules_drawn_cell_by_cell_tell_the_columns_that_a_banner_runs_over() -> None:
    runs = words_in(XS_OF_CELLS, YS_OF_ROWS, ROWS_UNDER_BANNER)
    made = page_of(runs, [edge for y in YS_OF_ROWS for edge in pieces(y)])
    [table] = find_tables(made)
    assert (table.row_count, table.column_count) == (4, 5)
    printed = print_table(table, made.runs).split("\n")
    assert printed[1].startswith(
        "R2 | Widen what is known of the roofs of all halls, and tell members of it in time. ("
    )
    assert printed[2].split(" | ") == [
        "2.1",
        "Two task and finish ⏎ reviews a year of ⏎ what leaks",
        "Chair of Overview ⏎ and Scrutiny",
        "May 2026",
        "Complete",
    ]


def test_a_rule_in_pieces_by_itself_tells_no_columns() -> None:
    words = words_in((50, 300), (60, 85, 110), ("Name|Post", "Ann Oak|Clerk", "Bo Elm|Cook"))
    ends = [level(50, 545, y) for y in (60, 110, 160)]
    whole = find_tables(page_of(words, [*ends, level(50, 545, 85)]))
    broken = find_tables(page_of(words, [*ends, level(50, 210, 85), level(210, 545, 85)]))
    assert whole
    assert [table.column_edges for table in broken] == [table.column_edges for table in whole]
