"""Puts a kept extraction together again: the same values that `keep_extraction` was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from normalise.records import Extraction
from store import fields
from store.models import Base
from store.models.values import PLACED

Row = Mapping[str, object]
Fields = dict[str, object]


class _Rows:
    """All rows of one extraction, by table and by what they belong to."""

    def __init__(self, session: Session, extraction_id: int) -> None:
        self._session, self._extraction_id = session, extraction_id
        self._places: dict[tuple[str, object], list[Row]] = defaultdict(list)
        for row in self.read("place", "ordinal"):
            column = next(name for name in PLACED if row[name] is not None)
            self._places[column, row[column]].append(row)

    def read(self, table: str, order: str = "ordinal") -> list[Row]:
        """Return the table's rows in the order given."""
        held = Base.metadata.tables[table]
        query = sa.select(held).where(held.c.extraction_id == self._extraction_id).order_by(held.c[order])
        return [dict(row) for row in self._session.execute(query).mappings()]

    def read_by(self, table: str, column: str, order: str = "ordinal") -> dict[object, list[Row]]:
        """Return the table's rows by what stands in the column."""
        found: dict[object, list[Row]] = defaultdict(list)
        for row in self.read(table, order):
            found[row[column]].append(row)
        return found

    def place(self, column: str, number: object) -> Fields | None:
        """Return the provenance of what the column and number name, or None where it has none."""
        return _read_provenance(self._places.get((column, number), []))

    def places_of_fields(self) -> Fields:
        """Return the provenance of the document's own fields by their names."""
        names = [number for column, number in self._places if column == "document_field"]
        return {str(name): self.place("document_field", name) for name in names}


def load_extraction(session: Session, extraction_id: int) -> Extraction:
    """Return the extraction as it was kept. Raises LookupError where there is none of that number."""
    extractions, documents = Base.metadata.tables["extraction"], Base.metadata.tables["document"]
    query: sa.Select[*tuple[object, ...]] = (
        sa.select(extractions, documents.c.sha256, documents.c.byte_count)
        .join_from(extractions, documents)
        .where(extractions.c.id == extraction_id)
    )
    row = session.execute(query).mappings().one_or_none()
    if row is None:
        raise LookupError(f"there is no extraction {extraction_id}")
    kept: Row = {str(column): value for column, value in row.items()}
    rows = _Rows(session, extraction_id)
    return Extraction.model_validate(
        {
            "schema_version": kept["schema_version"],
            "source": _read_source(kept),
            "document": _read_facts(kept, rows),
            "reader": kept["reader"],
            "settings": kept["settings_hash"],
            "issues": [
                {**_plain(row, fields.ISSUE), "provenance": rows.place("issue_id", row["id"])}
                for row in rows.read("issue")
            ],
            **_read_records(rows),
        }
    )


def _read_source(kept: Row) -> Fields:
    pages_read = (kept["first_page_read"], kept["last_page_read"])
    return {
        "name": kept["source_name"],
        "sha256": kept["sha256"],
        "media_type": kept["media_type"],
        "size": kept["byte_count"],
        "pages": kept["page_count"],
        "parts": kept["parts"],
        "pages_read": None if pages_read == (None, None) else pages_read,
        "share_read": kept["share_read"],
    }


def _read_facts(kept: Row, rows: _Rows) -> Fields:
    dates = {row["document_field"]: _read_timeline(row, rows) for row in rows.read("timeline")}
    return {
        **_plain(kept, fields.FACTS),
        "councils": [row["name"] for row in rows.read("document_council")],
        "published": dates.get("published"),
        "challenge": dates.get("challenge"),
        "peer_team": [
            {**_plain(row, fields.PEER), "provenance": rows.place("peer_id", row["id"])} for row in rows.read("peer")
        ],
        "declared_counts": [
            {
                **_plain(row, fields.DECLARED_COUNT),
                "count": row["declared_count"],
                "provenance": rows.place("declared_count_id", row["id"]),
            }
            for row in rows.read("declared_count")
        ],
        "given": kept["given"],
        "provenance": rows.places_of_fields(),
    }


def _read_records(rows: _Rows) -> Fields:
    recommendations = rows.read("recommendation")
    ids = {row["id"]: row["local_id"] for row in recommendations}
    return {
        "recommendations": _read_recommendations(recommendations, ids, rows),
        "actions": _read_actions(ids, rows),
        "progress": _read_progress(ids, rows),
    }


def _read_recommendations(recommendations: list[Row], ids: dict[object, object], rows: _Rows) -> list[Fields]:
    parts = rows.read_by("recommendation_part", "recommendation_id")
    topics = rows.read_by("recommendation_topic", "recommendation_id")
    owners = rows.read_by("owner", "recommendation_id")
    statuses = rows.read_by("status", "recommendation_id", "id")
    return [
        {
            **_plain(row, fields.RECOMMENDATION),
            "id": row["local_id"],
            "parent": ids.get(row["parent_id"]),
            "parts": [part["text"] for part in parts[row["id"]]],
            "topics": [topic["topic"] for topic in topics[row["id"]]],
            "topic_evidence": [_plain(topic, fields.TOPIC) for topic in topics[row["id"]] if topic["kind"]],
            "owners": [_read_owner(owner, rows) for owner in owners[row["id"]]],
            "status": _read_status(statuses[row["id"]], rows),
            "provenance": rows.place("recommendation_id", row["id"]),
        }
        for row in recommendations
    ]


def _read_actions(ids: dict[object, object], rows: _Rows) -> list[Fields]:
    timelines = rows.read_by("timeline", "action_id")
    owners = rows.read_by("owner", "action_id")
    measures = rows.read_by("measure", "action_id")
    statuses = rows.read_by("status", "action_id", "id")
    others = rows.read_by("action_other", "action_id")
    return [
        {
            **_plain(row, fields.ACTION),
            "id": row["local_id"],
            "recommendation": ids.get(row["recommendation_id"]),
            "objective": _read_objective(row),
            "timelines": [_read_timeline(timeline, rows) for timeline in timelines[row["id"]]],
            "owners": [_read_owner(owner, rows) for owner in owners[row["id"]]],
            "measures": [measure["text"] for measure in measures[row["id"]]],
            "measure_provenance": [
                rows.place("measure_id", measure["id"])
                for measure in (measures[row["id"]] if row["measure_place_count"] else ())
            ],
            "status": _read_status(statuses[row["id"]], rows),
            "other": {other["heading"]: other["text"] for other in others[row["id"]]},
            "provenance": rows.place("action_id", row["id"]),
        }
        for row in rows.read("action")
    ]


def _read_progress(ids: dict[object, object], rows: _Rows) -> list[Fields]:
    timelines = rows.read_by("timeline", "progress_id")
    statuses = rows.read_by("status", "progress_id", "id")
    return [
        {
            **_plain(row, fields.PROGRESS),
            "id": row["local_id"],
            "recommendation": ids.get(row["recommendation_id"]),
            "refers_to": _read_earlier(row),
            "timelines": [_read_timeline(timeline, rows) for timeline in timelines[row["id"]]],
            "status": _read_status(statuses[row["id"]], rows),
            "provenance": rows.place("progress_id", row["id"]),
        }
        for row in rows.read("progress")
    ]


def _read_objective(row: Row) -> Fields | None:
    if row["objective_text"] is None:
        return None
    return {"number": row["objective_number"], "text": row["objective_text"]}


def _read_earlier(row: Row) -> Fields | None:
    if not row["is_about_earlier"]:
        return None
    return {
        "number": row["earlier_number"],
        "text": row["earlier_text"],
        "challenge_year": row["earlier_challenge_year"],
    }


def _read_timeline(row: Row, rows: _Rows) -> Fields:
    return {
        **_plain(row, fields.TIMELINE),
        "start": row["start_date"],
        "end": row["end_date"],
        "inferred": str(row["inferred"]).split(),
        "provenance": rows.place("timeline_id", row["id"]),
    }


def _read_owner(row: Row, rows: _Rows) -> Fields:
    return {**_plain(row, fields.OWNER), "provenance": rows.place("owner_id", row["id"])}


def _read_status(found: list[Row], rows: _Rows) -> Fields | None:
    if not found:
        return None
    [row] = found
    return {**_plain(row, fields.STATUS), "provenance": rows.place("status_id", row["id"])}


def _read_provenance(pieces: list[Row]) -> Fields | None:
    if not pieces:
        return None
    first = pieces[0]
    return {
        **_read_piece(first),
        "snippet": first["snippet"],
        "at": first["at"],
        "pieces": [_read_piece(row) for row in pieces if row["ordinal"] != 0],
    }


def _read_piece(row: Row) -> Fields:
    box = (row["x0"], row["top"], row["x1"], row["bottom"])
    return {
        "page": row["page"],
        "bbox": None if box[0] is None else box,
        "line": row["line"],
        "table": row["table_number"],
        "row": row["row_number"],
        "cell": row["cell_number"],
    }


def _plain(row: Row, names: tuple[str, ...]) -> Fields:
    return {name: row[name] for name in names}
