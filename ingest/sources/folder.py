"""A folder as a source: its documents, to the bottom; links that lead out of it are not followed (`ingest.finding`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from ingest.finding import FoundFile, Origin, find_files
from ingest.sources.following import Source
from ingest.sources.found import Candidate, Left, Trouble
from ingest.terminal import utf8_name
from normalise.errors import UsageError


def iter_folder(source: Source, store: Path | None = None) -> Iterator[Candidate | Trouble | Left]:
    """Yield the documents of a folder, and the files that its patterns leave."""
    root = Path(source.location)
    if not root.is_dir():
        yield Trouble(source.location, "missing-folder", "is no folder, or cannot be reached", is_of_source=True)
        return
    try:
        files = find_files((root,), source.entry.given, store=store)
    except UsageError as error:
        yield Trouble(source.location, "bad-sidecar", str(error), is_of_source=True)
        return
    for file in files:
        path = utf8_name(os.path.abspath(file.path))  # noqa: PTH100  # links stay
        if reason := _reason_to_leave(file.path.relative_to(root).as_posix(), source):
            yield Left(path, reason)
        else:
            yield read_local(file, path, source)


def read_local(file: FoundFile, path: str, source: Source, *, referrer: str | None = None) -> Candidate:
    """Return the candidate that a file of this machine is."""
    origin = file.origin or Origin("folder", source.location)
    return Candidate(path, utf8_name(file.name), file.load, file.given, origin, referrer=referrer)


def _reason_to_leave(relative: str, source: Source) -> str | None:
    options = source.entry.options
    if options.include and not _matches(relative, options.include):
        return f"matches none of the patterns {', '.join(options.include)}"
    if _matches(relative, options.exclude):
        return f"matches a pattern that is left out ({', '.join(options.exclude)})"
    return None


def _matches(relative: str, patterns: tuple[str, ...]) -> bool:
    name = relative.rsplit("/", 1)[-1]
    return any(fnmatch(relative, pattern) or fnmatch(name, pattern) for pattern in patterns)
