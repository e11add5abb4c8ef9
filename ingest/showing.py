"""Pictures of a PDF's pages with marks on what was read from them, for `peerplan extract --show`.

Where a picture is written is decided here: its name is made from the file's own, never from its words, and nothing is
written over that is not a picture of ours. What is marked is `parsers.marks`', how it is drawn the reading process's.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ingest.batch import Failure, attempt
from ingest.finding import FoundFile
from ingest.reading import Reading, Sketch, Task
from ingest.terminal import utf8_name
from normalise.errors import DocumentError, UsageError
from normalise.records import Extraction
from parsers.given import ReadSettings

logger = logging.getLogger(__name__)

PDF = "application/pdf"
OWN_MARK = b"tEXtSoftware\x00peerplan"  # what `parsers.formats.pdf.show` writes into every picture
_HEAD_BYTES = 200
_STEM_CHARACTERS = 80
_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")


class Shown(NamedTuple):
    """A page, counted from 1, of how many, and why it could not be drawn, if so."""

    number: int
    of: int
    failure: Failure | None


@dataclass(slots=True)
class PictureFolder:
    """A folder for pictures, made if it is not there. Files of one name do not get in each other's way."""

    path: Path
    _stems: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"--show {self.path}: no folder for pictures can be made there: {error}") from error

    def stem(self, file: Path) -> str:
        """Return what the names of a file's pictures begin with: letters, digits, "-" and "_"; its own in this run."""
        stem = _UNSAFE.sub("-", file.stem).strip("-")[:_STEM_CHARACTERS] or "document"
        number, own = 1, stem
        while own.lower() in self._stems:
            number += 1
            own = f"{stem}-{number}"
        self._stems.add(own.lower())
        return own

    def write(self, name: str, picture: bytes) -> None:
        """Write a picture. Raises UsageError where a file of that name is there that we did not make."""
        path = self.path / name
        try:
            if path.is_symlink() or (path.exists() and not _is_ours(path)):
                raise UsageError(f"{path}: is there already and no picture of ours; give --show another folder")
            path.write_bytes(picture)
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror or error}; check --show") from error


def show_pages(
    reading: Reading, file: FoundFile, extraction: Extraction, settings: ReadSettings, folder: PictureFolder
) -> Iterator[Shown]:
    """Write a picture of every page of a PDF, and yield what became of each; another file has none to draw.

    Raises DocumentError where the file cannot be read any more.
    """
    if extraction.source.media_type != PDF:
        return
    from parsers.marks import mark_pages

    data = file.load()
    if hashlib.sha256(data).hexdigest() != extraction.source.sha256:
        raise DocumentError("changed-file", "was changed while it was read. Run it again.")
    layout = reading.lay_out(Task(utf8_name(file.name), data, file.given, settings))
    marks, stem = mark_pages(extraction, layout), folder.stem(Path(file.name))
    count = extraction.source.pages or 0
    for page in range(1, count + 1):
        sketch = Sketch(data, page, marks.get(page, ()))
        drawn = attempt(file, partial(reading.draw, sketch))
        if isinstance(drawn, bytes):
            folder.write(f"{stem}-p{page:0{max(3, len(str(count)))}}.png", drawn)
        yield Shown(page, count, drawn if isinstance(drawn, Failure) else None)


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return OWN_MARK in file.read(_HEAD_BYTES)
