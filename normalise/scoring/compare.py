"""Two extractions → the outcome of each field of each pair of records.

Records are paired by number and wording; a value counts as found where the paired record carries it. Which fields are
compared, and what of a value has to agree, stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalise.scoring.answers import (
    ActionAnswer,
    Answers,
    FactsAnswer,
    ObjectiveAnswer,
    OwnerAnswer,
    ProgressAnswer,
    RecommendationAnswer,
    StatusAnswer,
    WhenAnswer,
)
from normalise.scoring.likeness import ALIKE, fold, likeness
from normalise.scoring.outcomes import Matched, Outcome, match_texts, match_values
from normalise.scoring.pairing import iter_pairs

LEAST_RECOMMENDATION = 0.7
LEAST_WORDING = 0.6

_NO_STATUS = StatusAnswer()
_NO_OBJECTIVE = ObjectiveAnswer()

Positioned = Sequence[tuple[int, Hashable]]


def compare(predicted: Answers, gold: Answers, name: str = "", *, alike: float = ALIKE) -> tuple[Outcome, ...]:
    """Return the outcome of each field of each record; `alike` is how much of its words a wording must share (0 to 1).

    `name` is the document's, for the lines about values that differ.
    """
    numbers = _Numbers(_numbers(predicted.recommendations), _numbers(gold.recommendations))
    pairs = [*iter_pairs(predicted.recommendations, gold.recommendations, numbers.rank, LEAST_RECOMMENDATION)]
    links = _Links({one.id: other.id for one, other in pairs if one and other})
    outcomes = list(_of_facts(_Pair(name, None, None, alike), predicted.document, gold.document))
    for one, other in pairs:
        outcomes += _of_recommendation(name, one, other, numbers, alike)
    for act, gold_act in iter_pairs(predicted.actions, gold.actions, links.rank_actions, LEAST_WORDING):
        outcomes += _of_action(name, act, gold_act, links, alike)
    for entry, gold_entry in iter_pairs(predicted.progress, gold.progress, _rank_progress, LEAST_WORDING):
        outcomes += _of_progress(name, entry, gold_entry, links, alike)
    return tuple(outcomes)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of records that are compared: where, their ids, and how much alike wordings must be."""

    where: str
    record: str | None
    gold: str | None
    alike: float

    def made(self, field: str, matched: Matched) -> Outcome:
        return Outcome(field, self.where, self.record, self.gold, *matched)

    def scalar(self, field: str, predicted: Hashable | None, gold: Hashable | None) -> Outcome:
        return self.positioned(field, _one(predicted), _one(gold))

    def text(self, field: str, predicted: str | None, gold: str | None) -> Outcome:
        return self.texts(field, (predicted,) if predicted else (), (gold,) if gold else ())

    def texts(self, field: str, predicted: Sequence[str], gold: Sequence[str]) -> Outcome:
        return self.made(field, match_texts(predicted, gold, self.alike))

    def values(self, field: str, predicted: Iterable[Hashable], gold: Iterable[Hashable]) -> Outcome:
        return self.positioned(field, list(enumerate(predicted)), list(enumerate(gold)))

    def positioned(self, field: str, predicted: Positioned, gold: Positioned) -> Outcome:
        return self.made(field, match_values(predicted, gold))

    def status(self, field: str, predicted: StatusAnswer | None, gold: StatusAnswer | None) -> Outcome:
        return self.scalar(field, (predicted or _NO_STATUS).value, (gold or _NO_STATUS).value)


def _one(value: Hashable | None) -> Positioned:
    return [] if value is None else [(0, value)]


def _of_facts(pair: _Pair, predicted: FactsAnswer, gold: FactsAnswer) -> Iterator[Outcome]:
    yield pair.scalar("document.kind", predicted.kind, gold.kind)
    yield pair.text("document.title", predicted.title, gold.title)
    yield pair.texts("document.councils", predicted.councils, gold.councils)
    for field, one, other in (
        ("published", predicted.published, gold.published),
        ("challenge", predicted.challenge, gold.challenge),
    ):
        yield pair.scalar(f"document.{field}", one.edtf if one else None, other.edtf if other else None)
    peers, gold_peers = (
        [(fold(peer.name), fold(peer.organisation or "")) for peer in facts.peer_team] for facts in (predicted, gold)
    )
    yield pair.values("document.peer_team", peers, gold_peers)
    counts, gold_counts = (
        [(count.what, count.kind, count.count) for count in facts.declared_counts] for facts in (predicted, gold)
    )
    yield pair.values("document.declared_counts", counts, gold_counts)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The printed numbers of both sides' recommendations, by id."""

    predicted: Mapping[str, str | None]
    gold: Mapping[str, str | None]

    def parents(
        self, one: RecommendationAnswer | None, other: RecommendationAnswer | None
    ) -> tuple[str | None, str | None]:
        return (
            self.predicted.get(one.parent) if one and one.parent else None,
            self.gold.get(other.parent) if other and other.parent else None,
        )

    def rank(self, one: RecommendationAnswer, other: RecommendationAnswer) -> float:
        """Return how surely two recommendations are one: half for number and kind, the rest for the nearest wording.

        Two without a summary are as like as can be by it: then number, kind and order decide, and a wrong wording
        counts as a wrong wording, not as one recommendation too many and one lacking.
        """
        parent, gold_parent = self.parents(one, other)
        is_same = one.number == other.number and one.kind == other.kind and parent == gold_parent
        if not fold(one.summary or "") and not fold(other.summary or ""):
            return 0.5 * is_same + 1.0
        return 0.5 * is_same + max(likeness(one.text, other.text), likeness(one.summary or "", other.summary or ""))


def _numbers(recommendations: Iterable[RecommendationAnswer]) -> dict[str, str | None]:
    return {one.id: one.number for one in recommendations}


def _of_recommendation(
    name: str, one: RecommendationAnswer | None, other: RecommendationAnswer | None, numbers: _Numbers, alike: float
) -> Iterator[Outcome]:
    shown = other or one
    assert shown is not None
    pair = _Pair(f"{name} rec {shown.number}", one.id if one else None, other.id if other else None, alike)
    found = _Pair(f"{pair.where} {fold(shown.text)[:50]!r}", pair.record, pair.gold, alike)
    yield found.values("rec.found", _there(one), _there(other))
    p, g = one or _NO_RECOMMENDATION, other or _NO_RECOMMENDATION
    yield pair.scalar("rec.number", p.number, g.number)
    yield pair.scalar("rec.kind", p.kind, g.kind)
    yield pair.scalar("rec.parent", *numbers.parents(one, other))
    yield pair.text("rec.text", p.text, g.text)
    yield pair.text("rec.summary", p.summary, g.summary)
    yield pair.text("rec.context", p.context, g.context)
    yield pair.text("rec.theme", p.theme, g.theme)
    yield pair.texts("rec.parts", p.parts, g.parts)
    yield pair.values("rec.owners", map(_of_owner, p.owners), map(_of_owner, g.owners))
    yield pair.status("rec.status", p.status, g.status)


_NO_RECOMMENDATION = RecommendationAnswer(id="", text="")
_NO_ACTION = ActionAnswer(text="")
_NO_PROGRESS = ProgressAnswer(text="")


def _there(record: object) -> tuple[str, ...]:
    return ("+",) if record is not None else ()


@dataclass(frozen=True, slots=True)
class _Links:
    """Which recommendation of the gold each predicted one is, by id."""

    gold_ids: Mapping[str, str]

    def translate(self, recommendation: str | None) -> str | None:
        """Return the gold's id of a predicted recommendation; one that the gold lacks is marked with a "?"."""
        return (self.gold_ids.get(recommendation) or f"?{recommendation}") if recommendation else None

    def rank_actions(self, one: ActionAnswer, other: ActionAnswer) -> float:
        """Return how surely two actions are one: their wording, and a little for what stands around it."""
        value = likeness(one.text, other.text, LEAST_WORDING)
        if value < LEAST_WORDING:
            return 0.0
        is_linked = self.gold_ids.get(one.recommendation or "") == other.recommendation
        return value + 0.2 * is_linked + 0.1 * (one.number == other.number) + 0.05 * (one.stage == other.stage)


def _of_action(
    name: str, one: ActionAnswer | None, other: ActionAnswer | None, links: _Links, alike: float
) -> Iterator[Outcome]:
    shown = other or one
    assert shown is not None
    where = f"{name} {shown.recommendation} {shown.stage or ''} {shown.number or ''} {fold(shown.text)[:40]!r}"
    pair = _Pair(where, one.id if one else None, other.id if other else None, alike)
    p, g = one or _NO_ACTION, other or _NO_ACTION
    yield pair.values("action.found", _there(one), _there(other))
    yield pair.scalar("action.recommendation", links.translate(p.recommendation), g.recommendation)
    yield pair.scalar("action.number", p.number, g.number)
    yield pair.scalar("action.stage", p.stage, g.stage)
    yield pair.text("action.text", p.text, g.text)
    yield pair.text("action.preamble", p.preamble, g.preamble)
    objective, gold_objective = p.objective or _NO_OBJECTIVE, g.objective or _NO_OBJECTIVE
    yield pair.scalar("action.objective.number", objective.number, gold_objective.number)
    yield pair.text("action.objective.text", objective.text, gold_objective.text)
    yield from _of_timelines(pair, p.timelines, g.timelines)
    yield pair.values("action.owners", map(_of_owner, p.owners), map(_of_owner, g.owners))
    yield pair.texts("action.measures", p.measures, g.measures)
    yield pair.status("action.status", p.status, g.status)
    yield pair.scalar("action.status.rag", (p.status or _NO_STATUS).rag, (g.status or _NO_STATUS).rag)


def _of_timelines(pair: _Pair, predicted: Sequence[WhenAnswer], gold: Sequence[WhenAnswer]) -> Iterator[Outcome]:
    """Yield what became of the whens of a column and of those found in text, and of the columns' lesser fields."""
    columns, gold_columns = _from("column", predicted), _from("column", gold)
    yield pair.positioned("action.timelines.column", _whens(columns), _whens(gold_columns))
    yield pair.positioned("action.timelines.label", _labels(columns), _labels(gold_columns))
    yield pair.positioned("action.timelines.precision", _precisions(columns), _precisions(gold_columns))
    yield pair.positioned("action.timelines.scope", _scopes(columns), _scopes(gold_columns))
    yield pair.positioned("action.timelines.text", _whens(_from("text", predicted)), _whens(_from("text", gold)))


Whens = list[tuple[int, WhenAnswer]]


def _from(source: str, whens: Sequence[WhenAnswer]) -> Whens:
    return [(position, when) for position, when in enumerate(whens) if when.source == source]


def _whens(whens: Whens) -> Positioned:
    return [(position, _of_when(when)) for position, when in whens]


def _labels(whens: Whens) -> Positioned:
    return [(position, (when.edtf, fold(when.label))) for position, when in whens if when.label]


def _precisions(whens: Whens) -> Positioned:
    return [(position, (when.edtf, when.precision)) for position, when in whens if when.edtf]


def _scopes(whens: Whens) -> Positioned:
    return [(position, (when.edtf, when.kind, when.scope)) for position, when in whens]


def _of_when(when: WhenAnswer) -> Hashable:
    start, end = (day.isoformat() if day else None for day in (when.start, when.end))
    return when.kind, when.edtf, start, end, when.qualifier, when.rrule


def _of_owner(owner: OwnerAnswer) -> Hashable:
    return fold(owner.name), owner.kind, owner.role


def _rank_progress(one: ProgressAnswer, other: ProgressAnswer) -> float:
    return likeness(one.text, other.text, LEAST_WORDING)


def _of_progress(
    name: str, one: ProgressAnswer | None, other: ProgressAnswer | None, links: _Links, alike: float
) -> Iterator[Outcome]:
    shown = other or one
    assert shown is not None
    where = f"{name} progress {fold(shown.text)[:40]!r}"
    pair = _Pair(where, one.id if one else None, other.id if other else None, alike)
    p, g = one or _NO_PROGRESS, other or _NO_PROGRESS
    yield pair.values("progress.found", _there(one), _there(other))
    yield pair.scalar("progress.recommendation", links.translate(p.recommendation), g.recommendation)
    earlier, gold_earlier = (record.refers_to.number if record.refers_to else None for record in (p, g))
    yield pair.scalar("progress.refers_to", earlier, gold_earlier)
    yield pair.text("progress.text", p.text, g.text)
    yield pair.status("progress.status", p.status, g.status)
    yield pair.positioned("progress.timelines", _edtfs(p.timelines), _edtfs(g.timelines))


def _edtfs(whens: Sequence[WhenAnswer]) -> Positioned:
    return [(position, when.edtf) for position, when in enumerate(whens) if when.edtf]
