"""One request at a time to a host, and a pause between two."""

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


class Turns:
    """Whose turn it is, host by host; safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait until the host may be asked, hold it while it is, and have the next one wait `delay` seconds."""
        with self._lock:
            kept = self._hosts.setdefault(host, _Host())
        with kept.lock:
            wait = kept.free_at - self._clock.monotonic()
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                kept.free_at = self._clock.monotonic() + delay
