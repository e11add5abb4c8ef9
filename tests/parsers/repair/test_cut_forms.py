"""Forms that a page's end cuts are one again where another form shows what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.repair.cut_forms import rejoin_forms
from parsers.words import Place, Words

LABELS = (("Action", "Lead officer"), ("By when", "Status"), ("Latest note", "RAG"))
BREAK = Block(BlockKind.BREAK, Words())


def form(values: str, labels: Sequence[Sequence[str]] = LABELS, page: int | None = None) -> Table:
    cells = []
    for row, pair in enumerate(labels):
        for column, label in enumerate(pair):
            printed = label, f"{values} {label.lower()}"
            cells += [
                Cell(row, 2 * column + at, (Block(BlockKind.PARAGRAPH, Words.of(text)),))
                for at, text in enumerate(printed)
            ]
    return Table(tuple(cells), len(labels), 4, place=Place(page))


def tables(*blocks: Block | Table) -> list[Table]:
    return [
        block
        for block in rejoin_forms(Document("plan.pdf", "application/pdf", blocks)).blocks
        if isinstance(block, Table)
    ]


def running(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, Words.of(text), layer=Layer.FURNITURE)


def test_two_pieces_that_make_a_form_are_one() -> None:
    upper, lower = form("Lamp", LABELS[:2], page=1), form("Lamp", LABELS[2:], page=2)
    _, whole = tables(form("Bell", page=1), upper, running("Page 1"), BREAK, running("Lamps and bells"), lower)
    assert whole.row_count == 3
    assert [cell.text for cell in whole.rows()[2]] == ["Latest note", "Lamp latest note", "RAG", "Lamp rag"]


def test_a_form_over_three_pages_is_one() -> None:
    first, second, third = (form("Lamp", [labels], page=number) for number, labels in enumerate(LABELS, 1))
    found = tables(first, BREAK, second, BREAK, third, BREAK, form("Bell", page=4))
    assert [table.row_count for table in found] == [3, 3]


def test_without_a_whole_form_nothing_is_joined() -> None:
    assert len(tables(form("Lamp", LABELS[:2], page=1), BREAK, form("Lamp", LABELS[2:], page=2))) == 2


def test_what_stands_on_one_page_or_apart_is_not_cut() -> None:
    upper, lower, whole = form("Lamp", LABELS[:2], page=1), form("Lamp", LABELS[2:], page=1), form("Bell", page=1)
    said = Block(BlockKind.PARAGRAPH, Words.of("The next form is about something else."))
    assert len(tables(whole, upper, lower)) == 3
    assert len(tables(whole, upper, said, form("Lamp", LABELS[2:], page=2))) == 3


def test_whole_forms_stay_apart() -> None:
    assert len(tables(form("Bell", page=1), BREAK, form("Lamp", page=2), BREAK, form("Clock", page=3))) == 3
