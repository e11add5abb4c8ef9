"""Every character of a page is in the document, or counted as what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.issues import make_issue
from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.pdf.accounts import Account, balance, iter_remarks, take_stock
from parsers.formats.pdf.page import Font, Page, Shown
from parsers.words import Place, Words
from tests.parsers.formats.pdf.pages_by_hand import page, run

PLACE = Place(1)


def paragraph(text: str, *, marker: str | None = None, layer: Layer = Layer.BODY, number: int = 1) -> Block:
    place = Place(number)
    return Block(BlockKind.PARAGRAPH, Words.of(text, place), marker=marker, layer=layer, place=place)


def table(*texts: str, layer: Layer = Layer.BODY) -> Table:
    cells = tuple(Cell(0, column, (paragraph(text),), place=PLACE) for column, text in enumerate(texts))
    return Table(cells, 1, len(cells), layer=layer, place=PLACE)


def account_of(printed: Page, *blocks: Block | Table) -> Account:
    [account] = balance([take_stock(printed)], blocks)
    return account


def remarks_on(printed: Page, *blocks: Block | Table) -> list[tuple[str, str]]:
    stocks = [take_stock(printed)]
    return [(remark.code, remark.detail) for remark in iter_remarks(stocks, balance(stocks, blocks))]


def test_what_is_read_is_counted_where_it_stands() -> None:
    printed = page(
        run("Action", 72, 100), run("By May", 172, 100), run("A sentence.", 72, 200), run("Page 1", 72, 800),
        run("* note", 72, 780),
    )  # fmt: skip
    account = account_of(
        printed, table("Action", "By May"), paragraph("A sentence."), paragraph("Page 1", layer=Layer.FURNITURE),
        paragraph("* note", layer=Layer.NOTE),
    )  # fmt: skip
    assert (account.cells, account.blocks, account.furniture, account.notes) == (11, 10, 5, 5)
    assert account.is_balanced()


def test_cells_of_a_table_inside_a_cell_are_cells_and_of_a_furniture_table_furniture() -> None:
    outer = replace(table("Lead"), cells=(Cell(0, 0, (table("Head", "Officer"),), place=PLACE),))
    printed = page(run("Head", 72, 100), run("Officer", 120, 100))
    assert account_of(printed, outer).cells == 11
    assert account_of(printed, table("Head", "Officer", layer=Layer.FURNITURE)).furniture == 11


def test_a_marker_is_read_and_one_that_is_drawn_adds_nothing() -> None:
    account = account_of(page(run("1.", 72, 100), run("Review", 90, 100)), paragraph("Review", marker="1."))
    assert account.is_balanced()
    assert account.blocks == 8
    assert account_of(page(run("Review", 90, 100)), paragraph("Review", marker="•")).is_balanced()


def test_a_hyphen_that_broke_a_word_is_taken_out_but_no_other() -> None:
    broken = page(run("commu-", 72, 100), run("nity", 72, 112))
    account = account_of(broken, paragraph("community"))
    assert (account.hyphens, account.unplaced) == (1, 0)
    assert account.is_balanced()
    inside = account_of(page(run("co-ordinate", 72, 100)), paragraph("coordinate"))
    assert (inside.hyphens, inside.unplaced) == (0, 1)


def test_signs_are_counted_as_they_are_read() -> None:
    printed = page(run("ﬁnance", 72, 100), run("\uf0b7", 60, 100, font=Font("Symbol")), run("a\u200bb\xa0c", 72, 120))
    account = account_of(printed, paragraph("finance", marker="•"), paragraph("ab c"))
    assert account.is_balanced()
    assert account.unplaced == 0


def test_lost_words_are_counted_named_and_placed() -> None:
    printed = page(run("Kept words", 72, 100), run("Lost owner", 300, 100))
    account = account_of(printed, paragraph("Kept words"))
    assert account.unplaced == 9
    [unread] = account.unread
    assert unread.text == "Lostowner"
    assert unread.places()[0].bbox == pytest.approx(printed.runs[1].box)
    assert remarks_on(printed, paragraph("Kept words")) == [("unread-text", "9 characters from “Lostowner”, page 1")]


def test_words_read_twice_are_no_balance() -> None:
    account = account_of(page(run("Lead", 72, 100)), table("Lead", "Lead"))
    assert account.added == 4
    assert not account.is_balanced()


def test_a_loss_is_not_made_good_by_other_words_read_twice() -> None:
    account = account_of(page(run("Lead", 72, 100), run("Deal", 172, 100)), table("Lead", "Lead"))
    assert account.unplaced == 2  # D and l
    assert not account.is_balanced()


@pytest.mark.parametrize("shown", [Shown.INVISIBLE, Shown.WHITE, Shown.OFF_PAGE, Shown.CLIPPED])
def test_hidden_words_are_counted_and_said(shown: Shown) -> None:
    hidden = run("Draft of May", 72, 300)
    hidden.shown = shown
    printed = page(run("Plan", 72, 100), hidden)
    account = account_of(printed, paragraph("Plan"))
    assert (account.printed, account.hidden) == (14, 10)
    assert account.is_balanced()
    [(code, detail)] = remarks_on(printed, paragraph("Plan"))
    assert code == "hidden-text"
    assert detail.startswith("10 characters ")
    assert detail.endswith("from “Draft of May”, page 1")
    assert make_issue(code, detail).severity == "info"


def test_words_printed_twice_are_said_once_for_all_pages() -> None:
    doubled = run("Bold", 72, 100)
    doubled.shown = Shown.DUPLICATE
    pages = [page(doubled, run("Bold", 72, 100), number=number) for number in (1, 2, 4)]
    stocks = [take_stock(printed) for printed in pages]
    accounts = balance(stocks, [paragraph("Bold", number=number) for number in (1, 2, 4)])
    assert all(account.is_balanced() for account in accounts)
    assert [remark.detail for remark in iter_remarks(stocks, accounts)] == ["12 characters, pages 1–2, 4"]


def test_words_are_counted_on_the_page_they_are_printed_on() -> None:
    stocks = [take_stock(page(run(text, 72, 100), number=at)) for at, text in ((1, "commu-"), (2, "nity"))]
    words = Words.of("commu", Place(1)) + Words.of("nity", Place(2))
    accounts = balance(stocks, [Block(BlockKind.PARAGRAPH, words, place=Place(1))])
    assert [(account.blocks, account.unplaced, account.added) for account in accounts] == [(5, 0, 0), (4, 0, 0)]


def test_a_hidden_line_that_runs_over_pages_is_said_once_with_a_place_on_each() -> None:
    pages = []
    for number in (1, 2):
        hidden = run("Draft 3", 72, 800)
        hidden.shown = Shown.WHITE
        pages.append(page(hidden, number=number))
    stocks = [take_stock(printed) for printed in pages]
    [remark] = iter_remarks(stocks, balance(stocks, []))
    assert remark.detail == "12 characters in the colour of their ground from “Draft 3”, pages 1–2"
    assert [place.page for place in remark.words.places()] == [1, 2]
