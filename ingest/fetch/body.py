"""The body of an answer: read piece by piece, unpacked piece by piece, and never more of it than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

from ingest.fetch.answers import FetchError

_PIECE = 1 << 20  # bytes that one step of unpacking may yield
_GZIP = {"gzip", "x-gzip"}


def read_body(headers: Mapping[str, str], pieces: Iterator[bytes], most_bytes: int) -> bytes:
    """Return the unpacked body. Raises FetchError `too-large` or `broken-answer`; then the rest is not read."""
    encodings = [word.strip().lower() for word in headers.get("content-encoding", "").split(",") if word.strip()]
    encodings = [word for word in encodings if word != "identity"]
    declared = headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > most_bytes:
        raise _too_large(most_bytes, f"says that it sends {int(declared[:20]):,} bytes")
    body = bytearray()
    for piece in _unpack(encodings, _counted(pieces, most_bytes)):
        body += piece
        if len(body) > most_bytes:
            raise _too_large(most_bytes, "sends more than is read")
    return bytes(body)


def _counted(pieces: Iterator[bytes], most_bytes: int) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > most_bytes:
            raise _too_large(most_bytes, "sends more than is read")
        yield piece


def _unpack(encodings: list[str], pieces: Iterator[bytes]) -> Iterator[bytes]:
    if not encodings:
        return pieces
    if len(encodings) > 1 or encodings[0] not in {*_GZIP, "deflate"}:
        raise FetchError("broken-answer", f"is packed in a way that was not asked for ({', '.join(encodings)[:40]})")
    return _inflate(pieces, is_gzip=encodings[0] in _GZIP)


def _inflate(pieces: Iterator[bytes], *, is_gzip: bool) -> Iterator[bytes]:
    inflater = None
    packed = b""
    for piece in pieces:
        packed += piece
        while packed:
            if inflater is None:
                # "deflate" is zlib's format (RFC 9110, 8.4.1.2); some servers send the bare stream.
                bits = 31 if is_gzip else 15 if packed[0] & 0x0F == 8 else -15
                inflater = zlib.decompressobj(bits)
            try:
                yield inflater.decompress(packed, _PIECE)
            except zlib.error as error:
                raise FetchError("broken-answer", "is packed wrongly", is_passing=True) from error
            packed = inflater.unconsumed_tail
            if inflater.eof:  # several packed parts may follow one another
                packed, inflater = inflater.unused_data.lstrip(b"\0"), None
    if inflater is not None:
        raise FetchError("broken-answer", "broke off its packed answer", is_passing=True)


def _too_large(most_bytes: int, what: str) -> FetchError:
    return FetchError("too-large", f"{what}; at most {most_bytes:,} bytes are taken")
