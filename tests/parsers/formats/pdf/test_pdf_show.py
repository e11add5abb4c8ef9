"""A page drawn with marks: the page itself, each mark in its colour and place, a legend; never too large."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from normalise.errors import DocumentError
from parsers.formats.pdf.show import COLOURS, DOTS_PER_INCH, MADE_BY, MAX_PIXELS, draw_page
from parsers.marks import Mark, Role
from tests.parsers.formats.pdf.plain_files import HEIGHT, WIDTH, pdf_of, show

SCALE = DOTS_PER_INCH / 72
Colour = tuple[int, int, int]
DRAWN = [role for role in Role if role is not Role.TEXT]


def draw(data: bytes, *marks: Mark, page: int = 1) -> Image.Image:
    return Image.open(io.BytesIO(draw_page(data, page, marks))).convert("RGB")


def colour_at(picture: Image.Image, x: float, y: float) -> Colour:
    """Return the colour at a place in points from the top left."""
    return pixel(picture, round(x * SCALE), round(y * SCALE))


def pixel(picture: Image.Image, x: int, y: int) -> Colour:
    found = picture.getpixel((x, y))
    assert isinstance(found, tuple)
    red, green, blue = found
    return red, green, blue


def is_near(a: Colour, b: Colour, distance: int = 60) -> bool:
    return max(abs(one - other) for one, other in zip(a, b, strict=True)) <= distance


def darkest(picture: Image.Image) -> int:
    return min(picture.convert("L").tobytes())


def test_a_page_is_drawn_as_it_is_printed_with_room_for_the_legend_below() -> None:
    picture = draw(pdf_of([show("Plan", 72, 100, size=40)]))
    assert picture.width == pytest.approx(WIDTH * SCALE, abs=1)
    assert HEIGHT * SCALE < picture.height < HEIGHT * SCALE + 60
    assert darkest(picture.crop((100, 100, 250, 160))) < 50
    assert darkest(picture.crop((100, 300, 250, 360))) > 250


@pytest.mark.parametrize("role", DRAWN)
def test_every_role_has_a_colour_of_its_own_and_is_seen_where_it_stands(role: Role) -> None:
    picture = draw(pdf_of([""]), Mark(role, (100, 200, 300, 250)))
    cut = picture.crop(tuple(round(part * SCALE) for part in (90, 190, 310, 260)))  # type: ignore[arg-type]  # four
    found = {pixel(cut, x, y) for x in range(cut.width) for y in range(cut.height)}
    assert any(is_near(colour, COLOURS[role], 110) for colour in found)
    assert colour_at(picture, 400, 400) == (255, 255, 255)


def test_no_two_roles_look_alike() -> None:
    assert set(COLOURS) == set(DRAWN)
    pairs = [(a, b) for a in DRAWN for b in DRAWN if a < b]
    assert [pair for pair in pairs if is_near(COLOURS[pair[0]], COLOURS[pair[1]], 30)] == []


def test_marks_stand_on_a_turned_and_cropped_page_as_it_is_shown() -> None:
    picture = draw(pdf_of([""], page="/Rotate 90 /CropBox [100 100 500 700]"), Mark(Role.ACTION, (100, 50, 200, 80)))
    assert picture.width == pytest.approx(600 * SCALE, abs=1)
    assert colour_at(picture, 150, 65) != (255, 255, 255)
    assert colour_at(picture, 65, 150) == (255, 255, 255)


def test_an_issue_stands_around_what_it_is_about() -> None:
    box = (100.0, 200.0, 300.0, 250.0)
    picture = draw(pdf_of([""]), Mark(Role.ISSUE, box), Mark(Role.TIMELINE, box))
    left, middle = box[0] * SCALE, round(225 * SCALE)
    row = [pixel(picture, round(left) + step, middle) for step in range(-6, 3)]
    assert any(is_near(colour, COLOURS[Role.ISSUE], 10) for colour in row)
    assert any(is_near(colour, COLOURS[Role.TIMELINE], 40) for colour in row)


def test_a_huge_page_is_drawn_smaller_and_its_marks_with_it() -> None:
    huge = pdf_of([""]).replace(b"/MediaBox [0 0 600 800]", b"/MediaBox [0 0 14400 14400]")
    picture = draw(huge, Mark(Role.ACTION, (0, 0, 7200, 7200)))
    assert picture.width * picture.height < 1.05 * MAX_PIXELS
    inside = pixel(picture, picture.width // 4, picture.width // 4)
    outside = pixel(picture, picture.width * 3 // 4, picture.width * 3 // 4)
    assert inside != outside == (255, 255, 255)


@pytest.mark.parametrize("size", [(3, 3), (14_400, 1), (1, 14_400)], ids=str)
def test_an_odd_page_is_drawn_with_a_legend_that_can_be_read(size: tuple[int, int]) -> None:
    data = pdf_of([""]).replace(b"/MediaBox [0 0 600 800]", b"/MediaBox [0 0 %d %d]" % size)
    picture = draw(data, *(Mark(role, (0, 0, 1, 1)) for role in DRAWN))
    assert picture.width >= 500


def test_thousands_of_marks_of_any_shape_are_drawn() -> None:
    odd = [
        Mark(Role.LEFT, (300, 200, 100, 50)),
        Mark(Role.FURNITURE, (-50, -50, 9e3, 9e3)),
        Mark(Role.GRID, (5, 5, 5, 5)),
    ]
    many = [Mark(Role.GRID, (x, y, x + 4, y + 4)) for x in range(0, 600, 6) for y in range(0, 800, 8)]
    assert draw(pdf_of([""]), *odd, *many).width > 0


def test_a_picture_says_who_made_it() -> None:
    picture = Image.open(io.BytesIO(draw_page(pdf_of([""]), 1, ())))
    assert picture.info[MADE_BY[0]] == MADE_BY[1]


def test_a_page_that_is_not_there_is_a_fault_of_the_files() -> None:
    with pytest.raises(DocumentError, match="page 7 cannot be drawn") as caught:
        draw(pdf_of([""]), page=7)
    assert caught.value.code == "unread-page"
