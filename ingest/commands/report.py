"""Print one of the ready-made reports, or list them.

What a report says is a file of `store/reports/`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from ingest.options import DEFAULT_STORE, CsvOption, JsonOption, StoreOption, refuse_both
from ingest.output import print_result
from ingest.terminal import examples

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan report",
        "peerplan report overdue --on 2026-03-31",
        'peerplan report due --council "Withy District Council" --csv > due.csv',
    )
)
def report(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The report; none lists them.")] = None,
    *,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day to report on, if not today.")] = None,
    council: Annotated[str | None, typer.Option(metavar="NAME", help="Only this council.")] = None,
    db: StoreOption = DEFAULT_STORE,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """Print one of the ready-made reports, or list them."""
    refuse_both("--csv", "--json", as_csv, as_json)
    if name is None:
        _list_reports()
        return
    from store.reports import run_report

    print_result(run_report(db, name, on=on, council=council), as_csv=as_csv, as_json=as_json)


def _list_reports() -> None:
    from store.reports import list_reports

    for found in list_reports():
        takes = " ".join(f"[--{parameter} …]" for parameter in found.parameters)
        print(f"{found.name:<12} {found.title}" + (f"  {takes}" if takes else ""))
