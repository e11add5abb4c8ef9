"""Spoils PDFs as broken programs, bad lines and ill will do: it knows objects, streams, references and operators.

The same seed spoils the same file in the same way, so that what a seed found can be looked at again.
"""

from __future__ import annotations

import random
import re
import zlib

from tests.fuzz.byte_mutations import MAX_GROWTH, Mutation, cut_end, cut_out, double_stretch, flip_bytes

EXTREMES = (b"0", b"-1", b"1", b"99999999999", b"-2147483648", b"4294967296", b"1e38", b"0.0000001", b"NaN", b"-.5")

_OBJECT = re.compile(rb"(?P<number>\d+) (?P<generation>\d+) obj\b.*?\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(?P<body>.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.#])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_STRING = re.compile(rb"\((?:[^()\\]|\\.){1,200}\)|<[0-9A-Fa-f]{2,400}>")
_PAGE_BOX = re.compile(rb"/(?:Media|Crop)Box\s*\[[^\]]*\]")


def mutate(data: bytes, seed: int) -> bytes:
    """Return the file spoiled in one to four ways."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(MUTATIONS)(data or b"%PDF-1.7", chance)[: len(data) + MAX_GROWTH]
    return with_new_offsets(data) if chance.random() < 0.5 else data


def with_new_offsets(data: bytes) -> bytes:
    """Return the file with a table of cross-references that fits its objects again, where these are in the open."""
    roots = re.findall(rb"/Root (\d+ \d+ R)", data)
    offsets = {int(match["number"]): match.start() for match in _OBJECT.finditer(data)}
    if not roots or not offsets or max(offsets) > 100_000:
        return data
    lines = [b"0000000000 65535 f "]
    lines += [
        b"%010d 00000 n " % offsets[number] if number in offsets else b"0000000000 65535 f "
        for number in range(1, max(offsets) + 1)
    ]
    table = b"\nxref\n0 %d\n%s\n" % (len(lines), b"\n".join(lines))
    return (
        data
        + table
        + b"trailer <</Size %d /Root %s>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(lines),
            roots[-1],
            len(data) + 1,
        )
    )


def drop_object(data: bytes, chance: random.Random) -> bytes:
    """Leave out an object that others may refer to."""
    found = list(_OBJECT.finditer(data))
    if not found:
        return cut_out(data, chance)
    match = chance.choice(found)
    return data[: match.start()] + data[match.end() :]


def swap_objects(data: bytes, chance: random.Random) -> bytes:
    """Give two objects each other's numbers."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return flip_bytes(data, chance)
    one, other = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return (
        data[: one.start()]
        + other["number"]
        + data[one.end("number") : other.start()]
        + one["number"]
        + data[other.end("number") :]
    )


def bend_reference(data: bytes, chance: random.Random) -> bytes:
    """Let references lead elsewhere: to themselves, in circles, to what is not there."""
    found = list(_REFERENCE.finditer(data))
    if not found:
        return flip_bytes(data, chance)
    targets = [match[1] for match in found] + [b"0", b"1", b"99999"]
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 20)))), key=re.Match.start)[::-1]:
        data = data[: match.start(1)] + chance.choice(targets) + data[match.end(1) :]
    return data


def bend_number(data: bytes, chance: random.Random) -> bytes:
    """Write extreme numbers into the objects' dictionaries."""
    return _replace_some(data, _NUMBER, EXTREMES, chance)


def bend_name(data: bytes, chance: random.Random) -> bytes:
    """Write other names: another type, filter, font or key."""
    names = _NAME.findall(data) or [b"/X"]
    return _replace_some(data, _NAME, names, chance)


def bend_page_box(data: bytes, chance: random.Random) -> bytes:
    """Give pages odd sizes and turns."""
    sizes = (b"0 0 0 0", b"0 0 14400 14400", b"-5 -5 1e9 1e9", b"600 800 0 0", b"0 0 1 100000", b"a b c d")
    box = b"/MediaBox [" + chance.choice(sizes) + b"] /Rotate " + chance.choice((b"45", b"-90", b"270", b"1e9"))
    return _replace_some(data, _PAGE_BOX, (box,), chance)


def spoil_stream(data: bytes, chance: random.Random) -> bytes:
    """Change what a stream holds, drawing operators mostly, and pack it again."""
    found = [match for match in _STREAM.finditer(data) if match["body"]]
    if not found:
        return flip_bytes(data, chance)
    match = chance.choice(found)
    body = match["body"]
    try:
        content = zlib.decompressobj().decompress(body, MAX_GROWTH)
    except zlib.error:
        spoiled = flip_bytes(body, chance)
    else:
        spoiled = zlib.compress(chance.choice(CONTENT_MUTATIONS)(content, chance) if content else b"")
    head = data[: match.start("body")]
    if chance.random() < 0.8:  # else its length is wrong too
        start = head.rfind(b"obj")
        head = head[:start] + re.sub(rb"/Length \d+(?! \d+ R)", b"/Length %d" % len(spoiled), head[start:], count=1)
    return head + spoiled + data[match.end("body") :]


def _replace_some(
    data: bytes, pattern: re.Pattern[bytes], others: tuple[bytes, ...] | list[bytes], chance: random.Random
) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return flip_bytes(data, chance) if data else data
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 4, 32)))), key=re.Match.start)[::-1]:
        data = data[: match.start()] + chance.choice(others) + data[match.end() :]
    return data


def _nest(content: bytes, chance: random.Random) -> bytes:
    return b"q 1 0 0 1 1 1 cm " * chance.choice((10, 1000, 20_000)) + content


def _repeat(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + 200]
    return (
        content[:start] + piece * min(chance.choice((10, 1000, 5000)), MAX_GROWTH // (len(piece) + 1)) + content[start:]
    )


def _shuffle_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _long_string(content: bytes, chance: random.Random) -> bytes:
    return _replace_some(content, _STRING, (b"(" + b"A" * 50_000 + b")", b"()", b"(\xff\xfe\x00)"), chance)


CONTENT_MUTATIONS: tuple[Mutation, ...] = (
    bend_number,
    bend_name,
    cut_end,
    cut_out,
    double_stretch,
    flip_bytes,
    _long_string,
    _nest,
    _repeat,
    _shuffle_lines,
)
MUTATIONS: tuple[Mutation, ...] = (
    bend_name,
    bend_number,
    bend_page_box,
    bend_reference,
    cut_end,
    cut_out,
    double_stretch,
    drop_object,
    flip_bytes,
    spoil_stream,
    spoil_stream,
    spoil_stream,
    swap_objects,
)
