"""Lays the records of one extraction out as rows and inserts them, a table at a time: parents first, places last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from normalise.records import Action, Extraction, Piece, Progress, Provenance, Recommendation, Record, When
from store import fields
from store.keys import record_keys, text_key
from store.models import Base
from store.models.values import PLACED

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Parent:
    """What a value belongs to: the column that says so, and what stands in it."""

    column: str
    key: int | str


@dataclass(frozen=True, slots=True)
class _Inserter:
    """Inserts rows of one extraction, and remembers where they were read until the places themselves are inserted."""

    session: Session
    extraction_id: int
    places: list[Row] = field(default_factory=list)

    def insert(self, table: str, rows: Sequence[Row], provenances: Iterable[Provenance | None] = ()) -> list[int]:
        """Insert the rows, which all have the same columns; return their numbers in order."""
        if not rows:
            return []
        into = Base.metadata.tables[table]
        statement = sa.insert(into).returning(into.c.id, sort_by_parameter_order=True)
        rows = [{"extraction_id": self.extraction_id, **row} for row in rows]
        numbers = list(self.session.execute(statement, rows).scalars())
        for number, provenance in zip(numbers, provenances, strict=False):  # some tables have no places
            self.place(_Parent(f"{table}_id", number), provenance)
        return numbers

    def place(self, parent: _Parent, provenance: Provenance | None) -> None:
        self.places.extend(_place_rows(parent, provenance) if provenance else ())


def insert_records(session: Session, extraction_id: int, extraction: Extraction) -> None:
    """Insert everything below the extraction's own row."""
    inserter = _Inserter(session, extraction_id)
    parents = _insert_parents(inserter, extraction)
    _insert_timelines(inserter, extraction, parents)
    _insert_owners(inserter, extraction, parents)
    _insert_statuses(inserter, extraction, parents)
    _insert_measures(inserter, extraction, parents)
    _insert_lists(inserter, extraction, parents)
    _insert_remarks(inserter, extraction, parents)
    for name, provenance in extraction.document.provenance.items():
        inserter.place(_Parent("document_field", name), provenance)
    inserter.insert("place", inserter.places)


def _insert_parents(inserter: _Inserter, extraction: Extraction) -> dict[str, _Parent]:
    """Insert recommendations, actions and progress entries; return by the id of each what its values belong to."""
    keys = record_keys(extraction)
    parents: dict[str, _Parent] = {}

    def insert(table: str, records: Sequence[Recommendation | Action | Progress], rows: Iterable[Row]) -> None:
        rows = [
            {
                **row,
                "local_id": record.id,
                "record_key": keys[record.id],
                "text_key": text_key(record.text),
                "ordinal": n,
            }
            for n, (record, row) in enumerate(zip(records, rows, strict=True))
        ]
        numbers = inserter.insert(table, rows, (record.provenance for record in records))
        pairs = zip(records, numbers, strict=True)
        parents.update((record.id, _Parent(f"{table}_id", number)) for record, number in pairs)

    recommendations, actions, progress = extraction.recommendations, extraction.actions, extraction.progress
    insert("recommendation", recommendations, (_plain(record, fields.RECOMMENDATION) for record in recommendations))
    insert("action", actions, (_action_row(record, parents) for record in actions))
    insert("progress", progress, (_progress_row(record, parents) for record in progress))
    _link_recommendations(inserter.session, recommendations, parents)
    return parents


def _link_recommendations(
    session: Session, recommendations: Iterable[Recommendation], parents: dict[str, _Parent]
) -> None:
    """Fill in which recommendation hangs under which: only now all of them have a row."""
    table = Base.metadata.tables["recommendation"]
    update = sa.update(table).where(table.c.id == sa.bindparam("child")).values(parent_id=sa.bindparam("parent"))
    pairs = ((record.id, record.parent) for record in recommendations if record.parent is not None)
    if links := [{"child": parents[child].key, "parent": parents[parent].key} for child, parent in pairs]:
        session.connection().execute(update, links)


def _action_row(action: Action, parents: dict[str, _Parent]) -> Row:
    objective = action.objective
    return {
        **_plain(action, fields.ACTION),
        "recommendation_id": _row_number(action.recommendation, parents),
        "objective_number": objective.number if objective else None,
        "objective_text": objective.text if objective else None,
        "measure_place_count": len(action.measure_provenance),
    }


def _progress_row(progress: Progress, parents: dict[str, _Parent]) -> Row:
    earlier = progress.refers_to
    return {
        **_plain(progress, fields.PROGRESS),
        "recommendation_id": _row_number(progress.recommendation, parents),
        "is_about_earlier": earlier is not None,
        "earlier_number": earlier.number if earlier else None,
        "earlier_text": earlier.text if earlier else None,
        "earlier_challenge_year": earlier.challenge_year if earlier else None,
    }


def _insert_timelines(inserter: _Inserter, extraction: Extraction, parents: dict[str, _Parent]) -> None:
    facts = extraction.document
    records: tuple[Action | Progress, ...] = (*extraction.actions, *extraction.progress)
    held = [(parents[record.id], ordinal, when) for record in records for ordinal, when in enumerate(record.timelines)]
    dates = (("published", facts.published), ("challenge", facts.challenge))
    held += [(_Parent("document_field", name), 0, when) for name, when in dates if when]
    arcs = ("action_id", "progress_id", "document_field")
    rows = [{**_belongs(parent, arcs), "ordinal": ordinal, **_timeline_row(when)} for parent, ordinal, when in held]
    inserter.insert("timeline", rows, (when.provenance for _, _, when in held))


def _timeline_row(when: When) -> Row:
    return {
        **_plain(when, fields.TIMELINE),
        "start_date": when.start,
        "end_date": when.end,
        "inferred": " ".join(when.inferred),
    }


def _insert_owners(inserter: _Inserter, extraction: Extraction, parents: dict[str, _Parent]) -> None:
    records: tuple[Recommendation | Action, ...] = (*extraction.recommendations, *extraction.actions)
    held = [(parents[record.id], ordinal, owner) for record in records for ordinal, owner in enumerate(record.owners)]
    arcs = ("action_id", "recommendation_id")
    rows = [
        {**_belongs(parent, arcs), "ordinal": ordinal, **_plain(owner, fields.OWNER)} for parent, ordinal, owner in held
    ]
    inserter.insert("owner", rows, (owner.provenance for _, _, owner in held))


def _insert_statuses(inserter: _Inserter, extraction: Extraction, parents: dict[str, _Parent]) -> None:
    records: tuple[Recommendation | Action | Progress, ...] = (
        *extraction.recommendations,
        *extraction.actions,
        *extraction.progress,
    )
    held = [(parents[record.id], record.status) for record in records if record.status]
    arcs = ("recommendation_id", "action_id", "progress_id")
    rows = [{**_belongs(parent, arcs), **_plain(status, fields.STATUS)} for parent, status in held]
    inserter.insert("status", rows, (status.provenance for _, status in held))


def _insert_measures(inserter: _Inserter, extraction: Extraction, parents: dict[str, _Parent]) -> None:
    rows: list[Row] = []
    places: list[Provenance | None] = []
    for action in extraction.actions:
        rows += _texts("action_id", parents[action.id], "text", action.measures)
        places += action.measure_provenance or [None] * len(action.measures)
    inserter.insert("measure", rows, places)


def _insert_lists(inserter: _Inserter, extraction: Extraction, parents: dict[str, _Parent]) -> None:
    """Insert what is no more than a list of words: parts and topics, unplaced columns, councils."""
    parts: list[Row] = []
    topics: list[Row] = []
    others: list[Row] = []
    for recommendation in extraction.recommendations:
        parts += _texts("recommendation_id", parents[recommendation.id], "text", recommendation.parts)
        topics += _topic_rows(recommendation, parents[recommendation.id])
    for action in extraction.actions:
        headed = _texts("action_id", parents[action.id], "heading", action.other)
        others += [{**row, "text": action.other[str(row["heading"])]} for row in headed]
    inserter.insert("recommendation_part", parts)
    inserter.insert("recommendation_topic", topics)
    inserter.insert("action_other", others)


def _topic_rows(recommendation: Recommendation, parent: _Parent) -> Iterator[Row]:
    evidence = recommendation.topic_evidence or [None] * len(recommendation.topics)
    for row, found in zip(_texts("recommendation_id", parent, "topic", recommendation.topics), evidence, strict=True):
        told = (found.kind, list(found.words), found.codebook) if found else (None, None, None)
        yield row | dict(zip(("kind", "words", "codebook"), told, strict=True))


def _insert_remarks(inserter: _Inserter, extraction: Extraction, parents: dict[str, _Parent]) -> None:
    """Insert what is said about the document as a whole: issues, stated totals, the peer team."""
    facts = extraction.document
    counts = [
        {**_plain(count, fields.DECLARED_COUNT), "declared_count": count.count} for count in facts.declared_counts
    ]
    issues = [
        {**_plain(issue, fields.ISSUE), **_belongs(parents.get(issue.about or ""), _CONCERNED)}
        for issue in extraction.issues
    ]
    peers = [_plain(peer, fields.PEER) for peer in facts.peer_team]
    inserter.insert("issue", _numbered(issues), (issue.provenance for issue in extraction.issues))
    inserter.insert("declared_count", _numbered(counts), (count.provenance for count in facts.declared_counts))
    inserter.insert("peer", _numbered(peers), (peer.provenance for peer in facts.peer_team))


_CONCERNED = ("recommendation_id", "action_id", "progress_id")


def _place_rows(parent: _Parent, provenance: Provenance) -> Iterator[Row]:
    """Yield one row a piece, numbered from 1; before them the place itself as 0, unless it is the first piece."""
    first = {"snippet": provenance.snippet, "at": provenance.at}
    own = Piece.model_validate(_plain(provenance, tuple(Piece.model_fields)))
    numbered = list(enumerate(provenance.pieces, start=1))
    if not numbered or numbered[0][1] != own:
        numbered.insert(0, (0, own))
    for ordinal, piece in numbered:
        yield {**_belongs(parent, PLACED), "ordinal": ordinal, **_piece_row(piece), **first}
        first = {"snippet": None, "at": None}


def _piece_row(piece: Piece) -> Row:
    x0, top, x1, bottom = piece.bbox or (None, None, None, None)
    return {
        "page": piece.page,
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "line": piece.line,
        "table_number": piece.table,
        "row_number": piece.row,
        "cell_number": piece.cell,
    }


def _plain(record: Record, names: tuple[str, ...]) -> Row:
    return {name: getattr(record, name) for name in names}


def _belongs(parent: _Parent | None, columns: tuple[str, ...]) -> Row:
    row: Row = dict.fromkeys(columns)
    return row | {parent.column: parent.key} if parent else row


def _texts(link: str, parent: _Parent, column: str, texts: Iterable[str]) -> list[Row]:
    return [{link: parent.key, "ordinal": ordinal, column: text} for ordinal, text in enumerate(texts)]


def _numbered(rows: list[Row]) -> list[Row]:
    return [{"ordinal": ordinal, **row} for ordinal, row in enumerate(rows)]


def _row_number(record_id: str | None, parents: dict[str, _Parent]) -> int | str | None:
    return None if record_id is None else parents[record_id].key
