"""Say what is installed, what each part is for, and what to do where one is missing."""

from __future__ import annotations

import typer

from ingest.options import DEFAULT_STORE, ConfigOption, JsonOption, StoreOption
from ingest.output import print_result
from ingest.terminal import examples

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_COLUMNS = ("part", "state", "found", "purpose", "cure")


@app.command(epilog=examples("peerplan doctor", "peerplan doctor --db plans.db", "peerplan doctor --json"))
def doctor(*, db: StoreOption = DEFAULT_STORE, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Say what is installed, what each part is for, and what to do where one is missing.

    Ends with status 1 where something is missing that peerplan cannot do without.
    """
    from ingest.parts import find_parts
    from store.query import Result

    parts = find_parts(db, config)
    rows = (
        (part.name, _state(part.is_fine, part.is_required), part.found, part.purpose, part.cure or None)
        for part in parts
    )
    print_result(Result(_COLUMNS, rows), as_json=as_json)
    if any(part.is_required and not part.is_fine for part in parts):
        raise typer.Exit(1)


def _state(is_fine: bool, is_required: bool) -> str:
    return "fine" if is_fine else "missing, required" if is_required else "missing"
