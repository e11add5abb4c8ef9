"""Which files are meant: those named, and those in the folders named, each with what is given along with it.

Folders are searched to the bottom in sorted order. Hidden files, office programs' lock files, our own files and links
that lead out of the folder are left out. A folder's `peerplan.csv` (columns file, council, published, challenge, kind;
several councils with ";" between them) gives facts about its files. What is in the files is left to others.
"""

from __future__ import annotations

import csv
import logging
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from ingest.terminal import utf8_name
from normalise.errors import DocumentError, UsageError
from parsers.budgets import BUDGETS
from parsers.given import NOTHING_GIVEN, FilePart, Given

logger = logging.getLogger(__name__)

SIDECAR = "peerplan.csv"
OWN_FILES = (SIDECAR, "peerplan.toml")
MAX_BYTES = max(budgets["size"].most for budgets in BUDGETS.values())
_MORE_BYTES = 2**20
_COLUMNS = ("file", "council", "published", "challenge", "kind")
_BESIDE_STORE = re.compile(r"(-wal|-shm|-journal|\.schema-[^/]*\.backup(\.part)?)?")


@dataclass(frozen=True, slots=True)
class Origin:
    """What led to a file: what was named, or (a manifest) the row of a sidecar or list that speaks of it."""

    kind: Literal["file", "folder", "manifest", "page", "url"]
    location: str


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be read, what is given along with it, and what led to it (itself, if None).

    It may turn out to be missing or unreadable. A document inside a container (`ingest.containers`) has the container's
    path, a label `inside`, and what takes it out. Several files taken as one (`ingest.as_one`) have the first
    one's path, and their `parts`.
    """

    path: Path
    given: Given = NOTHING_GIVEN
    origin: Origin | None = None
    inside: str = ""
    take_out: Callable[[], bytes] | None = field(default=None, compare=False, repr=False)
    parts: tuple[FilePart, ...] = ()
    and_more: int = 0

    @property
    def name(self) -> str:
        """The document's own name: "plans.zip/plan.docx" for one inside a container."""
        return (f"{self.path.name}/{self.inside}" if self.inside else self.path.name) + self._more

    @property
    def location(self) -> str:
        """The path as it was given, with the label of what is inside."""
        return (f"{self.path}/{self.inside}" if self.inside else str(self.path)) + self._more

    @property
    def _more(self) -> str:
        return f" and {self.and_more} more" if self.and_more else ""

    def load(self) -> bytes:
        """Return the document's bytes. Raises DocumentError where they cannot be had."""
        return self.take_out() if self.take_out else read_file(self.path)


def find_files(
    paths: Iterable[Path], given: Given = NOTHING_GIVEN, *, store: Path | None = None
) -> tuple[FoundFile, ...]:
    """Return the files that the paths mean, each once. Raises UsageError for a sidecar that cannot be understood.

    What a sidecar says of a file wins over `given`. `store` is a database that may lie among the files.
    """
    real_store = _resolved(store) if store else None
    found: dict[Path, FoundFile] = {}
    for path in paths:
        named = ((FoundFile(path, given), _resolved(path)),)
        for file, real in _iter_folder(path, given) if path.is_dir() else named:
            if real_store is None or not _belongs_to(real_store, real):
                found.setdefault(real, file)
    return tuple(found.values())


def read_file(path: Path) -> bytes:
    """Return a file's bytes. Raises DocumentError: missing, no plain file, unreadable, too large, empty."""
    with _opened(path) as file:
        data = _read_all(file)
    if not data:
        raise DocumentError("empty-file", "is empty. Fetch it again.")
    return data


def read_head(path: Path, size: int) -> bytes:
    """Return the first bytes of a file, at most `size`. Raises DocumentError as `read_file` does, but not for none."""
    with _opened(path) as file:
        return file.read(size)


@contextmanager
def _opened(path: Path) -> Iterator[FileIO]:
    """Yield a file to read from. Raises DocumentError, also where reading in the block fails."""
    try:
        # Without blocking: the far end of a named pipe may never come.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise DocumentError("missing-file", "does not exist. Check the path.") from error
    except (OSError, ValueError) as error:
        raise DocumentError("unreadable-file", _why_unreadable(error)) from error
    try:
        _check(os.fstat(handle))
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            yield file
    except OSError as error:
        raise DocumentError("unreadable-file", _why_unreadable(error)) from error
    finally:
        os.close(handle)


def _read_all(file: FileIO) -> bytes:
    """Return all of a file, and not much more than is allowed of one that grows while it is read."""
    data = file.read(os.fstat(file.fileno()).st_size + 1)  # of what is asked for, Python sets aside as much
    while len(data) <= MAX_BYTES and (more := file.read(_MORE_BYTES)):
        data += more
    return data


def _belongs_to(store: Path, file: Path) -> bool:
    """Say whether a file is the store, one of its originals, or what a database or migration keeps beside it."""
    if not str(file).startswith(str(store)):
        return False
    return file.is_relative_to(store.with_name(f"{store.name}.originals")) or (
        file.parent == store.parent
        and file.name.startswith(store.name)
        and _BESIDE_STORE.fullmatch(file.name.removeprefix(store.name)) is not None
    )


def _check(about: os.stat_result) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise DocumentError("not-a-file", "is a folder. `peerplan ingest` reads folders.")
    if not stat.S_ISREG(about.st_mode):
        raise DocumentError("not-a-file", "is no plain file. Give the path of a document.")
    if about.st_size > MAX_BYTES:
        raise DocumentError(
            "over-budget", f"holds {about.st_size:,} bytes; at most {MAX_BYTES:,} are read. Split the file."
        )


def _why_unreadable(error: OSError | ValueError) -> str:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"cannot be read: {reason.lower()}. Check its permissions."


def _iter_folder(root: Path, given: Given) -> Iterator[tuple[FoundFile, Path]]:
    """Yield a folder's files in sorted order with what its sidecars say of them, and the path of each without links."""
    told: dict[Path, tuple[Given, Origin]] = {}
    unlisted: list[FoundFile] = []  # they fail like a file that cannot be read
    inside, from_folder = _resolved(root), Origin("folder", utf8_name(str(root)))
    for folder, subfolders, names in os.walk(
        root, onerror=lambda error: unlisted.append(FoundFile(Path(error.filename)))
    ):
        subfolders[:] = sorted(name for name in subfolders if not _is_hidden(name))
        if SIDECAR in names and (Path(folder) / SIDECAR).is_file():  # reading a named pipe would never end
            told |= _read_sidecar(Path(folder) / SIDECAR)
        real_folder = _resolved(Path(folder))  # no link is followed on the way here: only the files may be some
        for name in sorted(names):
            if _is_hidden(name) or name in OWN_FILES:
                continue
            path = Path(folder, name)
            is_link = path.is_symlink()
            real = _resolved(path) if is_link else real_folder / name
            if not is_link or real.is_relative_to(inside):
                by_sidecar, origin = told.pop(path, (NOTHING_GIVEN, from_folder))
                yield FoundFile(path, _merge(by_sidecar, given), origin), real
    yield from ((file, _resolved(file.path)) for file in unlisted)
    for path in told:
        logger.warning("%s: %s speaks of it, but it is not there", path, SIDECAR)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _resolved(path: Path) -> Path:
    """Return the path without links; a link that leads round in a circle stays as it is, and then cannot be read."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _merge(told: Given, given: Given) -> Given:
    if told is NOTHING_GIVEN:
        return given
    return given.model_copy(update={name: getattr(told, name) for name in told.model_fields_set})


def _read_sidecar(path: Path) -> dict[Path, tuple[Given, Origin]]:
    """Return what a sidecar says of each file, and the row that says it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_columns(path, tuple(reader.fieldnames or ()))
            return _read_sidecar_rows(path, reader)
    except (OSError, UnicodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error


def _check_columns(path: Path, names: tuple[str, ...]) -> None:
    if len(set(names)) < len(names):
        raise UsageError(f"{path}: a column is there twice; the columns are {', '.join(_COLUMNS)}")
    if "file" not in names or (unknown := set(names) - set(_COLUMNS)):
        problem = f"unknown column {', '.join(sorted(unknown))}" if "file" in names else "no column called file"
        raise UsageError(f"{path}: {problem}; the columns are {', '.join(_COLUMNS)}")


def _read_sidecar_rows(path: Path, reader: csv.DictReader[str]) -> dict[Path, tuple[Given, Origin]]:
    told: dict[Path, tuple[Given, Origin]] = {}
    for row in reader:
        file, given = _read_sidecar_row(path, reader.line_num, row)
        if file in told:
            raise UsageError(f"{path}, line {reader.line_num}: speaks of {file.name} a second time")
        told[file] = given
    return told


def _read_sidecar_row(path: Path, line: int, row: dict[str, str]) -> tuple[Path, tuple[Given, Origin]]:
    if None in row:
        raise UsageError(f"{path}, line {line}: more cells than columns")
    facts: dict[str, object] = {
        name: value.strip() for name, value in row.items() if name in _COLUMNS and value and value.strip()
    }
    if not (name := str(facts.pop("file", ""))):
        raise UsageError(f"{path}, line {line}: names no file")
    if council := facts.pop("council", None):
        facts["councils"] = tuple(part.strip() for part in str(council).split(";") if part.strip())
    try:
        return path.parent / name, (Given.model_validate(facts), Origin("manifest", utf8_name(f"{path}#{name}")))
    except ValidationError as error:
        raise UsageError(f"{path}, line {line}: {describe_invalid(error)}") from error


def describe_invalid(error: ValidationError) -> str:
    """Return one line that says what is wrong with the first value that pydantic refuses."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"
