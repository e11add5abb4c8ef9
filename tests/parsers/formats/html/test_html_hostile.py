"""Pages made to harm, and pages broken by accident: read without losing a word, or an error that says what to do."""

from __future__ import annotations

import pytest

from normalise.errors import DocumentError
from parsers.document import Document, Table
from parsers.formats.registry import read_document

HEAD = "<!doctype html><html><body>"


def read(page: str | bytes) -> Document:
    return read_document(page if isinstance(page, bytes) else page.encode(), "page.html")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<table><tr><td>x" * 1000, id="a-thousand-tables-within-one-another"),
        pytest.param("<ul><li>" * 3000 + "x", id="lists-within-one-another"),
        pytest.param("<table>" + "<tr><td rowspan=65534 colspan=1000>a</td><td>b</td></tr>" * 50, id="spans"),
        pytest.param("<table><tr>" + "<td rowspan=60000>x" * 400 + "<tr></tr>" * 2000, id="cells-covered"),
        pytest.param("<p>x" * 1_000_001, id="elements"),
        pytest.param("<div><b>a</b> b " * 40_000, id="divisions-never-closed"),
        pytest.param("<p " + " ".join(f"a{number}=1" for number in range(30_000)) + ">x", id="attributes"),
        pytest.param("<p " + " ".join(f"a{number}='>'" for number in range(30_000)) + ">x", id="odd-attributes"),
    ],
)
def test_a_page_over_its_budget_says_which(page: str) -> None:
    with pytest.raises(DocumentError, match=r"holds [\d,]+ .*; at most [\d,]+ are read\.") as raised:
        read(HEAD + page)
    assert raised.value.code == "over-budget"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 100_000 + "x" + "</div>" * 100_000, id="deep-divisions"),
        pytest.param("<b>" * 5_000 + "x", id="marks-never-closed"),
        pytest.param("<font><p>x" * 400, id="tags-that-cross"),
        pytest.param("<p>" + "a " * 6_000_000, id="a-very-long-text"),
        pytest.param("<table><tr><td>x" * 90 + "</table>" * 90, id="tables-within-one-another"),
    ],
)
def test_what_lxml_cannot_read_whole_is_read_all_the_same(page: str) -> None:
    document = read(f"{HEAD}{page}<p>the last words")
    assert document.printed_text().endswith("the last words")
    assert "page-mended" in [remark.code for remark in document.remarks]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p title='" + "a" * 10_500_000 + "'>x</p>", id="a-long-attribute"),
        pytest.param("<style>" + "/*" * 100_000 + "a{" * 100_000 + "</style>", id="a-broken-style-sheet"),
        pytest.param("<![CDATA[" * 50_000, id="sections-never-closed"),
        pytest.param("<p>&#0;&#x110000;&#xD800;&#99999999999;&bogus;&amp&lt", id="characters-that-are-none"),
        pytest.param(
            "<meta http-equiv=refresh content='0;url=http://x.example'><base href='http://y.example'>", id="away"
        ),
        pytest.param("</table></div></ul></td></html></body>", id="ends-of-nothing"),
        pytest.param("<table role=presentation><tr><td>x" * 60 + "</table>" * 60, id="tables-for-layout"),
        pytest.param("<nav>" * 100 + "</nav>" * 100, id="navigation"),
        pytest.param("<select><option>a" * 50 + "</select>" * 50, id="choices"),
        pytest.param("<td>x" * 1000 + "</td>", id="cells-without-a-table"),
    ],
)
def test_odd_markup_loses_no_words(page: str) -> None:
    assert read(f"{HEAD}{page}<p>the last words").printed_text().endswith("the last words")


def test_entities_of_a_page_are_not_expanded() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;</p></body>'
    assert read(page).printed_text() == "&b;"


def test_words_behind_the_end_of_the_page_are_read() -> None:
    assert read("<html><body><p>one</p></body></html><p>two</p>").printed_text() == "one\ntwo"


def test_nul_bytes_part_no_words() -> None:
    document = read(b"<!doctype html><ta\0ble><tr><td>pl\0an</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>")
    [table] = document.blocks
    assert isinstance(table, Table)
    assert table.cells[0].text == "plan"


def test_a_page_that_prints_nothing_is_an_error() -> None:
    with pytest.raises(DocumentError) as raised:
        read("<!doctype html><html><head><script>render()</script></head><body><div id=app></div></body></html>")
    assert raised.value.code == "empty-file"
