"""Fetching one address of a site that behaves as real ones do."""

from __future__ import annotations

import gzip
import hashlib
import logging
import threading
import zlib
from collections.abc import Iterator

import pytest

from ingest.fetch.answers import Failed, Fetched, NotModified, Request
from tests.ingest.site.server import PUBLIC_ADDRESS, Net, Reply, Site, run_net

HOME = "http://withy.example"
PDF = b"%PDF-1.4\nmade up\n"


def fetch(net: Net, path: str) -> Fetched | NotModified | Failed:
    return net.fetcher.fetch(Request(path if "://" in path else f"{HOME}{path}"))


def fetched(net: Net, path: str) -> Fetched:
    done = fetch(net, path)
    assert isinstance(done, Fetched), done
    return done


def failed(net: Net, path: str) -> Failed:
    done = fetch(net, path)
    assert isinstance(done, Failed), done
    return done


def test_a_document_comes_with_what_tells_it_again(net: Net) -> None:
    net.site.keep("/documents/s12/Our%20Plan.pdf", PDF)
    done = fetched(net, "/documents/s12/Our Plan.pdf#page=3")
    assert (done.data, done.sha256) == (PDF, hashlib.sha256(PDF).hexdigest())
    assert (done.form, done.name, done.remarks) == ("pdf", "Our Plan.pdf", ())
    assert (done.location, done.moved_to) == (f"{HOME}/documents/s12/Our%20Plan.pdf", None)
    again = net.fetcher.fetch(Request(done.location, done.validators))
    assert again == NotModified(done.location, done.location)


def test_a_changed_document_is_fetched_although_its_old_tag_is_sent(net: Net) -> None:
    net.site.keep("/plan.pdf", PDF)
    first = fetched(net, "/plan.pdf")
    net.site.keep("/plan.pdf", PDF + b"changed")
    again = net.fetcher.fetch(Request(first.location, first.validators))
    assert isinstance(again, Fetched)
    assert again.sha256 != first.sha256


def test_nothing_changed_is_no_answer_to_who_did_not_ask(net: Net) -> None:
    net.site.serve("/plan.pdf", status=304)
    assert failed(net, "/plan.pdf").code == "odd-answer"


def test_who_asks_says_who_it_is_and_sends_nothing_else_of_the_machine(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    site.serve("/a", "hello", Set_Cookie="id=7")
    with run_net(site, contact="plans@withy.example") as net:
        fetched(net, "/a")
        fetched(net, "/a")
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/a"]
    assert all("(plans@withy.example)" in asked.headers["user-agent"] for asked in site.asked)
    assert all("cookie" not in asked.headers for asked in site.asked)


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        pytest.param((301,), f"{HOME}/hop1", id="301"),
        pytest.param((308, 301), f"{HOME}/hop2", id="308-then-301"),
        pytest.param((302,), None, id="302"),
        pytest.param((303,), None, id="303"),
        pytest.param((301, 307), None, id="301-then-307"),
    ],
)
def test_a_moved_document_is_the_same_document(net: Net, statuses: tuple[int, ...], moved_to: str | None) -> None:
    for index, status in enumerate(statuses):
        net.site.redirect(f"/hop{index}", f"hop{index + 1}", status)
    net.site.keep(f"/hop{len(statuses)}", PDF)
    done = fetched(net, "/hop0")
    assert (done.sha256, done.moved_to) == (hashlib.sha256(PDF).hexdigest(), moved_to)
    assert (done.url, done.location) == (f"{HOME}/hop0", f"{HOME}/hop{len(statuses)}")
    assert net.fetcher.fetch(Request(done.url, done.validators)) == NotModified(done.url, done.location, moved_to)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        pytest.param("/a", "redirect-loop", id="to-itself"),
        pytest.param("/b", "redirect-loop", id="round-in-a-circle"),
        pytest.param("/count?n=0", "too-many-redirects", id="without-end"),
        pytest.param("", "odd-answer", id="to-nowhere"),
        pytest.param("file:///etc/passwd", "bad-address", id="to-a-file"),
        pytest.param("ftp://withy.example/plan.pdf", "bad-address", id="to-another-protocol"),
        pytest.param("https://user:pw@withy.example/", "credentials-in-address", id="with-a-password"),
        pytest.param("http://withy.example:8080/", "port-not-allowed", id="to-an-odd-port"),
        pytest.param("http://127.0.0.1/", "private-address", id="to-this-machine"),
        pytest.param("http://[::1]/", "private-address", id="to-this-machine-in-ipv6"),
        pytest.param("http://inside.example/", "private-address", id="to-a-name-inside"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(net: Net, target: str, code: str) -> None:
    net.hosts.update({"inside.example": ("10.0.0.8",), "127.0.0.1": ("127.0.0.1",), "::1": ("::1",)})
    net.site.redirect("/a", target)
    net.site.redirect("/b", "/a")
    for count in range(20):
        net.site.redirect(f"/count?n={count}", f"/count?n={count + 1}")
    assert failed(net, "/a").code == code
    assert {address for address, _ in net.wires.connected} == {PUBLIC_ADDRESS}


@pytest.mark.parametrize(
    ("status", "code", "tries", "is_dead"),
    [
        pytest.param(404, "dead-link", 1, True, id="404"),
        pytest.param(410, "dead-link", 1, True, id="410"),
        pytest.param(403, "forbidden", 1, False, id="403"),
        pytest.param(500, "server-error", 4, False, id="500"),
        pytest.param(503, "server-error", 4, False, id="503"),
        pytest.param(501, "server-error", 1, False, id="501"),
        pytest.param(429, "too-many-requests", 4, False, id="429"),
        pytest.param(418, "odd-answer", 1, False, id="418"),
        pytest.param(204, "odd-answer", 1, False, id="204"),
    ],
)
def test_what_may_pass_is_tried_again(net: Net, status: int, code: str, tries: int, is_dead: bool) -> None:
    net.site.serve("/plan.pdf", b"" if status == 204 else b"sorry", status)
    done = failed(net, "/plan.pdf")
    assert (done.code, done.status, done.is_dead) == (code, status, is_dead)
    assert net.site.paths() == ["/plan.pdf"] * tries
    assert net.time.slept == [2.0, 4.0, 8.0][: tries - 1]


def test_a_host_that_recovers_is_heard(net: Net) -> None:
    net.site.in_turn("/plan.pdf", Reply(b"", 500), Reply(b"", 429, {"Retry-After": "7"}), Reply(PDF))
    assert fetched(net, "/plan.pdf").data == PDF
    assert net.time.slept == [2.0, 7.0]


def test_a_date_to_come_back_at_is_kept_to(net: Net) -> None:
    later = {"Retry-After": "Mon, 05 Jan 2026 09:02:00 GMT"}
    net.site.in_turn("/plan.pdf", Reply(b"", 503, later), Reply(PDF))
    fetched(net, "/plan.pdf")
    assert net.time.slept == [120.0]


def test_a_host_that_wants_to_be_left_alone_for_long_is(net: Net) -> None:
    net.site.serve("/plan.pdf", status=429, Retry_After="86400")
    done = failed(net, "/plan.pdf")
    assert (done.is_passing, len(net.site.paths()), net.time.slept) == (True, 1, [])
    assert "86,400 seconds" in done.message


def test_a_host_that_is_down_does_not_hold_up_the_run(net: Net) -> None:
    for number in range(6):
        net.site.serve(f"/{number}.pdf", status=503)
    net.site.serve("/other.pdf", PDF)
    codes = [failed(net, f"/{number}.pdf").code for number in range(6)]
    assert codes == ["server-error"] * 3 + ["host-down"] * 3
    assert len(net.site.paths()) == 3 * 4
    assert failed(net, "/other.pdf").is_passing
    assert fetched(net, "http://other.example/other.pdf").data == PDF


def test_a_host_that_asked_for_a_long_pause_is_not_asked_again_in_the_run(net: Net) -> None:
    net.site.serve("/a.pdf", status=429, Retry_After="86400")
    net.site.serve("/b.pdf", PDF)
    assert [failed(net, path).code for path in ("/a.pdf", "/b.pdf")] == ["too-many-requests", "host-down"]
    assert net.site.paths() == ["/a.pdf"]


def test_single_documents_that_fail_do_not_close_a_host(net: Net) -> None:
    for number in range(5):
        net.site.serve(f"/{number}.pdf", status=500)
    net.site.serve("/good.pdf", PDF)
    for number in range(5):
        failed(net, f"/{number}.pdf")
    assert fetched(net, "/good.pdf").data == PDF


def test_an_endless_body_is_cut_off(site: Site) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 1 << 16
            yield b"x" * (1 << 16)

    site.stream("/endless", endless)
    with run_net(site, most_megabytes=1) as net:
        assert failed(net, "/endless").code == "too-large"
    assert sent < 20_000_000  # what lies in the buffers of the connection, and no ten gigabytes


def test_a_body_that_says_it_is_too_large_is_not_begun(net: Net) -> None:
    net.site.serve("/plan.pdf", b"x", Content_Length="10000000000")
    done = failed(net, "/plan.pdf")
    assert (done.code, len(net.site.paths())) == ("too-large", 1)
    assert "10,000,000,000" in done.message


def test_a_body_that_comes_drop_by_drop_is_given_up_in_time(site: Site) -> None:
    with run_net(site, seconds=60, attempts=2) as net:

        def slow() -> Iterator[bytes]:
            for _ in range(1_000):
                net.time.seconds += 10
                yield b"drop"

        site.stream("/slow", slow)
        assert failed(net, "/slow").code == "timeout"
    assert site.paths() == ["/slow"] * 2


def test_a_body_that_stops_is_given_up(site: Site) -> None:
    stop = threading.Event()

    def stuck() -> Iterator[bytes]:
        yield b"%PDF-1.4"
        stop.wait(5)

    site.stream("/stuck", stuck)
    with run_net(site, read_seconds=0.1, attempts=1) as net:
        done = failed(net, "/stuck")
    stop.set()
    assert (done.code, done.is_passing) == ("timeout", True)


def test_a_body_that_breaks_off_is_not_taken_for_whole(net: Net) -> None:
    net.site.in_turn("/plan.pdf", Reply(PDF, headers={"Content-Length": "999"}), Reply(PDF + b"all of it"))
    assert fetched(net, "/plan.pdf").data == PDF + b"all of it"
    net.site.serve("/never.pdf", PDF, Content_Length="999")
    assert failed(net, "/never.pdf").code == "broken-answer"


@pytest.mark.parametrize("more", [b"", b"Content-Length: 8\r\n"], ids=["no length", "with length"])
def test_more_than_was_announced_is_not_taken(net: Net, more: bytes) -> None:
    """What lies behind one answer is never the answer to the next question: no connection is used twice."""
    forged = b"HTTP/1.1 200 OK\r\n" + more + b"\r\n%PDF-bad"
    net.site.serve("/plan.pdf", PDF + forged, Content_Length=str(len(PDF)))
    for _ in range(3):
        assert fetched(net, "/plan.pdf").data == PDF


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "bare-deflate"])
def test_packed_answers_are_unpacked(net: Net, encoding: str) -> None:
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PDF * 9) + gzip.compress(b"and more"),
        "x-gzip": gzip.compress(PDF * 9 + b"and more"),
        "deflate": zlib.compress(PDF * 9 + b"and more"),
        "bare-deflate": bare.compress(PDF * 9 + b"and more") + bare.flush(),
    }[encoding]
    net.site.serve("/plan.pdf", packed, Content_Encoding=encoding.removeprefix("bare-"))
    assert fetched(net, "/plan.pdf").data == PDF * 9 + b"and more"


def test_a_small_body_that_unpacks_to_much_is_cut_off(site: Site) -> None:
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(40)) + packer.flush()
    assert len(bomb) < 400_000
    site.serve("/bomb", bomb, Content_Encoding="gzip")
    with run_net(site, most_megabytes=10) as net:
        assert failed(net, "/bomb").code == "too-large"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(b"no gzip", "gzip", id="not-packed"),
        pytest.param(gzip.compress(PDF * 99)[:-20], "gzip", id="cut-short"),
        pytest.param(b"\x0b\x02\x80", "br", id="never-asked-for"),
        pytest.param(gzip.compress(gzip.compress(PDF)), "gzip, gzip", id="packed-twice"),
    ],
)
def test_what_cannot_be_unpacked_is_broken(net: Net, body: bytes, encoding: str) -> None:
    net.site.serve("/plan.pdf", body, Content_Encoding=encoding)
    assert failed(net, "/plan.pdf").code == "broken-answer"


@pytest.mark.parametrize(
    ("content_type", "remarks"),
    [
        pytest.param("application/pdf", 0, id="right"),
        pytest.param("application/octet-stream", 0, id="anything"),
        pytest.param("text/html", 1, id="wrong"),
        pytest.param("nonsense; charset=\x01", 0, id="nonsense"),
    ],
)
def test_the_content_decides_what_it_is(net: Net, content_type: str, remarks: int) -> None:
    net.site.serve("/plan", PDF, Content_Type=content_type)
    done = fetched(net, "/plan")
    assert (done.form, len(done.remarks), done.is_page_for_document) == ("pdf", remarks, False)


def test_a_page_in_the_place_of_a_document_is_told(net: Net) -> None:
    page = "<!DOCTYPE html><html><title>Sign in</title><body>Sign in</body></html>"
    net.site.serve("/plan.pdf", page, Content_Type="application/pdf")
    net.site.serve("/sign-in", page, Content_Type="text/html")
    net.site.redirect("/plan.docx", "/sign-in")
    assert fetched(net, "/plan.pdf").remarks == ("answers with a web page where a PDF file was to be expected",)
    assert fetched(net, "/plan.docx").is_page_for_document
    assert not fetched(net, "/sign-in").is_page_for_document


def test_an_empty_answer_is_no_document(net: Net) -> None:
    net.site.serve("/plan.pdf", b"")
    assert failed(net, "/plan.pdf").code == "empty-answer"


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        pytest.param('attachment; filename="Action plan.pdf"', "Action plan.pdf", id="plain"),
        pytest.param("attachment; filename*=UTF-8''Plan%20%E2%80%93%20final.pdf", "Plan – final.pdf", id="extended"),
        pytest.param('attachment; filename="../../etc/cron.d/x"', "x", id="path"),
        pytest.param('attachment; filename="..\\\\..\\\\autoexec.bat"', "autoexec.bat", id="backslashes"),
        pytest.param("attachment; filename*=UTF-8''plan%0D%0Aevil%1B%5B31m.pdf", "plan evil [31m.pdf", id="escapes"),
        pytest.param("attachment; filename*=UTF-8''fdp.%E2%80%AEnalp", "fdp. nalp", id="turned-round"),
        pytest.param("attachment; filename*=nonsense''%ff%fe.pdf", "ÿþ.pdf", id="odd-charset"),
        pytest.param('attachment; filename=".."', "plan.pdf", id="dots"),
        pytest.param("attachment", "plan.pdf", id="none"),
        pytest.param('attachment; filename="' + "long " * 100 + '.pdf"', None, id="long"),
    ],
)
def test_a_name_is_a_word_for_people_and_never_a_path(net: Net, disposition: str, name: str | None) -> None:
    net.site.serve("/documents/plan.pdf", PDF, Content_Disposition=disposition)
    found = fetched(net, "/documents/plan.pdf").name
    assert found == name if name else len(found) <= 120 and found.endswith("….pdf")
    assert not set(found) & set("/\\\n\r\x1b")


def test_the_host_waits_between_two_requests_and_others_do_not(site: Site) -> None:
    site.serve("/a", "a")
    with run_net(site, delay_seconds=3) as net:
        fetched(net, "http://one.example/a")
        fetched(net, "http://two.example/a")
        assert net.time.slept == []
        fetched(net, "http://one.example/a")
        net.fetcher.fetch(Request("http://one.example/a", delay=9))
        net.fetcher.fetch(Request("http://one.example/a"))
    assert net.time.slept == [3.0, 3.0, 9.0]


def test_a_host_is_asked_one_thing_at_a_time(site: Site) -> None:
    at_once, most = 0, 0
    lock = threading.Lock()

    def count(asked: object) -> Reply:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        threading.Event().wait(0.01)
        with lock:
            at_once -= 1
        return Reply(PDF)

    for number in range(8):
        site.replies[f"/{number}"] = count
    with run_net(site) as net:
        threads = [threading.Thread(target=fetched, args=(net, f"/{number}")) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(site.paths()), most) == (8, 1)


def test_secrets_of_an_address_stay_out_of_the_log(net: Net, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        net.site.redirect("/a?sig=s3cr3t-1&CId=12", "/b?token=s3cr3t-2")
        net.site.serve("/b?token=s3cr3t-2", b"", 500)
        done = failed(net, "/a?sig=s3cr3t-1&CId=12")
    assert "CId=12" in caplog.text
    assert "s3cr3t" not in caplog.text + done.message
