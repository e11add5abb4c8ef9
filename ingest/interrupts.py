"""Being asked to end: SIGTERM, which systemd and `kill` send, ends a command in as orderly a manner as Ctrl-C does."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

TERMINATED = 143


class Terminated(KeyboardInterrupt):  # no error, like what it stands beside
    """The program was asked to end by SIGTERM."""

    exit_status = TERMINATED


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Raise Terminated where SIGTERM comes inside the block. Only the main thread can be told of signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated
