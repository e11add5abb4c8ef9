"""From ruling edges to rules: near ones on one line, touching ones joined, dots made lines."""

from __future__ import annotations

import pytest

from parsers.formats.pdf.page import Edge
from parsers.formats.pdf.tables.edges import Rule, cluster, read_rules


def across(x0: float, x1: float, y: float, width: float = 0.5) -> Edge:
    return Edge(True, x0, y, x1, y, width)


def down(x: float, top: float, bottom: float, width: float = 0.5) -> Edge:
    return Edge(False, x, top, x, bottom, width)


def test_near_rules_are_brought_onto_their_mean() -> None:
    rules = read_rules([across(0, 100, 50), across(100, 200, 52), across(0, 200, 58)])
    assert rules.horizontal == (Rule(51, 0, 200), Rule(58, 0, 200))


@pytest.mark.parametrize(("gap", "count"), [pytest.param(3, 1, id="joined"), pytest.param(3.1, 2, id="apart")])
def test_rules_on_one_line_are_joined_over_small_gaps(gap: float, count: int) -> None:
    rules = read_rules([down(10, 0, 40), down(10, 40 + gap, 90)])
    assert len(rules.vertical) == count


def test_a_rule_inside_another_does_not_shorten_it() -> None:
    assert read_rules([across(0, 100, 5), across(20, 40, 5)]).horizontal == (Rule(5, 0, 100),)


def test_what_is_too_short_is_no_rule() -> None:
    rules = read_rules([across(0, 0.5, 5), down(7, 0, 2.5, width=0.2)])
    assert rules == ((), ())


@pytest.mark.parametrize("is_horizontal", [True, False])
def test_square_dots_make_a_line_the_way_they_follow_each_other(is_horizontal: bool) -> None:
    below = [Edge(is_horizontal, 9.5, 2 * n + 0.5, 10.5, 2 * n + 0.5, 1.0) for n in range(20)]
    if not is_horizontal:
        below = [Edge(False, 10, 2 * n, 10, 2 * n + 1, 1.0) for n in range(20)]
    rules = read_rules(below)
    assert rules.vertical == (Rule(10, 0, 39),)


def test_the_sides_of_a_box_are_rules() -> None:
    rules = read_rules([], [(10, 20, 110, 40)])
    assert rules.horizontal == (Rule(20, 10, 110), Rule(40, 10, 110))
    assert rules.vertical == (Rule(10, 20, 40), Rule(110, 20, 40))


def test_values_are_grouped_by_the_gaps_between_them() -> None:
    assert cluster([1, 2, 4, 8, 9], 2) == [[1, 2, 4], [8, 9]]
    assert cluster([], 2) == []


def test_dashes_make_a_line() -> None:
    rules = read_rules([across(12 * n, 12 * n + 7, 5) for n in range(20)] + [across(300, 400, 5)])
    assert rules.horizontal == (Rule(5, 0, 235), Rule(5, 300, 400))


def test_a_few_short_rules_on_one_line_stay_apart() -> None:
    assert len(read_rules([across(14 * n, 14 * n + 7, 5) for n in range(4)]).horizontal) == 4
    assert len(read_rules([across(40 * n, 40 * n + 30, 5) for n in range(9)]).horizontal) == 9
