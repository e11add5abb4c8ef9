"""Several reading processes, for the threads of one program: whoever asks is given one that is free.

Processes start when they are first needed. Containers are opened by one of their own: it holds the container whose
members are asked for one after another, and need not wait for a document that takes long.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import LifoQueue
from typing import TYPE_CHECKING, Self

from ingest.isolate import DEFAULT_LIMITS, Limits, ReadingProcess, unpack_extraction
from ingest.own_folders import remove_left_folders
from ingest.reading import Container, Sketch, Task
from normalise.errors import DocumentError
from normalise.records import Extraction

if TYPE_CHECKING:
    from parsers.explain import Explanation
    from parsers.formats.containers import Contents
    from parsers.marks import Marks

logger = logging.getLogger(__name__)

_PATIENCE_SECONDS = 2.0  # with threads whose process was killed


class ReadingProcesses:
    """Reads as many documents at a time as it has processes; any thread may use it. Raises as ReadingProcess does."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS, count: int = 1) -> None:
        self._processes = tuple(ReadingProcess(limits) for _ in range(count))
        self._opener = ReadingProcess(limits)
        self._opening = threading.Lock()
        self._free: LifoQueue[ReadingProcess] = LifoQueue()
        for process in self._processes:
            self._free.put(process)
        self._is_stopped = False

    def __enter__(self) -> Self:
        atexit.register(self.close)
        remove_left_folders()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        atexit.unregister(self.close)

    def close(self) -> None:
        """End all processes, whatever they are at."""
        self._is_stopped = True
        until = time.monotonic() + _PATIENCE_SECONDS
        while not self._are_free() and time.monotonic() < until:
            for process in (*self._processes, self._opener):
                process.kill()  # time and again: a thread may just have started another child
            time.sleep(0.01)
        for process in (*self._processes, self._opener):
            process.close()

    def read(self, task: Task) -> Extraction:
        with self._take() as process:
            answer = process.ask_extraction(task)
        return unpack_extraction(answer)  # while the process reads the next one

    def lay_out(self, task: Task) -> Marks:
        with self._take() as process:
            return process.lay_out(task)

    def draw(self, sketch: Sketch) -> bytes:
        with self._take() as process:
            return process.draw(sketch)

    def explain(self, task: Task) -> Explanation:
        with self._take() as process:
            return process.explain(task)

    def list_contents(self, task: Task) -> Contents | None:
        with self._opening:
            return self._opener.list_contents(task)

    def take_member(self, container: Container, at: tuple[int, ...]) -> bytes:
        with self._opening:
            return self._opener.take_member(container, at)

    @contextmanager
    def _take(self) -> Iterator[ReadingProcess]:
        process = self._free.get()
        try:
            if self._is_stopped:
                raise DocumentError("interrupted", "was not read: the program ended")
            yield process
        finally:
            self._free.put(process)

    def _are_free(self) -> bool:
        return self._free.qsize() == len(self._processes) and not self._opening.locked()
