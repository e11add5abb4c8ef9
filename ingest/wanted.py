"""What is to be read, wherever it comes from: a file, a member of an archive, a page that was fetched."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from ingest.finding import FoundFile, Origin
from ingest.terminal import utf8_name
from parsers.given import NOTHING_GIVEN, FilePart, Given, ReadSettings


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to be read: its name, the place that the ledger tells, and what loads its bytes.

    `load` may raise DocumentError. `shown` is the place in the words of who asked. What led to it is a source that the
    store has already (`source_id`), or else `origin`.
    """

    name: str
    location: str
    load: Callable[[], bytes]
    settings: ReadSettings
    given: Given = NOTHING_GIVEN
    source_id: int | None = None
    origin: Origin | None = None
    parts: tuple[FilePart, ...] = ()
    shown: str = ""


def want_file(file: FoundFile, settings: ReadSettings) -> Wanted:
    """Return a file that was found as something to be read with these settings."""
    return Wanted(
        name=file.name,
        location=os.path.abspath(file.location),  # noqa: PTH100  # links stay
        load=file.load,
        settings=settings,
        given=file.given,
        origin=file.origin or Origin("file", utf8_name(str(file.path))),
        parts=file.parts,
        shown=file.location,
    )
