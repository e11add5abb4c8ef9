"""A small made-up library: extractions with every field filled, and stores that keep them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from normalise.records import (
    Action,
    DeclaredCount,
    DocumentFacts,
    EarlierRecommendation,
    Extraction,
    Issue,
    Objective,
    Owner,
    Peer,
    Piece,
    Progress,
    Provenance,
    Recommendation,
    Source,
    Status,
    When,
)
from store.councils import load_councils
from store.engine import Store, open_store
from store.keep import Outcome, keep_extraction
from store.models import Address, Document, Edition
from store.runs import record_outcome, start_document, start_run
from store.sources import keep_source

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)

MakeExtraction = Callable[..., Extraction]
Keep = Callable[[Store, Extraction], Outcome]

REGISTER = (
    {
        "local-authority-code": "LAR",
        "official-name": "Larkmere District Council",
        "nice-name": "Larkmere",
        "gss-code": "X07000901",
        "start-date": "1974-04-01",
        "end-date": "2023-04-01",
        "replaced-by": "GRW",
        "nation": "Nowhere",
        "region": "Far West",
        "local-authority-type-name": "Non-metropolitan district",
        "alt-names": "Larkmere,Larkmere, Fells and Shore",
    },
    {
        "local-authority-code": "GRW",
        "official-name": "Greater Wend Council",
        "nice-name": "Greater Wend",
        "gss-code": "X06000902",
        "start-date": "2023-04-01",
        "end-date": "",
        "replaced-by": "",
        "nation": "Nowhere",
        "region": "Far West",
        "local-authority-type-name": "Unitary authority",
        "alt-names": "",
    },
)


def place(page: int, snippet: str = "") -> Provenance:
    """Return a place on one line of a page."""
    return Provenance(page=page, line=4, snippet=snippet, pieces=(Piece(page=page, line=4),))


def due(raw: str, day: date, **fields: object) -> When:
    """Return a timeline that ends on the day."""
    return When.model_validate(
        {
            "raw": raw,
            "kind": "date",
            "edtf": day.isoformat(),
            "end": day,
            "qualifier": "by",
            "provenance": place(2),
            **fields,
        }
    )


def status(value: str, raw: str = "") -> Status:
    """Return a status."""
    return Status.model_validate({"value": value, "raw": raw or value, "provenance": place(3)})


@pytest.fixture
def make_extraction() -> MakeExtraction:
    """Return a function that makes an extraction of a plan of its own, its bytes told by `name`."""

    def make(name: str = "plan.txt", **fields: object) -> Extraction:
        source = Source(name=name, sha256=sha256(name.encode()).hexdigest(), media_type="text/plain", size=1200)
        facts = DocumentFacts(kind="action_plan", title="Our plan", councils=("Larkmere District Council",))
        return Extraction.model_validate({"source": source, "document": facts, "reader": {"text": "v1"}, **fields})

    return make


@pytest.fixture
def full_extraction() -> Extraction:
    """Return an extraction in which every field holds something."""
    return _fill_extraction()


def _fill_extraction() -> Extraction:
    cut = Provenance(
        page=1,
        bbox=(10.5, 20.0, 200.25, 44.0),
        table=0,
        row=2,
        cell=1,
        snippet="Write a housing",
        pieces=(
            Piece(page=1, bbox=(10.5, 20.0, 200.25, 44.0), table=0, row=2, cell=1),
            Piece(page=2, table=1, row=0, cell=1),
        ),
        at={"sheet": "Plan", "ref": "B7"},
    )
    owner = Owner(
        raw="Ann Other, Head of Homes",
        name="Head of Homes",
        kind="post",
        role="accountable",
        scope="row",
        provenance=cut,
        confidence=0.5,
        person="Ann Other",
        function="housing",
        seniority="head",
        statutory_role="none",
    )
    when = When(
        raw="Ditto",
        kind="date",
        edtf="2025-04/2025-06",
        start=date(2025, 4, 1),
        end=date(2025, 6, 30),
        precision="quarter",
        label="draft",
        inferred=("year", "value"),
        scope="row",
        provenance=cut,
        confidence=0.75,
    )
    yearly = When(raw="each March", kind="recurring", rrule="FREQ=YEARLY;BYMONTH=3", source="text")
    done = Status(value="completed", rag="blue", raw="Done", provenance=cut, confidence=1)
    return Extraction(
        source=Source(
            name="full.pdf",
            sha256="ab" * 32,
            media_type="application/pdf",
            size=5_000_000_000,
            pages=30,
            parts=("a.html", "b.html"),
            pages_read=(4, 12),
            share_read=0.97,
        ),
        document=DocumentFacts(
            kind="progress_report",
            title="How far we are",
            councils=("Larkmere District Council", "Greater Wend Council"),
            published=due("5 May 2024", date(2024, 5, 5)),
            challenge=when,
            peer_team=(Peer(name="Jo Public", role="Leader", organisation="Elsewhere Council", provenance=cut),),
            declared_counts=(DeclaredCount(what="action", kind="key", count=2, raw="two key actions", provenance=cut),),
            language="en",
            given=("challenge",),
            provenance={"title": cut, "councils": place(1)},
        ),
        recommendations=(
            Recommendation(
                id="r1a",
                number="a",
                kind="linked",
                parent="r1",
                text="Plan homes (a) first and (b) fast",
                summary="Plan homes",
                parts=("first", "fast"),
                context="Homes are few",
                theme="Place",
                owners=(owner,),
                status=done,
                provenance=cut,
                response="partly_accepted",
                response_raw="Agreed in part",
                confidence=0.9,
                topics=("housing", "planning"),
            ),
            Recommendation(id="r1", number="1", text="Plan", provenance=place(1)),
        ),
        actions=(
            Action(
                id="a1",
                recommendation="r1a",
                number="1",
                stage="new",
                objective=Objective(number="1.1", text="More homes"),
                preamble="We will:",
                text="Write a housing strategy",
                timelines=(when, yearly),
                owners=(owner, Owner(raw="Cabinet", name="Cabinet", kind="body")),
                measures=("Strategy adopted", "100 homes"),
                status=done,
                provenance=cut,
                response="accepted",
                response_raw="Agreed",
                confidence=0.25,
                other={"Risk": "High", "Cost": "None"},
                measure_provenance=(cut, None),
            ),
            Action(id="a2", text="Write a housing strategy", provenance=Provenance()),
        ),
        progress=(
            Progress(
                id="p1",
                recommendation="r1",
                refers_to=EarlierRecommendation(number="3", text="Build", challenge_year=2019),
                text="The strategy was adopted in May 2024",
                status=done,
                timelines=(due("in May 2024", date(2024, 5, 31), source="text"),),
                provenance=cut,
                confidence=0.1,
            ),
        ),
        issues=(
            Issue(code="missing-owner", severity="info", message="Nobody is named", about="a2", provenance=cut),
            Issue(code="count-mismatch", severity="warning", message="Two were promised", about="the whole"),
        ),
        reader={"text": "f00", "layout": "ba2"},
        settings="5e" * 32,
    )


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an empty store and one that has rows in every table: copying them is quicker than making."""
    folder = tmp_path_factory.mktemp("templates")
    open_store(folder / "empty.db").close()
    with open_store(folder / "full.db") as opened:
        with opened.session() as session:
            load_councils(session, REGISTER)
            source_id = keep_source(session, "folder", "in", now=NOW)
            session.add(Address(source_id=source_id, location="in/plan.txt", checked_at=NOW, failure_count=0))
        first = _fill_extraction()
        _keep(opened, first)
        late = first.progress[0].model_copy(update={"status": status("delayed", "Late")})
        _keep(opened, first.model_copy(update={"reader": {"text": "f01"}, "progress": (late,)}))
        with opened.session() as session:
            gone = Document(sha256="0" * 64, byte_count=1, added_at=NOW, withdrawn_at=NOW, withdrawn_why="a test")
            session.add(gone)
            session.flush()
            session.add(Edition(earlier_document_id=gone.id, document_id=1, run_id=1, noticed_at=NOW))
    return folder


@pytest.fixture
def store(tmp_path: Path, templates: Path) -> Iterator[Store]:
    """Return an empty store, open for writing."""
    with open_store(shutil.copy(templates / "empty.db", tmp_path / "peerplan.db")) as opened:
        yield opened


@pytest.fixture
def full_store(tmp_path: Path, templates: Path) -> Path:
    """Return the path of a closed store with rows in every table."""
    return Path(shutil.copy(templates / "full.db", tmp_path / "full.db"))


@pytest.fixture
def keep() -> Keep:
    """Return a function that keeps an extraction in a run of its own."""
    return _keep


def _keep(store: Store, extraction: Extraction) -> Outcome:
    with store.session() as session:
        run_id = start_run(session, now=NOW, version="0")
        entry_id = start_document(session, run_id, f"in/{extraction.source.name}", now=NOW)
    with store.session() as session:
        outcome = keep_extraction(session, extraction, run_id=run_id, now=NOW)
        record_outcome(session, entry_id, outcome, now=NOW, sha256=extraction.source.sha256)
    return outcome
