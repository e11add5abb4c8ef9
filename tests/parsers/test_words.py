"""Words keep the place and style of every character through cutting, folding and joining."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from parsers.words import PLAIN, Place, Run, Style, Words, join, provenance_of

FIRST, SECOND = Place(page=1, line=3, table=0, row=1, cell=2), Place(page=2, line=9, table=1, row=0, cell=2)
BOLD = Style(bold=True)

runs = st.builds(
    Run,
    text=st.text(alphabet="ab .\n\t", max_size=12),
    place=st.sampled_from([FIRST, SECOND]),
    style=st.sampled_from([PLAIN, BOLD]),
)
words = st.builds(Words, st.lists(runs, max_size=6).map(tuple))


def characters(text: Words) -> list[tuple[str, Place, Style]]:
    return [(character, run.place, run.style) for run in text.runs for character in run.text]


@given(words, st.integers(-5, 40), st.integers(-5, 40))
def test_a_cut_holds_what_the_same_cut_of_the_text_holds(text: Words, start: int, stop: int) -> None:
    cut = text[start:stop]
    assert cut.text == text.text[start:stop]
    assert characters(cut) == characters(text)[start:stop]


@given(words)
def test_folding_loses_white_space_only(text: Words) -> None:
    folded = text.fold()
    assert folded.text == re.sub(r"\s+", " ", text.text).strip()
    assert [c for c in characters(folded) if not c[0].isspace()] == [c for c in characters(text) if not c[0].isspace()]
    assert folded.fold() == folded


@given(st.lists(words, max_size=5))
def test_joining_keeps_every_part_in_order(parts: list[Words]) -> None:
    assert join(parts, " ").text == " ".join(part.text for part in parts if part.text)


def test_a_value_that_a_page_break_cuts_has_two_pieces() -> None:
    provenance = join((Words.of("Open the", FIRST), Words.of("front door", SECOND))).provenance()
    assert [(piece.page, piece.line) for piece in provenance.pieces] == [(1, 3), (2, 9)]
    assert (provenance.page, provenance.line, provenance.table, provenance.row, provenance.cell) == (1, 3, 0, 1, 2)
    assert provenance.snippet == "Open the front door"


def test_boxes_on_one_line_become_one() -> None:
    left, right = (Place(page=1, bbox=(x, 10.0, x + 5, 20.0)) for x in (0.0, 7.0))
    [piece] = provenance_of((Words.of("a", left), Words.of("b", right))).pieces
    assert piece.bbox == (0.0, 10.0, 12.0, 20.0)


def test_bold_neighbours_are_one_span() -> None:
    text = Words((Run("Status: "), Run("Work", style=BOLD), Run(" "), Run("done", style=BOLD), Run(".")))
    assert text.bold_spans() == ((8, 17),)
    assert not text.is_bold()
