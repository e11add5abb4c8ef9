"""Read documents and print what they say.

What a table looks like is `ingest.extraction_tables`'; keeping is left to `peerplan ingest`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ingest.as_one import take_as_one
from ingest.batch import Failure, attempt, extract_files
from ingest.containers import choose_documents
from ingest.finding import FoundFile
from ingest.options import (
    AsOneOption,
    ChallengeOption,
    ConfigOption,
    CouncilOption,
    HeadersOption,
    InProcessOption,
    KindOption,
    NoJoinOption,
    NoTagsOption,
    OcrOption,
    PdfEngineOption,
    PublishedOption,
    read_given,
    refuse_both,
    set_formats,
    with_headers,
)
from ingest.pipeline import open_reading
from ingest.settings import find_config, load_settings
from ingest.showing import PictureFolder, Shown, show_pages
from ingest.terminal import examples, printable_json
from normalise.records import Extraction

logger = logging.getLogger(__name__)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan extract plan.txt",
        "peerplan extract plan.txt --json > plan.json",
        "peerplan extract plans/*.txt --published 2025-03",
        "peerplan extract plan.pdf --show pictures",
        "peerplan extract plans.zip --member plan.docx",
        "peerplan extract --as-one summary.html findings.html recommendations.html --json",
    )
)
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="The documents.", show_default=False)],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON by the contract; several files: one JSON object a line.")
    ] = False,
    as_table: Annotated[bool, typer.Option("--table", help="Print a table, in a pipe too.")] = False,
    members: Annotated[
        list[str] | None,
        typer.Option("--member", metavar="NAME", help="The document of that name in an archive or e-mail. Repeatable."),
    ] = None,
    is_all_wanted: Annotated[bool, typer.Option("--all", help="All documents in an archive or e-mail.")] = False,
    is_one: AsOneOption = False,
    council: CouncilOption = None,
    published: PublishedOption = None,
    challenge: ChallengeOption = None,
    kind: KindOption = None,
    pictures: Annotated[
        Path | None,
        typer.Option(
            "--show", metavar="OUT_DIR", help="Write a picture of each page of a PDF, with what was read from it."
        ),
    ] = None,
    pdf_engine: PdfEngineOption = None,
    ocr: OcrOption = None,
    no_tags: NoTagsOption = False,
    no_join: NoJoinOption = False,
    headers: HeadersOption = None,
    config: ConfigOption = None,
    in_process: InProcessOption = False,
) -> None:
    """Read documents and print what they say.

    A table on a terminal, JSON by the contract in a pipe. Nothing is kept; `peerplan ingest` does that. Of an archive
    or e-mail that holds one document, that is read; of several those that --member names, or --all.
    """
    refuse_both("--json", "--table", as_json, as_table)
    refuse_both("--member", "--all", bool(members), is_all_wanted)
    refuse_both("--as-one", "--show", is_one, pictures is not None)
    given = read_given(council, published, challenge, kind)
    settings = load_settings(find_config(config))
    reading_settings = with_headers(settings.reading, headers)
    read_settings = set_formats(reading_settings, pdf_engine, no_tags=no_tags, no_join=no_join, ocr=ocr)
    show = _print_table if as_table or (sys.stdout.isatty() and not as_json) else _print_json
    folder = PictureFolder(pictures) if pictures else None
    failed = False
    with open_reading(settings.reading_limits, in_process=in_process) as reading:
        named = [FoundFile(path, given) for path in paths]
        files = choose_documents(reading, named, members or (), is_all_wanted=is_all_wanted or is_one)
        files = take_as_one(files) if is_one else files
        for file, result in extract_files(reading.read, files, read_settings):
            if isinstance(result, Failure):
                logger.error("peerplan: %s: %s", file.location, result.message)
                failed = True
                continue
            show(result, len(files))
            if folder and not _draw(file, partial(show_pages, reading, file, result, read_settings, folder), folder):
                failed = True
    if failed:
        raise typer.Exit(1)


def _print_json(extraction: Extraction, file_count: int) -> None:
    print(printable_json(extraction.to_json(indent=2 if file_count == 1 else None)), flush=True)


def _print_table(extraction: Extraction, _file_count: int) -> None:
    from ingest.extraction_tables import print_extraction
    from ingest.tables import console_for

    print_extraction(console_for(), extraction)


def _draw(file: FoundFile, show: Callable[[], Iterator[Shown]], folder: PictureFolder) -> bool:
    """Draw the pages of a file and say how many there are; return whether all were."""
    pages = attempt(file, lambda: list(_with_progress(show())))
    if isinstance(pages, Failure):
        logger.error("peerplan: %s: not drawn: %s", file.location, pages.message)
        return False
    failures = [page for page in pages if page.failure]
    for page in failures:
        logger.error(
            "peerplan: %s: page %d is not drawn: %s", file.location, page.number, page.failure and page.failure.message
        )
    if drawn := len(pages) - len(failures):
        logger.info("%s: %d pages drawn in %s", file.location, drawn, folder.path)
    elif not pages:
        logger.warning("peerplan: %s: only PDFs have pages to draw", file.location)
    return not failures


def _with_progress(pages: Iterator[Shown]) -> Iterator[Shown]:
    """Yield the pages, told of by a progress bar on a terminal."""
    if not sys.stderr.isatty() or not logger.isEnabledFor(logging.INFO):
        yield from pages
        return
    from rich.progress import Progress

    from ingest.tables import console_for

    with Progress(console=console_for(sys.stderr), transient=True) as progress:
        task = progress.add_task("drawing", total=None)
        for page in pages:
            progress.update(task, total=page.of, advance=1)
            yield page
