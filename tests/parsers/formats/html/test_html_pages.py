"""What web pages print around tables: encodings, furniture, hidden words, lists, headings; and what is a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.formats.html.counters import read_counters
from parsers.formats.html.roles import Part, parts_named
from parsers.formats.kinds import find_kind
from parsers.formats.registry import read_document

HEAD = "<!doctype html><html><body>"


def read(page: str | bytes) -> Document:
    return read_document(page if isinstance(page, bytes) else page.encode(), "page.html")


def texts(page: str | bytes, layer: Layer = Layer.BODY) -> list[str]:
    return [block.text for block in read(page).iter_blocks() if block.layer is layer]


def codes(page: bytes) -> list[str]:
    return [remark.code for remark in read(page).remarks]


@pytest.mark.parametrize(
    ("page", "remarks"),
    [
        pytest.param("<html><p>café £5 – “x”".encode(), [], id="utf-8-undeclared"),
        pytest.param("\ufeff<html><p>café £5 – “x”".encode(), [], id="utf-8-marked"),
        pytest.param("\ufeff<html><p>café £5 – “x”".encode("utf-16-le"), [], id="utf-16"),
        pytest.param("<html><p>café £5 – “x”".encode("cp1252"), ["decoded-with-fallback"], id="1252-undeclared"),
        pytest.param("<html><meta charset=latin1><p>café £5 – “x”".encode("cp1252"), [], id="1252-as-latin-1"),
        pytest.param(
            "<html><meta http-equiv=Content-Type content='text/html; charset=Windows-1252'><p>café £5 – “x”".encode(
                "cp1252"
            ),
            [],
            id="1252-by-http-equiv",
        ),
        pytest.param(
            "<html><meta charset=iso-8859-1><p>café £5 – “x”".encode(),
            ["encoding-misdeclared"],
            id="utf-8-called-latin",
        ),
        pytest.param(
            "<html><meta charset=utf-8><p>café £5 – “x”".encode("cp1252"), ["decoded-with-fallback"], id="called-utf-8"
        ),
        pytest.param("<html><meta charset=x-none><p>café £5 – “x”".encode(), ["encoding-misdeclared"], id="no-label"),
        pytest.param("<html><meta charset=utf-16><p>café £5 – “x”".encode(), [], id="utf-16-in-meta-means-utf-8"),
        pytest.param(
            "<?xml version='1.0' encoding='iso-8859-1'?><html><p>café £5 – “x”".encode("cp1252"), [], id="xml"
        ),
    ],
)
def test_letters_are_those_of_the_page(page: bytes, remarks: list[str]) -> None:
    assert texts(page) == ["café £5 – “x”"]
    assert codes(page) == remarks


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<nav><a href=/>Home</a></nav>", id="navigation"),
        pytest.param("<div class='govuk-breadcrumbs'><a href=/>Home</a></div>", id="breadcrumbs"),
        pytest.param("<div id=CybotCookiebotDialog><table><tr><th>_ga<th>2 years</table></div>", id="cookies"),
        pytest.param("<div class='social-share'>Share this</div>", id="sharing"),
        pytest.param("<form><label>Search</label><input><button>Go</button></form>", id="form"),
        pytest.param("<footer><p>Town Hall</p></footer>", id="footer"),
        pytest.param("<p hidden>x</p>", id="hidden"),
        pytest.param("<p style='display: none'>x</p>", id="not-displayed"),
        pytest.param("<p aria-hidden=true>x</p>", id="hidden-from-readers"),
        pytest.param("<span class='visually-hidden'>x</span>", id="visually-hidden"),
        pytest.param("<noscript>x</noscript><template><p>y</p></template>", id="not-printed"),
        pytest.param("<ul><li><a>x</a><li><a>y</a><li><a>z</a></ul>", id="links"),
        pytest.param("<s>x</s><del>y</del>", id="struck-out"),
        pytest.param("<aside class=related><a>x</a></aside>", id="related"),
    ],
)
def test_what_is_no_text_is_kept_as_furniture(page: str) -> None:
    whole = f"{HEAD}<h1>Plan</h1>{page}<p>The words of the plan stand here, and they go on for a while.</p>"
    assert texts(whole) == ["Plan", "The words of the plan stand here, and they go on for a while."]
    letters = set(re.findall(r"\w+", re.sub("<[^<>]*>", " ", page)))
    assert letters <= set(re.findall(r"\w+", " ".join(texts(whole, Layer.FURNITURE))))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<details><summary>x</summary><p>y</p></details>", id="closed-details"),
        pytest.param("<p>x</p><div role=tabpanel hidden>y</div>", id="a-tab"),
        pytest.param("<p>x</p><div class='accordion-panel' style='display:none'>y</div>", id="an-accordion"),
        pytest.param("<h2><button aria-controls=k>x</button></h2><div id=k hidden>y</div>", id="what-a-button-opens"),
        pytest.param("<div class='has-navigation no-cookies'><p>x<p>y</div>", id="classes-that-speak-of-others"),
        pytest.param("<body class='search footer'><p>x<p>y", id="classes-of-the-whole-page"),
        pytest.param("<div class=navigation><main><p>x<p>y</main></div>", id="around-the-main-part"),
        pytest.param("<form><h1>x</h1><p>y</p></form>", id="a-form-around-the-page"),
        pytest.param("<html><p>x</p></html><p>y</p>", id="behind-the-end"),
        pytest.param("<p>x</p><aside>y</aside>", id="a-box"),
    ],
)
def test_what_a_reader_can_see_is_text(page: str) -> None:
    assert texts(f"<!doctype html>{page}") == ["x", "y"]


def test_a_list_of_recommendations_is_text_though_each_is_a_link() -> None:
    links = "".join(f"<li><a href={n}>Recommendation {n}</a>" for n in range(1, 4))
    assert texts(f"{HEAD}<ul>{links}</ul>") == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]


def test_a_heading_with_nothing_but_links_below_goes_with_them() -> None:
    assert texts(f"{HEAD}<p>x</p><h2>More</h2><ul><li><a>a</a><li><a>b</a><li><a>c</a></ul>") == ["x"]


def test_the_title_above_the_main_part_is_text() -> None:
    page = f"{HEAD}<header><h1>Our plan</h1><p>Motto</p></header><main><p>Many words stand in the main part.</p></main>"
    assert texts(page) == ["Our plan", "Many words stand in the main part."]


@pytest.mark.parametrize(
    ("page", "marks"),
    [
        pytest.param("<ol><li>a<li>b</ol>", ["1.", "2."], id="plain"),
        pytest.param("<ol start=4 type=a><li>a<li>b</ol>", ["d.", "e."], id="start-and-type"),
        pytest.param("<ol reversed><li>a<li>b</ol>", ["2.", "1."], id="reversed"),
        pytest.param("<ol><li value=7>a<li>b</ol>", ["7.", "8."], id="value"),
        pytest.param("<ol style='list-style-type:lower-roman'><li>a<li>b</ol>", ["i.", "ii."], id="style"),
        pytest.param("<style>.r{list-style:upper-alpha}</style><ol class=r><li>a<li>b</ol>", ["A.", "B."], id="class"),
        pytest.param("<ol style='list-style:none'><li>1) a<li>2) b</ol>", ["1)", "2)"], id="printed"),
        pytest.param("<ul style=\"list-style-type:'✓ '\"><li>a<li>b</ul>", ["✓", "✓"], id="sign"),
        pytest.param("<p>1. a</p><p>2. b</p>", ["1.", "2."], id="paragraphs"),
        pytest.param(
            "<style>@counter-style s{system:alphabetic;symbols:a b;suffix:') '}</style>"
            "<ol style='list-style-type:s'><li>a<li>b</ol>",
            ["a)", "b)"],
            id="own-counter",
        ),
    ],
)
def test_list_entries_have_the_marks_a_browser_prints(page: str, marks: list[str]) -> None:
    items = [block for block in read(HEAD + page).iter_blocks() if block.kind is BlockKind.ITEM]
    assert [(item.marker, item.text) for item in items] == [(marks[0], "a"), (marks[1], "b")]


def test_lists_within_lists_hang_deeper() -> None:
    blocks = [*read(f"{HEAD}<ul><li>a<ol><li>b</ol><li>c</ul>").iter_blocks()]
    assert [(block.level, block.marker, block.text) for block in blocks] == [
        (0, "•", "a"),
        (1, "1.", "b"),
        (0, "•", "c"),
    ]


def test_a_paragraph_inside_an_entry_is_a_line_of_it() -> None:
    [item] = read(f"{HEAD}<ul><li><p>one</p><p>two</p></li></ul>").iter_blocks()
    assert (item.kind, item.text) == (BlockKind.ITEM, "one\ntwo")


def test_looks_stay_on_the_words() -> None:
    [block] = read(f"{HEAD}<p>a <b>b</b> <i>c</i> <a href='/d'>d</a> <sup>e</sup> <font color=red>f</font>").blocks
    assert isinstance(block, Block)
    styles = {run.text.strip(): run.style for run in block.words.runs if run.text.strip()}
    assert styles["b"].bold
    assert styles["c"].italic
    assert styles["d"].href == "/d"
    assert styles["e"].superscript
    assert styles["f"].colour == "ff0000"


def test_a_large_picture_without_words_is_told_of() -> None:
    assert codes(f"{HEAD}<p>x<img src=plan.png width=900 height=1200>".encode()) == ["unread-picture"]


def test_lines_are_told_where_they_are_sure() -> None:
    blocks = [*read("<!doctype html>\n<body>\n<p>one</p>\n<p\n class=x>two</p></body>").iter_blocks()]
    assert [block.place.line for block in blocks] == [3, None]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        pytest.param("\n\n<!-- saved -->\n<div class=x>\n<h2>T</h2>\n<p>words</p></div>", "html", id="a-division"),
        pytest.param("<main><h1>x</h1>\n<p>y</p></main>", "html", id="a-main-part"),
        pytest.param("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'a' 'b'>\n<html>", "html", id="xhtml"),
        pytest.param("<table>" + "<tr>\n<td>a</td></tr>\n" * 12 + "</table>", "html", id="a-long-table"),
        pytest.param("<?xml version='1.0'?><plan><table><tr/></table></plan>", "xml", id="xml"),
        pytest.param("# Plan\n<table><tr><td>a</td></tr></table>", None, id="markdown-with-a-table"),
        pytest.param(
            "<table>" + "<tr><td>a</td></tr>" * 12 + "</table>\n\nThe end\nof it\nall.", None, id="text-below"
        ),
        pytest.param("<div align=center>\n\n# Title\n\n</div>\n\ntext\n\ntext", None, id="markdown-in-a-division"),
        pytest.param("<b>bold</b> words of a text", None, id="text-that-begins-bold"),
        pytest.param("<div>x", None, id="a-tag-and-no-more"),
    ],
)
def test_a_page_is_told_from_text_with_tags(data: str, form: str | None) -> None:
    kind = find_kind(data.encode())
    assert (kind.form if kind else None) == form


@pytest.mark.parametrize(
    ("names", "part"),
    [
        pytest.param("lgd-footer__inner", Part.FURNITURE, id="vendor"),
        pytest.param("CybotCookiebotDialogBody", Part.FURNITURE, id="humps"),
        pytest.param("screen-reader-text", Part.UNSEEN, id="unseen"),
        pytest.param("d-lg-none", Part.COPY, id="copy"),
        pytest.param("peer-challenge-feedback-report", None, id="a-report"),
        pytest.param("no-footer", None, id="without"),
        pytest.param("social-care-reform", None, id="the-subject-of-a-section"),
        pytest.param("customer-satisfaction share-of-costs", None, id="more-subjects"),
        pytest.param("social-media-links", Part.FURNITURE, id="links-to-networks"),
        pytest.param("challenge-search-party", None, id="part-of-a-name"),
    ],
)
def test_names_of_classes_tell_what_a_part_is(names: str, part: Part | None) -> None:
    found = parts_named(names)
    assert (part in found) if part else not found


def test_counters_without_a_form_are_left_out() -> None:
    assert read_counters('@counter-style x { system: cyclic; symbols: "a" "b" }') == {}


TAGS = (
    "p div b i span table tr td th thead tbody caption ul ol li dl dt dd h1 h2 nav footer form button main article "
    "section aside details summary pre blockquote a sup del label select option center font noscript header q"
).split()
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["<br>", "<hr>", "&nbsp;", "&amp;", "< ", " ", "\n", "<td rowspan=3>", "<td colspan=2>", "<p hidden>"]
    ),
    st.sampled_from(
        ["<li value=3>", "<tr style='display:none'>", "<div class=nav>", "<span class=sr-only>", "<!-- -->"]
    ),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3),
)


@given(st.lists(PIECES, max_size=40))
def test_no_word_is_lost_however_broken_the_markup(pieces: list[str]) -> None:
    document = read(f"{HEAD}{''.join(pieces)}<p>Z")
    printed = "".join((block.marker or "") + block.text for block in document.iter_blocks())
    assert sorted(re.sub("[^A-Z]", "", printed)) == sorted(re.sub("[^A-Z]", "", "".join(pieces)) + "Z")


@given(st.lists(PIECES, max_size=40))
def test_tables_are_grids_however_broken_the_markup(pieces: list[str]) -> None:
    for block in read(f"{HEAD}{''.join(pieces)}<p>Z").blocks:
        if isinstance(block, Table):
            taken = [
                (row, column)
                for cell in block.cells
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            ]
            assert len(taken) == len(set(taken))
            assert all(row < block.row_count and column < block.column_count for row, column in taken)


def test_a_button_beside_a_name_is_a_line_of_its_own() -> None:
    page = (
        HEAD + "<header><span>Tarnbrook Council</span><button>Menu</button> <a href=/a>A to Z</a></header><h1>Plan</h1>"
    )
    furniture = texts(page, Layer.FURNITURE)
    assert "Tarnbrook Council" in furniture
    assert "Menu" in " ".join(furniture)
