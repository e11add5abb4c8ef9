"""A store to try things on: a copy in a folder of its own, which reads the store's originals and keeps its own.

What is done with it is what would be done with the store itself; the store and all that lies beside it stay as they
are.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.archive import Archive
from ingest.own_folders import make_folder
from normalise.errors import DocumentError, UsageError
from store.errors import explained
from store.sqlite_file import check_for_reading, connect_read_only, find_sqlite_path


@dataclass(frozen=True, slots=True)
class TrialArchive(Archive):
    """Keeps originals in a folder of its own, and finds those of another archive, too."""

    behind: Archive

    def keep(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            self.behind.read(sha256)
        except DocumentError:
            return Archive(self.folder).keep(data)
        return sha256

    def _path(self, sha256: str) -> Path:
        own = Archive(self.folder).find(sha256)
        return own if own.is_file() else self.behind.find(sha256)


@contextmanager
def open_trial(target: str, archive: Archive) -> Iterator[tuple[Path, Archive]]:
    """Yield the path of a copy of the store, and an archive for it. Raises UsageError where the store is no file."""
    path = find_sqlite_path(target)
    if path is None:
        raise UsageError("--dry-run works on a copy of the store: it needs one that is a SQLite file")
    check_for_reading(path)
    folder = make_folder()
    try:
        copy = folder / path.name
        with explained(path), closing(connect_read_only(path)) as held, closing(sqlite3.connect(copy)) as new:
            held.backup(new)
        yield copy, TrialArchive(folder / "originals", archive)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
