"""What each clue weighs, each with its reason: data beside this file."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parsers.headers import Role


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another role that a heading of one role may stand for: `with_` and `without` roles in the other columns."""

    role: Role
    points: float
    with_: frozenset[Role]
    without: frozenset[Role]


def weight_of(clue: str) -> float:
    """Return what a clue weighs."""
    return weights()[clue]


@cache
def weights() -> Mapping[str, float]:
    """Return the weights of the clues that are neither a wording's nor a cell's."""
    return {row["clue"]: float(row["points"]) for row in read_rows("weights.csv")}


@cache
def content_points() -> Mapping[str, Mapping[Role, float]]:
    """Return what a column of one kind of content says for and against each role."""
    points: dict[str, dict[Role, float]] = {}
    for row in read_rows("contents.csv"):
        points.setdefault(row["kind"], {})[Role(row["role"])] = float(row["points"])
    return points


@cache
def other_readings() -> Mapping[Role, tuple[OtherReading, ...]]:
    """Return what else a heading of each role may stand for."""
    found: dict[Role, tuple[OtherReading, ...]] = {}
    for row in read_rows("readings.csv"):
        reading = OtherReading(
            Role(row["may_hold"]),
            float(row["points"]),
            frozenset(map(Role, row["with"].split())),
            frozenset(map(Role, row["without"].split())),
        )
        role = Role(row["role"])
        found[role] = (*found.get(role, ()), reading)
    return found


@cache
def verbs() -> frozenset[str]:
    """Return the verbs that an action begins with."""
    return frozenset(row["verb"] for row in read_rows("verbs.csv"))


@cache
def read_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the lines of a file of data beside this module."""
    text = (files("parsers.roles") / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
