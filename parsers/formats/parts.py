"""The parts of a ZIP or gzip file as bytes, each measured before it is unpacked. Nothing is written anywhere."""

from __future__ import annotations

import re
import stat
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from normalise.errors import DocumentError
from parsers.budgets import BUDGETS, check_budget
from parsers.formats.zip_members import BROKEN, count_members

_IS_ENCRYPTED = 0x1  # of a member's flags (APPNOTE 4.4.4)
_SAYS_UTF_8 = 0x800
_SMALL = 10_000_000  # bytes: below it no ratio does harm
_NAMED = 0x08  # of a gzip file's flags (RFC 1952, 2.3.1)
_EXTRA = 0x04
_GZIP_SUFFIX = re.compile(r"\.gz$", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a container, and what it says it unpacks to. `read` returns its bytes or raises DocumentError."""

    name: str
    size: int
    read: Callable[[], bytes]
    is_link: bool = False


def list_zip_parts(data: bytes) -> tuple[Part, ...]:
    """Return the members of a ZIP file. Raises DocumentError `over-budget` or `damaged`."""
    check_budget("container", "size", len(data))
    check_budget("container", "members", count_members(data))
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN as error:
        raise _damaged("its directory cannot be read") from error
    return tuple(
        Part(_own_name(info), info.file_size, partial(_read_member, archive, info), _is_link(info))
        for info in archive.infolist()
    )


def list_gzip_parts(data: bytes, name: str) -> tuple[Part, ...]:
    """Return the one part of a gzip file, named by the file's own head or its name without ".gz"."""
    check_budget("container", "size", len(data))
    own = _name_in_head(data) or _GZIP_SUFFIX.sub("", PurePosixPath(name).name) or "document"
    return (Part(own, len(data), partial(_read_gzip, data)),)


def check_part(size: int, packed: int) -> None:
    """Return None where a part is within what one may unpack to. Raises DocumentError `over-budget`."""
    check_budget("container", "part", size)
    if size > _SMALL:
        check_budget("container", "ratio", size // max(1, packed))


def _read_member(archive: ZipFile, info: ZipInfo) -> bytes:
    if info.flag_bits & _IS_ENCRYPTED:
        raise DocumentError("encrypted", "asks for a password. Unpack it with the password and give the documents.")
    check_part(info.file_size, info.compress_size)
    try:
        return archive.read(info)
    except BROKEN as error:
        raise _damaged(f"it cannot be unpacked ({str(error)[:80]})") from error


def _own_name(info: ZipInfo) -> str:
    """Return a member's name: some programs write UTF-8 without saying so (APPNOTE 4.4.4, bit 11)."""
    if info.flag_bits & _SAYS_UTF_8 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_link(info: ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _read_gzip(data: bytes) -> bytes:
    """Return what a gzip file holds, all of its members one after another (RFC 1952, 2.2)."""
    most = BUDGETS["container"]["part"].most
    unpacked, rest = bytearray(), data
    while rest.startswith(b"\x1f\x8b"):
        stream = zlib.decompressobj(wbits=31)
        try:
            unpacked += stream.decompress(rest, most + 1 - len(unpacked))
        except zlib.error as error:
            raise _damaged("it cannot be unpacked") from error
        check_part(len(unpacked), len(data))
        if not stream.eof:
            raise _damaged("its end is missing")
        rest = stream.unused_data
    return bytes(unpacked)


def _name_in_head(data: bytes) -> str:
    """Return the name that a gzip file's head tells; "" where it tells none."""
    if len(data) < 10 or not data[3] & _NAMED or data[3] & _EXTRA:
        return ""
    return data[10:1034].split(b"\0", 1)[0].decode("latin-1")


def _damaged(what: str) -> DocumentError:
    return DocumentError("damaged", f"is damaged: {what}. Fetch it again, or ask its sender to pack it anew.")
