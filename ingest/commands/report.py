"""Print one of the ready-made reports, or list them.

What a report holds is a file of `store/reports/`, what its table looks like `ingest.report_tables`'.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from ingest.options import DEFAULT_STORE, CsvOption, JsonOption, StoreOption, refuse_both
from ingest.output import print_result
from ingest.terminal import examples
from normalise.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    epilog=examples(
        "peerplan report",
        "peerplan report overdue --on 2026-03-31",
        "peerplan report slippage",
        "peerplan report changes --run 12",
        'peerplan report due --council "Withy District Council" --csv > due.csv',
    )
)
def report(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The report; none lists them.")] = None,
    *,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day to report on, if not today.")] = None,
    council: Annotated[str | None, typer.Option(metavar="NAME", help="Only this council.")] = None,
    document: Annotated[
        int | None, typer.Option(metavar="N", help="Only this document, by its number in `report documents`.")
    ] = None,
    run: Annotated[int | None, typer.Option(metavar="N", help="Only what this run of `peerplan runs` found.")] = None,
    db: StoreOption = DEFAULT_STORE,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """Print one of the ready-made reports, or list them."""
    refuse_both("--csv", "--json", as_csv, as_json)
    if name is None:
        _list_reports()
        return
    from store.reports import find_report, run_report

    found = find_report(name)
    day = _read_day(on) if on or "on" in found.parameters else None
    result = run_report(db, name, on=day, council=council, document=_spell(document), run=_spell(run))
    if as_csv or as_json:
        print_result(result, as_csv=as_csv, as_json=as_json)
        return
    from ingest.report_tables import print_report
    from ingest.tables import console_for

    print_report(console_for(), found, result, day=day, council=council)


def _read_day(on: str | None) -> date:
    if on is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise UsageError(f"{on!r} is no date; write it as 2025-03-31") from None


def _spell(number: int | None) -> str | None:
    return None if number is None else str(number)


def _list_reports() -> None:
    from store.reports import list_reports

    for found in list_reports():
        takes = " ".join(f"[--{parameter} …]" for parameter in found.parameters)
        print(f"{found.name:<12} {found.title}" + (f"  {takes}" if takes else ""))
