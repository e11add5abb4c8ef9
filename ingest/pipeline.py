"""What happens to one file: read, and kept. Failures fly; `ingest.batch` catches them.

`open_reading` chooses between a process of its own and, for debugging, this one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.finding import FoundFile
from ingest.isolate import Limits, ReadingProcess
from ingest.pool import ReadingProcesses
from ingest.reading import Read, Reading, ReadingHere, Task
from ingest.terminal import utf8_name
from normalise.records import Extraction
from parsers.given import ReadSettings


@contextmanager
def open_readings(limits: Limits, jobs: int, *, in_process: bool = False) -> Iterator[Reading]:
    """Yield where several documents are read at a time: in as many processes, or in this one."""
    if in_process:
        yield ReadingHere()
    else:
        with ReadingProcesses(limits, jobs) as processes:
            yield processes


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
    return read_same(read, Task(utf8_name(file.name), file.load(), file.given, settings, file.parts))


def read_same(read: Read, task: Task) -> Extraction:
    """Return the extraction of a document, made sure that it is of the bytes given. Raises DocumentError."""
    extraction = read(task)
    if extraction.source.sha256 != hashlib.sha256(task.data).hexdigest():
        raise RuntimeError("the reader answered for other bytes than it was given")
    return extraction
