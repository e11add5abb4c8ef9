"""A web site on loopback that behaves as real ones do, and what stands between it and the fetcher in tests.

Every name of a host leads to a public address, and every public address to this site: so rules about addresses and
ports hold as they do on the web. A clock stands still until somebody sleeps.
"""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpcore

from ingest.fetch.clock import Clock
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.settings import FetchSettings
from ingest.fetch.web import Web

PUBLIC_ADDRESS = "93.184.216.34"
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    host: str
    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Reply:
    """What the site answers at one path. `pieces` is a body that is sent bit by bit, without its length."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Callable[[], Iterable[bytes]] | None = None
    has_validators: bool = False


Answering = Reply | Callable[[Asked], Reply]


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's replies."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        asked = Asked(self.headers.get("Host", ""), self.path, {k.lower(): v for k, v in self.headers.items()})
        self.server.site.asked.append(asked)
        replies = self.server.site.replies
        key = f"{asked.host}{asked.path}"
        found = replies.get(key, replies.get(asked.path, Reply(b"nothing here", 404)))
        with suppress(ConnectionError, ssl.SSLError):
            self._send(found(asked) if callable(found) else found, asked)

    def _send(self, reply: Reply, asked: Asked) -> None:
        headers = dict(reply.headers)
        if reply.has_validators:
            headers["ETag"] = f'"{hashlib.sha256(reply.body).hexdigest()[:12]}"'
            headers.setdefault("Last-Modified", "Mon, 01 Dec 2025 10:00:00 GMT")
            if asked.headers.get("if-none-match") == headers["ETag"]:
                reply = Reply(b"", 304)
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        if reply.pieces:
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in reply.pieces():
                self.wfile.write(piece)
                self.wfile.flush()
            self.close_connection = True
            return
        if reply.status != 304 and "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)
        if "Content-Length" in headers:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 http.server's own name
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """The server of one site."""

    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: whoever asked has gone away."""


@dataclass(slots=True)
class Site:
    """The site: what it answers by path (or "host/path"), and what it was asked."""

    port: int = 0
    replies: dict[str, Answering] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def serve(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
        """Answer at a path. Headers are written with underscores for hyphens."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(data, status, {name.replace("_", "-"): value for name, value in headers.items()})

    def keep(self, path: str, body: bytes | str, content_type: str = "application/pdf") -> None:
        """Answer at a path with ETag and Last-Modified, and with 304 to who has it already."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(data, headers={"Content-Type": content_type}, has_validators=True)

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        """Redirect from a path."""
        self.replies[path] = Reply(b"", status, {"Location": target})

    def stream(self, path: str, pieces: Callable[[], Iterable[bytes]], **headers: str) -> None:
        """Answer with a body bit by bit."""
        self.replies[path] = Reply(
            b"", 200, {name.replace("_", "-"): value for name, value in headers.items()}, pieces=pieces
        )

    def in_turn(self, path: str, *replies: Reply) -> None:
        """Give one answer after the other, the last one from then on."""
        left = list(replies)
        self.replies[path] = lambda _: left.pop(0) if len(left) > 1 else left[0]

    def paths(self) -> list[str]:
        """Return the paths asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


@contextmanager
def run_site(certificate: Path | None = None) -> Iterator[Site]:
    """Yield a site that answers until the block ends."""
    server = Server(("127.0.0.1", 0), Handler)
    server.site = site = Site(server.server_address[1])
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(slots=True)
class StandingClock:
    """Time that passes only when somebody sleeps."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        """The clock as it is handed to what waits; chance is always the same."""
        return Clock(lambda: START + timedelta(seconds=self.seconds), lambda: self.seconds, self.sleep, lambda: 1.0)


@dataclass(slots=True)
class Wires(httpcore.NetworkBackend):
    """Leads every address to the site, or to another one by its port, and keeps which were connected to."""

    port: int
    ports: dict[int, int] = field(default_factory=dict)
    connected: list[tuple[str, int]] = field(default_factory=list)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the site."""
        self.connected.append((host, port))
        site = self.ports.get(port, self.port)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", site, timeout, local_address, socket_options)


@dataclass(slots=True)
class Net:
    """A fetcher and all that stands around it."""

    site: Site
    time: StandingClock
    wires: Wires
    fetcher: Fetcher
    hosts: dict[str, tuple[str, ...]]


@contextmanager
def run_net(site: Site, *, certificates: Path | None = None, **settings: Any) -> Iterator[Net]:
    """Yield a fetcher for which every host leads to the site; `hosts` says which addresses one has instead."""
    time, wires, hosts = StandingClock(), Wires(site.port), dict[str, tuple[str, ...]]()
    told = FetchSettings(**{"delay_seconds": 0, "read_seconds": 2, **settings})
    web = Web(
        told,
        time.clock,
        resolve=lambda host, _: hosts.get(host, (PUBLIC_ADDRESS,)),
        network=wires,
        certificates=certificates,
    )
    with Fetcher(told, clock=time.clock, web=web) as fetcher:
        yield Net(site, time, wires, fetcher, hosts)
