"""Which record of one side is which of the other: the likeliest pairs first, each record in one pair only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def iter_pairs(
    predicted: Sequence[T], gold: Sequence[T], rank: Callable[[T, T], float], least: float
) -> Iterator[tuple[T | None, T | None]]:
    """Yield each record once: beside its like where that ranks `least` or more, else with None beside it.

    Among pairs of one rank those that stand nearer to each other in their lists come first, and of these the later.
    """
    ranked = [
        (value, -abs(i - j), i, j)
        for i, one in enumerate(predicted)
        for j, other in enumerate(gold)
        if (value := rank(one, other)) >= least
    ]
    taken: set[int] = set()
    found: set[int] = set()
    for _, _, i, j in sorted(ranked, reverse=True):
        if i not in taken and j not in found:
            taken.add(i)
            found.add(j)
            yield predicted[i], gold[j]
    yield from ((one, None) for i, one in enumerate(predicted) if i not in taken)
    yield from ((None, other) for j, other in enumerate(gold) if j not in found)
