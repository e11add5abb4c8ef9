"""Which reader read a document: a hash of each stage's own files and data, so nobody forgets to count up a version.

Libraries are left out: a new release of theirs would have every document read anew for nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

FINGERPRINT_LENGTH = 16
_STAGES = {
    "formats": "parsers.formats",
    "repair": "parsers.repair",
    "layouts": "parsers.layouts",
    "normalise": "normalise",
}


@cache
def fingerprints() -> dict[str, str]:
    """Return a hash for each stage of reading; `assemble` is all of `parsers` that belongs to no other stage."""
    stages = {stage: _hash(_iter_files(_folder(package))) for stage, package in _STAGES.items()}
    return stages | {"assemble": _hash(_iter_assembling())}


def _folder(package: str) -> Traversable:
    """Return a package's folder. It is not imported: where nothing has to be read, the readers need not be loaded."""
    outer, *inner = package.split(".")
    return files(outer).joinpath(*inner)


def _iter_assembling() -> Iterator[tuple[str, bytes]]:
    yield from _iter_own_files(files("parsers"))
    for entry in sorted(files("parsers").iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and not _is_left_out(entry) and f"parsers.{entry.name}" not in _STAGES.values():
            yield from _iter_files(entry, f"{entry.name}/")


def _hash(contents: Iterator[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def _iter_files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    yield from _iter_own_files(folder, above)
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and not _is_left_out(entry):
            yield from _iter_files(entry, f"{above}{entry.name}/")


def _iter_own_files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file() and not _is_left_out(entry):
            yield above + entry.name, entry.read_bytes()


def _is_left_out(entry: Traversable) -> bool:
    """Say whether an entry is no part of the source: what Python, an editor or a file manager left there."""
    return entry.name.startswith((".", "__pycache__")) or entry.name.endswith((".pyc", "~"))
