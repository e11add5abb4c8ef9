"""The outcome of one field of one pair of records: which values are right, which are too many, which are lacking."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from normalise.scoring.likeness import fold, is_same_text


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its position in its record's list, from 0; `content` is what was compared."""

    position: int
    content: Hashable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one field of one record: `right` and `extra` are predicted values, `lacks` those of the gold.

    `record` and `gold_record` are the records' ids, None for the document itself or where there is no such record.
    """

    field: str
    where: str
    record: str | None
    gold_record: str | None
    right: tuple[Value, ...]
    extra: tuple[Value, ...]
    lacks: tuple[Value, ...]

    def misses(self) -> tuple[str, ...]:
        """Return a line for each value that differs."""
        return (
            *(f"{self.where} {self.field}: extra  {value.content!r}" for value in self.extra),
            *(f"{self.where} {self.field}: lacks  {value.content!r}" for value in self.lacks),
        )


Matched = tuple[tuple[Value, ...], tuple[Value, ...], tuple[Value, ...]]


def match_values(predicted: Sequence[tuple[int, Hashable]], gold: Sequence[tuple[int, Hashable]]) -> Matched:
    """Return which values are right, extra and lacking, whatever their order; each has its position beside it."""
    left = [Value(*one) for one in gold]
    right: list[Value] = []
    extra: list[Value] = []
    for one in predicted:
        match = next((other for other in left if other.content == one[1]), None)
        if match is None:
            extra.append(Value(*one))
        else:
            left.remove(match)
            right.append(Value(*one))
    return tuple(right), tuple(extra), tuple(left)


def match_texts(predicted: Sequence[str], gold: Sequence[str], alike: float) -> Matched:
    """Return the same of wordings: one that is `alike` to a gold one is right. They are shown folded."""
    left = list(enumerate(gold))
    right: list[Value] = []
    extra: list[Value] = []
    for position, text in enumerate(predicted):
        match = next((other for other in left if is_same_text(text, other[1], alike)), None)
        if match is None:
            extra.append(Value(position, fold(text)))
        else:
            left.remove(match)
            right.append(Value(position, fold(text)))
    return tuple(right), tuple(extra), tuple(Value(position, fold(text)) for position, text in left)
