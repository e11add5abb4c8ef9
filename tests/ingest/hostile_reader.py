"""A reader for tests of the reading process only: what a document says is what befalls its reader."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ingest.isolate import ReadingProcess
from ingest.reading import Task
from normalise.errors import DocumentError
from normalise.records import DocumentFacts, Extraction, Source
from parsers.fingerprint import fingerprints
from parsers.given import Given, ReadSettings
from parsers.progress import Progress, tell_progress


def read_extraction(data: bytes, name: str, *, given: Given, settings: ReadSettings) -> Extraction:
    """Do what the document says; return its extraction if it says nothing bad. To "who" the title is its process id."""
    word, _, argument = data.decode().partition(" ")
    if deed := _DEEDS.get(word):
        deed(argument)
    return Extraction(
        source=Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", size=len(data)),
        document=DocumentFacts(
            kind=given.kind or "other", councils=given.councils, title=str(os.getpid()) if word == "who" else None
        ),
        reader=fingerprints(),
        settings=settings.hash(given),
    )


def read_apart(text: str) -> str:
    """Return the kind of a document that a reading process of its own reads; for workers of other programs."""
    with ReadingProcess() as process:
        return process.read(Task("plan.txt", text.encode())).document.kind


def _hang(marker: str) -> None:
    if marker:
        Path(marker).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)


def _hang_with_a_child(marker: str) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
        Path(marker).write_text(str(child.pid), encoding="utf-8")
        time.sleep(600)


def _backtrack(marker: str) -> None:
    if marker:
        Path(marker).write_text(str(os.getpid()), encoding="utf-8")
    re.match(r"(a|aa)+$", "a" * 200 + "b")


def _eat_memory(_: str) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(50 * 2**20))


def _recurse(_: str) -> None:
    _recurse(_)


def _refuse(_: str) -> None:
    raise DocumentError("encrypted", "It is encrypted: save a copy without a password")


def _err(_: str) -> None:
    raise TypeError("a fault of ours")


def _chatter(_: str) -> None:
    print("printed by a library")  # noqa: T201
    os.write(1, b"written past Python\n")
    os.write(2, b"x" * 10**6)


def _abort_saying(words: str) -> None:
    os.write(2, f"{words}\n".encode())
    os.abort()


def _take_steps(seconds: str) -> None:
    for page in range(1, 5):
        tell_progress(Progress("dawdling", page, 4))
        time.sleep(float(seconds))


def _leave_a_file(marker: str) -> None:
    handle, name = tempfile.mkstemp()
    os.close(handle)
    Path(marker).write_text(name, encoding="utf-8")
    os.abort()


def _crash_once(marker: str) -> None:
    if not Path(marker).exists():
        Path(marker).touch()
        os.abort()


def _remove(folder: str) -> None:
    shutil.rmtree(folder)


_DEEDS: dict[str, Callable[[str], object]] = {
    "hang": _hang,
    "breed": _hang_with_a_child,
    "backtrack": _backtrack,
    "eat": _eat_memory,
    "recurse": _recurse,
    "refuse": _refuse,
    "err": _err,
    "chatter": _chatter,
    "dawdle": _take_steps,
    "say-and-abort": _abort_saying,
    "leave": _leave_a_file,
    "crash-once": _crash_once,
    "remove": _remove,
    "nap": lambda seconds: time.sleep(float(seconds.split()[0])),
    "abort": lambda _: os.abort(),
    "segfault": lambda _: ctypes.string_at(0),
    "quit": lambda _: os._exit(3),
    "exit": lambda _: sys.exit(4),
}
