"""Several files taken as one document: their bytes one behind the other, and where each of them ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ingest.finding import MAX_BYTES, FoundFile, Origin
from ingest.terminal import utf8_name
from normalise.errors import DocumentError
from parsers.given import FilePart


def take_as_one(files: Sequence[FoundFile]) -> tuple[FoundFile, ...]:
    """Return one file that stands for all, in their order; one alone, or none, as it is.

    Where one of them cannot be had, the whole fails when it is loaded.
    """
    if len(files) < 2:
        return tuple(files)
    first, origin = files[0], Origin("file", " + ".join(utf8_name(file.location) for file in files))
    together = replace(first, inside="", origin=origin, and_more=len(files) - 1)
    try:
        loaded = [_load(file) for file in files]
    except DocumentError as error:
        return (replace(together, take_out=partial(_fail, error)),)
    parts = tuple(FilePart(utf8_name(file.name), len(data)) for file, data in zip(files, loaded, strict=True))
    if (size := sum(part.size for part in parts)) > MAX_BYTES:
        message = f"hold {size:,} bytes together; at most {MAX_BYTES:,} are read. Take fewer files as one."
        return (replace(together, take_out=partial(_fail, DocumentError("over-budget", message))),)
    return (replace(together, parts=parts, take_out=partial(b"".join, loaded)),)


def _load(file: FoundFile) -> bytes:
    try:
        return file.load()
    except DocumentError as error:
        raise DocumentError(error.code, f"{utf8_name(file.name)}: {error}") from error


def _fail(error: DocumentError) -> bytes:
    raise error
