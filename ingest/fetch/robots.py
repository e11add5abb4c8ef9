"""What a host asks robots to leave alone (RFC 9309), asked once a run.

A host without robots.txt (4xx) allows all; one that cannot say (5xx, no answer) is left alone for now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from ingest.fetch.addresses import origin_of
from ingest.fetch.answers import Failed, Fetched, FetchError, NotModified

AGENT = "peerplan"
MOST_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are to be read

Ask = Callable[[str], Fetched | NotModified | Failed]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host's robots.txt says to us; `trouble` is why it could not be asked."""

    parsed: Protego | None = None
    trouble: Failed | None = None

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests, 0 where it does not say."""
        return float((self.parsed.crawl_delay(AGENT) if self.parsed else None) or 0)


class Robots:
    """The rules of the hosts met in one run. `ask` fetches a robots.txt without asking for leave."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, Rules] = {}

    def rules(self, url: str) -> Rules:
        """Return what the host of an address asks for."""
        origin = origin_of(url)
        if origin not in self._known:
            self._known[origin] = _read(self._ask(f"{origin}/robots.txt"))
        return self._known[origin]

    def check(self, url: str) -> Rules:
        """Return the host's rules where they allow the address. Raises FetchError `robots` or `robots-unavailable`."""
        rules = self.rules(url)
        if trouble := rules.trouble:
            if trouble.status is None:  # the host itself could not be asked
                raise FetchError(trouble.code, trouble.message, is_passing=trouble.is_passing)
            message = f"its robots.txt cannot be had: the host {trouble.message}"
            raise FetchError("robots-unavailable", message, is_passing=trouble.is_passing)
        if rules.parsed and not rules.parsed.can_fetch(url, AGENT):
            raise FetchError("robots", "its robots.txt asks robots to leave this alone")
        return rules


def _read(answer: Fetched | NotModified | Failed) -> Rules:
    if isinstance(answer, Fetched):
        text = answer.data[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
        # A host that answers everything with a page has no robots.txt.
        return Rules() if answer.form == "html" else Rules(Protego.parse(text))
    if isinstance(answer, NotModified) or answer.code == "empty-answer" or _is_refusal(answer.status):
        return Rules()
    return Rules(trouble=answer)


def _is_refusal(status: int | None) -> bool:
    """Say whether a host has no robots.txt; one that is asked too much has."""
    return status is not None and 400 <= status < 500 and status not in (408, 425, 429)
