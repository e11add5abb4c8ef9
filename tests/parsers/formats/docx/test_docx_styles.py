"""Only the styles that a file uses are parsed; a part that is written in another way is parsed whole."""

from __future__ import annotations

import pytest

from normalise.errors import DocumentError
from parsers.formats.docx.parts import FORM
from parsers.formats.docx.style_part import StylePart, read_style_part
from parsers.formats.office.package import open_package
from tests.parsers.formats.docx.word_files import NAMES, docx_of, lines, p, read_file, zip_of

HEADING = '<w:style w:type="paragraph" w:styleId="House"><w:name w:val="heading 2"/></w:style>'
DEFAULT = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:b/></w:rPr></w:style>'


def read_part(xml: str | bytes) -> StylePart:
    return read_style_part(open_package(zip_of({"word/styles.xml": xml}), FORM), "word/styles.xml")


def whole(inside: str, before: str = "") -> str:
    return f"{before}<w:styles {NAMES}>{inside}</w:styles>"


def test_a_style_is_parsed_when_it_is_asked_for() -> None:
    part = read_part(whole(DEFAULT + HEADING + HEADING.replace("House", "Other")))
    assert (set(part), set(part.parsed)) == ({"Normal", "House", "Other"}, {"Normal"})
    assert [str(child.tag).rpartition("}")[2] for child in part["House"]] == ["name"]
    assert set(part.parsed) == {"Normal", "House"}
    assert "Nowhere" not in part


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(whole(f"<!-- {DEFAULT} -->{HEADING}"), id="comment"),
        pytest.param(whole(f"{HEADING}<?x </w:style>?>"), id="instruction"),
        pytest.param(whole(f"<x><![CDATA[</w:style>]]></x>{HEADING}"), id="cdata"),
        pytest.param(whole(HEADING + '<w:style w:styleId="Empty"/>'), id="no-end"),
        pytest.param(whole(HEADING.replace("</w:style>", "<w:style ></w:style></w:style>")), id="nested"),
        pytest.param(whole(HEADING).replace("w:", "x:").replace(":w=", ":x="), id="another-prefix"),
        pytest.param(whole(HEADING, '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"), id="utf-16"),
        pytest.param(whole(HEADING, '<?xml version="1.0" encoding="ISO-8859-1"?>'), id="latin"),
        pytest.param(whole(HEADING.replace("House", "Hous&#101;")), id="entity-in-an-id"),
    ],
)
def test_a_part_written_in_another_way_is_parsed_whole(xml: str | bytes) -> None:
    part = read_part(xml)
    assert "House" in part.parsed
    data = docx_of(p("Aims", "House"), files={"word/s.xml": xml}, related={"s": ("styles", "s.xml")})
    assert lines(read_file(data)) == ["## Aims"]


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(whole(HEADING, "<!DOCTYPE x>"), id="doctype"),
        pytest.param(whole(HEADING.replace("heading 2", "&a;")), id="entity"),
        pytest.param(whole(HEADING)[:-4], id="cut"),
        pytest.param(whole(HEADING.replace("<w:name", "<w:nam<")), id="broken-style"),
    ],
)
def test_a_part_that_is_unsafe_or_broken_is_refused(xml: str) -> None:
    with pytest.raises(DocumentError):
        _ = read_part(xml)["House"]


def test_the_default_style_holds_where_none_is_named_or_known() -> None:
    data = docx_of(p("Aims") + p("b", "Unheard"), styles=DEFAULT)
    assert lines(read_file(data)) == ["**Aims**", "**b**"]
