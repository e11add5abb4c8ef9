"""Which timeline, owner or measure of a row belongs to which of its actions: the contract's five rules, once for all.

Contract, "Which timeline or owner belongs to which action", with the paragraph on rows that a page break cuts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from normalise.records import Scope
from parsers.draft import Step

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Value(Generic[V]):
    """One printed value of a cell: the list numbers in front of it, and the printed part of the row it stands in."""

    value: V
    numbers: tuple[str, ...] = ()
    part: int = 0
    is_labelled: bool = False


@dataclass(slots=True)
class Alignment(Generic[V]):
    """For each action its values with their scope; what did not fit, in words."""

    of_step: list[list[tuple[V, Scope]]]
    unaligned: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)


def align(steps: Sequence[Step], values: Sequence[Value[V]], *, merged: bool = False) -> Alignment[V]:
    """Return which values belong to which steps. `merged`: printed once for several rows, so that no part counts."""
    result: Alignment[V] = Alignment([[] for _ in steps])
    numbered = [value for value in values if value.numbers]
    plain = [value for value in values if not value.numbers]
    if numbered and not _match_numbers(steps, numbered, result):
        plain = list(values)
        _share(range(len(steps)), [_unnumbered(value) for value in plain], result)
        return result
    parts = sorted({value.part for value in plain})
    if merged or len(parts) <= 1:
        _share(range(len(steps)), plain, result)
        return result
    for part in parts:
        beginning = [index for index, step in enumerate(steps) if step.part == part]
        _share(beginning or _of_part_before(steps, part), [value for value in plain if value.part == part], result)
    return result


def _match_numbers(steps: Sequence[Step], values: Sequence[Value[V]], result: Alignment[V]) -> bool:
    """Give numbered values to the steps of their number (rules 1 and 5); return False where no number fits at all.

    A number that stands in front of several steps (a list that begins anew) takes as many values one by one, else all.
    """
    printed = [step.number for step in steps]
    if not any(printed):
        if [value.numbers for value in values] != [(str(n),) for n in range(1, len(steps) + 1)]:
            return False
        printed = [str(n) for n in range(1, len(steps) + 1)]
    numbers = list(dict.fromkeys(number for value in values for number in value.numbers))
    if not set(numbers).intersection(printed):
        return False
    for number in numbers:
        indices = [index for index, own in enumerate(printed) if own == number]
        mine = [value.value for value in values if number in value.numbers]
        if not indices:
            result.lacking.append(number)
        for position, index in enumerate(indices):
            one_by_one = [mine[position]] if len(mine) == len(indices) else mine
            result.of_step[index].extend((value, "action") for value in one_by_one)
    return True


def _share(indices: Sequence[int], values: Sequence[Value[V]], result: Alignment[V]) -> None:
    """Give unnumbered values to the steps at the indices: rules 2, 3 and 4."""
    if not values or not indices:
        return
    if len(values) == len(indices) > 1 and not any(value.is_labelled for value in values):
        for index, value in zip(indices, values, strict=True):
            result.of_step[index].append((value.value, "action"))
        return
    for index in indices:
        result.of_step[index].extend((value.value, "row") for value in values)
    if len(values) > 1 and len(indices) > 1:
        result.unaligned.append(f"{len(values)} values for {len(indices)} actions")


def _of_part_before(steps: Sequence[Step], part: int) -> list[int]:
    """Return the steps of the last part before this one in which any begins: they run on into it.

    Where none begins before it (only the text in front of their list does), they are those of the first part.
    """
    if not steps:
        return []
    before = max((step.part for step in steps if step.part < part), default=min(step.part for step in steps))
    return [index for index, step in enumerate(steps) if step.part == before]


def _unnumbered(value: Value[V]) -> Value[V]:
    return Value(value.value, (), value.part, value.is_labelled)
