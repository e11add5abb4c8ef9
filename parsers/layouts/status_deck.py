"""Recommendations with a label such as "Status" under them and bullets under that: slides, six-month updates.

Under a numbered recommendation the bullets are its progress; where none is numbered, the paragraph above each label
is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from normalise.colours import rag_of
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Drafting, DraftProgress
from parsers.entries import read_block_entries
from parsers.headers import Role
from parsers.headings import Topic
from parsers.labels import header_of_label, label_of
from parsers.layouts.registry import Layout
from parsers.recommending import announce, recommend
from parsers.sections import Section
from parsers.words import Words

_LABELS = (Role.STATUS, Role.PROGRESS)
_OF_WORDING = frozenset((Role.RECOMMENDATION, Role.SUMMARY, Role.CONTEXT))


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section is a recommendation with labelled bullets."""
    labels = [index for index, block in enumerate(section.blocks) if _is_status_label(block)]
    if not labels or (not section.is_recommendation and labels[-1] == len(section.blocks) - 1):
        return 0.0  # under a chapter's last label stands nothing: it heads the next one
    is_listed = section.topic in (Topic.ADDITIONAL, Topic.RECOMMENDATIONS)
    if drafting.has_numbered and not section.is_recommendation and not is_listed:
        return 0.0  # "Summary of progress" is a chapter there
    headers = [label_of(block)[0] for block in section.blocks]
    roles = {header.role for header in headers if header is not None}
    behind = (header.role for header in headers[labels[0] + 1 :] if header is not None)
    if section.is_recommendation and Role.CONTEXT in behind:
        return 0.5  # what peers saw of it
    if Role.ACTION in roles or (section.is_recommendation and len(roles - _OF_WORDING) > 1):
        return 0.5  # its status is one label among others
    return 0.8 if section.is_recommendation or is_listed else 0.65


def read(section: Section, drafting: Drafting) -> None:
    """Draft each recommendation of the section and a progress entry for each bullet, nested ones too."""
    blocks = announce(section, drafting)
    if not section.is_recommendation:
        drafting.current = None
    for wording, status in _cut_at_labels(blocks):
        if wording is not None and (not section.is_recommendation or drafting.current is None):
            recommend(drafting, None, wording)
        key = drafting.current.key if drafting.current else None
        for words, shown in _statements(status):
            drafting.progress.append(DraftProgress(key, words, status=shown))


LAYOUT = Layout("status_deck", score, read)


def _is_status_label(block: Block | Table) -> bool:
    """Say whether a block is a label that statuses stand under; a chapter of a paper ("4. Progress") is none."""
    header = header_of_label(block)
    is_chapter = isinstance(block, Block) and (block.marker or "")[:1].isdigit()
    return header is not None and header.role in _LABELS and not is_chapter


def _cut_at_labels(blocks: tuple[Block | Table, ...]) -> Iterator[tuple[Words | None, list[Block]]]:
    """Yield what stands right above each label, and the blocks under it up to the paragraph above the next."""
    labels = [index for index, block in enumerate(blocks) if _is_status_label(block)]
    if not labels:
        return
    wordings = [_wording_above(blocks, label) for label in labels]
    ends = [wording if wording is not None else label for label, wording in zip(labels[1:], wordings[1:], strict=True)]
    for label, wording, end in zip(labels, wordings, [*ends, len(blocks)], strict=True):
        above = blocks[wording] if wording is not None else None
        yield (
            (above.words.fold() if isinstance(above, Block) else None),
            [b for b in blocks[label + 1 : end] if isinstance(b, Block)],
        )


def _wording_above(blocks: tuple[Block | Table, ...], label: int) -> int | None:
    above = blocks[label - 1] if label else None
    if isinstance(above, Block) and above.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return label - 1
    return None


def _statements(blocks: list[Block]) -> Iterator[tuple[Words, Cell | None]]:
    """Yield each bullet, or each paragraph where there is none, with the coloured shape that stands beside it."""
    for shown, beside in _cut_at_shapes(blocks):
        for index, entry in enumerate(read_block_entries(beside)):
            yield entry.words.fold(), shown if index == 0 else None


def _cut_at_shapes(blocks: list[Block]) -> Iterator[tuple[Cell | None, list[Block]]]:
    """Yield the blocks behind each coloured shape, the first of which it stands beside, and those in front of any."""
    shown: Cell | None = None
    beside: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.SHAPE:
            beside.append(block)
        elif block.fill and rag_of(block.fill):
            yield shown, beside
            shown, beside = Cell(0, 0, (block,), place=block.place), []
    yield shown, beside
