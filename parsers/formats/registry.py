"""The readers, found by folder, and which of them reads a file: its content decides, never its name.

A module of this package that defines `READER` is a reader; it imports heavy libraries when it reads. What it makes is
its own matter. Files that no reader claims are named by what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules

from normalise.errors import DocumentError
from parsers import formats
from parsers.document import Document, Remark
from parsers.formats.settings import DEFAULT_FORMATS, FormatSettings

_HEAD_BYTES = 4096
OFFICE_SUFFIXES = (".doc", ".docx", ".odt", ".ods", ".odp", ".ppt", ".pptx", ".rtf", ".xls", ".xlsx")


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: `sniff` says whether the bytes are of it, `read` returns their document.

    What `read` raises as DocumentError says what is wrong and what to do; the file's name is put in front of it here.
    `suffixes` are what names of such files end in, in lower case; a name tells nothing, but a wrong one is remarked on.
    """

    name: str
    media_types: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, str, FormatSettings], Document]
    suffixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A format by its first bytes, and what else must occur in the file."""

    name: str
    begins: re.Pattern[bytes]
    holds: bytes = b""
    cure: str = "Save it as plain text (UTF-8) and give that"


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader, sorted by name."""
    modules = (import_module(f"{formats.__name__}.{info.name}") for info in iter_modules(formats.__path__))
    found: list[Reader] = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: reader.name))


def read_document(data: bytes, name: str, settings: FormatSettings = DEFAULT_FORMATS) -> Document:
    """Return the document that the bytes hold. Raises DocumentError, whose text begins with the file's name."""
    try:
        reader = _choose_reader(data, readers())
        document = reader.read(data, name, settings)
    except DocumentError as error:
        raise DocumentError(error.code, f"{name}: {error}") from error
    if detail := _find_wrong_suffix(name, reader):
        document = replace(document, remarks=(*document.remarks, Remark("name-misleads", detail)))
    return document


def find_kind(data: bytes) -> Kind | None:
    """Return the format that the bytes show by their own signature, or None: text has none."""
    head = data[:_HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return next((kind for kind in KINDS if kind.begins.match(head) and kind.holds in data), None)


def _choose_reader(data: bytes, among: tuple[Reader, ...]) -> Reader:
    if not data:
        raise DocumentError("empty-file", "is empty (0 bytes). Fetch the document again.")
    claims = [reader for reader in among if reader.sniff(data)]
    if len(claims) > 1:
        names = " and ".join(reader.name for reader in claims)
        raise DocumentError("ambiguous-format", f"is claimed by two readers, {names}. Report this with the file.")
    if not claims:
        raise _unsupported(find_kind(data))
    return claims[0]


def _find_wrong_suffix(name: str, reader: Reader) -> str | None:
    """Return what to say of a name that promises another format, or None where it promises none or the right one."""
    suffix = PurePath(name).suffix.lower()
    promises = set(OFFICE_SUFFIXES).union(*(other.suffixes for other in readers()))
    if not reader.suffixes or suffix in reader.suffixes or suffix not in promises:
        return None
    return f"it ends in {suffix}, but the file is read as {reader.name}"


def _unsupported(kind: Kind | None) -> DocumentError:
    if kind is None:
        return DocumentError("unsupported", "is of a format that is not known. Save it as plain text (UTF-8).")
    return DocumentError("unsupported", f"looks like {kind.name}, which is not read yet. {kind.cure}.")


_UNPACK = "Unpack it and give the documents in it"
_OCR = "Have its text recognised (OCR) and give that as plain text"
_ZIP = re.compile(rb"PK\x03\x04")
_OLE = re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

# What stands first wins: packages by a part they must hold, then plain ZIP.
KINDS = (
    Kind("a PDF file", re.compile(rb"[\x00-\xff]{0,1024}?%PDF-\d\.\d")),
    Kind("a Word document (DOCX)", _ZIP, b"word/document"),
    Kind("an Excel workbook (XLSX)", _ZIP, b"xl/workbook"),
    Kind("a PowerPoint presentation (PPTX)", _ZIP, b"ppt/presentation"),
    Kind("an OpenDocument text (ODT)", _ZIP, b"application/vnd.oasis.opendocument.text"),
    Kind("an OpenDocument file", _ZIP, b"application/vnd.oasis.opendocument"),
    Kind("a ZIP archive", re.compile(rb"PK(?:\x03\x04|\x05\x06)"), cure=_UNPACK),
    Kind(
        "a password-protected Office file", _OLE, "EncryptedPackage".encode("utf-16-le"), "Save it without a password"
    ),
    Kind("an old Office file (DOC, XLS, PPT)", _OLE),
    Kind("a rich text file (RTF)", re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")),
    Kind(
        "a web page (HTML)",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I
        ),
    ),
    Kind("an XML file", re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.I)),
    Kind("a PNG image", re.compile(rb"\x89PNG\r\n"), cure=_OCR),
    Kind("a JPEG image", re.compile(rb"\xff\xd8\xff"), cure=_OCR),
    Kind("a GIF image", re.compile(rb"GIF8[79]a"), cure=_OCR),
    Kind("a TIFF image", re.compile(rb"II\*\x00|MM\x00\*"), cure=_OCR),
    Kind("a WebP image", re.compile(rb"RIFF[\x00-\xff]{4}WEBP"), cure=_OCR),
    Kind("a gzip archive", re.compile(rb"\x1f\x8b\x08"), cure=_UNPACK),
    Kind("a 7-Zip archive", re.compile(rb"7z\xbc\xaf\x27\x1c"), cure=_UNPACK),
    Kind("a RAR archive", re.compile(rb"Rar!\x1a\x07"), cure=_UNPACK),
    Kind("an SQLite database", re.compile(rb"SQLite format 3\x00"), cure="Give a document, not a store"),
    Kind("a program", re.compile(rb"\x7fELF|MZ"), b"\0\0\0", "Give a document"),
)
