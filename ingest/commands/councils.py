"""List the councils we know, or load a register of them.

The list is `normalise.councils`'; a register's codes and changes are kept by `store.councils`.
"""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from ingest.options import DEFAULT_STORE, CsvOption, JsonOption, StoreOption, refuse_both
from ingest.output import print_result
from ingest.terminal import examples
from normalise.errors import UsageError

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, help="List the councils we know, or load a register of them."
)

_COLUMNS = ("name", "type", "nation", "region", "valid_from", "valid_to", "successors", "short", "aliases")


@app.command(
    name="list",
    epilog=examples(
        "peerplan councils list",
        "peerplan councils list --on 2026-04-01",
        "peerplan councils list --csv > councils.csv",
    ),
)
def list_councils(
    *,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only those in being on this day.")] = None,
    nation: Annotated[
        str | None, typer.Option(help="Only those of England, Scotland, Wales or Northern Ireland.")
    ] = None,
    as_csv: CsvOption = False,
    as_json: JsonOption = False,
) -> None:
    """List the principal councils we know, those abolished since 2010 included."""
    refuse_both("--csv", "--json", as_csv, as_json)
    from normalise.councils import default_lexicon
    from store.query import Result

    found = default_lexicon().list(on=on.date() if on else None, nation=nation)
    rows = (
        (
            council.name,
            council.kind,
            council.nation,
            council.region,
            _iso(council.valid_from),
            _iso(council.valid_to),
            "; ".join(council.successors),
            council.short,
            "; ".join(council.aliases),
        )
        for council in found
    )
    print_result(Result(_COLUMNS, rows), as_csv=as_csv, as_json=as_json)


@app.command(epilog=examples("peerplan councils load register.csv --db plans.db"))
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A register in CSV.", show_default=False)],
    *,
    db: StoreOption = DEFAULT_STORE,
) -> None:
    """Keep the ONS codes, types, dates and successors of a register's councils in the store."""
    from store.councils import load_councils
    from store.engine import open_store

    lines = _read_register(file)
    with open_store(db) as store, store.session() as session:
        done = load_councils(session, lines)
    print(f"{done.added_count} added, {done.changed_count} changed, {done.unchanged_count} unchanged")


def _read_register(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error
    if not lines:
        raise UsageError(f"{path}: holds no councils; give a register file in CSV")
    return lines


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
