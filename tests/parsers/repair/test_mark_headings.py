"""Which lines are headings by what they say or how they look."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Document
from parsers.formats.registry import read_document
from parsers.repair.mark_headings import is_label, is_recommendation_heading, mark_headings
from parsers.words import Style, Words


def headings(text: str) -> list[tuple[str | None, str]]:
    document = mark_headings(read_document(text.encode(), "report.txt"))
    found = [block for block in document.blocks if isinstance(block, Block) and block.kind is BlockKind.HEADING]
    return [(block.marker, block.text) for block in found]


PROSE = "The team came in May and spoke to many people in the town."


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Recommendation 4", id="a-number"),
        pytest.param("Recommendation four: Publish a plan", id="a-number-in-words"),
        pytest.param("R2: Publish a plan for every ward", id="short-form"),
        pytest.param("Key recommendations", id="known-wording"),
        pytest.param("Progress update:", id="label"),
        pytest.param("**Housing and homelessness**", id="bold"),
    ],
)
def test_a_heading(line: str) -> None:
    assert [text for _, text in headings(f"{PROSE}\n\n{line}\n\n{PROSE}")] == [line.strip("*")]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(PROSE, id="prose"),
        pytest.param("Recommendation 3 was to publish a plan.", id="a-sentence-about-one"),
        pytest.param("housing and homelessness", id="small-letter"),
        pytest.param("- Publish a plan", id="bullet"),
        pytest.param("The recommendations are below.", id="a-sentence"),
    ],
)
def test_no_heading(line: str) -> None:
    assert headings(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


def test_a_numbered_line_above_prose_is_a_heading_and_keeps_its_number() -> None:
    assert headings(f"3. Our town\n\n{PROSE}\n\n3.1 Its market\n\n{PROSE}") == [
        ("3.", "Our town"),
        ("3.1", "Its market"),
    ]


def test_a_numbered_list_is_no_row_of_headings() -> None:
    assert headings(f"{PROSE}\n\n1. Publish a plan\n2. Open a room\n3. Mend a roof\n\n{PROSE}") == []


@pytest.mark.parametrize(
    ("text", "kind", "announces"),
    [
        pytest.param("Recommendation 4", BlockKind.PARAGRAPH, True, id="bare"),
        pytest.param("Recommendation 4 – publish a plan", BlockKind.PARAGRAPH, True, id="small-behind-a-dash"),
        pytest.param("Recommendation 4 asks for a plan", BlockKind.PARAGRAPH, False, id="sentence"),
        pytest.param("Recommendation: Publish a plan", BlockKind.HEADING, True, id="unnumbered-heading"),
        pytest.param("Recommendation: Publish a plan", BlockKind.PARAGRAPH, False, id="unnumbered-paragraph"),
        pytest.param("Recommendations", BlockKind.HEADING, False, id="all-of-them"),
        pytest.param("Recommendation 4 " + "A plan " * 100, BlockKind.PARAGRAPH, False, id="too-long"),
    ],
)
def test_what_announces_one_recommendation(text: str, kind: BlockKind, announces: bool) -> None:
    assert is_recommendation_heading(Block(kind, Words.of(text))) is announces


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("Status", True, id="status"),
        pytest.param("Progress update:", True, id="colon"),
        pytest.param("Lead officer", True, id="owner"),
        pytest.param("Status of our roads", False, id="more-than-a-label"),
        pytest.param("Our town", False, id="something-else"),
    ],
)
def test_what_a_label_is(text: str, label: bool) -> None:
    assert is_label(text) is label


def test_marking_loses_no_word_but_markers() -> None:
    words = Words.of("2.4 Our town", style=Style(bold=True))
    [block] = mark_headings(Document("x.txt", "text/plain", (Block(BlockKind.PARAGRAPH, words),))).iter_blocks()
    assert (block.marker, block.text, block.level) == ("2.4", "Our town", 2)


def test_a_bold_sentence_below_a_label_of_what_was_said_heads_nothing() -> None:
    lines = (
        "# Recommendation 1",
        "**What you said**",
        "**Mend the bridge before the winter.**",
        "**What is next**",
        PROSE,
    )
    found = [text for _, text in headings("\n\n".join(lines))]
    assert "Mend the bridge before the winter." not in found
    assert "What you said" in found
