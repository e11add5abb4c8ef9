"""Spoils any file byte by byte: what lines, disks and programs that break off do to it."""

from __future__ import annotations

import random
from collections.abc import Callable

MAX_GROWTH = 4_000_000  # bytes that a mutation may add: more is the size budget's matter

Mutation = Callable[[bytes, random.Random], bytes]


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes anywhere."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 8, 64, 512))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def cut_end(data: bytes, chance: random.Random) -> bytes:
    """Leave off the end."""
    return data[: chance.randrange(len(data))]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    """Leave out a stretch."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 16, 512, 8192)) :]


def double_stretch(data: bytes, chance: random.Random) -> bytes:
    """Print a stretch again, or a thousand times."""
    start = chance.randrange(len(data))
    stretch = data[start : start + chance.choice((4, 64, 1024))]
    return data[:start] + stretch * chance.choice((2, 2, 1000)) + data[start:]


BYTE_MUTATIONS: tuple[Mutation, ...] = (flip_bytes, cut_end, cut_out, double_stretch)


def spoil(data: bytes, seed: int, mutations: tuple[Mutation, ...], *, by_byte: float = 0.15) -> bytes:
    """Return the file spoiled in one to four ways; now and then byte by byte instead."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2, 4))):
        among = BYTE_MUTATIONS if chance.random() < by_byte else mutations
        data = chance.choice(among)(data or b"\0", chance)[: len(data) + MAX_GROWTH]
    return data


def replace_some(data: bytes, spans: list[tuple[int, int]], others: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Return the bytes with some of the stretches replaced by some of the others."""
    for start, end in sorted(chance.sample(spans, min(len(spans), chance.choice((1, 4, 32)))))[::-1]:
        data = data[:start] + chance.choice(others) + data[end:]
    return data
