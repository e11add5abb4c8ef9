"""One document to be read or drawn, and its reading in this very process.

The same reading behind the walls that a stranger's file calls for is `ingest.isolate`.
"""

from __future__ import annotations

import gc
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from normalise.errors import DocumentError
from normalise.records import Extraction
from parsers.given import DEFAULT_SETTINGS, NOTHING_GIVEN, FilePart, Given, ReadSettings

if TYPE_CHECKING:
    from parsers.explain import Explanation
    from parsers.formats.containers import Contents
    from parsers.marks import Mark, Marks

# Only our tests set this: a module whose `read_extraction` takes the place of ours, to hang, crash or eat memory.
TEST_READER = "PEERPLAN_TEST_READER"
_GARBAGE_AFTER = 20_000  # objects: a document makes hundreds of thousands, hardly any in cycles


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: its bytes, its name, and what the user gave along with it.

    `parts`: the files whose bytes follow each other where several are taken as one.
    """

    name: str
    data: bytes
    given: Given = NOTHING_GIVEN
    settings: ReadSettings = DEFAULT_SETTINGS
    parts: tuple[FilePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A page of a PDF to be drawn, counted from 1, and what is to be marked on it."""

    data: bytes
    page: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Container:
    """A file that holds documents: its name, its bytes' hash, and what loads those where they are not at hand."""

    name: str
    sha256: str
    load: Callable[[], bytes]


Read = Callable[[Task], Extraction]


class Reading(Protocol):
    """Where documents are read and drawn: in a process of their own, or here. All raise DocumentError."""

    def read(self, task: Task) -> Extraction:
        """Return the extraction of one document."""

    def lay_out(self, task: Task) -> Marks:
        """Return where the cells and the text of one document stand on its pages."""

    def draw(self, sketch: Sketch) -> bytes:
        """Return the picture of one page, a PNG."""

    def explain(self, task: Task) -> Explanation:
        """Return how one document was put together."""

    def list_contents(self, task: Task) -> Contents | None:
        """Return which documents a container holds; None where the file is none."""

    def take_member(self, container: Container, at: tuple[int, ...]) -> bytes:
        """Return the bytes of a document in a container."""


class ReadExtraction(Protocol):
    """The shape of `parsers.assemble.read_extraction`."""

    def __call__(
        self, data: bytes, name: str, *, given: Given, settings: ReadSettings, parts: tuple[FilePart, ...] = ()
    ) -> Extraction:
        """Return the extraction of one document."""


class ReadingHere:
    """Reads and draws in this process without limits, for debugging."""

    def read(self, task: Task) -> Extraction:
        return read_here(task)

    def lay_out(self, task: Task) -> Marks:
        return lay_out_task(task)

    def draw(self, sketch: Sketch) -> bytes:
        return draw_sketch(sketch)

    def explain(self, task: Task) -> Explanation:
        return explain_task(task)

    def list_contents(self, task: Task) -> Contents | None:
        return list_contents_of(task)

    def take_member(self, container: Container, at: tuple[int, ...]) -> bytes:
        return take_member_of(Task(container.name, container.load()), at)


def read_here(task: Task) -> Extraction:
    """Return the extraction of one document, read in this process without limits. Raises DocumentError."""
    return read_task(find_reader(), task)


def find_reader() -> ReadExtraction:
    """Return what reads a document; it is imported only here, since it brings all libraries with it."""
    module = import_module(os.environ.get(TEST_READER) or "parsers.assemble")
    return cast("ReadExtraction", module.read_extraction)


def warm_up() -> None:
    """Load what is loaded when a date or an owner is first met: that is no time or memory of the first document's.

    What is loaded stays: it is taken out of the collector's sight, which would look through it again and again.
    """
    if os.environ.get(TEST_READER):
        return
    from normalise.owners import read_owners
    from normalise.when import read_whens

    read_whens("March 2025")
    read_owners("Chief Executive")
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE_AFTER, 20, 20)


def read_task(read: ReadExtraction, task: Task) -> Extraction:
    """Return the extraction of one document. Raises DocumentError, also where the document exhausts stack or memory."""
    as_one = {"parts": task.parts} if task.parts else {}
    with _told_exhaustion():
        return read(task.data, task.name, given=task.given, settings=task.settings, **as_one)


def lay_out_task(task: Task) -> Marks:
    """Return where the cells and the text of one document stand on its pages. Raises DocumentError."""
    from parsers.formats.registry import read_document
    from parsers.marks import lay_out
    from parsers.repair import repair

    with _told_exhaustion():
        document = read_document(task.data, task.name, task.settings.for_reader)
        return lay_out(document, repair(document, join=task.settings.join))


def explain_task(task: Task) -> Explanation:
    """Return how one document was put together. Raises DocumentError."""
    from parsers.explain import read_explanation

    with _told_exhaustion():
        return read_explanation(task.data, task.name, task.settings)


def list_contents_of(task: Task) -> Contents | None:
    """Return which documents a container holds; None where the file is none. Raises DocumentError."""
    from parsers.formats.containers import list_contents

    with _told_exhaustion():
        return list_contents(task.data, task.name)


def take_member_of(task: Task, at: tuple[int, ...]) -> bytes:
    """Return the bytes of a document in a container. Raises DocumentError."""
    from parsers.formats.containers import take_member

    with _told_exhaustion():
        return take_member(task.data, task.name, at)


def draw_sketch(sketch: Sketch) -> bytes:
    """Return the picture of a page, a PNG. Raises DocumentError."""
    from parsers.formats.pdf.show import draw_page

    with _told_exhaustion():
        return draw_page(sketch.data, sketch.page, sketch.marks)


@contextmanager
def _told_exhaustion() -> Iterator[None]:
    """Tell of exhausted stack or memory as of a fault of the document's."""
    try:
        yield
    except RecursionError as error:
        raise _exhausted("too-nested", "is nested too deeply to be read", error) from error
    except MemoryError as error:
        raise _exhausted("memory", "takes more memory to read than is allowed", error) from error


def _exhausted(code: str, message: str, cause: BaseException) -> DocumentError:
    error = DocumentError(code, message)
    error.add_note("".join(traceback.format_exception(cause, limit=-5)))
    return error
