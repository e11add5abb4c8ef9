"""What is made of tesseract's words: read from its hOCR, mended by their ink, put on lines, and doubted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from normalise.records import Box
from parsers.formats.pdf.ocr.doubts import count_sure_letters, part_doubtful, sureness, tell_doubts, tell_unread
from parsers.formats.pdf.ocr.heights import measure_heights
from parsers.formats.pdf.ocr.hocr import ReadLine, ReadWord, read_hocr
from parsers.formats.pdf.ocr.leaders import Leader, put_leaders
from parsers.formats.pdf.ocr.marks import name_marks
from parsers.formats.pdf.ocr.pixels import Ink
from parsers.formats.pdf.ocr.regions import find_cells
from parsers.formats.pdf.ocr.runs import make_runs
from parsers.formats.pdf.ocr.tesseract import RecognitionError, find_english
from parsers.formats.pdf.ocr.weight import mark_bold
from parsers.formats.pdf.ocr.words import mend_words
from parsers.formats.pdf.page import Edge
from parsers.words import Place

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body>
 <div class='ocr_page' id='page_1' title='image "0.pgm"; bbox 0 0 500 200; ppageno 0; scan_res 200 200'>
  <div class='ocr_carea'><p class='ocr_par'>
   <span class='ocr_line' title="bbox 10 20 210 50; baseline 0.01 -8; x_size 30; x_descenders 6; x_ascenders 8">
    <span class='ocrx_word' title='bbox 10 20 90 50; x_wconf 96'>Councils&#39;</span>
    <span class='ocrx_word' title='bbox 100 21 210 44; x_wconf 41'><strong>leaders</strong></span>
    <span class='ocrx_word' title='bbox 212 21 214 44; x_wconf 90'> </span>
   </span>
   <span class='ocr_header' title="bbox 10 60 40 80"><span class='ocrx_word' title='bbox 10 60 40 80'>No.</span></span>
  </p></div></div>
 <div class='ocr_page' id='page_2' title='image "1.pgm"; bbox 0 0 50 20'></div>
</body></html>"""


def word(text: str, x0: float = 0, x1: float | None = None, *, top: float = 0, sure: int = 96) -> ReadWord:
    return ReadWord(text, x0, top, x0 + 14 * len(text) if x1 is None else x1, top + 26, sure, top + 20, 26)


def line(*texts: str, top: float = 0, sure: int = 96, gap: float = 8) -> ReadLine:
    """Return a line of words, fourteen pixels a letter."""
    words, x = [], 0.0
    for text in texts:
        words.append(word(text, x, top=top, sure=sure))
        x = words[-1].x1 + gap
    return tuple(words)


def place(box: Box) -> Place:
    return Place(1, box)


def blank(width: int = 400, height: int = 300) -> Ink:
    return np.zeros((height, width), np.bool_)


def test_words_come_with_their_line_and_confidence() -> None:
    first, second = read_hocr(HOCR.encode())
    assert second == []
    (councils, leaders), (number,) = first
    assert (councils.text, councils.confidence, councils.height) == ("Councils'", 96, 30)
    assert leaders.text == "leaders"
    assert (councils.baseline, leaders.baseline) == pytest.approx((42.4, 43.45))
    assert (number.text, number.confidence, number.baseline) == ("No.", 0, 80)


def test_entities_of_a_hocr_file_are_not_resolved() -> None:
    bomb = HOCR.replace("<!DOCTYPE html", '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><!-- ', 1)
    bomb = bomb.replace('transitional.dtd">', 'transitional.dtd" -->', 1).replace("No.", "&a;")
    assert [word.text for line in read_hocr(bomb.encode())[0] for word in line] == ["Councils'", "leaders", "&a;"]


# Heights and runs


@pytest.mark.parametrize(
    ("text", "top", "bottom"),
    [
        pytest.param("Policy", 0, 26, id="both"),
        pytest.param("Head", 0, 20, id="rises-only"),
        pytest.param("ongoing", 0, 26, id="a-dotted-i-and-a-low-g"),
        pytest.param("AMT", 0, 20, id="capitals"),
        pytest.param("2025", 0, 20, id="figures"),
        pytest.param("resources", 5, 20, id="neither"),
    ],
)
def test_the_height_of_a_line_is_measured_by_the_letters_it_has(text: str, top: float, bottom: float) -> None:
    [[measured]] = measure_heights([(ReadWord(text, 0, top, 80, bottom, 96, 20, 99),)])
    assert measured.height == pytest.approx(26, abs=1)


def test_a_line_of_signs_keeps_the_height_it_was_given() -> None:
    [[measured]] = measure_heights([(word("—"),)])
    assert measured.height == 26


def test_runs_are_lines_in_points_parted_at_wide_gaps() -> None:
    run, other = make_runs([(*line("Head", "of", "Policy"), word("May", 400))], 0.36)
    assert (run.text, other.text) == ("Head of Policy", "May")
    assert len(run.xs) == len(run.text) + 1
    assert list(run.xs) == sorted(run.xs)
    assert run.baseline == pytest.approx(7.2)
    assert run.size == other.size == pytest.approx(26 / 0.93 * 0.36, abs=0.01)
    assert run.box == (run.xs[0], run.top, run.xs[-1], run.bottom)
    assert run.x1 == pytest.approx((12 * 14 + 2 * 8) * 0.36)


def test_lines_of_nearly_one_height_have_one_size() -> None:
    lines = [tuple(ReadWord("x", 0, 0, 10, 20, 96, 20, height) for _ in range(2)) for height in (26, 27.5, 28, 40)]
    sizes = [run.size for run in make_runs(lines, 0.36)]
    assert len(set(sizes[:3])) == 1
    assert sizes[3] > 1.3 * sizes[0]


def test_words_whose_boxes_overlap_stay_in_order() -> None:
    [run] = make_runs([(word("sub", 0, 60), word("regional", 55, 150))], 0.36)
    assert run.text == "sub regional"
    assert list(run.xs) == sorted(run.xs)


def test_what_is_as_wide_as_a_dash_is_one() -> None:
    [run] = make_runs([(word("sub-", 0), word("-", 64, 80), word("now", 90))], 0.36)
    assert run.text == "sub- – now"
    [run] = make_runs([(word("-", 0, 6), word("now", 14))], 0.36)
    assert run.text == "- now"


# Ink


def with_word(ink: Ink, read: ReadWord, gaps: tuple[int, ...] = ()) -> Ink:
    """Print a word: two letters of three in ink, and nothing in the columns that begin at the gaps, seven wide."""
    top, bottom = int(read.top), int(read.bottom)
    for x in range(int(read.x0), int(read.x1)):
        ink[top + 4 : bottom - 6, x] = (x - int(read.x0)) % 14 < 12
    for gap in gaps:
        ink[top:bottom, gap : gap + 7] = False
    return ink


@pytest.mark.parametrize(
    ("text", "gap", "parted"),
    [
        pytest.param("Areview", 14, ["A", "review"], id="behind-the-first-letter"),
        pytest.param("keepa", 56, ["keep", "a"], id="before-the-last"),
        pytest.param("areview", None, ["areview"], id="no-blank"),
        pytest.param("Areview", 50, ["Areview"], id="a-blank-elsewhere"),
        pytest.param("Breview", 14, ["Breview"], id="no-word-of-one-letter"),
    ],
)
def test_words_that_ran_together_are_parted_by_their_ink(text: str, gap: int | None, parted: list[str]) -> None:
    read = word(text)
    ink = with_word(blank(), read, () if gap is None else (gap,))
    [[*found]] = mend_words([(read,)], ink)
    assert [each.text for each in found] == parted


def test_a_sign_where_nothing_is_printed_goes_and_a_printed_one_stays() -> None:
    ink = with_word(blank(), word("Head", 40))
    ink[14:17, 2:12] = True
    assert [each.text for each in mend_words([(word("-", 0), word("Head", 40), word("_", 200))], ink)[0]] == [
        "-",
        "Head",
    ]
    assert mend_words([(word("~", 300),)], ink) == []


def tick(ink: Ink, x: int, top: int) -> None:
    for step in range(12):
        ink[top + 4 + step, x + step : x + step + 3] = True


def disc(ink: Ink, x: int, top: int) -> None:
    ys, xs = np.ogrid[: ink.shape[0], : ink.shape[1]]
    ink |= (xs - x - 5) ** 2 + (ys - top - 14) ** 2 <= 30


def test_what_stands_alike_before_lines_and_is_no_letter_is_a_bullet() -> None:
    ink = blank()
    lines = []
    for row, (text, sure) in enumerate((("Y", 50), ("¥", 12), ("Y", 91))):
        tick(ink, 2, 60 * row)
        lines.append((word(text, 0, 18, top=60 * row, sure=sure), word("Surveys", 40, top=60 * row)))
    named, marks = name_marks(lines, ink)
    assert [found[0].text for found in named] == ["•"] * 3  # the sure one looks like the others
    assert len(marks) == 3


def test_a_lone_sign_is_a_bullet_where_pages_before_had_it() -> None:
    ink = blank()
    tick(ink, 2, 0)
    lines = [(word("Y", 0, 18, sure=70), word("Surveys", 40))]
    named, marks = name_marks(lines, ink)
    assert (named, marks) == (lines, ())
    _, marks = name_marks([(word("¥", 0, 18, sure=12), word("Surveys", 40))], ink)
    assert name_marks(lines, ink, marks)[0][0][0].text == "•"


def test_a_disc_is_a_bullet_whatever_it_was_read_as() -> None:
    ink = blank()
    disc(ink, 4, 0)
    [[mark, _]], _ = name_marks([(word("e", 4, 15, sure=93), word("Surveys", 40))], ink)
    assert mark.text == "•"


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        pytest.param("A", 96, id="article"),
        pytest.param("1.", 40, id="list-number"),
        pytest.param("(b)", 40, id="list-letter"),
        pytest.param("l", 30, id="may-be-a-one"),
        pytest.param("Z", 30, id="may-be-a-two"),
        pytest.param("Q1", 30, id="quarter"),
        pytest.param("Y", 95, id="a-sure-letter"),
        pytest.param("We", 40, id="a-doubtful-word"),
    ],
)
def test_numbers_and_words_before_lines_stay(text: str, sure: int) -> None:
    ink = blank()
    tick(ink, 2, 0)
    first = word(text, 0, 18, sure=sure)
    named, marks = name_marks([(first, word("Surveys", 60))], ink)
    assert (named[0][0], marks) == (first, ())


def test_bold_print_is_told_by_its_strokes() -> None:
    clean = np.full((400, 900), 255, np.uint8)
    lines = []
    for row in range(8):
        words = line("council", "surveys", "residents", top=40 * row)
        lines.append(words)
        for number, read in enumerate(words):
            stroke = 4 if row == 0 or (row, number) == (3, 1) else 2
            for x in range(int(read.x0), int(read.x1) - stroke, 10):
                clean[40 * row + 4 : 40 * row + 20, x : x + stroke] = (
                    30 if row != 5 else 120
                )  # pale print is no thinner
    found = [[read.is_bold for read in words] for words in mark_bold(lines, clean)]
    assert found[0] == [True] * 3
    assert found[3] == [False, True, False]
    assert not any(any(words) for row, words in enumerate(found) if row not in (0, 3))


# Rows of dots


def test_dots_go_on_after_the_word_they_lead_from_with_their_number() -> None:
    title, number = line("Next", "steps"), (word("4", 420),)
    [whole] = put_leaders([title, number], [Leader((150, 17, 410, 20), 33)], 200)
    assert [read.text for read in whole] == ["Next", "steps", "." * 33, "4"]
    assert {read.baseline for read in whole} == {20}


def test_dots_beside_no_word_are_a_rule() -> None:
    title = line("Next", "steps")
    assert put_leaders([title], [Leader((150, 60, 410, 63), 33), Leader((300, 17, 410, 20), 12)], 200) == [title]


# Doubts


def test_a_line_is_text_while_any_of_its_words_may_be_one() -> None:
    text = [line("Head", "of", "Policy", sure=20), line("2025", sure=10), line("G", sure=70), line("•", "Surveys")]
    guesses = [line("ee", "rE", sure=20), line("|", "~", sure=40), line("HERERO", "SN", sure=15)]
    assert part_doubtful([*text, *guesses]) == (text, guesses)


def test_doubtful_words_are_told_with_their_place_but_not_without_end() -> None:
    [remark] = tell_doubts([(word("2O25", 10, sure=59), word("May", 100, sure=60))], place)
    assert remark.code == "ocr-text"
    assert "“2O25”" in remark.detail
    assert remark.words.places() == (Place(1, (10, 0, 66, 26)),)
    many = list(tell_doubts([line(*["word"] * 100, sure=30)], place))
    assert len(many) == 41
    assert "60 more words" in many[-1].detail


def test_guesses_and_drawings_are_told_once_a_page() -> None:
    [remark] = tell_unread([(0, 0, 50, 50)], [line("wW", "NN", sure=20)], 3, place)
    assert remark.detail == "1 line, page 3, tesseract guesses “wW NN”"
    [remark] = tell_unread([(0, 0, 50, 50), (100, 100, 400, 200)], [], 3, place)
    assert remark.detail == "2 areas, page 3"
    assert remark.words.places() == (Place(1, (100, 100, 400, 200)),)
    assert list(tell_unread([], [], 3, place)) == []


def test_a_row_of_dots_taken_for_letters_says_little_of_how_surely_a_page_is_read() -> None:
    contents = [line("Governance", "v" * 90), line("Finance", "e" * 80), line("Recommendations", "s" * 70)]
    lines = [(replace(first, confidence=95), replace(dots, confidence=0)) for first, dots in contents]
    assert sureness(lines) > 35
    assert count_sure_letters(lines) == len("GovernanceFinanceRecommendations")


def test_letters_are_sure_in_words_that_are_and_could_be_english() -> None:
    assert count_sure_letters([line("2025", "Head", "xZ", "|"), line("Head", sure=59)]) == 8
    assert count_sure_letters([]) == 0


def test_sureness_weighs_words_by_their_length() -> None:
    assert sureness([(word("a", sure=0), word("recommendation", sure=90))]) == pytest.approx(84)
    assert sureness([]) == 0


# Cells and the program


def test_cells_are_what_rules_enclose_and_a_lone_box_is_none() -> None:
    def box(left: float, top: float, right: float, bottom: float) -> list[Edge]:
        level = [Edge(True, left, y, right, y) for y in (top, bottom)]
        return level + [Edge(False, x, top, x, bottom) for x in (left, right)]

    assert find_cells(box(10, 10, 300, 200)) == []
    assert sorted(find_cells([*box(10, 10, 300, 200), Edge(False, 150, 10, 150, 200)])) == [
        (10, 10, 150, 200),
        (150, 10, 300, 200),
    ]


def test_what_to_install_is_said_where_there_is_no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RecognitionError, match="apt-get install tesseract-ocr"):
        find_english()
