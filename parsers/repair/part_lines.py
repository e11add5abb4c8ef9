"""Parts paragraphs whose lines are a paragraph each: "Recommendation 1: …", "Action: …", "Lead: …" one under the other.

Files print such lines without a blank one between. A line of running text that only happens to begin so stays in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headings import read_topic
from parsers.repair.mark_headings import find_label, is_label, is_recommendation_heading
from parsers.repair.running_on import ends_sentence, is_left_open, starts_small
from parsers.words import Words

MIN_LABELS = 2  # different ones, below one another in one paragraph

_LINE_END = re.compile(r"\n")


def part_lines(document: Document) -> Document:
    """Return the document with each line that announces a recommendation or bears a label beginning a paragraph."""
    return replace(document, blocks=tuple(part for block in document.blocks for part in _parts(block)))


def _parts(block: Block | Table) -> Iterator[Block | Table]:
    if isinstance(block, Table) or block.kind is not BlockKind.PARAGRAPH or block.layer is not Layer.BODY:
        yield block
        return
    starts = [0, *_starts(block)] if "\n" in block.text else [0]
    for start, end in pairwise([*starts, len(block.text)]):
        yield replace(block, words=block.words[start:end].strip()) if len(starts) > 1 else block


def _starts(block: Block) -> Iterator[int]:
    """Yield where the lines begin that begin a paragraph."""
    if labelled := _labelled_lines(block.text):
        yield from labelled
        return
    first = block.text.split("\n", 1)[0]
    if is_label(first):  # "Who will do it?", and what does on the next line
        yield len(first) + 1
        return
    position, above, is_list = 0, "", False
    for line in block.text.split("\n"):
        is_own = is_recommendation_heading(Block(BlockKind.PARAGRAPH, Words.of(line))) or find_label(line) is not None
        if position and is_own and not is_left_open(above) and (is_list or ends_sentence(above) or read_topic(above)):
            yield position
            is_list = True
        elif position and position == len(above) + 1 and _is_bare_number(above):
            yield position
        is_list = is_list or (is_own and not position)
        position, above = position + len(line) + 1, line


def _labelled_lines(text: str) -> Sequence[int]:
    """Return where lines begin that several different labels and their values stand on; where such a set repeats, the
    line in front of its first label too: it words what they are about. None of any other text.
    """
    lines = text.split("\n")
    labels = [find_label(line) for line in lines]
    roles = [
        label[0].role if label and line[label[1] :].strip() else None for label, line in zip(labels, lines, strict=True)
    ]
    told = [role for role in roles if role is not None]
    if len(set(told)) < MIN_LABELS or any(
        is_left_open(line) for line, role in zip(lines, roles[1:], strict=False) if role
    ):
        return ()
    starts = {index for index, role in enumerate(roles) if index and role is not None}
    again = [index for index, role in enumerate(roles) if role is told[0]][1:]
    starts.update(index - 1 for index in again if roles[index - 1] is None and not starts_small(lines[index - 1]))
    ends = list(accumulate(len(line) + 1 for line in lines))
    return [ends[index - 1] for index in sorted(starts)]


def _is_bare_number(line: str) -> bool:
    """Say whether a line announces a recommendation and words nothing: "RECOMMENDATION ONE"."""
    found = read_recommendation_number(line)
    return found is not None and not line[found.end :].strip()
