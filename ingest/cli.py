"""The command line: finds the commands, says in one line what went wrong, and sets the exit status.

A command is a file in `ingest/commands/`, its name the file's, its help line that file's first. It is imported only
when it is called, so that `peerplan --help` need not load a database library. What a command does is left to its file.

Exit status: 0, 1 where a document failed or a fault is ours, 2 for wrong use, 130 for Ctrl-C; an error may bring one of
its own (`exit_status`).
"""

from __future__ import annotations

import io
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from ingest.terminal import examples, printable
from normalise.errors import PeerplanError, UsageError

INTERRUPTED = 130
GENERAL_OPTIONS = ("--quiet", "-q", "--debug")

Command = TyperCommand | TyperGroup


@dataclass(frozen=True, slots=True)
class Manner:
    """How the program is to speak; every command finds it in its context."""

    is_quiet: bool = False
    is_debugging: bool = False


class CommandsByFolder(TyperGroup):
    """Lists the files of `ingest/commands/` as commands and imports the one that is called."""

    def __init__(self, **attributes: Any) -> None:  # typer's own attributes
        super().__init__(**attributes)
        for name, help_line in iter_commands():
            self.add_command(TyperCommand(name, help=help_line, rich_markup_mode=None), name)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # as below
        """Take in the options, those of the program itself wherever they stand."""
        end = args.index("--") if "--" in args else len(args)
        general = [arg for arg in args[:end] if arg in GENERAL_OPTIONS]
        return super().parse_args(ctx, general + [arg for arg in args[:end] if arg not in general] + args[end:])

    def resolve_command(  # type: ignore[override]  # typer makes no other contexts
        self, ctx: typer.Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Return the called command itself in the place of the one that was listed."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, load_command(name) if name else None, rest

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer makes no other contexts
        """Run the command. What goes wrong becomes one line and an exit status."""
        with _told_in_one_line(ctx):
            return super().invoke(ctx)


def iter_commands() -> Iterator[tuple[str, str]]:
    """Yield the name and the help line of every command, read from the files without importing them."""
    folder = files("ingest.commands")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py") and not entry.name.startswith("_"):
            yield entry.name.removesuffix(".py"), entry.read_text(encoding="utf-8").split('"""')[1].splitlines()[0]


def load_command(name: str) -> Command:
    """Return a command, imported: the `app` of its file."""
    command = cast("Command", get_command(import_module(f"ingest.commands.{name}").app))
    command.name = name
    return command


app = typer.Typer(name="peerplan", cls=CommandsByFolder, rich_markup_mode=None, pretty_exceptions_enable=False)


def _print_version(is_wanted: bool) -> None:  # typer's callback
    if is_wanted:
        from ingest.version import program_version

        print(f"peerplan {program_version()}")
        raise typer.Exit


@app.callback(
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    epilog=examples("peerplan extract plan.txt", "peerplan ingest plans/", "peerplan report overdue"),
)
def _peerplan(
    ctx: typer.Context,
    is_quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
    is_debugging: Annotated[bool, typer.Option("--debug", help="Show tracebacks and what the libraries log.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read what councils publish about Corporate Peer Challenges into rows that an analyst can query."""
    ctx.obj = Manner(is_quiet, is_debugging)
    _start_logging(ctx.obj)


class _LineHandler(logging.Handler):
    """Writes one escaped line a record to what stderr is at that moment: a progress bar takes its place for a while."""

    def emit(self, record: logging.LogRecord) -> None:
        print(printable(record.getMessage()), file=sys.stderr)
        if record.exc_info and record.exc_info[1]:
            _print_traceback(record.exc_info[1])


def _start_logging(manner: Manner) -> None:
    logging.basicConfig(handlers=[_LineHandler()], level=logging.WARNING, force=True)
    level = logging.DEBUG if manner.is_debugging else logging.WARNING if manner.is_quiet else logging.INFO
    for ours in ("ingest", "parsers", "normalise", "store"):
        logging.getLogger(ours).setLevel(level)


@contextmanager
def _told_in_one_line(ctx: typer.Context) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as interrupt:
        _complain(": ".join(("interrupted", *getattr(interrupt, "__notes__", ()))))
        raise typer.Exit(getattr(interrupt, "exit_status", INTERRUPTED)) from None
    except PeerplanError as error:
        _complain(str(error))
        raise typer.Exit(getattr(error, "exit_status", 2 if isinstance(error, UsageError) else 1)) from error
    except (typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except Exception as error:
        if hasattr(error, "exit_code"):  # typer's own words about wrong use
            raise
        _tell_fault(error, ctx)
        raise typer.Exit(1) from error


def _tell_fault(error: Exception, ctx: typer.Context) -> None:
    if isinstance(ctx.obj, Manner) and ctx.obj.is_debugging:
        _print_traceback(error)
    _complain(f"unexpected {type(error).__name__}: {error}; run with --debug for the traceback")


def _print_traceback(error: BaseException) -> None:
    for line in "".join(traceback.format_exception(error)).splitlines():
        print(printable(line), file=sys.stderr)


def _complain(words: str) -> None:
    print(f"peerplan: {printable(words)}", file=sys.stderr)


def main() -> None:
    """Run the program; the entry of the `peerplan` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="peerplan")
