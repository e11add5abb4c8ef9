"""Measure extractions against gold files, field by field.

What is compared is `normalise.scoring`'s, which files are compared `ingest.evaluating`'s.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ingest.evaluating import Evaluation, Features, evaluate, evaluation_json, find_compared, read_features
from ingest.finding import FoundFile
from ingest.options import ConfigOption, InProcessOption, JsonOption
from ingest.pipeline import extract_file, open_reading
from ingest.reading import Read
from ingest.settings import find_config, load_settings
from ingest.terminal import examples, printable_json
from normalise.errors import UsageError
from normalise.records import Extraction
from normalise.scoring import ALIKE, EXACT, score, score_by_feature
from parsers.given import ReadSettings

logger = logging.getLogger(__name__)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    name="evaluate",
    epilog=examples(
        "peerplan evaluate plan.json gold/plan.json",
        "peerplan evaluate plan.pdf gold/plan.json --misses",
        "peerplan evaluate plans/ gold/ --min 0.95",
        "peerplan evaluate plans/ gold/ --by features.csv --json > figures.json",
    ),
)
def evaluate_command(
    predicted: Annotated[
        Path, typer.Argument(metavar="PREDICTED", help="An extraction, a document, or a folder.", show_default=False)
    ],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file, or a folder of them.", show_default=False)],
    *,
    as_json: JsonOption = False,
    with_misses: Annotated[bool, typer.Option("--misses", help="Also print every value that differs.")] = False,
    least: Annotated[
        float | None, typer.Option("--min", metavar="F", help="End with 1 where the overall F1 is under F (0 to 1).")
    ] = None,
    is_exact: Annotated[
        bool, typer.Option("--exact", help="Texts must be equal; otherwise 97 % of their words will do.")
    ] = False,
    by: Annotated[
        Path | None,
        typer.Option(
            "--by",
            metavar="FEATURES.csv",
            help="Figures by feature too: columns document and features (with ; between).",
        ),
    ] = None,
    config: ConfigOption = None,
    in_process: InProcessOption = False,
) -> None:
    """Measure extractions against gold files, field by field.

    A gold file is what a careful person reads out of the document, in the JSON that `peerplan extract --json` prints.
    PREDICTED is such JSON too, or the document itself, which is then read. In folders, files of one name belong
    together (plan.pdf or plan.json, and plan.json). A wrong value counts as one too many and one lacking.
    """
    if least is not None and not 0 <= least <= 1:
        raise UsageError("--min: a figure from 0 to 1 is needed")
    compared = find_compared(predicted, gold)
    features = read_features(by, [one.name for one in compared]) if by else None
    settings = load_settings(find_config(config))
    with open_reading(settings.reading_limits, in_process=in_process) as reading:
        extract = partial(_extract, reading.read, settings.reading)
        evaluation = evaluate(compared, extract, EXACT if is_exact else ALIKE)
    if as_json:
        told = evaluation_json(evaluation, features, with_misses=with_misses)
        print(printable_json(json.dumps(told, ensure_ascii=False, indent=2)))
    else:
        _print(evaluation, features, with_misses=with_misses)
    f1 = score(evaluation.outcomes).overall.f1
    if least is not None and f1 < least:
        logger.error("peerplan: F1 is %.4f, under %s", f1, least)
        raise typer.Exit(1)
    if evaluation.failed:
        raise typer.Exit(1)


def _extract(read: Read, settings: ReadSettings, file: FoundFile) -> Extraction:
    return extract_file(read, file, settings)


def _print(evaluation: Evaluation, features: Features | None, *, with_misses: bool) -> None:
    from ingest.evaluation_tables import print_misses, print_scores
    from ingest.tables import console_for

    scores = score(evaluation.outcomes)
    console = console_for()
    if with_misses and scores.misses:
        print_misses(console, scores.misses)
    print_scores(console, scores, score_by_feature(scores.documents, features) if features is not None else None)
