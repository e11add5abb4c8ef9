"""Labelled paragraphs and bullets under a recommendation ("Action:", "Lead:", "Deadline:"): columns of a one-row table.

Contract, "Which timeline or owner belongs to which action": labelled paragraphs are read as such a row is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from normalise.numbers import fold_number, read_marker
from normalise.records import Stage
from parsers.counting import number_of
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Column, Drafting, DraftObjective, DraftProgress, DraftRecommendation, DraftRow, Step, parts_of
from parsers.entries import read_entries, whole_text
from parsers.headers import TIME_ROLES, Header, Role
from parsers.kind import calls_itself_plan
from parsers.labels import label_at, label_of, own_their_labels, unknown_label
from parsers.labels_beside import DONE, opens_with_own, share_measures, told_in_front
from parsers.layouts.registry import Layout, read_section
from parsers.objectives import read_objective
from parsers.recommending import (
    add_linked,
    announce,
    contradicts,
    is_linked,
    read_numbered,
    recommend,
    theme_of,
    without_parts,
)
from parsers.repair.running_on import ends_sentence
from parsers.sections import Section
from parsers.steps import read_steps
from parsers.tails import column_of, cut_tail
from parsers.unnamed_actions import ABOVE_BULLETS, lists_unlabelled, promises_in_response
from parsers.words import NO_WORDS, Words

MIN_LABELS = 2
MIN_PROSE_WORDS = 15
_ROW_ROLES = (*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE, Role.STATUS, Role.OTHER, Role.RESPONSE_TEXT)
_ANSWERED = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER))
_STAGE_OF_LABEL = re.compile(r"\bfor\s+(?:the\s+)?(new|existing|planned)\b", re.IGNORECASE)
_WORDING = (Role.RECOMMENDATION, Role.SUMMARY)
_TELLING = (Role.ACTION, *TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.MEASURE)


@dataclass(slots=True)
class _Labelled:
    """What stands under one label. `is_on_its_line`: some of it stands on the label's own line ("Lead: Treasurer")."""

    header: Header
    label: str
    blocks: list[Block] = field(default_factory=list)
    is_on_its_line: bool = False


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section is labelled paragraphs: two different telling labels at least."""
    roles = {header.role for block in section.blocks if (header := label_of(block)[0]) is not None}
    telling = len(roles.intersection(_TELLING))
    if Role.ACTION in roles and (telling >= 2 or Role.RECOMMENDATION in roles):
        return 0.75 if telling >= 2 else 0.6
    if Role.PROGRESS in roles and len(roles) >= MIN_LABELS and section.is_recommendation:
        return 0.7
    if lists_unlabelled(section, drafting):
        return 0.66
    if section.is_recommendation and Role.RECOMMENDATION in roles and len(roles) >= MIN_LABELS:
        return 0.64  # worded behind a label, and what else is said of it: its actions stand under headings of their own
    if section.is_recommendation and not drafting.is_report and (Role.ACTION in roles or promises_in_response(section)):
        return 0.64
    return 0.55 if telling >= 2 else 0.0


def read(section: Section, drafting: Drafting) -> None:
    """Draft one row for each run of labels; a label that comes again begins the next row.

    Where a label words the recommendation, what the section is headed by is its theme.
    """
    if told := told_in_front(section, drafting):
        read_section(replace(section, blocks=section.blocks[:told]), drafting)
        section = Section(None, section.blocks[told:])
    theme = drafting.theme
    if section.topic is None and not calls_itself_plan(section.title.text) and _words_recommendation(section):
        drafting.theme = section.title.fold() or theme
    first = len(drafting.rows)
    _read(section, drafting)
    drafting.rows[first:] = share_measures(drafting.rows[first:], section.blocks)
    drafting.theme = theme


def _words_recommendation(section: Section) -> bool:
    headers = (label_of(block)[0] for block in section.blocks)
    roles = [header.role for header in headers if header]
    return Role.RECOMMENDATION in roles and not section.is_recommendation


def _read(section: Section, drafting: Drafting) -> None:
    row: list[_Labelled] = []
    aim: DraftObjective | None = None
    blocks = announce(section, drafting)
    blocks = _without_what_follows(without_parts(blocks, drafting) if section.is_recommendation else blocks)
    is_worded = section.is_recommendation
    is_unlabelled = lists_unlabelled(section, drafting)
    promises = promises_in_response(section)
    leads = next((header.role for block in blocks if (header := label_of(block)[0]) is not None), None)
    opens = section.is_recommendation and opens_with_own(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            continue
        header, words = label_at(blocks, index)
        if is_linked(block.words):
            add_linked(drafting, block.words)
            continue
        if header is None and (number := _counts_recommendation(block, blocks[index + 1 :])) is not None:
            _draft(row, drafting, is_worded, aim)
            row, aim = [], None
            recommend(drafting, number, block.words if block.marker else read_numbered(block.words)[1])
        elif header is None and (begun := _begun(row, block, blocks[index + 1 :], is_unlabelled=is_unlabelled)):
            aim = aim if _is_answer(row) else _draft(row, drafting, is_worded, aim)
            row = [*(row if _is_answer(row) else ()), begun]
        elif header is None:
            _go_on(row, block, drafting.current if is_worded else None)
        if header is None:
            continue
        header = _meant(header, row, promises=promises, reports=drafting.reports_progress)
        label = block.text[: len(block.text) - len(words.text)].strip(" :–—-\n") if words else block.text.strip(" :")
        is_first = opens and header.role in DONE and bool(row)
        opens = opens and header.role not in DONE
        is_first = is_first or (header.role is Role.ACTION and bool(row) and own_their_labels(blocks[index + 1 :]))
        if is_first or _begins_row(row, header, label, leads) or (aim is not None and header.role is Role.OBJECTIVE):
            aim = _draft(row, drafting, is_worded, aim)
            row = []
        row.append(_Labelled(header, label, [_with_words(block, words)] if words else [], bool(words)))
    _draft(row, drafting, is_worded, aim)


def _meant(header: Header, row: Sequence[_Labelled], *, promises: bool, reports: bool) -> Header:
    """Return what a label stands for here: a response that promises is what will be done.

    What peers saw, told in an update below what the council has done, is how far it got; above, why they asked for it.
    """
    if promises and header.role is Role.RESPONSE_TEXT:
        return replace(header, role=Role.ACTION)
    if reports and header.role is Role.CONTEXT and row and row[-1].header.role is Role.PROGRESS:
        return replace(header, role=Role.PROGRESS)
    return header


def _without_what_follows(blocks: tuple[Block | Table, ...]) -> tuple[Block | Table, ...]:
    """Return the blocks without the text behind the last label's values: who does it and when is told in no prose."""
    labels = [(index, label_of(block)) for index, block in enumerate(blocks)]
    last, words = next(((i, words) for i, (header, words) in reversed(labels) if _asks(header)), (None, NO_WORDS))
    if last is None or any(header is not None for i, (header, _) in labels if i > last):
        return blocks
    end = last + 1
    if not words:  # a value of its own paragraph, or a list of them
        end += 1
    while end < len(blocks) and isinstance(block := blocks[end], Block) and block.kind is BlockKind.ITEM:
        end += 1
    behind = blocks[end:]
    is_titled = len(behind) > 1 and isinstance(behind[0], Block) and not ends_sentence(behind[0].text)
    is_over = any(map(_is_prose, behind)) and (is_titled or _answers(label_of(blocks[last])[0]))
    return blocks[:end] if is_over else blocks


def _asks(header: Header | None) -> bool:
    return header is not None and header.role in (*_ANSWERED, Role.MEASURE, Role.STATUS)


def _answers(header: Header | None) -> bool:
    return header is not None and header.role in _ANSWERED


def _is_prose(block: Block | Table) -> bool:
    if isinstance(block, Table) or block.kind is not BlockKind.PARAGRAPH:
        return False
    return ends_sentence(block.text) and len(block.text.split()) >= MIN_PROSE_WORDS


def _go_on(row: list[_Labelled], block: Block, worded: DraftRecommendation | None) -> None:
    """Add a block to what stands under the last label; a paragraph in front of all labels explains what is worded."""
    if row and row[-1].is_on_its_line and (other := unknown_label(block)) is not None:
        row.append(_Labelled(Header(Role.OTHER, None, 0.0), other[0].text, [_with_words(block, other[1])], True))
    elif row:
        row[-1].blocks.append(block)
    elif worded is not None and worded.wordings and block.kind is BlockKind.PARAGRAPH:
        worded.context.append(block.words.fold())


LAYOUT = Layout("labelled", score, read)


def _counts_recommendation(block: Block, below: Sequence[Block | Table]) -> str | None:
    """Return the number of a recommendation that a line words: "2." where what is done under it is "2.1"."""
    number = fold_number(block.marker) if block.marker else read_numbered(block.words)[0]
    following = next((other for other in below if isinstance(other, Block)), None)
    if number is None or not number.isdigit() or following is None or block.kind is BlockKind.HEADING:
        return None
    header, words = label_of(following)
    if header is None or header.role is not Role.ACTION:
        return None
    return number if words.text.startswith(f"{number}.") else None


def _begun(
    row: list[_Labelled], block: Block, below: Sequence[Block | Table], *, is_unlabelled: bool
) -> _Labelled | None:
    """Return the action that a line without a label begins the next row with, or None where it goes on."""
    if (again := _counts_on(row, block, below)) is not None:
        return _Labelled(again.header, again.label, [block])
    may_begin = not row or row[-1].is_on_its_line or _is_answer(row)
    if is_unlabelled and block.kind is BlockKind.ITEM and may_begin:
        return _Labelled(Header(Role.ACTION, None, 1.0), "", [block])
    return None


def _is_answer(row: list[_Labelled]) -> bool:
    """Say whether a row has only said so far whether the recommendation is accepted: what is done comes next."""
    return bool(row) and all(labelled.header.role in ABOVE_BULLETS for labelled in row)


def _counts_on(row: list[_Labelled], block: Block, below: Sequence[Block | Table]) -> _Labelled | None:
    """Return the label that a line stands under again: it has the number behind this row's action, and labels below it
    that the row has had ("1.2 Brief the partners", and under it "Lead: …").
    """
    action = next((labelled for labelled in row if labelled.header.role is Role.ACTION and labelled.blocks), None)
    before = _number_of(action.blocks[0]) if action else None
    if action is None or before is None or _number_of(block) != [*before[:-1], before[-1] + 1]:
        return None
    last = row[-1].blocks[-1] if row[-1] is not action and row[-1].blocks else None
    if last is not None and _number_of(last) == before:
        return None  # the next of a list under the last label, as long as that of the actions
    below_it = next(iter(below), None)
    label = label_of(below_it)[0] if below_it is not None else None
    return action if label is not None and label.role in [each.header.role for each in row] else None


def _number_of(block: Block) -> list[int] | None:
    """Return the digits of the number that a line begins with ("1.2"), or None."""
    marker = read_marker(block.text) if block.marker is None else None
    number = fold_number(block.marker or (marker.numbers[0] if marker and marker.numbers else ""))
    return list(map(int, number.split("."))) if number and number.replace(".", "").isdigit() else None


def _begins_row(row: list[_Labelled], header: Header, label: str, leads: Role | None) -> bool:
    """Say whether a label begins the next row: the action comes again, or the label that this row begins with.

    `leads`: what the first label of all stands for; where that words recommendations, each begins a row.
    """
    if row and header.role is leads and leads in _WORDING:
        return True
    actions = [labelled.header for labelled in row if labelled.header.role is Role.ACTION]
    if not actions:  # what stands above the first heading that is an action is the recommendation's own
        return header.role is Role.ACTION and not label and bool(row)
    if header.role is Role.ACTION and row[-1].header.role is Role.ACTION and header.stage is not None:
        return header.stage in [action.stage for action in actions]  # what is done already, and what is to be done
    return header.role is Role.ACTION or (bool(label) and label.casefold() == row[0].label.casefold())


def _with_words(block: Block, words: Words) -> Block:
    """Return what stands behind a label; an entry of a list that bears none itself keeps its number."""
    if block.label_end == 0 and block.marker:
        return replace(block, words=words)
    return Block(BlockKind.PARAGRAPH, words, fill=block.fill if block.label_end == 0 else None, place=block.place)


def _draft(
    row: list[_Labelled], drafting: Drafting, is_worded: bool, aim: DraftObjective | None
) -> DraftObjective | None:
    """Draft the actions and progress of one run of labels; return the aim that the next run serves, too.

    `aim`: the one that goes on from the run above. Contract, "A blank cell continues the row above".
    """
    cells = [(labelled, _cell(index, labelled.blocks)) for index, labelled in enumerate(row)]
    for labelled, cell in cells:
        if labelled.header.role in (Role.RECOMMENDATION, Role.SUMMARY):
            _word(drafting, cell.words, is_worded, _number_in(cells))
    current = drafting.current.key if drafting.current else None
    own = next((cell for labelled, cell in cells if labelled.header.role is Role.OBJECTIVE and cell.text), None)
    objective = read_objective(own) if own is not None else aim
    columns = tuple(
        Column(labelled.header.role, labelled.label, read_entries(cell), cell.fill, cell=cell)
        for labelled, cell in cells
        if labelled.header.role in _ROW_ROLES
    )
    # Labelled paragraphs stand one under the other: they are one part, whatever their lines are.
    parts = parts_of(cell for _, cell in cells)[:1]
    for labelled, cell in cells:
        steps = read_steps(read_entries(cell), ()) if labelled.header.role is Role.ACTION else ()
        answering = tuple(column for column in columns if _answers_for(column.header, labelled.header.stage))
        for own_steps, tails in _without_tails(steps, answering):
            found = (*answering, *tails)
            drafting.rows.append(DraftRow(current, own_steps, found, labelled.header.stage, objective, parts))
    _draft_beside(cells, current, drafting)
    return objective if own is None or own.column == 0 else None


def _answers_for(label: str, stage: Stage | None) -> bool:
    """Say whether a label speaks of actions of a stage: "Lead for new actions" names nobody for what is under way."""
    match = _STAGE_OF_LABEL.search(label)
    return match is None or stage is None or match[1].casefold() == stage


def _cell(column: int, blocks: Sequence[Block]) -> Cell:
    """Return what stands under a label as a cell, in the colour of the card's own cell."""
    return Cell(0, column, tuple(blocks), fill=next((block.fill for block in blocks if block.fill), None))


def _without_tails(
    steps: Sequence[Step], columns: Sequence[Column]
) -> Iterator[tuple[tuple[Step, ...], tuple[Column, ...]]]:
    """Yield the steps; where no label names owners, each without those that it ends with, and these as its columns."""
    tails = [cut_tail(step.words) for step in steps]
    if not any(tails) or any(column.role in (Role.OWNER, Role.SENIOR_OWNER) for column in columns):
        yield from [(tuple(steps), ())] if steps else ()
        return
    has_times = any(column.role in TIME_ROLES for column in columns)
    for step, tail in zip(steps, tails, strict=True):
        fields = [field for field in tail.fields if not (has_times and field.role in TIME_ROLES)] if tail else []
        is_cut = tail is not None and len(fields) == len(tail.fields)
        own = replace(step, words=tail.words) if tail is not None and is_cut else step
        yield (own,), tuple(column_of(field, step.number) for field in fields) if is_cut else ()


def _number_in(cells: list[tuple[_Labelled, Cell]]) -> str | None:
    """Return the number that a label such as "Ref" gives the recommendation beside it."""
    for labelled, cell in cells:
        if labelled.header.role is Role.NUMBER and (text := cell.text.strip()):
            return number_of(text)
    return None


def _word(drafting: Drafting, words: Words, is_worded: bool, number: str | None) -> None:
    """Keep a labelled wording: the recommendation's, or, where a heading words it otherwise, what peers said of it."""
    current = drafting.current
    if is_worded and current is not None and contradicts(current, words):
        current.context.append(words.fold())
    else:
        own, rest = read_numbered(words)
        recommend(drafting, number or own, rest if own else words)


def _draft_beside(cells: list[tuple[_Labelled, Cell]], current: str | None, drafting: Drafting) -> None:
    """Draft what else is labelled: progress, and the context of the recommendation."""
    roles = {labelled.header.role for labelled, _ in cells}
    status = next((cell for labelled, cell in cells if labelled.header.role is Role.STATUS and cell.text), None)
    if drafting.current is not None and Role.ACTION not in roles:
        _keep_recommendations_own(cells, drafting.current)
    latest = next((cell for labelled, cell in reversed(cells) if labelled.header.role is Role.PROGRESS), None)
    for labelled, cell in cells:
        if labelled.header.role is Role.PROGRESS:
            shown = status if cell is latest else None
            drafting.progress.extend(DraftProgress(current, words, status=shown) for words in _statements(cell))
        elif labelled.header.role is Role.CONTEXT and drafting.current is not None:
            drafting.current.context.append(cell.words.fold())
        elif labelled.header.role is Role.THEME and drafting.current is not None and cell.text:
            drafting.current.theme = drafting.current.theme or theme_of(cell.words.fold())


def _keep_recommendations_own(cells: list[tuple[_Labelled, Cell]], current: DraftRecommendation) -> None:
    """Keep the status, owners and response of a run that names no action: they are the recommendation's."""
    for labelled, cell in cells:
        if labelled.header.role is Role.STATUS and cell.text:
            current.status = current.status or cell
        elif labelled.header.role in (Role.OWNER, Role.SENIOR_OWNER):
            current.owners.append((labelled.header.role, cell.words))
        elif labelled.header.role is Role.RESPONSE_TEXT:
            current.response = current.response or cell.words.fold()


def _statements(cell: Cell) -> Iterator[Words]:
    entries = read_entries(cell)
    if any(entry.is_item for entry in entries):
        yield from (entry.words.fold() for entry in entries)
    elif words := whole_text(entries):
        yield words
