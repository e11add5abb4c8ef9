"""Spoils what is written as text (HTML, CSV, Markdown, RTF): its marks, numbers, lines, signs and encodings."""

from __future__ import annotations

import random
import re
from functools import partial

from tests.fuzz.byte_mutations import MAX_GROWTH, Mutation, flip_bytes, replace_some, spoil

_TAG = re.compile(rb"</?[A-Za-z][^<>]{0,500}>")
_NUMBER = re.compile(rb"\d+")
_WORD = re.compile(rb"[A-Za-z]{3,}")
_VALUE = re.compile(rb"=\s*\"[^\"<>]{0,200}\"")
_SIGN = re.compile(rb"[,;\t|\"'\r\n#*_<>&\[\]{}\\()-]")
_NUMBERS = (b"0", b"-1", b"65534", b"1000000", b"999999999999", b"1e9", b"9" * 4400, "\u0663".encode(), b"31/02/2026")
_WORDS = (
    b"x" * 60_000,
    b"\0",
    b"\xff\xfe",
    "\u202e".encode(),
    "a\u0301".encode() * 300,
    b"&#0;",
    b"&#x110000;",
    b"&amp",
)
_TAGS = (
    b"<table>",
    b"</table>",
    b"<tr>",
    b"<td rowspan=65534 colspan=1000>",
    b"<td colspan=0 rowspan=0>",
    b"</td>",
    b"<ol start=-5>",
    b"<ol reversed start=999999999999>",
    b"<li value=1e9>",
    b"<script>",
    b"<style>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<svg><title>",
    b"<math><mi>",
    b"<template>",
    b"<noscript>",
    b"<select><option>",
    b"<plaintext>",
    b"<textarea>",
    b"<frameset>",
    b"<base href=x>",
    b"<meta charset=utf-7>",
    b"<meta http-equiv=Content-Type content='text/html; charset=utf-16'>",
    b"<div hidden>",
    b"<p",
    b"<td style='display:none;background:rgb(999,-1,x)'>",
    b"<caption><table>",
    b"<h1><table><h2>",
    b"<details>",
    b"<br/>" * 500,
)
_SIGNS = (
    b"",
    b'"',
    b'""',
    b"\r",
    b"\n",
    b"\r\n",
    b"\t" * 40,
    b"|",
    b"," * 600,
    b";",
    b"\0",
    b"\x1a",
    b"\f",
    b"\\",
    b"{",
    b"}",
)
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1", "utf-8-sig", "shift_jis")


def mutate_html(data: bytes, seed: int) -> bytes:
    """Return the page spoiled in one to four ways."""
    return spoil(data, seed, HTML_MUTATIONS)


def mutate_csv(data: bytes, seed: int) -> bytes:
    """Return the table spoiled in one to four ways."""
    return spoil(data, seed, CSV_MUTATIONS)


def mutate_text(data: bytes, seed: int) -> bytes:
    """Return the text spoiled in one to four ways."""
    return spoil(data, seed, TEXT_MUTATIONS)


def _bend(pattern: re.Pattern[bytes], others: tuple[bytes, ...], data: bytes, chance: random.Random) -> bytes:
    """Write others into some of the places that a pattern finds."""
    spans = [match.span() for match in pattern.finditer(data)]
    return replace_some(data, spans, others, chance) if spans else flip_bytes(data, chance)


def insert_tag(data: bytes, chance: random.Random) -> bytes:
    """Put in marks that are not closed, or closed without need."""
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_TAGS) + data[at:]
    return data


def nest(data: bytes, chance: random.Random) -> bytes:
    """Open one mark after another."""
    found: list[bytes] = _TAG.findall(data) or [b"<div>", b"<table><tr><td>", b"<ul><li>", b"> ", b"- "]
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(found) * chance.choice((5, 90, 300, 5_000)) + data[at:]


def swap_tags(data: bytes, chance: random.Random) -> bytes:
    """Let marks stand for others."""
    return _bend(_TAG, tuple(_TAG.findall(data)) or _TAGS, data, chance)


def shuffle_lines(data: bytes, chance: random.Random) -> bytes:
    """Put lines into another order, some twice."""
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 5, 50))):
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randrange(len(lines) + 1), line)
        if chance.random() < 0.3:
            lines.insert(chance.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def repeat_lines(data: bytes, chance: random.Random) -> bytes:
    """Print some lines many times."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    piece = lines[at : at + chance.choice((1, 3, 10))]
    times = min(chance.choice((2, 100, 3_000)), MAX_GROWTH // (sum(map(len, piece)) + 10))
    return b"\n".join(lines[:at] + piece * times + lines[at:])


def write_anew(data: bytes, chance: random.Random) -> bytes:
    """Write the text in another encoding, its line ends in another way."""
    text: str = data.decode("utf-8", "replace").replace(
        "\n", chance.choice(("\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b"))
    )
    spoiled: bytes = text.encode(chance.choice(_ENCODINGS), "replace")
    return spoiled


def join_lines(data: bytes, chance: random.Random) -> bytes:
    """Leave out line ends."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at : at + 5_000].replace(b"\n", chance.choice((b"", b" ", b"\t"))) + data[at + 5_000 :]


bend_number: Mutation = partial(_bend, _NUMBER, _NUMBERS)
bend_word: Mutation = partial(_bend, _WORD, _WORDS)
bend_value: Mutation = partial(_bend, _VALUE, tuple(b'="' + number + b'"' for number in _NUMBERS))
bend_sign: Mutation = partial(_bend, _SIGN, _SIGNS)

_LINES: tuple[Mutation, ...] = (bend_number, bend_word, join_lines, repeat_lines, shuffle_lines, write_anew)
HTML_MUTATIONS: tuple[Mutation, ...] = (
    *_LINES,
    bend_sign,
    bend_value,
    bend_value,
    insert_tag,
    insert_tag,
    nest,
    swap_tags,
)
CSV_MUTATIONS: tuple[Mutation, ...] = (*_LINES, bend_sign, bend_sign, bend_sign)
TEXT_MUTATIONS: tuple[Mutation, ...] = (*_LINES, bend_sign, insert_tag, nest)
