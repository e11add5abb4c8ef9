"""Marks as actions the headings below a recommendation's that stand over who does it and by when.

Web pages and Word files print so: "Recommendation 2" as a heading, "2.1 Brief all members" as a deeper one, and below
it "Owner: …", "Target date: …" and perhaps a badge with the status. Such a heading is an action, and the labels are
the columns of its row (contract, "Labelled paragraphs or bullets").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from normalise.numbers import read_marker
from parsers.badges import is_bare_status
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headers import TIME_ROLES, Header, Role, read_header
from parsers.headings import read_topic
from parsers.promises import begins_with_promise
from parsers.repair.mark_headings import find_label, is_label, is_recommendation_heading

MIN_ACTIONS = 2  # headings of one document
MAX_BELOW = 60  # blocks below a heading that its labels are looked for in
_COUNTED = re.compile(
    r"(?:action|step|task|activity|milestone)(?:\s+|(?=\d))(?:no\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?|[a-z])\W{0,2}",
    re.I,
)
_BARE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}[a-z]?|[a-z]))\W{0,2}")
_ANSWERS = frozenset((Role.OWNER, Role.SENIOR_OWNER, *TIME_ROLES))
_TOLD = (Role.RECOMMENDATION, Role.SUMMARY, Role.CONTEXT)
_ACTION, _STATUS = Header(Role.ACTION, None, 1.0), Header(Role.STATUS, None, 1.0)


def mark_actions(document: Document) -> Document:
    """Return the document with such headings as entries labelled as actions, and bare statuses below them labelled."""
    blocks = _with_tables_told(list(_with_numbers(document.blocks)))
    _list_promises(blocks)
    found = [index for index, level in _under_recommendations(blocks) if _is_action(blocks, index, level)]
    for index in found if len(found) >= MIN_ACTIONS else ():
        blocks[index] = _as_action(blocks[index])
    _mark_badges(blocks)
    if any(isinstance(block, Block) and block.label is _ACTION for block in blocks):
        blocks = [_told_anew(block) for block in blocks]
    return replace(document, blocks=tuple(blocks))


def _mark_badges(blocks: list[Block | Table]) -> None:
    """Label the bare statuses that stand right below what is labelled as an action: badges beside it."""
    for index, (above, below) in enumerate(pairwise(blocks), 1):
        is_action = isinstance(above, Block) and above.label is not None and above.label.role is Role.ACTION
        if not is_action or isinstance(below, Table) or below.label is not None or find_label(below.text) is not None:
            continue
        if isinstance(above, Block) and above.label_end == 0 and is_bare_status(below.text):
            blocks[index] = replace(below, kind=BlockKind.PARAGRAPH, label=_STATUS, label_end=0)


def _with_numbers(blocks: Sequence[Block | Table]) -> Iterator[Block | Table]:
    """Yield the blocks, headings that only count the action below them ("Action 1a", "1.1") as its marker."""
    blocks = _with_badges_below(blocks)
    numbers: dict[int, str] = {}
    for index, block in enumerate(blocks):
        counted = _read_count(block)
        if counted is not None and (worded := _find_worded(blocks, index + 1)) is not None:
            numbers[worded] = counted
        elif index in numbers and isinstance(block, Block):
            is_labelled = _header_of(block) is not None or _is_labelled(blocks, index)
            own = block if is_labelled else replace(block, label=_ACTION, label_end=0)
            yield replace(own, kind=BlockKind.ITEM, level=0, marker=numbers[index])
        else:
            yield block


def _read_count(block: Block | Table) -> str | None:
    """Return the number of an action that a heading is no more than, or None."""
    if not isinstance(block, Block) or not _is_heading(block):
        return None
    counted = _COUNTED.fullmatch(block.text.strip()) or _BARE.fullmatch(block.text.strip())
    return counted["number"] if counted else None


def _with_badges_below(blocks: Sequence[Block | Table]) -> Sequence[Block | Table]:
    """Return the blocks, statuses between an action's number and its wording below the wording."""
    put = list(blocks)
    for index, block in enumerate(blocks[:-2]):
        if _read_count(block) is None:
            continue
        badge, worded = blocks[index + 1], blocks[index + 2]
        if all(isinstance(each, Block) and each.kind is BlockKind.PARAGRAPH for each in (badge, worded)):
            assert isinstance(badge, Block)
            if is_bare_status(badge.text.strip()):
                put[index + 1 : index + 3] = worded, badge
    return put


def _find_worded(blocks: Sequence[Block | Table], below: int) -> int | None:
    """Return where the action is worded that a heading counts: under a label of actions, or right above who does it."""
    first = blocks[below] if below < len(blocks) else None
    if not isinstance(first, Block) or first.marker is not None:
        return None
    header = _header_of(first)
    if header is not None and header.role is Role.ACTION:
        worded = below + 1 if is_label(first.text) else below
        block = blocks[worded] if worded < len(blocks) else None
        return worded if isinstance(block, Block) and block.marker is None and not _is_heading(block) else None
    rest = takewhile(lambda block: not _is_other_heading(block), islice(blocks, below + 1, below + 1 + MAX_BELOW))
    roles = {found.role for block in rest if isinstance(block, Block) and (found := _header_of(block)) is not None}
    is_worded = header is None and first.kind is BlockKind.PARAGRAPH
    return below if is_worded and roles & _ANSWERS and Role.ACTION not in roles else None


def _is_labelled(blocks: Sequence[Block | Table], index: int) -> bool:
    """Say whether what stands above a block is a label of its own."""
    above = blocks[index - 1] if index else None
    return isinstance(above, Block) and is_label(above.text)


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.layer is Layer.BODY


def _with_tables_told(blocks: list[Block | Table]) -> list[Block | Table]:
    """Return the blocks, small tables of who, when and how well told as labels below the heading that is their action.

    So do designed plans print: a card's title, and below it "Lead", "When" and "How we will know" beside one another.
    """
    first = next((i for i, block in enumerate(blocks) if isinstance(block, Block) and _is_recommendation(block)), None)
    over = {index for index in range(first or 0, len(blocks) - 1) if first is not None and _is_titled(blocks, index)}
    if len(over) < MIN_ACTIONS:
        return blocks
    told: list[Block | Table] = []
    for index, block in enumerate(blocks):
        if index in over:
            told.append(_as_action(block))
        elif index - 1 in over and isinstance(block, Table):
            told.extend(_unfolded(block))
        else:
            told.append(block)
    return told


def _is_titled(blocks: Sequence[Block | Table], index: int) -> bool:
    """Say whether a heading stands right above a row of answers."""
    heading, table = blocks[index], blocks[index + 1]
    if not isinstance(heading, Block) or not isinstance(table, Table) or heading.kind is not BlockKind.HEADING:
        return False
    if is_recommendation_heading(heading) or is_label(heading.text) or read_topic(heading.text) is not None:
        return False
    return _answers_of(table) is not None


def _answers_of(table: Table) -> dict[int, Header] | None:
    """Return what the columns of a table of one row stand for, if all tell who, when or how well; else None."""
    rows = table.rows()
    if len(rows) != MIN_ACTIONS:
        return None
    headers = {cell.column: read_header(cell.text) for cell in rows[0]}
    known = {at: header for at, header in headers.items() if header is not None and header.score == 1}
    roles = {header.role for header in known.values()}
    is_told = len(known) == len(headers) and roles <= {*_ANSWERS, Role.MEASURE, Role.STATUS} and bool(roles & _ANSWERS)
    return known if is_told else None


def _unfolded(table: Table) -> Iterator[Block]:
    """Yield what the one row of a table prints, the first block of each cell labelled by its column."""
    headers = _answers_of(table) or {}
    for cell in table.rows()[-1]:
        for count, block in enumerate(cell.iter_blocks()):
            is_first = count == 0
            own = (
                replace(block, kind=BlockKind.PARAGRAPH, label=headers[cell.column], label_end=0) if is_first else block
            )
            yield replace(own, fill=block.fill or (cell.fill if headers[cell.column].role is Role.STATUS else None))


def _list_promises(blocks: list[Block | Table]) -> None:
    """Make a list of the paragraphs that say what "we will" do where a label tells who does them, or when."""
    heads = [index for index, block in enumerate(blocks) if isinstance(block, Block) and _is_recommendation(block)]
    for start, end in pairwise([*heads, len(blocks)]):
        below = range(start + 1, end)
        stop = next((index for index in below if _is_other_heading(blocks[index])), end)
        promised = [index for index in range(start + 1, stop) if _promises(blocks[index])]
        labels = [_header_of(block) for block in blocks[start + 1 : stop] if isinstance(block, Block)]
        roles = {header.role for header in labels if header is not None}
        if not promised or Role.ACTION in roles or not roles & _ANSWERS:
            continue
        for index in promised:
            block = blocks[index]
            assert isinstance(block, Block)
            blocks[index] = replace(block, kind=BlockKind.ITEM)


def _is_recommendation(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.layer is Layer.BODY and is_recommendation_heading(block)


def _is_other_heading(block: Block | Table) -> bool:
    is_heading = isinstance(block, Block) and block.kind is BlockKind.HEADING and block.layer is Layer.BODY
    return is_heading and isinstance(block, Block) and not is_label(block.text)


def _promises(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.PARAGRAPH and begins_with_promise(block.text)


def _told_anew(block: Block | Table) -> Block | Table:
    """Return a label that was taken for the actions' as what its wording says: the headings are the actions."""
    if isinstance(block, Table) or block.label is None or block.label.role is not Role.ACTION or block.label_end == 0:
        return block
    header = read_header(block.text)
    return replace(block, label=header) if header is not None and header.role in _TOLD else block


def _under_recommendations(blocks: Sequence[Block | Table]) -> Iterator[tuple[int, int]]:
    """Yield the positions of the headings below a recommendation's, with its level; of files that tell levels alone."""
    level = 0
    for index, block in enumerate(blocks):
        if not _is_headed(block):
            continue
        assert isinstance(block, Block)
        if is_recommendation_heading(block):
            level = block.level
        elif level and block.level > level:
            yield index, level
        else:
            level = 0


def _is_action(blocks: Sequence[Block | Table], index: int, level: int) -> bool:
    """Say whether a heading stands over labels that tell who and when, and over nothing that names actions itself."""
    heading = blocks[index]
    assert isinstance(heading, Block)
    if is_label(heading.text) or read_topic(heading.text) is not None or heading.label is not None:
        return False
    below = takewhile(lambda block: not _is_headed(block), islice(blocks, index + 1, index + 1 + MAX_BELOW))
    roles = {header.role for block in below if isinstance(block, Block) and (header := _header_of(block)) is not None}
    return bool(roles & _ANSWERS) and Role.ACTION not in roles and level > 0


def _is_headed(block: Block | Table) -> bool:
    """Say whether a block is a heading whose level the file itself tells."""
    is_heading = isinstance(block, Block) and block.kind is BlockKind.HEADING and block.layer is Layer.BODY
    return is_heading and isinstance(block, Block) and block.level > 0


def _header_of(block: Block) -> Header | None:
    if block.label is not None:
        return block.label
    label = find_label(block.text)
    return label[0] if label else read_header(block.text) if is_label(block.text) else None


def _as_action(block: Block | Table) -> Block:
    assert isinstance(block, Block)
    words, marker = block.words.strip(), block.marker
    if marker is None and (found := read_marker(words.text)) is not None and found.numbers:
        marker, words = found.printed, words[found.end :]
    kind = BlockKind.ITEM if marker else BlockKind.PARAGRAPH
    return replace(block, kind=kind, level=0, marker=marker, words=words, label=_ACTION, label_end=0)
