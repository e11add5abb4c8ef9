"""JSON in and rows out hold the same values, whatever an extraction holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise import records
from normalise.records import Extraction
from store.engine import Store, open_store
from store.keep import find_kept, keep_extraction
from store.load import load_extraction
from store.runs import start_run

NOW = datetime(2025, 3, 1, tzinfo=UTC)
T = TypeVar("T")

# Half of all text that a document may hold is not plain: signs, blanks, marks that turn the direction.
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
words = text.filter(bool)
share = st.none() | st.floats(0, 1)
small = st.none() | st.integers(0, 2**31 - 1)
from_one = st.none() | st.integers(1, 2**31 - 1)
# SQLite does not keep the sign of zero.
edge = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)


def one_of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


boxes = maybe(st.tuples(edge, edge, edge, edge))
piece_fields = {"page": from_one, "bbox": boxes, "line": from_one, "table": small, "row": small, "cell": small}
pieces = st.builds(records.Piece, **piece_fields)
ats = maybe(st.dictionaries(text, text | st.integers(-(2**53), 2**53), max_size=2))
whole_places = st.builds(records.Provenance, snippet=text, pieces=some(pieces), at=ats, **piece_fields)
places = maybe(whole_places)
days = st.dates()
dated = st.tuples(days, days).map(sorted)


@st.composite
def whens(draw: st.DrawFn) -> records.When:
    kind = draw(one_of(records.WhenKind))
    fields: dict[str, object] = {}
    if kind in ("date", "open", "completed"):
        start, end = draw(dated)
        fields = {"start": draw(st.sampled_from([start, None])), "end": draw(st.sampled_from([end, None]))}
        fields |= {"edtf": draw(maybe(text)), "precision": draw(maybe(one_of(records.Precision)))}
    if kind == "recurring":
        fields = {"rrule": "FREQ=" + draw(text)}
    return records.When.model_validate(
        {
            "raw": draw(words),
            "kind": kind,
            "qualifier": draw(maybe(one_of(records.Qualifier))),
            "label": draw(maybe(text)),
            "inferred": draw(some(one_of(records.Inferred))),
            "scope": draw(one_of(records.Scope)),
            "source": draw(one_of(records.WhenSource)),
            "provenance": draw(places),
            "confidence": draw(share),
            **fields,
        }
    )


owners = st.builds(
    records.Owner,
    raw=words,
    name=words,
    kind=one_of(records.OwnerKind),
    role=one_of(records.OwnerRole),
    scope=one_of(records.Scope),
    provenance=places,
    confidence=share,
    person=maybe(text),
    function=maybe(text),
    seniority=maybe(text),
    statutory_role=maybe(text),
)
statuses = maybe(
    st.builds(
        records.Status,
        value=one_of(records.StatusValue),
        rag=maybe(one_of(records.Rag)),
        raw=text,
        provenance=places,
        confidence=share,
    )
)
responses = maybe(one_of(records.Response))
objectives = maybe(st.builds(records.Objective, number=maybe(text), text=text))
earlier = maybe(
    st.builds(
        records.EarlierRecommendation,
        number=maybe(text),
        text=maybe(text),
        challenge_year=maybe(st.integers(1900, 2100)),
    )
)
facts = st.builds(
    records.DocumentFacts,
    kind=one_of(records.DocumentKind),
    title=maybe(text),
    councils=some(words),
    published=maybe(whens()),
    challenge=maybe(whens()),
    peer_team=some(st.builds(records.Peer, name=text, role=maybe(text), organisation=maybe(text), provenance=places)),
    declared_counts=some(
        st.builds(
            records.DeclaredCount,
            what=one_of(records.CountedThing),
            kind=maybe(one_of(records.CountedKind)),
            count=st.integers(0, 2**31 - 1),
            raw=text,
            provenance=places,
        )
    ),
    language=maybe(text),
    given=some(text),
    provenance=st.dictionaries(text, whole_places, max_size=2),
)
sources = st.builds(
    records.Source,
    name=words,
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    media_type=text,
    size=st.integers(0, 2**60),
    pages=from_one,
    parts=some(text),
    pages_read=maybe(st.tuples(st.integers(-5, 9999), st.integers(-5, 9999))),
    share_read=maybe(st.floats(0, 1)),
)


@st.composite
def actions(draw: st.DrawFn, name: str, known: list[str | None]) -> records.Action:
    measures = draw(some(words))
    every_place = st.lists(places, min_size=len(measures), max_size=len(measures)).map(tuple)
    fields = {
        "recommendation": st.sampled_from(known),
        "number": maybe(text),
        "stage": maybe(one_of(records.Stage)),
        "objective": objectives,
        "preamble": maybe(text),
        "text": words,
        "timelines": some(whens()),
        "owners": some(owners),
        "status": statuses,
        "provenance": whole_places,
        "response": responses,
        "response_raw": maybe(text),
        "confidence": share,
        "other": st.dictionaries(text, text, max_size=3),
        "measure_provenance": st.just(()) | every_place,
    }
    drawn: dict[str, object] = {field: draw(strategy) for field, strategy in fields.items()}
    return records.Action.model_validate({"id": name, "measures": measures, **drawn})


tags = st.builds(records.TopicEvidence, topic=words, kind=one_of(records.TopicKind), words=some(words), codebook=words)


def recommendations(name: str, known: list[str | None]) -> st.SearchStrategy[records.Recommendation]:
    return some(tags).flatmap(lambda tagged: tagged_recommendations(name, known, tagged))


def tagged_recommendations(
    name: str, known: list[str | None], tagged: tuple[records.TopicEvidence, ...]
) -> st.SearchStrategy[records.Recommendation]:
    return st.builds(
        records.Recommendation,
        id=st.just(name),
        number=maybe(text),
        kind=one_of(records.RecommendationKind),
        parent=st.sampled_from(known),
        text=words,
        summary=maybe(text),
        parts=some(text),
        context=maybe(text),
        theme=maybe(text),
        owners=some(owners),
        status=statuses,
        provenance=whole_places,
        response=responses,
        response_raw=maybe(text),
        confidence=share,
        topics=st.just(tuple(evidence.topic for evidence in tagged)) if tagged else some(text),
        topic_evidence=st.just(tagged),
    )


def progress_entries(name: str, known: list[str | None]) -> st.SearchStrategy[records.Progress]:
    return st.builds(
        records.Progress,
        id=st.just(name),
        recommendation=st.sampled_from(known),
        refers_to=earlier,
        text=words,
        status=statuses,
        timelines=some(whens()),
        provenance=whole_places,
        confidence=share,
    )


def issues(ids: list[str]) -> st.SearchStrategy[records.Issue]:
    return st.builds(
        records.Issue,
        code=st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
        severity=one_of(records.Severity),
        message=text,
        about=maybe(text) | st.sampled_from([None, *ids]),
        provenance=places,
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    ids = draw(st.lists(words, max_size=6, unique=True))
    cuts = sorted((draw(st.integers(0, len(ids))), draw(st.integers(0, len(ids)))))
    known: list[str | None] = [None, *ids[: cuts[0]]]
    return Extraction(
        source=draw(sources),
        document=draw(facts),
        recommendations=tuple(draw(recommendations(name, known)) for name in ids[: cuts[0]]),
        actions=tuple(draw(actions(name, known)) for name in ids[cuts[0] : cuts[1]]),
        progress=tuple(draw(progress_entries(name, known)) for name in ids[cuts[1] :]),
        issues=draw(some(issues(ids))),
        reader=draw(maybe(st.dictionaries(text, text, max_size=2))),
        settings=draw(maybe(text)),
    )


@pytest.fixture(scope="module")
def round_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "round.db") as opened:
        yield opened


@settings(max_examples=40)
@given(extraction=extractions())
def test_an_extraction_is_loaded_as_it_was_kept(round_store: Store, extraction: Extraction) -> None:
    with round_store.session() as session:
        keep_extraction(session, extraction, run_id=start_run(session, now=NOW, version="0"), now=NOW)
        number = find_kept(session, extraction.source.sha256, reader=extraction.reader, settings=extraction.settings)
        assert number is not None
        loaded = load_extraction(session, number)
        session.rollback()
    assert loaded == extraction
    assert loaded.to_json() == extraction.to_json()


def test_a_full_extraction_is_loaded_as_it_was_kept(full_extraction: Extraction, round_store: Store) -> None:
    with round_store.session() as session:
        keep_extraction(session, full_extraction, run_id=start_run(session, now=NOW, version="0"), now=NOW)
        number = find_kept(session, "ab" * 32, reader=full_extraction.reader, settings=full_extraction.settings)
        assert number is not None
        assert load_extraction(session, number).to_json() == full_extraction.to_json()


def test_there_is_nothing_to_load_under_a_number_that_is_not_there(round_store: Store) -> None:
    with round_store.session() as session, pytest.raises(LookupError, match="no extraction 4096"):
        load_extraction(session, 4096)
