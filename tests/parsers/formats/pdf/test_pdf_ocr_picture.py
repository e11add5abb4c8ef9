"""What is made of a page's picture before any word is read: put straight, its ground evened out, rules, paint found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from normalise.records import Box
from parsers.formats.pdf.ocr.ground import flatten
from parsers.formats.pdf.ocr.leaders import find_leaders, find_led_to, remove_leaders
from parsers.formats.pdf.ocr.leftover import find_unread, may_be_text
from parsers.formats.pdf.ocr.lying import Way, find_lying
from parsers.formats.pdf.ocr.paint import find_fills
from parsers.formats.pdf.ocr.pixels import Ink, chain_runs, find_ink, find_runs, has_print, without_print
from parsers.formats.pdf.ocr.rules import MAX_PIECES, PixelRule, find_rules, remove_rules
from parsers.formats.pdf.ocr.sheet import find_sheet
from parsers.formats.pdf.ocr.straight import straighten
from parsers.formats.pdf.ocr.warp import map_box
from tests.parsers.formats.pdf.scan_maker import WHITE, draw_pages, photograph, wear

DPI = 200
FIXTURES = Path(__file__).resolve().parents[4] / "fixtures" / "pdf"


@cache
def first_page(name: str) -> Image.Image:
    return draw_pages((FIXTURES / name / "source.pdf").read_bytes(), DPI)[0]


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return first_page("merged_lo")


def ink_of(width: int, height: int, *boxes: tuple[int, int, int, int]) -> Ink:
    """Return ink in the boxes (left, top, right, bottom)."""
    ink = np.zeros((height, width), np.bool_)
    for left, top, right, bottom in boxes:
        ink[top:bottom, left:right] = True
    return ink


def spans(rules: list[PixelRule]) -> list[tuple[int, int, int]]:
    return sorted((round(rule.at), rule.start, rule.end) for rule in rules)


# Straight


@pytest.mark.parametrize(("angle", "lean"), [(0, 0.0), (90, -4.6), (180, 0.8), (270, 0.0)])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("merged_lo", id="ruled-table"),
        pytest.param("horizontal_wp", id="rules-between-rows"),
        pytest.param("bullets_lo", id="lists"),
        pytest.param("odd_form_lo", id="form"),
        pytest.param("report_lo", id="title-page"),
    ],
)
def test_the_side_along_which_lines_run_and_their_lean_are_told_from_the_picture(
    name: str, lean: float, angle: int
) -> None:
    page = first_page(name)
    lying = find_lying(wear(page, lean).rotate(-angle, expand=True), DPI, (angle,))
    assert lying.ways[0].angle == angle
    assert lying.ways[1].angle == (angle + 180) % 360
    assert lying.ways[0].lean == pytest.approx(lean, abs=0.08)


def test_a_page_lies_as_the_pages_before_unless_its_lines_run_the_other_way(page: Image.Image) -> None:
    worn = wear(page)
    assert [way.angle for way in find_lying(worn, DPI).ways] == [0, 180]
    assert [way.angle for way in find_lying(worn, DPI, (180,)).ways] == [180, 0]
    assert [way.angle for way in find_lying(worn, DPI, (90,)).ways] == [0, 180]
    assert [way.angle for way in find_lying(worn.rotate(90, expand=True), DPI, (0, 270)).ways] == [270, 90]


def test_all_ways_are_open_where_little_tells_them_apart() -> None:
    chance = np.random.default_rng(7)
    noise = np.where(chance.random((900, 900)) < 0.02, 0, 255).astype(np.uint8)
    blots = Image.fromarray(noise).resize((1800, 1800), Image.Resampling.NEAREST)
    assert {way.angle for way in find_lying(blots, DPI).ways} == {0, 90, 180, 270}


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_page_is_turned_upright(page: Image.Image, angle: int) -> None:
    lying = find_lying(wear(page, 0.6).rotate(-angle, expand=True), DPI, (angle,))
    straight = straighten(lying, lying.ways[0])
    height, width = straight.flat.print.shape
    assert abs(width - page.width) < 30
    assert abs(height - page.height) < 30
    assert straight.angle == angle
    upright = straighten(find_lying(page, DPI), Way(0, 0.0)).flat.print
    assert abs(int(straight.flat.print[:300].mean()) - int(upright[:300].mean())) < 6  # the title is at the head


@pytest.mark.parametrize("lean", [-4.6, -0.3, 0.0, 0.8, 4.9])
def test_a_leaning_page_is_put_level(page: Image.Image, lean: float) -> None:
    lying = find_lying(wear(page, lean), DPI)
    level = straighten(lying, lying.ways[0]).to_given @ np.array([1.0, 0.0, 0.0])
    assert np.degrees(np.arctan2(level[1], level[0])) == pytest.approx(lean, abs=0.08)


def test_a_page_without_print_stays_as_it_lies() -> None:
    lying = find_lying(Image.new("RGB", (800, 1000), WHITE), DPI)
    assert lying.ways == (Way(0, 0.0),)
    assert np.array_equal(straighten(lying, lying.ways[0]).to_given, np.eye(3))


def test_a_sheet_on_a_table_is_found_and_made_square(page: Image.Image) -> None:
    taken = photograph(page)
    to_given = find_sheet(taken)
    assert to_given is not None
    x0, top, x1, bottom = map_box(to_given, (0, 0, taken.width, taken.height))
    assert x0 == pytest.approx(0.03 * taken.width, abs=8)
    assert bottom == pytest.approx(0.95 * taken.height, abs=8)
    assert x1 == pytest.approx(0.97 * taken.width, abs=8)
    assert top == pytest.approx(0.05 * taken.height, abs=8)


@pytest.mark.parametrize("background", [WHITE, (225, 222, 215)], ids=["scanner", "grey-lid"])
def test_a_page_that_fills_its_picture_is_no_sheet_on_a_table(
    page: Image.Image, background: tuple[int, int, int]
) -> None:
    wide = Image.new("RGB", (page.width + 60, page.height + 60), background)
    wide.paste(page, (30, 30))
    assert find_sheet(wide) is None


# Ground


def drawn(background: int = 250, *boxes: tuple[Box, int]) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Return a grey picture of 600 × 400 with boxes painted on it."""
    picture = Image.new("L", (600, 400), background)
    for box, grey in boxes:
        ImageDraw.Draw(picture).rectangle(box, fill=grey)
    return np.asarray(picture)


def test_shade_and_shadow_become_white_and_print_stays_dark() -> None:
    shaded = ((50.0, 50.0, 550.0, 120.0), 200), ((80.0, 80.0, 160.0, 84.0), 30)
    shadow = np.linspace(1.0, 0.6, 600)
    flat = flatten((drawn(250, *shaded) * shadow).astype(np.uint8), DPI).print
    assert flat[82, 100] < 80
    assert flat[100, 300] > 230
    assert flat[300, 590] > 230


@pytest.mark.parametrize("paint", [10, 60, 110, 150], ids=lambda paint: f"paint-{paint}")
def test_light_print_on_dark_paint_becomes_dark_print_on_white(paint: int) -> None:
    letters = [((x, 75.0, x + 4.0, 95.0), 255) for x in np.arange(80.0, 400.0, 14.0)]
    flat = flatten(drawn(250, ((50.0, 60.0, 550.0, 110.0), paint), *letters), DPI)
    assert flat.print[85, 82] < 80
    assert flat.print[85, 500] > 230
    assert flat.lines is not None
    assert (flat.lines[55:66, 300] == 0).any()  # where the paint ends, a cell may


def test_black_print_on_strong_paint_stays_dark() -> None:
    letters = [((x, 75.0, x + 4.0, 95.0), 0) for x in np.arange(80.0, 400.0, 14.0)]
    flat = flatten(drawn(250, ((50.0, 60.0, 550.0, 110.0), 140), *letters), DPI).print
    assert flat[85, 82] < 80
    assert flat[85, 500] > 230


def test_fat_letters_are_print_and_no_paint() -> None:
    letters = [((x, 60.0, x + 12.0, 130.0), 40) for x in np.arange(80.0, 400.0, 30.0)]  # poster type
    flat = flatten(drawn(250, *letters), DPI).print
    assert flat[95, 86] < 80
    assert flat[95, 102] > 230


# Rules


def test_broken_lines_are_bridged_and_leaning_ones_followed() -> None:
    broken = [(left, 100, left + 60, 102) for left in range(50, 500, 68)]
    leaning = [(left, 200 + left // 200, left + 50, 202 + left // 200) for left in range(50, 500, 50)]
    rules = find_rules(ink_of(600, 400, *broken, *leaning), DPI)
    assert [(start, end) for _, start, end in spans(rules.level)] == [(50, 518), (50, 500)]
    assert rules.upright == []


def test_a_table_is_found_with_its_lowest_rows() -> None:
    level = [(50, y, 550, y + 2) for y in (50, 90, 130)]  # rows of 14 points
    upright = [(x, 50, x + 2, 132) for x in (50, 300, 548)]
    rules = find_rules(ink_of(600, 400, *level, *upright), DPI)
    assert [at for at, _, _ in spans(rules.level)] == [51, 91, 131]
    assert [at for at, _, _ in spans(rules.upright)] == [51, 301, 549]


def test_letters_are_no_rules() -> None:
    stems = [(x, 50, x + 4, 90) for x in range(50, 500, 30)]
    dashes = [(x, 150, x + 40, 153) for x in range(50, 500, 100)]
    underlined = [(50, 200, 100, 203)]
    rules = find_rules(ink_of(600, 400, *stems, *dashes, *underlined), DPI)
    assert (rules.level, rules.upright) == ([], [])


def test_a_letter_in_the_way_of_a_line_does_not_lengthen_it() -> None:
    # The line ends at the row above, where a stem stands nearly on its way up.
    level = [(50, y, 550, y + 2) for y in (50, 100, 200)]
    rules = find_rules(ink_of(600, 400, *level, (300, 100, 302, 202), (300, 62, 303, 90)), DPI)
    assert spans(rules.upright) == [(301, 100, 202)]


def test_lines_that_something_joins_are_two() -> None:
    rules = find_rules(ink_of(600, 400, (50, 100, 550, 102), (50, 120, 550, 122), (200, 100, 230, 122)), DPI)
    assert [(start, end) for _, start, end in spans(rules.level)] == [(50, 550), (50, 550)]


def test_rules_go_and_what_crosses_them_stays() -> None:
    ink = ink_of(600, 400, (50, 100, 550, 103), (300, 80, 304, 125))
    flat = np.where(ink, 0, 255).astype(np.uint8)
    clean = remove_rules(flat, ink, find_rules(ink, DPI))
    assert clean[101, 100] == 255
    assert clean[101, 301] == 0
    assert clean[90, 301] == 0


def test_hatching_is_no_table_and_takes_no_time() -> None:
    ink = np.zeros((4000, 3000), np.bool_)
    ink[:, ::2] = True
    ink[:, 0:3000:60] = False
    rows = np.zeros((MAX_PIECES + 10, 40), np.bool_)
    rows[::2, 5:35] = True
    assert find_rules(ink, DPI).level == []
    assert len(find_runs(rows, 20)[0]) > MAX_PIECES / 2


# Paint


def test_cells_bands_and_dots_are_found_in_their_colours() -> None:
    picture = Image.new("RGB", (400, 300), (246, 244, 236))  # yellowed paper
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 380, 60), fill=(220, 235, 210))
    draw.rectangle((20, 100, 120, 140), fill=(0, 176, 80))
    draw.rectangle((120, 100, 220, 140), fill=(255, 0, 0))
    draw.ellipse((300, 200, 312, 212), fill=(255, 192, 0))
    draw.text((30, 30), "What we will do", fill=(40, 40, 40))
    fills = find_fills(picture, 1.5, [(30, 150, 180, 210), (180, 150, 330, 210)])
    found = {(round(fill.box[0]), round(fill.box[1])): fill for fill in fills}
    assert is_near(found[30, 30].colour, "e5f4e0")
    assert is_near(found[30, 150].colour, "00b85a")
    assert is_near(found[180, 150].colour, "ff0000")
    [dot] = [fill for fill in fills if fill.curved]
    assert is_near(dot.colour, "ffc900")
    assert len(fills) == 4


def test_coloured_cells_that_touch_are_parted_by_their_hues() -> None:
    picture = Image.new("RGB", (200, 200), WHITE)
    for row, colour in enumerate(((255, 0, 0), (255, 192, 0), (0, 176, 80), (0, 112, 192))):
        ImageDraw.Draw(picture).rectangle((50, 20 + 30 * row, 120, 49 + 30 * row), fill=colour)
    fills = find_fills(picture, 1.5, [])
    assert [fill.colour for fill in sorted(fills, key=lambda fill: fill.box[1])] == [
        "ff0000",
        "ffc000",
        "00b050",
        "0070c0",
    ]


def test_paper_has_no_colour() -> None:
    assert find_fills(Image.new("RGB", (200, 200), (250, 240, 205)), 1.5, [(10, 10, 100, 100)]) == []


def is_near(one: str, other: str) -> bool:
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 12 for at in (0, 2, 4))


# Rows of dots


def dots(left: int, y: int, count: int, step: int = 8) -> list[tuple[int, int, int, int]]:
    return [(x, y, x + 3, y + 3) for x in range(left, left + count * step, step)]


def test_a_row_of_dots_is_found_and_goes_but_the_figure_it_leads_to_stays() -> None:
    figure = [(343, 86, 349, 103), (352, 86, 356, 103)]
    letters = [(x, 86, x + 3, 103) for x in range(20, 100, 8)]  # their feet are as even as dots
    ink = ink_of(600, 200, *letters, *dots(104, 100, 30), *figure)
    [leader] = find_leaders(ink, DPI)
    assert leader.box == pytest.approx((103, 100, 339, 103), abs=4)
    assert leader.count == pytest.approx(30, abs=1)
    clean = np.where(ink, 0, 255).astype(np.uint8)
    remove_leaders(clean, ink, [leader])
    assert (clean[100:103, 110:330] == 255).all()
    assert ink[95, 20:340].sum() == 30
    assert ink[90, 343:356].sum() == 10
    [place] = find_led_to(ink, [leader], DPI)
    assert place[0] * DPI / 72 <= 343
    assert place[2] * DPI / 72 >= 356


def test_letters_dashes_and_shades_are_no_rows_of_dots() -> None:
    letters = [(x, 20, x + 3, 40) for x in range(20, 300, 8)]
    dashes = [(x, 60, x + 12, 63) for x in range(20, 500, 20)]
    few = dots(20, 80, 5)
    uneven = [(x, 100, x + 3, 103) for left in range(20, 500, 20) for x in (left, left + 7)]
    shade = [(x, y, x + 2, y + 2) for y in range(120, 180, 6) for x in range(20, 300, 6)]
    assert find_leaders(ink_of(600, 200, *letters, *dashes, *few, *uneven, *shade), DPI) == []
    assert find_leaders(ink_of(600, 200), DPI) == []


# Ink


def test_runs_of_ink_are_found_by_row() -> None:
    rows, starts, ends = find_runs(ink_of(20, 3, (2, 0, 5, 1), (8, 0, 20, 2)), 3)
    assert list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)) == [(0, 2, 5), (0, 8, 20), (1, 8, 20)]


def test_runs_hang_together_over_rows_and_small_gaps() -> None:
    runs = [(0, 0, 5), (0, 20, 30), (1, 4, 9), (3, 8, 12), (9, 0, 40)]
    assert [len(group) for group in chain_runs(runs, 0)] == [3, 1, 1]
    assert [len(group) for group in chain_runs(runs, 15)] == [4, 1]
    assert chain_runs([], 1) == []


def test_specks_are_no_print_and_a_full_stop_is() -> None:
    specks = ink_of(60, 60, *((x, x, x + 1, x + 1) for x in range(0, 60, 5)))
    assert not has_print(specks)
    assert has_print(ink_of(60, 60, (30, 30, 34, 34)))


def test_pale_print_is_ink() -> None:
    assert find_ink(drawn(255, ((50.0, 50.0, 200.0, 60.0), 200)))[55, 100]


def test_print_is_closed_over_and_paint_is_not() -> None:
    grey = drawn(250, ((50.0, 50.0, 54.0, 80.0), 10), ((200.0, 200.0, 260.0, 240.0), 90))
    ground = without_print(grey, 7)
    assert ground[60, 52] == 250
    assert ground[220, 230] == 90


def test_ink_that_no_word_covers_is_told_of() -> None:
    ink = ink_of(600, 400, (50, 50, 150, 70), (300, 200, 312, 220), (400, 300, 401, 301))
    [lone] = find_unread(ink, DPI, [(48, 48, 152, 72)])
    assert lone[0] <= 300 <= lone[2]
    assert may_be_text(lone, DPI)
    assert not may_be_text((0, 0, 500, 300), DPI)
