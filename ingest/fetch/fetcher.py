"""Fetches one address: asks leave, waits its turn, follows redirects by hand, tries again, and never raises for it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from ingest.fetch.addresses import canonical, check_port, shown, suffix_of
from ingest.fetch.answers import Failed, Fetched, FetchError, NotModified, Request, Validators
from ingest.fetch.body import read_body
from ingest.fetch.clock import REAL_CLOCK, Clock
from ingest.fetch.names import read_name
from ingest.fetch.politeness import Turns
from ingest.fetch.retries import PASSING_STATUSES, read_retry_after, wait_before_retry
from ingest.fetch.robots import AGENT, Robots
from ingest.fetch.robots import MOST_BYTES as MOST_ROBOTS_BYTES
from ingest.fetch.settings import FetchSettings
from ingest.fetch.web import Answer, Web
from ingest.version import program_version
from parsers.formats.kinds import find_kind, forget_kind

logger = logging.getLogger(__name__)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_HOST_TROUBLE = frozenset({"timeout", "too-many-requests", "unreachable"})
_FORBIDDEN = frozenset({401, 402, 403, 407, 451})
# Addresses that end so promise a document; a web page in its place is an error page or a place to sign in.
DOCUMENT_SUFFIXES = frozenset(
    ".csv .doc .docx .eml .md .odp .ods .odt .pdf .ppt .pptx .rtf .txt .xls .xlsx .zip".split()
)


@dataclass(frozen=True, slots=True)
class _Reply:
    """An answer read to its end; `data` is empty where the status brings no document."""

    status: int
    headers: Mapping[str, str]
    data: bytes = b""


class Fetcher:
    """Fetches for one run: it knows the hosts met so far. Safe to use from several threads; close it at the end."""

    def __init__(self, settings: FetchSettings, *, clock: Clock = REAL_CLOCK, web: Web | None = None) -> None:
        self.settings = settings
        self._clock = clock
        self._web = web or Web(settings, clock)
        self._turns = Turns(clock)
        self._robots = Robots(self._ask_for_robots)

    def fetch(self, request: Request) -> Fetched | NotModified | Failed:
        """Return what the address holds, that it has not changed, or why it cannot be had."""
        return self._fetch(request, asks_leave=True)

    def check_leave(self, url: str) -> Failed | None:
        """Return why the address itself must be left alone, None where it may be asked. Asks for robots.txt only."""
        try:
            self._check(canonical(url), asks_leave=True)
        except FetchError as error:
            return _failed(url, error)
        return None

    def close(self) -> None:
        """Let go of all connections."""
        self._web.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask_for_robots(self, url: str) -> Fetched | NotModified | Failed:
        return self._fetch(Request(url, most_bytes=10 * MOST_ROBOTS_BYTES, delay=0), asks_leave=False)

    def _fetch(self, request: Request, *, asks_leave: bool) -> Fetched | NotModified | Failed:
        try:
            done = self._follow(request, asks_leave=asks_leave)
        except FetchError as error:
            failed = _failed(request.url, error)
            logger.debug("%s: %s (%s)", shown(request.url), failed.message, failed.code)
            return failed
        logger.debug("%s: %s", shown(request.url), "unchanged" if isinstance(done, NotModified) else "fetched")
        return done

    def _follow(self, request: Request, *, asks_leave: bool) -> Fetched | NotModified:
        url, seen, is_permanent = canonical(request.url), list[str](), True
        for _ in range(self.settings.redirects + 1):
            if url in seen:
                raise FetchError("redirect-loop", f"leads round in a circle, by {shown(url)}")
            seen.append(url)
            reply = self._ask(url, request, self._check(url, asks_leave=asks_leave))
            if reply.status not in _REDIRECTS:
                moved_to = url if is_permanent and len(seen) > 1 else None
                return self._read(request, reply, url, moved_to, tuple(seen))
            is_permanent = is_permanent and reply.status in _PERMANENT
            url = _redirected(reply, url)
        raise FetchError("too-many-redirects", f"redirects more than {self.settings.redirects} times")

    def _check(self, url: str, *, asks_leave: bool) -> float:
        """Return the seconds that the host itself wants between two requests. Raises FetchError."""
        settings = self.settings
        check_port(url, settings.allow_ports, allow_any=settings.allow_private)
        delay = self._robots.check(url).delay if asks_leave else 0.0
        if delay > settings.most_delay_seconds:
            raise FetchError("robots", f"its robots.txt asks for {delay:,.0f} seconds between two requests")
        return delay

    def _ask(self, url: str, request: Request, robots_delay: float) -> _Reply:
        own_delay = self.settings.delay_seconds if request.delay is None else request.delay
        most_bytes = min(request.most_bytes, self.settings.most_megabytes * 1_000_000)
        headers, host = self._headers(url, request.validators), urlsplit(url).hostname or ""
        for attempt in range(1, self.settings.attempts + 1):
            if self._turns.is_down(host):
                raise FetchError("host-down", "is on a host that is left alone until the next run", is_passing=True)
            try:
                with self._turns.turn(host, max(own_delay, robots_delay)):
                    reply = self._ask_once(url, headers, most_bytes)
            except FetchError as error:
                wait = wait_before_retry(error, attempt, self._clock, self.settings.most_wait_seconds)
                if wait is None or attempt == self.settings.attempts:
                    if error.code in _HOST_TROUBLE or error.status == 503:
                        self._turns.record_failure(host, is_final=wait is None)
                    raise
                logger.debug("%s: %s; tried again in %.0f s", shown(url), error, wait)
            else:
                self._turns.record_answer(host)
                return reply
            self._clock.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _ask_once(self, url: str, headers: Mapping[str, str], most_bytes: int) -> _Reply:
        with self._web.ask(url, headers) as answer:
            if answer.status in (200, 203):
                return _Reply(answer.status, answer.headers, read_body(answer.headers, answer.pieces, most_bytes))
            if answer.status in _REDIRECTS or answer.status == 304:
                return _Reply(answer.status, answer.headers)
            raise self._refusal(answer)

    def _refusal(self, answer: Answer) -> FetchError:
        status = answer.status
        if status in (404, 410):
            return FetchError("dead-link", f"is not there any more ({status})", status=status)
        if status in _FORBIDDEN:
            return FetchError("forbidden", f"may not be read ({status})", status=status)
        if status in PASSING_STATUSES or status >= 500:
            wait = read_retry_after(answer.headers.get("retry-after"), self._clock.now())
            asks = f" and asks to be left alone for {wait:,.0f} seconds" if wait else ""
            is_passing = status in PASSING_STATUSES
            code = "too-many-requests" if status == 429 else "server-error"
            return FetchError(
                code, f"cannot answer now ({status}){asks}", status=status, is_passing=is_passing, wait=wait
            )
        return FetchError("odd-answer", f"answers with status {status}", status=status)

    def _headers(self, url: str, validators: Validators | None) -> dict[str, str]:
        contact = self.settings.contact
        headers = {
            "User-Agent": f"{AGENT}/{program_version()} ({contact or 'reads peer challenge documents of councils'})",
            "Accept": "application/pdf, text/html;q=0.9, */*;q=0.8",
            "Accept-Language": "en-GB, en;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        }
        if validators and validators.location == url:
            if validators.etag:
                headers["If-None-Match"] = validators.etag
            if validators.last_modified:
                headers["If-Modified-Since"] = validators.last_modified
        return headers

    def _read(
        self, request: Request, reply: _Reply, url: str, moved_to: str | None, seen: tuple[str, ...]
    ) -> Fetched | NotModified:
        if reply.status == 304:
            if request.validators and request.validators.location == url:
                return NotModified(request.url, url, moved_to)
            raise FetchError("odd-answer", "answers that nothing has changed, and was not asked that", status=304)
        if not reply.data:
            raise FetchError("empty-answer", "answers with an empty document")
        return _fetched(request.url, reply, url, moved_to, seen)


def _redirected(reply: _Reply, url: str) -> str:
    location = reply.headers.get("location", "").strip()
    if not location:
        raise FetchError("odd-answer", "redirects to nowhere", status=reply.status)
    try:
        return canonical(location, url)
    except FetchError as error:
        raise FetchError(error.code, f"redirects to what {error}", status=reply.status) from error


def _fetched(asked: str, reply: _Reply, url: str, moved_to: str | None, seen: tuple[str, ...]) -> Fetched:
    kind = find_kind(reply.data)
    forget_kind()
    form = kind.form if kind else None
    promised = next((suffix for suffix in map(suffix_of, (asked, url)) if suffix in DOCUMENT_SUFFIXES), None)
    media_type = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_page = form == "html" and (promised is not None or media_type == "application/pdf")
    remarks = []
    if is_page:
        remarks.append(f"answers with a web page where a {(promised or '.pdf')[1:].upper()} file was to be expected")
    if seen[0].startswith("https:") and any(hop.startswith("http:") for hop in seen):
        remarks.append("redirects from https to http, where it may be tampered with on the way")
    if form == "pdf" and media_type.startswith("text/"):
        remarks.append(f"is sent as {media_type} and is a PDF file")
    return Fetched(
        url=asked,
        location=url,
        data=reply.data,
        sha256=hashlib.sha256(reply.data).hexdigest(),
        name=read_name(reply.headers.get("content-disposition"), url),
        form=form,
        etag=_header_value(reply.headers.get("etag")),
        last_modified=_header_value(reply.headers.get("last-modified")),
        moved_to=moved_to,
        remarks=tuple(remarks),
        is_page_for_document=is_page,
    )


def _header_value(value: str | None) -> str | None:
    """Return what may be sent back in a header, None where it is nothing or not to be believed."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None


def _failed(url: str, error: FetchError) -> Failed:
    return Failed(url, error.code, str(error), error.status, error.is_passing)
