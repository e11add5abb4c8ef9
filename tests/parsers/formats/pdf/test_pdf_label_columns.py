"""Forms without rules: known labels in a column, and beside each its value, make a table of two columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.formats.pdf.label_boxes import find_labelled_outlines
from parsers.formats.pdf.page import Page, TextRun
from parsers.formats.pdf.tables.find import find_tables
from tests.parsers.formats.pdf.drawn_pages import drawn, rows_of, tables_in
from tests.parsers.formats.pdf.pages_by_hand import run
from tests.parsers.formats.pdf.tables_by_hand import box_edges, level, page_of

FORM = """
*Recommendation 7
*Recommendation      Mend the lock
*Progress so far     The lock keeper was asked what she needs
                     and wrote it down
*Lead officer        Head of Canals
*Timescale           May 2026
"""
ROWS = [
    ["Recommendation", "Mend the lock"],
    ["Progress so far", "The lock keeper was asked what she needs and wrote it down"],
    ["Lead officer", "Head of Canals"],
    ["Timescale", "May 2026"],
]


def mixed(text: str) -> Page:
    """Return the drawn page with only what stands at the left in bold."""
    page = drawn(text)
    plain = [replace(part, font=part.font._replace(is_bold=False)) if part.x0 > 60 else part for part in page.runs]
    page.runs[:] = plain
    return page


def test_labels_and_their_values_are_a_table() -> None:
    assert tables_in(mixed(FORM)) == [ROWS]


def test_a_label_may_go_on_in_a_second_line_and_stand_lower_than_its_value() -> None:
    labels = (("Action", 103), ("What we have", 121), ("done", 133), ("Lead officer", 151), ("By when", 169))
    values = (("Hang the bell", 100), ("A rope was bought", 118), ("and hung", 130), ("Sexton", 148), ("May 2026", 166))
    page = page_of([*(run(text, 48, y, bold=True) for text, y in labels), *(run(text, 180, y) for text, y in values)])
    [table] = find_tables(page)
    assert rows_of(page, table) == [
        ["Action", "Hang the bell"],
        ["What we have done", "A rope was bought and hung"],
        ["Lead officer", "Sexton"],
        ["By when", "May 2026"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            FORM.replace("Progress so far", "Colour         ").replace("Timescale   ", "Weight      "), id="unknown"
        ),
        pytest.param("\n*Lead officer        Head of Canals\n*Timescale           May 2026\n", id="too-few"),
        pytest.param(
            "\n*Lead                Smith\n*Lead officer        Jones\n*Owner               Brown\n", id="owners-alone"
        ),
    ],
)
def test_what_is_no_form(text: str) -> None:
    assert tables_in(mixed(text)) == []


def test_the_rest_of_a_form_goes_on_over_the_page() -> None:
    first, second = mixed(FORM), mixed("\n*Timescale           May 2026\n")
    [above] = find_tables(first)
    assert find_tables(second) == ()
    [table] = find_tables(second, above)
    assert rows_of(second, table) == [["Timescale", "May 2026"]]


def test_rules_across_the_page_part_what_is_no_table() -> None:
    words = [run(text, 48, 100 + 14 * at) for at, text in enumerate(("The lock", "is rusty", "and old", "by now"))]
    rules = [level(40, 555, y) for y in (86, 118, 146)]
    assert find_tables(page_of(words, rules)) == ()


def boxes(*heads: str, bold: bool = True) -> tuple[list[TextRun], list]:  # type: ignore[type-arg]
    runs, edges = [], []
    for at, head in enumerate(heads):
        x = 40 + 170 * at
        edges += box_edges(x, 100, x + 160, 180)
        runs += [run(head, x + 6, 115, bold=bold), run("Oil the hinge", x + 6, 130), run("of the gate", x + 6, 143)]
    return runs, edges


def test_outlined_boxes_abreast_that_labels_head_are_parts_of_a_card() -> None:
    runs, edges = boxes("What we have done", "What we will do", "Lead officer")
    page = page_of(runs, edges)
    assert len(find_labelled_outlines(page, ())) == 3
    assert find_tables(page) == ()


@pytest.mark.parametrize(
    ("heads", "bold"),
    [
        (("What we have done",), True),
        (("Anchor", "Bell", "Rope"), True),
        (("What we have done", "Lead officer"), False),
    ],
)
def test_other_boxes_are_not(heads: tuple[str, ...], bold: bool) -> None:
    runs, edges = boxes(*heads, bold=bold)
    assert find_labelled_outlines(page_of(runs, edges), ()) == ()
