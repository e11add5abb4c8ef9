"""What must hold for every answer and every address, however odd."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.fetch.addresses import canonical, is_web_address, shown
from ingest.fetch.answers import Failed, Fetched, FetchError, Request
from ingest.fetch.body import read_body
from ingest.fetch.names import read_name
from ingest.fetch.retries import read_retry_after
from ingest.sources.following import Source, SourceEntry
from ingest.sources.manifest import iter_manifest
from ingest.terminal import printable
from normalise.errors import DocumentError
from parsers.formats.html.links import read_links
from tests.ingest.site.pages import AGENDA
from tests.ingest.site.server import START, Site, run_net

NETLOC = st.text("ab.:@[]%/\\?#&=-é\x00 \u202e1", max_size=20)
ADDRESS = st.builds("{}{}".format, st.sampled_from(["http://", "https://", "HTTP:", "//", "", "ftp://"]), NETLOC)


@given(ADDRESS, st.none() | st.just("http://withy.example/a/b?c=d"))
def test_an_address_is_spelled_once_and_for_all_or_refused(url: str, base: str | None) -> None:
    try:
        spelled = canonical(url, base)
    except FetchError:
        return
    assert canonical(spelled) == spelled
    assert spelled.isascii()
    assert is_web_address(spelled)
    assert "@" not in spelled.split("/")[2]


@given(ADDRESS | st.text())
def test_any_address_can_be_shown(url: str) -> None:
    assert printable(shown(url)) == shown(url)
    assert "s3cr3t" not in shown(f"http://user:s3cr3t@a.example/{url}?token=s3cr3t")


@given(st.none() | st.text() | st.builds("attachment; filename={}".format, st.text("./\\a\x1b\n\"'*%é", max_size=30)))
def test_any_header_gives_a_name_that_is_no_path(disposition: str | None) -> None:
    name = read_name(disposition, "http://withy.example/")
    assert name
    assert not set(name) & set("/\\\x00\n\r\x1b")
    assert name not in (".", "..")
    assert len(name) <= 120


@given(st.none() | st.text("0123456789-. GMTJan:,", max_size=40) | st.text())
def test_any_wish_to_be_left_alone_is_read(value: str | None) -> None:
    wait = read_retry_after(value, START)
    assert wait is None or wait >= 0


@given(
    st.lists(st.binary(max_size=50), max_size=5), st.sampled_from(["", "gzip", "deflate", "br", "gzip, br", ",", "é"])
)
def test_any_body_is_read_or_refused(pieces: list[bytes], encoding: str) -> None:
    try:
        body = read_body({"content-encoding": encoding}, iter(pieces), 100)
    except FetchError:
        return
    assert len(body) <= 100


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(AGENDA)), st.integers(0, 60), st.text("<>/\"'= &a;-!\x00é", max_size=20))
def test_any_spoiled_page_has_its_links_read_or_is_refused(start: int, length: int, words: str) -> None:
    spoiled = AGENDA[:start] + words + AGENDA[start + length :]
    try:
        page = read_links(spoiled.encode())
    except DocumentError:
        return
    assert len(page.links) <= AGENDA.count("<a ") + 20


@pytest.mark.parametrize(
    "answer", ["garbage", "HTTP/1.1 999 x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"]
)
def test_what_is_no_http_is_a_failure_like_others(answer: str) -> None:
    with _talking(answer.encode()) as port, run_net(Site(port), attempts=2) as net:
        done = net.fetcher.fetch(Request("http://withy.example/plan.pdf"))
    assert isinstance(done, Failed)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"X: " + b"a" * 300_000, id="a-header-without-end"),
        pytest.param(b"X: a\r\n" * 50_000, id="headers-without-end"),
        pytest.param(b"Transfer-Encoding: chunked\r\n\r\nZZZZ\r\nx", id="odd-chunks"),
        pytest.param(b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\nx", id="a-chunk-of-exabytes"),
        pytest.param(b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello", id="two-lengths"),
        pytest.param(b"Location: x\x00y\r\n\r\n", id="nul-in-a-header"),
    ],
)
def test_a_head_that_is_spoiled_is_a_failure_like_others(head: bytes) -> None:
    with _talking(b"HTTP/1.1 200 OK\r\n" + head) as port, run_net(Site(port), attempts=1) as net:
        done = net.fetcher._fetch(Request("http://withy.example/plan.pdf"), asks_leave=False)
    assert isinstance(done, Failed)
    assert done.code in ("broken-answer", "unreachable", "too-large")


@pytest.mark.parametrize("status", [100, 101, 103, 205, 206, 300, 304, 305, 399, 599])
def test_odd_statuses_are_failures_like_others(status: int) -> None:
    answer = f"HTTP/1.1 {status} Odd\r\nContent-Length: 0\r\n\r\n".encode()
    with _talking(answer) as port, run_net(Site(port), attempts=1, read_seconds=0.3) as net:
        assert isinstance(net.fetcher._fetch(Request("http://withy.example/x"), asks_leave=False), Failed)


@settings(max_examples=50)
@given(text=st.text('url,path\n"\r;a/.:\x00é', max_size=60))
def test_any_manifest_is_read_or_told(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(f"url,path\n{text}", encoding="utf-8", newline="")
    source = Source("any", SourceEntry(kind="manifest", location=str(path)))
    with run_net(Site(1)) as net:
        found = list(iter_manifest(source, net.fetcher))
    assert len({one.location for one in found}) == len(found)


@contextmanager
def _talking(answer: bytes) -> Iterator[int]:
    """Yield the port of a server that says the same to everybody and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def talk() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65_536)
                    connection.sendall(answer)
                    connection.shutdown(socket.SHUT_WR)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield server.getsockname()[1]


def test_a_fetched_answer_says_what_to_send_next_time() -> None:
    done = Fetched("a", "b", b"x", "0" * 64, "x", etag='"1"', last_modified="then")
    assert (done.validators.location, done.validators.etag, done.validators.last_modified) == ("b", '"1"', "then")
