"""Each numbered, lettered or bulleted step of a cell is one action; a cell with no list is one."""

from __future__ import annotations

import pytest

from parsers.document import Table
from parsers.draft import Step
from parsers.entries import read_entries
from parsers.formats.registry import read_document
from parsers.steps import read_steps


def steps(markup: str) -> tuple[Step, ...]:
    [table] = read_document(f"Action\tLead\n{markup}\tx".encode(), "plan.txt").blocks
    assert isinstance(table, Table)
    return read_steps(read_entries(table.rows()[1][0]), ())


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("Dig a pond", [(None, "", "Dig a pond")], id="no-list"),
        pytest.param("<p>Dig a pond.</p><p>It is deep.</p>", [(None, "", "Dig a pond. It is deep.")], id="paragraphs"),
        pytest.param("1. Dig 2. Fill", [("1", "", "Dig"), ("2", "", "Fill")], id="digits"),
        pytest.param("a) Dig b) Fill", [("a", "", "Dig"), ("b", "", "Fill")], id="letters"),
        pytest.param("<ul><li>Dig</li><li>Fill</li></ul>", [(None, "", "Dig"), (None, "", "Fill")], id="bullets"),
        pytest.param(
            "<p>We will:</p><ol><li>Dig</li><li>Fill</li></ol>",
            [("1", "We will:", "Dig"), ("2", "We will:", "Fill")],
            id="preamble",
        ),
        pytest.param(
            "<p>First:</p><ul><li>Dig</li></ul><p>Then:</p><ul><li>Fill</li></ul>",
            [(None, "First:", "Dig"), (None, "Then:", "Fill")],
            id="two-lists",
        ),
        pytest.param(
            "<p>Now.</p><p>We will:</p><ul><li>Dig</li></ul>", [(None, "Now. We will:", "Dig")], id="long-preamble"
        ),
        pytest.param("<ul><li>Dig</li></ul><p>with spades.</p>", [(None, "", "Dig with spades.")], id="text-behind"),
        pytest.param("<ul><li>Dig<ul><li>deep</li></ul></li></ul>", [(None, "", "Dig deep")], id="inner-list"),
        pytest.param(
            "Dig a pond. b. Fill it. c. Ring it.",
            [(None, "", "Dig a pond."), ("b", "", "Fill it."), ("c", "", "Ring it.")],
            id="first-marker-lost",
        ),
        pytest.param(
            "<p>9. Call at Bramble</p><p>Cottage</p><p>10. Dig</p>",
            [("9", "", "Call at Bramble Cottage"), ("10", "", "Dig")],
            id="line-within-a-list",
        ),
        pytest.param(
            "<p>1. Dig</p><p>In summer:</p><p>2. Fill</p>",
            [("1", "", "Dig"), ("2", "In summer:", "Fill")],
            id="lead-in-within-a-list",
        ),
        pytest.param("", [], id="blank"),
    ],
)
def test_the_actions_of_a_cell(markup: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert [(step.number, step.preamble.text, step.words.text) for step in steps(markup)] == expected
