"""Actions that no label names, though labels beside them say who does them and by when: bullets, and responses.

Contract, "Which timeline or owner belongs to which action": labelled paragraphs are the columns of a one-row table.
"""

from __future__ import annotations

from normalise.statuses import read_response
from parsers.document import Block, BlockKind
from parsers.draft import Drafting
from parsers.headers import TIME_ROLES, Role
from parsers.imperatives import begins_with_verb
from parsers.labels import is_label_block, label_of
from parsers.promises import promises
from parsers.sections import Section

_OWNERS = frozenset((Role.OWNER, Role.SENIOR_OWNER))
_ANSWERED = _OWNERS | frozenset(TIME_ROLES)
_BELOW_BULLETS = _ANSWERED | {Role.MEASURE, Role.STATUS, Role.OTHER}
ABOVE_BULLETS = frozenset((Role.RESPONSE_TEXT,))


def lists_unlabelled(section: Section, drafting: Drafting) -> bool:
    """Say whether a recommendation's bullets stand in front of who does them and by when, and no label names them.

    They are a cell of several actions, and the labels below are the other cells of its row.
    """
    blocks = [block for block in section.blocks if isinstance(block, Block)]
    if not section.is_recommendation or drafting.is_report or drafting.reports_progress:
        return False
    if not section.title and not (blocks and blocks[0].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)):
        return False
    labels = [(i, header) for i, block in enumerate(blocks) if block.label_end != 0 and (header := label_of(block)[0])]
    first = next((index for index, block in enumerate(blocks) if block.kind is BlockKind.ITEM), len(blocks))
    above = {header.role for index, header in labels if index < first}
    below = {header.role for index, header in labels if index >= first}
    return bool(below & _ANSWERED) and below <= _BELOW_BULLETS and above <= ABOVE_BULLETS


def promises_in_response(section: Section) -> bool:
    """Say whether what is labelled a response tells what will be done, and no other label names actions.

    A response that says whether the recommendation is accepted is none.
    """
    headers = [label_of(block)[0] for block in section.blocks]
    roles = {header.role for header in headers if header}
    if Role.RESPONSE_TEXT not in roles or Role.ACTION in roles:
        return False
    below, is_response = [], False
    for block, header in zip(section.blocks, headers, strict=True):
        is_response = header.role is Role.RESPONSE_TEXT if header else is_response
        if is_response and isinstance(block, Block) and not is_label_block(block):
            below.append(label_of(block)[1].text or block.text)
    is_answered = not roles.isdisjoint(_OWNERS) and not roles.isdisjoint(TIME_ROLES)  # who does it, and when
    is_told = any(map(promises, below)) or (is_answered and any(map(begins_with_verb, below)))
    return is_told and not any(map(read_response, below))
