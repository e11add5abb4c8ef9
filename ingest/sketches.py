"""How marks and sketches go to the reading process and come back: as JSON and the PDF's bytes."""

from __future__ import annotations

import json

from ingest.frames import Head
from ingest.reading import Sketch
from normalise.records import Box
from parsers.marks import Mark, Marks, Role


def pack_marks(marks: Marks) -> bytes:
    """Return marks as JSON."""
    return json.dumps({page: list(map(_list, found)) for page, found in marks.items()}).encode()


def unpack_marks(packed: bytes) -> Marks:
    """Return the marks that JSON holds."""
    return {int(page): tuple(map(_mark, found)) for page, found in json.loads(packed).items()}


def pack_sketch(sketch: Sketch) -> tuple[Head, bytes]:
    """Return head and body of a sketch."""
    return {"page": sketch.page, "marks": pack_marks({sketch.page: sketch.marks}).decode()}, sketch.data


def unpack_sketch(head: Head, body: bytes) -> Sketch:
    """Return the sketch that head and body hold."""
    [(page, marks)] = unpack_marks(str(head["marks"]).encode()).items()
    return Sketch(body, page, marks)


def _list(mark: Mark) -> tuple[str, Box, str]:
    return mark.role.value, mark.box, mark.text


def _mark(packed: tuple[str, Box, str]) -> Mark:
    role, (left, top, right, bottom), text = packed
    return Mark(Role(role), (left, top, right, bottom), text)
