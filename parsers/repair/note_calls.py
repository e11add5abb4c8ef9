"""Takes the numbers that call a footnote out of the words they stand behind: "March 2026¹" is March 2026.

Only a raised number that a note of the document has is a call, or one that is a link to a place on its own page. The
notes stay where they are. What a note says is no part of any record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from parsers.document import Block, Cell, Document, Layer, Table
from parsers.words import Run, Words

_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
_NUMBER = re.compile(r"\[?(?P<number>\d{1,3})\]?")
_NOTE = re.compile(r"[\[(]?(?P<number>\d{1,3})(?!\d)")
_BEFORE = 8  # characters in front of a number tell what it is
_MEASURED = re.compile(r"(?:\b[kcm]?m|\bft|\bCO|10)$")  # km², 10⁶: raised numbers of another kind


def drop_note_calls(document: Document) -> Document:
    """Return the document without calls of its notes in its body's words."""
    notes = frozenset(_note_numbers(document))
    return replace(document, blocks=tuple([_without_calls(block, notes) for block in document.blocks]))


def _note_numbers(document: Document) -> Iterator[str]:
    """Yield the numbers that notes begin with, printed or computed."""
    for block in document.iter_blocks():
        if block.layer is Layer.NOTE:
            text = unicodedata.normalize("NFKC", f"{block.marker or ''} {block.text} ").strip()
            if match := _NOTE.match(text):
                yield match["number"]


def _without_calls(block: Block | Table, notes: frozenset[str]) -> Block | Table:
    if isinstance(block, Table):
        cells = tuple([_cell_without_calls(cell, notes) for cell in block.cells])
        return block if cells == block.cells else replace(block, cells=cells)
    if block.layer is not Layer.BODY or not _may_call(block.words):
        return block
    words = _cut_calls(block.words, notes)
    return block if words.text == block.text else replace(block, words=words)


def _cell_without_calls(cell: Cell, notes: frozenset[str]) -> Cell:
    blocks = tuple([_without_calls(block, notes) for block in cell.blocks])
    return cell if blocks == cell.blocks else replace(cell, blocks=blocks)


def _may_call(words: Words) -> bool:
    is_raised = not words.text.isascii() and _RAISED.search(words.text) is not None
    return is_raised or any(run.style.superscript for run in words.runs)


def _cut_calls(words: Words, notes: frozenset[str]) -> Words:
    kept: list[Run] = []
    before = ""
    for run in words.runs:
        text = _uncalled(run, before, notes)
        if text:
            kept.append(run._replace(text=text))
        before = (before + text[-_BEFORE:])[-_BEFORE:]
    return Words(tuple(kept))


def _uncalled(run: Run, before: str, notes: frozenset[str]) -> str:
    """Return what a run prints besides calls; `before` are the last characters in front of it in its block."""
    if run.style.superscript:
        number = _number_of(run.text)
        is_link = (run.style.href or "").startswith("#")
        is_call = number is not None and (is_link or _is_call(number, before, notes))
        return run.text.replace(run.text.strip(), "") if is_call else run.text

    def uncalled(found: re.Match[str]) -> str:
        front = run.text[max(0, found.start() - _BEFORE) : found.start()] or before
        return "" if _is_call(_number_of(found[0]) or "", front, notes) else found[0]

    return _RAISED.sub(uncalled, run.text)


def _number_of(text: str) -> str | None:
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return match["number"] if match else None


def _is_call(number: str, before: str, notes: frozenset[str]) -> bool:
    return number in notes and before[-1:].strip() != "" and not _MEASURED.search(before)
