"""The readers, found by folder, and which of them reads a file: its content decides, never its name.

A module of this package that defines `READER` is a reader; it imports heavy libraries when it reads. What it makes is
its own matter. Files that no reader claims are named by what they look like (`parsers.formats.kinds`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules

from normalise.errors import DocumentError
from parsers import formats
from parsers.decode import decode_text
from parsers.document import Document, Remark
from parsers.formats.kinds import Kind, find_kind, forget_kind
from parsers.formats.settings import DEFAULT_FORMATS, FormatSettings

__all__ = ("Kind", "Reader", "choose_reader", "find_kind", "find_reason_against", "read_document", "readers")

_SAMPLE_BYTES = 65_536
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


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader, sorted by name."""
    modules = (import_module(f"{formats.__name__}.{info.name}") for info in iter_modules(formats.__path__))
    found: list[Reader] = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: reader.name))


def read_document(data: bytes, name: str, settings: FormatSettings = DEFAULT_FORMATS) -> Document:
    """Return the document that the bytes hold. Raises DocumentError, whose text begins with the file's name."""
    try:
        reader = choose_reader(data)
        document = reader.read(data, name, settings)
    except DocumentError as error:
        raise DocumentError(error.code, f"{name}: {error}") from error
    finally:
        forget_kind()
    if detail := _find_wrong_suffix(name, reader):
        document = replace(document, remarks=(*document.remarks, Remark("name-misleads", detail)))
    return document


def choose_reader(data: bytes) -> Reader:
    """Return the one reader that claims the bytes. Raises DocumentError where none does, or more than one."""
    return _choose_reader(data, readers())


def find_reason_against(data: bytes) -> str | None:
    """Return what bytes are that are no document that is read ("a PNG image"), None where they are one."""
    kind = find_kind(data)
    if not data.strip():
        return "empty"
    if not any(reader.sniff(data) for reader in readers()):
        return kind.name if kind else "of an unknown kind"
    if kind is None and (b"\0" in data[:_SAMPLE_BYTES]):
        try:
            decode_text(data[:_SAMPLE_BYTES])
        except DocumentError as error:
            return "binary data" if error.code == "not-text" else None
    return None


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
    if not reader.suffixes or suffix in reader.suffixes:
        return None
    if suffix not in set(OFFICE_SUFFIXES).union(*(other.suffixes for other in readers())):
        return None
    return f"it ends in {suffix}, but the file is read as {reader.name}"


def _unsupported(kind: Kind | None) -> DocumentError:
    if kind is None:
        return DocumentError("unsupported", "is of a format that is not known. Save it as plain text (UTF-8).")
    return DocumentError("unsupported", f"looks like {kind.name}, which is not read yet. {kind.cure}.")
