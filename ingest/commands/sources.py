"""Follow the places that documents come from: list, add, check, pause, resume, remove them.

What a source means and leads to is `ingest.sources`'; `peerplan refresh` fetches what is due.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.options import (
    DEFAULT_STORE,
    ChallengeOption,
    ConfigOption,
    CouncilOption,
    CsvOption,
    JsonOption,
    KindOption,
    PublishedOption,
    StoreOption,
    read_given,
    refuse_both,
)
from ingest.terminal import examples, printable, utf8_name
from normalise.errors import UsageError

if TYPE_CHECKING:
    from ingest.sources.following import Source, SourceEntry
    from ingest.sources.found import Planned
    from store.engine import Store

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="Follow the places that documents come from: list, add, check, pause, resume, remove them.",
)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the source is called.", show_default=False)]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A file such as sources.toml.", show_default=False)]
AllowPrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Also ask private addresses and any port, such as a test site.")
]

_VERDICTS = ("fetch", "read", "trouble", "leave")
_COLUMNS = ("name", "kind", "location", "every_days", "state", "checked_at", "changed_at", "failure_count", "error")


@app.command(
    epilog=examples(
        "peerplan sources add withy https://www.withy.example/peer-challenge --host democracy.withy.example",
        'peerplan sources add ours plans/ --council "Withy District Council" --include "*.pdf"',
        "peerplan sources add found manifest.csv --every 30",
    )
)
def add(
    name: NameArgument,
    location: Annotated[str, typer.Argument(metavar="ADDRESS-or-PATH", help="Where it is.", show_default=False)],
    *,
    db: StoreOption = DEFAULT_STORE,
    source_kind: Annotated[
        str | None, typer.Option("--as", metavar="KIND", help="folder, url, page or manifest, if it looks otherwise.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="A longer name for people.")] = None,
    every: Annotated[int, typer.Option(metavar="DAYS", help="Days after which it is due again.")] = 7,
    council: CouncilOption = None,
    published: PublishedOption = None,
    challenge: ChallengeOption = None,
    kind: KindOption = None,
    include: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Take these (*.pdf, */documents/s12*). Repeatable.")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Leave these. Repeatable.")] = None,
    depth: Annotated[int | None, typer.Option(metavar="N", help="Look through pages N links away (1).")] = None,
    links: Annotated[int | None, typer.Option(metavar="N", help="Take no more documents than this (200).")] = None,
    host: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="Follow links to this host too. Repeatable.")
    ] = None,
    delay: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Wait between two requests, if not as set.")
    ] = None,
    page: Annotated[
        str | None, typer.Option(metavar="HOW", help="Take a page as a document, as links, or auto (as it looks).")
    ] = None,
) -> None:
    """Follow a folder, a file's address, a page of links or a CSV manifest under a name."""
    from ingest.sources.following import read_entry

    told: dict[str, object] = {"include": include, "exclude": exclude, "hosts": host, "page": page}
    told |= {"depth": depth, "links": links, "delay_seconds": delay}
    facts = {
        "kind": source_kind or _guess_kind(location),
        "location": location,
        "title": title,
        "every_days": every,
        "given": read_given(council, published, challenge, kind),
        "options": {option: value for option, value in told.items() if value is not None},
    }
    entry = _absolute(read_entry(name, facts))
    _check_location(entry)
    from store.sources import find_followed

    with _opened(db) as store:
        with store.session() as session:
            if find_followed(session, name):
                raise UsageError(f"{name} is followed already; remove it first, or change it with sources import")
        _follow(store, {name: entry})


@app.command(name="list", epilog=examples("peerplan sources list", "peerplan sources list --json"))
def list_sources(*, db: StoreOption = DEFAULT_STORE, as_csv: CsvOption = False, as_json: JsonOption = False) -> None:
    """List what is followed, when it is due, and how it last went."""
    refuse_both("--csv", "--json", as_csv, as_json)
    from ingest.output import print_result
    from store.query import Result

    now = datetime.now(UTC)
    rows = [_row(source, now) for source in _read_all(db)]
    print_result(Result(_COLUMNS, iter(rows)), as_csv=as_csv, as_json=as_json)


@app.command(epilog=examples("peerplan sources check withy", "peerplan sources check withy --json"))
def check(
    name: NameArgument,
    *,
    db: StoreOption = DEFAULT_STORE,
    config: ConfigOption = None,
    allow_private: AllowPrivateOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say what a source would have fetched now, what not, and why. Nothing is written, no document fetched."""
    from ingest.fetch.fetcher import Fetcher
    from ingest.settings import find_config, load_settings
    from ingest.sources.candidates import check_leave, iter_plan
    from ingest.sources.found import Trouble
    from store.sqlite_file import find_sqlite_path

    source = _read_one(db, name)
    path = find_sqlite_path(db)
    settings = load_settings(find_config(config, beside=path)).fetch
    if allow_private:
        settings = settings.model_copy(update={"allow_private": True})
    with Fetcher(settings) as fetcher:
        planned = [check_leave(one, fetcher) for one in iter_plan(source, fetcher, store=path)]
    if as_json:
        print(json.dumps([_describe(one) for one in planned], indent=2))
    else:
        _print_plan(planned)
    if any(isinstance(one, Trouble) and one.is_of_source for one in planned):
        raise typer.Exit(1)


@app.command(epilog=examples("peerplan sources pause withy"))
def pause(name: NameArgument, *, db: StoreOption = DEFAULT_STORE) -> None:
    """Let a source rest until it is resumed."""
    _set_pause(db, name, datetime.now(UTC))


@app.command(epilog=examples("peerplan sources resume withy"))
def resume(name: NameArgument, *, db: StoreOption = DEFAULT_STORE) -> None:
    """Follow a source again that was paused."""
    _set_pause(db, name, None)


@app.command(epilog=examples("peerplan sources remove withy"))
def remove(name: NameArgument, *, db: StoreOption = DEFAULT_STORE) -> None:
    """Follow a source no more. The documents that it led to stay."""
    from store.sources import unfollow_source

    with _opened(db) as store, store.session() as session:
        unfollow_source(session, name)
    print(f"{printable(name)}: removed; its documents stay")


@app.command(name="import", epilog=examples("peerplan sources import sources.toml"))
def import_sources(file: FileArgument, *, db: StoreOption = DEFAULT_STORE) -> None:
    """Follow what a file lists. Again, nothing changes; what the file does not list stays."""
    from ingest.sources.exchange import read_sources

    entries = {name: _absolute(entry) for name, entry in read_sources(file).items()}
    for entry in entries.values():
        _check_location(entry)
    with _opened(db) as store:
        _follow(store, entries)


@app.command(epilog=examples("peerplan sources export > sources.toml"))
def export(*, db: StoreOption = DEFAULT_STORE) -> None:
    """Print what is followed as a file that sources import takes."""
    from ingest.sources.exchange import write_sources

    text = write_sources(_read_all(db))
    sys.stdout.write("\n".join(map(printable, text.split("\n"))) if sys.stdout.isatty() else text)


@contextmanager
def _opened(db: str) -> Iterator[Store]:
    from store.engine import open_store

    with open_store(db) as store:
        yield store


def _read_all(db: str) -> tuple[Source, ...]:
    from ingest.sources.following import read_source
    from store.engine import open_store_read_only
    from store.sources import list_followed

    with open_store_read_only(db) as store, store.session() as session:
        return tuple(map(read_source, list_followed(session)))


def _read_one(db: str, name: str) -> Source:
    found = {source.name: source for source in _read_all(db)}
    if name not in found:
        raise UsageError(f"no source is called {name!r}; `peerplan sources list` lists them")
    return found[name]


def _follow(store: Store, entries: dict[str, SourceEntry]) -> None:
    """Follow all the entries or none of them."""
    from ingest.sources.following import write_spec
    from store.sources import follow_source

    now = datetime.now(UTC)
    with store.session() as session:
        changes = {name: follow_source(session, write_spec(name, entry), now=now) for name, entry in entries.items()}
    for name, change in changes.items():
        print(f"{printable(name)}: {change}")


def _set_pause(db: str, name: str, now: datetime | None) -> None:
    from store.sources import pause_source

    with _opened(db) as store, store.session() as session:
        is_new = pause_source(session, name, now=now)
    state = "paused" if now else "followed again"
    print(f"{printable(name)}: {state}" if is_new else f"{printable(name)}: was {state} already")


def _guess_kind(location: str) -> str:
    from ingest.fetch.addresses import is_web_address, shown
    from ingest.sources.scoring import sort_address

    if is_web_address(location):
        return "url" if sort_address(location)[0] == "document" else "page"
    if "://" in location:
        raise UsageError(f"{shown(location)}: only http and https addresses are fetched")
    return "manifest" if location.lower().endswith(".csv") else "folder"


def _absolute(entry: SourceEntry) -> SourceEntry:
    """Return an entry whose path stays right wherever the program is started from; addresses in one spelling."""
    from ingest.fetch.addresses import canonical, is_web_address, shown
    from ingest.fetch.answers import FetchError

    if not is_web_address(entry.location) and entry.kind in ("folder", "manifest"):
        location = utf8_name(os.path.abspath(entry.location))  # noqa: PTH100  # links stay
        return entry.model_copy(update={"location": location})
    try:
        return entry.model_copy(update={"location": canonical(entry.location)})
    except FetchError as error:
        raise UsageError(f"{shown(entry.location)}: {error}") from error


def _check_location(entry: SourceEntry) -> None:
    from ingest.fetch.addresses import is_web_address

    path = Path(entry.location)
    if entry.kind == "folder" and is_web_address(entry.location):
        raise UsageError(f"{entry.location}: is an address; follow it --as page")
    if entry.kind == "folder" and path.is_file():
        raise UsageError(f"{path}: is a file; `peerplan ingest` reads single files")
    if entry.kind == "folder" and not path.is_dir():
        raise UsageError(f"{path}: there is no such folder (a web address begins with https://)")
    if entry.kind == "manifest" and not is_web_address(entry.location) and not path.is_file():
        raise UsageError(f"{path}: there is no such file")


def _row(source: Source, now: datetime) -> tuple[str | int | None, ...]:
    from ingest.fetch.addresses import is_web_address, shown

    state = "paused" if source.paused_at else "due" if source.is_due(now) else "waiting"
    location = shown(source.location) if is_web_address(source.location) else source.location
    checked, changed = (when.strftime("%Y-%m-%d") if when else None for when in (source.checked_at, source.changed_at))
    facts = source.entry
    return (
        source.name,
        facts.kind,
        location,
        facts.every_days,
        state,
        checked,
        changed,
        source.failure_count,
        source.error,
    )


def _describe(planned: Planned) -> dict[str, str | None]:
    from ingest.fetch.addresses import is_web_address, shown
    from ingest.sources.found import Candidate, Left, ToFetch, Trouble

    location = shown(planned.location) if is_web_address(planned.location) else planned.location
    match planned:
        case ToFetch():
            verdict, why = "fetch", planned.why
        case Candidate():
            verdict, why = "read", "; ".join(planned.remarks) or "a file of this machine"
        case Trouble():
            verdict, why = "trouble", f"{planned.message} ({planned.code})"
        case Left():
            verdict, why = "leave", planned.reason
    referrer = shown(planned.referrer) if planned.referrer and is_web_address(planned.referrer) else planned.referrer
    return {"verdict": verdict, "location": location, "why": why, "referrer": referrer}


def _print_plan(planned: list[Planned]) -> None:
    described = sorted(map(_describe, planned), key=lambda one: _VERDICTS.index(one["verdict"] or ""))
    for one in described:
        print(f"{one['verdict']:<8}{printable(one['location'] or '')}\n        {printable(one['why'] or '')}")
    fetch, read, trouble, leave = (sum(1 for one in described if one["verdict"] == name) for name in _VERDICTS)
    print(f"{fetch} to fetch, {read} to read, {trouble} in trouble, {leave} left")
