"""A number that calls a footnote is no part of the words it stands behind; other raised numbers are."""

from __future__ import annotations

import pytest

from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.repair.note_calls import drop_note_calls
from parsers.words import Run, Style, Words

RAISED = Style(superscript=True)
LINK = Style(superscript=True, href="#note1")


def paragraph(*runs: Run | str) -> Block:
    return Block(BlockKind.PARAGRAPH, Words(tuple(run if isinstance(run, Run) else Run(run) for run in runs)))


def note(text: str, marker: str | None = None) -> Block:
    return Block(BlockKind.PARAGRAPH, Words.of(text), marker=marker, layer=Layer.NOTE)


NOTES = (note("1 The report went to Cabinet."), note("²The team came in May."), note("See the minutes.", "3"))


def read(*runs: Run | str, notes: tuple[Block, ...] = NOTES) -> str:
    document = drop_note_calls(Document("plan", "text/plain", (paragraph(*runs), *notes)))
    return next(document.iter_blocks()).text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        pytest.param(["March 2026", Run("1", style=RAISED)], "March 2026", id="raised"),
        pytest.param(["The gaps.", Run("¹", style=RAISED), " We will"], "The gaps. We will", id="raised-sign"),
        pytest.param(["The gaps.", Run("¹ ", style=RAISED), "We will"], "The gaps. We will", id="its-blank-stays"),
        pytest.param(["The gaps.² We will"], "The gaps. We will", id="unstyled-sign"),
        pytest.param(["The gaps", Run("[3]", style=RAISED)], "The gaps", id="in-brackets"),
        pytest.param(["The gaps", Run("9", style=RAISED)], "The gaps9", id="no-such-note"),
        pytest.param(["The 20", Run("th", style=RAISED), " of May"], "The 20th of May", id="ordinal"),
        pytest.param(["Plant 40 km", Run("2", style=RAISED)], "Plant 40 km2", id="square-kilometres"),
        pytest.param(["Build 300 m² of space"], "Build 300 m² of space", id="square-metres"),
        pytest.param(["Save 900 tonnes of CO² by 2030"], "Save 900 tonnes of CO² by 2030", id="carbon-dioxide"),
        pytest.param([Run("1", style=RAISED), " The report"], "1 The report", id="in-front-of-words"),
        pytest.param(["1 May 2026"], "1 May 2026", id="not-raised"),
    ],
)
def test_a_call_is_dropped_and_nothing_else(runs: list[Run | str], text: str) -> None:
    assert read(*runs) == text


def test_a_raised_link_to_its_own_page_is_a_call_whether_or_not_notes_are_known() -> None:
    assert read("The gaps.", Run("1", style=LINK), " We will", notes=()) == "The gaps. We will"
    assert read("The gaps.", Run("1", style=RAISED), " We will", notes=()) == "The gaps.1 We will"


def test_calls_in_cells_are_dropped_and_notes_stay_as_they_are() -> None:
    cell = Cell(0, 0, (paragraph("June 2026", Run("2", style=RAISED)),))
    document = Document("plan", "text/plain", (Table((cell,), 1, 1), *NOTES))
    read = drop_note_calls(document)
    assert [block.text for block in read.iter_blocks()] == ["June 2026", *(block.text for block in NOTES)]
    assert drop_note_calls(read) == read


def test_many_calls_are_no_more_work_than_their_number() -> None:
    many = 100_000  # at hundreds of seconds for a text of one run, if each call looked at all that stands before it
    assert read("a¹" * many) == "a" * many
    assert read(*["b¹"] * 1_000, Run("1", style=RAISED)) == "b" * 1_000
