"""The child's side of the reading process: reads or draws what it is sent, one document after another, and answers.

It limits its own memory and processor time document by document, and ends when its parent does, whatever it is doing.
The parent's side, with the clock, is `ingest.isolate`.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import traceback
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from pydantic import TypeAdapter

from ingest.contents import pack_contents, unpack_at
from ingest.explanations import pack_explanation
from ingest.frames import Head, iter_frames, pack
from ingest.reading import (
    ReadExtraction,
    Task,
    draw_sketch,
    explain_task,
    find_reader,
    lay_out_task,
    list_contents_of,
    read_task,
    take_member_of,
    warm_up,
)
from ingest.sketches import pack_marks, unpack_sketch
from normalise.errors import DocumentError
from parsers.given import FilePart, Given, ReadSettings
from parsers.progress import Progress, listening

if sys.platform != "win32":
    import fcntl
    import resource

_PARTS = TypeAdapter(tuple[FilePart, ...])


def main() -> None:
    """Answer the parent's requests until there are no more."""
    requests, answers = _take_pipes()
    faulthandler.enable()
    _end_with_parent(lifeline=int(sys.argv[1]))
    read = find_reader()
    warm_up()
    start_bytes = _address_space()
    _send(answers, {"outcome": "ready"})
    container = b""  # the last one that was sent: its members are asked for one by one
    for head, body in iter_frames(requests):
        if head["ask"] in ("contents", "member"):
            body = container = body or container
        limits = cast("dict[str, int]", head["limits"])
        _limit_document(limits, start_bytes)
        with listening(partial(_tell, answers, limits)):
            _send(answers, *_answer(read, head, body))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes from and to the parent, with others in their place: a library that prints must not answer."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return requests, answers


def _end_with_parent(lifeline: int) -> None:
    """End this process group when the parent ends, which alone holds the other end of the lifeline.

    The thread does not run while a regular expression or a C library keeps the interpreter to itself. So the kernel is
    asked for a signal as well, whose default is death. (PR_SET_PDEATHSIG strikes when the parent's *thread* ends.)
    """
    threading.Thread(target=_kill_group_at_end_of, args=(lifeline,), daemon=True).start()
    if sys.platform == "linux":
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _kill_group_at_end_of(lifeline: int) -> None:
    os.read(lifeline, 1)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _limit_document(limits: dict[str, int], start_bytes: int) -> None:
    """Limit memory beyond what loading took, and processor time beyond what was used so far."""
    if sys.platform == "win32":
        return  # only the parent's clock limits there
    _limit_time(limits)
    _set_soft_limit(resource.RLIMIT_AS, start_bytes + limits["memory_bytes"])
    _set_soft_limit(resource.RLIMIT_CORE, 0)


def _limit_time(limits: dict[str, int]) -> None:
    """Limit processor time beyond what was used so far."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set_soft_limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + limits["cpu_seconds"])


def _tell(answers: BinaryIO, limits: dict[str, int], progress: Progress) -> None:
    """Tell the parent of a slow step, whose clock begins anew, and so does the limit of processor time."""
    _limit_time(limits)
    _send(answers, {"outcome": "progress", **asdict(progress)})


def _set_soft_limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    """Return the bytes of address space that this process has taken so far; 0 where nothing tells."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _answer(read: ReadExtraction, head: Head, body: bytes) -> tuple[Head, bytes]:
    try:
        match head["ask"]:
            case "picture":
                return {"outcome": "picture"}, draw_sketch(unpack_sketch(head, body))
            case "explanation":
                return {"outcome": "explanation"}, pack_explanation(explain_task(_task(head, body)))
            case "layout":
                return {"outcome": "layout"}, pack_marks(lay_out_task(_task(head, body)))
            case "contents":
                return {"outcome": "contents"}, pack_contents(list_contents_of(_task(head, body)))
            case "member":
                return {"outcome": "member"}, take_member_of(_task(head, body), unpack_at(head))
            case _:
                return {"outcome": "extraction"}, read_task(read, _task(head, body)).to_json().encode()
    except DocumentError as error:
        return _failure(error.code, str(error), "\n".join(getattr(error, "__notes__", ())))
    except Exception as error:  # noqa: BLE001  # not kept here: the parent raises it anew
        return _failure(None, f"{type(error).__name__}: {error}", traceback.format_exc())


def _task(head: Head, body: bytes) -> Task:
    given, settings = Given.model_validate(head["given"]), ReadSettings.model_validate(head["settings"])
    parts = _PARTS.validate_python(head["parts"])
    return Task(str(head["name"]), body, given, settings, parts)


def _failure(code: str | None, message: str, detail: str) -> tuple[Head, bytes]:
    return {"outcome": "failure", "code": code, "message": message, "detail": detail}, b""


def _send(answers: BinaryIO, head: Head, body: bytes = b"") -> None:
    answers.write(pack(head, body))
    answers.flush()
