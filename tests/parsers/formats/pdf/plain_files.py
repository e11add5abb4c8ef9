"""Small PDFs written byte by byte: pages of drawing operators, and whatever a file may have beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle

HEIGHT, WIDTH = 800, 600
FIRST_PAGE = 10
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = b"peerplan-fixture"


def show(text: str, x: float, top: float, size: float = 10, *, font: str = "F1", more: str = "") -> str:
    """Return the operators that print a text; `top` is the distance of its baseline from the page's top."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {more} {x} {HEIGHT - top} Td ({escaped}) Tj ET"


def pdf_of(
    contents: Sequence[str],
    *,
    catalog: str = "",
    page: str = "",
    fonts: Mapping[str, str] | None = None,
    objects: Mapping[int, str] | None = None,
    xobjects: Mapping[str, int] | None = None,
    password: bytes | None = None,
    count: int | None = None,
) -> bytes:
    """Return a PDF with a page for each content. `catalog` and `page` are further text of these dictionaries.

    `fonts` are base fonts beside F1, which is Helvetica; `objects` are further objects from 100 on, `xobjects` those of
    them that the pages draw by name. A `password` encrypts the file (RC4, 40 bits); `count` is what its page tree says
    that it holds.
    """
    pages = [FIRST_PAGE + 2 * index for index in range(len(contents))]
    named = {"F1": "Helvetica", **(fonts or {})}
    resources = " ".join(
        f"/{name} <</Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding>>"
        for name, base in named.items()
    )
    drawn = " ".join(f"/{name} {number} 0 R" for name, number in (xobjects or {}).items())
    kids = " ".join(f"{number} 0 R" for number in pages)
    parts: dict[int, str] = {
        1: f"<</Type /Catalog /Pages 2 0 R {catalog}>>",
        2: f"<</Type /Pages /Kids [{kids}] /Count {len(pages) if count is None else count}>>",
        **(objects or {}),
    }
    streams = {}
    for number, content in zip(pages, contents, strict=True):
        parts[number] = (
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Resources <</Font <<{resources}>> /XObject <<{drawn}>>>> /Contents {number + 1} 0 R {page}>>"
        )
        streams[number + 1] = content.encode("cp1252")
    return _encrypted(parts, streams, password) if password is not None else _file(parts, streams)


def _encrypted(parts: dict[int, str], streams: Mapping[int, bytes], password: bytes) -> bytes:
    """Return the file encrypted by the standard handler, revision 2 (ISO 32000-1, 7.6.3)."""
    padded = (password + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    permissions = -4
    seed = padded + owner + permissions.to_bytes(4, "little", signed=True) + _ID
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    parts[5] = f"<</Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{_rc4(key, _PADDING).hex()}> /P {permissions}>>"
    locked = {}
    for number, content in streams.items():
        own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0", usedforsecurity=False).digest()[:10]
        locked[number] = _rc4(own, content)
    return _file(parts, locked, f"/Encrypt 5 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>]")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i, part in zip(range(256), cycle(key), strict=False):
        j = (j + state[i] + part) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _file(parts: Mapping[int, str], streams: Mapping[int, bytes], trailer: str = "") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in sorted(_bodies(parts, streams)):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(offsets) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        line = f"{offsets[number]:010d} 00000 n \n" if number in offsets else "0000000000 65535 f \n"
        out += line.encode()
    out += f"trailer <</Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _bodies(parts: Mapping[int, str], streams: Mapping[int, bytes]) -> Iterable[tuple[int, bytes]]:
    for number, text in parts.items():
        yield number, text.encode("cp1252")
    for number, content in streams.items():
        yield number, b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)
