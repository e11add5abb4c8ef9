"""Ask the store in SQL, without being able to change it."""

from __future__ import annotations

from typing import Annotated

import typer

from ingest.options import DEFAULT_STORE, CsvOption, JsonOption, StoreOption, refuse_both
from ingest.output import print_result
from ingest.terminal import examples

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        'peerplan query "SELECT * FROM action_flat LIMIT 10"',
        'peerplan query "SELECT * FROM issue_summary" --csv > issues.csv',
    )
)
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT.", show_default=False)],
    *,
    db: StoreOption = DEFAULT_STORE,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
    seconds: Annotated[float, typer.Option(min=0.1, help="Give up after so many seconds.")] = 30.0,
) -> None:
    """Ask the store in SQL, without being able to change it."""
    refuse_both("--csv", "--json", as_csv, as_json)
    from store.query import run_query

    print_result(run_query(db, sql, seconds=seconds), as_csv=as_csv, as_json=as_json)
