"""What there is now behind a source: every document it leads to, changed or not, and why others were not had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest.archive import Archive
from ingest.fetch.addresses import canonical, is_web_address
from ingest.fetch.answers import Failed, Fetched, FetchError, NotModified, Request, Validators
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.names import read_name
from ingest.finding import Origin
from ingest.sources.folder import iter_folder
from ingest.sources.following import Source
from ingest.sources.found import Candidate, Found, Held, Left, Planned, ToFetch, Trouble, trouble_of
from ingest.sources.manifest import iter_manifest
from ingest.sources.page import iter_page, page_words_hash
from parsers.formats.kinds import find_kind, forget_kind
from store.sources import HeldAddress

LOCAL_CODES = frozenset({"bad-address", "bad-line"})  # trouble with a link or line, not with what answered
LED_TO_NO_LONGER = "is no longer led to; what is held of it is kept"
NOTHING_HELD: Mapping[str, HeldAddress] = {}


def iter_candidates(
    source: Source,
    fetcher: Fetcher,
    *,
    archive: Archive | None = None,
    held: Held = NOTHING_HELD,
    store: Path | None = None,
) -> Iterator[Found]:
    """Yield the documents that a source leads to now, and trouble. Writes nothing.

    `held` is what its addresses answered last: an address is asked whether that has changed where the archive has its
    original. A document that is unchanged is yielded as such, so that it can be read again. What was led to before and
    is no longer is `Left`.
    """
    met: set[str] = set()
    is_whole = True
    for planned in iter_plan(source, fetcher, store=store):
        is_whole = is_whole and not _is_gap(planned)
        found = _fetch(planned, source, fetcher, archive, held) if isinstance(planned, ToFetch) else planned
        if isinstance(found, Candidate):
            found = _compare(found, archive, held)
        if isinstance(found, Trouble):
            known = held.get(found.location)
            found = replace(found, kept_sha256=known.sha256 if known else None)
        met.add(found.location)
        yield found
    if is_whole:
        for location, known in held.items():
            if location not in met and known.sha256:
                yield Left(location, LED_TO_NO_LONGER, known.referrer)


def iter_plan(source: Source, fetcher: Fetcher, *, store: Path | None = None) -> Iterator[Planned]:
    """Yield what would be fetched and why, documents that need no fetching, trouble, and what is left with its reason.

    No document is fetched; the pages that lead to them, and manifests from the web, are.
    """
    match source.entry.kind:
        case "folder":
            yield from iter_folder(source, store)
        case "manifest":
            yield from iter_manifest(source, fetcher)
        case "page":
            yield from iter_page(source, fetcher)
        case "url":
            yield _plan_url(source)


def _is_gap(planned: Planned) -> bool:
    """Say whether a part of what the source leads to was not seen: a page gave trouble, or there was too much."""
    if isinstance(planned, Trouble):
        return planned.is_of_source or planned.code not in LOCAL_CODES
    return isinstance(planned, Left) and planned.is_cut


def check_leave(planned: Planned, fetcher: Fetcher) -> Planned:
    """Return what is wanted, or that its host asks robots to leave it alone. Asks for robots.txt only."""
    if not isinstance(planned, ToFetch):
        return planned
    refused = fetcher.check_leave(planned.location)
    return trouble_of(refused, referrer=planned.referrer) if refused else planned


def _plan_url(source: Source) -> ToFetch | Trouble:
    try:
        address = canonical(source.location)
    except FetchError as error:
        return Trouble(source.location, error.code, str(error), is_of_source=True)
    return ToFetch(address, "the source is this document", None, source.entry.given, source.entry.title)


def _fetch(wanted: ToFetch, source: Source, fetcher: Fetcher, archive: Archive | None, held: Held) -> Found:
    known = held.get(wanted.location)
    validators = _validators(known) if known and archive and known.sha256 and archive.holds(known.sha256) else None
    answer = fetcher.fetch(Request(wanted.location, validators, source.entry.options.delay_seconds))
    is_of_source = source.entry.kind == "url"
    if isinstance(answer, Failed):
        return trouble_of(answer, referrer=wanted.referrer, is_of_source=is_of_source)
    if isinstance(answer, NotModified):
        assert known is not None, "validators were sent for something held"
        assert archive is not None, "and whose original is there"
        return _unchanged(wanted, source, known, archive, answer)
    if answer.is_page_for_document or (answer.form == "html" and _held_form(known, archive) not in (None, "html")):
        was = answer.remarks[0] if answer.is_page_for_document else "answers with a web page where a document was"
        message = f"{was}; it may be an error page or a place to sign in"
        return Trouble(wanted.location, "page-for-document", message, wanted.referrer, is_of_source=is_of_source)
    return _fetched(wanted, source, answer)


def _held_form(known: HeldAddress | None, archive: Archive | None) -> str | None:
    """Return the kind of file that an address held last, None where that is text or not known."""
    if not (known and known.sha256 and archive and archive.holds(known.sha256)):
        return None
    kind = find_kind(archive.read(known.sha256))
    forget_kind()
    return kind.form if kind else None


def _validators(known: HeldAddress) -> Validators | None:
    if not (known.etag or known.last_modified):
        return None
    return Validators(known.answered_by or known.location, known.etag, known.last_modified)


def _unchanged(wanted: ToFetch, source: Source, known: HeldAddress, archive: Archive, answer: NotModified) -> Candidate:
    assert known.sha256 is not None
    return Candidate(
        location=wanted.location,
        name=read_name(None, answer.location),
        load=partial(archive.read, known.sha256),
        given=wanted.given,
        origin=Origin(source.entry.kind, source.location),
        referrer=wanted.referrer,
        title=wanted.title,
        sha256=known.sha256,
        words_sha256=known.words_sha256,
        is_unchanged=True,
        remarks=(f"has moved for good to {answer.moved_to}",) if answer.moved_to else (),
    )


def _fetched(wanted: ToFetch, source: Source, answer: Fetched) -> Candidate:
    moved = (f"has moved for good to {answer.moved_to}",) if answer.moved_to else ()
    return Candidate(
        location=wanted.location,
        name=answer.name,
        load=lambda: answer.data,
        given=wanted.given,
        origin=Origin(source.entry.kind, source.location),
        referrer=wanted.referrer,
        title=wanted.title,
        sha256=answer.sha256,
        words_sha256=page_words_hash(answer.data) if answer.form == "html" else None,
        fetched=answer,
        remarks=(*answer.remarks, *moved),
    )


def _compare(found: Candidate, archive: Archive | None, held: Held) -> Candidate:
    """Return a candidate as unchanged where it says what it said: the same bytes, or a page with the same words."""
    known = held.get(found.location)
    if found.is_unchanged or known is None or known.sha256 is None or found.sha256 is None:
        return found
    if found.sha256 == known.sha256:
        return replace(found, is_unchanged=True)
    is_same_page = found.words_sha256 is not None and found.words_sha256 == known.words_sha256
    if is_same_page and archive and archive.holds(known.sha256):
        return replace(found, is_unchanged=True, sha256=known.sha256, load=partial(archive.read, known.sha256))
    return found


def is_from_web(source: Source) -> bool:
    """Say whether asking a source needs the web."""
    return source.entry.kind in ("page", "url") or is_web_address(source.location)
