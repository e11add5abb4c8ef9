"""Headings and paragraphs that word recommendations without saying so, known by what stands under several of them.

One heading over a table of actions may say anything. Where two or more head tables or lists of actions, and nothing
else in the document names recommendations, they are what the actions answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.columns import is_header_row
from parsers.counting import read_count, without_count
from parsers.document import Block, BlockKind, Table
from parsers.headers import TIME_ROLES, Role, read_header
from parsers.headings import MAX_HEADING_CHARACTERS, Topic
from parsers.imperatives import begins_with_verb
from parsers.recommending import says_what_should_be
from parsers.repair.mark_headings import find_label
from parsers.sections import Section
from parsers.tails import holds_tails
from parsers.words import Words

MIN_WORDS = 3
MIN_SECTIONS = 2

_CALLS = re.compile(
    r"\b(?:recommend\w*|suggest\w*|advise[sd]?|proposals?|should\s+(?:now\s+)?(?:do|consider))\b", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:more|further|other|additional|wider|also|else|supporting|secondary)\b|\bsuggest", re.IGNORECASE
)
MIN_COMMAND_WORDS = 5
_ANNOUNCING = (Topic.RECOMMENDATIONS, Topic.ADDITIONAL)
_WORDING = (Role.RECOMMENDATION, Role.SUMMARY, Role.OBJECTIVE)
_TOLD = (Role.RECOMMENDATION, Role.SUMMARY, Role.CONTEXT)
_ANSWERED = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER))
_WORDING_ONES = frozenset(_WORDING[:2])
_OF_RECOMMENDATIONS = re.compile(r"\brec(?:ommendations?|s)?\b", re.IGNORECASE)


def imply_recommendations(
    sections: Sequence[Section], *, is_plan: bool, is_update: bool = False
) -> tuple[Section, ...]:
    """Return the sections, those marked as recommendations whose headings word them.

    `is_plan`: the document calls itself a plan or response; only then do numbered headings over bullets count.
    `is_update`: an update; in one of both, headings that tell what to do ("Rebuild the reserves") are recommendations.
    """
    answers = is_plan or is_update
    sections = tuple(map(_told_by_its_heading, sections))
    told = _telling_tables(sections)
    is_named = any(_names_recommendations(section) for section in sections) and not told
    if is_named or any(section.is_recommendation for section in sections):
        return tuple(sections)
    listed = _headings_as_list(sections)
    if listed:
        return tuple(listed.get(index, section) for index, section in enumerate(sections))
    heads = [section for section in sections if _may_word(section)]
    over_tables = [section for section in heads if any(_is_bare_plan(table) for table in section.tables)]
    over_bullets = [section for section in heads if is_plan and section.number and _holds_bullets(section)]
    over_tails = [section for section in heads if section.heading and holds_tails(section.blocks)]
    over_labels = [section for section in heads if is_plan and section.number and _holds_labels(section)]
    over_answers = _told_what_to_do(heads) if answers else []
    chosen = next(
        (
            few
            for few in (told, over_tables, over_bullets, over_labels, over_tails, over_answers)
            if len(few) >= MIN_SECTIONS
        ),
        [],
    )
    if len(chosen) < MIN_SECTIONS:
        return tuple(sections)
    return tuple(
        replace(section, is_recommendation=True, recommendation=section.number) if section in chosen else section
        for section in sections
    )


def _telling_tables(sections: Sequence[Section]) -> list[Section]:
    """Return the sections with tables of actions, if each one's heading is a sentence that tells what to do.

    What a column beside words then ("What the peers said", "Our goal") is no recommendation of its own, unless it tells
    what to do itself.
    """
    over = [section for section in sections if section.topic is None and any(map(_holds_actions, section.tables))]
    telling = [section for section in over if _is_command(without_count(section.title.text))]
    worded = [text for section in telling for table in section.tables for text in _worded_in_columns(table)]
    is_told_beside = sum(map(begins_with_verb, worded)) * 2 > len(worded)
    return telling if len(telling) == len(over) >= MIN_SECTIONS and not is_told_beside else []


def _worded_in_columns(table: Table) -> Iterator[str]:
    """Yield what a table prints in columns that are headed as recommendations."""
    columns: frozenset[int] = frozenset()
    for row in table.rows():
        if is_header_row(row):
            headers = {cell.column: read_header(cell.text) for cell in row}
            columns = frozenset(number for number, header in headers.items() if header and header.role in _WORDING[:2])
        else:
            yield from (cell.text for cell in row if cell.column in columns and cell.text.strip())


def _is_command(text: str) -> bool:
    return len(text.split()) >= MIN_COMMAND_WORDS and begins_with_verb(text)


def _holds_actions(table: Table) -> bool:
    return Role.ACTION in _roles(table)


def _told_by_its_heading(section: Section) -> Section:
    """Return a section that its heading calls recommendations in words of its own, over a list of things to do."""
    match = _CALLS.search(section.title.text)
    if section.topic is not None or section.is_recommendation or match is None or section.tables:
        return section
    items = [block.text for block in section.blocks if isinstance(block, Block) and block.kind is BlockKind.ITEM]
    counted = [block.text for block in section.blocks if isinstance(block, Block) and read_count(block.text)]
    listed = (counted if len(counted) >= MIN_SECTIONS else items) or [
        block.text for block in section.blocks if isinstance(block, Block)
    ]
    telling = sum(begins_with_verb(without_count(text)) for text in listed)
    if telling < MIN_SECTIONS or telling * 3 < 2 * len(listed):
        return section
    return replace(section, topic=Topic.ADDITIONAL if _MORE.search(section.title.text) else Topic.RECOMMENDATIONS)


def _headings_as_list(sections: Sequence[Section]) -> dict[int, Section]:
    """Return the sections, by their position, whose headings are a list of recommendations: numbered from 1 on, or all
    right below a heading that announces them.
    """
    found: dict[int, Section] = {}
    for index, section in enumerate(sections):
        if section.topic in _ANNOUNCING and section.heading is not None:
            below = _headings_below(sections, index)
            numbers = [_number_of(sections[at]) for at in below]
            goes_on = bool(found) and bool(below) and _runs_on(numbers, len(found))
            is_counted = _runs_on(numbers) or _runs_under(section.number, numbers)
            is_list = len(below) >= MIN_SECTIONS and (is_counted or _all_word(sections, below))
            if not (goes_on or is_list):
                continue
            found |= {at: _as_recommendation(sections[at], number) for at, number in zip(below, numbers, strict=True)}
    counted = _counted_headings(sections)
    return {**counted, **found} if found.keys().isdisjoint(counted) else found


def _counted_headings(sections: Sequence[Section]) -> dict[int, Section]:
    """Return the sections whose headings count from 1 on with one word in front: "No. 1 – Review …", "CPC2", "3"."""
    runs: dict[str, list[tuple[int, str, Words]]] = {}
    for index, section in enumerate(sections):
        if section.heading is None or section.topic not in (None, *_ANNOUNCING):
            continue
        if (counted := _count_of(section)) is not None:
            word, number, title = counted
            run = runs.setdefault(word, [])
            if number == str(len(run) + 1):
                run.append((index, number, title))
    for run in sorted(runs.values(), key=len, reverse=True):
        told = [title.text or _first_words(sections[index]) for index, _, title in run]
        if len(run) >= MIN_SECTIONS and sum(map(begins_with_verb, told)) * 3 >= 2 * len(run):
            return {
                index: replace(sections[index], is_recommendation=True, recommendation=number, title=title, topic=None)
                for index, number, title in run
            }
    return {}


def _count_of(section: Section) -> tuple[str, str, Words] | None:
    """Return the word and number that a heading counts by, and its title behind them; None where it does not count."""
    if section.number is not None and section.number.isdigit():
        return "", section.number, section.title
    words = section.title.strip()
    count = read_count(words.text)
    return None if count is None else (count.word, count.number, words[count.end :].strip())


def _first_words(section: Section) -> str:
    return next((block.text for block in section.blocks if isinstance(block, Block)), "")


def _headings_below(sections: Sequence[Section], index: int) -> list[int]:
    """Return which sections stand below a heading: of deeper level, or, where nothing tells levels, numbered."""
    head = sections[index].heading
    assert head is not None
    below = []
    for at in range(index + 1, len(sections)):
        heading = sections[at].heading
        if heading is None or sections[at].topic is not None:
            break
        is_deeper = heading.level > head.level > 0
        if not is_deeper and (_number_of(sections[at]) is None or heading.level < head.level):
            break
        below.append(at)
    return below


def _number_of(section: Section) -> str | None:
    counted = _count_of(section)
    return section.number if counted is None else counted[1]


def _runs_on(numbers: Sequence[str | None], after: int = 0) -> bool:
    return list(numbers) == [str(number) for number in range(after + 1, after + len(numbers) + 1)]


def _runs_under(chapter: str | None, numbers: Sequence[str | None]) -> bool:
    """Say whether headings count on from their chapter's number: "2", and under it "2.1", "2.2"."""
    return chapter is not None and list(numbers) == [f"{chapter}.{count}" for count in range(1, len(numbers) + 1)]


def _all_word(sections: Sequence[Section], below: Sequence[int]) -> bool:
    """Say whether headings without numbers are sentences to be followed, and no names of themes."""
    titles = [sections[at].title.text for at in below]
    return all(sections[at].number is None for at in below) and all(map(begins_with_verb, titles))


def _as_recommendation(section: Section, number: str | None) -> Section:
    counted = _count_of(section)
    title = section.title if counted is None else counted[2]
    return replace(section, is_recommendation=True, recommendation=number, title=title, topic=None)


def paragraphs_announce(sections: Sequence[Section]) -> bool:
    """Say whether paragraphs right above tables word recommendations: two do at least."""
    above = 0
    for section in sections:
        for upper, lower in zip(section.blocks, section.blocks[1:], strict=False):
            is_paragraph = isinstance(upper, Block) and upper.kind is BlockKind.PARAGRAPH
            above += is_paragraph and isinstance(lower, Table) and _is_plan(lower)
    return above >= MIN_SECTIONS


def _told_what_to_do(heads: Sequence[Section]) -> list[Section]:
    """Return the headings of one level, most of which tell what to do ("Rebuild the reserves"), over running text."""
    filled = [section for section in heads if section.blocks and section.heading is not None and not section.tables]
    levels = {section.heading.level for section in filled if section.heading is not None}
    for level in sorted(levels):
        alike = [section for section in filled if section.heading is not None and section.heading.level == level]
        telling = sum(begins_with_verb(section.title.text) for section in alike)
        if telling >= MIN_SECTIONS and telling * 3 >= len(alike) * 2:
            return alike
    return []


def _may_word(section: Section) -> bool:
    words = section.title.text.split()
    first = _first_words(section)
    label = find_label(first)
    is_labelled = label is not None and label[0].role in _TOLD
    is_told = len(words) >= MIN_WORDS or (bool(words) and (is_labelled or says_what_should_be(first)))
    return section.topic is None and is_told and len(section.title) <= MAX_HEADING_CHARACTERS


def _names_recommendations(section: Section) -> bool:
    return any(
        not _WORDING_ONES.isdisjoint(_roles(table)) or _counts_recommendations(table) for table in section.tables
    )


def _is_bare_plan(table: Table) -> bool:
    """Say whether a table holds actions and nothing that words what they answer."""
    roles = _roles(table)
    return Role.ACTION in roles and not roles.intersection(_WORDING)


def _counts_recommendations(table: Table) -> bool:
    """Say whether a table has a column of the recommendations' numbers ("Rec. no."): the one beside words them."""
    header = next((row for row in table.rows() if is_header_row(row)), ())
    counted = (cell.text for cell in header if (found := read_header(cell.text)) and found.role is Role.NUMBER)
    return any(_OF_RECOMMENDATIONS.search(text) for text in counted)


def _is_plan(table: Table) -> bool:
    roles = _roles(table)
    return Role.ACTION in roles and Role.RECOMMENDATION not in roles


def _roles(table: Table) -> frozenset[Role]:
    for row in table.rows():
        if is_header_row(row):
            headers = (read_header(cell.text) for cell in row if cell.blocks)
            return frozenset(header.role for header in headers if header)
    return frozenset()


def _holds_labels(section: Section) -> bool:
    """Say whether labelled paragraphs say who acts or by when ("Who: Head of Parks"), and what is reached or done."""
    labels = (find_label(block.text) for block in section.blocks if isinstance(block, Block))
    roles = {label[0].role for label in labels if label is not None}
    return len(roles) > 1 and not _ANSWERED.isdisjoint(roles)


def _holds_bullets(section: Section) -> bool:
    blocks = [block for block in section.blocks if isinstance(block, Block) and block.text.strip()]
    return not section.tables and sum(block.kind is BlockKind.ITEM for block in blocks) * 2 > len(blocks)
