"""Words that line ends break, made whole by what the document prints elsewhere."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Layer, Table
from parsers.formats.pdf.flow.hyphens import mend_hyphens
from parsers.formats.pdf.furniture import PageBlocks
from parsers.words import Place, Run, Words


def mend(*texts: str) -> list[str]:
    blocks = tuple(Block(BlockKind.PARAGRAPH, Words.of(text)) for text in texts)
    [page] = mend_hyphens([PageBlocks(1, 595, 842, blocks)])
    return [block.text for block in page.blocks if isinstance(block, Block)]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param("a long-\nterm plan", "a long-term plan", id="a-compound"),
        pytest.param("better decision-\nmaking", "better decision-making", id="in-doubt-as-printed"),
        pytest.param("in 2024-\n25", "in 2024-25", id="figures"),
        pytest.param("in 2024–\n25", "in 2024–25", id="a-dash"),
        pytest.param("the Vice-\nChair", "the Vice-Chair", id="a-capital"),
        pytest.param("short-\nand long-term", "short- and long-term", id="suspended"),
        pytest.param("see example.org/\nplans", "see example.org/plans", id="an-address"),
        pytest.param("Head of Policy\nHead of Finance", "Head of Policy\nHead of Finance", id="a-printed-line-end"),
    ],
)
def test_a_broken_word_is_whole(broken: str, whole: str) -> None:
    assert mend(broken) == [whole]


def test_what_the_document_prints_elsewhere_decides() -> None:
    assert mend("with-\nout a plan", "Nothing is done without one.")[0] == "without a plan"
    assert mend("with-\nout a plan", "A with-out plan.")[0] == "with-out a plan"


def test_a_document_that_breaks_words_breaks_those_too_that_it_has_nowhere_else() -> None:
    known = ("the imple-\nmentation", "a consti-\ntution", "implementation and constitution")
    assert mend("the scru-\ntiny of it", *known)[0] == "the scrutiny of it"
    assert mend("the scru-\ntiny of it", "a long-\nterm plan")[0] == "the scru-tiny of it"


def test_a_hyphen_of_its_own_for_broken_words_tells_them() -> None:
    assert mend("the scru‐\ntiny of it", "a long-term plan")[0] == "the scrutiny of it"
    assert mend("the scru‐\ntiny of it", "a long‐term plan")[0] == "the scru‐tiny of it"


def test_a_paragraph_that_a_column_or_page_ends_inside_a_word_is_joined() -> None:
    foot = Block(BlockKind.PARAGRAPH, Words.of("Page 1"), layer=Layer.FURNITURE)
    upper = Block(BlockKind.PARAGRAPH, Words.of("The council agreed the imple-"))
    lower = Block(BlockKind.PARAGRAPH, Words.of("mentation plan. Implementation begins."))
    first, second = mend_hyphens([PageBlocks(1, 595, 842, (upper, foot)), PageBlocks(2, 595, 842, (lower,))])
    assert [str(block) for block in first.blocks] == [
        "The council agreed the implementation plan. Implementation begins.",
        "Page 1 (furniture)",
    ]
    assert second.blocks == ()


def test_a_word_that_a_page_ends_stays_apart_where_nothing_is_to_be_joined() -> None:
    upper = Block(BlockKind.PARAGRAPH, Words.of("The council agreed the imple-"))
    lower = Block(BlockKind.PARAGRAPH, Words.of("mentation plan."))
    pages = mend_hyphens([PageBlocks(1, 595, 842, (upper,)), PageBlocks(2, 595, 842, (lower,))], join=False)
    assert [str(page.blocks[0]) for page in pages] == ["The council agreed the imple-", "mentation plan."]


def test_every_letter_keeps_its_place() -> None:
    upper, lower = Place(page=1, line=1), Place(page=1, line=2)
    words = Words((Run("imple-", upper), Run("\n", upper), Run("mentation", lower)))
    blocks = (Block(BlockKind.PARAGRAPH, words), Block(BlockKind.PARAGRAPH, Words.of("Implementation begins.")))
    [page] = mend_hyphens([PageBlocks(1, 595, 842, blocks)])
    block = page.blocks[0]
    assert isinstance(block, Block)
    assert [(run.text, run.place.line) for run in block.words.runs] == [("imple", 1), ("mentation", 2)]


def test_words_in_cells_are_mended_too() -> None:
    cell = Cell(0, 0, (Block(BlockKind.PARAGRAPH, Words.of("the medium-\nterm plan")),))
    [page] = mend_hyphens([PageBlocks(1, 595, 842, (Table((cell,), 1, 1),))])
    [table] = page.blocks
    assert isinstance(table, Table)
    assert table.cells[0].text == "the medium-term plan"
