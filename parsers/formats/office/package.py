"""Opens the ZIP package that an Office file is, measured before anything in it is unpacked.

Nothing is ever written to disk, and no name in the package is used as a path. What the parts say is each reader's.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZipFile, ZipInfo

from lxml.etree import _Element

from normalise.errors import DocumentError
from parsers.budgets import check_budget
from parsers.formats.office.xml import parse_xml
from parsers.formats.zip_members import BROKEN as _BROKEN
from parsers.formats.zip_members import count_members, list_zip

_IS_ENCRYPTED = 0x1  # of a member's flags (APPNOTE 4.4.4)
_MOST_RATIO = 500  # unpacked to packed; sheets of equal rows reach 100
_SMALL = 10_000_000  # bytes: below it no ratio does harm
_DAMAGED = "Open it in the program that made it, save it anew and give that"


@dataclass(frozen=True, slots=True)
class Package:
    """An open package. `form` names its row of the budgets; close it, or use it with `contextlib.closing`."""

    form: str
    archive: ZipFile
    members: dict[str, ZipInfo]

    def has(self, name: str) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """Return a part's bytes. Raises KeyError where there is none, DocumentError `over-budget` or `damaged`."""
        member = self.members[name]
        check_budget(self.form, "part", member.file_size, name)
        try:
            return self.archive.read(member)
        except _BROKEN as error:
            raise damaged(f"its part {name} cannot be unpacked") from error

    def open(self, name: str) -> IO[bytes]:
        """Return a part as a stream, for parts that are too large to be held whole."""
        try:
            return self.archive.open(self.members[name])
        except _BROKEN as error:
            raise damaged(f"its part {name} cannot be unpacked") from error

    def read_xml(self, name: str) -> _Element:
        """Return the root element of a part. Raises as `read` does, and `damaged` where it is not XML."""
        return parse_xml(self.read(name), self.form, name)

    def find_xml(self, name: str) -> _Element | None:
        """Return the root element of a part, or None where the package has no such part."""
        return self.read_xml(name) if self.has(name) else None

    def close(self) -> None:
        self.archive.close()


def open_package(data: bytes, form: str) -> Package:
    """Return the package. Raises DocumentError `over-budget`, `encrypted`, `unsafe-package` or `damaged`."""
    check_budget(form, "size", len(data))
    check_budget(form, "members", count_members(data))
    try:
        archive = ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise damaged("its ZIP directory cannot be read") from error
    members = archive.infolist()
    try:
        _check(members, len(data), form)
    except DocumentError:
        archive.close()
        raise
    return Package(form, archive, {member.filename: member for member in members})


def list_members(data: bytes) -> tuple[str, ...]:
    """Return the names of what a ZIP file holds; of one whose directory is broken, what stands beside its members."""
    return list_zip(data).names


def damaged(what: str) -> DocumentError:
    """Return the error for a package of which a part cannot be read."""
    return DocumentError("damaged", f"is damaged: {what}. {_DAMAGED}.")


def _check(members: list[ZipInfo], size: int, form: str) -> None:
    check_budget(form, "members", len(members))
    check_budget(form, "unpacked", sum(member.file_size for member in members))
    for member in members:
        if member.flag_bits & _IS_ENCRYPTED:
            raise DocumentError("encrypted", "asks for a password. Save it without one and give that.")
        if _leads_outside(member.filename):
            raise DocumentError(
                "unsafe-package",
                f"holds a part whose name leads outside it ({member.filename[:60]!r}). Do not open it.",
            )
        if member.file_size > max(_SMALL, _MOST_RATIO * max(1, member.compress_size)):
            raise DocumentError(
                "over-budget",
                f"holds a part that unpacks to more than {_MOST_RATIO} times its size ({member.filename[:60]!r}). "
                "Check that it is a document.",
            )


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":"
