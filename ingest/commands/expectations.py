"""Say which expectations of sources and documents are not met.

What is expected stands in peerplan.toml; `peerplan refresh` checks the same at its end.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from ingest.options import DEFAULT_STORE, ConfigOption, StoreOption
from ingest.terminal import examples

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(epilog=examples("peerplan expectations", "peerplan expectations --webhook https://hooks.example.org/abc"))
def expectations(
    *,
    db: StoreOption = DEFAULT_STORE,
    config: ConfigOption = None,
    webhook: Annotated[str | None, typer.Option(metavar="URL", help="Post the report there, too, as JSON.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also post to private addresses and any port.")
    ] = False,
) -> None:
    """Say which expectations of sources and documents are not met.

    The exit status is 1 where one is not met that says otherwise = "fail".
    """
    from ingest.expecting import find_unmet, tell_unmet, worst
    from ingest.settings import find_config, load_settings
    from ingest.webhook import send_report
    from store.sqlite_file import find_sqlite_path

    settings = load_settings(find_config(config, beside=find_sqlite_path(db)))
    unmet = find_unmet(settings.expect, db, now=datetime.now(UTC))
    print(tell_unmet(unmet, len(settings.expect)))
    is_sent = send_report(webhook, unmet, settings.fetch, allow_private=allow_private)
    if worst(unmet) == "fail" or not is_sent:
        raise typer.Exit(1)
