"""A document that a source led to, as something to be read in a run."""

from __future__ import annotations

from ingest.fetch.addresses import is_web_address, shown
from ingest.sources.following import Source
from ingest.sources.found import Candidate
from ingest.wanted import Wanted
from parsers.given import ReadSettings


def want_candidate(found: Candidate, source: Source, settings: ReadSettings) -> Wanted:
    """Return a candidate as something to be read with these settings; the ledger tells the source that led to it."""
    return Wanted(
        name=found.name,
        location=found.location,
        load=found.load,
        settings=settings,
        given=found.given,
        source_id=source.id,
        shown=shown(found.location) if is_web_address(found.location) else found.location,
    )
