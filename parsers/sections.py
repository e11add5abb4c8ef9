"""Cuts a document into sections: what stands under one heading, the labels inside it included.

A section is decided by what it has; what is read from it is its layout's affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from normalise.numbers import fold_number, read_marker, read_recommendation_number
from parsers.badges import is_badge
from parsers.columns import is_header_row
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.headers import Role, fold_header, read_header
from parsers.headings import Topic, read_topic
from parsers.repair.mark_headings import CODED, UNNUMBERED, find_label, is_label, is_recommendation_heading
from parsers.repair.running_on import ends_sentence
from parsers.words import NO_WORDS, Words

MIN_SENTENCE_WORDS = 7
MIN_PLAN_COLUMNS = 3
MIN_ENTRIES = 2  # of a list of recommendations
_BRACKETED = re.compile(r"\([^()]+\)")
_TELLS = re.compile(r"\b(?:recommended|suggested|advised|asked|said)\b", re.IGNORECASE)  # "What the peers suggested"
_OFTEN_HEADS = frozenset(
    (
        Role.OTHER,
        Role.THEME,
        Role.OWNER,
        Role.SENIOR_OWNER,
        Role.CONTEXT,
        Role.NUMBER,
        Role.RECOMMENDATION,
        Role.SUMMARY,
    )
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `number` is the heading's own; `recommendation` that of the one it announces;
    `is_recommendation`: it announces one, numbered or not.

    `title` is the heading without either number. The first section of a document may have no heading. `above`: of
    further recommendations, the title of the findings that they stand under. `others`: numbers of recommendations that
    the heading announces with this one ("Recommendations 3 and 4").
    """

    heading: Block | None
    blocks: tuple[Block | Table, ...]
    topic: Topic | None = None
    number: str | None = None
    recommendation: str | None = None
    title: Words = NO_WORDS
    is_recommendation: bool = False
    above: Words = NO_WORDS
    others: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


def cut_sections(document: Document) -> tuple[Section, ...]:
    """Return the body of a document as sections in reading order; furniture, notes and breaks are in none."""
    body = [block for block in document.blocks if block.layer is Layer.BODY and not _is_break(block)]
    lists = {index for index in range(len(body)) if _heads_list(body, index)} | set(_heads_in_front(body))
    lists |= {*_themes_like_labels(body), *_heads_behind_narrative(body), *_next_steps_of_all(body)}
    starts = sorted({*_starts(body), *lists})
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    ends = [*starts[1:], len(body)]
    cut = (
        _section(body[start:end], heads_list=start in lists)
        for start, end in zip(starts, ends, strict=True)
        if end > start
    )
    return tuple(_under_findings([part for section in cut for part in _part_list(section)]))


def _under_findings(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield the sections, those of further recommendations with the title of the findings right above them.

    A heading that comes again and again ("Further suggestions") stands under each, whatever its level: slides have one.
    """
    further = [fold_header(section.title.text) for section in sections if section.topic is Topic.ADDITIONAL]
    for before, section in zip((None, *sections), sections, strict=False):
        is_under = section.topic is Topic.ADDITIONAL and before is not None and _holds_findings(before)
        if before and is_under and not _is_deeper(section, before):
            is_under = further.count(fold_header(section.title.text)) > 1 and not _is_deeper(before, section)
        yield replace(section, above=before.title) if before and is_under else section


def _holds_findings(section: Section) -> bool:
    """Say whether a section is prose on a theme of its own."""
    return (
        section.topic in (None, Topic.CORE_THEME)
        and section.heading is not None
        and not section.is_recommendation
        and not section.tables
        and any(_is_prose(block) for block in section.blocks)
    )


def _is_prose(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.PARAGRAPH and find_label(block.text) is None


def _is_deeper(lower: Section, upper: Section) -> bool:
    """Say whether a heading stands below another; one that is only bold does."""
    if lower.heading is None or upper.heading is None:
        return False
    return not lower.heading.level or lower.heading.level > upper.heading.level


def _part_list(section: Section) -> Iterator[Section]:
    """Yield a list of recommendations and the tables of actions below it as a section each."""
    first = next((index for index, block in enumerate(section.blocks) if isinstance(block, Table)), 0)
    listed = [index for index, block in enumerate(section.blocks[:first]) if _is_numbered_entry(block)]
    if section.topic not in (Topic.RECOMMENDATIONS, Topic.ADDITIONAL) or not listed or _words_recommendations(section):
        yield section
        return
    yield replace(section, blocks=section.blocks[: listed[-1] + 1])
    yield Section(None, section.blocks[listed[-1] + 1 :])


def _is_numbered_entry(block: Block | Table) -> bool:
    if isinstance(block, Table) or block.kind is not BlockKind.ITEM:
        return False
    return (fold_number(block.marker or "") or "").isdigit()


def _words_recommendations(section: Section) -> bool:
    """Say whether a table has a column of recommendations of its own."""
    cells = (cell for table in section.tables for row in table.rows() if is_header_row(row) for cell in row)
    headers = (read_header(cell.text) for cell in cells)
    return any(header.role in (Role.RECOMMENDATION, Role.SUMMARY) for header in headers if header)


def _is_break(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.BREAK


def _starts(body: list[Block | Table]) -> Iterator[int]:
    """Yield where sections begin; a label right under a recommendation's heading, a level deeper, begins none.

    Nor do "Next steps" between two recommendations, where they are no heading of the file's own: they are of the first.
    """
    announced = 0  # the level of the recommendation's heading that what follows stands under
    last = max((at for at, block in enumerate(body) if _announces(block)), default=-1)
    under = False
    for index, block in enumerate(body):
        if not _begins_section(body, index) or not isinstance(block, Block):
            continue
        if announced and block.level > announced and is_label(block.text):
            continue
        if under and index < last and not block.level and read_topic(block.text) is Topic.NEXT_STEPS:
            continue
        under = is_recommendation_heading(block)
        announced = block.level if under else 0
        yield index


def _announces(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.HEADING and is_recommendation_heading(block)


def _heads_in_front(body: Sequence[Block | Table]) -> Iterator[int]:
    """Yield known labels in front of all recommendations, on the level of these: "Where we are", a slide by itself."""
    level = next((b.level for b in body if isinstance(b, Block) and b.level and is_recommendation_heading(b)), 0)
    for index, block in enumerate(body if level else ()):
        if isinstance(block, Table) or block.kind is not BlockKind.HEADING or not block.level:
            continue
        if is_recommendation_heading(block):
            return
        if block.level <= level and block.label is None and is_label(block.text):
            yield index


def _next_steps_of_all(body: Sequence[Block | Table]) -> Iterator[int]:
    """Yield headings "Next steps" on the level of a recommendation's above them: those are no recommendation's own."""
    level = 0
    for index, block in enumerate(body):
        if isinstance(block, Table) or block.kind is not BlockKind.HEADING or not block.level:
            continue
        if is_recommendation_heading(block):
            level = block.level
        elif block.level <= level and read_topic(block.text) is Topic.NEXT_STEPS:
            yield index


def _heads_behind_narrative(body: Sequence[Block | Table]) -> Iterator[int]:
    """Yield known labels right above a table that end a chapter of another subject: "Background", "What we will do"."""
    chapter: Topic | None = None
    for index, block in enumerate(body):
        if isinstance(block, Table) or block.kind is not BlockKind.HEADING or not block.level:
            continue
        topic = read_topic(block.text)
        if block.label is not None or topic is not None or not is_label(block.text):
            chapter = None if is_recommendation_heading(block) else topic
            continue
        below = body[index + 1] if index + 1 < len(body) else None
        if chapter is Topic.NARRATIVE and isinstance(below, Table) and below.column_count >= MIN_PLAN_COLUMNS:
            yield index


def _themes_like_labels(body: Sequence[Block | Table]) -> Iterator[int]:
    """Yield headings that might be an aim's label ("Ambition") and are themes: most beside them label nothing."""
    for index, block in enumerate(body):
        if (
            isinstance(block, Table)
            or block.kind is not BlockKind.HEADING
            or not block.level
            or block.label is not None
        ):
            continue
        header = read_header(block.text)
        if header is None or header.role is not Role.OBJECTIVE or not _is_label(block):
            continue
        beside = [*_beside(body[index + 1 :], block.level), *_beside(body[:index][::-1], block.level)]
        if beside and sum(_is_label(other) for other in beside) * 2 <= len(beside):
            yield index


def _beside(blocks: Sequence[Block | Table], level: int) -> Iterator[Block]:
    """Yield the headings of a level up to the next one above it, those of recommendations left out."""
    for block in blocks:
        if isinstance(block, Table) or block.kind is not BlockKind.HEADING or not block.level:
            continue
        if block.level < level:
            return
        if block.level == level and not is_recommendation_heading(block):
            yield block


def _begins_section(body: list[Block | Table], index: int) -> bool:
    block = body[index]
    if isinstance(block, Table) or block.kind is not BlockKind.HEADING:
        return False
    if _is_label(block) and not _is_theme_over(block, body[index + 1 : index + 2]):
        return False
    above = next((body[at] for at in range(index - 1, -1, -1) if not _shows_status(body[at])), None)
    return above is None or not _is_wording_of(above, block)


def _is_theme_over(block: Block, below: Sequence[Block | Table]) -> bool:
    """Say whether what could be a label heads the recommendation right below it: "Finance", with no value under it."""
    is_over = any(isinstance(other, Block) and is_recommendation_heading(other) for other in below)
    return is_over and _may_name_theme(block)


def _may_name_theme(block: Block) -> bool:
    header = read_header(block.text) if block.label is None else None
    return header is not None and header.role in (Role.OTHER, Role.THEME)


def _shows_status(block: Block | Table) -> bool:
    """Say whether a block is a coloured shape or a painted badge beside the heading above it."""
    return isinstance(block, Block) and (block.kind is BlockKind.SHAPE or is_badge(block))


def _is_wording_of(upper: Block | Table, lower: Block) -> bool:
    """Say whether a heading is the wording of the recommendation whose number, or number and name, stands above it.

    Below a name ("Recommendation 2: Finance") that is a line which is only bold, and a sentence.
    """
    if isinstance(upper, Table) or upper.kind is not BlockKind.HEADING or lower.marker is not None:
        return False
    found = read_recommendation_number(upper.text)
    if found is None or is_recommendation_heading(lower) or read_topic(lower.text) is not None:
        return False
    name = upper.text[found.end :].strip()
    return not name or (not lower.level and not ends_sentence(name) and _is_sentence(lower.text))


def _is_sentence(text: str) -> bool:
    """Say whether a line is a sentence, or what leads into a list, and no label with its value."""
    is_whole = text.rstrip().endswith((".", ":")) or len(text.split()) >= MIN_SENTENCE_WORDS
    return is_whole and find_label(text) is None


def _heads_list(body: Sequence[Block | Table], index: int) -> bool:
    """Say whether a label is the heading of a list of what was recommended: printed once, several entries below it."""
    block = body[index]
    if not isinstance(block, Block) or block.kind is not BlockKind.HEADING or not _is_label(block):
        return False
    header = block.label or read_header(block.text)
    if header is None or header.role is not Role.RECOMMENDATION or block.label_end or not _TELLS.search(block.text):
        return False
    printed = fold_header(block.text)
    same = sum(isinstance(o, Block) and o.kind is BlockKind.HEADING and fold_header(o.text) == printed for o in body)
    below = takewhile(lambda o: isinstance(o, Block) and o.kind is not BlockKind.HEADING, body[index + 1 :])
    return same == 1 and sum(isinstance(o, Block) and o.kind is BlockKind.ITEM for o in below) >= MIN_ENTRIES


def _section(blocks: list[Block | Table], *, heads_list: bool = False) -> Section:
    first = blocks[0]
    if isinstance(first, Table) or first.kind is not BlockKind.HEADING:
        return Section(None, tuple(blocks))
    if _is_label(first) and not heads_list and not (len(blocks) == 1 and _may_name_theme(first)):
        return Section(None, tuple(blocks))
    own, words = _numbered(first)
    if is_recommendation_heading(first):
        number, title = _recommendation_of(first)
        found = read_recommendation_number(f"{first.marker or ''} {words.text}") if number else None
        others = found.others if found else ()
        return Section(first, tuple(blocks[1:]), None, own, number, title, True, others=others)
    return Section(first, tuple(blocks[1:]), read_topic(first.text), own, None, words)


def _is_label(heading: Block) -> bool:
    """Say whether a heading is a label inside a section ("Status") and not the head of one ("Next steps")."""
    if heading.label is not None or not is_label(heading.text) or read_topic(heading.text) is not None:
        return heading.label is not None
    if heading.text.strip(" :").casefold().endswith("recommendations"):
        return False
    header = read_header(heading.text)
    # "Finance" or "Key recommendations" may head a column; as a heading of the file's own it heads a section.
    return not heading.level or (header is not None and header.role not in _OFTEN_HEADS)


def _numbered(heading: Block) -> tuple[str | None, Words]:
    """Return a heading's own number and its words without it."""
    words = heading.words.strip()
    if heading.marker:
        return fold_number(heading.marker), words
    marker = read_marker(words.text)
    if marker is None or marker.kind not in ("digit", "dotted") or len(marker.numbers) != 1:
        return None, words
    return fold_number(marker.numbers[0]), words[marker.end :].strip()


def _recommendation_of(heading: Block) -> tuple[str | None, Words]:
    """Return the number that a recommendation's heading prints and the wording behind it."""
    words = heading.words.strip()
    found = read_recommendation_number(words.text)
    if found is not None:
        title = words[found.end :].strip()
        return found.number, title[1:-1].strip() if _BRACKETED.fullmatch(title.text) else title
    if (lead := UNNUMBERED.match(words.text)) is not None:
        return None, words[lead.end() :].strip()
    if (coded := CODED.match(f"{heading.marker or ''} {words.text}".strip())) is not None:
        rest = words[len(words) - len(coded.string) + coded.end() :].strip()
        return coded["code"] if coded["code"].isdigit() else None, rest
    marked = read_recommendation_number(f"{heading.marker or ''} {words.text}")
    if marked is None:
        raise ValueError(f"no recommendation's heading: {words.text!r}")
    return marked.number, words[max(0, marked.end - len(heading.marker or "") - 1) :].strip()
