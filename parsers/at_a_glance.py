"""Lists that print the recommendations once more in short: "At a glance: 1. Clear priorities, 2. Member development".

Contract, "recommendations" (`summary`): a shorter wording printed elsewhere in the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from parsers.badges import is_bare_status
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Drafting, DraftRecommendation
from parsers.headings import Topic
from parsers.sections import Section
from parsers.words import Words

MIN_ENTRIES = 3
MAX_WORDS = 14  # of a recommendation in short
STEM = 5  # characters that two forms of a word share
_LEADS = re.compile(r"\bat\s+a\s+glance\b|\bin\s+(?:short|brief|summary|outline)\b|\brecommend", re.IGNORECASE)
_NUMBER = re.compile(r"(?:R(?:ec(?:ommendation)?)?\s*)?(?P<number>\d{1,2})\s*[.):–-]?\s+(?=[A-Z“\"‘])")
_WORD = re.compile(r"[^\W\d_]{5,}")

_STATUS = re.compile(r"\s+[–—-]\s+(?P<status>[^–—]{3,40})$")
Entry = tuple[str, Words, Cell | None]  # a number, what it counts, and the status behind it
Entries = list[Entry]
Pairs = list[tuple[Words, Cell | None, DraftRecommendation]]


def take_in_short(sections: Sequence[Section], drafting: Drafting) -> None:
    """Keep as summaries what a list in short prints for each of the recommendations by its number.

    The list counts all of them, or all key ones, and nothing else, or has a bullet for each; its heading or the line
    above it speaks of recommendations, or says that it is short; and half its entries have a word in common with what
    they stand for: five themes are no summary of five recommendations.
    """
    whole = [draft for draft in drafting.recommendations if _is_whole(draft)]
    for drafts in (whole, [draft for draft in whole if draft.kind == "key"]):
        worded = {draft.number: draft for draft in drafts}
        if len(worded) >= MIN_ENTRIES and (pairs := _find_in_short(sections, worded)):
            for words, status, draft in pairs:
                draft.summaries.append(words)
                draft.status = draft.status or status
                draft.theme = draft.theme if draft.theme and draft.theme.text != words.text else None
            return


def _find_in_short(sections: Sequence[Section], worded: Mapping[str | None, DraftRecommendation]) -> Pairs:
    """Return what a list prints for each of some recommendations; nothing where there is no such list."""
    for section in sections:
        if section.topic is Topic.CONTENTS or section.is_recommendation:
            continue
        for entries in _iter_lists(section, tuple(worded)):
            pairs = [(words, status, worded[number]) for number, words, status in entries if number in worded]
            if len(pairs) == len(entries) == len(worded) and _are_in_short(pairs):
                return pairs
    return []


def _are_in_short(pairs: Pairs) -> bool:
    """Say whether half the entries share a word with what they stand for, and none more with another's wording."""
    full = [_stems(_wording(draft)) for _, _, draft in pairs]
    shared = [[len(_stems(words.text) & stems) for stems in full] for words, _, _ in pairs]
    own = [row[at] for at, row in enumerate(shared)]
    return 2 * sum(map(bool, own)) >= len(own) and all(max(row) == row[at] for at, row in enumerate(shared))


def _is_whole(draft: DraftRecommendation) -> bool:
    """Say whether a recommendation has a number of its own and no summary yet."""
    return bool(draft.number and draft.wordings and not draft.summaries and draft.parent is None)


def _iter_lists(section: Section, numbers: Sequence[str | None]) -> Iterator[Entries]:
    """Yield the lists of a section that a heading or the line above says are recommendations in short.

    Bullets have the recommendations' `numbers` in order.
    """
    above: Block | Table | None = section.heading
    shown = (block for block in section.blocks if isinstance(block, Table) or block.kind is not BlockKind.SHAPE)
    for is_list, run in groupby(shown, key=_is_entry):
        blocks = [block for block in run if isinstance(block, Block)]
        if not is_list:
            above = blocks[-1] if blocks else None
            continue
        leads = (section.title.text, above.text if isinstance(above, Block) else "")
        entries = [entry for at, block in enumerate(blocks) if (entry := _read_entry(block, (*numbers, None)[at:][:1]))]
        if len(entries) == len(blocks) >= MIN_ENTRIES and any(map(_LEADS.search, leads)):
            yield entries


def _is_entry(block: Block | Table) -> bool:
    if isinstance(block, Table):
        return False
    is_counted = block.kind is BlockKind.PARAGRAPH and _NUMBER.match(block.text) is not None
    return block.kind is BlockKind.ITEM or (is_counted and len(block.text.split()) <= MAX_WORDS)


def _read_entry(block: Block, place: Sequence[str | None]) -> Entry | None:
    """Return the number of an entry, its mark or the first of its words or else its `place`, and what is behind it."""
    words = block.words.fold()
    marker = (block.marker or "").strip("().: ")
    number: str | None
    if marker.isdecimal():
        number = str(int(marker))
    elif (match := _NUMBER.match(words.text)) is not None:
        number, words = str(int(match["number"])), words[match.end() :]
    else:
        number = next((number for number in place if number and not marker[:1].isalnum()), None)
    words = words.strip(" ;.")
    if not number or len(words.text.split()) > MAX_WORDS:
        return None
    behind = _STATUS.search(words.text)
    if behind is None or not is_bare_status(behind["status"]):
        return number, words, None
    block = Block(BlockKind.PARAGRAPH, words[behind.start("status") :])
    return number, words[: behind.start()], Cell(0, 0, (block,))


def _wording(draft: DraftRecommendation) -> str:
    """Return how a recommendation is worded, with the name that it is headed by."""
    return " ".join(wording.text for wording in (*draft.wordings, *filter(None, (draft.theme,))))


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(text.casefold())}
