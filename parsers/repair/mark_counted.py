"""Marks as headings the numbered list entries that head what stands between them: "1) Publish a plan", and its actions.

Typed numbers look like a list to Word and to the reader of a text, though a whole plan stands under each. Entries that
follow one another, and those inside a recommendation, are a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from normalise.numbers import read_marker
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headers import Role, fold_header, read_header
from parsers.headings import Topic, read_topic
from parsers.imperatives import begins_with_verb
from parsers.repair.mark_headings import find_label, is_label, is_recommendation_heading

MIN_COUNTED = 2
_ANSWERING = (Topic.PLAN, Topic.PROGRESS)
_OTHERWISE = (Topic.CONTENTS, Topic.PEER_TEAM, Topic.NARRATIVE, Topic.NEXT_STEPS, Topic.FEEDBACK)
_TOLD_BY = {Role.ACTION: Topic.PLAN, Role.PROGRESS: Topic.PROGRESS, Role.STATUS: Topic.PROGRESS}
_ANNOUNCING = (Topic.RECOMMENDATIONS, Topic.ADDITIONAL)


def mark_counted(document: Document) -> Document:
    """Return the document with such entries as headings, their numbers as markers; a list that is one stays so."""
    blocks = list(document.blocks)
    if any(_is_heading(block) and is_recommendation_heading(block) for block in blocks if isinstance(block, Block)):
        return document
    for head, stretch in _stretches(blocks):
        counted = _counted(blocks, stretch)
        if len(counted) >= MIN_COUNTED and _head_what_follows(blocks, stretch, counted, head):
            _mark(blocks, stretch, counted, head)
    return replace(document, blocks=tuple(blocks))


def _stretches(blocks: Sequence[Block | Table]) -> Iterator[tuple[Block | None, list[int]]]:
    """Yield each heading with the positions of what stands under it, labels included.

    What counts on from an entry above it ("1." was taken for a list's, "2." is a heading already) is one with it.
    """
    uses = Counter(fold_header(block.text) for block in blocks if isinstance(block, Block) and _is_heading(block))
    head: Block | None = None
    found: list[int] = []
    last: tuple[int, str] | None = None
    for index, block in enumerate(blocks):
        if block.layer is not Layer.BODY or (isinstance(block, Block) and block.kind is BlockKind.BREAK):
            continue
        count = _count_of(block) if isinstance(block, Block) and block.words.is_bold() else None
        is_next = last is not None and count == (last[0] + 1, last[1])
        if isinstance(block, Block) and _is_heading(block) and _heads(block, uses) and not is_next:
            yield head, found
            head, found, last = block, [], None
        else:
            found.append(index)
            last = count or last
    yield head, found


def _heads(heading: Block, uses: Mapping[str, int]) -> bool:
    """Say whether a heading is over all that follows: no label, or one that is printed once ("Delivery update")."""
    text = heading.text.strip()
    return not is_label(text) or (uses[fold_header(text)] == 1 and not text.endswith(":"))


def _topic(head: Block | None) -> Topic | None:
    if head is None:
        return None
    header = read_header(head.text) if is_label(head.text) else None
    return read_topic(head.text) or (_TOLD_BY.get(header.role) if header is not None else None)


def _counted(blocks: Sequence[Block | Table], stretch: Sequence[int]) -> list[int]:
    """Return the numbered entries of a stretch where they count from 1 on, all in one style; else none.

    Those set in bold are looked at first: lists inside what stands under them count, too.
    """
    marked = [(index, *found) for index in stretch if (found := _count_of(blocks[index])) is not None]
    bold = [entry for entry in marked if blocks[entry[0]].words.is_bold()]  # type: ignore[union-attr]  # items all
    return _run(bold) if len(bold) >= MIN_COUNTED else _run(marked)


def _count_of(block: Block | Table) -> tuple[int, str] | None:
    """Return the number and the style of an entry's marker, or None."""
    if not isinstance(block, Block) or not block.marker or not (_is_item(block) or _is_heading(block)):
        return None
    marker = read_marker(f"{block.marker} x")
    if marker is None or marker.kind != "digit" or len(marker.numbers) != 1:
        return None
    return int(marker.numbers[0]), block.marker.replace(marker.numbers[0], "")


def _run(marked: Sequence[tuple[int, int, str]]) -> list[int]:
    """Return the positions of entries that count from 1 to the last; stray ones in front are left out."""
    first = next((at for at in range(len(marked) - 1, -1, -1) if marked[at][1] == 1), len(marked))
    run = marked[first:]
    counts = [number for _, number, _ in run] == [*range(1, len(run) + 1)]
    return [index for index, _, _ in run] if counts and len({style for _, _, style in run}) == 1 else []


def _head_what_follows(
    blocks: Sequence[Block | Table], stretch: Sequence[int], counted: Sequence[int], head: Block | None
) -> bool:
    """Say whether counted entries tell what to do, and something stands under each of them that answers it."""
    topic = _topic(head)
    entries = [block for index in counted if isinstance(block := blocks[index], Block)]
    if sum(begins_with_verb(entry.text) for entry in entries) * 3 < 2 * len(entries):
        return False
    if any(find_label(entry.text) for entry in entries):
        return False
    under = [*_under(stretch, counted)]
    if not all(under):
        return False
    below = [blocks[index] for few in under for index in few]
    if any(find_label(block.text) for block in below if isinstance(block, Block)):
        return True
    if all(entry.words.is_bold() for entry in entries) and topic not in _ANNOUNCING:
        return True
    is_listed = any(isinstance(block, Block) and block.kind is BlockKind.ITEM for block in below)
    if topic in (*_ANNOUNCING, *_OTHERWISE):
        return False  # what stands under them are their parts
    return topic in _ANSWERING or is_listed


def _under(stretch: Sequence[int], counted: Sequence[int]) -> Iterator[list[int]]:
    """Yield the positions of what stands under each counted entry."""
    ends = [*counted[1:], stretch[-1] + 1]
    for start, end in zip(counted, ends, strict=True):
        yield [index for index in stretch if start < index < end]


def _mark(blocks: list[Block | Table], stretch: Sequence[int], counted: Sequence[int], head: Block | None) -> None:
    """Make headings of the counted entries; lists under them begin at the outermost depth."""
    level = head.level + 1 if head is not None and head.level else 0
    for entry, under in zip(counted, _under(stretch, counted), strict=True):
        block = blocks[entry]
        assert isinstance(block, Block)
        blocks[entry] = replace(block, kind=BlockKind.HEADING, level=level, words=block.words.strip())
        depth = min((_depth(blocks[index]) for index in under if _is_item(blocks[index])), default=0)
        for index in under:
            lower = blocks[index]
            if isinstance(lower, Block) and _is_item(lower):
                blocks[index] = replace(lower, level=lower.level - depth)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.layer is Layer.BODY


def _is_item(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.ITEM


def _depth(block: Block | Table) -> int:
    return block.level if isinstance(block, Block) else 0
