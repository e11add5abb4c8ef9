"""Say why a document was put together as it was: where printing may have cut something, and what was decided there.

What is weighed there is `parsers.repair.joining`'s; nothing is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.batch import Failure, attempt
from ingest.finding import FoundFile, read_file
from ingest.options import (
    ConfigOption,
    InProcessOption,
    JsonOption,
    NoTagsOption,
    OcrOption,
    PdfEngineOption,
    set_formats,
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

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan explain plan.pdf",
        "peerplan explain plan.pdf --doubtful",
        "peerplan explain plan.pdf --json > joints.json",
    )
)
def explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The document.", show_default=False)],
    *,
    only_doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Only what the evidence did not make clear.")
    ] = False,
    as_json: JsonOption = False,
    pdf_engine: PdfEngineOption = None,
    ocr: OcrOption = None,
    no_tags: NoTagsOption = False,
    config: ConfigOption = None,
    in_process: InProcessOption = False,
) -> None:
    """Say why a document was put together as it was.

    Wherever a page's end may have cut a table, a row or a paragraph: the words on both sides, what speaks for one piece
    (above 0) and against it, and what was decided. More than 0 in all makes one.
    """
    settings = load_settings(find_config(config))
    read_settings = set_formats(settings.reading, pdf_engine, no_tags=no_tags, ocr=ocr)
    file = FoundFile(path, NOTHING_GIVEN)
    with open_reading(settings.reading_limits, in_process=in_process) as reading:
        explanation = attempt(file, partial(_explain, reading, file, read_settings))
    if isinstance(explanation, Failure):
        logger.error("peerplan: %s: %s", path, explanation.message)
        raise typer.Exit(1)
    shown = [joint for joint in explanation.joints if joint.is_doubtful or not only_doubtful]
    if as_json:
        from ingest.explanations import explanation_json

        print(printable_json(explanation_json(explanation, shown)))
    else:
        _print(explanation, shown)


def _explain(reading: Reading, file: FoundFile, settings: ReadSettings) -> Explanation:
    return reading.explain(Task(utf8_name(file.path.name), read_file(file.path), settings=settings))


def _print(explanation: Explanation, shown: Sequence[Joint]) -> None:
    from ingest.explanations import describe_joints
    from ingest.tables import console_for

    console = console_for()
    for line in describe_joints(shown):
        console.print(line, soft_wrap=True)
    joined = sum(joint.is_joined for joint in explanation.joints)
    doubtful = sum(joint.is_doubtful for joint in explanation.joints)
    name, count = printable(explanation.name), len(explanation.joints)
    print(f"{name}: {count} places, {joined} made one, {count - joined} kept apart, {doubtful} in doubt")
