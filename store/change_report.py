"""What the kept changes say, for people: which record of which document, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from store.query import run_query

_CHANGES = """
    SELECT change.before_extraction_id, change.after_extraction_id, change.ordinal,
        (SELECT MIN(location) FROM sighting WHERE sighting.document_id = extraction.document_id),
        change.what, change.record, change.number, change.text, change.before, change.after, change.days_moved
    FROM change JOIN extraction ON extraction.id = change.after_extraction_id
    ORDER BY change.before_extraction_id, change.after_extraction_id, change.ordinal
"""

Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """One change: where its document was found, what happened to which record, what was printed before and is now."""

    location: str
    what: str
    record: str
    number: str | None
    text: str
    before: str | None
    after: str | None
    days_moved: int | None


def list_changes(target: str | Path) -> dict[Key, ChangeReport]:
    """Return all changes that a store keeps, by the two extractions and their place in the order of these."""
    found = {}
    for before_id, after_id, ordinal, location, what, record, *told, days in run_query(target, _CHANGES).rows:
        number, text, before, after = (None if value is None else str(value) for value in told)
        moved = None if days is None else int(str(days))
        change = ChangeReport(str(location or ""), str(what), str(record), number, text or "", before, after, moved)
        found[int(str(before_id)), int(str(after_id)), int(str(ordinal))] = change
    return found
