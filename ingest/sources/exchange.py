"""`sources.toml`: what is followed, as a file that people write, review and keep beside their settings.

[sources.withy-page]
kind = "page"
location = "https://www.withy.example/peer-challenge"
every_days = 7
given = { councils = ["Withy District Council"], challenge = "2025-03" }
options = { depth = 1, hosts = ["democracy.withy.example"] }
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ingest.fetch.addresses import is_web_address
from ingest.sources.following import Source, SourceEntry, read_entry
from normalise.errors import UsageError


def read_sources(path: Path) -> dict[str, SourceEntry]:
    """Return the sources of a file by name. Raises UsageError that says what is wrong where."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as TOML: {error}") from error
    if set(told) != {"sources"} or not isinstance(told["sources"], dict):
        raise UsageError(f"{path}: holds no sources; write [sources.NAME], see docs/how-to/follow-sources.md")
    entries = {}
    for name, facts in told["sources"].items():
        if not isinstance(facts, dict):
            raise UsageError(f"{path}: source {name}: write [sources.{name}] and its facts below it")
        try:
            entries[name] = _beside(path, read_entry(name, facts))
        except UsageError as error:
            raise UsageError(f"{path}: {error}") from error
    return entries


def write_sources(sources: Iterable[Source]) -> str:
    """Return the sources as the text of a file that reads as the same again."""
    return "\n".join(_write_source(source.name, source.entry) for source in sources)


def _beside(path: Path, entry: SourceEntry) -> SourceEntry:
    """Return an entry with its path taken from the file's folder."""
    if is_web_address(entry.location) or entry.kind in ("page", "url"):
        return entry
    return entry.model_copy(update={"location": str(path.parent / entry.location)})


def _write_source(name: str, entry: SourceEntry) -> str:
    facts = entry.model_dump(mode="json", exclude_defaults=True)
    facts["kind"], facts["location"], facts["every_days"] = entry.kind, entry.location, entry.every_days
    order = ("kind", "location", "title", "every_days", "given", "options")
    quoted = name if name.replace("-", "").replace("_", "").isalnum() else json.dumps(name)
    return "".join(
        [f"[sources.{quoted}]\n", *(f"{key} = {_write_value(facts[key])}\n" for key in order if facts.get(key))]
    )


def _write_value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_write_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_write_value, value)) + "]"
    # JSON's strings are TOML's, but for this one sign; its numbers are, too.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
