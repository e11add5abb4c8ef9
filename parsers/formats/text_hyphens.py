"""Words that a line's end breaks: made whole where the document itself, or its look, leaves no doubt how.

"imple-" / "mentation" loses hyphen and line end, "long-" / "term" the line end only. What stays in doubt stays as
printed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from parsers.document import Block, Cell, Table
from parsers.words import Run, Words

_BROKEN = re.compile(r"(?<![^\W\d_])(?P<head>[a-z]+)(?P<hyphen>[-‐¬])\n(?P<tail>[a-z]{2,})(?![^\W\d_])")
_IN_SOURCE = re.compile(
    r"(?<![^\W\d_])(?P<head>[a-z]{1,30})(?P<hyphen>[-‐¬])[ \t]{0,8}\r?\n[ \t]{0,40}(?P<tail>[a-z]{2,30})(?![^\W\d_])"
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SUSPENDED = frozenset({"and", "or", "nor", "to", "but", "as"})  # "short-" / "and long-term"

Joints = Mapping[tuple[str, str], str]


@cache
def hyphen_heads() -> dict[str, str]:
    """Return what stands behind the first halves of compounds: a hyphen, or doubt, for they begin longer words too."""
    text = (files("parsers.formats") / "hyphen_heads.csv").read_text(encoding="utf-8")
    return {line["head"]: line["joint"] for line in csv.DictReader(text.splitlines())}


@cache
def word_tails() -> frozenset[str]:
    """Return ends of words that are no words themselves, so that a line which begins with one goes on in a word."""
    text = (files("parsers.formats") / "word_tails.csv").read_text(encoding="utf-8")
    return frozenset(line["tail"] for line in csv.DictReader(text.splitlines()))


def find_joints(text: str) -> Joints:
    """Return for each pair of halves that a line's end parts in a text what stands between them in the whole word."""
    if not _IN_SOURCE.search(text):
        return {}
    words = frozenset(_WORD.findall(_IN_SOURCE.sub(" ", text).lower()))
    joints: dict[tuple[str, str], str] = {}
    for match in _IN_SOURCE.finditer(text):
        joint = _find_joint(match["head"], match["tail"], match["hyphen"], words)
        if joint is not None:
            joints[match["head"], match["tail"]] = joint
    return joints


def join_broken_words(block: Block | Table, joints: Joints) -> Block | Table:
    """Return the block or table with broken words whole; every letter keeps its place."""
    if isinstance(block, Table):
        return replace(block, cells=tuple(_join_in_cell(cell, joints) for cell in block.cells))
    if "\n" not in block.text:
        return block
    words = _join(block.words, joints)
    return block if words is block.words else replace(block, words=words)


def _find_joint(head: str, tail: str, hyphen: str, words: frozenset[str]) -> str | None:
    if tail in _SUSPENDED:
        return None
    if head + tail in words or hyphen == "¬":
        return ""
    known = hyphen_heads().get(head)
    if f"{head}-{tail}" in words or known == "hyphen":
        return "-"
    # A half that is a word may be part of a compound: "decision-" / "making", "with-" / "out".
    return None if known or head in words or tail in words else ""


def _join_in_cell(cell: Cell, joints: Joints) -> Cell:
    return replace(cell, blocks=tuple(join_broken_words(block, joints) for block in cell.blocks))


def _join(words: Words, joints: Joints) -> Words:
    """Return the words without what stands between the halves, in one pass over their runs."""
    dropped = [
        (match.end("hyphen") if joint else match.end("head"), match.start("tail"))
        for match in _BROKEN.finditer(words.text)
        if (joint := joints.get((match["head"], match["tail"]))) is not None
    ]
    return Words(tuple(_cut_out(words, dropped))) if dropped else words


def _cut_out(words: Words, dropped: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield the runs without the spans, which stand in their order and do not meet."""
    position = index = 0
    for run in words.runs:
        end = position + len(run.text)
        text, start = "", position
        while index < len(dropped) and dropped[index][0] < end:
            text += words.text[start : max(start, dropped[index][0])]
            start = max(start, min(dropped[index][1], end))
            if dropped[index][1] > end:
                break
            index += 1
        text += words.text[start:end]
        if text:
            yield run if text == run.text else run._replace(text=text)
        position = end
