"""What is expected of sources and documents, whether it is so, and how that is told."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import ValidationError

from ingest.expected import USUAL, Expectation
from ingest.expecting import Unmet, find_unmet, tell_unmet, worst
from ingest.fetch.settings import FetchSettings
from ingest.settings import load_settings
from ingest.webhook import send_report
from normalise.errors import UsageError
from tests.ingest.site.server import Net
from tests.ingest.site.yard import Yard, open_yard

HOME = "http://withy.example"
HEAD = "# Peer challenge action plan\n\n| Recommendation | Action | Timescale | Lead |\n|---|---|---|---|\n"
ROWS = "".join(f"| {n}. Look after pond {n} | Clear reed {n} | By March 2031 | Head of Parks |\n" for n in range(1, 9))


@pytest.fixture
def yard(net: Net, tmp_path: Path) -> Iterator[Yard]:
    with open_yard(tmp_path / "plans.db", net) as opened:
        opened.net.site.keep("/plan.md", HEAD + ROWS, "text/plain")
        opened.follow("withy", "url", f"{HOME}/plan.md")
        opened.refresh()
        yield opened


def unmet(yard: Yard, **facts: object) -> list[str]:
    """Return what is told of one expectation."""
    found = find_unmet((Expectation.model_validate(facts),), str(yard.path), now=yard.now)
    return [line for one in found for line in one.lines]


def test_all_is_as_usually_expected_after_a_good_refresh(yard: Yard) -> None:
    assert find_unmet(USUAL, str(yard.path), now=yard.now) == ()


def test_nothing_new_for_long_is_told_of_the_store_and_of_a_source(yard: Yard) -> None:
    yard.pass_days(121)
    yard.refresh()
    assert unmet(yard, that="something-new") == ["there has been nothing new since 2026-01-05, 121 days ago"]
    assert unmet(yard, that="something-new", source="withy", days=200) == []
    assert unmet(yard, that="something-new", source="withy", days=90) == [
        "withy has had nothing new since 2026-01-05, 121 days ago"
    ]
    with pytest.raises(UsageError, match="no source is called 'wothy'"):
        unmet(yard, that="something-new", source="wothy")


def test_refreshes_that_stopped_are_told_of(yard: Yard) -> None:
    yard.now += timedelta(days=20)
    assert unmet(yard, that="refreshed") == ["no refresh has come to its end since 2026-01-05, 20 days ago"]
    assert unmet(yard, that="refreshed", days=30) == []


def test_a_source_that_fails_again_and_again_is_told_of_from_the_third_time_on(yard: Yard) -> None:
    yard.net.site.serve("/plan.md", "gone", 404)
    for lines in (0, 0, 1, 1):
        yard.pass_days(7)
        yard.refresh()
        assert len(unmet(yard, that="sources-answer")) == lines
    [line] = unmet(yard, that="sources-answer", source="withy")
    assert line.startswith(
        "withy has failed 4 times in a row: http://withy.example/plan.md is not there any more (404)"
    )


def test_an_edition_with_half_the_actions_gone_is_told_of(yard: Yard) -> None:
    for rows, lines in ((5, 0), (2, 1)):
        yard.pass_days(7)
        yard.net.site.keep("/plan.md", HEAD + "".join(ROWS.splitlines(keepends=True)[:rows]), "text/plain")
        yard.refresh()
        assert len(unmet(yard, that="actions-stay")) == lines
    assert unmet(yard, that="actions-stay") == ["http://withy.example/plan.md has 2 actions, and had 5"]


def test_a_share_read_that_falls_is_told_of(yard: Yard) -> None:
    yard.pass_days(7)
    yard.net.site.keep("/plan.md", HEAD + ROWS + "| 9. Mow | Mow it | By May 2031 | Head of Parks |\n", "text/plain")
    yard.refresh()
    assert unmet(yard, that="share-read") == []
    with closing(sqlite3.connect(yard.path)) as connection, connection:
        connection.execute("UPDATE extraction SET share_read = 0.8 WHERE run_id = (SELECT MAX(run_id) FROM extraction)")
    [line] = unmet(yard, that="share-read")
    assert line.startswith("of what run 2 kept 80% of the plans' text became values, of what was held before ")


def test_a_document_in_quarantine_is_told_of(yard: Yard) -> None:
    with closing(sqlite3.connect(yard.path)) as connection, connection:
        connection.execute(
            "UPDATE run_document SET outcome = 'failed', failure_code = 'memory', attempt = 2, document_id = NULL"
        )
    assert unmet(yard, that="no-quarantine") == ["http://withy.example/plan.md is in quarantine (memory)"]


def test_a_disk_that_fills_up_is_told_of(yard: Yard) -> None:
    [line] = unmet(yard, that="room", megabytes=10**9)
    assert line.endswith("MB are free on the disk, less than 1,000,000,000")


def test_what_is_to_fail_comes_first_and_a_name_cannot_steer_the_terminal() -> None:
    warned = Unmet(Expectation(that="room"), ("little\x1b[31m",))
    failed = Unmet(Expectation(that="sources-answer", otherwise="fail"), tuple(f"{n} fails" for n in range(9)))
    told = tell_unmet((warned, failed), 3).splitlines()
    assert told[0] == "FAIL  sources-answer: 0 fails"
    assert told[5:] == ["      and 4 more", "warn  room: little\\x1b[31m", "2 of 3 expectations are not met."]
    assert (worst(()), worst((warned,)), worst((warned, failed))) == ("ok", "warn", "fail")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"that": "rain"}, id="unknown"),
        pytest.param({"that": "room", "days": 3}, id="measure-of-another"),
        pytest.param({"that": "no-quarantine", "times": 1}, id="takes-none"),
        pytest.param({"that": "room", "source": "withy"}, id="about-no-source"),
        pytest.param({"that": "something-new", "days": 0}, id="no-days"),
        pytest.param({"that": "room", "otherwise": "panic"}, id="severity"),
    ],
)
def test_an_expectation_that_means_nothing_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Expectation.model_validate(facts)


def test_a_wrong_expectation_in_the_settings_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "peerplan.toml"
    path.write_text('[[expect]]\nthat = "room"\ndays = 3\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"expect\.0"):
        load_settings(path)
    path.write_text("expect = []\n", encoding="utf-8")
    assert load_settings(path).expect == ()


@dataclass(slots=True)
class Hook:
    """What a webhook on loopback was sent, and what it answers."""

    status: int = 204
    port: int = 0
    sent: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Return a webhook that is listening."""
    told = Hook()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.sent.append((self.path, self.headers["Content-Type"], json.loads(body)))
            self.send_response(told.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        told.port = server.server_port
        thread = Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
        thread.start()
        yield told
        server.shutdown()
        thread.join()


UNMET = (Unmet(Expectation(that="room", otherwise="fail"), ("2 MB are free",)),)


def test_a_webhook_is_sent_what_is_not_as_expected(hook: Hook) -> None:
    address = f"http://127.0.0.1:{hook.port}/secret-token"
    assert send_report(address, UNMET, FetchSettings(), allow_private=True)
    [(path, media_type, told)] = hook.sent
    assert (path, media_type) == ("/secret-token", "application/json")
    assert told == {
        "state": "fail",
        "text": "fail: room: 2 MB are free",
        "unmet": [{"that": "room", "otherwise": "fail", "lines": ["2 MB are free"]}],
    }


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        pytest.param("http://127.0.0.1:{port}/secret", 500, "answers with status 500", id="refuses"),
        pytest.param("http://127.0.0.1:{port}/secret", 302, "answers with status 302", id="redirects"),
        pytest.param("http://127.0.0.1:1/secret", 204, "unreachable", id="nobody"),
        pytest.param("ftp://127.0.0.1/secret", 204, "bad-address", id="protocol"),
        pytest.param("http://me:secret@127.0.0.1/", 204, "credentials-in-address", id="password"),
        pytest.param("http://[secret", 204, "bad-address", id="none"),
    ],
)
def test_a_webhook_that_does_not_take_it_is_told_of_without_its_secret(
    hook: Hook, caplog: pytest.LogCaptureFixture, url: str, status: int, code: str
) -> None:
    hook.status = status
    with caplog.at_level(logging.ERROR):
        assert not send_report(url.format(port=hook.port), UNMET, FetchSettings(), allow_private=True)
    [line] = caplog.messages
    assert code in line
    assert "secret" not in line


def test_a_webhook_on_this_machine_is_for_those_who_allow_it(hook: Hook) -> None:
    settings = FetchSettings(allow_ports=(hook.port,))
    assert not send_report(f"http://127.0.0.1:{hook.port}/", UNMET, settings)
    assert hook.sent == []
