"""How far the reading of a document is, told to whoever waits for it: some steps take seconds, not milliseconds.

A reader tells; what is done with it (a clock that waits longer, a line on the terminal) is its caller's matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """A slow step begins: what is done, and on which of the document's pages."""

    what: str
    page: int
    page_count: int


Listener = Callable[[Progress], None]

_listener: ContextVar[Listener | None] = ContextVar("_listener", default=None)


def tell_progress(progress: Progress) -> None:
    """Tell that a slow step begins to whoever listens; to nobody else."""
    if (listener := _listener.get()) is not None:
        listener(progress)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have the listener told of every slow step that begins meanwhile."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
