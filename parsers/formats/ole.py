"""The names of the streams that an OLE compound file holds, by which its programs are told apart.

Read as [MS-CFB] says: header, sectors, directory entries of 128 bytes. What the streams hold is left to others.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_SECTORS = 2_000  # of the directory: 8,000 entries or more
_ENTRY_BYTES = 128
_HEADER_FATS = 109  # sectors of the allocation table that the header names (2.2)
_LAST = 0xFFFFFFFA  # sector numbers from here on are signs, not numbers (2.1)
_STORAGES = (1, 2, 5)  # kinds of entry: storage, stream, root (2.6.1)

# The first stream that is there tells the program; what encrypts a whole file stands first ([MS-OFFCRYPTO], 1.3.2).
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("Quill", "pub"),
    ("VisioDocument", "visio"),
    ("MatOST", "works"),
)


def find_ole_form(data: bytes) -> str:
    """Return which kind of compound file it is, in the short words of `parsers.formats.kinds`; "ole" if not told."""
    names = set(list_streams(data))
    return next((form for stream, form in _STREAMS if stream in names), "ole")


def list_streams(data: bytes) -> tuple[str, ...]:
    """Return the names in the directory, in its order; () where it cannot be read."""
    try:
        return tuple(name for name, _ in _iter_entries(data))
    except struct.error:
        return ()


def find_stream(data: bytes, name: str) -> int | None:
    """Return where the first sector of a stream begins, None where there is none of that name."""
    try:
        starts = [start for found, start in _iter_entries(data) if found == name]
    except struct.error:
        return None
    return starts[0] if starts else None


def _iter_entries(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield each name of the directory, and where its first sector would begin (2.6.1)."""
    [shift] = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12) or not data.startswith(MAGIC):
        return
    for sector in _iter_directory(data, 1 << shift):
        start = (sector + 1) << shift
        for at in range(start, min(start + (1 << shift), len(data) - _ENTRY_BYTES + 1), _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            if kind in _STORAGES and 2 <= length <= 64:
                [first] = struct.unpack_from("<I", data, at + 116)
                yield data[at : at + length - 2].decode("utf-16-le", "replace"), (first + 1) << shift


def _iter_directory(data: bytes, sector_bytes: int) -> Iterator[int]:
    """Yield the sectors of the directory, each once: in a spoiled file they may lead round in a circle."""
    [sector] = struct.unpack_from("<I", data, 48)
    fats = struct.unpack_from(f"<{_HEADER_FATS}I", data, 76)
    per_sector = sector_bytes // 4
    seen: set[int] = set()
    while sector < _LAST and sector not in seen and len(seen) < _MAX_SECTORS:
        seen.add(sector)
        yield sector
        table = sector // per_sector
        if table >= _HEADER_FATS or fats[table] >= _LAST:
            return  # a directory this far back in a huge file: what was found tells enough
        at = (fats[table] + 1) * sector_bytes + 4 * (sector % per_sector)
        [sector] = struct.unpack_from("<I", data, at)
