"""Read a timeline expression: what it means in days.

The reading is `normalise.when`'s.
"""

from __future__ import annotations

from typing import Annotated

import typer
from pydantic import ValidationError

from ingest.expressions import describe_note, print_each_line, print_json
from ingest.finding import describe_invalid
from ingest.options import ConfigOption, JsonOption, refuse_both
from ingest.settings import find_config, load_settings
from ingest.terminal import examples, printable
from normalise.errors import UsageError
from normalise.reading import Readings
from normalise.records import When
from parsers.given import Given

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        'peerplan when "By end Q3 2025/26"',
        "peerplan when March --on 2024-02 --explain",
        "peerplan when < expressions.txt > whens.jsonl",
    )
)
def when(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="An expression; none: one a line from standard input.")
    ] = None,
    *,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The document's date, which gives a missing year.")
    ] = None,
    as_json: JsonOption = False,
    is_explained: Annotated[bool, typer.Option("--explain", help="Say what was doubtful, and why.")] = False,
    config: ConfigOption = None,
) -> None:
    """Read a timeline expression: what it means in days.

    Without TEXT, one expression a line is read from standard input, and one JSON array a line printed.
    """
    refuse_both("--json", "--explain", as_json, is_explained)
    from normalise.when import WhenContext, read_timeline_cell, read_whens

    settings = load_settings(find_config(config)).timelines
    context = WhenContext(published=_read_date(on), settings=settings)
    if text is None:
        print_each_line(lambda line: read_whens(line, context=context))
    elif as_json:
        print_json(read_whens(text, context=context))
    else:
        _print(text, read_timeline_cell(text, context=context), is_explained=is_explained)


def _read_date(on: str | None) -> str | None:
    try:
        return Given(published=on).published
    except ValidationError as error:
        raise UsageError(describe_invalid(error).replace("published", "--on", 1)) from error


def _print(text: str, readings: Readings[When], *, is_explained: bool) -> None:
    from ingest.tables import console_for, result_table

    columns = "words", "kind", "EDTF", "first day", "last day", "qualifier", "rule", "label", "inferred"
    values = (reading.value for reading in readings.found)
    rows = [
        (
            value.raw,
            value.kind,
            value.edtf,
            value.start,
            value.end,
            value.qualifier,
            value.rrule,
            value.label,
            ", ".join(value.inferred),
        )
        for value in values
    ]
    console_for().print(result_table(columns, rows))
    for note in readings.notes if is_explained else ():
        print(printable(describe_note(text, note)))
