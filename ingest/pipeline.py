"""What happens to one file: read, and kept. Failures fly; `ingest.batch` catches them.

`open_reading` chooses between a process of its own and, for debugging, this one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.finding import FoundFile
from ingest.isolate import Limits, ReadingProcess
from ingest.reading import Read, Reading, ReadingHere, Task
from ingest.terminal import utf8_name
from normalise.records import Extraction
from parsers.given import ReadSettings


@contextmanager
def open_reading(limits: Limits, *, in_process: bool = False) -> Iterator[Reading]:
    """Yield where documents are read and drawn: a reading process with these limits, or this process without any."""
    if in_process:
        yield ReadingHere()
    else:
        with ReadingProcess(limits) as process:
            yield process


def extract_file(read: Read, file: FoundFile, settings: ReadSettings) -> Extraction:
    """Return the extraction of one file. Raises DocumentError."""
    return read_bytes(read, file, file.load(), settings)


def read_bytes(read: Read, file: FoundFile, data: bytes, settings: ReadSettings) -> Extraction:
    """Return the extraction of a file whose bytes are at hand. Raises DocumentError."""
    extraction = read(Task(utf8_name(file.name), data, file.given, settings, file.parts))
    if extraction.source.sha256 != hashlib.sha256(data).hexdigest():
        raise RuntimeError("the reader answered for other bytes than it was given")
    return extraction
