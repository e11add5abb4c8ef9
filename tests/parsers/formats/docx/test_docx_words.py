"""What the runs of a paragraph print: signs, revisions, fields, links, content controls, what is hidden."""

from __future__ import annotations

import pytest

from parsers.document import BlockKind, Layer
from tests.parsers.formats.docx.word_files import (
    docx_of,
    lines,
    only_block,
    only_table,
    p,
    r,
    read,
    read_file,
    tbl,
    tc,
    texts,
    tr,
)

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))

RECORDED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def field(instruction: str, result: str) -> str:
    return f"{BEGIN}<w:r><w:instrText>{instruction}</w:instrText></w:r>{SEPARATE}{result}{END}"


@pytest.mark.parametrize(
    ("runs", "printed"),
    [
        pytest.param("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb", id="soft-line-end"),
        pytest.param("<w:r><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r>", "a\nb", id="carriage-return"),
        pytest.param("<w:r><w:t>Lead:</w:t><w:tab/><w:t>J Ash</w:t></w:r>", "Lead:\tJ Ash", id="tab"),
        pytest.param("<w:r><w:t>2031</w:t><w:noBreakHyphen/><w:t>32</w:t></w:r>", "2031-32", id="no-break-hyphen"),
        pytest.param("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>", "cooperate", id="soft-hyphen"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓", id="symbol"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="nonsense"/><w:t>a</w:t></w:r>', "a", id="no-symbol"),
        pytest.param(r("Done \uf0fc"), "Done ✓", id="private-code"),
        pytest.param(r("ü", '<w:rFonts w:ascii="Wingdings"/>'), "✓", id="letters-in-a-symbol-font"),
        pytest.param("<w:r><w:t>one\n   two</w:t></w:r>", "one    two", id="line-end-of-the-xml"),
        pytest.param(r("e\u0301t\u00e9 \u200bx"), "été x", id="composed"),
        pytest.param("<w:ins>" + r("new ") + "</w:ins>" + r("plan"), "new plan", id="insertion"),
        pytest.param("<w:moveTo>" + r("moved") + "</w:moveTo>", "moved", id="moved-here"),
        pytest.param("<w:moveFrom>" + r("gone") + "</w:moveFrom>" + r("a"), "a", id="moved-away"),
        pytest.param("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>" + r("a"), "a", id="deletion"),
        pytest.param("<w:ins><w:del>" + r("twice") + "</w:del></w:ins>" + r("a"), "a", id="inserted-and-deleted"),
        pytest.param("<w:smartTag><w:smartTag>" + r("York") + "</w:smartTag></w:smartTag>", "York", id="smart-tag"),
        pytest.param("<w:customXml>" + r("York") + "</w:customXml>", "York", id="custom-xml"),
        pytest.param("<w:bdo><w:dir>" + r("York") + "</w:dir></w:bdo>", "York", id="direction"),
        pytest.param("<w:unheard>" + r("of") + "</w:unheard>", "of", id="unknown-wrapper"),
        pytest.param("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", "x=2", id="formula"),
        pytest.param(field(" PAGE ", r("7")), "7", id="field"),
        pytest.param(f"{BEGIN}<w:r><w:instrText> PAGE </w:instrText></w:r>{END}" + r("a"), "a", id="no-result"),
        pytest.param(field(f"IF {field('DOCPROPERTY x', r('inner'))} = 1", r("a")), "a", id="nested-field"),
        pytest.param(BEGIN + r("kept"), "kept", id="field-that-never-ends"),
        pytest.param(END + SEPARATE + r("a"), "a", id="end-of-no-field"),
        pytest.param('<w:fldSimple w:instr=" REF x ">' + r("a") + "</w:fldSimple>", "a", id="simple-field"),
        pytest.param('<w:r><w:commentReference w:id="1"/><w:annotationRef/></w:r>' + r("a"), "a", id="comment"),
        pytest.param("<w:ruby><w:rt/><w:rubyBase>" + r("a") + "</w:rubyBase></w:ruby>", "a", id="ruby"),
    ],
)  # fmt: skip
def test_runs_print_what_is_seen(runs: str, printed: str) -> None:
    assert read(p(runs)).printed_text() == printed


@pytest.mark.parametrize(
    ("control", "printed"),
    [
        pytest.param("<w:sdtPr><w:text/></w:sdtPr>", "York", id="text"),
        pytest.param("<w:sdtPr><w:showingPlcHdr/></w:sdtPr>", "", id="prompt"),
        pytest.param('<w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr>', "York", id="no-prompt"),
        pytest.param('<w:sdtPr><w:dropDownList/></w:sdtPr>', "York", id="list"),
        pytest.param('<w:sdtPr><w:date w:fullDate="2031-03-01T00:00:00Z"/></w:sdtPr>', "York", id="date"),
    ],
)  # fmt: skip
def test_a_content_control_prints_what_was_filled_in(control: str, printed: str) -> None:
    inline, block, cell, row = (
        f"<w:sdt>{control}<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        for content in (r("York"), p("York"), tc("York"), tr("York"))
    )
    assert read(p(r("in ") + inline)).printed_text() == f"in {printed}".strip()
    assert read(block).printed_text() == printed
    assert texts(only_table(read(tbl(tr("a", cell, "b"), row)))) == {
        (0, 0): "a", (0, 1): printed, (0, 2): "b", (1, 0): printed
    }  # fmt: skip


def test_check_boxes_print_their_box() -> None:
    control = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        f"{r('☒')}</w:sdtContent></w:sdt>"
    )
    assert read(p(control + r(" Agreed"))).blocks[0] == read(p("☒ Agreed")).blocks[0]
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
    legacy = box + "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>" + END
    for inside, shown in (("<w:checked/>", "☒"), ('<w:default w:val="0"/>', "☐"), ('<w:default w:val="1"/>', "☒")):
        assert read(p(legacy.format(inside))).printed_text() == shown


def test_a_drop_down_of_a_form_prints_its_choice() -> None:
    entries = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Amber"/></w:ddList>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{entries}</w:ffData></w:fldChar></w:r>'
    assert read(p(begin + "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>" + END)).printed_text() == "Amber"


def test_links_keep_where_they_lead() -> None:
    complex_link = field(' HYPERLINK "https://example.org/b" ', r("b"))
    first, last = f'<w:hyperlink r:id="x">{r("a")}', f'<w:hyperlink w:anchor="aims">{r("c")}'
    runs = f"{first}</w:hyperlink>{complex_link}{last}</w:hyperlink>"
    data = docx_of(p(runs), links={"x": "https://example.org/a"})
    block = only_block(read_file(data))
    assert [(run.text, run.style.href) for run in block.words.runs] == [
        ("a", "https://example.org/a"), ("b", "https://example.org/b"), ("c", "#aims")
    ]  # fmt: skip


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert read(p("The first half ", more=gone) + p("and the second") + p("More")).printed_text() == (
        "The first half and the second\nMore"
    )
    assert read(p("Before a table", more=gone) + tbl(tr("a"))).printed_text() == "Before a table\na"
    assert read(tbl(tr(tc(p("Last in a cell", more=gone))))).printed_text() == "Last in a cell"


def test_a_deleted_numbered_paragraph_is_not_counted() -> None:
    gone = p("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", num=(1, 0), more="<w:rPr><w:del/></w:rPr>")
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    document = read(p("a", num=(1, 0)) + gone + p("b", num=(1, 0)), numbering=numbering)
    assert lines(document) == ["1. a", "2. b"]


def test_a_drop_cap_is_the_first_letter_of_its_word() -> None:
    assert read(p("T", more='<w:framePr w:dropCap="drop"/>') + p("he council")).printed_text() == "The council"


def test_hidden_words_are_left_out_and_told_of() -> None:
    styles = '<w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p(r("Seen ") + r("unseen", "<w:vanish/>") + r(" ghost", '<w:rStyle w:val="Ghost"/>'))
    document = read(body + p(r("all", "<w:vanish/>"), more="<w:rPr><w:vanish/></w:rPr>") + p("End"), styles=styles)
    assert document.printed_text() == "Seen\nEnd"
    [remark] = document.remarks
    assert remark.code == "hidden-text"
    assert remark.detail.startswith("14 characters")
    assert "unseen ghost" in remark.detail
    assert remark.words.places()


def test_hidden_rows_are_left_out_and_told_of() -> None:
    document = read(tbl(tr("a"), tr("b", properties="<w:hidden/>"), tr("c")))
    assert texts(only_table(document)) == {(0, 0): "a", (1, 0): "c"}
    assert [remark.code for remark in document.remarks] == ["hidden-text"]


def test_runs_keep_their_look() -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="Strong"><w:rPr><w:b/><w:color w:val="112233"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Strong"/><w:rPr><w:sz w:val="30"/></w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="Emphatic"><w:rPr><w:b/><w:i/></w:rPr></w:style>'
    )
    runs = r("a") + r("b", '<w:rStyle w:val="Emphatic"/>') + r("c", '<w:b w:val="0"/><w:color w:val="auto"/>')
    looks = [run.style for run in only_block(read(p(runs, "Own"), styles=styles)).words.runs]
    assert [(look.bold, look.italic, look.colour, look.size) for look in looks] == [
        (True, False, "112233", 15.0), (False, True, "112233", 15.0), (False, False, None, 15.0)
    ]  # fmt: skip
    assert only_block(read(p("a"), styles=styles)).words.runs[0].style.size == 11.0


def test_raised_figures_do_not_run_into_the_number_before() -> None:
    words = only_block(read(p(r("2031") + r("1", '<w:vertAlign w:val="superscript"/>')))).words
    assert words.text == "2031¹"
    assert words.runs[1].style.superscript


def test_notes_are_called_and_stand_at_the_end() -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="3">{p("<w:r><w:footnoteRef/></w:r>" + r(" Second"))}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" First"))}</w:footnote>'
        f'<w:footnote w:id="9">{p("Never called")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="5">{p("<w:r><w:endnoteRef/></w:r>" + r(" Last"))}</w:endnote>'
    body = p(r("Plan") + call.format(2)) + tbl(tr(tc(p(r("Cell") + call.format(3)))))
    body += p(r("Close") + '<w:r><w:endnoteReference w:id="5"/></w:r>')
    document = read(body, footnotes=notes, endnotes=endnotes)
    assert lines(document) == [
        "Plan¹", "<table 1x1>", "<row 0>", "  <cell 0>", "    Cell²", "</table>", "Closei",
        "¹ First (note)", "² Second (note)", "i Last (note)",
    ]  # fmt: skip


def test_running_lines_are_furniture_where_they_are_printed() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/>'
        '<w:headerReference w:type="first" r:id="rId_header2"/><w:footerReference r:id="rId_footer1"/>{}</w:sectPr>'
    )
    parts = {"header1": p("Wexcombe"), "header2": p("First page only"), "footer1": p(field("PAGE", r("1")))}
    assert lines(read(p("Plan") + section.format(""), **parts)) == ["Wexcombe (furniture)", "Plan", "1 (furniture)"]
    with_title = read(p("Plan") + section.format("<w:titlePg/>"), **parts)
    assert "First page only (furniture)" in lines(with_title)


def test_a_table_of_contents_is_furniture() -> None:
    entry = p(r("Aims") + "<w:r><w:tab/></w:r>" + r("3"))
    by_control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Contents')}{entry}</w:sdtContent></w:sdt>"
    )
    by_field = (
        p(BEGIN + '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>' + SEPARATE + r("Aims") + r("\t3"))
        + p("Owners\t4") + p(END)
    )  # fmt: skip
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    for contents in (by_control, by_field, p("Aims\t3", "TOC1")):
        document = read(contents + p("Aims"), styles=styles)
        assert {block.layer for block in document.blocks[:-1]} == {Layer.FURNITURE}
        assert document.blocks[-1].layer is Layer.BODY
        assert document.printed_text().endswith("Aims")


def test_a_field_of_contents_that_never_ends_hides_nothing() -> None:
    cut = p(BEGIN + "<w:r><w:instrText> TOC </w:instrText></w:r>" + SEPARATE + r("Aims"))
    assert read(cut + p("Plan")).blocks[-1].layer is Layer.BODY


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(p('<w:r><w:br w:type="page"/></w:r>') + p("b"), id="page-break"),
        pytest.param(p("b", more="<w:pageBreakBefore/>"), id="before"),
        pytest.param(p(RECORDED + r("b")), id="recorded"),
        pytest.param(p('<w:r><w:br w:type="page"/></w:r>') + p(RECORDED + r("b")), id="both"),
    ],
)  # fmt: skip
def test_a_page_ends_where_the_file_says_so(end: str) -> None:
    document = read(p("a") + end)
    kinds = [block.kind for block in document.iter_blocks()]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.BREAK, BlockKind.PARAGRAPH]
    assert document.pages is None


def test_pages_are_counted_only_where_word_recorded_them() -> None:
    wanted = p('<w:r><w:br w:type="page"/></w:r>')
    body = p("a") + wanted + p(RECORDED + r("b")) + p(r("c") + RECORDED + r("d"))
    pages = [place.page for block in read(body).iter_blocks() for place in block.words.places()]
    assert pages == [1, 2, 2, 3]
    assert [place.page for block in read(p("a") + wanted + p("b")).iter_blocks() for place in block.words.places()] == [
        None, None
    ]  # fmt: skip


def test_each_cell_of_a_row_that_a_page_cuts_is_counted_by_itself() -> None:
    cut = tr(tc(p(r("a") + RECORDED + r("b"))), tc(p(r("c") + RECORDED + r("d"))))
    moved = tr(tc(p(RECORDED + r("e"))), tc(p(RECORDED + r("f"))))
    document = read(tbl(cut, moved) + p("g"))
    pages = {run.text: run.place.page for block in document.iter_blocks() for run in block.words.runs}
    assert pages == {"a": 1, "b": 2, "c": 1, "d": 2, "e": 3, "f": 3, "g": 3}


def test_sections_begin_on_new_pages_unless_they_are_continuous() -> None:
    end = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
    body = p("a", more="<w:sectPr/>") + p("b", more=end.format("continuous")) + end.format("nextPage")
    assert lines(read(body + p("c")))[:3] == ["a", "b", "-----"]


def test_properties_with_one_value_under_two_names_are_told_apart() -> None:
    asian, latin = (f'<w:rFonts w:{name}="Wingdings"/>' for name in ("eastAsia", "ascii"))
    assert lines(read(p(r("ü", asian)) + p(r("ü", latin)))) == ["ü", "✓"]
    ink, ground = (f'<w:shd w:val="clear" w:{name}="FF0000"/>' for name in ("color", "fill"))
    assert lines(read(p("a", more=ink) + p("b", more=ground))) == ["a", "b {ff0000}"]
