"""The one module that knows httpx: one request over a network that reaches public addresses only.

A host's name is resolved here, each of its addresses checked, and one of those connected to: nobody resolves the name a
second time. TLS is verified against the name. Proxies and certificates of the environment are not used, cookies are not
kept. Redirects are not followed here; that and everything else about answers is `ingest.fetch.fetcher`'s.
"""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType

import httpcore
import httpx

from ingest.fetch.answers import FetchError
from ingest.fetch.clock import Clock
from ingest.fetch.public import find_reason_against
from ingest.fetch.settings import FetchSettings

Resolve = Callable[[str, int], Iterable[str]]
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

for _name in ("httpx", "httpcore"):  # they log whole addresses
    logging.getLogger(_name).setLevel(logging.WARNING)

_deadline: ContextVar[float] = ContextVar("deadline")


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer, header names in small letters, and its body's bytes as they come."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host. Raises FetchError `unknown-host`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        is_passing = getattr(error, "errno", None) == socket.EAI_AGAIN
        raise FetchError("unknown-host", f"no host of that name is known: {host}", is_passing=is_passing) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Web:
    """Asks for single addresses. `resolve` and `network` are what a test puts in the place of the internet."""

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock,
        *,
        resolve: Resolve = resolve_host,
        network: httpcore.NetworkBackend | None = None,
        certificates: Path | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        context = _trust_well_known()
        if certificates:
            context = httpx.create_ssl_context(trust_env=False)
            context.load_verify_locations(certificates)
        guard = _Guard(settings, clock, resolve, network or httpcore.SyncBackend())
        self._client = httpx.Client(
            transport=_Transport(context, guard),
            trust_env=False,
            follow_redirects=False,
        )
        self._timeouts = httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds).as_dict()

    @contextmanager
    def ask(self, url: str, headers: Mapping[str, str], *, body: bytes | None = None) -> Iterator[Answer]:
        """Yield the answer to a GET, with a body to a POST; all must be read within the settings' seconds.

        Raises FetchError.
        """
        token = _deadline.set(self._clock.monotonic() + self._settings.seconds)
        try:
            with _explained():
                # Made here and not by the client, which would send the cookies that it was sent.
                request = httpx.Request(
                    "GET" if body is None else "POST",
                    url,
                    headers=dict(headers),
                    content=body,
                    extensions={"timeout": self._timeouts},
                )
                response = self._client.send(request, stream=True)
                try:
                    head = {name.lower(): value for name, value in response.headers.items()}
                    yield Answer(response.status_code, head, response.iter_raw())
                finally:
                    response.close()
        finally:
            _deadline.reset(token)

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()


@cache
def _trust_well_known() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn the network's complaints into a FetchError that says what they mean."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchError("timeout", "did not answer in time", is_passing=True) from error
    except httpcore.ConnectError as error:
        cause = error.args[0] if error.args else None  # httpcore keeps it there alone
        if isinstance(cause, ssl.SSLError):
            reason = getattr(cause, "verify_message", "") or (cause.reason or "no safe connection").replace("_", " ")
            raise FetchError("tls", f"its certificate or encryption is not good: {reason.lower()}") from error
        raise FetchError("unreachable", f"cannot be reached: {_words(error)}", is_passing=True) from error
    except httpcore.RemoteProtocolError as error:
        raise FetchError(
            "broken-answer", f"broke off or garbled its answer: {_words(error)}", is_passing=True
        ) from error
    except (httpcore.UnsupportedProtocol, httpcore.LocalProtocolError, httpx.InvalidURL) as error:
        raise FetchError("bad-address", f"cannot be asked: {_words(error)}") from error
    except httpcore.NetworkError as error:
        raise FetchError("unreachable", f"the connection was lost: {_words(error)}", is_passing=True) from error


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200].lower() or type(error).__name__


class _Guard(httpcore.NetworkBackend):
    """Connects to checked addresses only, and to nothing for longer than the request may take."""

    def __init__(
        self, settings: FetchSettings, clock: Clock, resolve: Resolve, network: httpcore.NetworkBackend
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._resolve = resolve
        self._network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to an address of the host. Raises FetchError `private-address` if one is not public."""
        addresses = tuple(self._resolve(host, port))
        for address in addresses:
            if reason := find_reason_against(address, allow_private=self._settings.allow_private):
                raise FetchError("private-address", f"{host} leads to {reason}, and only public ones are asked")
        trouble: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._network.connect_tcp(
                    address, port, _within(self._clock, timeout), local_address, socket_options
                )
                return _TimedStream(stream, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no read outlasts the whole request: a host may send one byte a minute for ever."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _within(self._clock, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(self._clock, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _within(self._clock, timeout))
        return _TimedStream(stream, self._clock)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _within(clock: Clock, timeout: float | None) -> float:
    left = _deadline.get() - clock.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the request took too long")
    return left if timeout is None else min(left, timeout)


class _Transport(httpx.BaseTransport):
    """httpx over a pool of httpcore with our network; httpx's own transport takes no other.

    No connection is used twice: what a site sends behind an answer would be read as the answer to the next question.
    """

    def __init__(self, context: ssl.SSLContext, network: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=network, max_keepalive_connections=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=dict(answer.extensions)
        )

    def close(self) -> None:
        self._pool.close()

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
