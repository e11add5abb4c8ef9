"""Fetch what is new behind the sources, and read what has changed or is read better by now.

One line a document on stderr, or a progress bar on a terminal; at the end a summary fit for a mail on stdout.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.archive import Archive, archive_beside
from ingest.commands.ingest import MAX_JOBS
from ingest.interrupts import ending_in_order
from ingest.log_lines import use_log_format
from ingest.network_store import warn_of_network
from ingest.options import DEFAULT_STORE, ConfigOption, InProcessOption, StoreOption
from ingest.run_options import RunOptions, choose_jobs
from ingest.settings import Settings, find_config, load_settings
from ingest.terminal import examples
from normalise.errors import PeerplanError, UsageError
from store.errors import StoreError
from store.outcomes import Outcome
from store.sqlite_file import find_sqlite_path

if TYPE_CHECKING:
    from ingest.refreshing import Choice, Told
    from store.engine import Store
    from store.run_report import RunReport

logger = logging.getLogger(__name__)

_MANY = 1_000  # documents: how many there will be is not known before

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@dataclass(frozen=True, slots=True)
class _Place:
    """The store that is written, its archive, and the path of the store that was named."""

    target: str
    archive: Archive
    named: Path | None


@app.command(
    epilog=examples(
        "peerplan refresh --due",
        "peerplan refresh --source withy --dry-run",
        "peerplan refresh --due --jobs 2 --log-format json",
    )
)
def refresh(
    *,
    db: StoreOption = DEFAULT_STORE,
    is_due: Annotated[bool, typer.Option("--due", help="Ask only sources whose days are over.")] = False,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="Ask this source only. Repeatable.")
    ] = None,
    is_dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Fetch and read, say what would change, and write nothing.")
    ] = False,
    originals: Annotated[
        Path | None,
        typer.Option(
            envvar="PEERPLAN_ORIGINALS", metavar="FOLDER", help="The originals, if not <store>.originals beside it."
        ),
    ] = None,
    config: ConfigOption = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also ask private addresses and any port, such as a test site.")
    ] = False,
    in_process: InProcessOption = False,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, max=MAX_JOBS, metavar="N", help="Documents read at a time, if not one a core."),
    ] = None,
    retry_quarantined: Annotated[
        bool,
        typer.Option("--retry-quarantined", help="Try documents again that hung, crashed or took too much twice."),
    ] = False,
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="How long to wait for another run on the same store.")
    ] = 60.0,
    webhook: Annotated[str | None, typer.Option(metavar="URL", help="Post how it went there, as JSON.")] = None,
    log_format: Annotated[
        str, typer.Option(metavar="FORMAT", help="What is said of each document: text, or json, an object a line.")
    ] = "text",
) -> None:
    """Fetch what is new behind the sources, and read what has changed or is read better by now.

    Documents are fetched into the folder of originals beside the store. What a source leads to no longer, or cannot
    answer just now, is kept as it was fetched last.
    """
    from ingest.refreshing import Choice

    use_log_format(log_format)
    path = find_sqlite_path(db)
    settings = load_settings(find_config(config, beside=path))
    if allow_private:
        settings = settings.model_copy(update={"fetch": settings.fetch.model_copy(update={"allow_private": True})})
    options = RunOptions(
        command="refresh",
        jobs=1 if in_process else jobs or choose_jobs(_MANY),
        limits=settings.reading_limits,
        retry_quarantined=retry_quarantined,
        wait_seconds=0.0 if is_dry_run else wait,
    )
    choice = Choice(tuple(source or ()), is_due)
    place = _Place(db, _find_archive(path, originals), path)
    warn_of_network(path)
    with ending_in_order():
        if is_dry_run:
            run, told = _try(place, choice, settings, options, in_process=in_process)
            is_well = True
        else:
            with _telling_what_is_kept(db):
                run, told = _refresh(place, choice, settings, options, in_process=in_process)
            _print_summary(db, run, told)
            is_well = _check(db, run, settings, webhook)
    if run.counts[Outcome.FAILED] or told.fault_count or not is_well:
        raise typer.Exit(1)


def _refresh(
    place: _Place, choice: Choice, settings: Settings, options: RunOptions, *, in_process: bool
) -> tuple[RunReport, Told]:
    """Return how the run went."""
    from ingest.fetch.fetcher import Fetcher
    from ingest.ledger import Clock, open_run
    from ingest.pipeline import open_readings
    from ingest.refreshing import Refresh
    from ingest.telling import tell
    from store.engine import open_store
    from store.run_report import load_run

    clock, reading_settings = Clock(), settings.reading
    with (
        open_store(place.target, create=False) as store,
        _checked(store, choice),
        open_readings(options.limits, options.jobs, in_process=in_process) as reading,
        Fetcher(settings.fetch) as fetcher,
        open_run(store, options, clock) as run,
    ):
        place.archive.sweep()
        refreshing = Refresh(
            store, run, reading, fetcher, place.archive, reading_settings, clock=clock, store_path=place.named
        )
        with closing(refreshing.work(choice)) as documents:
            for _ in tell(documents, 0):
                pass
    return load_run(place.target, run.number, now=datetime.now(UTC)), refreshing.told


@contextmanager
def _telling_what_is_kept(target: str) -> Iterator[None]:
    """Say what was kept where all ends early."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        interrupt.add_note(f"{_count_kept(target)} documents are done and kept; run it again for the rest")
        raise
    except StoreError:
        if count := _count_kept(target):
            told = "peerplan: %d documents are done and kept; run it again for the rest"
            logger.error(told, count)  # noqa: TRY400  # the error tells itself
        raise


def _count_kept(target: str) -> int:
    from store.programs import this_program
    from store.run_report import count_done

    with suppress(PeerplanError):
        return count_done(target, this_program())
    return 0


@contextmanager
def _checked(store: Store, choice: Choice) -> Iterator[None]:
    """Raise UsageError for a source that cannot be asked, before a run begins."""
    from ingest.refreshing import choose_sources

    choose_sources(store, choice)
    yield


def _try(
    place: _Place, choice: Choice, settings: Settings, options: RunOptions, *, in_process: bool
) -> tuple[RunReport, Told]:
    """Return how the run would go, printed."""
    from ingest.refresh_mail import trial_text
    from ingest.trial import open_trial
    from store.change_report import list_changes
    from store.run_report import list_files

    with _saying_that_nothing_is_kept(), open_trial(place.target, place.archive) as (copy, archive):
        trial = _Place(str(copy), archive, place.named)
        before = list_changes(copy)
        run, told = _refresh(trial, choice, settings, options, in_process=in_process)
        changes = [change for key, change in list_changes(copy).items() if key not in before]
        print(trial_text(run, list_files(trial.target, run.number), told, changes))
    return run, told


@contextmanager
def _saying_that_nothing_is_kept() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt as interrupt:
        interrupt.add_note("nothing was written")
        raise


def _print_summary(target: str, run: RunReport, told: Told) -> None:
    """Print the summary; where only trouble is to be told, only of trouble."""
    from ingest.refresh_mail import refresh_mail
    from store.run_report import list_files

    has_trouble = bool(told.troubles or run.counts[Outcome.FAILED] or run.counts[Outcome.QUARANTINED])
    if logger.isEnabledFor(logging.INFO) or has_trouble:
        print(refresh_mail(run, list_files(target, run.number), told))
    if not told.followed_count:
        logger.warning("peerplan: no sources are followed; `peerplan sources add` follows one")


def _check(target: str, run: RunReport, settings: Settings, webhook: str | None) -> bool:
    """Return whether nothing is grave of what is not as expected, and whoever is to be told was; printed."""
    from ingest.expecting import find_unmet, tell_unmet, worst
    from ingest.webhook import send_report

    unmet = find_unmet(settings.expect, target, now=datetime.now(UTC))
    if unmet or logger.isEnabledFor(logging.INFO):
        print(tell_unmet(unmet, len(settings.expect)))
    return send_report(webhook, unmet, settings.fetch, run=run) and worst(unmet) != "fail"


def _find_archive(path: Path | None, originals: Path | None) -> Archive:
    if originals:
        return Archive(originals)
    if path is None:
        raise UsageError("a store on a server has no folder beside it: say with --originals where originals are kept")
    return archive_beside(path)
