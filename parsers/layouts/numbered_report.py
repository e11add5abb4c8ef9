"""Recommendations printed as numbered headings, paragraphs or list entries, with the parts printed inside them.

What a peer team's report does under "Key recommendations", and a plan that lists what it was told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from normalise.numbers import fold_number
from normalise.statuses import read_response
from parsers.badges import is_bare_status
from parsers.counting import read_count
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Drafting, DraftProgress, DraftRecommendation, DraftRow, Step, parts_of
from parsers.entries import Entry, read_block_entries, whole_text
from parsers.headers import Role
from parsers.headings import Topic
from parsers.imperatives import begins_with_verb
from parsers.labels import label_of, part_status
from parsers.labels_beside import OF_RECOMMENDATIONS, take_labelled
from parsers.layouts.registry import Layout
from parsers.promises import tells_what_will_be_done
from parsers.recommending import add_linked, announce, is_linked, read_numbered, recommend
from parsers.repair.running_on import ends_sentence, starts_small
from parsers.sections import Section
from parsers.words import NO_WORDS, Words, join

_DECISION = re.compile(
    r"""^\s*(?: that\b
      | (?:to\s+)? (?:notes?|approves?|endorses?|receives?|delegates?|authorises?) \s+ (?:the|that|this|authority|it)\b
      | to\s+(?:note|approve|agree|endorse|receive|consider|recommend|adopt|delegate)\b
      | (?:agrees|considers|adopts|recommends|resolves|comments) \b
      | (?:cabinet|council|committee|members?|the\s+\w+)\s+(?:is|are)\s+(?:asked|recommended|requested|invited)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKS = re.compile(
    r"""^\s*(?: (?:it\s+is\s+)? (?:therefore\s+)? (?:recommended\s+)? that \b .{0,60}
      | .{0,60} \b(?:is|are)\s+(?:asked|recommended|requested|invited)\s+to \b .{0,40} ) :$""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADS_IN = re.compile(
    r"^(?!.*\b(?:we|our)\b).*\b(?:peers?|team|LGA)\b.{0,60}\brecommend(?:s|ed|ations?)\b.{0,60}:$", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?]{8,400}[.!?](?=\s+[A-Z“\"'])")
_SIGN_OFF = re.compile(
    r"\s*(?:yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best)\s+(?:regards|wishes))\b", re.IGNORECASE
)
_LINE_END = re.compile(r"\n")
MIN_ENTRIES = 2  # of a list of numbered paragraphs
MIN_WORDED = 2  # blocks: a wording, and what is said of it
_LISTS = (Topic.RECOMMENDATIONS, Topic.ADDITIONAL)


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section words recommendations: by its number, or by the list under such a heading."""
    if section.tables:
        return 0.0
    if section.is_recommendation:
        return 0.6
    items = [block for block in _listed(section) if isinstance(block, Block) and _is_item(block)]
    is_list = section.topic in _LISTS or (section.topic is None and _lead_in(section) is not None)
    if not is_list or not items or _asks(section) or sum(_decides(block) for block in items) * 2 >= len(items):
        return 0.0
    return 0.5


def read(section: Section, drafting: Drafting) -> None:
    """Draft one recommendation for a numbered heading, or one for each entry of the list under a general one."""
    if section.is_recommendation and _is_answered(section, drafting):
        _read_answered(section, drafting)
    elif section.is_recommendation:
        _read_one(section, drafting)
    else:
        _read_list(section, drafting)


LAYOUT = Layout("numbered_report", score, read)


def _is_answered(section: Section, drafting: Drafting) -> bool:
    """Say whether a plan's label says below a wording what the council answers, or who does: no team's report has one.

    "Recommendation 2", what it says, what the peers said of it in quotes, "Our response: Accepted".
    """
    if drafting.is_report or drafting.reports_progress or section.title or section.others:
        return False
    labels = [label_of(block)[0] for block in section.blocks]
    if not labels or labels[0] is not None:
        return False
    headers = [header for header in labels if header is not None]
    return bool(headers) and all(header.role in OF_RECOMMENDATIONS for header in headers)


def _read_answered(section: Section, drafting: Drafting) -> None:
    blocks = announce(section, drafting)
    found = drafting.current
    for block in take_labelled(blocks, drafting):
        if found is not None and isinstance(block, Block) and block.text.strip() and not is_linked(block.words):
            found.context.append(block.words.fold())


def _read_one(section: Section, drafting: Drafting) -> None:
    blocks = list(takewhile(_is_before_sign_off, (b for b in section.blocks if isinstance(b, Block))))
    linked = [block for block in blocks if is_linked(block.words)]
    own, explained = _part_context([block for block in blocks if block not in linked])
    status, own = part_status(own) if drafting.reports_progress else (None, own)
    told_before = [id(draft.status) for draft in drafting.recommendations]
    title, own = _worded(section, own, drafting)
    entries: Sequence[Entry] = read_block_entries(_without_lead_out(own))
    if title and title.text.endswith(":") and drafting.reports_progress:
        parts, entries = _numbered_first(entries)
        found = recommend(drafting, section.recommendation, join((title, whole_text(parts))))
        found.parts = _parts(parts)
        drafting.progress.extend(_told(found, entries, status))
    elif title and title.text.endswith(":"):
        found = recommend(drafting, section.recommendation, join((title, whole_text(entries))))
        found.parts = _parts(entries)
    elif title:
        found = recommend(drafting, section.recommendation, title)
        if drafting.reports_progress and (words := whole_text(entries)):
            label = entries[-1].words.fold() if is_bare_status(entries[-1].text.strip()) else NO_WORDS
            shown = status or (found.status if id(found.status) not in told_before else None)
            drafting.progress.append(DraftProgress(found.key, words, status=shown, is_prose=True, label=label))
            entries = ()
        for entry in _without_promises(entries, found, drafting):
            _keep_context(entry, found, drafting)
    elif section.others:  # "Recommendations 4 and 5": what stands below words neither
        found = recommend(drafting, section.recommendation, NO_WORDS)
        if drafting.reports_progress and (words := whole_text(entries)):
            drafting.progress.append(DraftProgress(found.key, words, status=status, is_prose=True))
        else:
            found.context.extend(entry.words.fold() for entry in entries)
    else:
        found = _worded_below(section, own, entries, drafting)
    found.status = found.status or status
    found.context.extend(explained)
    for block in linked:
        add_linked(drafting, block.words)
    if section.others:
        _tell_others(section, found, drafting)


def _part_context(blocks: list[Block]) -> tuple[list[Block], list[Words]]:
    """Return the blocks in front of a label that leads to reasons ("Why we recommend this"), and the reasons."""
    for index, block in enumerate(blocks):
        header, words = label_of(block)
        if index and header is not None and header.role is Role.CONTEXT:
            own = [replace(block, words=words)] if words else []
            reasons = whole_text(read_block_entries([*own, *blocks[index + 1 :]]))
            return blocks[:index], [reasons.fold()] if reasons else []
    return blocks, []


def _worded_below(
    section: Section, own: Sequence[Block], entries: Sequence[Entry], drafting: Drafting
) -> DraftRecommendation:
    """Draft the recommendation that stands below a bare number."""
    if reasons := _reasons_below(own):
        found = recommend(drafting, section.recommendation, own[0].words.fold())
        found.context.extend(reasons)
        return found
    found = recommend(drafting, section.recommendation, whole_text(entries))
    found.parts = _parts(entries)
    return found


def _reasons_below(blocks: Sequence[Block]) -> list[Words]:
    """Return the plain paragraphs below a bold sentence under a bare number: why it is recommended; else nothing.

    Contract, "recommendations" (`context`): explanatory text that the document prints for it.
    """
    if len(blocks) < MIN_WORDED or not (blocks[0].words.is_bold() and ends_sentence(blocks[0].text)):
        return []
    rest = blocks[1:]
    is_plain = all(block.kind is BlockKind.PARAGRAPH and not block.words.is_bold() for block in rest)
    return [block.words.fold() for block in rest] if is_plain else []


def _is_before_sign_off(block: Block) -> bool:
    """Say whether a block is no letter's end ("Yours sincerely")."""
    return _SIGN_OFF.match(block.text) is None


def _worded(section: Section, blocks: list[Block], drafting: Drafting) -> tuple[Words, list[Block]]:
    """Return what words a recommendation, and what else stands under its heading.

    Under a heading that prints the number alone the first paragraph words it, where an update goes on to tell what was
    done; of a paragraph with its number in front the first sentence does ("Recommendation 1: Agree it. You did.").
    """
    if not drafting.reports_progress or section.others:
        return section.title, blocks
    if section.title and not blocks and (sentence := _SENTENCE.match(section.title.text)) is not None:
        told = Block(BlockKind.PARAGRAPH, section.title[sentence.end() :].strip())
        return section.title[: sentence.end()].strip(), [told]
    if section.title or len(blocks) < MIN_WORDED:
        return section.title, blocks
    first, *rest = blocks
    if first.kind is BlockKind.ITEM or first.level or all(block.kind is BlockKind.ITEM for block in rest):
        return section.title, blocks
    return first.words.fold(), rest


def _told(found: DraftRecommendation, entries: Sequence[Entry], status: Cell | None) -> Iterator[DraftProgress]:
    """Yield what an update says of a recommendation: bullets are an entry each, paragraphs one together."""
    if any(entry.is_item for entry in entries):
        yield from (DraftProgress(found.key, entry.words.fold(), status=status) for entry in entries)
    elif words := whole_text(entries):
        yield DraftProgress(found.key, words, status=status, is_prose=True)


def _without_promises(entries: Sequence[Entry], found: DraftRecommendation, drafting: Drafting) -> Iterator[Entry]:
    """Yield what tells no action: in a council's answer a paragraph that says what will be done is one, as printed."""
    is_answer = drafting.is_plan and not drafting.is_report and not drafting.reports_progress
    for entry in entries:
        is_sentence = not entry.is_item and ends_sentence(entry.text) and read_response(entry.text) is None
        if not is_answer or not is_sentence or not tells_what_will_be_done(entry.text):
            yield entry
            continue
        cell = Cell(0, 0, (Block(BlockKind.PARAGRAPH, entry.words),))
        drafting.rows.append(DraftRow(found.key, (Step(entry.words.fold()),), (), parts=parts_of((cell,))[:1]))


def _tell_others(section: Section, found: DraftRecommendation, drafting: Drafting) -> None:
    """Give known recommendations that share a heading its progress too; where one is unknown, say so."""
    told = [each for each in drafting.progress if each.recommendation == found.key]
    for number in section.others:
        known = drafting.numbered(number)
        if known is None:
            drafting.note("numbers-together", section.heading.text[:80] if section.heading else number, about=found.key)
        elif known is not found:
            drafting.progress.extend(replace(each, recommendation=known.key) for each in told)


def _numbered_first(entries: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Return the numbered entries that a list begins with, the wording's parts, and what comes behind, the progress."""
    count = next((index for index, entry in enumerate(entries) if not entry.numbers), len(entries))
    return entries[:count], entries[count:]


def _asks(section: Section) -> bool:
    """Say whether a list is led in as what a committee is to decide: "That Cabinet:", "Members are asked to:"."""
    paragraphs = (each for each in section.blocks if isinstance(each, Block) and each.kind is BlockKind.PARAGRAPH)
    return any(_ASKS.match(" ".join(each.text.split())) for each in islice(paragraphs, 2))


def _decides(block: Block) -> bool:
    """Say whether an entry asks a committee for a decision, as a covering report's own recommendations do."""
    return _DECISION.match(block.text) is not None


def _keep_context(entry: Entry, found: DraftRecommendation, drafting: Drafting) -> None:
    """Keep what stands under a worded heading as its context; a stray end of a sentence is nobody's."""
    words = entry.words.fold()
    if starts_small(words.text) and not entry.is_item:
        drafting.note("unread-text", words.text[:80], about=found.key, words=words)
    else:
        found.context.append(words)


def _lead_in(section: Section) -> int | None:
    """Return where a paragraph leads in a list of what peers recommend ("The team recommended:"), or None."""
    for index, block in enumerate(section.blocks[:-1]):
        below = section.blocks[index + 1]
        if isinstance(block, Table) or block.kind is not BlockKind.PARAGRAPH or not _is_item(below):
            continue
        if _LEADS_IN.search(" ".join(block.text.split())):
            return index
    return None


def _read_list(section: Section, drafting: Drafting) -> None:
    found: DraftRecommendation | None = None
    start = 0 if section.topic in _LISTS else _lead_in(section) or 0
    for block in _listed(section)[start:]:
        if isinstance(block, Table):
            continue
        if _is_item(block) and not block.level:
            found = _read_item(block, drafting)
        elif found is not None and (_is_item(block) or block.kind is BlockKind.PARAGRAPH):
            _extend(found, block)
    drafting.current = None  # What follows a whole list answers no one of its entries.


def _listed(section: Section) -> tuple[Block | Table, ...]:
    """Return a section's blocks; paragraphs whose numbers run on from 1 under such a heading are entries of a list."""
    if section.topic not in _LISTS or any(map(_is_item, section.blocks[:1])):
        return section.blocks
    blocks, expected = list(section.blocks), 1
    for index, block in enumerate(blocks):
        if isinstance(block, Block) and block.kind is BlockKind.ITEM and expected > 1:
            blocks[index] = replace(block, level=block.level + 1)  # a part of the paragraph above
        if not isinstance(block, Block) or block.kind is not BlockKind.PARAGRAPH:
            continue
        number, words = read_numbered(block.words)
        if number is None and (count := read_count(block.text)) is not None:
            number, words = count.number, block.words[count.end :].strip()
        if number == str(expected) and words:
            blocks[index] = replace(block, kind=BlockKind.ITEM, marker=f"{number}.", words=words)
            expected += 1
    return tuple(blocks) if expected > MIN_ENTRIES else _unmarked(section)


def _unmarked(section: Section) -> tuple[Block | Table, ...]:
    """Return a section's blocks; paragraphs that tell what to do, each in a sentence of its own, are entries, too."""
    if any(map(_is_item, section.blocks)):
        return section.blocks
    section = replace(section, blocks=tuple(line for block in section.blocks for line in _lines_of(block)))
    told = [isinstance(block, Block) and _tells(block) for block in section.blocks]
    if sum(told) * 3 < 2 * len(told) or (section.topic is Topic.RECOMMENDATIONS and sum(told) < MIN_ENTRIES):
        return section.blocks
    return tuple(
        replace(block, kind=BlockKind.ITEM) if is_told and isinstance(block, Block) else block
        for block, is_told in zip(section.blocks, told, strict=True)
    )


def _lines_of(block: Block | Table) -> Iterator[Block | Table]:
    """Yield a paragraph's lines as paragraphs where each tells what to do, and no line only breaks a sentence."""
    lines = block.words.split(_LINE_END) if isinstance(block, Block) and "\n" in block.text else []
    if lines and isinstance(block, Block) and all(begins_with_verb(line.text) for line in lines):
        yield from (replace(block, words=line) for line in lines)
    else:
        yield block


def _tells(block: Block) -> bool:
    """Say whether a paragraph begins with what is to be done, or with a few words set bold."""
    spans = block.words.bold_spans()
    leads = bool(spans) and spans[0][0] == 0 and spans[0][1] < len(block.words)
    return block.kind is BlockKind.PARAGRAPH and (begins_with_verb(block.text) or leads)


def _read_item(block: Block, drafting: Drafting) -> DraftRecommendation:
    number = fold_number(block.marker) if block.marker else None
    return recommend(drafting, number if number and number[0].isdigit() else None, block.words)


def _extend(found: DraftRecommendation, block: Block) -> None:
    """Add what stands under a list entry to it: a nested entry is one of its parts."""
    words = block.words.fold()
    found.wordings[-1] = join((found.wordings[-1], words))
    if _is_item(block):
        found.parts = (*found.parts, words)


def _parts(entries: Sequence[Entry]) -> tuple[Words, ...]:
    return tuple(entry.words.fold() for entry in entries if entry.is_item)


def _without_lead_out(blocks: list[Block]) -> list[Block]:
    """Return the blocks without a last paragraph that only leads to the next heading."""
    if len(blocks) > 1 and blocks[-1].kind is BlockKind.PARAGRAPH and blocks[-1].text.rstrip().endswith(":"):
        return blocks[:-1]
    return blocks


def _is_item(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.ITEM
