"""A recommendation's heading may only name it; what it says stands below, in front of its table."""

from __future__ import annotations

import pytest

from normalise.records import Extraction
from parsers.assemble import read_extraction

TABLE = (
    "Ref\tAction\tLead\tWhen\n{0}.1\tHire a diver\tHarbour Master\tMay 2027\n"
    "{0}.2\tMap the reef\tTown Clerk\tJune 2027\n"
)


def _read(*sections: str) -> Extraction:
    text = "\n\n".join(
        ["Tarnbrook Borough Council", "# Peer Challenge Action Plan", *sections],
    )
    return read_extraction(text.encode(), "plan.txt")


@pytest.mark.parametrize(
    "wording",
    [
        pytest.param("**Clear the harbour of every wreck before the winter.**", id="bold-sentence"),
        pytest.param("Clear the harbour of every wreck before the winter.", id="what-to-do"),
        pytest.param("The borough should clear the harbour of every wreck before the winter.", id="should"),
    ],
)
def test_a_name_is_the_theme_of_the_wording_below_it(wording: str) -> None:
    found = _read(
        "## Recommendation 1: The harbour", wording, TABLE.format(1), "## Recommendation 2: The reef", wording
    )
    first = found.recommendations[0]
    assert (first.number, first.text, first.theme) == ("1", wording.strip("*"), "The harbour")
    assert [(action.recommendation, action.number) for action in found.actions] == [("r1", "1.1"), ("r1", "1.2")]


def test_a_wording_is_no_name() -> None:
    found = _read("## Recommendation 1: Clear the harbour", "It is full of wrecks.", TABLE.format(1))
    assert [(one.text, one.theme) for one in found.recommendations] == [("Clear the harbour", None)]


def test_a_list_that_the_wording_leads_into_is_its_parts() -> None:
    found = _read(
        "## Recommendation 1", "Clear the harbour by:", "- raising the wrecks\n- felling the old pier", TABLE.format(1)
    )
    [one] = found.recommendations
    assert one.text == "Clear the harbour by: raising the wrecks felling the old pier"
    assert one.parts == ("raising the wrecks", "felling the old pier")
    assert [action.number for action in found.actions] == ["1.1", "1.2"]
    assert "unread-text" not in {issue.code for issue in found.issues}


def test_a_name_gives_way_to_what_a_label_says_was_recommended() -> None:
    said = 'What the peers said: "Give the pilots a boat that floats."'
    found = _read(
        "## Recommendation 1: The pilots", said, TABLE.format(1), "## Recommendation 2: The reef", said, TABLE.format(2)
    )
    first = found.recommendations[0]
    assert (first.text, first.theme, first.context) == ('"Give the pilots a boat that floats."', "The pilots", None)
