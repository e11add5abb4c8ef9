"""Read the words that say who does something.

The reading is `normalise.owners`'.
"""

from __future__ import annotations

from typing import Annotated

import typer

from ingest.expressions import describe_note, print_each_line, print_json
from ingest.options import JsonOption
from ingest.terminal import examples, printable

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        'peerplan owner "Chief Executive / Head of Policy & Performance"', "peerplan owner < owners.txt > owners.jsonl"
    )
)
def owner(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The words; none: one cell a line from standard input.")
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Read the words that say who does something.

    Without TEXT, one cell a line is read from standard input, and one JSON array a line printed.
    """
    from normalise.owners import read_owner_cell, read_owners

    if text is None:
        print_each_line(read_owners)
    elif as_json:
        print_json(read_owners(text))
    else:
        from ingest.tables import console_for, result_table

        readings = read_owner_cell(text)
        columns = "words", "name", "kind", "person", "function", "seniority", "statutory role"
        values = (reading.value for reading in readings.found)
        rows = [
            (value.raw, value.name, value.kind, value.person, value.function, value.seniority, value.statutory_role)
            for value in values
        ]
        console_for().print(result_table(columns, rows))
        for note in readings.notes:
            print(printable(describe_note(text, note)))
