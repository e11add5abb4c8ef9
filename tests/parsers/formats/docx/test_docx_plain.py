"""Paragraphs of words alone are read in one go, and print what the longer way prints."""

from __future__ import annotations

import pytest

from parsers.document import Block, Table
from tests.parsers.formats.docx.word_files import abstract, level, num, p, r, read, tbl, tc, tr

# It prints nothing, and is nothing that is read in one go.
NOT_PLAIN = "<w:r><w:softHyphen/></w:r>"
STYLES = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
NUMBERING = abstract(1, level("decimal", "%1.")) + num(1, 1)


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param(p("Meet every week"), id="words"),
        pytest.param(p(""), id="none"),
        pytest.param(p(r("   ")), id="blanks"),
        pytest.param(p(r(" ") + r("Meet ") + r("weekly ")), id="runs-of-one-look"),
        pytest.param(p(r("Meet ") + r("weekly", "<w:b/>") + r("  ", "<w:i/>")), id="runs-of-many"),
        pytest.param(p(r("Meet\n  every\u00a0week")), id="lines-of-xml"),
        pytest.param(p(r("Cafe\u0301 \u200bopens")), id="accents"),
        pytest.param(p(r("ü", '<w:rFonts w:ascii="Wingdings"/>') + r("\uf0b7 done")), id="signs"),
        pytest.param(p(r("Note") + r("2", '<w:vertAlign w:val="superscript"/>')), id="superscript"),
        pytest.param(p(r("Seen") + r("unseen", "<w:vanish/>")), id="hidden"),
        pytest.param(p(r("Late", '<w:highlight w:val="red"/>')), id="highlighted"),
        pytest.param(p(r("  ", '<w:highlight w:val="red"/>')), id="highlighted-blanks"),
        pytest.param(p("– Write to all wards"), id="typed-marker"),
        pytest.param(p("1."), id="marker-alone"),
        pytest.param(p("Aims", "H"), id="heading"),
        pytest.param(p("Write to all wards", num=(1, 0)) + p("go on", num=(1, 0)), id="counted"),
        pytest.param(p("", num=(1, 0)), id="number-alone"),
        pytest.param(p("Late", more='<w:shd w:val="clear" w:fill="00FF00"/>'), id="shaded"),
        pytest.param(p("new page", more="<w:pageBreakBefore/>"), id="page"),
        pytest.param(p("A", more="<w:rPr><w:del/></w:rPr>") + p("way"), id="goes-on"),
        pytest.param(p("end", more='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'), id="section"),
        pytest.param("<w:p><w:r><w:t>late</w:t></w:r><w:pPr><w:pStyle w:val='H'/></w:pPr></w:p>", id="properties-last"),
        pytest.param("<w:p><w:r><w:t>a</w:t><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r></w:p>", id="run-properties-last"),
    ],
)
@pytest.mark.parametrize("in_cell", [False, True], ids=["body", "cell"])
def test_both_ways_of_reading_a_paragraph_agree(paragraph: str, *, in_cell: bool) -> None:
    recorded = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Before</w:t></w:r></w:p>"
    end = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    plain, longer = (
        read(
            _set(recorded + p("As said") + said + p("Then"), in_cell=in_cell) + end, styles=STYLES, numbering=NUMBERING
        )
        for said in (paragraph, paragraph.replace("</w:p>", f"{NOT_PLAIN}</w:p>"))
    )
    assert (repr(plain.blocks), plain.remarks) == (repr(longer.blocks), longer.remarks)
    assert any(isinstance(block, Table if in_cell else Block) for block in plain.blocks)


def _set(paragraphs: str, *, in_cell: bool) -> str:
    return tbl(tr(tc(paragraphs), "beside")) if in_cell else paragraphs
