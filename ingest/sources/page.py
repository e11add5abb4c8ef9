"""A page as a source: the links on it that lead to peer challenge documents, and the page itself where it is one.

Pages that it links to are looked through as far as the source's depth goes, on the same host unless others are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from ingest.fetch.addresses import canonical, host_of, shown
from ingest.fetch.answers import Failed, Fetched, FetchError, NotModified, Request
from ingest.fetch.fetcher import Fetcher
from ingest.finding import Origin
from ingest.sources.following import Source
from ingest.sources.found import Candidate, Left, Planned, ToFetch, Trouble, trouble_of
from ingest.sources.moderngov import choose_form, find_file
from ingest.sources.scoring import ENOUGH, ENOUGH_FOR_A_PAGE, Score, score_link, score_words, sort_address
from normalise.errors import DocumentError
from parsers.formats.html.links import LinkedPage, read_links
from parsers.given import Given

MIN_DOCUMENT_WORDS = 400  # outside links; a page with fewer only points to a document
MANY_WORDS = 2_000  # a page about a peer challenge with as many is the report, whatever it is called
MIN_TITLE_SCORE = 7.0  # "Corporate peer challenge: feedback report", and not "Corporate peer challenge"


@dataclass(slots=True)
class _Walk:
    source: Source
    fetcher: Fetcher
    hosts: set[str]
    seen: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    pages: list[tuple[str, int, str | None]] = field(default_factory=list)
    page_count: int = 0
    wanted_count: int = 0


def iter_page(source: Source, fetcher: Fetcher) -> Iterator[Planned]:
    """Yield what a page and those that it leads to hold: the pages are fetched, the documents are not."""
    try:
        start = canonical(source.location)
    except FetchError as error:
        yield Trouble(source.location, error.code, str(error), is_of_source=True)
        return
    walk = _Walk(source, fetcher, {host_of(start), *source.entry.options.hosts})
    walk.pages.append((start, 0, None))
    walk.seen.add(start)
    while walk.pages:
        url, depth, referrer = walk.pages.pop(0)
        if walk.page_count >= source.entry.options.pages:
            yield Left(
                url, f"no more than {source.entry.options.pages} pages are looked through", referrer, is_cut=True
            )
            continue
        walk.page_count += 1
        yield from _read_page(walk, url, depth, referrer)


def page_words_hash(data: bytes) -> str | None:
    """Return the hash of what a page says, None where it cannot be read as one."""
    try:
        return read_links(data).words_sha256
    except DocumentError:
        return None


def _read_page(walk: _Walk, url: str, depth: int, referrer: str | None) -> Iterator[Planned]:
    answer = walk.fetcher.fetch(Request(url, delay=walk.source.entry.options.delay_seconds))
    if isinstance(answer, Failed):
        yield trouble_of(answer, referrer=referrer, is_of_source=depth == 0)
        return
    assert not isinstance(answer, NotModified), "nothing was sent that it could speak of"
    walk.seen.add(answer.location)
    if depth == 0:
        walk.hosts.add(host_of(answer.location))  # the page may have moved
    if answer.form != "html":
        yield _candidate(walk.source, answer, referrer)
        return
    try:
        page = read_links(answer.data)
    except DocumentError as error:
        yield Trouble(url, error.code, str(error), referrer, is_of_source=depth == 0)
        return
    if reason := find_document_reason(page, walk.source.entry.options.page if depth == 0 else "auto"):
        yield _candidate(walk.source, answer, referrer, page, reason)
    yield from _read_links_of(walk, answer, page, depth)


def find_document_reason(page: LinkedPage, choice: str) -> str | None:
    """Return why a page is a document itself, None where it only leads to some."""
    if choice != "auto":
        return "the source says that the page is a document" if choice == "document" else None
    score = score_words(f"{page.title} {page.headline}")
    is_named = score.total >= MIN_TITLE_SCORE and (page.word_count >= MIN_DOCUMENT_WORDS or page.table_count > 0)
    if not score.is_enough("document") or not (is_named or page.word_count >= MANY_WORDS):
        return None
    return f"the page itself is a document: {page.word_count:,} words, {score.explain()}"


def _candidate(
    source: Source, answer: Fetched, referrer: str | None, page: LinkedPage | None = None, reason: str = ""
) -> Candidate:
    return Candidate(
        location=answer.url,
        name=answer.name,
        load=lambda: answer.data,
        given=source.entry.given,
        origin=Origin("page", source.location),
        referrer=referrer,
        title=(page.headline or page.title) if page else None,
        sha256=answer.sha256,
        words_sha256=page.words_sha256 if page else None,
        fetched=answer,
        remarks=(*answer.remarks, *([reason] if reason else [])),
    )


def _read_links_of(walk: _Walk, answer: Fetched, page: LinkedPage, depth: int) -> Iterator[Planned]:
    base = _resolve(page.base, answer.location) or answer.location
    documents: dict[str, tuple[Score, str]] = {}
    for link in page.links:
        if link.target.startswith("#") or link.target.lower().startswith(("javascript:", "mailto:", "tel:", "data:")):
            continue
        url = _resolve(link.target, base)
        if url is None:
            if score_words(f"{link.text} {link.title}").is_enough("document"):
                yield Trouble(shown(link.target), "bad-address", "is no address that can be asked", answer.url)
            continue
        if url in walk.seen:
            continue
        score = score_link(link, page, url)
        sort, what = sort_address(url)
        if reason := _reason_against(walk, url, score, sort, what, depth):
            if score.subject and url not in walk.left:
                walk.left.add(url)
                yield Left(url, reason, answer.url)
        elif sort == "document" or _is_included(walk, url):
            before = documents.get(url)
            documents[url] = max((score, what), before or (score, what), key=lambda pair: pair[0].total)
        else:
            walk.seen.add(url)
            walk.pages.append((url, depth + 1, answer.url))
    if page.left_count:
        yield Left(answer.url, f"{page.left_count:,} more links of this page were not looked at", is_cut=True)
    yield from _take(walk, documents, answer.url)


def _resolve(target: str | None, base: str) -> str | None:
    try:
        return canonical(target, base) if target else None
    except FetchError:
        return None


def _reason_against(walk: _Walk, url: str, score: Score, sort: str, what: str, depth: int) -> str | None:
    options = walk.source.entry.options
    if any(fnmatchcase(url, pattern) for pattern in options.exclude):
        return "matches a pattern that is left out"
    if host_of(url) not in walk.hosts:
        return f"is on another host, {host_of(url)}; --host {host_of(url)} has it followed"
    if _is_included(walk, url):
        return None
    if sort == "left":
        return f"is {what}"
    if not score.is_enough("document" if sort == "document" else "page"):
        return f"{what}, {score.explain()}; {ENOUGH_FOR_A_PAGE if sort == 'page' else ENOUGH} is enough"
    if sort == "page" and depth >= options.depth:
        return f"is a page too far away; --depth {depth + 1} has it looked through"
    return None


def _is_included(walk: _Walk, url: str) -> bool:
    return any(fnmatchcase(url, pattern) for pattern in walk.source.entry.options.include)


def _take(walk: _Walk, documents: dict[str, tuple[Score, str]], referrer: str) -> Iterator[ToFetch | Left]:
    forms: dict[str, list[str]] = {}
    for url in documents:
        forms.setdefault(find_file(url) or url, []).append(url)
    for urls in forms.values():
        chosen = choose_form(urls)
        walk.seen.update(urls)
        for url in urls:
            score, what = documents[url]
            if url != chosen:
                yield Left(url, f"is another form of {shown(chosen)}", referrer)
            elif walk.wanted_count >= walk.source.entry.options.links:
                yield Left(url, f"no more than {walk.source.entry.options.links} documents are taken", referrer)
            else:
                walk.wanted_count += 1
                yield ToFetch(url, f"{what}, {score.explain()}", referrer, _given(walk.source))


def _given(source: Source) -> Given:
    return source.entry.given
