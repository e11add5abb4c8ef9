"""How a hostile file ends: read in the reading process, within a minute and half a gigabyte."""

from __future__ import annotations

from ingest.isolate import Limits, ReadingProcess
from ingest.reading import Task
from normalise.errors import DocumentError
from normalise.records import Extraction
from parsers.formats.settings import FormatSettings
from parsers.given import ReadSettings

LIMITS = Limits(wall_seconds=60.0, cpu_seconds=40, memory_bytes=700_000_000, documents=500)
SETTINGS = ReadSettings(formats=FormatSettings(ocr="off"))
# What the parent ends, it ends because our reader did not. None of it is a good end.
NO_GOOD_END = ("timeout", "cpu", "memory", "crashed")


def end_of(process: ReadingProcess, name: str, data: bytes) -> Extraction | DocumentError:
    """Return what was read, or the error about the document; a fault of ours flies."""
    try:
        return process.read(Task(name, data, settings=SETTINGS))
    except DocumentError as caught:
        error = caught
    assert error.code not in NO_GOOD_END, f"{error.code}: {error}"
    assert str(error).startswith(f"{name}: ") or error.code == "too-nested"
    assert "\n" not in str(error)
    return error


def code_of(end: Extraction | DocumentError) -> str:
    """Return the error's code, or "read"."""
    return end.code if isinstance(end, DocumentError) else "read"
