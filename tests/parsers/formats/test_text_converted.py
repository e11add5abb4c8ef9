"""What converters make of documents: HTML, drawn and ruled tables, page marks and images in a text file."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.formats.registry import read_document
from parsers.formats.text_pages import find_separator


def read(text: str) -> Document:
    return read_document(text.encode(), "plan.txt")


def only_table(text: str) -> Table:
    [table] = read(text).blocks
    assert isinstance(table, Table)
    return table


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def lines_of(cell: Cell) -> list[tuple[str, int | None]]:
    return [(run.text.strip(), run.place.line) for block in cell.iter_blocks() for run in block.words.runs]


# --- HTML tables -----------------------------------------------------------------------------------------------------


def test_an_html_table_keeps_its_spans_headers_fills_and_lines() -> None:
    table = only_table(
        "<table>\n<thead><tr><th>Ref</th><th colspan=2>What</th></tr></thead>\n"
        "<tr style='background:#eee'><td rowspan=\"2\">1</td><td>Open a\n  library<br>\n  soon</td>"
        "<td bgcolor=green>Green</td></tr>\n<tr><td>x</td><td>y</td></tr></table>"
    )
    found = [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.is_header, cell.fill) for cell in table.cells
    ]
    assert found == [
        (0, 0, 1, 1, True, None),
        (0, 1, 1, 2, True, None),
        (1, 0, 2, 1, False, "eeeeee"),
        (1, 1, 1, 1, False, "eeeeee"),
        (1, 2, 1, 1, False, "008000"),
        (2, 1, 1, 1, False, None),
        (2, 2, 1, 1, False, None),
    ]
    assert table.header_rows == 1
    assert table.cells[3].text == "Open a library\nsoon"
    assert lines_of(table.cells[3]) == [("Open a", 3), ("library", 4), ("soon", 5)]
    assert {(run.place.table, run.place.row, run.place.cell) for run in table.cells[3].words.runs} == {(0, 1, 1)}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("<tr><td>a<td>b<tr><td>c", [["a", "b"], ["c"]], id="nothing-closed"),
        pytest.param("<TABLE><TR><TD>a</TD></TR></TABLE>", [["a"]], id="capitals"),
        pytest.param("<table><tr><td>a</td></tr>\n\n</table>", [["a"]], id="blank-lines"),
        pytest.param("<table><tr><td rowspan=0>a<td>b<tr><td>c</table>", [["a", "b"], ["c"]], id="span-to-the-end"),
        pytest.param("<table><tr><td rowspan=9>a</table>", [["a"]], id="span-too-long"),
        pytest.param("<table><tr></tr><tr><td>a</tr></table>", [["a"]], id="row-without-cells"),
        pytest.param("<table><tr><td>a</td>b<td>c</table>", [["a\nb", "c"]], id="text-between-cells"),
        pytest.param("<table><tr><td><ol><li>a<li>b</ol><td>- c\n- d</table>", [["a\nb", "c\nd"]], id="lists"),
        pytest.param("<table><tr><td>a\n\nb</table>", [["a\nb"]], id="a-blank-line-in-a-cell"),
        pytest.param("<table\n border=1><tr\n><td\nclass=x>a</table>", [["a"]], id="tags-over-lines"),
    ],
)
def test_rows_of_html_are_found_however_they_are_written(text: str, printed: list[list[str]]) -> None:
    assert rows(only_table(text)) == printed


def test_what_stands_around_html_tables_stays_in_order() -> None:
    text = "Intro <table><caption>Plan</caption><tr><td>a</td></tr></table> after\n<table><tr><td>b</table>\nend"
    assert [block.text if isinstance(block, Block) else rows(block) for block in read(text).blocks] == [
        "Intro", "Plan", [["a"]], "after", [["b"]], "end",
    ]  # fmt: skip


def test_a_table_inside_a_cell_is_a_table() -> None:
    table = only_table("<table><tr><td>x<table><tr><td>y</td></tr></table>z</td></tr></table>")
    [cell] = table.cells
    before, inner, behind = cell.blocks
    assert isinstance(inner, Table)
    assert (str(before), rows(inner), str(behind)) == ("x", [["y"]], "z")
    assert (table.place.table, inner.place.table) == (0, 1)


def test_rows_that_a_page_cuts_off_their_table_are_a_table() -> None:
    first, page_break, second, end = read("<table><tr><td>a</td></tr>\f<tr><td>b</td></tr></table>\nend").blocks
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (rows(first), rows(second), str(page_break), str(end)) == ([["a"]], [["b"]], "-----", "end")


def test_a_table_never_closed_ends_with_its_last_row() -> None:
    text = "<table><tr><td>a</td></tr>\n\nText\n\n<table><tr><td>b</td></tr></table>"
    assert [isinstance(block, Table) for block in read(text).blocks] == [True, False, True]


def test_rows_of_headings_only_have_one_header() -> None:
    table = only_table("<table><tr><th>Aim<th>When</tr><tr><th>Talk<th>May</tr></table>")
    assert [cell.is_header for cell in table.cells] == [True, True, False, False]


def test_html_in_a_row_of_tabs_or_strokes_stays_in_its_cell() -> None:
    table = only_table("a\t<table><tr><td>b</td></tr></table>\tc")
    assert rows(table) == [["a", "b", "c"]]


# --- drawn and ruled tables ------------------------------------------------------------------------------------------

GRID = """
+-----+------------------+---------+
| Ref | Action           | Lead    |
+=====+==================+=========+
| 1   | Open a library   | Head of |
|     | in every town    | Place   |
|     | - slowly         |         |
+-----+------------------+---------+
| 2   | Wide                       |
+-----+------------------+---------+
| 3   | x                | y       |
|     +------------------+---------+
|     | z                | w       |
+-----+------------------+---------+
"""


def test_a_grid_keeps_its_spans_and_folds_the_lines_its_width_breaks() -> None:
    table = only_table(GRID)
    assert rows(table) == [
        ["Ref", "Action", "Lead"],
        ["1", "Open a library in every town\nslowly", "Head of Place"],
        ["2", "Wide"],
        ["3", "x", "y"],
        ["z", "w"],
    ]
    spans = [(cell.text, cell.row_span, cell.column_span) for cell in table.cells if cell.row > 1]
    assert spans == [("2", 1, 1), ("Wide", 1, 2), ("3", 2, 1), ("x", 1, 1), ("y", 1, 1), ("z", 1, 1), ("w", 1, 1)]
    assert (table.header_rows, table.row_count, table.column_count) == (1, 5, 3)
    assert lines_of(table.cells[4]) == [("Open a library", 5), ("in every town", 6), ("slowly", 7)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param(
            "┌───┬─────┐\n│ A │ B   │\n├───┼─────┤\n│ 1 │ Aa  │\n│ 2 │ Bb  │\n└───┴─────┘",
            [["A", "B"], ["1", "Aa"], ["2", "Bb"]],
            id="boxes-with-a-row-a-line",
        ),
        pytest.param("╔═══╦═══╗\n║ a ║ b ║\n╚═══╩═══╝", [["a", "b"]], id="double-lines"),
        pytest.param("+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+", [["a", "b"], ["c", "d"]], id="plain"),
        pytest.param(
            "A      B\n-----  -----\na      b c\nd      e", [["A", "B"], ["a", "b c"], ["d", "e"]], id="simple"
        ),
        pytest.param("-----  -----\na      b\n-----  -----", [["a", "b"]], id="simple-without-header"),
        pytest.param(
            "-------------\n A     B\n       more\n----- -------\n a     b\n       c\n\n d     e\n-------------",
            [["A", "B more"], ["a", "b c"], ["d", "e"]],
            id="multi-line",
        ),
        pytest.param("== ==\nA  B\n== ==\na  b\n   c\n== ==", [["A", "B"], ["a", "b c"]], id="restructured-text"),
        pytest.param("A      B\n-----------\na      b\nc      d", [["A", "B"], ["a", "b"], ["c", "d"]], id="one-rule"),
        pytest.param("| A | B |\n|---+---|\n| a | b |", [["A", "B"], ["a", "b"]], id="org-mode"),
        pytest.param(
            "| A | B | C |\n|---|---|---|\n| a\nb | c\nd |e|\n| f | | |",
            [["A", "B", "C"], ["a\nb", "c\nd", "e"], ["f", "", ""]],
            id="a-row-that-lines-break",
        ),
        pytest.param("| A\nB | C |\n|---|---|\n| a | b |", [["A\nB", "C"], ["a", "b"]], id="a-header-that-lines-break"),
        pytest.param("| A |\n|---|\n| a<BR />b</br>c&lt;br/&gt;d |", [["A"], ["a\nb\nc\nd"]], id="breaks"),
    ],
)
def test_tables_are_read_as_they_are_drawn(text: str, printed: list[list[str]]) -> None:
    assert rows(only_table(text)) == printed


def test_a_header_printed_again_begins_a_table() -> None:
    tables = read("| A | B |\n|---|---|\n| a | b |\n| A | B |\n|---|---|\n| c | d |").blocks
    assert [rows(table) for table in tables if isinstance(table, Table)] == [
        [["A", "B"], ["a", "b"]],
        [["A", "B"], ["c", "d"]],
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("+1 person\n+2 people", id="signs"),
        pytest.param("+---+\n+---+", id="borders-only"),
        pytest.param("a word -- -- and\nmore", id="dashes-in-text"),
        pytest.param("One line of text\n-- --", id="words-over-a-column"),
    ],
)
def test_what_only_looks_drawn_is_text(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read(text).blocks)


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("{3}------------", ("braces", 3), id="braces"),
        pytest.param("<!-- Page 4 -->", ("comment", 4), id="comment"),
        pytest.param('<!-- PageNumber="4" -->', ("comment", 4), id="attribute"),
        pytest.param("<!-- PageBreak -->", ("comment", None), id="break"),
        pytest.param("[Page 4 of 9]", ("brackets", 4), id="brackets"),
        pytest.param("<page_number>4</page_number>", ("tag", 4), id="tag"),
        pytest.param("--- Page 4 ---", ("lines", 4), id="lines"),
        pytest.param("-- 4 of 12 --", ("count", 4), id="count"),
        pytest.param("# Page 4", ("heading", 4), id="heading"),
        pytest.param("\\newpage", ("words", None), id="command"),
        pytest.param('<div style="page-break-after: always"></div>', ("style", None), id="style"),
        pytest.param("Page 4", None, id="a-printed-number"),
        pytest.param("[4]", None, id="a-note"),
        pytest.param("---", None, id="a-drawn-line"),
        pytest.param("<!-- a page -->", None, id="a-comment"),
    ],
)
def test_lines_that_part_pages(line: str, found: tuple[str, int | None] | None) -> None:
    assert find_separator(line) == found


@pytest.mark.parametrize(
    ("text", "pages", "numbers"),
    [
        pytest.param("{0}---\na\n{1}---\nb", 2, [1, 2], id="counted-from-0"),
        pytest.param("[Page 1]\na\n[Page 2]\nb", 2, [1, 2], id="heads"),
        pytest.param("a\n[Page 1]\nb\n[Page 2]\n", 2, [1, 2], id="feet"),
        pytest.param("a\n[Page 2]\nb", 2, [1, 2], id="from-the-second"),
        pytest.param("[Page 5]\na\n[Page 6]\nb", 2, [5, 6], id="an-extract"),
        pytest.param("a\n[Page 1]\nb", None, [None, None], id="head-or-foot"),
        pytest.param("[Page 1]\na\n[Page 3]\nb", None, [None, None], id="a-gap"),
        pytest.param("a\n<!-- PageBreak -->\nb", None, [None, None], id="no-numbers"),
        pytest.param("a\f[Page 9]\nb", 2, [1, 2], id="form-feeds-count"),
    ],
)
def test_pages_are_numbered_where_that_is_certain(text: str, pages: int | None, numbers: list[int | None]) -> None:
    document = read(text)
    assert document.pages == pages
    assert [b.words.runs[0].place.page for b in document.iter_blocks() if b.text in ("a", "b")] == numbers


def test_a_page_mark_is_a_break_that_keeps_its_line() -> None:
    blocks = [
        block for block in read("a\n\n[Page 2]\n\nb\n\n[Page 3]\n[Page 4]\n\nc").blocks if isinstance(block, Block)
    ]
    assert [(block.kind, block.marker, block.layer) for block in blocks if not block.text or "Page" in block.text] == [
        (BlockKind.BREAK, "[Page 2]", Layer.BODY),
        (BlockKind.BREAK, "[Page 3]", Layer.BODY),
        (BlockKind.PARAGRAPH, None, Layer.FURNITURE),
    ]


def test_headings_that_do_not_count_are_headings() -> None:
    assert str(read("# Page 1\n\na\n\n# Page 7\n\nb")).splitlines() == ["# Page 1", "a", "# Page 7", "b"]


# --- images and signs ------------------------------------------------------------------------------------------------


OMITTED = "[==> picture [9 x 9] intentionally omitted <==] (furniture)"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("![](_page_3_Figure_1.jpeg)", ["[_page_3_Figure_1.jpeg] (furniture)"], id="no-description"),
        pytest.param("![Logo](logo.png)", ["[Logo] (furniture)"], id="description"),
        pytest.param("![Green circle](a.png)", ["[Green circle] {008000}"], id="colour"),
        pytest.param("<img src='x.png' alt='On track'>", ["[On track]"], id="status"),
        pytest.param("![A](a.png)", ["[A] (furniture)"], id="a-letter-is-no-colour"),
        pytest.param("[image]", ["[[image]] (furniture)"], id="placeholder"),
        pytest.param("==> picture [9 x 9] intentionally omitted <==", [OMITTED], id="omitted"),
        pytest.param("ask ![the](i.png) team", ["ask the team"], id="inside-a-line"),
        pytest.param("- Talk ![amber](a.png)", ["- Talk", "[amber] {ffbf00}"], id="behind-an-entry"),
        pytest.param("the 4$^{th}$ and 1\\(^{\\text{st}}\\)", ["the 4th and 1st"], id="raised"),
        pytest.param("$25\\%$ $\\checkmark$ $\\foo$", ["25% ✓ $\\foo$"], id="signs"),
        pytest.param("5\\% R\\&D \\- \\_x\\_ \\$5", ["5% R&D - _x_ $5"], id="escapes"),
        pytest.param('<a name="x"></a><span id="page-3-0"></span>Aim', ["Aim"], id="anchors"),
        pytest.param("$5 and $6^2 or ^a^", ["$5 and $6^2 or ^a^"], id="money"),
    ],
)  # fmt: skip
def test_images_and_signs(text: str, printed: list[str]) -> None:
    assert str(read(text)).splitlines() == printed


def test_a_cell_says_only_what_its_image_says() -> None:
    table = only_table("| A | B |\n|---|---|\n| ![logo](l.png) | ![Amber](dot.png) |")
    logo, dot = table.cells[2:]
    assert (logo.text, dot.text) == ("", "Amber")
    assert [block.marker for block in logo.iter_blocks()] == ["logo"]
    assert [block.fill for block in dot.iter_blocks()] == ["ffbf00"]


# --- Markdown's other marks, bullets, broken words ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("> quoted and\n> runs on\n>\n> - item", ["quoted and ⏎ runs on", "- item"], id="quotation"),
        pytest.param(">> deep\n> > too", ["deep ⏎ too"], id="quotation-in-a-quotation"),
        pytest.param("> Meet\n> Write\n> Publish", ["> Meet", "> Write", "> Publish"], id="arrowheads"),
        pytest.param("> 90 % of staff", ["> 90 % of staff"], id="more-than"),
        pytest.param("```markdown\n# Plan\n```", ["```markdown (furniture)", "# Plan", "``` (furniture)"], id="fences"),
        pytest.param("Lead\n: Head of IT", ["Lead:", "Head of IT"], id="definition"),
        pytest.param("Lead:\n\n: Head of IT", ["Lead:", "Head of IT"], id="definition-behind-a-colon"),
        pytest.param("Our plan\n===", ["# Our plan", "=== (furniture)"], id="underlined-twice"),
        pytest.param("Next steps\n---\ntext", ["## Next steps", "--- (furniture)", "text"], id="underlined"),
        pytest.param("All is well.\n---", ["All is well.", "--- (furniture)"], id="a-line-under-a-sentence"),
        pytest.param("Two\nlines\n---", ["Two ⏎ lines", "--- (furniture)"], id="a-line-under-two"),
        pytest.param("Aim\n\n---", ["Aim", "--- (furniture)"], id="a-line-by-itself"),
        pytest.param("**Actions taken:**\n\ntext", ["**Actions taken:**", "text"], id="bold-with-a-colon"),
        pytest.param("## 2. Finance", ["## 2. Finance"], id="numbered-heading"),
        pytest.param("§ a\n\n(cid:127) b\n\nØ c\n\n‣ d", ["§ a", "(cid:127) b", "Ø c", "‣ d"], id="bullets"),
        pytest.param("(cid:44)ncrease\n\n+ 5 posts\n\nØre", ["(cid:44)ncrease", "+ 5 posts", "Øre"], id="no-bullets"),
        pytest.param("- [x] a\n- [ ] b\n☒ c\n☐ d", ["[x] a", "[ ] b", "☒ c", "☐ d"], id="boxes"),
        pytest.param("A. x\nB. y\nmore\nC. z", ["A. x", "B. y ⏎ more", "C. z"], id="letters-that-run-on"),
        pytest.param("**A. x**\n\n**B.** y\n\nC. z", ["A. x", "B. y", "C. z"], id="bold-letters"),
        pytest.param("A. Smith\nB. Jones\n\nC Tern", ["A. Smith ⏎ B. Jones", "C Tern"], id="names"),
        pytest.param("B. x\nC. y\nD. z", ["B. x ⏎ C. y ⏎ D. z"], id="letters-that-do-not-begin"),
        pytest.param("wide para-\ngraphs", ["wide paragraphs"], id="a-broken-word"),
        pytest.param("Our well-being: well-\nbeing", ["Our well-being: well-being"], id="a-broken-compound"),
        pytest.param("long-\nterm", ["long-term"], id="a-compound-by-its-head"),
        pytest.param("in-\nformation", ["in- ⏎ formation"], id="in-doubt"),
        pytest.param("short-\nand long-term", ["short- ⏎ and long-term"], id="a-suspended-hyphen"),
        pytest.param("A-\nlevel, Mid-\nKent, 2024-\nfive", ["A- ⏎ level, Mid- ⏎ Kent, 2024- ⏎ five"], id="not-small"),
    ],
)  # fmt: skip
def test_marks_of_many_hands(text: str, printed: list[str]) -> None:
    assert str(read(text)).splitlines() == printed


def test_a_word_made_whole_keeps_the_places_of_its_halves() -> None:
    [block] = read("the para-\ngraph").blocks
    assert isinstance(block, Block)
    assert [(run.text, run.place.line) for run in block.words.runs] == [("the para", 1), ("graph", 2)]


def test_a_table_in_a_list_entry_or_quotation_is_a_table() -> None:
    for indent in ("  ", "    ", "> "):
        blocks = read(f"- x\n\n{indent}| a | b |\n{indent}|---|---|\n{indent}| c | d |").blocks
        assert [isinstance(block, Table) for block in blocks] == [False, True]
