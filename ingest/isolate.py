"""The reading process: a stranger's file is read in a process of its own, which it may hang, crash or exhaust alone.

This is the parent's side. It holds the clock, and puts a new child in the place of one that is spent. The child, run as
`python -m ingest.isolate`, is `ingest.child`: long-lived, since loading the libraries takes longer than reading does.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import logging
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

from ingest.contents import unpack_contents
from ingest.explanations import unpack_explanation
from ingest.frames import MAX_FRAME_BYTES, Head, is_whole, pack, take
from ingest.own_folders import make_folder
from ingest.reading import Container, Sketch, Task
from ingest.sketches import pack_sketch, unpack_marks
from normalise.errors import DocumentError, PeerplanError
from normalise.records import Extraction

if TYPE_CHECKING:
    from parsers.explain import Explanation
    from parsers.formats.containers import Contents
    from parsers.marks import Marks

logger = logging.getLogger(__name__)

START_SECONDS = 120.0
STDERR_BYTES_KEPT = 8192
TELL_EVERY_SECONDS = 10.0  # of slow steps, one line
_CHUNK_BYTES = 2**16
# What Python, C++, C libraries and Rust write before they abort (SIGABRT) for want of memory.
_WORDS_OF_LACKING_MEMORY = (
    "MemoryError",
    "bad_alloc",
    "out of memory",
    "Out of memory",
    "Cannot allocate memory",
    "memory allocation of",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take, and after how many documents a child is replaced."""

    wall_seconds: float = 120.0
    cpu_seconds: int = 100
    memory_bytes: int = 2 * 2**30
    documents: int = 200


DEFAULT_LIMITS = Limits()


class ReaderFaultError(Exception):
    """Our own reader failed in the child: trouble about us. Its notes hold the child's traceback."""


class ReaderStartError(PeerplanError):
    """The reading process does not start, so that no document can be read. Its notes hold what it wrote to stderr."""


class ReadingProcess:
    """Reads one document after another in a child process; one thread at a time may use it.

    A document that breaks a limit or crashes its child raises a DocumentError with the code `timeout`, `cpu`, `memory`
    or `crashed`; the next one finds a new child. The limits of time hold anew from each slow step that the child tells
    of (a page whose text is recognised).
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._child: _Child | None = None
        self._document_count = 0

    def __enter__(self) -> Self:
        """Start the first child, which loads its libraries while the caller goes on."""
        self._start_child()
        atexit.register(self.close)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        atexit.unregister(self.close)

    def close(self) -> None:
        """End the child and everything that it started."""
        if self._child is not None:
            self._child.end()
        self._child = None

    def read(self, task: Task) -> Extraction:
        """Return the extraction of one document. Raises DocumentError, and ReaderFaultError for an error of our own."""
        return unpack_extraction(self.ask_extraction(task))

    def ask_extraction(self, task: Task) -> bytes:
        """Return the extraction of one document as the child packed it (`unpack_extraction`). Raises as `read` does."""
        return self._ask(_about(task) | {"ask": "extraction"}, task.data)

    def lay_out(self, task: Task) -> Marks:
        """Return where the cells and the text of one document stand on its pages. Raises as `read` does."""
        return unpack_marks(self._ask(_about(task) | {"ask": "layout"}, task.data))

    def draw(self, sketch: Sketch) -> bytes:
        """Return the picture of one page, a PNG. Raises as `read` does."""
        head, body = pack_sketch(sketch)
        return self._ask(head | {"ask": "picture"}, body)

    def explain(self, task: Task) -> Explanation:
        """Return how one document was put together. Raises as `read` does."""
        return unpack_explanation(self._ask(_about(task) | {"ask": "explanation"}, task.data))

    def list_contents(self, task: Task) -> Contents | None:
        """Return which documents a container holds; None where the file is none. Raises as `read` does."""
        self._ready_child().holds = hashlib.sha256(task.data).hexdigest()
        return unpack_contents(self._ask(_about(task) | {"ask": "contents"}, task.data))

    def take_member(self, container: Container, at: tuple[int, ...]) -> bytes:
        """Return the bytes of a document in a container, which is sent only if the child does not hold it still.

        Raises as `read` does.
        """
        child = self._ready_child()
        body = b"" if child.holds == container.sha256 else container.load()
        child.holds = container.sha256
        return self._ask(_about(Task(container.name, b"")) | {"ask": "member", "at": list(at)}, body)

    def kill(self) -> None:
        """End the child at once, from any thread: what it was asked fails, and the thread that asked lets go of it."""
        if child := self._child:
            child.kill()

    def _ask(self, head: Head, body: bytes) -> bytes:
        """Return what the child answers to what is asked for. Raises what it failed with."""
        child = self._ready_child()
        self._document_count += 1
        try:
            limits = asdict(self._limits)
            answer, result = child.ask(head | {"limits": limits}, body, self._limits.wall_seconds)
        except BaseException:  # an interrupt, too, leaves half an exchange behind
            self.close()
            raise
        if answer["outcome"] == head["ask"]:
            return result
        if answer["code"] == "memory":
            self.close()
        raise _told_failure(answer)

    def _ready_child(self) -> _Child:
        if self._child and (self._document_count >= self._limits.documents or not self._child.is_alive()):
            self.close()
        child = self._child or self._start_child()
        try:
            child.wait_until_ready()
        except BaseException:
            self.close()
            raise
        return child

    def _start_child(self) -> _Child:
        self._child, self._document_count = _Child(), 0
        return self._child


def unpack_extraction(answer: bytes) -> Extraction:
    """Return the extraction that a child packed."""
    return Extraction.model_validate_json(answer)


class _Child:
    """The parent's hold on one child: its pipes, its process group, and the last of what it wrote to stderr."""

    def __init__(self) -> None:
        self._folder = make_folder()
        lifeline, self._lifeline = os.pipe()
        self._process = subprocess.Popen(  # noqa: S603  # our own module; no word of a document stands in the command
            [sys.executable, "-P", "-m", "ingest.isolate", str(lifeline)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            pass_fds=(lifeline,),
            start_new_session=True,  # Ctrl-C is the parent's; what the child starts can be ended with it
            env=_environment() | {"TMPDIR": str(self._folder)},
        )
        os.close(lifeline)
        self._pipes = tuple(pipe for pipe in (self._process.stdin, self._process.stdout, self._process.stderr) if pipe)
        self._stdin, self._stdout, self._stderr = (pipe.fileno() for pipe in self._pipes)
        for pipe in self._pipes:
            os.set_blocking(pipe.fileno(), False)
        self._unsent = memoryview(b"")
        self._received = bytearray()  # of the child's answers, not taken yet
        self._said = bytearray()
        self._is_ready = False
        self.holds: str | None = None  # the hash of the container that was sent last

    def is_alive(self) -> bool:
        """Say whether the child runs."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Return when the child has loaded its libraries. Raises ReaderStartError where it cannot."""
        if self._is_ready:
            return
        try:
            self._exchange(b"", START_SECONDS)
        except DocumentError as error:
            said = self._stderr_text()
            fault = ReaderStartError(f"the reading process does not start: {(said or str(error)).splitlines()[-1]}")
            fault.add_note(said)
            raise fault from error
        self._is_ready = True

    def ask(self, head: Head, body: bytes, seconds: float) -> tuple[Head, bytes]:
        """Return the child's answer. Raises DocumentError where none comes in time, or ever."""
        self._said.clear()
        answer, result = self._exchange(pack(head, body), seconds)
        told_at = -TELL_EVERY_SECONDS
        while answer["outcome"] == "progress":
            if time.monotonic() - told_at >= TELL_EVERY_SECONDS:
                told_at = time.monotonic()
                _tell(str(head.get("name", "")), answer)
            answer, result = self._exchange(b"", seconds)
        return answer, result

    def kill(self) -> None:
        """Kill the child's whole process group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Kill the child's whole process group, let go of it, and remove what it left in its folder."""
        self.kill()
        self._process.wait()
        for pipe in self._pipes:
            pipe.close()
        os.close(self._lifeline)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _exchange(self, message: bytes, seconds: float) -> tuple[Head, bytes]:
        """Send a message, if any, while taking in what the child says; return its answer."""
        deadline = time.monotonic() + seconds
        self._unsent = memoryview(message)
        with self._select() as selector:
            while not self._is_whole(self._received):
                left = deadline - time.monotonic()
                if left <= 0 or not (ready := selector.select(left)):
                    raise self._failure("timeout", f"takes longer than {seconds:g} seconds to read")
                for key, _ in ready:
                    self._received += self._attend(key.fd, selector)
        return take(self._received)

    def _select(self) -> selectors.BaseSelector:
        selector = selectors.DefaultSelector()
        for pipe in (self._stdout, self._stderr):
            selector.register(pipe, selectors.EVENT_READ)
        if self._unsent:
            selector.register(self._stdin, selectors.EVENT_WRITE)
        return selector

    def _attend(self, pipe: int, selector: selectors.BaseSelector) -> bytes:
        """Send, or take in, what one pipe is ready for; return what belongs to the answer."""
        if pipe == self._stdin:
            if not self._send_some():
                selector.unregister(pipe)
            return b""
        chunk = _take(pipe)
        if pipe == self._stdout:
            if not chunk:
                raise self._why_it_ended()
            return chunk
        if not chunk:
            selector.unregister(pipe)
        self._remember(chunk)
        return b""

    def _send_some(self) -> bool:
        """Send what the pipe takes; say whether more is to be sent."""
        try:
            self._unsent = self._unsent[os.write(self._stdin, self._unsent[:_CHUNK_BYTES]) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # the child is gone; the end of its stdout tells why
            self._unsent = self._unsent[:0]
        return bool(self._unsent)

    def _is_whole(self, answer: bytearray) -> bool:
        try:
            return is_whole(answer)
        except ValueError as error:
            message = f"holds more than {MAX_FRAME_BYTES >> 20} MB of records"
            raise self._failure("over-budget", message) from error

    def _why_it_ended(self) -> DocumentError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        while chunk := _take(self._stderr):
            self._remember(chunk)
        status, said = self._process.poll(), self._stderr_text()
        if status == -signal.SIGXCPU:
            return self._failure("cpu", "takes more processor time to read than is allowed")
        if status == -signal.SIGKILL or any(words in said for words in _WORDS_OF_LACKING_MEMORY):
            return self._failure("memory", "takes more memory to read than is allowed")
        if status is not None and status < 0:
            return self._failure("crashed", f"crashed the reading process ({signal.Signals(-status).name})")
        return self._failure("crashed", f"ended the reading process (exit status {status})")

    def _failure(self, code: str, message: str) -> DocumentError:
        error = DocumentError(code, message)
        if said := self._stderr_text():
            error.add_note(said)
        return error

    def _remember(self, chunk: bytes) -> None:
        self._said += chunk
        del self._said[:-STDERR_BYTES_KEPT]

    def _stderr_text(self) -> str:
        return self._said.decode(errors="replace").strip()


def _environment() -> dict[str, str]:
    """Return the child's environment: it imports what the parent imports, never from the folder it stands in.

    Numerical libraries keep to one thread, whose stacks would count as memory of the document's.
    """
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    search = (os.path.realpath(entry) for entry in sys.path)  # "" is the working folder
    return {**os.environ, **one_thread, "PYTHONPATH": os.pathsep.join(search)}


def _about(task: Task) -> Head:
    return {
        "name": task.name,
        "given": task.given.model_dump(mode="json"),
        "settings": task.settings.model_dump(mode="json"),
        "parts": [{"name": part.name, "size": part.size} for part in task.parts],
    }


def _tell(name: str, step: Head) -> None:
    logger.info("%s: %s, page %s of %s", name, step["what"], step["page"], step["page_count"])


def _told_failure(head: Head) -> Exception:
    """Return the error that the child tells of: the document's, or one of our own."""
    message = str(head["message"])
    error = DocumentError(str(head["code"]), message) if head["code"] else ReaderFaultError(message)
    if head["detail"]:
        error.add_note(str(head["detail"]))
    return error


def _take(pipe: int) -> bytes:
    """Return what the pipe holds now; b"" at its end, or where it is empty."""
    try:
        return os.read(pipe, _CHUNK_BYTES)
    except BlockingIOError:
        return b""


if __name__ == "__main__":
    from ingest.child import main

    main()
