"""An extraction → the same with the confidence of every record and value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from normalise.records import Action, Extraction, Owner, Progress, Recommendation, Status, When
from parsers.confidence.evidence import Evidence, gather_evidence
from parsers.confidence.features import (
    AnyRecord,
    AnyValue,
    count_whole,
    iter_document_features,
    iter_record_features,
    iter_value_features,
)
from parsers.confidence.model import BASE, Kind, is_known, share_right, weigh
from parsers.draft import Drafting

R = TypeVar("R", Recommendation, Action, Progress)


KINDS: tuple[Kind, ...] = get_args(Kind)
FIELDS = ("timelines", "owners", "status")


def set_confidence(extraction: Extraction, drafting: Drafting) -> Extraction:
    """Return an extraction with the confidence of every record, timeline, owner and status."""
    weighing = _Weighing(extraction, gather_evidence(extraction, drafting))
    return extraction.model_copy(
        update={
            "recommendations": tuple(weighing.set("recommendation", record) for record in extraction.recommendations),
            "actions": tuple(weighing.set("action", record) for record in extraction.actions),
            "progress": tuple(weighing.set("progress", record) for record in extraction.progress),
        }
    )


@dataclass(frozen=True, slots=True)
class Described:
    """A value with the features that bear on it: which record's, which list's (None: the record itself), which one."""

    kind: Kind
    record: str
    field: str | None
    position: int
    features: tuple[str, ...]


def describe(extraction: Extraction, drafting: Drafting) -> Iterator[Described]:
    """Yield every record and value of an extraction with its features: what the weights are fitted to."""
    evidence = gather_evidence(extraction, drafting)
    whole = count_whole(extraction)
    of_document = (BASE, *iter_document_features(extraction, evidence))
    for kind, record in _iter_records(extraction):
        of_record = (*of_document, *iter_record_features(record, whole, evidence))
        yield Described(kind, record.id, None, 0, of_record)
        for field in FIELDS:
            for position, value in enumerate(_listed(getattr(record, field, None) or ())):
                own = iter_value_features(value, whole, evidence)
                yield Described(_kind_of(value, record), record.id, field, position, (*of_record, *own))


def _iter_records(extraction: Extraction) -> Iterator[tuple[Kind, AnyRecord]]:
    yield from (("recommendation", record) for record in extraction.recommendations)
    yield from (("action", record) for record in extraction.actions)
    yield from (("progress", record) for record in extraction.progress)


class _Weighing:
    """Weighs what many values have in common once: the document's features, then the record's."""

    def __init__(self, extraction: Extraction, evidence: Evidence) -> None:
        self._evidence, self._whole = evidence, count_whole(extraction)
        of_document = (BASE, *iter_document_features(extraction, evidence))
        self._document = {kind: weigh(kind, of_document) for kind in KINDS}

    def set(self, kind: Kind, record: R) -> R:
        """Return a record with its confidence and those of the values in it."""
        features = tuple(iter_record_features(record, self._whole, self._evidence))
        layout = next(feature for feature in features if feature.startswith("layout:"))
        if not is_known(kind, layout):  # no made-up plan was read like this: nothing is known of such records
            return record
        of_record = {kind: weigh(kind, features)}
        told: dict[str, object] = {"confidence": share_right(kind, self._document[kind] + of_record[kind])}
        for field in FIELDS:
            if held := getattr(record, field, None):
                each = [self._value(value, record, features, of_record) for value in _listed(held)]
                told[field] = tuple(each) if isinstance(held, tuple) else each[0]
        return record.with_values(**told)

    def _value(
        self, value: AnyValue, record: AnyRecord, features: Sequence[str], of_record: dict[Kind, float]
    ) -> AnyValue:
        """Return a value with its confidence; `of_record` keeps what its record's features weigh for each kind."""
        kind = _kind_of(value, record)
        if kind not in of_record:
            of_record[kind] = weigh(kind, features)
        own = weigh(kind, iter_value_features(value, self._whole, self._evidence))
        return value.with_values(confidence=share_right(kind, self._document[kind] + of_record[kind] + own))


def _kind_of(value: AnyValue, record: AnyRecord) -> Kind:
    match value:
        case When():
            return (
                "progress_when" if isinstance(record, Progress) else "when" if value.source == "column" else "text_when"
            )
        case Owner():
            return "owner"
        case Status():
            return "status"


def _listed(held: AnyValue | tuple[AnyValue, ...]) -> tuple[AnyValue, ...]:
    return held if isinstance(held, tuple) else (held,)
