"""What is printed in a text file is in its document: as blocks and tables, each run in its place, nothing lost."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.errors import DocumentError
from parsers.budgets import BUDGETS
from parsers.document import Block, BlockKind, Document, Table
from parsers.formats.registry import read_document
from parsers.words import Style


def read(text: str) -> Document:
    return read_document(text.encode(), "plan.txt")


def only_table(text: str) -> Table:
    [table] = read(text).blocks
    assert isinstance(table, Table)
    return table


def only_block(text: str) -> Block:
    [block] = read(text).blocks
    assert isinstance(block, Block)
    return block


def row_texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("# Plan #\n## Next **steps**", ["# Plan", "## Next steps"], id="headings"),
        pytest.param("#1 priority\n\n#", ["#1 priority", "#"], id="signs-that-head-nothing"),
        pytest.param("Overview\n\nThe plan\nruns on", ["Overview", "The plan ⏎ runs on"], id="paragraphs"),
        pytest.param("**Big\nnews**", ["**Big ⏎ news**"], id="bold-over-a-line-end"),
        pytest.param("5 * 3 * 2, 2*3*4, my_file_name, **odd", ["5 * 3 * 2, 2*3*4, my_file_name, **odd"], id="no-marks"),
        pytest.param("\\*not bold\\* \\_x\\_", ["*not bold* _x_"], id="escaped-marks"),
        pytest.param("- one\n* two\n• three", ["- one", "* two", "• three"], id="bullets"),
        pytest.param("•\tone\n✓two\n➢ three", ["• one", "✓ two", "➢ three"], id="bullets-with-tab-or-nothing-behind"),
        pytest.param("- a\tb\tc\n- d\n- e\tf", ["- a\tb\tc", "- d", "- e\tf"], id="tabs-inside-a-list"),
        pytest.param("✓\n\n•\nText", ["✓", "• Text"], id="bullets-that-stand-alone"),
        pytest.param("-5 % or -x\n\nordinary", ["-5 % or -x", "ordinary"], id="signs-that-are-no-bullets"),
        pytest.param("- a\n  - b\n    - c\n- d", ["- a", "  - b", "    - c", "- d"], id="indented-bullets"),
        pytest.param("• a\no b\n▪ c\n• d", ["• a", "  o b", "    ▪ c", "• d"], id="levels-by-custom"),
        pytest.param("1. a\na. b\ni. c\nii. d\n2. e", ["1. a", "  a. b", "    i. c", "    ii. d", "2. e"], id="deep"),
        pytest.param("h) a\ni) b\nj) c", ["h) a", "i) b", "j) c"], id="the-letter-i"),
        pytest.param("1) a\n(a) c\n(i) d", ["1) a", "  (a) c", "    (i) d"], id="brackets"),
        pytest.param("- 1. **a** b\n- 2) c", ["1. a b", "2) c"], id="number-behind-a-bullet"),
        pytest.param("**1. a**\n\n**2.** b", ["1. a", "2. b"], id="bold-numbers"),
        pytest.param("1.1 Scope\n\n2024. A year", ["1.1 Scope", "2024. A year"], id="numbers-that-are-no-marks"),
        pytest.param("- a\nb\n\nc", ["- a ⏎ b", "c"], id="a-line-without-mark-runs-on-until-a-blank-line"),
        pytest.param("- a\n\n  b\n\nc", ["- a ⏎ b", "c"], id="an-indented-line-runs-on-behind-a-blank-line"),
        pytest.param("in section\n3. of the report", ["in section ⏎ 3. of the report"], id="number-in-running-text"),
        pytest.param("We will:\n3. meet", ["We will:", "3. meet"], id="number-behind-a-colon"),
        pytest.param("it – and\n– so on", ["it – and ⏎ – so on"], id="dash-in-running-text"),
        pytest.param("a\n-----\nb", ["a", "----- (furniture)", "b"], id="a-drawn-line"),
        pytest.param("soft\vline\u2028ends", ["soft ⏎ line ⏎ ends"], id="soft-line-ends"),
        pytest.param("Ask [us](https://x.example/a) [here](./a)", ["Ask us here"], id="links"),
        pytest.param("R&D &amp; Q&A &lt;b&gt; &#163;2&nbsp;m", ["R&D & Q&A <b> £2\xa0m"], id="entities"),
        pytest.param("<5 %, a < b > c, <name>, &x; & y", ["<5 %, a < b > c, <name>, &x; & y"], id="signs-of-no-markup"),
        pytest.param("<p>One</p><p>Two<br>lines</p>tail", ["One", "Two ⏎ lines", "tail"], id="html-paragraphs"),
        pytest.param("<h2>Aims</h2>text", ["## Aims", "text"], id="html-heading"),
        pytest.param("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", ["• a", "• b"], id="html-list-over-lines"),
        pytest.param("<ol><li>a<li>b<ul><li>c</ul>d</ol>e", ["1. a", "2. b", "  • c", "d", "e"], id="lists-unclosed"),
        pytest.param("<li>a</li><li>b", ["• a", "• b"], id="entries-outside-any-list"),
        pytest.param("</b>a</li></ul></p>b<i>c", ["a", "bc"], id="ends-of-nothing"),
        pytest.param("<ol type=i start=3><li>a<li value='9'>b</ol>", ["iii. a", "ix. b"], id="list-start-and-value"),
        pytest.param('<ol style="list-style-type: lower-alpha"><li>x</ol>', ["a. x"], id="list-style"),
        pytest.param('<ol style="list-style-type: none"><li>x</ol>', ["- x"], id="a-list-that-prints-no-marks"),
        pytest.param("<ol><li>3. a<li>(b) c<ul><li>✓ d", ["3. a", "(b) c", "  ✓ d"], id="marks-printed-in-entries"),
        pytest.param("<ul><li><p>a</p><p>b</p></li></ul>", ["• a ⏎ b"], id="paragraphs-in-an-entry"),
        pytest.param('<p style="background-color: #F00">x</p>', ["x {ff0000}"], id="background"),
    ],
)  # fmt: skip
def test_running_text_becomes_blocks(text: str, printed: list[str]) -> None:
    assert str(read(text)).splitlines() == printed


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("a **b** c", (2, 3, Style(bold=True)), id="stars"),
        pytest.param("a __b__ c", (2, 3, Style(bold=True)), id="underscores"),
        pytest.param("a *b* c", (2, 3, Style(italic=True)), id="one-star"),
        pytest.param("a ***b*** c", (2, 3, Style(bold=True, italic=True)), id="three-stars"),
        pytest.param("a <strong><em>b</em></strong> c", (2, 3, Style(bold=True, italic=True)), id="tags"),
        pytest.param("a <b>b</i></b> c", (2, 3, Style(bold=True)), id="crossed-tags"),
        pytest.param('a <span style="color:red">b</span> c', (2, 3, Style(colour="ff0000")), id="colour"),
        pytest.param("a<sup>st</sup> c", (1, 3, Style(superscript=True)), id="superscript"),
        pytest.param("a [b](https://x.example) c", (2, 3, Style(href="https://x.example")), id="link"),
    ],
)
def test_marks_style_the_words_and_are_not_in_them(text: str, span: tuple[int, int, Style]) -> None:
    words = only_block(text).words
    start, end, style = span
    assert [run.style for run in words[start:end].runs] == [style]
    assert {run.style for run in (words[:start] + words[end:]).runs} == {Style()}


def test_a_row_of_tabs_keeps_its_empty_cells() -> None:
    table = only_table("Aim\tAction\t\n\tTalk\n\t\t\nEnd\t\t\t")
    assert row_texts(table) == [["Aim", "Action", ""], ["", "Talk"], ["", "", ""], ["End", "", "", ""]]
    assert (table.row_count, table.column_count, table.header_rows) == (4, 4, None)
    assert table.cells[2].blocks == ()


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        pytest.param("a\tb\n\nc\td", [(1, 2), (1, 2)], id="a-blank-line-ends-a-table"),
        pytest.param("a\tb\n\fc\td", [(1, 2), (1, 2)], id="a-page-ends-a-table"),
        pytest.param("Recommendation 8\tTalk", [(1, 2)], id="one-line"),
        pytest.param("STATUS\t", [(1, 2)], id="one-empty-cell"),
        pytest.param("1.\tSummary\t3\n2\tNext\t9", [(2, 3)], id="contents"),
        pytest.param("No.\tAim\n1.\tTalk", [(2, 2)], id="numbers-under-a-header"),
        pytest.param("- a\tb\n- c\td", [(2, 2)], id="bullets-in-every-row"),
        pytest.param("1.\tTalk\n2.\tListen", [], id="a-numbered-list"),
        pytest.param("\tindented\n\tlines", [], id="indented-lines"),
        pytest.param("a\tb\n\n\tmore", [(1, 2), (1, 2)], id="a-row-behind-a-table"),
        pytest.param("| a | b |\n|---|:-:|\n| c |", [(2, 2)], id="strokes"),
        pytest.param("a | b\n--|--\nc | d", [(2, 2)], id="no-outer-strokes"),
        pytest.param("| a | b |\n| c | d |", [(2, 2)], id="strokes-without-a-rule"),
        pytest.param("|---|---|\n|a|b|\n|---|---|\n|c|d|", [(2, 2)], id="a-rule-first"),
        pytest.param("|---|\n|---|", [], id="rules-only"),
        pytest.param("this | that", [], id="a-stroke-in-running-text"),
    ],
)
def test_tables_are_what_stands_together(text: str, sizes: list[tuple[int, int]]) -> None:
    tables = [block for block in read(text).blocks if isinstance(block, Table)]
    assert [(table.row_count, table.column_count) for table in tables] == sizes


def test_a_row_between_strokes_may_hold_breaks_marks_and_printed_strokes() -> None:
    table = only_table("| Action | When |\n|:--|--:|\n| Do:<br>- a<br>- b \\| c | - |\n| **x** | |\n")
    assert row_texts(table) == [["Action", "When"], ["Do:\na\nb | c", "-"], ["x", ""]]
    assert [cell.is_header for cell in table.cells] == [True, True, False, False, False, False]
    assert table.header_rows == 1
    assert [str(block) for block in table.cells[2].blocks] == ["Do:", "- a", "- b | c"]


def test_an_empty_header_is_none() -> None:
    table = only_table("| | |\n|---|---|\n| Action | When |\n| Talk | May |")
    assert row_texts(table) == [["Action", "When"], ["Talk", "May"]]
    assert table.header_rows is None
    assert not any(cell.is_header for cell in table.cells)


def test_a_cell_of_html_becomes_paragraphs_and_entries() -> None:
    cell = (
        '<p>First &amp; foremost</p> <ol style="list-style-type: none"> <li>1. Talk</li> <li>2. Listen</li> </ol> then'
    )
    table = only_table(f"Aim\t{cell}\tMarch")
    assert [str(block) for block in table.cells[1].blocks if isinstance(block, Block)] == [
        "First & foremost",
        "1. Talk",
        "2. Listen",
        "then",
    ]


def test_plain_words_in_a_cell_are_one_paragraph() -> None:
    table = only_table("Aim\t a. talk b. listen")
    [block] = table.cells[1].blocks
    assert isinstance(block, Block)
    assert (block.kind, block.text) == (BlockKind.PARAGRAPH, "a. talk b. listen")


def test_every_run_knows_page_line_table_row_and_cell() -> None:
    document = read("Plan\n\na\tb\n\n- one\n  two\f\nc\td\n\te\n")
    found = [
        (run.text.strip(), run.place.page, run.place.line, run.place.table, run.place.row, run.place.cell)
        for block in document.iter_blocks()
        for run in block.words.runs
    ]
    assert found == [
        ("Plan", 1, 1, None, None, None),
        ("a", 1, 3, 0, 0, 0),
        ("b", 1, 3, 0, 0, 1),
        ("one", 1, 5, None, None, None),
        ("two", 1, 6, None, None, None),
        ("c", 2, 7, 1, 0, 0),
        ("d", 2, 7, 1, 0, 1),
        ("e", 2, 8, 1, 1, 1),
    ]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        pytest.param("a", None, id="no-form-feed"),
        pytest.param("a\f", 1, id="one-at-the-end"),
        pytest.param("a\fb", 2, id="one-between"),
        pytest.param("a\n\f\n\fb\n\f\n", 3, id="an-empty-page"),
    ],
)
def test_pages_are_counted_where_form_feeds_show_them(text: str, pages: int | None) -> None:
    document = read(text)
    assert document.pages == pages
    assert sum(block.kind is BlockKind.BREAK for block in document.iter_blocks()) == (pages or 1) - 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2029"], ids=["lf", "crlf", "cr", "nel", "ps"])
def test_any_line_end_will_do(end: str) -> None:
    text = "# Plan\n\n- one\n  two\n\na\tb\nc\td\n"
    assert read(text.replace("\n", end)).blocks == read(text).blocks


def test_entries_of_one_list_share_its_number() -> None:
    document = read("1. a\n- b\n2. c\n\ntext\n\n1. d\n\n1. e\n")
    assert [block.list_id for block in document.iter_blocks()] == [0, 1, 0, None, 2, 3]


# --- nothing is lost -------------------------------------------------------------------------------------------------


def printed(document: Document) -> str:
    """Return all marks and words in reading order."""
    return "".join((block.marker or "") + block.text for block in document.iter_blocks())


def capitals(text: str) -> str:
    return re.sub(r"[^A-Z]", "", text)


MARKS = [
    "<ol>", "<ul>", '<ol type="a" start="4">', '<ul style="list-style-type: none">', "</ol>", "</ul>", "<li>", "</li>",
    "<p>", "</p>", "<b>", "</b>", "<i>", "<em>", "</em>", "<br>", "<br/>", '<span style="background:red">', "</span>",
    "<h2>", "<td>", "</td>", "<!-- -->", "&amp;", "&nbsp;", "&#163;", "&", "<", ">", "<5", "<unknown>", "**", "*", "__",
    "_", "***", "\\*", "\\|", "|", "|---|---|\n", "[", "](https://x.example)", "!", "- ", "* ", "• ", "o ", "1. ",
    "<table>", "</table>", "<tr>", "</tr>", "<th rowspan=2>", "<td colspan='3'>", "<td rowspan=0>", "<caption>",
    "<thead>", "<tbody>", "<table><tr><td>", "![", "<img alt='", "'>", "[image]", "$^{", "}$", "\\(", "\\)", "\n|",
    "|\n", "&lt;br&gt;", "\n+--+--+\n", "\n+==+==+\n", "\n┌──┬──┐\n", "\n└──┴──┘\n", "│", "┼", "\n-- --\n", "\n----\n",
    "\n== ==\n", "\n====\n", "\n[page 1]\n", "\n[page 2]\n", "\n{0}---\n", "\n<!-- page 2 -->\n", "\n# page 3\n",
    "\n> ", "\n```\n", "\n: ", "-\n", "\n- [x] ", "\na. ", "(cid:127) ",
    "a) ", "(ii) ", "✓", "# ", "---", "\t", "\t\t", "\n", "\n\n", "\r\n", "\f", "\v", " ", "    ",
]  # fmt: skip
MIXED = st.lists(
    st.one_of(st.sampled_from(MARKS), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)), max_size=40
)


@given(MIXED)
def test_no_word_is_lost_however_broken_the_markup(parts: list[str]) -> None:
    text = "".join(parts)
    if text.strip():
        assert capitals(printed(read(f"{text} Z"))) == capitals(f"{text} Z")


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs")), min_size=1))
def test_no_character_is_lost_but_marks_and_white_space(text: str) -> None:
    assert _unmarked(printed(read(f"x{text}"))) == _unmarked(unicodedata.normalize("NFC", f"x{text}"))


def _unmarked(text: str) -> str:
    return re.sub(r"</?[A-Za-z][^<>]*>|[\s*_|#\\<>&\[\]()!-]", "", text)


@given(MIXED)
def test_reading_what_was_printed_in_lines_keeps_places_in_the_file(parts: list[str]) -> None:
    text = "".join(parts) + "Z"
    line_count = len(re.split("\r\n|[\r\n\x85\u2029]", text))
    places = [run.place for block in read(text).iter_blocks() for run in block.words.runs]
    lines = [place.line or 0 for place in places]
    assert lines == sorted(lines)
    assert all(1 <= line <= line_count for line in lines)


def test_the_shared_documents_are_read_without_loss(shared: Path) -> None:
    paths = sorted((shared / "seeds").glob("*.txt"))
    assert paths
    for path in paths:
        document = read_document(path.read_bytes(), path.name)
        text = html.unescape(re.sub(r"</?[a-z]+[^<>]*>", "", path.read_text(encoding="utf-8")))
        assert re.sub(r"[\W_]", "", printed(document)) == re.sub(r"[\W_]", "", text)
        assert document.remarks == ()


# --- strangers' files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"x" * (BUDGETS["text"]["size"].most + 1), id="size"),
        pytest.param(b"\n" * (BUDGETS["text"]["lines"].most + 1) + b"x", id="lines"),
        pytest.param(b"<" * (BUDGETS["text"]["marks"].most + 1), id="marks"),
        pytest.param(b"x\f" * (BUDGETS["text"]["pages"].most + 1) + b"x", id="pages"),
        pytest.param(b"a" + b"\t" * 1_000_000 + b"b", id="a-million-tabs"),
        pytest.param(b"| a " * 1_000 + b"|", id="a-thousand-strokes"),
        pytest.param(b"a\tb\tc\n" * 100_000, id="cells"),
        pytest.param(b"<ul>" * 100_000 + b"x", id="lists-inside-lists"),
        pytest.param(b"<span>x" * 1_000, id="tags-never-closed"),
        pytest.param(b"<table><tr><td>" * 1_000 + b"x", id="tables-inside-tables"),
        pytest.param(b"<table><tr>" + b"<td colspan=1000>x" * 2, id="spans-too-wide"),
        pytest.param(b"<table><tr>" + b"<td>x" * 501, id="cells-in-a-row"),
        pytest.param(b"<table><tr><td rowspan=65534 colspan=400>x<td>y" + b"<tr>" * 1_000, id="spans-over-rows"),
        pytest.param(b"[page 1]\n" * 2_001, id="page-marks"),
    ],
)
def test_a_file_over_budget_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(data, "plan.txt")
    assert caught.value.code == "over-budget"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"word " * 400_000, id="one-long-line"),
        pytest.param(b"<b>x</b> " * 20_000, id="many-tags"),
        pytest.param(b"<li>x" * 20_000, id="entries-never-closed"),
        pytest.param(b"**x " * 50_000, id="stars-never-closed"),
        pytest.param(b"*x **y __z " * 20_000, id="marks-that-cross"),
        pytest.param(b"*" * 500_000, id="a-run-of-stars"),
        pytest.param(b"<b " * 100_000, id="tags-never-finished"),
        pytest.param(b"<!--" * 100_000, id="comments-never-finished"),
        pytest.param(b"[x](" * 100_000, id="links-never-finished"),
        pytest.param(b"[" * 500_000, id="a-run-of-brackets"),
        pytest.param(b"&x" * 200_000, id="entities-never-finished"),
        pytest.param("•\tx\n".encode() * 20_000, id="entries-with-tabs"),
        pytest.param(b"\tx\n" * 20_000, id="indented-lines"),
        pytest.param(b"|---|\n" * 20_000, id="rules"),
        pytest.param(b"|" + b"-" * 500_000 + b"x", id="a-long-rule"),
        pytest.param(b"- " * 200_000, id="a-long-drawn-line"),
        pytest.param(b"<table><tr><td rowspan=65534 colspan=1000>x" + b"<tr>" * 400, id="a-cell-over-everything"),
        pytest.param(b"ab-\ncd\n" * 10_000, id="broken-words"),
        pytest.param(b"<table>" * 50_000 + b"x", id="tables-without-cells"),
        pytest.param(b"<table><tr><td>a</td></tr>\n" * 5_000, id="tables-never-closed"),
        pytest.param(b"<tr>" * 50_000 + b"<td>x", id="rows-without-cells"),
        pytest.param(b"<table>x" + b"</table>" * 50_000, id="ends-of-tables"),
        pytest.param(b"![x](a.png)" * 10_000, id="images"),
        pytest.param(b"$^" * 100_000, id="formulas-never-finished"),
        pytest.param(b"+--+\n" * 20_000, id="borders-of-nothing"),
        pytest.param(b"| a\n+-+\n" * 10_000, id="borders-that-do-not-fit"),
        pytest.param(b"-- --\n" * 20_000, id="rules-of-nothing"),
        pytest.param(b"----\na\n-- --\nb\n" * 5_000, id="frames-never-closed"),
        pytest.param(b"|a|b|\n|-|-|\n" + b"|a\n" * 20_000, id="rows-never-finished"),
        pytest.param(b"# " + b"# a" * 100_000 + b"\t", id="a-long-heading"),
        pytest.param(b"1." * 200_000 + b" x", id="a-long-number"),
        pytest.param(b"a\t" + b"<br>1. x" * 20_000, id="breaks-in-a-cell"),
        pytest.param(b" " * 1_000_000 + b"x", id="spaces"),
        pytest.param(b"".join(b" " * depth + b"- x\n" for depth in range(500)), id="deep-entries"),
    ],
)
def test_odd_files_are_read_in_passing(data: bytes) -> None:
    assert read_document(data, "plan.txt").blocks
