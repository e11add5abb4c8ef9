"""What a clue weighs: `weights.csv`, one clue a line, with the reason. Above 0 speaks for one piece, below for two.

`text` is the weight where only words are known, `page` where places are; blank where a clue cannot come up.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from parsers.joints import Evidence, JointKind

MAX_DETAILS = 3


class Sight(StrEnum):
    """What a reader of the file knows of a table: its words alone, or where on which page they stand."""

    TEXT = "text"
    PAGE = "page"


class Clue(NamedTuple):
    """Something noticed at a joint, by its name in `weights.csv`, and the words or figures that show it."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Weight:
    weights: dict[Sight, float]
    says: str


def weigh(kind: JointKind, sight: Sight, clues: Iterable[Clue]) -> tuple[Evidence, ...]:
    """Return the clues weighed, each name once however often it was noticed. Raises KeyError for an unknown one."""
    details: dict[str, list[str]] = {}
    for clue in clues:
        details.setdefault(clue.name, []).append(clue.detail)
    return tuple(
        Evidence(name, weight.weights[sight], weight.says, "; ".join(filter(None, found[:MAX_DETAILS])))
        for name, found in details.items()
        for weight in (_weights()[kind, name],)
    )


@cache
def _weights() -> dict[tuple[JointKind, str], _Weight]:
    text = (files("parsers.repair.joining") / "weights.csv").read_text(encoding="utf-8")
    return {
        (JointKind(line["joint"]), line["name"]): _Weight(
            {sight: float(line[sight]) for sight in Sight if line[sight]}, line["says"]
        )
        for line in csv.DictReader(text.splitlines())
    }
