"""Which text of a page its reader sees."""

from __future__ import annotations

from dataclasses import replace

from parsers.formats.pdf.page import Fill, Page, Picture, Shown, TextRun
from parsers.formats.pdf.visibility import settle_visibility
from tests.parsers.formats.pdf.pages_by_hand import run


def page(*runs: TextRun, fills: tuple[Fill, ...] = (), pictures: tuple[Picture, ...] = ()) -> Page:
    return Page(1, 600, 800, list(runs), fills=list(fills), pictures=list(pictures))


def shown(*runs: TextRun, fills: tuple[Fill, ...] = (), pictures: tuple[Picture, ...] = ()) -> list[str]:
    made = page(*runs, fills=fills, pictures=pictures)
    settle_visibility(made)
    return [str(made_run.shown) for made_run in made.runs]


def test_what_is_printed_on_paper_is_seen() -> None:
    assert shown(run("Agree the plan", 72, 100)) == ["shown"]


def test_white_on_paper_is_not_seen_and_white_on_a_dark_ground_is() -> None:
    header = Fill((60, 80, 300, 110), "1f3864")
    assert shown(run("Action", 72, 100, colour="ffffff"), run("Ghost", 72, 200, colour="ffffff"), fills=(header,)) == [
        "shown",
        "white",
    ]


def test_the_last_area_painted_is_the_ground() -> None:
    fills = (Fill((60, 80, 300, 110), "1f3864"), Fill((60, 80, 300, 110), "ffffff"))
    assert shown(run("Action", 72, 100, colour="fefefe"), fills=fills) == ["white"]


def test_any_colour_on_its_own_ground_is_not_seen() -> None:
    assert shown(run("Green", 72, 100, colour="00b050"), fills=(Fill((60, 80, 300, 110), "00b050"),)) == ["white"]


def test_white_over_a_picture_is_left_to_the_eye() -> None:
    assert shown(run("Title", 72, 100, colour="ffffff"), pictures=(Picture((0, 0, 600, 300), 900, 450),)) == ["shown"]


def test_text_off_the_page_is_not_seen() -> None:
    assert shown(run("Aside", 700, 100), run("Above", 72, -40), run("On it", 72, 20)) == [
        "off-page",
        "off-page",
        "shown",
    ]


def test_words_printed_twice_to_look_bold_are_read_once_and_are_bold() -> None:
    made = page(run("Priority", 72, 100), run("Priority", 72.4, 100), run("Low", 72, 120))
    settle_visibility(made)
    assert [made_run.shown for made_run in made.runs] == [Shown.DUPLICATE, Shown.SHOWN, Shown.SHOWN]
    assert [made_run.font.is_bold for made_run in made.runs] == [False, True, False]


def test_a_shadow_is_read_once_and_is_not_bold() -> None:
    made = page(run("Plan", 72, 100, size=24, colour="999999"), run("Plan", 75.5, 103.5, size=24))
    settle_visibility(made)
    assert [made_run.shown for made_run in made.runs] == [Shown.DUPLICATE, Shown.SHOWN]
    assert not made.runs[1].font.is_bold


def test_words_printed_three_times_are_read_once() -> None:
    assert shown(*(run("Plan", 72 + 0.3 * time, 100) for time in range(3))) == ["duplicate", "duplicate", "shown"]


def test_the_same_word_in_the_next_line_or_column_is_no_duplicate() -> None:
    assert shown(run("Yes", 72, 100, size=6), run("Yes", 72, 107, size=6), run("Yes", 95, 100, size=6)) == ["shown"] * 3


def test_an_invisible_layer_over_a_picture_of_the_page_is_its_text() -> None:
    scan = Picture((0, 0, 600, 800), 1700, 2300)
    made = page(replace(run("Agree the plan", 72, 100), shown=Shown.INVISIBLE), pictures=(scan,))
    assert settle_visibility(made)
    assert made.runs[0].shown is Shown.SHOWN


def test_an_invisible_text_without_a_picture_stays_unseen() -> None:
    hidden = replace(run("Agree the plan", 72, 100), shown=Shown.INVISIBLE)
    assert shown(hidden, run("A whole page of printed text", 72, 120)) == ["invisible", "shown"]
    assert shown(replace(hidden), pictures=(Picture((0, 0, 100, 100), 100, 100),)) == ["invisible"]
