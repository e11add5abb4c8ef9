"""Read documents into the store; reading one again changes nothing.

One line a document on stderr, or a progress bar on a terminal; at the end a table of what became of them.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.as_one import take_as_one
from ingest.batch import Failure
from ingest.finding import find_files
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
from ingest.pipeline import open_reading
from ingest.settings import find_config, load_settings
from ingest.terminal import examples
from normalise.records import Extraction

if TYPE_CHECKING:
    from ingest.keeping import Ingested

logger = logging.getLogger(__name__)

SHOWN_OUTCOMES = ("new", "unchanged", "superseded", "failed")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan ingest plans/",
        "peerplan ingest plan.txt report.md --db plans.db",
        "peerplan ingest --as-one summary.html findings.html recommendations.html",
        "peerplan ingest plans.zip",
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
) -> None:
    """Read documents into the store; reading one again changes nothing.

    Folders are read to the bottom, and so are ZIP archives and what is attached to e-mails: each document in them is
    one of its own. What a folder's documents lack may stand in its peerplan.csv, with the columns file, council,
    published, challenge and kind.
    """
    given = read_given(council, published, challenge, kind)
    from store.sqlite_file import find_sqlite_path

    store_path = find_sqlite_path(db)
    settings = load_settings(find_config(config, beside=store_path))
    read_settings = set_formats(settings.reading, pdf_engine, no_tags=no_tags, no_join=no_join, ocr=ocr)
    files = find_files(paths, given, store=store_path)
    if not files:
        logger.warning("peerplan: no documents in %s", ", ".join(map(str, paths)))
        return
    counts: Counter[str] = Counter()
    with open_reading(settings.reading_limits, in_process=in_process) as reading:  # it loads while the store does
        from ingest.containers import open_containers
        from ingest.keeping import ingest_files
        from store.engine import open_store

        try:
            with open_store(db) as store:
                found = open_containers(reading, files)
                documents = take_as_one(tuple(found)) if is_one else found
                for done in _shown(ingest_files(store, reading.read, documents, read_settings), len(files)):
                    counts[done.outcome] += 1
        except KeyboardInterrupt as interrupt:
            interrupt.add_note(f"{counts.total()} of {len(files)} files are done and kept; run it again for the rest")
            raise
    _print_counts(counts)
    if counts["failed"]:
        raise typer.Exit(1)


def _shown(run: Iterable[Ingested], file_count: int) -> Iterator[Ingested]:
    """Yield what became of each file, told meanwhile: by a progress bar on a terminal, else by one line each."""
    if not sys.stderr.isatty() or not logger.isEnabledFor(logging.INFO):
        for done in run:
            _log(done, logging.INFO)
            yield done
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from ingest.tables import console_for

    columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console_for(sys.stderr), transient=True) as progress:
        task = progress.add_task("", total=file_count)
        for done in run:
            _log(done, logging.DEBUG)
            progress.advance(task)
            progress.update(task, total=max(file_count, int(progress.tasks[0].completed)))  # archives hold several
            yield done


def _log(done: Ingested, level: int) -> None:
    name, seconds = done.file.location, f"{done.seconds:.1f} s"
    match done.result:
        case Failure() as failure:
            logger.error("%s: failed (%s): %s", name, failure.code, failure.message)
        case Extraction() as extraction:
            logger.log(level, "%s: %s, %s; %s", name, done.outcome, describe(extraction), seconds)
        case None:
            logger.log(level, "%s: %s; %s", name, done.outcome, seconds)


def describe(extraction: Extraction) -> str:
    """Return in one line what kind of document it is and how much was read out of it.

    >>> from normalise.records import DocumentFacts, Source
    >>> source = Source(name="plan.txt", sha256="0" * 64, media_type="text/plain", size=1)
    >>> describe(Extraction(source=source, document=DocumentFacts()))
    'other, text/plain: 0 recommendations, 0 actions, 0 progress; no issues'
    """
    counts = (
        f"{len(extraction.recommendations)} recommendations",
        f"{len(extraction.actions)} actions",
        f"{len(extraction.progress)} progress",
    )
    severities = Counter(issue.severity for issue in extraction.issues)
    issues = ", ".join(f"{severities[name]} {name}" for name in ("error", "warning", "info") if severities[name])
    kind = f"{extraction.document.kind}, {extraction.source.media_type}"
    return f"{kind}: {', '.join(counts)}; {f'issues: {issues}' if issues else 'no issues'}"


def _print_counts(counts: Counter[str]) -> None:
    if not logger.isEnabledFor(logging.INFO):
        return
    from ingest.tables import console_for, result_table

    console_for().print(result_table(SHOWN_OUTCOMES, [[counts[name] for name in SHOWN_OUTCOMES]]))
