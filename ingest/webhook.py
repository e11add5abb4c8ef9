"""Posts how it went to an address of the user's, as JSON, over the same guarded network as everything else.

An address may hold a secret: only its host is ever told.
"""

from __future__ import annotations

import json
import logging
from urllib.parse import urlsplit

from ingest.expecting import Unmet, worst
from ingest.fetch.addresses import canonical, check_port
from ingest.fetch.answers import FetchError
from ingest.fetch.clock import REAL_CLOCK
from ingest.fetch.settings import FetchSettings
from ingest.fetch.web import Web
from ingest.version import program_version
from store.outcomes import Outcome
from store.run_report import RunReport

logger = logging.getLogger(__name__)

_HEADERS = {"Content-Type": "application/json", "User-Agent": f"peerplan/{program_version()}"}


def send_report(
    url: str | None,
    unmet: tuple[Unmet, ...],
    settings: FetchSettings,
    *,
    run: RunReport | None = None,
    allow_private: bool = False,
    web: Web | None = None,
) -> bool:
    """Post the report and return whether it arrived; True without an address. What kept it from arriving is logged."""
    if url is None:
        return True
    allowed = settings.model_copy(update={"allow_private": allow_private or settings.allow_private})
    try:
        address = canonical(url)
        check_port(address, allowed.allow_ports, allow_any=allowed.allow_private)
        status = _post(address, write_report(unmet, run), web or Web(allowed, REAL_CLOCK))
    except FetchError as error:
        logger.error("peerplan: the report did not arrive at %s: it %s (%s)", _host(url), error, error.code)  # noqa: TRY400
        return False
    if not 200 <= status < 300:
        logger.error("peerplan: the report did not arrive at %s: it answers with status %d", _host(url), status)
        return False
    return True


def write_report(unmet: tuple[Unmet, ...], run: RunReport | None) -> dict[str, object]:
    """Return what is posted: `text` is for people, the rest for programs."""
    lines = [f"{one.expectation.otherwise}: {one.expectation.that}: {line}" for one in unmet for line in one.lines]
    counts = run.counts if run else {}
    has_failed = bool(counts.get(Outcome.FAILED))
    told: dict[str, object] = {
        "state": "fail" if has_failed else worst(unmet),
        "text": "\n".join([*([_subject(run)] if run else []), *(lines or ["All expectations are met."])]),
        "unmet": [
            {"that": one.expectation.that, "otherwise": one.expectation.otherwise, "lines": list(one.lines)}
            for one in unmet
        ],
    }
    if run:
        told["run"] = {
            "number": run.number,
            "command": run.command,
            "state": run.state,
            "found": run.found,
            **{str(outcome): count for outcome, count in counts.items()},
        }
    return told


def _subject(run: RunReport) -> str:
    from ingest.run_mail import subject

    return subject(run)


def _post(address: str, report: dict[str, object], web: Web) -> int:
    body = json.dumps(report, ensure_ascii=False).encode("utf-8", "backslashreplace")
    try:
        with web.ask(address, _HEADERS, body=body) as answer:
            return answer.status
    finally:
        web.close()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "its address"
    except ValueError:
        return "its address"
