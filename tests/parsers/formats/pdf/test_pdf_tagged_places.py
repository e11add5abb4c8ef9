"""Which block each text belongs to by its tags: what is believed, and which lies are told of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalise.records import Box
from parsers.formats.pdf.page import Page, Shown, Tag, TextRun
from parsers.formats.pdf.tag_place import REPEATED, PlaceKind, TagPlace
from parsers.formats.pdf.tagged_artifacts import is_marginal, settle_artifacts
from parsers.formats.pdf.tagged_pages import iter_linked, link_tags
from parsers.formats.pdf.tagged_places import places_inside, read_tag_places
from tests.parsers.formats.pdf.pages_by_hand import lines_of, run, wrapped
from tests.parsers.formats.pdf.trees_by_hand import row, tag, tagged_page

LONG = "The panel met people in every ward and heard much the same from all of them: speak plainly, and keep at it. "


def column(*texts: str, x: float = 72, top: float = 100, pitch: float = 30) -> list[TextRun]:
    """Return one run below the other; a run's place in the list is its marked-content id."""
    return [run(text, x, top + pitch * number, mcid=number) for number, text in enumerate(texts)]


def read(runs: Sequence[TextRun], *tags: Tag) -> tuple[dict[int, TagPlace], list[str]]:
    places, remarks = read_tag_places(tagged_page(runs, *tags))
    assert {remark.code for remark in remarks} <= {"tags-disagree"}
    return places, [remark.detail.removeprefix("page 1: ") for remark in remarks]


def kinds(places: dict[int, TagPlace]) -> list[tuple[str, int]]:
    return [(places[mcid].kind.value, places[mcid].level) for mcid in sorted(places)]


def test_headings_and_paragraphs_have_their_kinds_and_levels() -> None:
    tree = tag(
        "Document", tag("Title", 0), tag("H1", 1), tag("P", 2), tag("H", 3), tag("Sect", tag("H9", 4), tag("P", 5))
    )
    places, doubts = read(column("Plan", "Aims", LONG, "Means", "Ways", LONG), tree)
    assert kinds(places) == [
        ("heading", 1), ("heading", 1), ("paragraph", 0), ("heading", 0), ("heading", 6), ("paragraph", 0)
    ]  # fmt: skip
    assert [places[mcid].block_id for mcid in range(6)] == [0, 1, 2, 3, 4, 5]
    assert doubts == []


def test_spans_and_links_do_not_end_a_paragraph_and_notes_in_it_do_not_either() -> None:
    note = tag("Note", tag("Lbl", 4), tag("P", 5))
    tree = tag("P", 0, tag("Span", 1), tag("Link", 2), note, 3)
    runs = [*column("See", "the", "plan", "online."), run("1", 72, 700, mcid=4), run("At the hall.", 80, 700, mcid=5)]
    places, doubts = read(runs, tree)
    assert len({places[mcid].block_id for mcid in range(4)}) == 1
    assert [places[mcid].kind for mcid in (4, 5)] == [PlaceKind.NOTE, PlaceKind.NOTE]
    assert not places[4].is_label  # only list items have markers; the figure of a note is its text
    assert doubts == []


def test_a_list_tells_markers_items_and_depth() -> None:
    inner = tag("L", tag("LI", tag("Lbl", 4), tag("LBody", 5)))
    tree = tag("L", tag("LI", tag("Lbl", 0), tag("LBody", tag("P", 1), tag("P", 2))), tag("LI", tag("LBody", 3, inner)))
    runs = [run("1.", 72, 100, mcid=0), run("Meet.", 90, 100, mcid=1), run("Soon.", 90, 120, mcid=2),
            run("Speak.", 90, 140, mcid=3), run("a)", 90, 160, mcid=4), run("Early.", 108, 160, mcid=5)]  # fmt: skip
    places, doubts = read(runs, tree)
    assert [places[mcid].is_label for mcid in range(6)] == [True, False, False, False, True, False]
    assert [places[mcid].item_id for mcid in range(6)] == [1, 1, 1, 2, 3, 3]
    assert [places[mcid].list_depth for mcid in range(6)] == [0, 0, 0, 0, 1, 1]
    assert [places[mcid].list_id for mcid in range(6)] == [1, 1, 1, 1, 2, 2]
    assert places[0].block_id == places[1].block_id < places[2].block_id
    assert {place.kind for place in places.values()} == {PlaceKind.ITEM}
    assert doubts == []


def test_text_straight_in_a_cell_or_a_section_is_left_to_its_look() -> None:
    tree = tag("Document", tag("Div", 0), tag("Table", tag("TR", tag("TD", 1), tag("TD", tag("P", 2)))))
    places, _ = read(column("One", "Two", "Three"), tree)
    assert list(places) == [2]


def test_an_item_may_have_a_marker_alone() -> None:
    places, doubts = read(column("1."), tag("L", tag("LI", tag("Lbl", 0), tag("LBody", 9))))
    assert (places[0].is_label, places[0].item_id, doubts) == (True, 1, [])


def test_types_that_nobody_explains_only_group() -> None:
    places, doubts = read(column("One", "Two", "Three"), tag("Heading_one", 0), tag("42", 1), tag("Story", tag("P", 2)))
    assert (list(places), doubts) == ([2], [])


def test_a_figure_has_its_other_text() -> None:
    places, _ = read(column("Chart"), tag("Figure", 0, alt="Reserves by year"))
    assert (places[0].kind, places[0].alt) == (PlaceKind.FIGURE, "Reserves by year")


def test_contents_are_believed_where_entries_end_in_page_numbers() -> None:
    entries = [tag("TOCI", tag("P", number)) for number in range(3)]
    places, doubts = read(column("Foreword 2", "Findings .... 4", "Annex xii"), tag("TOC", *entries))
    assert {place.kind for place in places.values()} == {PlaceKind.CONTENTS}
    places, doubts = read(column("Foreword", "Publish the plan", "Annex 3"), tag("TOC", *entries))
    assert {place.kind for place in places.values()} == {PlaceKind.PARAGRAPH}
    assert doubts == ["text is tagged as contents that has no page numbers"]


def test_dots_that_lead_to_a_page_number_stand_in_their_entry() -> None:
    dots, stray = run("........", 120, 100, mcid=None), run("....", 300, 100, mcid=None)
    runs = [run("Aims", 72, 100, mcid=0), dots, run("4", 200, 100, mcid=1), stray]
    read(runs, tag("P", 0, tag("Link", 1)))
    assert dots.mcid in {0, 1}
    assert stray.mcid is None


def test_what_is_hidden_or_no_content_joins_no_line() -> None:
    hidden, artifact = run("hidden", 120, 100, mcid=None), marked("marked", 160, 100)
    hidden.shown = Shown.INVISIBLE
    read([run("Aims", 72, 100, mcid=0), hidden, artifact, run("4", 250, 100, mcid=0)], tag("P", 0))
    assert (hidden.mcid, artifact.mcid) == (None, None)


def test_text_between_two_blocks_on_one_line_is_neither_ones() -> None:
    between = run("between", 120, 100, mcid=None)
    read([run("Left", 72, 100, mcid=0), between, run("Right", 200, 100, mcid=1)], tag("P", 0), tag("P", 1))
    assert between.mcid is None


def test_a_paragraph_that_goes_on_in_the_next_column_has_parts() -> None:
    left = [run("first", 72, 700, mcid=0), run("second", 72, 712, mcid=1)]
    right = [run("third", 320, 100, mcid=2), run("fourth", 320, 112, mcid=3)]
    places, doubts = read([*right, *left], tag("P", 0, 1, 2, 3))
    assert [places[mcid].part for mcid in range(4)] == [0, 0, 1, 1]
    assert len({place.block_id for place in places.values()}) == 1
    assert doubts == []


def test_what_goes_on_of_an_item_from_the_page_before_is_no_item() -> None:
    rest = tag("LI", tag("LBody", 0, earlier=True), earlier=True)
    tree = tag("L", None, rest, tag("LI", tag("Lbl", 1), tag("LBody", 2)), earlier=True)
    runs = [run("and the rest.", 90, 100, mcid=0), run("•", 72, 120, mcid=1), run("Next.", 90, 120, mcid=2)]
    places, doubts = read(runs, tree)
    assert (places[0].kind, places[0].item_id, places[0].earlier) == (PlaceKind.PARAGRAPH, None, True)
    assert places[2].kind is PlaceKind.ITEM
    assert doubts == []


def test_items_beside_the_list_that_a_page_cuts_are_in_a_list() -> None:
    """So LibreOffice tags what follows an item that the page cuts: its list may stand on the page before."""
    after_list = tag("TD", tag("L", tag("LI", tag("LBody", tag("P", 0)))), tag("LI", tag("LBody", tag("P", 1))))
    places, doubts = read(column("One", "Two"), tag("Table", tag("TR", after_list)))
    assert [places[mcid].list_id for mcid in (0, 1)] == [1, 1]
    assert doubts == []
    places, doubts = read(column("Two"), tag("Table", tag("TR", tag("TD", None, tag("LI", tag("LBody", tag("P", 0)))))))
    assert (places[0].kind, doubts) == (PlaceKind.ITEM, [])


def test_items_outside_any_list_are_paragraphs() -> None:
    places, doubts = read(column("One", "Two"), tag("Sect", tag("LI", tag("LBody", tag("P", 0))), tag("P", 1)))
    assert (places[0].kind, places[0].item_id) == (PlaceKind.PARAGRAPH, None)
    assert doubts == ["list items are tagged outside any list"]


def test_a_marker_that_is_a_sentence_is_text() -> None:
    tree = tag("L", tag("LI", tag("Lbl", 0), tag("LBody", 1)))
    places, doubts = read([run("Publish the whole plan", 72, 100, mcid=0), run("by May", 72, 112, mcid=1)], tree)
    assert not places[0].is_label
    assert doubts == ["a list marker is tagged that is none"]


def test_a_marker_that_stands_behind_its_item_is_text() -> None:
    tree = tag("L", tag("LI", tag("Lbl", 0), tag("LBody", 1)))
    places, doubts = read([run("May", 300, 100, mcid=0), run("Publish", 72, 100, mcid=1)], tree)
    assert not places[0].is_label
    assert len(doubts) == 1


def test_a_heading_as_long_as_a_page_is_a_paragraph() -> None:
    places, doubts = read(column("Aims", LONG * 4, LONG), tag("H1", 0), tag("H2", 1), tag("P", 2))
    assert kinds(places) == [("heading", 1), ("paragraph", 0), ("paragraph", 0)]
    assert len(doubts) == 1


def test_headings_all_over_the_page_are_paragraphs() -> None:
    places, doubts = read(column(*[LONG] * 8), *(tag("H1", number) for number in range(8)))
    assert set(kinds(places)) == {("paragraph", 0)}
    assert doubts == ["nearly all text is tagged as headings"]


def test_a_title_page_of_headings_is_believed() -> None:
    places, doubts = read(column("Plan", "Council", "May", "2026", "Draft"), *(tag("H1", n) for n in range(5)))
    assert set(kinds(places)) == {("heading", 1)}
    assert doubts == []


def paragraphs(pitch: float, sizes: Sequence[float] = (10,)) -> list[TextRun]:
    """Return paragraphs of several lines, all with the one marked-content id; `pitch` is from one to the next."""
    runs: list[TextRun] = []
    for number in range(4):
        size = sizes[number % len(sizes)]
        baseline = runs[-1].baseline + pitch if runs else 100
        runs.extend(lines_of(wrapped(LONG * 2, 400), baseline=baseline, size=size))
    for one in runs:
        one.mcid = 0
    return runs


@pytest.mark.parametrize(
    ("runs", "is_lie"),
    [
        pytest.param(paragraphs(12), False, id="one-long-paragraph"),
        pytest.param(paragraphs(24), True, id="gaps"),
        pytest.param(paragraphs(12, (10, 14)), True, id="sizes"),
    ],
)
def test_one_paragraph_over_what_is_set_as_several_is_left_to_its_look(runs: list[TextRun], is_lie: bool) -> None:
    places, doubts = read(runs, tag("P", 0))
    assert (places == {}, len(doubts)) == (is_lie, int(is_lie))


def test_paragraphs_over_several_drawn_cells_tell_nothing_of_any() -> None:
    runs = [run("1", 72, 100, mcid=0), run("Meet", 120, 100, mcid=0), run("often", 120, 112, mcid=1)]
    places, _ = read(runs, tag("P", 0), tag("P", 1))
    assert places_inside(places, {0: runs[:1], 1: runs[1:]}) == {}
    assert places_inside(places, {0: runs[:2], 1: [*runs[2:], run("by hand", 200, 112)]}) == places


def test_text_that_two_blocks_claim_is_neither_ones() -> None:
    places, doubts = read(column("One", "Two", "Three"), tag("P", 0, 1), tag("P", 1, 2))
    assert sorted(places) == [0, 2]
    assert doubts == ["the same text is tagged in several places"]


def test_paragraphs_in_another_order_are_put_in_the_pages() -> None:
    places, doubts = read(column("One", "Two", "Three"), tag("P", 2), tag("P", 0), tag("P", 1))
    assert [places[mcid].block_id for mcid in range(3)] == [0, 1, 2]
    assert doubts == ["its paragraphs are tagged in another order"]


def test_the_order_of_columns_is_believed() -> None:
    runs = [*column("One", "Two"), run("Three", 320, 100, mcid=2), run("Four", 320, 130, mcid=3)]
    places, doubts = read(runs, *(tag("P", number) for number in range(4)))
    assert [places[mcid].block_id for mcid in range(4)] == [0, 1, 2, 3]
    assert doubts == []


def test_columns_in_disorder_are_left_to_their_look() -> None:
    runs = [*column("One", "Two"), run("Three", 320, 100, mcid=2), run("Four", 320, 130, mcid=3)]
    places, doubts = read(runs, *(tag("P", number) for number in (1, 0, 3, 2)))
    assert places == {}
    assert doubts == ["its paragraphs are tagged in another order, and are left to their look"]


def test_one_box_beside_the_text_that_is_told_of_last_does_not_matter() -> None:
    runs = [
        *column(*[LONG[:40]] * 9),
        run("Box", 320, 100, mcid=9),
        run("Foot of the page, all over it", 72, 400, mcid=10),
    ]
    places, doubts = read(runs, *(tag("P", number) for number in (*range(9), 10, 9)))
    assert [places[mcid].block_id for mcid in (8, 10, 9)] == [8, 9, 10]
    assert doubts == []


def test_order_inside_a_cell_is_put_right_too() -> None:
    cells = tag("TR", tag("TD", tag("P", 1), tag("P", 0)), tag("TD", tag("P", 2)))
    runs = [*column("One", "Two"), run("Beside", 320, 100, mcid=2)]
    places, doubts = read(runs, tag("Table", cells))
    assert [places[mcid].block_id for mcid in range(3)] == [0, 1, 2]
    assert len(doubts) == 1


def test_most_of_a_page_is_no_note() -> None:
    places, doubts = read(column(LONG, LONG * 6), tag("P", 0), tag("Note", 1))
    assert places[1].kind is PlaceKind.PARAGRAPH
    assert doubts == ["most of the page is tagged as notes"]
    places, doubts = read(column(LONG * 6, LONG), tag("P", 0), tag("Note", 1))
    assert (places[1].kind, doubts) == (PlaceKind.NOTE, [])


def test_an_artifact_in_the_tree_is_furniture_at_the_margin_only() -> None:
    runs = [run("Page 4", 280, 800, mcid=0), *column("", LONG, "Not for you", LONG)[1:]]
    places, doubts = read(runs, tag("P", 1), tag("Artifact", 2), tag("P", 3), tag("Artifact", 0))
    assert (places[0].kind, places[2].kind) == (PlaceKind.FURNITURE, PlaceKind.PARAGRAPH)
    assert doubts == ["text in the middle of the page is tagged as no content"]


def marked(text: str, x: float, baseline: float) -> TextRun:
    one = run(text, x, baseline)
    one.artifact = True
    return one


def settle(page: Page) -> list[str]:
    return [remark.detail for remark in settle_artifacts(page)]


def test_artifacts_are_furniture_at_the_margins_and_content_among_the_text() -> None:
    head, foot, side, clause = (
        marked("Council", 72, 40), marked("4", 290, 800), marked("Draft", 10, 300), marked("Clause 9", 72, 130)
    )  # fmt: skip
    page = tagged_page([*column(LONG, LONG, pitch=400), head, foot, side, clause], tag("P", 0, 1))
    assert settle(page) == ["page 1: 8 characters marked as no content stand among it"]
    assert [one.artifact for one in (head, foot, side, clause)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("box", "body", "is_at_margin"),
    [
        pytest.param((72, 30, 200, 40), (72, 100, 520, 700), True, id="over-the-body"),
        pytest.param((72, 300, 200, 310), (72, 100, 520, 700), False, id="in-it"),
        pytest.param((72, 400, 200, 410), (72, 500, 520, 700), False, id="over-a-body-that-begins-low"),
        pytest.param((72, 710, 200, 720), (72, 100, 520, 700), True, id="under-the-body"),
        pytest.param((72, 600, 200, 610), (72, 100, 520, 700), False, id="low-in-the-body"),
        pytest.param((72, 310, 200, 320), (72, 100, 520, 300), False, id="under-a-body-that-ends-high"),
        pytest.param((10, 300, 60, 310), (72, 100, 520, 700), True, id="left-of-the-body"),
        pytest.param((10, 300, 85, 310), (72, 100, 520, 700), False, id="reaching-into-it-from-the-left"),
        pytest.param((120, 300, 190, 310), (200, 100, 520, 700), False, id="left-of-a-narrow-body"),
        pytest.param((530, 300, 580, 310), (72, 100, 520, 700), True, id="right-of-the-body"),
        pytest.param((508, 300, 580, 310), (72, 100, 520, 700), False, id="reaching-into-it-from-the-right"),
        pytest.param((350, 300, 400, 310), (72, 100, 300, 700), False, id="right-of-a-narrow-body"),
        pytest.param((72, 30, 200, 40), None, False, id="without-a-body"),
    ],
)
def test_margins_are_at_the_pages_edges_outside_the_body(box: Box, body: Box | None, is_at_margin: bool) -> None:
    assert is_marginal(box, body, tagged_page([])) is is_at_margin


def test_only_printed_artifacts_are_spoken_of() -> None:
    hidden, blank, plain = marked("Clause 9", 72, 130), marked("  ", 72, 140), run("and on", 72, 150)
    hidden.shown = Shown.OFF_PAGE
    page = tagged_page([*column(LONG, LONG, pitch=400), hidden, blank, plain], tag("P", 0, 1))
    assert settle(page) == []
    assert (hidden.artifact, blank.artifact, plain.artifact) == (True, True, False)


def test_a_page_that_is_all_marked_as_no_content_is_content() -> None:
    only = marked("Everything that is said here", 72, 60)
    assert len(settle(tagged_page([only]))) == 1
    assert not only.artifact


def test_dotted_leaders_are_nothing_to_speak_of() -> None:
    dots = marked("..........", 120, 100)
    assert settle(tagged_page([*column("Aims", "Means"), dots], tag("P", 0), tag("P", 1))) == []
    assert not dots.artifact


def repeated_page(tree: Tag, *more: TextRun) -> tuple[Page, list[TextRun]]:
    heads = [marked("No.", 72, 82), marked("Action", 200, 70), marked("to take", 200, 82)]
    cells = [run(f"Cell {n}", 72 + 128 * (n % 2), 93 + 20 * (n // 2), mcid=n) for n in range(4)]
    page = tagged_page([marked("Council", 72, 20), *heads, *cells, *more], tree)
    assert settle(page) == []
    return page, heads


@pytest.mark.parametrize(
    "tree",
    [tag("Table", None, row(0, 1), row(2, 3)), tag("Table", row(0, 1), row(2, 3), earlier=True)],
    ids=["by-number", "by-what-it-cuts"],
)
def test_a_header_row_over_the_later_part_of_a_table_is_part_of_it(tree: Tag) -> None:
    beside, amid = marked("beside it", 400, 82), marked("left of it", 10, 82)
    page, heads = repeated_page(tree, beside, amid)
    assert [(one.artifact, one.mcid) for one in heads] == [(False, REPEATED)] * 3
    assert [one.artifact for one in (page.runs[0], beside, amid)] == [True, True, True]


def test_what_stands_over_the_beginning_of_a_table_is_no_header_row() -> None:
    _, heads = repeated_page(tag("Table", row(0, 1), row(2, 3)))
    assert all(one.artifact for one in heads)


def test_a_running_head_right_over_the_later_part_of_a_table_is_not_part_of_it() -> None:
    head = [marked(word, x, 82) for word, x in (("Council:", 72), ("action", 115), ("plan", 150))]
    page = tagged_page([*head, *column("One of many actions", "Two", top=93)], tag("Table", None, row(0), row(1)))
    assert settle(page) == []
    assert all(one.artifact for one in head)


def test_pages_are_linked_as_they_go_by() -> None:
    trees = [
        tag("Document", None, tag("P", 0)),
        tag("Document", None, tag("P", 0)),
        tag("Document", None, None, tag("P", 0)),
    ]
    pages = [tagged_page([], tree) for tree in trees]
    paragraphs = [kid for page in iter_linked(pages) for kid in page.tags[0].kids if isinstance(kid, Tag)]
    assert [(one.earlier, one.later) for one in paragraphs] == [(False, True), (True, False), (False, False)]
    assert list(iter_linked([])) == []


def test_a_deep_tree_is_linked_without_exhausting_the_stack() -> None:
    first, second = tag("P", 0), tag("P", 0)
    for _ in range(60):
        first, second = tag("Div", first), tag("Div", second)
    link_tags([first], [second])
    assert first.later
