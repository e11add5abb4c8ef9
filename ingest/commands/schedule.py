"""Print what has `peerplan refresh` called every day: units for systemd, a crontab, launchd or Windows.

Nothing is installed: how to is in docs/operations.md.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.options import DEFAULT_STORE, ConfigOption, StoreOption
from ingest.terminal import examples
from normalise.errors import UsageError

if TYPE_CHECKING:
    from ingest.schedule.plan import Plan, Unit

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="Print what has `peerplan refresh` called every day: units for systemd, a crontab, launchd or Windows.",
)

AtOption = Annotated[str, typer.Option("--at", metavar="TIME", help="The time of day.")]
MailOption = Annotated[
    str | None, typer.Option("--mail", metavar="ADDRESS", help="Mail there what became of a refresh that failed.")
]
IntoOption = Annotated[
    Path | None, typer.Option("--into", metavar="FOLDER", help="Write the files there instead of printing them.")
]


@app.command(epilog=examples("peerplan schedule systemd --db /srv/plans/plans.db --into /etc/systemd/system"))
def systemd(
    *,
    db: StoreOption = DEFAULT_STORE,
    config: ConfigOption = None,
    at: AtOption = "06:15",
    mail: MailOption = None,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="Whose account it runs under, if not yours.")] = None,
    into: IntoOption = None,
) -> None:
    """Print a service, its timer, and what tells of a failure."""
    from ingest.schedule.systemd import write
    from store.programs import this_program

    _give(write, db, config, at, mail, into, user=this_program().owner if user is None else user)


@app.command(epilog=examples("peerplan schedule cron --mail plans@withy.example | crontab -"))
def cron(
    *,
    db: StoreOption = DEFAULT_STORE,
    config: ConfigOption = None,
    at: AtOption = "06:15",
    mail: MailOption = None,
    into: IntoOption = None,
) -> None:
    """Print the lines of a crontab."""
    from ingest.schedule.cron import write

    _give(write, db, config, at, mail, into)


@app.command(epilog=examples("peerplan schedule launchd --into ~/Library/LaunchAgents"))
def launchd(
    *,
    db: StoreOption = DEFAULT_STORE,
    config: ConfigOption = None,
    at: AtOption = "06:15",
    mail: MailOption = None,
    into: IntoOption = None,
) -> None:
    """Print a property list for macOS."""
    from ingest.schedule.launchd import write

    _give(write, db, config, at, mail, into)


@app.command(epilog=examples("peerplan schedule windows --into ."))
def windows(
    *, db: StoreOption = DEFAULT_STORE, config: ConfigOption = None, at: AtOption = "06:15", into: IntoOption = None
) -> None:
    """Print a task for the Windows Task Scheduler, untested."""
    from ingest.schedule.windows import write

    _give(write, db, config, at, None, into)


def _give(  # one for each option
    write: Callable[[Plan], tuple[Unit, ...]],
    db: str,
    config: Path | None,
    at: str,
    mail: str | None,
    into: Path | None,
    *,
    user: str = "",
) -> None:
    """Print the units, each below its name where there are several, or write them into a folder."""
    from ingest.schedule.plan import find_program, make_plan
    from store.sqlite_file import find_sqlite_path

    store = find_sqlite_path(db)
    if store is None:
        raise UsageError("units are printed for a store that is a file: the address of a server may hold a password")
    units = write(make_plan(find_program(), store, config, at=at, user=user, mail=mail))
    if into is None:
        print("\n".join(f"# {unit.name}\n{unit.text}" if len(units) > 1 else unit.text for unit in units), end="")
        return
    for unit in units:
        try:
            (into / unit.name).write_text(unit.text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{into / unit.name}: cannot be written: {error.strerror}") from error
        print(into / unit.name)
