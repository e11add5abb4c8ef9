"""Lines out of runs: what is one line, where its blanks are, and how its characters read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.formats.pdf.flow.characters import clean
from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.page import Font, Shown, TextRun
from parsers.words import Place
from tests.parsers.formats.pdf.pages_by_hand import lines_of, run


def texts(*runs: TextRun) -> list[str]:
    return [line.text for line in read_lines(runs)]


def test_runs_on_one_baseline_are_one_line_in_order_of_x() -> None:
    assert texts(run("plan", 130, 100), run("The", 72, 100), run("costed", 95, 100.4)) == ["The costed plan"]


def test_lines_come_from_top_to_bottom_however_they_are_printed() -> None:
    assert texts(run("second", 72, 112), run("first", 72, 100)) == ["first", "second"]


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        pytest.param(0.0, "costedplan", id="touching"),
        pytest.param(1.0, "costedplan", id="kerning"),
        pytest.param(-0.8, "costedplan", id="overlapping"),
        pytest.param(2.2, "costed plan", id="a-narrow-blank"),
        pytest.param(30.0, "costed plan", id="a-tab"),
    ],
)
def test_a_gap_is_a_blank_where_it_is_as_wide_as_one(gap: float, text: str) -> None:
    first = run("costed", 72, 100)
    assert texts(first, run("plan", first.x1 + gap, 100)) == [text]


def test_a_printed_blank_is_one_however_narrow() -> None:
    first = run("costed ", 72, 100)
    assert texts(first, run("plan", first.xs[-2] + 1, 100)) == ["costed plan"]


def test_a_line_that_a_program_prints_letter_by_letter_reads_as_words() -> None:
    letters = [run(letter, 72 + 5 * index, 100) for index, letter in enumerate("by March") if letter != " "]
    assert texts(*letters) == ["by March"]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        pytest.param([("CONTENTS", 8)], "CONTENTS", id="one-word"),
        pytest.param([("OUR", 8), ("PLAN", 8)], "OUR PLAN", id="two-words"),
    ],
)
def test_letters_with_space_between_them_are_words(pieces: list[tuple[str, float]], text: str) -> None:
    x, runs = 72.0, []
    for word, step in pieces:
        for letter in word:
            runs.append(run(letter, x, 100))
            x += step
        x += 5
    assert texts(*runs) == [text]


def test_letters_with_space_between_them_may_be_small() -> None:
    x, runs = 72.0, []
    for word in ("Our", "Peer", "Plan"):
        for letter in word:
            runs.append(run(letter, x, 100))
            x += 8
        x += 6
    assert texts(*runs) == ["Our Peer Plan"]


def test_blanks_without_width_between_letters_are_none() -> None:
    text = "O u r P l a n "
    xs = [72.0]
    for index, sign in enumerate(text):
        xs.append(xs[-1] + (8.0 if sign != " " else 5.0 if index == 5 else 0.0))
    assert texts(replace(run(text, 72, 100), xs=tuple(xs))) == ["Our Plan"]


def test_printed_blanks_between_letters_are_no_blanks_of_the_text() -> None:
    assert texts(run("C O N T E N T S", 72, 100)) == ["CONTENTS"]


@pytest.mark.parametrize("text", ["A B C D E", "1 2 3 4 5", "I am a man", "a b c d"])
def test_single_letters_that_spell_no_word_stay_apart(text: str) -> None:
    assert texts(run(text, 72, 100)) == [text]


def test_an_ordinal_is_raised_without_a_blank() -> None:
    runs = (run("on the 31", 72, 100), run("st", 117, 96.5, 6.0), run("of March", 127, 100))
    assert texts(*runs) == ["on the 31st of March"]
    [line] = read_lines(runs)
    assert [run.text.strip() for run in line.words().runs if run.style.superscript] == ["st"]


def test_a_raised_figure_does_not_run_into_the_year_before_it() -> None:
    assert texts(run("March 2025", 72, 100), run("1", 122, 96.5, 6.0)) == ["March 2025¹"]


def test_a_lowered_figure_stays_a_figure() -> None:
    assert texts(run("CO", 72, 100), run("2", 82, 101.8, 6.0), run("emissions", 88, 100)) == ["CO2 emissions"]


def test_small_type_in_another_column_is_no_superscript() -> None:
    assert texts(run("A long line of text", 72, 100), run("small print", 300, 96.5, 6.0)) == [
        "small print",
        "A long line of text",
    ]


def test_a_line_keeps_where_each_stretch_stands_and_how_it_looks() -> None:
    plain, bold = run("Lead:", 72, 100, bold=True), run("Head of Policy", 100, 100, colour="1f3864")
    [line] = read_lines([plain, bold])
    words = line.words(Place(page=3, table=0, row=1, cell=2))
    assert [(part.text, part.style.bold, part.style.colour) for part in words.runs] == [
        ("Lead: ", True, None),
        ("Head of Policy", False, "1f3864"),
    ]
    assert words.runs[1].place == Place(page=3, table=0, row=1, cell=2, bbox=(100.0, 92.5, 170.0, 102.5))


def test_neighbours_of_one_look_are_one_stretch_with_the_box_around_them() -> None:
    [line] = read_lines([run("Head", 72, 100), run("of", 95, 100), run("Policy", 108, 100)])
    [stretch] = line.words(Place(page=1)).runs
    assert stretch.text == "Head of Policy"
    assert stretch.place.bbox == (72.0, 92.5, 138.0, 102.5)


def test_hidden_runs_are_in_no_line() -> None:
    assert texts(run("seen", 72, 100), replace(run("unseen", 120, 100), shown=Shown.WHITE)) == ["seen"]


def test_turned_runs_are_lines_of_their_own() -> None:
    turned = replace(run("sidewise", 72, 100), angle=90)
    assert texts(turned, run("upright", 72, 100)) == ["upright", "sidewise"]


def test_columns_whose_baselines_differ_a_little_are_lines_of_their_own() -> None:
    left, right = lines_of("one\ntwo", 72), lines_of("three\nfour", 300, 104)
    assert texts(*left, *right) == ["one", "three", "two", "four"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("ﬁnancial eﬃciency", "financial efficiency", id="ligatures"),
        pytest.param("by\u00a031\u202fMarch", "by 31 March", id="no-break-blanks"),
        pytest.param("peer\u200b\ufeff review", "peer review", id="no-width"),
        pytest.param("e\u0301lan", "élan", id="accents-apart"),
        pytest.param("½ of m² …", "½ of m² …", id="signs-that-are-no-ligatures"),
        pytest.param("short\u00adterm", "short-term", id="a-soft-hyphen-with-a-glyph"),
    ],
)
def test_characters_read_as_they_look(text: str, read: str) -> None:
    assert clean(text, Font("Sans")) == read


@pytest.mark.parametrize(
    ("text", "font", "read"),
    [
        pytest.param("\uf0b7", "Symbol", "•", id="word-bullet"),
        pytest.param("\uf0a7", "Wingdings", "▪", id="word-square"),
        pytest.param("ü", "Wingdings-Regular", "✓", id="check-by-its-code"),
        pytest.param("P", "Wingdings2", "✓", id="check-of-another-font"),
        pytest.param("ü", "Sans", "ü", id="a-letter"),
        pytest.param("\uf0a7", "Carlito", "▪", id="a-code-that-word-left"),
        pytest.param("\ue00c", "OpenSymbol", "◆", id="a-private-code"),
        pytest.param("§", "AnyFont", "§", id="a-sign-of-a-font-with-letters"),
        pytest.param("α", "Symbol", "α", id="a-letter-that-the-font-names"),
    ],
)
def test_symbol_fonts_print_signs(text: str, font: str, read: str) -> None:
    assert clean(text, Font(font)) == read
