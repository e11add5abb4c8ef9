"""A cell is cut at its list markers and nothing but the markers is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.assemble import read_extraction
from parsers.document import Cell, Table
from parsers.entries import read_entries, whole_text
from parsers.formats.registry import read_document


def cell_of(markup: str) -> Cell:
    [table] = read_document(f"Action\tLead\n{markup}\tx".encode(), "plan.txt").blocks
    assert isinstance(table, Table)
    return table.rows()[1][0]


def entries(markup: str) -> list[tuple[tuple[str, ...], str]]:
    return [(entry.numbers, entry.text) for entry in read_entries(cell_of(markup))]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("Dig a pond", [((), "Dig a pond")], id="text"),
        pytest.param("1. Dig 2. Fill", [(("1",), "Dig"), (("2",), "Fill")], id="inline-digits"),
        pytest.param("a) Dig b) Fill", [(("a",), "Dig"), (("b",), "Fill")], id="inline-letters"),
        pytest.param("i. Dig ii. Fill", [(("i",), "Dig"), (("ii",), "Fill")], id="inline-roman"),
        pytest.param("We will: 1. Dig 2. Fill", [((), "We will:"), (("1",), "Dig"), (("2",), "Fill")], id="lead-in"),
        pytest.param("<ol><li>Dig</li><li>Fill</li></ol>", [(("1",), "Dig"), (("2",), "Fill")], id="html-numbers"),
        pytest.param("<ul><li>Dig</li><li>Fill</li></ul>", [((), "Dig"), ((), "Fill")], id="html-bullets"),
        pytest.param("<p>Dig</p><p>Fill</p>", [((), "Dig"), ((), "Fill")], id="paragraphs"),
        pytest.param("• Dig • Fill", [((), "Dig"), ((), "Fill")], id="inline-bullets"),
        pytest.param("●", [((), "●")], id="a-sign-alone"),
        pytest.param("K. Loom, Harbour Master", [((), "K. Loom, Harbour Master")], id="a-person's-initial"),
        pytest.param("<p>A. Loom</p><p>B. Weft</p>", [(("a",), "Loom"), (("b",), "Weft")], id="letters-that-run-on"),
        pytest.param("C. Loom the cloth", [(("c",), "Loom the cloth")], id="a-letter-before-a-sentence"),
        pytest.param("1 and 2. Dig", [(("1", "2"), "Dig")], id="for-two-numbers"),
        pytest.param("<ul><li>1. Dig</li><li>2. Fill</li></ul>", [(("1",), "Dig"), (("2",), "Fill")], id="in-bullets"),
        pytest.param("1 May 2025", [((), "1 May 2025")], id="a-date-is-no-list"),
        pytest.param("", [], id="blank"),
    ],
)
def test_a_cell_is_cut_at_its_markers(markup: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert entries(markup) == expected


def test_a_dash_inside_a_bullet_does_not_cut_it() -> None:
    assert entries("- Agree the plan - by cabinet - Publish it") == [
        ((), "Agree the plan - by cabinet"),
        ((), "Publish it"),
    ]


@pytest.mark.parametrize(
    ("markup", "depths"),
    [
        pytest.param("<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", [0, 1, 0], id="printed-depth"),
        pytest.param("<p>1. A</p><p>a. B</p><p>b. C</p><p>2. D</p>", [0, 1, 1, 0], id="letters-inside-numbers"),
        pytest.param("<p>a. A</p><p>b. B</p>", [0, 0], id="letters-alone"),
    ],
)
def test_a_list_inside_a_list_is_deeper(markup: str, depths: list[int]) -> None:
    assert [entry.depth for entry in read_entries(cell_of(markup))] == depths


letters = st.text(alphabet="xyz ", min_size=1, max_size=12).filter(str.strip)
markups = st.one_of(
    letters,
    st.lists(letters, min_size=1, max_size=4).map(lambda items: "".join(f"<li>{item}</li>" for item in items)),
    st.lists(letters, min_size=2, max_size=4).map(lambda items: " ".join(f"{n}. {i}" for n, i in enumerate(items, 1))),
)


@given(st.lists(markups, min_size=1, max_size=3))
def test_no_word_is_lost(parts: list[str]) -> None:
    markup = "".join(f"<ul>{part}</ul>" if part.startswith("<li>") else f"<p>{part}</p>" for part in parts)
    printed = re.sub(r"<[^>]*>", " ", markup)
    text = whole_text(read_entries(cell_of(markup))).text
    assert re.findall("[xyz]+", text) == re.findall("[xyz]+", printed)


PLAN = """# Peer challenge action plan

| No. | Recommendation | Action | Lead | By when |
|---|---|---|---|---|
| 1 | Fix the roof | (1) Survey it<br>(2) Buy slate<br>(3) Lay slate | Roofer | (1) May 2027<br>(2) and (3) June 2027 |
| 2 | Mend the wall | 1. Plan it 2. Do it | 1 and 2. Head of Walls | 1. & 2. July 2027 |
| 3 | Sow the lawn | a) Dig<br>b) Rake<br>c) Sow | a) to c) Head Gardener | a), b) April 2028<br>c) May 2028 |
"""


def test_several_numbers_in_front_of_one_value_give_it_to_each() -> None:
    found = read_extraction(PLAN.encode(), "plan.md")
    assert [(one.number, one.timelines[0].raw, [owner.name for owner in one.owners]) for one in found.actions] == [
        ("1", "May 2027", ["Roofer"]),
        ("2", "June 2027", ["Roofer"]),
        ("3", "June 2027", ["Roofer"]),
        ("1", "July 2027", ["Head of Walls"]),
        ("2", "July 2027", ["Head of Walls"]),
        ("a", "April 2028", ["Head Gardener"]),
        ("b", "April 2028", ["Head Gardener"]),
        ("c", "May 2028", ["Head Gardener"]),
    ]


RUN_TOGETHER = """# Peer challenge action plan

| | Recommendation | Action | Lead | By when |
|---|---|---|---|---|
| KR1 | Fix the roof | 1.1 Survey it. 1.2 Buy slate. 1.3 Lay it. | Roofer | 1.1 May 2027 1.2 June 2027 1.3 July 2027 |
| KR2 | Mend the wall | Rebuild 2.5 metres of it. 2.6 metres can wait. | Mason | 2028 |
"""


def test_dotted_numbers_that_run_on_in_one_line_part_it_and_numbers_need_no_heading() -> None:
    found = read_extraction(RUN_TOGETHER.encode(), "plan.md")
    assert [(one.number, one.text) for one in found.recommendations] == [("1", "Fix the roof"), ("2", "Mend the wall")]
    assert [(one.recommendation, one.number, one.text, one.timelines[0].raw) for one in found.actions] == [
        ("r1", "1.1", "Survey it.", "May 2027"),
        ("r1", "1.2", "Buy slate.", "June 2027"),
        ("r1", "1.3", "Lay it.", "July 2027"),
        ("r2", None, "Rebuild 2.5 metres of it. 2.6 metres can wait.", "2028"),
    ]
