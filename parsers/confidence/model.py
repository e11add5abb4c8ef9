"""Features → how sure: a weighed sum, and the share of values with such a sum that were right.

Both are data made by `fixtures.make.confidence`: weights.csv has a weight for each kind of value and feature,
calibration.csv for each kind the shares at rising sums. Between two sums the share is drawn straight.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import inf
from typing import Literal, get_args

# A timeline of a column, one found in an action's text, one found in a progress entry: each has its own dangers.
Kind = Literal["recommendation", "action", "progress", "when", "text_when", "progress_when", "owner", "status"]

Point = tuple[float, float]

BASE = "(base)"  # the feature that every value has


@cache
def weights(kind: Kind) -> Mapping[str, float]:
    """Return the weights of a kind of value, by feature."""
    return _all_weights()[kind]


@cache
def _all_weights() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {kind: {} for kind in get_args(Kind)}
    for row in _rows("weights"):
        found[row["kind"]][row["feature"]] = float(row["weight"])
    return found


@cache
def calibration(kind: Kind) -> tuple[Point, ...]:
    """Return the sums at which the share of right values is known, rising, with these shares."""
    return tuple((float(row["sum"]), float(row["share"])) for row in _rows("calibration") if row["kind"] == kind)


def weigh(kind: Kind, features: Iterable[str]) -> float:
    """Return the weighed sum of some features."""
    known = weights(kind)
    return sum([known[feature] for feature in features if feature in known])


def is_known(kind: Kind, feature: str) -> bool:
    """Return whether enough values with a feature were seen for it to have a weight."""
    return feature in weights(kind)


def share_right(kind: Kind, total: float) -> float | None:
    """Return the share of values of this kind with such a sum that were right; None where nothing is known of it.

    >>> share_right("when", 1e9) >= share_right("when", -1e9)
    True
    """
    return share_at(calibration(kind), total)


def share_at(points: Sequence[Point], total: float) -> float | None:
    """Return the share at a sum, straight between the two nearest points; None without any.

    >>> share_at(((0.0, 0.2), (1.0, 0.4)), 0.5)
    0.3
    """
    if not points:
        return None
    at = bisect_right(points, (total, inf))
    if at in (0, len(points)):
        return points[max(at - 1, 0)][1]
    (low, low_share), (high, high_share) = points[at - 1], points[at]
    return round(low_share + (total - low) / (high - low) * (high_share - low_share), 3)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
