"""The originals of a store: every document's bytes, by what they are, in a folder beside the store.

`<store>.originals/ab/abcdef…`: the name is the SHA-256 of the bytes, so the same document is there once wherever it was
found, and a damaged file is found out when it is read. Nothing is packed, nothing is changed, nothing is removed but by
`forget` (`peerplan withdraw --erase`).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from normalise.errors import DocumentError, UsageError

_SHA256 = re.compile(r"[0-9a-f]{64}")
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ArchiveSize:
    """How much an archive holds."""

    document_count: int
    byte_count: int


@dataclass(frozen=True, slots=True)
class Archive:
    """The folder of a store's originals; it is made when the first one is kept."""

    folder: Path

    def keep(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256. Whole or not at all, whatever stops. Raises UsageError."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if _holds(path, sha256, len(data)):
            return sha256
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as draft:
                try:
                    draft.write(data)
                    draft.flush()
                    os.fsync(draft.fileno())
                    Path(draft.name).replace(path)
                except BaseException:
                    Path(draft.name).unlink(missing_ok=True)
                    raise
            _sync_folder(path.parent)
        except OSError as error:
            raise UsageError(f"{self.folder}: an original cannot be kept: {error.strerror or error}") from error
        return sha256

    def holds(self, sha256: str) -> bool:
        """Say whether there is an original of that name; `read` says whether it is whole."""
        return self._path(sha256).is_file()

    def read(self, sha256: str) -> bytes:
        """Return the bytes. Raises DocumentError `missing-original`, or `damaged-original` where they are others."""
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise DocumentError("missing-original", f"has no original in {self.folder}. Fetch it again.") from error
        except OSError as error:
            raise DocumentError("missing-original", f"cannot be read in {self.folder}: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DocumentError(
                "damaged-original", f"is damaged in {self.folder}. Fetch it again, or restore a backup."
            )
        return data

    def find(self, sha256: str) -> Path:
        """Return where the original of that name is, or would be."""
        return self._path(sha256)

    def forget(self, sha256: str) -> bool:
        """Remove an original; return whether there was one."""
        path = self._path(sha256)
        is_there = path.is_file()
        path.unlink(missing_ok=True)
        return is_there

    def iter_damaged(self) -> Iterator[str]:
        """Yield the name of each original whose bytes are no longer those it was named for."""
        for path in self._iter_files():
            if _hash_file(path) != path.name:
                yield path.name

    def size(self) -> ArchiveSize:
        """Return how many originals there are and how many bytes they take."""
        sizes = [path.stat().st_size for path in self._iter_files()]
        return ArchiveSize(len(sizes), sum(sizes))

    def sweep(self) -> int:
        """Remove what a keeping that was cut off left behind; return how many. Hold the store's lock meanwhile."""
        left = sorted(self.folder.glob("??/.*.part"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256")
        return self.folder / sha256[:2] / sha256

    def _iter_files(self) -> Iterator[Path]:
        return (path for path in sorted(self.folder.glob("??/*")) if _SHA256.fullmatch(path.name) and path.is_file())


def archive_beside(store: Path) -> Archive:
    """Return the archive of the store at a path: `plans.db` has `plans.db.originals`."""
    return Archive(store.with_name(f"{store.name}.originals"))


def _holds(path: Path, sha256: str, size: int) -> bool:
    """Say whether the original is there and whole: a damaged one is written anew."""
    try:
        return path.stat().st_size == size and _hash_file(path) == sha256
    except OSError:
        return False


def _hash_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Have the new name itself written to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
