"""A page is followed and its documents are read into the store: source, fetcher, archive and run together."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from ingest.archive import archive_beside
from ingest.finding import find_files
from ingest.keeping import ingest_wanted
from ingest.reading import ReadingHere
from ingest.sources.asking import ask_source
from ingest.sources.following import SourceEntry, read_source, write_spec
from ingest.sources.found import Candidate
from ingest.sources.reading import want_candidate
from parsers.given import ReadSettings
from store.content import content_dump
from store.engine import Store, open_store
from store.models import Document, RunDocument, Sighting
from store.sources import find_followed, follow_source
from tests.ingest.site.server import START, Net

HOME = "http://withy.example"
PLAN = """# Peer challenge action plan

| Recommendation | Action | Timescale | Lead |
|---|---|---|---|
| 1. Look after the trees | Water them weekly | By end March 2031 | Head of Parks |
"""
PAGE = """<html><h1>Corporate peer challenge</h1><ul><li><a href="plan.md">Action plan</a></li>
<li><a href="copy.md">Action plan (copy)</a></li><li><a href="gone.pdf">Feedback report</a></li></ul></html>"""


def refresh(store: Store, path: Path, net: Net) -> list[str]:
    """Ask the source and read what it leads to; return what became of each document."""
    with store.session() as session:
        followed = find_followed(session, "withy")
    assert followed
    source = read_source(followed)
    found = ask_source(store, archive_beside(path), source, net.fetcher, now=lambda: START)
    wanted = (want_candidate(one, source, ReadSettings()) for one in found if isinstance(one, Candidate))
    return [done.outcome for done in ingest_wanted(store, ReadingHere().read, wanted)]


def test_documents_of_a_page_are_read_once_and_given_what_their_source_says(net: Net, tmp_path: Path) -> None:
    net.site.serve("/peer", PAGE, Content_Type="text/html")
    net.site.keep("/plan.md", PLAN, "text/plain")
    net.site.serve("/copy.md", PLAN)
    path = tmp_path / "plans.db"
    given = {"councils": ["Withy District Council"], "challenge": "2025-03"}
    entry = SourceEntry.model_validate({"kind": "page", "location": f"{HOME}/peer", "given": given})
    with open_store(path) as store:
        with store.session() as session:
            follow_source(session, write_spec("withy", entry), now=START)
        assert refresh(store, path, net) == ["new", "unchanged"]
        with store.session() as session:
            before = content_dump(session)
        assert refresh(store, path, net) == ["unchanged", "unchanged"]
        with store.session() as session:
            assert content_dump(session).replace('"failure_count": 2', '"failure_count": 1') == before
            assert len(session.scalars(sa.select(Document)).all()) == 1
            sightings = session.scalars(sa.select(Sighting).order_by(Sighting.location)).all()
            assert [one.location for one in sightings] == [f"{HOME}/copy.md", f"{HOME}/plan.md"]
            assert {one.source_id for one in session.scalars(sa.select(RunDocument))} == {sightings[0].source_id}
        net.site.keep("/plan.md", PLAN.replace("2031", "2032"), "text/plain")
        assert sorted(refresh(store, path, net)) == ["new", "unchanged"]
        assert archive_beside(path).size().document_count == 2
    assert find_files([tmp_path], store=path) == ()
    assert "Withy District Council" in before
    assert "2025-03" in before
