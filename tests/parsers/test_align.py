"""The contract's five rules for which value belongs to which action of a row, each way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.align import Alignment, Value, align
from parsers.draft import Step
from parsers.words import Words

NUMBERS = ["1", "2", "3", "4", "a", "b"]


def steps(*numbers: str | None, parts: tuple[int, ...] = ()) -> list[Step]:
    """Return actions with these numbers, the n-th beginning in the n-th part given (0 where none is given)."""
    return [Step(Words.of("Do it"), n, part=parts[i] if parts else 0) for i, n in enumerate(numbers)]


def plain(*values: str, part: int = 0) -> list[Value[str]]:
    return [Value(value, part=part) for value in values]


def numbered(**values: str) -> list[Value[str]]:
    """Return a value for each keyword: `n1="May"` stands behind the number 1, `n1n2` behind 1 and 2."""
    return [Value(value, tuple(key.split("n")[1:])) for key, value in values.items()]


def given_to(aligned: Alignment[str]) -> list[list[str]]:
    return [[value for value, _ in of_step] for of_step in aligned.of_step]


def scopes(aligned: Alignment[str]) -> set[str]:
    return {scope for of_step in aligned.of_step for _, scope in of_step}


def test_rule_1_a_numbered_value_is_that_actions() -> None:
    aligned = align(steps("1", "2"), numbered(n2="June", n1="May"))
    assert given_to(aligned) == [["May"], ["June"]]
    assert scopes(aligned) == {"action"}
    assert not aligned.unaligned


def test_rule_1_one_value_behind_two_numbers_is_both_actions() -> None:
    assert given_to(align(steps("1", "2", "3"), numbered(n1n2="May", n3="June"))) == [["May"], ["May"], ["June"]]


def test_rule_1_several_values_behind_one_number_are_that_actions() -> None:
    values = [Value("May", ("1",)), Value("June", ("1",)), Value("July", ("2",))]
    assert given_to(align(steps("1", "2"), values)) == [["May", "June"], ["July"]]


def test_rule_1_values_counted_in_order_fit_actions_without_numbers() -> None:
    assert given_to(align(steps(None, None), numbered(n1="May", n2="June"))) == [["May"], ["June"]]


def test_rule_1_of_a_list_that_begins_anew_each_gets_its_own() -> None:
    values = [Value(value, (number,)) for number, value in (("1", "May"), ("2", "June"), ("1", "July"))]
    assert given_to(align(steps("1", "2", "1"), values)) == [["May"], ["June"], ["July"]]


def test_rule_1_a_value_printed_once_is_every_actions_of_its_number() -> None:
    assert given_to(align(steps("1", "2", "1"), numbered(n1="May", n2="June"))) == [["May"], ["June"], ["May"]]


def test_rule_1_letters_do_not_fit_digits() -> None:
    aligned = align(steps("1", "2"), numbered(na="May", nb="June", nc="July"))
    assert given_to(aligned) == [["May", "June", "July"]] * 2
    assert aligned.unaligned == ["3 values for 2 actions"]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_rule_2_one_plain_value_is_every_actions(count: int) -> None:
    aligned = align(steps(*[None] * count), plain("May"))
    assert given_to(aligned) == [["May"]] * count
    assert scopes(aligned) == {"row"}
    assert not aligned.unaligned


def test_rule_3_as_many_plain_values_as_actions_go_one_by_one() -> None:
    aligned = align(steps("1", "2"), plain("May", "June"))
    assert given_to(aligned) == [["May"], ["June"]]
    assert scopes(aligned) == {"action"}


def test_rule_3_equal_values_go_one_by_one_too() -> None:
    assert given_to(align(steps(None, None), plain("May", "May"))) == [["May"], ["May"]]


@pytest.mark.parametrize("values", [("May", "June"), ("May", "June", "July", "August")], ids=["fewer", "more"])
def test_rule_4_counts_that_differ_give_all_to_all_with_an_issue(values: tuple[str, ...]) -> None:
    aligned = align(steps("1", "2", "3"), plain(*values))
    assert given_to(aligned) == [list(values)] * 3
    assert scopes(aligned) == {"row"}
    assert aligned.unaligned == [f"{len(values)} values for 3 actions"]


def test_rule_4_labelled_values_are_never_taken_one_by_one() -> None:
    values = [Value("draft May", is_labelled=True), Value("final June", is_labelled=True)]
    aligned = align(steps("1", "2"), values)
    assert given_to(aligned) == [["draft May", "final June"]] * 2
    assert aligned.unaligned == ["2 values for 2 actions"]


def test_rule_5_a_number_without_a_value_gets_none() -> None:
    aligned = align(steps("1", "2", "3"), numbered(n1="May", n2="June"))
    assert given_to(aligned) == [["May"], ["June"], []]


def test_rule_5_a_value_whose_number_the_list_lacks_is_reported() -> None:
    aligned = align(steps("1", "2"), numbered(n1="May", n4="June"))
    assert given_to(aligned) == [["May"], []]
    assert aligned.lacking == ["4"]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_one_action_has_every_value_of_its_row_and_nothing_is_unaligned(count: int) -> None:
    values = plain(*["May", "June", "July", "August"][:count])
    aligned = align(steps("1"), values)
    assert given_to(aligned) == [[value.value for value in values]]
    assert scopes(aligned) == {"row"}
    assert not aligned.unaligned


def test_a_plain_value_beside_numbered_ones_is_every_actions() -> None:
    values = [*numbered(n1="May", n2="June"), *plain("ongoing")]
    aligned = align(steps("1", "2"), values)
    assert given_to(aligned) == [["May", "ongoing"], ["June", "ongoing"]]


def test_no_value_is_no_ones() -> None:
    assert given_to(align(steps("1", "2"), [])) == [[], []]


class TestARowThatAPageBreakCuts:
    def test_a_value_in_one_part_only_is_the_whole_rows(self) -> None:
        aligned = align(steps("1", "2", "3", parts=(0, 0, 1)), plain("May", part=0))
        assert given_to(aligned) == [["May"]] * 3

    def test_a_value_in_the_lower_part_only_is_the_whole_rows_too(self) -> None:
        assert given_to(align(steps("1", "2", parts=(0, 1)), plain("May", part=1))) == [["May"]] * 2

    def test_each_parts_values_are_matched_to_the_actions_that_begin_in_it(self) -> None:
        values = [*plain("May", part=0), *plain("June", "July", part=1)]
        aligned = align(steps("1", "2", "3", "4", parts=(0, 0, 1, 1)), values)
        assert given_to(aligned) == [["May"], ["May"], ["June"], ["July"]]

    def test_an_action_that_begins_in_a_part_without_values_has_none(self) -> None:
        values = [*plain("May", part=0), *plain("July", part=2)]
        assert given_to(align(steps("1", "2", "3", parts=(0, 1, 2)), values)) == [["May"], [], ["July"]]

    def test_values_of_a_part_in_which_no_action_begins_are_those_that_run_on_into_it(self) -> None:
        values = [*plain("May", part=0), *plain("June", part=1)]
        assert given_to(align(steps("1", "2", parts=(0, 0)), values)) == [["May", "June"]] * 2

    def test_values_of_a_part_above_the_first_action_are_the_first_actions(self) -> None:
        values = [*plain("May", part=0), *plain("June", part=1)]
        assert given_to(align(steps("1", "2", parts=(1, 2)), values)) == [["May", "June"], []]

    def test_numbered_values_are_matched_over_the_whole_row(self) -> None:
        values = [Value("May", ("1",), part=1), Value("June", ("2",), part=0)]
        assert given_to(align(steps("1", "2", parts=(0, 1)), values)) == [["May"], ["June"]]

    def test_of_a_merged_cell_no_part_counts(self) -> None:
        values = [*plain("May", part=0), *plain("June", part=1)]
        aligned = align(steps("1", "2", "3", parts=(0, 0, 1)), values, merged=True)
        assert given_to(aligned) == [["May", "June"]] * 3
        assert aligned.unaligned


parts = st.integers(0, 2)
any_steps = st.lists(
    st.builds(Step, st.just(Words.of("Do it")), st.none() | st.sampled_from(NUMBERS), part=parts),
    min_size=1,
    max_size=5,
)


def make_value(value: int, numbers: tuple[str, ...], part: int, is_labelled: bool) -> Value[int]:
    return Value(value, numbers, part, is_labelled)


any_values = st.lists(
    st.builds(
        make_value,
        st.integers(),
        st.lists(st.sampled_from(NUMBERS), max_size=2, unique=True).map(tuple),
        parts,
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda value: value.value,
)


@given(any_steps, any_values, st.booleans())
def test_every_value_is_given_to_an_action_or_reported(row: list[Step], values: list[Value[int]], merged: bool) -> None:
    aligned = align(row, values, merged=merged)
    placed = {value for of_step in aligned.of_step for value, _ in of_step}
    for value in values:
        assert value.value in placed or set(value.numbers) & set(aligned.lacking)


@given(any_steps, any_values, st.booleans())
def test_no_action_has_more_values_than_are_printed_or_one_twice(
    row: list[Step], values: list[Value[int]], merged: bool
) -> None:
    for of_step in align(row, values, merged=merged).of_step:
        placed = [value for value, _ in of_step]
        assert len(placed) == len(set(placed)) <= len(values)
        assert set(placed) <= {value.value for value in values}


@given(any_steps, any_values, st.booleans())
def test_aligning_twice_gives_the_same(row: list[Step], values: list[Value[int]], merged: bool) -> None:
    assert align(row, values, merged=merged) == align(row, values, merged=merged)
