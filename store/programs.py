"""Which process a run is, written down so that another process can tell later whether it still runs.

The number of a process is used again, and means nothing on another machine or in another container: so the machine's
boot, the container's numbering and the process's own beginning are written down, too, where the system tells them.
"""

from __future__ import annotations

import getpass
import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

BEAT_SECONDS = 15.0  # between two signs of life
SILENCE = timedelta(minutes=5)  # after which a process on another machine is taken for dead
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Program:
    """A process: whose it is, on which machine, its number there, and when it began ("" where nothing tells)."""

    owner: str
    host: str
    number: int
    start: str


def this_program() -> Program:
    """Return this process."""
    return Program(_owner(), socket.gethostname(), os.getpid(), _find_start(os.getpid()))


def find_running(program: Program) -> bool | None:
    """Return whether the process still runs; None where that cannot be told from here."""
    here = this_program()
    if program.host != here.host or _place(program.start) != _place(here.start):
        return None
    return _find_start(program.number) == program.start if program.start else _answers(program.number)


def is_at_work(program: Program, beat_at: datetime, *, now: datetime) -> bool:
    """Say whether a process that last gave a sign of life then is to be taken for running."""
    is_running = find_running(program)
    # A sign from the future is of a clock that was wrong.
    return abs(now - beat_at) < SILENCE if is_running is None else is_running


def _find_start(number: int) -> str:
    """Return "boot/container/ticks since the boot", "" where the system does not tell or the process is gone."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        container = (_PROC / "self/ns/pid").readlink()
        # The name of the program, in brackets, may itself hold spaces and brackets.
        fields = (_PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    state, ticks = fields[0], fields[19]
    return "" if state in "ZX" else f"{boot}/{container}/{ticks}"


def _place(start: str) -> str:
    return start.rpartition("/")[0]


def _answers(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _owner() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as containers have them
        return str(os.getuid()) if hasattr(os, "getuid") else ""
