"""Many files: whatever befalls one of them is kept as its failure, and the next one is read.

The one place that catches everything. Trouble with the store, or with how the program was called, flies.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from ingest.finding import FoundFile
from ingest.isolate import ReaderFaultError
from ingest.pipeline import extract_file
from ingest.reading import Read
from ingest.terminal import utf8_name
from normalise.errors import DocumentError, PeerplanError
from normalise.records import Extraction
from parsers.given import ReadSettings

logger = logging.getLogger(__name__)

INTERNAL_ERROR = "internal-error"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not read: a stable code, one line for people, and for us what went before it."""

    code: str
    message: str
    detail: str = ""


def extract_files(
    read: Read, files: Iterable[FoundFile], settings: ReadSettings
) -> Iterator[tuple[FoundFile, Extraction | Failure]]:
    """Yield each file with what was read out of it, or why nothing was."""
    for file in files:
        yield file, attempt(file, partial(extract_file, read, file, settings))


class Named(Protocol):
    """Anything with a name: a file that was found, something that is wanted."""

    @property
    def name(self) -> str: ...


def attempt(file: Named, work: Callable[[], T]) -> T | Failure:
    """Return what the work on a file returns, or its failure. Trouble that is no file's flies."""
    try:
        return work()
    except DocumentError as error:
        message = str(error).removeprefix(f"{utf8_name(file.name)}: ")  # who tells it names the whole path
        return Failure(error.code, message, "\n".join(getattr(error, "__notes__", ())))
    except PeerplanError:
        raise
    except Exception as error:
        logger.debug("a fault of ours", exc_info=error)
        words = str(error) if isinstance(error, ReaderFaultError) else f"{type(error).__name__}: {error}"
        message = f"unexpected {words}; run with --debug for the traceback"
        return Failure(INTERNAL_ERROR, message, "".join(traceback.format_exception(error)))
