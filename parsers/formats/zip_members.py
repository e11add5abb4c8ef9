"""The names that a ZIP file lists, and the first bytes of a member, told without trust in either.

What a package of parts is called is `parsers.formats.zip_kinds`'; unpacking is each reader's. Sources: APPNOTE.TXT 4.3.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MAX_LISTED = 10_000  # members whose names are looked at: no document has as many
MAX_SNIFFED_BYTES = 1_000_000  # of one member, unpacked
_END, _END_BYTES = b"PK\x05\x06", 22
_ZIP64_LOCATOR = b"PK\x06\x07"
_LISTING = b"PK\x01\x02"  # begins each line of the directory
_MOST_COMMENT = 65_535
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_START = re.compile(rb"PK\x03\x04")
_MOST_LOCAL_BYTES = 4_000_000  # of a broken file that are looked through for members
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, OverflowError)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a ZIP file lists. `is_broken`: its directory cannot be read, so the names are those beside its members."""

    names: tuple[str, ...]
    is_broken: bool = False


def list_zip(data: bytes) -> Listed:
    """Return the names of what a ZIP file holds, the first `MAX_LISTED` of them."""
    if count_members(data) > MAX_LISTED:
        return Listed(tuple(_iter_local_names(data)))
    try:
        with closing(ZipFile(BytesIO(data))) as archive:
            return Listed(tuple(archive.namelist()))
    except BROKEN:
        return Listed(tuple(_iter_local_names(data)), is_broken=True)


def count_members(data: bytes) -> int:
    """Return how many members the directory lists, counted before anything is made of it; 0 where there is none."""
    end = data.rfind(_END, max(0, len(data) - _MOST_COMMENT - _END_BYTES))
    if end < 0 or len(data) < end + _END_BYTES:
        return 0
    [size] = struct.unpack_from("<I", data, end + 12)
    is_zip64 = data[max(0, end - 20) : end].startswith(_ZIP64_LOCATOR)
    return data.count(_LISTING, 0 if is_zip64 else max(0, end - size), end)


def read_starts(data: bytes, *names: str) -> tuple[bytes, ...]:
    """Return the first bytes of members, b"" where there is none of a name or it cannot be unpacked."""
    if count_members(data) > MAX_LISTED:
        return (b"",) * len(names)
    try:
        with closing(ZipFile(BytesIO(data))) as archive:
            return tuple([_read_start(archive, name, data) for name in names])
    except BROKEN:
        return tuple([_read_local_start(data, name) for name in names])


def _read_start(archive: ZipFile, name: str, data: bytes) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(MAX_SNIFFED_BYTES)
    except (*BROKEN, KeyError):
        return _read_local_start(data, name)


def _read_local_start(data: bytes, name: str) -> bytes:
    """Return the first bytes of a member of a file whose directory is lost."""
    for start, found, method, size in _iter_local(data):
        if found == name and method == ZIP_STORED:
            return data[start : start + min(size, MAX_SNIFFED_BYTES)]
        if found == name and method == ZIP_DEFLATED:
            try:
                return zlib.decompressobj(-15).decompress(data[start:], MAX_SNIFFED_BYTES)
            except zlib.error:
                return b""
    return b""


def _iter_local_names(data: bytes) -> Iterator[str]:
    for number, (_, name, _, _) in enumerate(_iter_local(data)):
        if number == MAX_LISTED:
            return
        yield name


def _iter_local(data: bytes) -> Iterator[tuple[int, str, int, int]]:
    """Yield where each member's bytes begin, its name, how it is packed, and its packed size (0: not told)."""
    for match in _LOCAL_START.finditer(data, 0, _MOST_LOCAL_BYTES):
        if len(data) < match.start() + _LOCAL.size:
            return
        fields = _LOCAL.unpack_from(data, match.start())
        method, size, name_bytes, extra_bytes = fields[3], fields[7], fields[9], fields[10]
        start = match.start() + _LOCAL.size
        name = data[start : start + name_bytes].decode("utf-8", "replace")
        yield start + name_bytes + extra_bytes, name, method, size
