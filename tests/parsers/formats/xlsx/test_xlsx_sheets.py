"""What a sheet shows, cell by cell: texts, looks, spans, places; and what it hides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from normalise.errors import DocumentError
from parsers.document import BlockKind, Layer
from parsers.repair import repair
from tests.parsers.formats.xlsx.books import (  # fmt: skip
    HEADER_ROW,
    HEADS,
    PLAN,
    PLAN_ROW,
    lines,
    make,
    package,
    plan,
    read,
    relations,
    remarks,
    row,
    tables,
    texts,
    worksheet,
)


def cell_of(value: str, marks: str = "", styles: str = "") -> str:
    """Return the XML of a cell whose kept value is given."""
    return f"<c {marks}><v>{value}</v></c>"


def test_a_plan_is_a_table_with_its_header_marked() -> None:
    [table] = tables(read(plan()))
    assert texts(table) == [list(HEADS), ["1", *PLAN[1:]]]
    assert table.header_rows == 1
    assert [cell.is_header for cell in table.cells] == [True] * 6 + [False] * 6


def test_every_cell_knows_its_sheet_and_name() -> None:
    [table] = tables(read(plan()))
    [place] = table.rows()[1][2].words.places()
    assert place.at == (("sheet", "Plan"), ("ref", "C2"))
    assert (place.table, place.row, place.cell) == (0, 1, 2)


def test_a_date_is_printed_as_shown_and_keeps_its_value() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_number(1, 4, 46082, book.add_format({"num_format": "mmm-yy"}))

    [table] = tables(read(plan(more)))
    cell = table.rows()[1][4]
    assert (cell.text, cell.value) == ("Mar-26", date(2026, 3, 1))


def test_lines_that_begin_with_numbers_are_a_list() -> None:
    [table] = tables(read(plan(lambda _, sheet: sheet.write(1, 2, "Steps:\n1. Clear nets\n2. Mend\nthe steps"))))
    blocks = list(table.rows()[1][2].iter_blocks())
    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        (BlockKind.PARAGRAPH, None, "Steps:"),
        (BlockKind.ITEM, "1.", "Clear nets"),
        (BlockKind.ITEM, "2.", "Mend\nthe steps"),
    ]


def test_a_blank_line_in_a_cell_parts_paragraphs() -> None:
    [table] = tables(read(plan(lambda _, sheet: sheet.write(1, 2, "Clear nets\n\nMend the steps"))))
    assert [block.text for block in table.rows()[1][2].iter_blocks()] == ["Clear nets", "Mend the steps"]


def test_stretches_of_a_text_keep_their_looks_and_struck_ones_are_gone() -> None:
    def more(book: Any, sheet: Any) -> None:
        bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "#C00000"})
        struck = book.add_format({"font_strikeout": True})
        sheet.write_rich_string(1, 2, bold, "Clear", red, " the nets", struck, " and ropes", " soon")

    document = read(plan(more))
    words = tables(document)[0].rows()[1][2].words
    assert words.text == "Clear the nets soon"
    assert [(run.text, run.style.bold, run.style.colour) for run in words.runs][:2] == [
        ("Clear", True, None),
        (" the nets", False, "c00000"),
    ]
    assert remarks(document) == [("struck-text", "sheet “Plan”, C2")]
    assert document.remarks[0].words.text == "and ropes"


@pytest.mark.parametrize(
    ("kept", "marks", "shown"),
    [
        pytest.param("1", 't="b"', "TRUE", id="truth"),
        pytest.param("0", 't="b"', "FALSE", id="untruth"),
        pytest.param("3.0", "", "3", id="number"),
        pytest.param("2026-03-01T00:00:00Z", 't="d"', "2026-03-01T00:00:00Z", id="iso-date-without-format"),
        pytest.param("made by a formula", 't="str"', "made by a formula", id="text-of-a-formula"),
        pytest.param("a_x000D_\nb_x0041_", 't="str"', "a\n\nbA", id="characters-by-code"),
        pytest.param("not a number", "", "not a number", id="kept-as-a-number"),
    ],
)
def test_a_kept_value_is_shown(kept: str, marks: str, shown: str) -> None:
    document = read(package(HEADER_ROW + row(2, "1", cell_of(kept, marks), "Act")))
    assert tables(document)[0].rows()[1][1].text.replace("\n\n", "\n") == shown.replace("\n\n", "\n")


def test_an_error_is_kept_as_shown_and_told_of() -> None:
    document = read(package(HEADER_ROW + row(2, "1", cell_of("#REF!", 't="e"'), "Act")))
    assert tables(document)[0].rows()[1][1].text == "#REF!"
    assert remarks(document) == [("cell-error", "sheet “Plan”, B2, #REF!")]


def test_a_formula_without_a_kept_result_is_told_of() -> None:
    document = read(package(HEADER_ROW + row(2, "1", "<c><f>A1&amp;B1</f></c>", "Act")))
    assert remarks(document) == [("formula-without-value", "sheet “Plan”, B2")]


def test_a_formula_that_says_nothing_is_a_blank_cell() -> None:
    document = read(package(HEADER_ROW + row(2, "1", '<c t="str"><f>IF(1,"")</f><v></v></c>', "Act")))
    assert remarks(document) == []


def test_merged_cells_span() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.merge_range("B2:B3", "Open the quay")
        sheet.write(2, 2, "Sweep it")

    [table] = tables(read(plan(more)))
    assert (table.rows()[1][1].row_span, table.rows()[1][1].column_span) == (2, 1)
    assert [cell.column for cell in table.rows()[2]] == [0, 2, 3, 4, 5]


def test_a_merged_cell_that_begins_in_a_hidden_row_prints_where_it_is_seen() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.merge_range("B3:B5", "Mend the wall")
        sheet.write(2, 2, "Hidden step")
        sheet.write(3, 2, "Order stones")
        sheet.write(4, 2, "Lay them")
        sheet.set_row(2, None, None, {"hidden": True})

    [table] = tables(read(plan(more)))
    assert table.rows()[2][1].text == "Mend the wall"
    assert table.rows()[2][1].row_span == 2
    assert "Hidden step" not in str(table)


def test_a_merged_cell_over_a_hidden_column_spans_the_seen_ones() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.merge_range("A3:F3", "Theme: harbours")
        sheet.write_row(3, 0, (2, "Dredge", "Hire a boat", "Head of Quays", "June 2026", "Late"))
        sheet.set_column(0, 0, None, None, {"hidden": True})

    document = read(plan(more))
    lone = tables(document)[0].rows()[2][0]
    assert (lone.text, lone.column_span) == ("Theme: harbours", 5)


def test_what_a_merged_cell_covers_is_not_seen() -> None:
    merged = '<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    document = read(package(f"<sheetData>{HEADER_ROW}{PLAN_ROW}</sheetData>{merged}"))
    assert texts(tables(document)[0])[1] == ["1", "Open the quay", "Head of Quays", "May 2026", "On track"]
    assert remarks(document) == [("hidden-text", "sheet “Plan”, C2, under a merged cell")]


def test_hidden_rows_are_no_blank_ones() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_row(2, 0, ("x", "hidden", "hidden", "", "", ""))
        sheet.write_row(3, 0, (2, "Dredge", "Hire a boat", "Head of Quays", "June 2026", "Late"))
        sheet.set_row(2, 0)

    document = read(plan(more))
    [table] = tables(document)
    assert table.row_count == 3
    assert remarks(document) == [("hidden-text", "sheet “Plan”, rows 3 are hidden")]


def test_hidden_sheets_are_left_out_and_named() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, PLAN)
        for name, hide in (("Lists", "hide"), ("Old plan", "very_hidden")):
            other = book.add_worksheet(name)
            other.write_row(0, 0, ("Recommendation", "Action"))
            getattr(other, hide)()

    document = read(make(fill))
    assert len(tables(document)) == 1
    assert [code for code, _ in remarks(document)] == ["hidden-text", "hidden-text"]


def test_a_workbook_that_hides_everything_is_empty() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADS)
        sheet.set_row(0, 0)

    with pytest.raises(DocumentError, match="what it holds is hidden") as error:
        read(make(fill))
    assert error.value.code == "empty-file"


def test_a_link_is_kept_with_its_words() -> None:
    document = read(plan(lambda _, sheet: sheet.write_url(1, 2, "https://example.org/nets", string="Clear nets")))
    [run] = tables(document)[0].rows()[1][2].words.runs
    assert (run.text, run.style.href) == ("Clear nets", "https://example.org/nets")


def test_a_sheets_name_is_a_heading_where_it_says_something() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for name in (None, "Completed actions"):
            other = book.add_worksheet(name) if name else sheet
            other.write_row(0, 0, HEADS)
            other.write_row(1, 0, PLAN)

    assert lines(read(make(fill))) == ["Plan", "Completed actions"]
    assert lines(read(package(HEADER_ROW + PLAN_ROW, {"xl/workbook.xml": WORKBOOK_OF_SHEET1}))) == []


WORKBOOK_OF_SHEET1 = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Sheet 1" sheetId="1" r:id="s"/></sheets></workbook>'
)


def test_the_first_sheets_name_stands_back_behind_a_printed_title() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Harbour Action Plan")
        sheet.write_row(2, 0, HEADS)
        sheet.write_row(3, 0, PLAN)

    name, title, _ = read(make(fill)).blocks
    assert (name.layer, title.layer) == (Layer.FURNITURE, Layer.BODY)


def test_tables_parted_by_a_header_are_two_and_a_blank_row_alone_parts_none() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for start in (0, 6):
            sheet.write_row(start, 0, HEADS)
            sheet.write_row(start + 1, 0, PLAN)
            sheet.write_row(start + 3, 0, (2, *PLAN[1:]))

    found = tables(read(make(fill)))
    assert [table.row_count for table in found] == [3, 3]


def test_two_tables_side_by_side_are_two() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for start in (0, 7):
            sheet.write_row(0, start, HEADS)
            sheet.write_row(1, start, PLAN)
        sheet.write_row(2, 7, PLAN)

    found = tables(read(make(fill)))
    assert [(table.row_count, table.column_count) for table in found] == [(2, 6), (3, 6)]


def test_a_blank_column_inside_a_table_parts_nothing() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row_number, values in enumerate((HEADS, PLAN, PLAN)):
            sheet.write_row(row_number, 0, values[:3])
            sheet.write_row(row_number, 4, values[3:])

    [table] = tables(read(make(fill)))
    assert table.column_count == 6


def test_rows_below_a_table_are_its_notes() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write(2, 0, "Note: dates may move")
        sheet.write(4, 0, "Total actions")
        sheet.write(4, 1, 12)

    document = read(plan(more))
    assert tables(document)[0].row_count == 2
    assert lines(document) == ["Plan", "Note: dates may move", "Total actions 12"]


def test_frozen_rows_tell_a_header_that_no_wording_does() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row_number in range(4):
            sheet.write_row(row_number, 0, (f"a{row_number}", f"b{row_number}", f"c{row_number}"))
        sheet.freeze_panes(1, 0)

    [table] = tables(read(make(fill)))
    assert table.header_rows == 1


def test_a_form_of_labels_and_values_is_a_table_of_two_columns() -> None:
    form = (("Recommendation", "Open the quay"), ("Action", "Clear the nets"), ("Lead", "Head of Quays"))

    def fill(book: Any, sheet: Any) -> None:
        for row_number, pair in enumerate(form):
            sheet.write_row(row_number, 0, pair)

    [table] = tables(read(make(fill)))
    assert texts(table) == [list(pair) for pair in form]


def test_a_box_of_text_is_read_and_a_picture_told_of() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.insert_textbox("H2", "All dates were agreed by Cabinet")
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=Plan!$A$2:$A$3"})
        sheet.insert_chart("H9", chart)

    document = read(plan(more))
    assert "All dates were agreed by Cabinet" in lines(document)
    assert remarks(document) == [("unread-picture", "sheet “Plan”, a chart or diagram over H9")]


def test_comments_are_no_words_of_the_plan() -> None:
    document = read(plan(lambda _, sheet: sheet.write_comment("B2", "Ask the minister first")))
    assert "minister" not in document.printed_text()


def test_a_gradient_is_no_colour() -> None:
    styles = f"""<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <fills><fill><patternFill patternType="none"/></fill>
      <fill><gradientFill><stop position="0"><color rgb="FF00B050"/></stop></gradientFill></fill>
      <fill><patternFill patternType="solid"><fgColor indexed="3"/></patternFill></fill>
      <fill><patternFill patternType="solid"><fgColor theme="4" tint="0.6"/></patternFill></fill></fills>
      <cellXfs>{"".join(f'<xf fillId="{number}"/>' for number in range(4))}</cellXfs></styleSheet>"""
    theme = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme>
      <a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>"""
    cells = "".join(f'<c s="{number}" t="inlineStr"><is><t>x</t></is></c>' for number in (1, 2, 3))
    links = relations(
        '<Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="t" Type="x/styles" Target="styles.xml"/>'
        '<Relationship Id="v" Type="x/theme" Target="/xl/theme/theme1.xml"/>'
    )
    others = {"xl/styles.xml": styles, "xl/theme/theme1.xml": theme, "xl/_rels/workbook.xml.rels": links}
    document = read(package(HEADER_ROW + f'<row r="2">{cells}</row>', others))
    assert [cell.fill for cell in tables(document)[0].rows()[1][:3]] == [None, "00ff00", "b4c7e7"]
    assert remarks(document) == [("unread-format", "sheet “Plan”, A2, gradient behind the cell")]


def test_strict_files_are_read() -> None:
    document = read(package(HEADER_ROW + PLAN_ROW, main="http://purl.oclc.org/ooxml/spreadsheetml/main"))
    assert texts(tables(document)[0])[1][1] == "Open the quay"


def test_the_files_own_properties_are_hints() -> None:
    def fill(book: Any, sheet: Any) -> None:
        book.set_properties({"title": "Harbour plan", "author": "Policy Team"})
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, PLAN)

    hints = dict(read(make(fill)).hints)
    assert (hints["title"], hints["author"]) == ("Harbour plan", "Policy Team")


def test_macros_are_told_of_and_never_run() -> None:
    document = read(package(HEADER_ROW + PLAN_ROW, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    assert remarks(document) == [("macros", "a VBA project")]


def test_blank_styled_cells_count_for_nothing() -> None:
    blank = "".join(
        f'<row r="{number}"><c r="A{number}" s="0"/><c r="XFD{number}" s="0"/></row>' for number in range(3, 9000)
    )
    [table] = tables(read(package(f"{HEADER_ROW}{PLAN_ROW}{blank}")))
    assert (table.row_count, table.column_count) == (2, 6)


def test_whole_columns_merged_and_painted_stay_small() -> None:
    merged = '<mergeCells><mergeCell ref="H1:H1048576"/><mergeCell ref="A3:XFD3"/></mergeCells>'
    theme = row(3, "Theme: harbours")
    [table] = tables(
        read(package(f"<sheetData>{HEADER_ROW}{PLAN_ROW}{theme}{row(4, *map(str, PLAN))}</sheetData>{merged}"))
    )
    assert (table.row_count, table.column_count) == (4, 6)
    assert table.rows()[2][0].column_span == 6


def test_a_sheet_written_without_places_is_counted() -> None:
    bare = '<row><c t="inlineStr"><is><t>Recommendation</t></is></c><c t="inlineStr"><is><t>Action</t></is></c></row>'
    [table] = tables(read(package(worksheet(bare + bare.replace("Action", "Sweep")))))
    assert texts(table) == [["Recommendation", "Action"], ["Recommendation", "Sweep"]]


COLOURS = (("#FF0000", "Not started"), ("#FFC000", "In progress"), ("#00B050", "Complete"))


def test_a_key_that_runs_across_a_row_is_a_note_with_its_colours() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Harbour Action Plan")
        sheet.write(1, 0, "Key:")
        for column, (colour, meaning) in enumerate(COLOURS, 1):
            sheet.write(1, column, meaning, book.add_format({"bg_color": colour}))
        sheet.write_row(3, 0, HEADS)
        sheet.write_row(4, 0, PLAN)

    document = read(make(fill))
    notes = [block for block in document.blocks if block.layer is Layer.NOTE]
    assert [(str(block), len(tables(document))) for block in notes][1] == ("Not started {ff0000} (note)", 1)
    assert lines(document)[1] == "Harbour Action Plan"


def test_a_title_above_a_key_is_no_part_of_it() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Harbour Action Plan")
        for row_number, (colour, meaning) in enumerate(COLOURS, 1):
            sheet.write(row_number, 0, meaning, book.add_format({"bg_color": colour}))
        sheet.write_row(5, 0, HEADS)
        sheet.write_row(6, 0, PLAN)

    document = read(make(fill))
    assert lines(document) == ["Plan", "Harbour Action Plan"]
    assert [(table.layer, table.row_count) for table in tables(document)] == [(Layer.NOTE, 3), (Layer.BODY, 2)]


def test_a_header_is_known_beside_a_column_for_each_quarter() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("Ref", "Recommendation", "Action", "Owner", "Q1", "Q2", "Q3", "Q4", "Spend", "Risk"))
        sheet.write_row(1, 0, (1, "Open the quay", "Clear the nets", "Head of Quays"))

    [table] = tables(read(make(fill)))
    assert table.header_rows == 1


def test_white_headings_of_a_table_with_a_style_are_seen() -> None:
    def fill(book: Any, sheet: Any) -> None:
        white = book.add_format({"font_color": "#FFFFFF"})
        columns = [{"header": heading, "header_format": white} for heading in HEADS]
        sheet.add_table(0, 0, 1, 5, {"data": [PLAN], "columns": columns, "style": "Table Style Medium 2"})

    document = read(make(fill))
    assert texts(tables(document)[0])[0] == list(HEADS)
    assert remarks(document) == []


def test_headings_over_headings_are_one_header_also_with_a_year_in_them() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for column, heading in ((0, "Ref"), (1, "Recommendation"), (4, "Due"), (5, "Update October 2026")):
            sheet.merge_range(0, column, 1, column, heading)
        sheet.merge_range("C1:D1", "Response")
        sheet.write_row("C2", ("Action", "Lead"))
        sheet.write_row(
            2, 0, (1, "Open the quay", "Clear the nets", "Head of Quays", "May 2026", "Nets cleared in April")
        )

    document = read(make(fill))
    assert tables(document)[0].header_rows == 2
    headings = texts(tables(repair(document))[0])[0]
    assert headings == ["Ref", "Recommendation", "Action", "Lead", "Due", "Update October 2026"]


def test_lines_one_under_the_other_that_begin_with_numbers_are_a_list() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_column(0, 0, ("Recommendations", "1. Open the quay", "2. Mend the wall"))

    blocks = read(make(fill)).blocks
    assert [str(block) for block in blocks] == ["# Plan (furniture)", "Recommendations", "1. Open the quay", "2. Mend the wall"]  # fmt: skip  # noqa: E501


def test_numbers_in_a_column_of_their_own_make_a_list() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "Recommendations")
        for number, words in enumerate(("Open the quay", "Mend the wall"), 1):
            sheet.write_row(number + 1, 0, (number, words))

    blocks = read(make(fill)).blocks
    assert [str(block) for block in blocks][2:] == ["1. Open the quay", "2. Mend the wall"]


def test_a_heading_with_a_number_is_no_list() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "1. Leadership")
        sheet.write_row(1, 0, HEADS)
        sheet.write_row(2, 0, PLAN)

    assert "1. Leadership" in lines(read(make(fill)))


def test_labels_stand_with_their_values_and_lines_by_themselves() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("Prepared by: Policy Team", "Date: 4 March 2026"))
        sheet.write_row(1, 0, ("Version", "Final draft"))
        sheet.write(2, 0, "Agreed by:")
        sheet.write(2, 3, "Cabinet")
        sheet.write_row(4, 0, HEADS)
        sheet.write_row(5, 0, PLAN)

    assert lines(read(make(fill)))[1:] == [
        "Prepared by: Policy Team",
        "Date: 4 March 2026",
        "Version Final draft",
        "Agreed by: Cabinet",
    ]
