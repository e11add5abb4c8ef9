"""What a stranger's link cannot do: lead into the network around us, past TLS, or round robots.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.fetch.addresses import canonical, shown
from ingest.fetch.answers import Failed, Fetched, FetchError, Request
from ingest.fetch.public import find_reason_against
from tests.ingest.site.server import PUBLIC_ADDRESS, Net, Reply, Site, run_net, run_site

SECURE = Path(__file__).with_name("secure.pem")  # a key and its own certificate, for secure.example, good for a century
PDF = b"%PDF-1.4\nmade up\n"


def code_of(net: Net, url: str) -> str:
    done = net.fetcher.fetch(Request(url))
    return done.code if isinstance(done, Failed) else "fetched"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("0.0.0.0", "no address of a host"),
        ("10.1.2.3", "a private address"),
        ("100.64.0.1", "a private address"),
        ("127.0.0.1", "a loopback address"),
        ("127.255.0.1", "a loopback address"),
        ("169.254.169.254", "a link-local address"),
        ("172.16.0.1", "a private address"),
        ("192.0.0.8", "no public address"),
        ("192.168.1.1", "a private address"),
        ("198.18.0.1", "a private address"),
        ("198.51.100.1", "a private address"),
        ("224.0.0.1", "a multicast address"),
        ("239.255.255.250", "a multicast address"),
        ("255.255.255.255", "a private address"),
        ("240.0.0.1", "a private address"),
        ("::", "no address of a host"),
        ("::1", "a loopback address"),
        ("::ffff:127.0.0.1", "a loopback address"),
        ("::ffff:10.0.0.1", "a private address"),
        ("::ffff:0.0.0.0", "no address of a host"),
        ("64:ff9b::7f00:1", "a loopback address"),
        ("64:ff9b::a00:1", "a private address"),
        ("fe80::1", "a link-local address"),
        ("fe80::1%eth0", "a link-local address"),
        ("fc00::1", "a private address"),
        ("fd12:3456::1", "a private address"),
        ("ff02::1", "a multicast address"),
        ("2001:db8::1", "a private address"),
    ],
)
def test_an_address_that_is_not_public_is_told(address: str, reason: str) -> None:
    assert find_reason_against(address) == reason


@pytest.mark.parametrize("address", ["::127.0.0.1", "2002:7f00:1::", "2001::1", "fec0::1", "64:ff9b:1::1", "100::1"])
def test_an_address_that_hides_another_is_not_public(address: str) -> None:
    assert find_reason_against(address) is not None


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert find_reason_against(address) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [("127.0.0.1", None), ("10.0.0.1", None), ("fd00::1", None), ("0.0.0.0", "no address of a host")],
)
def test_private_addresses_may_be_asked_where_that_is_allowed(address: str, reason: str | None) -> None:
    assert find_reason_against(address, allow_private=True) == reason


def test_one_private_address_among_several_is_enough_to_leave_a_host_alone(net: Net) -> None:
    net.site.serve("/plan.pdf", PDF)
    net.hosts["both.example"] = (PUBLIC_ADDRESS, "192.168.0.7")
    assert code_of(net, "http://both.example/plan.pdf") == "private-address"
    assert net.wires.connected == []


def test_the_checked_address_is_connected_to_and_not_the_name(site: Site) -> None:
    site.serve("/plan.pdf", PDF)
    told = iter([(PUBLIC_ADDRESS,), (PUBLIC_ADDRESS,), ("127.0.0.1",)])
    with run_net(site) as net:

        class Rebinding(dict[str, tuple[str, ...]]):
            def get(self, *_: object) -> tuple[str, ...]:
                return next(told)

        net.hosts = Rebinding()
        assert code_of(net, "http://turning.example/plan.pdf") == "fetched"
    assert {address for address, _ in net.wires.connected} == {PUBLIC_ADDRESS}


def test_a_name_for_this_machine_is_found_out(site: Site) -> None:
    from ingest.fetch.fetcher import Fetcher
    from ingest.fetch.settings import FetchSettings

    settings = FetchSettings(delay_seconds=0, attempts=1, allow_ports=(site.port,))
    with Fetcher(settings) as fetcher:
        for host in ("localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"):
            done = fetcher.fetch(Request(f"http://{host}:{site.port}/plan.pdf"))
            assert isinstance(done, Failed)
            assert done.code in ("private-address", "unknown-host"), host
    assert site.asked == []


def test_the_real_network_is_used_where_that_is_allowed(site: Site) -> None:
    from ingest.fetch.fetcher import Fetcher
    from ingest.fetch.settings import FetchSettings

    site.serve("/plan.pdf", PDF)
    with Fetcher(FetchSettings(delay_seconds=0, allow_private=True)) as fetcher:
        assert isinstance(fetcher.fetch(Request(f"http://127.0.0.1:{site.port}/plan.pdf")), Fetched)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "bad-address"),
        ("gopher://withy.example/", "bad-address"),
        ("withy.example/plan.pdf", "bad-address"),
        ("//withy.example/plan.pdf", "bad-address"),
        ("http:///plan.pdf", "bad-address"),
        ("http://withy.example:99999/", "bad-address"),
        ("http://wi thy.example/", "bad-address"),
        ("http://withy.example\\@127.0.0.1/", "credentials-in-address"),
        ("http://[::1", "bad-address"),
        ("http://" + "a" * 3000 + ".example/", "bad-address"),
        ("http://user@withy.example/", "credentials-in-address"),
        ("http://user:pw@withy.example/", "credentials-in-address"),
        ("http://withy.example:22/", "port-not-allowed"),
        ("https://withy.example:8443/", "port-not-allowed"),
        ("", "bad-address"),
    ],
)
def test_only_plain_web_addresses_are_asked(net: Net, url: str, code: str) -> None:
    assert code_of(net, url) == code
    assert net.wires.connected == []


def test_a_port_that_is_allowed_is_asked(site: Site) -> None:
    site.serve("/plan.pdf", PDF)
    with run_net(site, allow_ports=(8080,)) as net:
        assert code_of(net, "http://withy.example:8080/plan.pdf") == "fetched"
        assert net.wires.connected[0] == (PUBLIC_ADDRESS, 8080)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("HTTPS://Withy.Example:443/Plan.pdf#page=2", "https://withy.example/Plan.pdf"),
        ("http://withy.example", "http://withy.example/"),
        ("http://withy.example/100% done.pdf", "http://withy.example/100%25%20done.pdf"),
        ("http://withy.example/a%20b?q=a b", "http://withy.example/a%20b?q=a%20b"),
        ("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4"),
        (" http://withy.example/a\nb ", "http://withy.example/ab"),
        ("http://[2606:4700::1111]:80/", "http://[2606:4700::1111]/"),
    ],
)
def test_an_address_has_one_spelling(written: str, spelled: str) -> None:
    assert canonical(written) == spelled
    assert canonical(spelled) == spelled


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://a.org/x?ID=12&sig=abc", "https://a.org/x?ID=12&sig=…"),
        ("https://a.org/x?a=" + "f" * 40, "https://a.org/x?a=…"),
        ("https://a.org/x?" + "f" * 40, "https://a.org/x?…"),
        ("https://user:pw@a.org/x", "https://a.org/x"),
        ("https://a.org/\x1b[31m", "https://a.org/\\x1b[31m"),
        ("http://[", "(an address that cannot be read)"),
    ],
)
def test_an_address_is_shown_without_secrets(url: str, printed: str) -> None:
    assert shown(url) == printed


def test_certificates_are_verified_against_the_name() -> None:
    with run_site(SECURE) as site:
        site.serve("/plan.pdf", PDF)
        with run_net(site) as strict:
            assert code_of(strict, "https://secure.example/plan.pdf") == "tls"
        with run_net(site, certificates=SECURE) as net:
            assert code_of(net, "https://secure.example/plan.pdf") == "fetched"
            assert code_of(net, "https://other.example/plan.pdf") == "tls"
        assert [asked.path for asked in site.asked] == ["/robots.txt", "/plan.pdf"]
        assert len(strict.wires.connected) == 1  # such trouble does not pass: it is not tried again


def test_a_host_that_speaks_no_tls_is_told(net: Net) -> None:
    assert code_of(net, "https://withy.example/plan.pdf") == "tls"


def test_a_way_from_https_to_http_is_told() -> None:
    with run_site(SECURE) as site, run_site() as plain:
        site.redirect("/a", "http://plain.example/plan.pdf")
        plain.serve("/plan.pdf", PDF)
        with run_net(site, certificates=SECURE) as net:
            net.wires.ports[80] = plain.port
            done = net.fetcher.fetch(Request("https://secure.example/a"))
    assert isinstance(done, Fetched)
    assert "from https to http" in done.remarks[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("User-agent: *\nDisallow: /documents/", "robots", id="all-of-a-folder"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "robots", id="pattern"),
        pytest.param("User-agent: peerplan\nDisallow: /\n\nUser-agent: *\nAllow: /", "robots", id="us-by-name"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /documents/", "fetched", id="longest-rule"),
        pytest.param("User-agent: *\nDisallow: /\n\nUser-agent: peerplan\nAllow: /", "fetched", id="others-only"),
        pytest.param("User-agent: other\nDisallow: /", "fetched", id="not-us"),
        pytest.param("", "fetched", id="empty"),
        pytest.param("\ufeffUser-agent: *\r\nDisallow: /documents", "robots", id="mark-and-line-ends"),
        pytest.param("<!DOCTYPE html><html>Disallow: /</html>", "fetched", id="a-page"),
        pytest.param("\x00\x01\x02 nonsense \n\n: : :", "fetched", id="nonsense"),
    ],
)
def test_robots_txt_is_kept_to(net: Net, text: str, code: str) -> None:
    net.site.serve("/robots.txt", text)
    net.site.serve("/documents/plan.pdf", PDF)
    assert code_of(net, "http://withy.example/documents/plan.pdf") == code
    assert net.site.paths() == ([] if code == "robots" else ["/documents/plan.pdf"])


@pytest.mark.parametrize(("status", "code"), [(404, "fetched"), (403, "fetched"), (410, "fetched"), (401, "fetched")])
def test_a_host_without_robots_txt_allows_all(net: Net, status: int, code: str) -> None:
    net.site.serve("/robots.txt", b"", status)
    net.site.serve("/plan.pdf", PDF)
    assert code_of(net, "http://withy.example/plan.pdf") == code


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_whose_robots_txt_cannot_be_had_is_left_alone_for_the_run(net: Net, status: int) -> None:
    net.site.serve("/robots.txt", b"", status)
    net.site.serve("/plan.pdf", PDF)
    for _ in range(3):
        done = net.fetcher.fetch(Request("http://withy.example/plan.pdf"))
        assert isinstance(done, Failed)
        assert (done.code, done.is_passing) == ("robots-unavailable", True)
    assert [asked.path for asked in net.site.asked] == ["/robots.txt"] * 4


def test_robots_txt_is_asked_once_a_run_and_host_also_after_redirects(net: Net) -> None:
    net.site.redirect("/robots.txt", "http://elsewhere.example/rules.txt")
    net.site.serve("/rules.txt", "User-agent: *\nDisallow: /secret")
    for path in ("/a", "/secret/b", "/c"):
        net.site.serve(path, "text")
        code_of(net, f"http://withy.example{path}")
    assert [asked.path for asked in net.site.asked] == ["/robots.txt", "/rules.txt", "/a", "/c"]


def test_a_redirect_does_not_lead_round_robots_txt(net: Net) -> None:
    net.site.serve("closed.example/robots.txt", "User-agent: *\nDisallow: /")
    net.site.redirect("/plan.pdf", "http://closed.example/plan.pdf")
    assert code_of(net, "http://withy.example/plan.pdf") == "robots"
    assert net.site.paths() == ["/plan.pdf"]


def test_the_delay_that_robots_txt_asks_for_is_kept(site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 8")
    site.serve("/a", "a")
    with run_net(site, delay_seconds=1) as net:
        code_of(net, "http://withy.example/a")
        code_of(net, "http://withy.example/a")
        assert net.time.slept == [8.0]


def test_a_delay_of_days_is_a_way_to_say_no(net: Net) -> None:
    net.site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    net.site.serve("/a", "a")
    assert code_of(net, "http://withy.example/a") == "robots"


def test_leave_can_be_asked_without_asking_for_the_document(net: Net) -> None:
    net.site.serve("/robots.txt", "User-agent: *\nDisallow: /documents/")
    assert net.fetcher.check_leave("http://withy.example/plan.pdf") is None
    refused = net.fetcher.check_leave("http://withy.example/documents/plan.pdf")
    assert refused
    assert refused.code == "robots"
    assert net.site.paths() == []


def test_an_endless_robots_txt_is_not_read_to_its_end(net: Net) -> None:
    net.site.serve("/robots.txt", b"#" * 9_000_000)
    assert code_of(net, "http://withy.example/a") == "too-large"


def test_an_old_answer_is_not_asked_after_elsewhere(net: Net) -> None:
    net.site.keep("/plan.pdf", PDF)
    done = net.fetcher.fetch(Request("http://withy.example/plan.pdf"))
    assert isinstance(done, Fetched)
    net.site.replies["/other.pdf"] = Reply(PDF, has_validators=True)
    net.fetcher.fetch(Request("http://withy.example/other.pdf", done.validators))
    assert "if-none-match" not in net.site.asked[-1].headers


@pytest.mark.parametrize("name", ["\x00", "a b", "<x>", "a%00b", "a..b\u202e"])
def test_no_odd_name_of_a_host_gets_as_far_as_the_network(name: str) -> None:
    with pytest.raises(FetchError):
        canonical(f"http://{name}.example/")
