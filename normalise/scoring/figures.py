"""Outcomes → precision, recall and F1: of everything, by field, by document and by the features of documents.

A wrong value counts twice, as one too many and as one lacking; a field that is empty on both sides counts for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from normalise.scoring.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """How many values are right, extra and lacking; where none could be, all figures are 1."""

    right: int = 0
    extra: int = 0
    lacks: int = 0

    @property
    def precision(self) -> float:
        """The share of the predicted values that are right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold's values that were found."""
        return self.right / (self.right + self.lacks) if self.right + self.lacks else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = 2 * self.right + self.extra + self.lacks
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Counts) -> Counts:
        """Return both together."""
        return Counts(self.right + other.right, self.extra + other.extra, self.lacks + other.lacks)


NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Scores:
    """The counts of some documents: all together, by field, by document; and a line for each value that differs."""

    overall: Counts = NOTHING
    fields: Mapping[str, Counts] = field(default_factory=dict)
    documents: Mapping[str, Counts] = field(default_factory=dict)
    misses: tuple[str, ...] = ()


def score(outcomes: Mapping[str, Iterable[Outcome]]) -> Scores:
    """Return the counts of the outcomes of some documents, by the documents' names."""
    fields: defaultdict[str, Counts] = defaultdict(Counts)
    documents: dict[str, Counts] = {}
    misses: list[str] = []
    for name, of_document in outcomes.items():
        documents[name] = NOTHING
        for outcome in of_document:
            counts = Counts(len(outcome.right), len(outcome.extra), len(outcome.lacks))
            fields[outcome.field] += counts
            documents[name] += counts
            misses.extend(outcome.misses())
    overall = sum(documents.values(), NOTHING)
    return Scores(overall, {name: fields[name] for name in sorted(fields)}, documents, tuple(misses))


def score_by_feature(documents: Mapping[str, Counts], features: Mapping[str, Iterable[str]]) -> dict[str, Counts]:
    """Return the counts of all documents that have a feature, by feature; `features` are those of each document."""
    found: defaultdict[str, Counts] = defaultdict(Counts)
    for name, counts in documents.items():
        for feature in dict.fromkeys(features.get(name, ())):
            found[feature] += counts
    return {feature: found[feature] for feature in sorted(found)}
