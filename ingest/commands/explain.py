"""Say why a document was read as it was: layouts, what each column was taken for, what was joined, what was not used.

What is weighed there is `parsers.roles`'s and `parsers.repair.joining`'s; nothing is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.batch import Failure, attempt
from ingest.containers import choose_documents
from ingest.finding import FoundFile
from ingest.options import (
    ConfigOption,
    HeadersOption,
    InProcessOption,
    JsonOption,
    NoTagsOption,
    OcrOption,
    PdfEngineOption,
    set_formats,
    with_headers,
)
from ingest.pipeline import open_reading
from ingest.reading import Reading, Task
from ingest.settings import find_config, load_settings
from ingest.terminal import examples, printable, printable_json, utf8_name
from parsers.given import NOTHING_GIVEN, ReadSettings

if TYPE_CHECKING:
    from parsers.explain import Explanation
    from parsers.joints import Joint

logger = logging.getLogger(__name__)

_NO_PLAN = ("furniture", "narrative")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan explain plan.pdf",
        "peerplan explain plan.pdf --doubtful",
        "peerplan explain plan.pdf --json > why.json",
        "peerplan explain plan.pdf --headers our-headers.csv",
        "peerplan explain plans.zip --member plan.docx",
    )
)
def explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The document.", show_default=False)],
    *,
    only_doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only what the evidence did not make clear.")
    ] = False,
    as_json: JsonOption = False,
    member: Annotated[
        str | None, typer.Option("--member", metavar="NAME", help="The document of that name in an archive or e-mail.")
    ] = None,
    headers: HeadersOption = None,
    pdf_engine: PdfEngineOption = None,
    ocr: OcrOption = None,
    no_tags: NoTagsOption = False,
    config: ConfigOption = None,
    in_process: InProcessOption = False,
) -> None:
    """Say why a document was read as it was.

    The layout that read each section; what each column of a table was taken for, and what spoke for it (above 0) and
    against it; wherever a page's end may have cut a table, a row or a paragraph, what was decided; and what no value
    was read from. Of an archive or e-mail, the document that --member names.
    """
    settings = load_settings(find_config(config))
    read_settings = with_headers(settings.reading, headers)
    read_settings = set_formats(read_settings, pdf_engine, no_tags=no_tags, ocr=ocr)
    with open_reading(settings.reading_limits, in_process=in_process) as reading:
        named = (FoundFile(path, NOTHING_GIVEN),)
        [file] = choose_documents(reading, named, (member,) if member else (), is_all_wanted=False)
        explanation = attempt(file, partial(_explain, reading, file, read_settings))
    if isinstance(explanation, Failure):
        logger.error("peerplan: %s: %s", file.location, explanation.message)
        raise typer.Exit(1)
    shown = [joint for joint in explanation.joints if joint.is_doubtful or not only_doubtful]
    if as_json:
        from ingest.explanations import explanation_json

        print(printable_json(explanation_json(explanation, shown)))
    else:
        _print(explanation, shown, only_doubtful=only_doubtful)


def _explain(reading: Reading, file: FoundFile, settings: ReadSettings) -> Explanation:
    return reading.explain(Task(utf8_name(file.name), file.load(), settings=settings))


def _print(explanation: Explanation, shown: Sequence[Joint], *, only_doubtful: bool) -> None:
    from ingest.explanations import describe_joints, describe_sections, describe_tables, describe_unused
    from ingest.tables import console_for

    console = console_for()
    tables = [table for table in explanation.tables if not only_doubtful or table.is_doubtful]
    unused = [piece for piece in explanation.unused if not only_doubtful or piece.use not in _NO_PLAN]
    sections = () if only_doubtful else explanation.sections
    told = (describe_sections(sections), describe_tables(tables), describe_joints(shown), describe_unused(unused))
    for line in chain(*told):
        console.print(line, soft_wrap=True)
    _print_counts(explanation)


def _print_counts(explanation: Explanation) -> None:
    joined = sum(joint.is_joined for joint in explanation.joints)
    doubtful = sum(joint.is_doubtful for joint in explanation.joints)
    name, count = printable(explanation.name), len(explanation.joints)
    columns = [column for table in explanation.tables for column in table.columns]
    unknown = sum(column.wording == "unknown" for column in columns)
    unread = sum(piece.use not in _NO_PLAN for piece in explanation.unused)
    print(f"{name}: {len(columns)} columns, {unknown} of unknown headings; {unread} pieces of the plan not read")
    print(f"{name}: {count} places, {joined} made one, {count - joined} kept apart, {doubtful} in doubt")
