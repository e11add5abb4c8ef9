"""What is to be scheduled: which program, on which store, when, and who is told."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from normalise.errors import UsageError

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)")
_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9.-]+")
WAIT_SECONDS = 3_600  # for a run that somebody has started by hand


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to be put somewhere: the name of its file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A daily refresh: the words that call the program, the store, its settings, the time of day, and who is told."""

    program: tuple[str, ...]
    store: Path
    config: Path | None = None
    hour: int = 6
    minute: int = 15
    user: str = ""
    mail: str | None = None

    @property
    def folder(self) -> Path:
        """Return the folder of the store: what is written lies in it."""
        return self.store.parent

    @property
    def refresh(self) -> tuple[str, ...]:
        """Return the words of the call."""
        config = ("--config", str(self.config)) if self.config else ()
        waiting = ("--wait", str(WAIT_SECONDS))
        return (*self.program, "--quiet", "refresh", "--due", "--db", str(self.store), *waiting, *config)

    @property
    def tell(self) -> tuple[str, ...]:
        """Return the words that print what became of the last run."""
        return (*self.program, "runs", "show", "--mail", "--db", str(self.store))


def find_program() -> tuple[str, ...]:
    """Return the words that call this very installation."""
    script = Path(sys.executable).with_name("peerplan")
    return (str(script),) if script.is_file() else (sys.executable, "-P", "-m", "ingest")


def make_plan(  # what a user may say
    program: tuple[str, ...], store: Path, config: Path | None, *, at: str, user: str, mail: str | None
) -> Plan:
    """Return the plan, its paths whole. Raises UsageError for a time, address or path that no unit can hold."""
    time = _TIME.fullmatch(at)
    if time is None:
        raise UsageError(f"--at: {at!r} is no time of day; write 06:15")
    if mail is not None and not _MAIL.fullmatch(mail):
        raise UsageError(f"--mail: {mail!r} is no plain mail address")
    absolute = store.absolute()
    plan = Plan(
        program, absolute, config.absolute() if config else None, int(time["hour"]), int(time["minute"]), user, mail
    )
    for word in (*plan.refresh, user):
        if _CONTROL.search(word):
            raise UsageError(f"{word!r}: no unit can hold a path with control characters; move it")
    return plan
