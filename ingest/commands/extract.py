"""Read documents and print what they say.

What a table looks like is `ingest.extraction_tables`'; keeping is left to `peerplan ingest`.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.batch import Failure, extract_files
from ingest.finding import FoundFile
from ingest.options import (
    ChallengeOption,
    ConfigOption,
    CouncilOption,
    InProcessOption,
    KindOption,
    NoTagsOption,
    PdfEngineOption,
    PublishedOption,
    read_given,
    refuse_both,
    set_formats,
)
from ingest.pipeline import open_reader
from ingest.settings import find_config, load_settings
from ingest.terminal import examples, printable_json
from normalise.records import Extraction

logger = logging.getLogger(__name__)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan extract plan.txt",
        "peerplan extract plan.txt --json > plan.json",
        "peerplan extract plans/*.txt --published 2025-03",
    )
)
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="The documents.", show_default=False)],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON by the contract; several files: one JSON object a line.")
    ] = False,
    as_table: Annotated[bool, typer.Option("--table", help="Print a table, in a pipe too.")] = False,
    council: CouncilOption = None,
    published: PublishedOption = None,
    challenge: ChallengeOption = None,
    kind: KindOption = None,
    pdf_engine: PdfEngineOption = None,
    no_tags: NoTagsOption = False,
    config: ConfigOption = None,
    in_process: InProcessOption = False,
) -> None:
    """Read documents and print what they say.

    A table on a terminal, JSON by the contract in a pipe. Nothing is kept; `peerplan ingest` does that.
    """
    refuse_both("--json", "--table", as_json, as_table)
    given = read_given(council, published, challenge, kind)
    settings = load_settings(find_config(config))
    reading = set_formats(settings.reading, pdf_engine, no_tags=no_tags)
    show = _print_table if as_table or (sys.stdout.isatty() and not as_json) else _print_json
    failed = False
    with open_reader(settings.reading_limits, in_process=in_process) as read:
        files = [FoundFile(path, given) for path in paths]
        for file, result in extract_files(read, files, reading):
            if isinstance(result, Failure):
                logger.error("peerplan: %s: %s", file.path, result.message)
                failed = True
            else:
                show(result, len(files))
    if failed:
        raise typer.Exit(1)


def _print_json(extraction: Extraction, file_count: int) -> None:
    print(printable_json(extraction.to_json(indent=2 if file_count == 1 else None)), flush=True)


def _print_table(extraction: Extraction, _file_count: int) -> None:
    from ingest.extraction_tables import print_extraction
    from ingest.tables import console_for

    print_extraction(console_for(), extraction)
