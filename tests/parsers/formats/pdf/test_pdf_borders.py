"""Borders that are painted as the area between two outlines."""

from __future__ import annotations

import pytest

from parsers.formats.pdf.borders import Outline, find_borders

Box = tuple[float, float, float, float]


def outline(box: Box, *, left: bool = True) -> Outline:
    x0, y0, x1, y1 = box
    points = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return Outline(box, points if left else points[::-1])


OUTSIDE, INSIDE = (10.0, 10.0, 200.0, 100.0), (12.0, 11.0, 200.0, 97.0)


@pytest.mark.parametrize("is_outside_first", [True, False])
def test_the_sides_of_a_border_are_where_its_outlines_part(is_outside_first: bool) -> None:
    pair = [outline(OUTSIDE), outline(INSIDE)]
    [border] = find_borders(pair if is_outside_first else pair[::-1], is_even_odd=True)
    assert (border.outside, border.inside) == ((0, 1) if is_outside_first else (1, 0))
    assert border.sides == ((10, 10, 12, 100), (10, 10, 200, 11), (10, 97, 200, 100))


def test_a_side_too_wide_for_a_border_is_an_area_and_leaves_the_inside_open() -> None:
    [border] = find_borders([outline((30.0, 11.0, 199.0, 99.0)), outline(OUTSIDE)], is_even_odd=True)
    thin = ((10, 10, 200, 11), (199, 10, 200, 100), (10, 99, 200, 100))
    assert (border.sides, border.areas) == (thin, ((10, 10, 30, 100),))


def test_a_side_that_two_outlines_share_is_none_though_they_are_rounded() -> None:
    [border] = find_borders([outline((10.004, 12.0, 199.998, 99.999)), outline(OUTSIDE)], is_even_odd=True)
    assert border.sides == ((10, 10, 200, 12.0),)


@pytest.mark.parametrize(("is_left", "count"), [(True, 0), (False, 1)])
def test_where_all_that_is_wound_around_is_filled_the_inside_has_to_wind_contrary(is_left: bool, count: int) -> None:
    found = find_borders([outline(OUTSIDE), outline(INSIDE, left=is_left)], is_even_odd=False)
    assert len(list(found)) == count


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param((5.0, 20.0, 200.0, 90.0), id="crossing"),
        pytest.param(OUTSIDE, id="the same place"),
        pytest.param((300.0, 10.0, 400.0, 100.0), id="beside"),
    ],
)
def test_others_are_areas(inside: Box) -> None:
    assert list(find_borders([outline(OUTSIDE), outline(inside)], is_even_odd=True)) == []


def test_a_bullet_that_is_a_ring_is_no_border() -> None:
    assert list(find_borders([outline((0, 0, 6, 6)), outline((1, 1, 5, 5))], is_even_odd=True)) == []
