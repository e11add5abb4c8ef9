"""One request at a time to a host, a pause between two, and none to one that is down or wants to be left alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from ingest.fetch.clock import Clock


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    free_at: float = 0.0  # on the monotonic clock; zero before the first request
    failure_count: int = 0  # of addresses in a row that it did not answer for, each tried several times


MOST_FAILURES = 3


class Turns:
    """Whose turn it is, host by host; safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait until the host may be asked, hold it while it is, and have the next one wait `delay` seconds."""
        kept = self._host(host)
        with kept.lock:
            wait = kept.free_at - self._clock.monotonic()
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                kept.free_at = self._clock.monotonic() + delay

    def is_down(self, host: str) -> bool:
        """Say whether a host is to be left alone for the rest of the run."""
        return self._host(host).failure_count >= MOST_FAILURES

    def record_answer(self, host: str) -> None:
        """Write down that a host answers."""
        self._host(host).failure_count = 0

    def record_failure(self, host: str, *, is_final: bool) -> None:
        """Write down that a host did not answer, or (`is_final`) asked to be left alone for long."""
        self._host(host).failure_count += MOST_FAILURES if is_final else 1

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
