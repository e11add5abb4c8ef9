"""Expressions on the command line: one as an argument, or one a line from standard input, one JSON array a line out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence

from ingest.terminal import printable_json
from normalise.errors import UsageError
from normalise.reading import Note
from normalise.records import Owner, When


def print_each_line(read: Callable[[str], Sequence[When | Owner]]) -> None:
    """Print for each line of standard input the values read from it. Raises UsageError where a person would type."""
    for line in _iter_lines():
        print_json(read(line))


def print_json(values: Sequence[When | Owner]) -> None:
    """Print values as one JSON array on one line."""
    sys.stdout.write(printable_json("[" + ",".join(value.model_dump_json() for value in values) + "]\n"))


def describe_note(text: str, note: Note) -> str:
    """Return in one line what was doubtful, and about which of the words."""
    from normalise.issues import make_issue

    words = text[note.start : note.end].strip()
    return f"{note.code}: {make_issue(note.code, note.detail).message}" + (f" (in “{words}”)" if words else "")


def _iter_lines() -> Iterator[str]:
    if sys.stdin.isatty():
        raise UsageError("give an expression, or expressions on standard input, one a line")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        yield line.rstrip("\n")
