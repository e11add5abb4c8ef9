"""Paragraphs that a page break cuts are whole again, and others stay apart."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Document, Layer
from parsers.repair.rejoin_paragraphs import rejoin_paragraphs
from parsers.words import Place, Style, Words

UPPER = "The team spoke to more than ninety people and read the"


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, layer: Layer = Layer.BODY, *, bold: bool = False) -> Block:
    return Block(kind, Words.of(text, Place(line=len(text)), Style(bold=bold)), layer=layer)


def printed(*blocks: Block) -> list[str]:
    document = rejoin_paragraphs(Document("report.txt", "text/plain", blocks))
    return [block.text for block in document.blocks if isinstance(block, Block)]


PAGE = block("", BlockKind.BREAK)
FOOTER = block("Page 3 of 9", layer=Layer.FURNITURE)


@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.ITEM])
def test_a_cut_paragraph_is_whole_again(kind: BlockKind) -> None:
    assert printed(block(UPPER, kind), block("papers of the year.")) == [f"{UPPER} papers of the year."]


def test_what_belongs_to_the_page_goes_behind_the_whole_paragraph() -> None:
    assert printed(block(UPPER), FOOTER, PAGE, block("papers.")) == [f"{UPPER} papers.", "Page 3 of 9", ""]


def test_a_paragraph_over_three_pages_is_one() -> None:
    assert printed(block(UPPER), PAGE, block("papers and the"), PAGE, block("minutes."))[0] == (
        f"{UPPER} papers and the minutes."
    )


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        pytest.param(block(UPPER + " papers."), block("and more"), id="the-sentence-has-ended"),
        pytest.param(block(UPPER), block("papers.", BlockKind.ITEM), id="an-item-begins"),
        pytest.param(block(UPPER, BlockKind.HEADING), block("papers."), id="a-heading-ends"),
        pytest.param(block(UPPER), block("papers.", bold=True), id="another-look"),
        pytest.param(block("Read the"), block("papers."), id="too-short-to-be-cut"),
        pytest.param(block(UPPER), block("Recommendation 2"), id="a-recommendation-begins"),
        pytest.param(block(UPPER, layer=Layer.FURNITURE), block("papers."), id="furniture"),
    ],
)
def test_what_does_not_run_on_stays_apart(upper: Block, lower: Block) -> None:
    assert printed(upper, lower) == [upper.text, lower.text]


def test_each_piece_keeps_its_place() -> None:
    document = rejoin_paragraphs(Document("report.txt", "text/plain", (block(UPPER), block("papers."))))
    [whole] = document.iter_blocks()
    assert [place.line for place in whole.words.places()] == [len(UPPER), len("papers.")]
