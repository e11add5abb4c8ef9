"""Lines that are a paragraph each, printed without a blank line between."""

from __future__ import annotations

import pytest

from parsers.assemble import read_extraction
from parsers.document import Block, BlockKind, Document
from parsers.repair.part_lines import part_lines
from parsers.words import Place, Words


def _parted(*lines: str) -> list[str]:
    block = Block(BlockKind.PARAGRAPH, Words.of("\n".join(lines), Place(line=1)))
    parted = part_lines(Document("part.txt", "text/plain", (block,)))
    return [part.text for part in parted.blocks if isinstance(part, Block)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Recommendation 1: Publish one plan.", "Recommendation 2: Agree a budget."), id="sentences"),
        pytest.param(
            ("Recommendation 1: Publish one plan", "Recommendation 2: Agree a budget"), id="without-full-stops"
        ),
        pytest.param(("Recommendation 1: Plant trees.", "Action: Buy some.", "Lead: Head of Parks"), id="labels"),
        pytest.param(
            ("The peers made two of them.", "R1: Publish one plan.", "R2: Agree a budget."), id="behind-a-sentence"
        ),
        pytest.param(("Key recommendations", "Recommendation 1: Publish one plan."), id="behind-a-heading"),
    ],
)
def test_each_such_line_begins_a_paragraph(lines: tuple[str, ...]) -> None:
    assert _parted(*lines) == list(lines)


def test_labels_and_values_below_what_they_are_about_begin_paragraphs_each() -> None:
    lines = [
        "Open a youth club at the quay",
        "Accountable director: Director of Places",
        "Completion: May 2027",
        "Draw one map of all bus routes",
        "Accountable director: Head of Transport",
        "Completion: June 2027",
    ]
    assert _parted(*lines) == lines


def test_a_value_that_runs_on_is_not_parted_from_its_label() -> None:
    lines = ["Open a youth club", "Lead: the Director of Places and", "Completion of all works: May 2027"]
    assert _parted(*lines) == ["\n".join(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("We go on with the work on", "Recommendation 3. The board helps."), id="sentence-left-open"),
        pytest.param(("What we said about this in the answer", "Recommendation 3 made it clear."), id="running-text"),
        pytest.param(("We agree.", "Recommendation 3 was to publish a plan."), id="sentence-about-one"),
        pytest.param(("We agree.", "And nothing else."), id="nothing-special"),
    ],
)
def test_running_text_stays_whole(lines: tuple[str, ...]) -> None:
    assert _parted(*lines) == ["\n".join(lines)]


def test_lines_without_blank_ones_between_are_a_plan() -> None:
    plan = (
        b"# Action plan\n\nRecommendation 1: Plant trees.\nAction: Buy some.\nLead: Head of Parks\nDeadline: May 2025\n"
        b"\nRecommendation 2: Agree a budget.\nAction: Write it.\nLead: Head of Finance\nDeadline: June 2025\n"
    )
    extraction = read_extraction(plan, "plan.txt")
    assert [found.text for found in extraction.recommendations] == ["Plant trees.", "Agree a budget."]
    assert [
        (action.text, action.owners[0].name, action.timelines[0].edtf, action.provenance.line)
        for action in extraction.actions
    ] == [("Buy some.", "Head of Parks", "2025-05", 4), ("Write it.", "Head of Finance", "2025-06", 9)]


STACKED = """Peer Challenge Action Plan

Tarnbrook Borough Council

THEME 1: THE HARBOUR

Peer challenge recommendation
R1 Clear the harbour

What are we going to do?
1.1 Raise the wrecks
1.2 Dredge the channel

Who will do it?
Harbour Master

When will it be done?
1.1 June 2027
1.2 July 2027

THEME 2: THE PIER

Peer challenge recommendation
R2 Mend the pier

What are we going to do?
2.1 Hire a joiner

Who will do it?
Town Clerk

When will it be done?
2.1 May 2027
"""


def test_what_stands_on_the_lines_below_a_label_is_its_value() -> None:
    found = read_extraction(STACKED.encode(), "plan.txt")
    assert [(one.number, one.text, one.theme) for one in found.recommendations] == [
        ("1", "Clear the harbour", "THE HARBOUR"),
        ("2", "Mend the pier", "THE PIER"),
    ]
    assert [
        (one.number, one.text, one.owners[0].name, [when.raw for when in one.timelines]) for one in found.actions
    ] == [
        ("1.1", "Raise the wrecks", "Harbour Master", ["June 2027"]),
        ("1.2", "Dredge the channel", "Harbour Master", ["July 2027"]),
        ("2.1", "Hire a joiner", "Town Clerk", ["May 2027"]),
    ]
