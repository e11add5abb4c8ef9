"""How the parent and its reading process speak: frames of two lengths, a JSON head and a body of bytes.

JSON and not pickles, since what comes back was shaped by a stranger's file.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import BinaryIO

from pydantic import JsonValue

MAX_FRAME_BYTES = 512 * 2**20
_LENGTHS = struct.Struct(">II")

Head = dict[str, JsonValue]


def pack(head: Head, body: bytes = b"") -> bytes:
    """Return the bytes of one frame."""
    text = json.dumps(head).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


def unpack(frame: bytes | bytearray) -> tuple[Head, bytes]:
    """Return head and body of one whole frame."""
    head_bytes, body_bytes = _lengths(frame)
    body_start = _LENGTHS.size + head_bytes
    return json.loads(frame[_LENGTHS.size : body_start]), bytes(frame[body_start : body_start + body_bytes])


def take(received: bytearray) -> tuple[Head, bytes]:
    """Return head and body of the first frame that was received, which must be whole, and take it out."""
    frame = unpack(received)
    del received[: _LENGTHS.size + sum(_lengths(received))]
    return frame


def is_whole(received: bytes | bytearray) -> bool:
    """Say whether a frame has come in to its end. Raises ValueError for one that is larger than any should be."""
    if len(received) < _LENGTHS.size:
        return False
    length = sum(_lengths(received))
    if length > MAX_FRAME_BYTES:
        raise ValueError(f"a frame of {length} bytes")
    return len(received) >= _LENGTHS.size + length


def iter_frames(pipe: BinaryIO) -> Iterator[tuple[Head, bytes]]:
    """Yield the frames that come through a pipe until it ends."""
    while start := pipe.read(_LENGTHS.size):
        yield unpack(start + pipe.read(sum(_lengths(start))))


def _lengths(frame: bytes | bytearray) -> tuple[int, int]:
    head_bytes, body_bytes = _LENGTHS.unpack_from(frame)
    return int(head_bytes), int(body_bytes)
