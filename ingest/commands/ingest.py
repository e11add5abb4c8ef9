"""Read documents into the store; reading one again changes nothing.

One line a document on stderr, or a progress bar on a terminal; at the end a table of what became of them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

import typer

from ingest.as_one import take_as_one
from ingest.finding import FoundFile, find_files
from ingest.interrupts import ending_in_order
from ingest.log_lines import use_log_format
from ingest.network_store import warn_of_network
from ingest.options import (
    DEFAULT_STORE,
    AsOneOption,
    ChallengeOption,
    ConfigOption,
    CouncilOption,
    InProcessOption,
    KindOption,
    NoJoinOption,
    NoTagsOption,
    OcrOption,
    PdfEngineOption,
    PublishedOption,
    StoreOption,
    read_given,
    set_formats,
)
from ingest.pipeline import open_readings
from ingest.reading import Reading
from ingest.run_options import RunOptions, choose_jobs
from ingest.settings import find_config, load_settings
from ingest.terminal import examples
from normalise.errors import PeerplanError
from parsers.given import ReadSettings
from store.errors import StoreError
from store.sqlite_file import find_sqlite_path

logger = logging.getLogger(__name__)

SHOWN_OUTCOMES = ("new", "unchanged", "superseded", "failed")
RARE_OUTCOMES = ("quarantined", "withdrawn")
MAX_JOBS = 64

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan ingest plans/",
        "peerplan ingest plan.txt report.md --db plans.db",
        "peerplan ingest --as-one summary.html findings.html recommendations.html",
        "peerplan ingest plans.zip --jobs 4",
        'peerplan ingest plan.txt --council "Withy District Council" --published 2025-03',
    )
)
def ingest(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Documents, and folders of them.", show_default=False)
    ],
    *,
    db: StoreOption = DEFAULT_STORE,
    is_one: AsOneOption = False,
    council: CouncilOption = None,
    published: PublishedOption = None,
    challenge: ChallengeOption = None,
    kind: KindOption = None,
    pdf_engine: PdfEngineOption = None,
    ocr: OcrOption = None,
    no_tags: NoTagsOption = False,
    no_join: NoJoinOption = False,
    config: ConfigOption = None,
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
    log_format: Annotated[
        str, typer.Option(metavar="FORMAT", help="What is said of each document: text, or json, an object a line.")
    ] = "text",
) -> None:
    """Read documents into the store; reading one again changes nothing.

    Folders are read to the bottom, and so are ZIP archives and what is attached to e-mails: each document in them is
    one of its own. What a folder's documents lack may stand in its peerplan.csv, with the columns file, council,
    published, challenge and kind.
    """
    given = read_given(council, published, challenge, kind)
    use_log_format(log_format)
    store_path = find_sqlite_path(db)
    settings = load_settings(find_config(config, beside=store_path))
    read_settings = set_formats(settings.reading, pdf_engine, no_tags=no_tags, no_join=no_join, ocr=ocr)
    with ending_in_order():
        files = find_files(paths, given, store=store_path)
        if not files:
            logger.warning("peerplan: no documents in %s", ", ".join(map(str, paths)))
            return
        options = RunOptions(
            jobs=1 if in_process else jobs or choose_jobs(len(files)),  # pdfium bears one thread only
            limits=settings.reading_limits,
            retry_quarantined=retry_quarantined,
            wait_seconds=wait,
        )
        warn_of_network(store_path)
        with open_readings(options.limits, options.jobs, in_process=in_process) as reading:
            counts = _ingest(db, reading, files, read_settings, options, is_one=is_one)
    _print_counts(counts)
    if counts["failed"]:
        raise typer.Exit(1)


def _ingest(
    db: str, reading: Reading, files: Sequence[FoundFile], settings: ReadSettings, options: RunOptions, *, is_one: bool
) -> Counter[str]:
    """Return how many documents ended in each way. Where all ends early, it is said what was kept."""
    from ingest.containers import open_containers
    from ingest.keeping import ingest_files
    from ingest.telling import tell
    from store.engine import open_store

    counts: Counter[str] = Counter()
    try:
        with open_store(db) as store:
            found = open_containers(reading, files)
            documents = take_as_one(tuple(found)) if is_one else found
            with closing(ingest_files(store, reading.read, documents, settings, options)) as run:
                for done in tell(run, len(files)):
                    counts[done.outcome] += 1
    except KeyboardInterrupt as interrupt:
        interrupt.add_note(_tell_kept(db, counts, files))
        raise
    except StoreError:
        if counts:
            logger.error("peerplan: %s", _tell_kept(db, counts, files))  # noqa: TRY400  # the error tells itself
        raise
    return counts


def _tell_kept(db: str, counts: Counter[str], files: Sequence[FoundFile]) -> str:
    from store.programs import this_program
    from store.run_report import count_done

    done = counts.total()
    with suppress(PeerplanError):
        done = count_done(db, this_program())  # what was kept at the very end may not be counted here
    return f"{done} of {max(done, len(files))} files are done and kept; run it again for the rest"


def _print_counts(counts: Counter[str]) -> None:
    if not logger.isEnabledFor(logging.INFO):
        return
    from ingest.tables import console_for, result_table

    shown = [*SHOWN_OUTCOMES, *(name for name in RARE_OUTCOMES if counts[name])]
    console_for().print(result_table(shown, [[counts[name] for name in shown]]))
