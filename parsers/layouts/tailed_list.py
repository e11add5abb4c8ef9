"""Lists of actions that say behind each who does it and by when: "Host a summit (Chief Executive, March 2026)".

Under a recommendation such values are what the columns of a table would print; each is its own line's alone. What such
a tail is, `parsers.tails` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.document import Block, BlockKind, Cell
from parsers.draft import Column, Drafting, DraftRow, Step, parts_of
from parsers.entries import Entry, read_block_entries
from parsers.headers import Role
from parsers.labels import is_label_block, label_of
from parsers.labels_beside import take_labelled
from parsers.layouts.registry import Layout
from parsers.recommending import add_linked, announce, is_linked
from parsers.sections import Section
from parsers.tails import Tail, column_of, cut_tail, holds_tails
from parsers.words import NO_WORDS, Words, join

_SENTENCES = re.compile(r"[a-z\d)][.!?]\s+[A-Z].{20}")  # one behind another
_BEHIND_BRACKET = re.compile(r"[)\]][.;]\s+(?=[A-Z])")
_BELOW_LABELS = frozenset((Role.MEASURE, Role.OTHER))


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely most lines of a recommendation's list end with who does them and by when."""
    if not section.is_recommendation or section.tables or drafting.is_report:
        return 0.0
    listed, _ = _part_labelled([block for block in section.blocks if isinstance(block, Block)])
    is_prose = all(block.kind is not BlockKind.ITEM for block in listed)
    if drafting.reports_progress and is_prose and any(_SENTENCES.search(block.text) for block in listed):
        return 0.0  # an update that tells what has happened names who leads at its end
    return 0.78 if holds_tails(listed, worded=bool(section.title), is_plan=drafting.is_plan) else 0.0


def read(section: Section, drafting: Drafting) -> None:
    """Draft an action for each line of the list, what stands behind it as a row's columns."""
    left = take_labelled(announce(section, drafting), drafting)
    printed = [block for block in left if isinstance(block, Block)]
    for block in printed:
        if is_linked(block.words):
            add_linked(drafting, block.words)
    own = [block for block in printed if not is_linked(block.words)]
    current = drafting.current.key if drafting.current else None
    listed, labelled = _part_labelled(own)
    lines = _read_lines(tuple(_part_sentences(read_block_entries(listed))), drafting)
    for index, line in enumerate(lines):
        shared = (column for label in labelled if (column := _column_below(label, index, len(lines))))
        drafting.rows.append(_row(line, current, tuple(shared)))


LAYOUT = Layout("tailed_list", score, read)


@dataclass(slots=True)
class _Label:
    """A label below the list, and the blocks that stand under it."""

    role: Role
    wording: str
    blocks: list[Block]


@dataclass(slots=True)
class _Line:
    """An action as it comes together: its own words, its number, what leads in its list, the values behind it."""

    words: Words
    number: str | None
    preamble: Words
    tail: Tail | None


def _part_sentences(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, each sentence of a paragraph by itself where all of them end with who does it."""
    for entry in entries:
        words = entry.words.fold()
        cuts = [match.end() for match in _BEHIND_BRACKET.finditer(words.text)] if not entry.is_item else []
        parts = [words[start:end].strip() for start, end in pairwise((0, *cuts, len(words)))]
        if len(parts) > 1 and all(map(cut_tail, parts)):
            yield from (replace(entry, words=part) for part in parts)
        else:
            yield entry


def _read_lines(entries: tuple[Entry, ...], drafting: Drafting) -> list[_Line]:
    """Return the actions. A line without a marker carries on the one above it, unless that has said who does it."""
    lines: list[_Line] = []
    preamble = NO_WORDS
    is_list = any(entry.is_item for entry in entries)
    for index, entry in enumerate(entries):
        words = entry.words.fold()
        tail = cut_tail(words)
        if (entry.is_item and not entry.depth) or (tail is not None and not is_list):
            number = entry.numbers[0] if len(entry.numbers) == 1 else None
            lines.append(_Line(tail.words if tail else words, number, preamble, tail))
        elif lines and lines[-1].tail is None:
            lines[-1].words = join((lines[-1].words, tail.words if tail else words))
            lines[-1].tail = tail
        elif any(below.is_item for below in entries[index + 1 :]):
            preamble = words
        else:
            drafting.note("unread-text", words.text[:80], words=words)
    return lines


def _part_labelled(blocks: Sequence[Block]) -> tuple[list[Block], list[_Label]]:
    """Return the blocks of the list, and what stands under each label that no action does: "How we will know:"."""
    listed: list[Block] = []
    labels: list[_Label] = []
    is_below = False
    for block in blocks:
        header, words = label_of(block)
        if header is not None:
            is_below = header.role in _BELOW_LABELS
        if not is_below:
            listed.extend(() if is_label_block(block) else (block,))
        elif header is not None:
            labels.append(_Label(header.role, block.text.strip(" :"), []))
            if words:
                labels[-1].blocks.append(replace(block, words=words, kind=BlockKind.PARAGRAPH))
        else:
            labels[-1].blocks.append(block)
    return listed, labels


def _column_below(label: _Label, index: int, count: int) -> Column | None:
    """Return what a label gives one of several actions: the entry in its place, or all where they are not as many.

    Contract, "Which timeline or owner belongs to which action": labelled bullets are columns of a one-row table.
    """
    entries = read_block_entries(label.blocks)
    if not entries:
        return None
    own = entries[index : index + 1] if len(entries) == count > 1 else entries
    cell = Cell(0, 0, tuple(label.blocks), place=label.blocks[0].place)
    return Column(label.role, label.wording, tuple(replace(entry, numbers=()) for entry in own), cell=cell)


def _row(line: _Line, current: str | None, shared: tuple[Column, ...]) -> DraftRow:
    fields = line.tail.fields if line.tail else ()
    block = Block(BlockKind.PARAGRAPH, line.words)
    parts = parts_of((Cell(0, 0, (block,)),))[:1]
    columns = tuple(column_of(field, line.number) for field in fields)
    return DraftRow(current, (Step(line.words, line.number, line.preamble),), (*columns, *shared), None, None, parts)
