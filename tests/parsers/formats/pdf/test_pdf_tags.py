"""What is read of a structure tree through pdfium, and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
import pytest

from parsers.formats.pdf.page import Tag
from parsers.formats.pdf.pdfium import calls, tags
from parsers.formats.pdf.pdfium.tags import read_tags
from parsers.formats.pdf.tagged_pages import link_tags
from tests.parsers.formats.pdf.tagged_files import Content, Element, Rule, Text, write_pdf


def read_trees(data: bytes) -> list[tuple[Tag, ...]]:
    pdf = pypdfium2.PdfDocument(data)
    trees = []
    for index in range(len(pdf)):
        page = pdf[index]
        trees.append(read_tags(calls.handle_of(page.raw)))
        page.close()
    pdf.close()
    return trees


def words(count: int) -> list[Text | Rule]:
    return [Text(f"Word {number}", 50, 20 + 12 * number, number) for number in range(count)]


def outline(tags: Sequence[Tag]) -> str:
    """Return a tree as one line: `Table(0:TR(0:TD[3]))`, an element's ordinal before it, `<` earlier and `>` later."""
    parts = []
    for tag in tags:
        kids = [f"[{kid}]" if isinstance(kid, int) else outline([kid]) for kid in tag.kids]
        cut = ("<" if tag.earlier else "") + (">" if tag.later else "")
        parts.append(f"{tag.ordinal}:{tag.kind}{cut}({' '.join(kids)})")
    return " ".join(parts)


def iter_tags(tags: Sequence[Tag]) -> Iterator[Tag]:
    for tag in tags:
        yield tag
        yield from iter_tags([kid for kid in tag.kids if isinstance(kid, Tag)])


def test_each_page_has_its_own_content_and_the_numbers_of_the_whole_tree() -> None:
    tree = [Element("Document", [Element("H1", [Content(0, 0)]), Element("P", [Content(1, 0)])])]
    first, second = read_trees(write_pdf([words(1), words(1)], tree))
    assert outline(first) == "0:Document(0:H1([0]))"
    assert outline(second) == "0:Document(1:P([0]))"


def test_text_that_runs_on_over_the_page_marks_its_element_and_all_above_it() -> None:
    cut = Element("P", [Content(0, 1), Content(1, 0)])
    tree = [Element("Sect", [Element("P", [Content(0, 0)]), Element("Div", [cut]), Element("P", [Content(1, 1)])])]
    first, second = read_trees(write_pdf([words(2), words(2)], tree))
    assert outline(first) == "0:Sect>(0:P([0]) 1:Div>(0:P>([1])))"
    assert outline(second) == "0:Sect<(1:Div<(0:P<([0])) 2:P([1]))"


def table(*rows: Sequence[Sequence[Content]]) -> Element:
    return Element("Table", [Element("TR", [Element("TD", cell) for cell in row]) for row in rows])


def test_a_missing_cell_says_nothing_until_the_other_page_is_read() -> None:
    """The row's first cell ends on the first page, its second is empty, its third stands on the second page only."""
    tree = [table([[Content(0, 0)], [], [Content(1, 0)]])]
    first, second = read_trees(write_pdf([words(1), words(1)], tree))
    assert outline(first) == "0:Table(0:TR(0:TD([0])))"
    assert outline(second) == "0:Table(0:TR(2:TD([0])))"
    link_tags(first, second)
    assert outline(first) == "0:Table>(0:TR>(0:TD([0])))"
    assert outline(second) == "0:Table<(0:TR<(2:TD([0])))"


def test_pages_that_share_no_element_are_not_linked() -> None:
    tree = [table([[Content(0, 0)]], [[]]), table([[Content(1, 0)]])]
    first, second = read_trees(write_pdf([words(1), words(1)], tree))
    link_tags(first, second)
    assert outline(first) == "0:Table(0:TR(0:TD([0])))"
    assert outline(second) == "1:Table(0:TR(0:TD([0])))"


def test_elements_of_different_kinds_are_never_the_same() -> None:
    first, second = (Tag("Table", ordinal=3),), (Tag("P", ordinal=3),)
    link_tags(first, second)
    assert (first[0].later, second[0].earlier) == (False, False)


def test_rules_between_the_rows_do_not_count_as_rows() -> None:
    rows = [Element("TR", [Element("TD", [Content(page, number)])]) for page, number in ((0, 1), (0, 2), (1, 1))]
    tree = [Element("Table", [Content(0, 0), rows[0], rows[1], Content(1, 0), rows[2]])]
    first, second = read_trees(write_pdf([words(3), words(2)], tree))
    assert outline(first) == "0:Table>([0] 0:TR(0:TD([1])) 1:TR(0:TD([2])))"
    assert outline(second) == "0:Table<([0] 2:TR(0:TD([1])))"


def test_role_maps_are_followed() -> None:
    tree = [Element("Table_Body", [Element("Action#20Row", [Element("TD", [Content(0, 0)])])])]
    [first] = read_trees(write_pdf([words(1)], tree, roles="/Table_Body /Table /Action#20Row /TR"))
    assert outline(first) == "0:Table(0:TR(0:TD([0])))"


@pytest.mark.parametrize(
    ("attributes", "spans"),
    [
        pytest.param("", (1, 1), id="none"),
        pytest.param("<</O /Table /RowSpan 3 /ColSpan 2>>", (3, 2), id="one-dictionary"),
        pytest.param("[<</O /Table /RowSpan 3>> <</O /Table /ColSpan 2>>]", (3, 2), id="array"),
        pytest.param("[<</O /Layout /Width 9>> 0 <</O /Table /ColSpan 2>> 1]", (1, 2), id="array-with-revisions"),
        pytest.param("<</O /Table /RowSpan 0 /ColSpan -4>>", (1, 1), id="nonsense"),
        pytest.param("<</O /Table /RowSpan 99999999>>", (1, 1), id="absurd"),
        pytest.param("<</O /Table /RowSpan /Two>>", (1, 1), id="no-number"),
        pytest.param("<</O /Table /ColSpan 2.0>>", (1, 2), id="written-as-real"),
    ],
)
def test_spans_are_read_however_they_are_written(attributes: str, spans: tuple[int, int]) -> None:
    tree = [Element("Table", [Element("TR", [Element("TH", [Content(0, 0)], attributes)])])]
    [first] = read_trees(write_pdf([words(1)], tree))
    cell = next(tag for tag in iter_tags(first) if tag.kind == "TH")
    assert (cell.row_span, cell.column_span) == spans


def test_numbering_of_lists_and_texts_for_pictures_are_read() -> None:
    tree = [
        Element("L", [Element("LI", [Content(0, 0)])], "<</O /List /ListNumbering /LowerAlpha>>"),
        Element("Figure", [Content(0, 1)], raw="/Alt (A green dot)"),
        Element("Figure", [Content(0, 2)], raw="/ActualText (Green)"),
        Element("P", [Content(0, 3)], raw="/Alt (not a picture)"),
    ]
    [first] = read_trees(write_pdf([words(4)], tree))
    assert [tag.list_numbering for tag in first] == ["LowerAlpha", None, None, None]
    assert [tag.alt for tag in first] == [None, "A green dot", "Green", None]


@pytest.mark.parametrize("tree", [[], [Element("Document", [None])]], ids=["no-elements", "null-child"])
def test_a_tree_that_names_nothing_is_no_tree(tree: list[Element]) -> None:
    assert read_trees(write_pdf([words(1)], tree)) == [()]


def test_a_file_without_a_parent_tree_has_no_tags() -> None:
    tree = [Element("P", [Content(0, 0)])]
    assert read_trees(write_pdf([words(1)], tree, numbered=False)) == [()]


def test_an_element_that_hangs_in_many_places_is_read_once() -> None:
    tree = Element("P", [Content(0, 0)])
    for _ in range(12):
        tree = Element("Div", [tree] * 12)  # 12 to the power of 12 ways down
    [first] = read_trees(write_pdf([words(1)], [tree]))
    assert sum(1 for _ in iter_tags(first)) == 13


def test_an_element_that_hangs_under_itself_is_read_once() -> None:
    loop = Element("Div")
    loop.kids = [Element("Div", [Content(0, 0), loop]), loop]
    [first] = read_trees(write_pdf([words(1)], [loop]))
    assert outline(first) == "0:Div(0:Div([0]))"


def test_a_tree_deeper_than_any_document_does_not_exhaust_the_stack() -> None:
    tree = Element("P", [Content(0, 0)])
    for _ in range(3_000):
        tree = Element("Div", [tree])
    [first] = read_trees(write_pdf([words(1)], [tree]))
    assert sum(1 for _ in iter_tags(first)) <= tags.MAX_DEPTH


def test_a_tree_past_the_limits_is_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_pdf([words(30)], [Element("Document", [Element("P", [Content(0, number)]) for number in range(30)])])
    assert sum(1 for _ in iter_tags(read_trees(data)[0])) == 31
    with monkeypatch.context() as patch:
        patch.setattr(tags, "MAX_CHILDREN", 40)
        assert read_trees(data) == [()]
    monkeypatch.setattr(tags, "MAX_ELEMENTS", 20)
    assert read_trees(data) == [()]


def test_one_page_of_a_tree_of_100_000_paragraphs_is_found() -> None:
    elsewhere = [Element("P") for _ in range(99_997)]
    here = [Element("P", [Content(0, 0)]), Element("P", [Content(0, 1)])]
    [first] = read_trees(
        write_pdf([words(2)], [Element("Document", [*elsewhere[:50_000], *here, *elsewhere[50_000:]])])
    )
    assert outline(first) == "0:Document(50000:P([0]) 50001:P([1]))"
