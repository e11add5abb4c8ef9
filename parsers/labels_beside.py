"""What labels say of a recommendation beside its table or list of actions: what peers said, the response, the lead.

Contract, "recommendations" (`context`, `owners`, `status`, `response`) and "progress". Runs of labels that print the
actions themselves are `layouts.labelled`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Drafting, DraftProgress, DraftRecommendation, DraftRow
from parsers.entries import read_block_entries, whole_text
from parsers.headers import TIME_ROLES, Role
from parsers.labels import label_of
from parsers.recommending import QUOTES, contradicts, is_name, theme_of
from parsers.sections import Section
from parsers.words import NO_WORDS, Words, join

_WORDED = (Role.RECOMMENDATION, Role.SUMMARY)
_OWNERS = (Role.OWNER, Role.SENIOR_OWNER)
OF_RECOMMENDATIONS = frozenset((*_WORDED, *_OWNERS, Role.CONTEXT, Role.RESPONSE_TEXT, Role.STATUS, Role.THEME))
DONE = frozenset((Role.ACTION, Role.PROGRESS))
MIN_SHARING = 2  # actions
_ANSWERS = frozenset((Role.OWNER, Role.SENIOR_OWNER, *TIME_ROLES))


def take_labelled(blocks: Sequence[Block | Table], drafting: Drafting) -> tuple[Block | Table, ...]:
    """Keep with the current recommendation what labels say of it; return the other blocks.

    A label alone is of the paragraphs and entries below it, as far as the next label, heading or table.
    """
    current = drafting.current
    rest: list[Block | Table] = []
    role: Role | None = None
    told: list[Block] = []
    for block in blocks:
        header, words = label_of(block)
        if isinstance(block, Table) or current is None:
            role = None
            rest.append(block)
        elif header is not None and header.role is Role.PROGRESS:
            _tell(current, told, drafting)
            role, told = Role.PROGRESS, [replace(block, words=words)] if words else []
        elif header is not None and header.role in OF_RECOMMENDATIONS:
            role = None if words else header.role
            _keep(current, header.role, words)
        elif header is None and role is Role.PROGRESS and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            told.append(block)
        elif role is Role.STATUS and block.kind is BlockKind.SHAPE:  # "Overall rating", and an icon
            current.status = current.status or Cell(0, 0, (block,), place=block.place)
        elif header is None and role is not None and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            _keep(current, role, words)
        else:
            role = None
            rest.append(block)
    if current is not None:
        _tell(current, told, drafting)
    return tuple(rest)


def _tell(current: DraftRecommendation, told: Sequence[Block], drafting: Drafting) -> None:
    """Draft the progress that stands under a label: bullets are an entry each, paragraphs one together."""
    entries = read_block_entries(told)
    if any(entry.is_item for entry in entries):
        drafting.progress.extend(DraftProgress(current.key, entry.words.fold()) for entry in entries)
    elif words := whole_text(entries):
        drafting.progress.append(DraftProgress(current.key, words, is_prose=True))


def _quotes(current: DraftRecommendation, words: Words) -> bool:
    """Say whether words are quoted, beside a wording that is not: what the peers said of it."""
    return bool(current.wordings) and words.text.startswith(QUOTES) and not current.wordings[0].text.startswith(QUOTES)


def _keep(current: DraftRecommendation, role: Role, words: Words) -> None:
    words = words.fold()
    if not words:
        return
    if role is Role.RECOMMENDATION and len(current.wordings) == 1 and is_name(current.wordings[0].text):
        current.theme, current.wordings[0] = current.wordings[0], words  # as `labelled` has it
    elif role is Role.CONTEXT or (role in _WORDED and (contradicts(current, words) or _quotes(current, words))):
        current.context.append(words)
    elif role in _WORDED:
        current.wordings.append(words)
    elif role in _OWNERS:
        current.owners.append((role, words))
    elif role is Role.RESPONSE_TEXT:
        current.response = join((current.response, words), " ") if current.response else words
    elif role is Role.THEME:
        current.theme = current.theme or theme_of(words)
    elif current.status is None:
        place = words.runs[0].place
        current.status = Cell(0, 0, (Block(BlockKind.PARAGRAPH, words, place=place),), place=place)


def opens_with_own(blocks: Sequence[Block | Table]) -> bool:
    """Say whether the labels in front of all that is done are the recommendation's.

    A senior owner above what is done, beside leads who stand below it; or a status over lists of what was done and of
    what comes next.
    """
    roles = [header.role for block in blocks if (header := label_of(block)[0]) is not None]
    first = next((at for at, role in enumerate(roles) if role in DONE), 0)
    above, below = roles[:first], roles[first:]
    if Role.SENIOR_OWNER in above and Role.OWNER not in above and Role.OWNER in below:
        return True
    items = sum(isinstance(block, Block) and block.kind is BlockKind.ITEM for block in blocks)
    return above == [Role.STATUS] and set(below) == DONE and items > len(below)


def told_in_front(section: Section, drafting: Drafting) -> int:
    """Return how many blocks of an update tell how far a recommendation is before a label says what is left to do."""
    headers = [label_of(block)[0] for block in section.blocks]
    first = next((at for at, header in enumerate(headers) if header is not None and header.role is Role.ACTION), 0)
    front = headers[:first]
    is_update = drafting.reports_progress and section.is_recommendation and bool(section.title)
    if not is_update or not all(header is None or header.role is Role.STATUS for header in front):
        return 0
    unlabelled = [block for block, header in zip(section.blocks, front, strict=False) if header is None]
    return first if any(isinstance(block, Block) and block.text.strip() for block in unlabelled) else 0


def share_measures(rows: Sequence[DraftRow], blocks: Sequence[Block | Table]) -> list[DraftRow]:
    """Return the rows of one recommendation; a measure that stands below the last alone is of all of them.

    "How we will know it has worked" at the foot of a card, whose actions name each its own lead and time: a label to
    itself, the last of the section's blocks.
    """
    labels = [found for block in blocks if (found := label_of(block))[0] is not None]
    header, words = labels[-1] if labels else (None, NO_WORDS)
    if header is None or header.role is not Role.MEASURE or words:
        return list(rows)
    measures = [[column for column in row.columns if column.role is Role.MEASURE] for row in rows]
    are_answered = all(any(column.role in _ANSWERS for column in row.columns) for row in rows)
    if (
        len(rows) < MIN_SHARING
        or not are_answered
        or any(measures[:-1])
        or len({row.recommendation for row in rows}) > 1
    ):
        return list(rows)
    return [*(replace(row, columns=(*row.columns, *measures[-1])) for row in rows[:-1]), rows[-1]]
