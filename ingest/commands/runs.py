"""List the runs that read documents, or show what became of one.

What the summary for a mail looks like is `ingest.run_mail`'.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.options import DEFAULT_STORE, JsonOption, StoreOption, refuse_both
from ingest.terminal import examples, printable, printable_json
from store.outcomes import Outcome

if TYPE_CHECKING:
    from store.run_report import FileReport, RunReport

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(
    invoke_without_command=True, epilog=examples("peerplan runs", "peerplan runs show", "peerplan runs show 12 --mail")
)
def runs(
    ctx: typer.Context,
    *,
    last: Annotated[int, typer.Option(min=1, metavar="N", help="How many runs to list.")] = 20,
    db: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """List the runs that read documents, or show what became of one."""
    if ctx.invoked_subcommand is not None:
        ctx.obj = db
        return
    from ingest.run_mail import SHOWN, tell_seconds
    from ingest.tables import console_for, result_table
    from store.run_report import list_runs

    found = list_runs(db, now=datetime.now(UTC), last=last)
    if as_json:
        print(printable_json(json.dumps([_plain(run) for run in found], ensure_ascii=False, indent=2)))
        return
    rows = [
        (
            run.number,
            run.command,
            f"{run.started_at:%Y-%m-%d %H:%M}",
            run.state,
            tell_seconds(run.seconds),
            run.found,
            *(run.counts[outcome] for outcome in SHOWN),
        )
        for run in found
    ]
    columns = ("run", "command", "began (UTC)", "state", "took", "found", *SHOWN)
    console_for().print(result_table(columns, rows))


@app.command(
    epilog=examples("peerplan runs show", "peerplan runs show 12 --all", "peerplan runs show 12 --mail | mail -s …")
)
def show(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Argument(metavar="RUN", help="Its number; none shows the last one.")] = None,
    *,
    mail: Annotated[bool, typer.Option("--mail", help="On one screen: how it ended, the counts, what failed.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Documents that were unchanged, too.")] = False,
    db: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Show what became of each document of a run."""
    refuse_both("--mail", "--json", mail, as_json)
    from ingest.run_mail import run_mail
    from store.run_report import list_files, load_run

    # An option's place says nothing of what is meant: `runs --db PATH show` is `runs show --db PATH`.
    source = ctx.get_parameter_source("db")
    target = db if source and source.name == "COMMANDLINE" else str(ctx.obj)
    run = load_run(target, number, now=datetime.now(UTC))
    files = list_files(target, run.number)
    if mail:
        print(run_mail(run, files))
    elif as_json:
        told = _plain(run) | {"documents": [asdict(file) for file in files]}
        print(printable_json(json.dumps(told, ensure_ascii=False, indent=2)))
    else:
        _print_run(run, files, everything=everything)


def _print_run(run: RunReport, files: tuple[FileReport, ...], *, everything: bool) -> None:
    from ingest.run_mail import describe_run, split_folder, subject, tell_seconds
    from ingest.tables import console_for, result_table

    print("\n".join((subject(run), *describe_run(run))))
    folder, names = split_folder([file.location for file in files])
    named = zip(names, files, strict=True)
    shown = [(name, file) for name, file in named if everything or file.outcome is not Outcome.UNCHANGED]
    rows = [
        (
            name,
            str(file.outcome),
            tell_seconds(file.seconds) if file.seconds is not None else None,
            file.tries if file.tries > 1 else None,
            f"{file.code}: {file.message}" if file.code else None,
        )
        for name, file in shown
    ]
    if rows:
        print(f"In {printable(folder)}:" if folder else "")
        sys.stdout.flush()
        console_for().print(result_table(("document", "outcome", "read in", "tries", "why"), rows))
    if left_out := len(files) - len(shown):
        print(f"{left_out:,} unchanged: --all shows them")


def _plain(run: RunReport) -> dict[str, object]:
    told = asdict(run) | {"started_at": run.started_at.isoformat()}
    return told | {"finished_at": run.finished_at.isoformat() if run.finished_at else None}
