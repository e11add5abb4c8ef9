"""Finds the recommendation that a heading, a cell or a paragraph speaks of, or opens a new one.

By its printed number first; where the wording is plainly that of another number, the wording wins and an issue says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile, zip_longest

from normalise.colours import rag_of
from normalise.numbers import fold_number, read_marker, read_recommendation_number
from normalise.records import RecommendationKind
from normalise.statuses import read_status_cell
from parsers.badges import is_badge, is_bare_status
from parsers.document import Block, BlockKind, Cell, Table
from parsers.draft import Drafting, DraftRecommendation, alike_wording
from parsers.entries import read_block_entries, whole_text
from parsers.headers import Role, read_header
from parsers.imperatives import begins_with_verb
from parsers.labels import header_of_label, is_label_block, label_of
from parsers.repair.mark_headings import LINKED, THEME_LEAD
from parsers.repair.running_on import ends_sentence, is_left_open
from parsers.sections import Section
from parsers.words import NO_WORDS, Words, join

SAME_WORDING = 0.8
SAME_DESPITE_NUMBER = 0.9
OTHER_WORDING = 0.4
QUITE_OTHER_WORDING = 0.25
MIN_TELLING_WORDS = 6
MIN_TELLING_SHARED = 3
MAX_NAME_WORDS = 5
MIN_PARTS = 2  # of a recommendation, in front of its table or labels
MIN_WORDS = 4  # of a wording that may be told from another by its words alone

_LINE_END = re.compile(r"\n")
_RECOMMENDS = re.compile(r"recommend", re.IGNORECASE)
QUOTES = ("“", '"', "‘")
_QUOTED = re.compile(r"“[^“”]{20,}”|\"[^\"]{20,}\"|‘[^‘]{20,}’")
_TELLING = re.compile(r"\w{4,}")
_LED = re.compile(r"\s*[(\[]\s*(?P<label>[A-Za-z][A-Za-z ]{2,30}?)\s?:\s*(?P<leads>[^()\[\]]{3,120}?)\s*[)\]]\s*$")
_RATED = re.compile(
    r"\s*[(\[]\s*(?:(?:overall|current)\s)?(?:B?RAG|status|rating)(?:\s(?:status|rating))?\s?[:=–—-]\s?(?P<rating>[^()\[\]]{1,40}?)"
    r"\s*[)\]]\s*$",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"^(?:[\w’']+\s+){1,8}?(?:should|needs?\s+to|must)\b", re.IGNORECASE)


def recommend(
    drafting: Drafting, number: str | None, words: Words, kind: RecommendationKind | None = None
) -> DraftRecommendation:
    """Return the recommendation with this number or wording, opened where it is new; the wording is kept with it."""
    kind = kind or drafting.kind
    words, leads = part_leads(words.fold())
    words, rated = part_rating(words)
    by_wording = drafting.worded(words.text, SAME_WORDING) if words else None
    by_number = _by_number(drafting, number, kind, words) if number else None
    other = by_wording is not None and by_number is not by_wording and by_wording.number not in (None, number)
    if by_wording is not None and number and other and drafting.worded(words.text, SAME_DESPITE_NUMBER) is by_wording:
        drafting.note(
            "number-conflict", f"{number} and {by_wording.number}: {words.text[:60]}", about=by_wording.key, words=words
        )
        found = by_wording
    else:
        found = (
            by_number
            or (by_wording if by_wording and (number is None or by_wording.number in (None, number)) else None)
            or drafting.add(number, kind)
        )
    if found.number is None and number:
        found.number = number
    found.status = found.status or rated
    found.owners.extend((Role.OWNER, lead) for lead in leads)
    if words and words.text not in (known.text for known in found.wordings):
        found.wordings.append(words)
    if drafting.theme is not None and found.theme is None:
        found.theme = drafting.theme
    drafting.current = found
    return found


def part_leads(words: Words) -> tuple[Words, tuple[Words, ...]]:
    """Return a wording without the bracket behind it that names who leads on it ("(Lead: Treasurer)"), and these."""
    match = _LED.search(words.text)
    header = read_header(match["label"]) if match else None
    if match is None or header is None or header.role is not Role.OWNER or header.score < 1:
        return words, ()
    return words[: match.start()].strip(), (words[match.start("leads") : match.end("leads")],)


def part_rating(words: Words) -> tuple[Words, Cell | None]:
    """Return a wording without its rating, and that as a cell: a bracket behind it, or a badge of a colour of its own.

    "Mend the roofs (RAG: Green)"; "Mend the roofs", and "On track" on green.
    """
    if (badge := _badge_behind(words)) is not None:
        end = len(words.text.rstrip()) - len(badge.text.strip())
        return words[:end].strip(), Cell(0, 0, (badge,), fill=badge.fill)
    match = _RATED.search(words.text)
    if match is None or not words[: match.start()] or not read_status_cell(match["rating"]).found:
        return words, None
    rating = Block(BlockKind.PARAGRAPH, words[match.start("rating") : match.end("rating")])
    return words[: match.start()].strip(), Cell(0, 0, (rating,))


def _badge_behind(words: Words) -> Block | None:
    """Return the status on paint of its own that a wording ends in, or None."""
    *before, last = words.runs or (None,)
    if last is None or not before or last.style.fill is None or before[-1].style.fill == last.style.fill:
        return None
    badge = Block(BlockKind.PARAGRAPH, words[len(words.text) - len(last.text) :].strip(), fill=last.style.fill)
    return badge if is_bare_status(badge.text) else None


def _by_number(drafting: Drafting, number: str, kind: RecommendationKind, words: Words) -> DraftRecommendation | None:
    """Return the known recommendation with a number; one of the other kind only where the wording allows it."""
    current = drafting.current
    if current is not None and current.number == number and current.kind == kind and not words:
        return current
    found = drafting.numbered(number, kind)
    if found is not None:
        return None if _is_of_another_set(drafting, found, words) else found
    other = drafting.numbered(number)
    return None if other is None or contradicts(other, words) else other


def _is_of_another_set(drafting: Drafting, known: DraftRecommendation, words: Words) -> bool:
    """Say whether a wording is plainly not that of the known recommendation with its number: a second list begins."""
    if not known.wordings:
        return False
    shortest, *_, longest = sorted((words.text, *(wording.text for wording in known.wordings)), key=_count_words)
    telling = _count_words(shortest)
    names_it = is_name(shortest) and _count_words(longest) >= 2 * telling  # in an overview
    if telling < MIN_TELLING_WORDS and not (telling >= MIN_WORDS and not names_it and _shares_no_word(words, known)):
        return False
    if max(alike_wording(wording.text, words.text) for wording in known.wordings) >= QUITE_OTHER_WORDING:
        return False
    if any(_shortens(words, wording) or _shortens(wording, words) for wording in known.wordings):
        return False
    drafting.note("number-conflict", f"{known.number} stands for two recommendations: {words.text[:60]}", words=words)
    return True


def _count_words(text: str) -> int:
    return len(text.split())


def _shortens(shorter: Words, longer: Words) -> bool:
    """Say whether most telling words of a wording are those of a much longer one: it sums that up."""
    short, long = (set(_TELLING.findall(words.text.casefold())) for words in (shorter, longer))
    return len(short) >= MIN_TELLING_SHARED and len(long) >= 2 * len(short) and len(short & long) * 3 >= 2 * len(short)


def _shares_no_word(words: Words, known: DraftRecommendation) -> bool:
    """Say whether a wording has no telling word of the known ones, as a shorter wording of the same always has."""
    told = {word for wording in known.wordings for word in _TELLING.findall(wording.text.casefold())}
    return told.isdisjoint(_TELLING.findall(words.text.casefold()))


def read_numbered(words: Words) -> tuple[str | None, Words]:
    """Return the number in front of a wording ("Recommendation 2: …", "2. …", "R2 …"), and the wording itself."""
    words = words.strip()
    if found := read_recommendation_number(words.text):
        return found.number, words[found.end :].strip()
    marker = read_marker(words.text)
    if marker and marker.kind in ("digit", "dotted") and len(marker.numbers) == 1:
        return fold_number(marker.numbers[0]), words[marker.end :].strip()
    return None, words


def without_own_number(words: Words, number: str | None) -> Words:
    """Return a wording without the number in front of it where that is its own, as the number column prints it."""
    own, rest = read_numbered(words)
    return rest if own == number and rest else words


def announce(section: Section, drafting: Drafting) -> tuple[Block | Table, ...]:
    """Open the recommendation that a section's heading announces; return the blocks that are left to read.

    Where the heading prints only the number, or a name behind it ("Recommendation 2: Finance"), the wording is the next
    paragraph or heading, or what stands under a label of its own ("The recommendation in full"); the name is its theme.
    """
    if section.recommendation is None and not section.is_recommendation:
        return section.blocks
    shown, rest = take_status(section.blocks)
    blocks = list(rest)
    words = section.title
    if is_bare_status(words.text):  # a badge beside it: "Recommendation 2  On track"
        shown, words = shown or Cell(0, 0, (Block(BlockKind.PARAGRAPH, words),)), NO_WORDS
    if not words and len(blocks) > 1 and _labels_wording(blocks[0]) and _wording_block(blocks[1]):
        blocks.pop(0)
    labelled = _labelled_wording(blocks) if not words or _is_short(words.text) else None
    is_named = labelled is not None or (not drafting.is_report and _names_what_is_worded(section, blocks))
    name = words if is_named else NO_WORDS
    if labelled is not None:
        words = labelled
    elif (name or not words) and blocks and (first := _wording_block(blocks[0])) is not None:
        words = first
        blocks.pop(0)
    found = recommend(drafting, section.recommendation, words)
    found.status = found.status or shown
    if name.text not in (known.text for known in found.wordings):  # else an overview's wording, and no theme
        found.theme = name.fold() or found.theme
    if labelled is not None and _is_led_in(blocks, labelled):
        return without_parts(tuple(blocks[1:]), drafting)
    while not drafting.is_report and len(blocks) > 1 and (quoted := _quoted(blocks[0])):
        found.context.append(quoted)
        blocks.pop(0)
    return tuple(blocks)


def _is_short(title: str) -> bool:
    """Say whether a heading may be what a recommendation is called where a label words it: no sentence."""
    return len(title.split()) <= MAX_NAME_WORDS and not ends_sentence(title)


def _labelled_wording(blocks: Sequence[Block | Table]) -> Words | None:
    """Return what a label words below a heading that prints a number alone ("What the peers said"), or None."""
    for block, below in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Table):
            continue
        header, words = label_of(block)
        label = block.text.removesuffix(words.text) if words else block.text
        if header is not None and header.role is Role.RECOMMENDATION and _RECOMMENDS.search(label):
            return words if words else below.words if isinstance(below, Block) else None
    return None


def _is_led_in(blocks: Sequence[Block | Table], labelled: Words) -> bool:
    """Say whether a label's wording comes first and leads into the list below it, which is its parts."""
    first, below = (*blocks[:2], None, None)[:2]
    is_first = isinstance(first, Block) and label_of(first)[1].text == labelled.text
    is_open = labelled.text.endswith(":") or is_left_open(labelled.text)
    return is_first and is_open and below is not None and _is_item(below)


def without_parts(blocks: tuple[Block | Table, ...], drafting: Drafting) -> tuple[Block | Table, ...]:
    """Return the blocks behind the list that a recommendation's wording leads into, having added it as its parts."""
    found = drafting.current
    items = tuple(takewhile(_is_item, blocks))
    if found is None or not found.wordings or len(items) < MIN_PARTS or len(items) == len(blocks):
        return blocks
    lead = found.wordings[-1]
    if not lead.text.endswith(":") and not is_left_open(lead.text):
        return blocks
    entries = read_block_entries(item for item in items if isinstance(item, Block))
    found.parts = tuple(entry.words.fold() for entry in entries)
    found.wordings[-1] = join((lead, whole_text(entries)))
    return blocks[len(items) :]


def _is_item(block: Block | Table) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.ITEM


def _names_what_is_worded(section: Section, blocks: Sequence[Block | Table]) -> bool:
    """Say whether a heading only names what the paragraph below it recommends; actions stand in tables or have labels.

    "Recommendation 2: Finance", and under it "Close the gap in the budget."
    """
    below = blocks[0] if blocks else None
    if not is_name(section.title.text):
        return False
    if isinstance(below, Table) or below is None or _wording_block(below) is None or is_linked(below.words):
        return False
    if below.label is not None or (below.kind is BlockKind.HEADING and below.level):
        return False  # it heads an action
    if (
        below.text.lstrip().startswith(QUOTES)
        or says_what_should_be(below.text)
        or (below.words.is_bold() and len(below.text.split()) >= MIN_WORDS)
    ):
        return True
    has_actions = bool(section.tables) or any(header_of_label(block) is not None for block in blocks)
    return has_actions and begins_with_verb(below.text)


def says_what_should_be(text: str) -> bool:
    """Say whether a text begins by telling what somebody should do ("The council should list what it owns")."""
    return _SHOULD.match(text) is not None


def is_name(title: str) -> bool:
    """Say whether a heading names what a recommendation is about, and does not word it.

    >>> is_name("Financial resilience"), is_name("Review the reserves"), is_name("")
    (True, False, False)
    """
    return bool(title) and _is_short(title) and not begins_with_verb(title)


def take_status(blocks: tuple[Block | Table, ...]) -> tuple[Cell | None, tuple[Block | Table, ...]]:
    """Return a coloured shape or status right below a heading, or a status below all, as a status cell, and the rest.

    Contract, `status`.

    >>> take_status(())
    (None, ())
    """
    first = blocks[0] if blocks else None
    if isinstance(first, Block) and _shows_status(first) and (first.kind is BlockKind.SHAPE or first.text.strip()):
        return Cell(0, 0, (first,), place=first.place), blocks[1:]
    last = blocks[-1] if len(blocks) > 1 else None
    if isinstance(last, Block) and last.kind is BlockKind.PARAGRAPH and _shows_status(last):
        return Cell(0, 0, (last,), place=last.place), blocks[:-1]
    return None, blocks


def _shows_status(block: Block) -> bool:
    """Say whether a block is a coloured shape, or a status in colour and nothing else."""
    if block.kind is BlockKind.SHAPE:
        return block.fill is not None and rag_of(block.fill) is not None
    return is_badge(block)


def is_linked(words: Words) -> bool:
    """Say whether a text prints recommendations hung under the current one ("Linked non-key recommendations: …")."""
    return LINKED.match(words.text) is not None


def part_linked(words: Words) -> tuple[Words, ...]:
    """Return a paragraph's words, cut in front of each line that prints linked recommendations."""
    cuts = [match.end() for match in _LINE_END.finditer(words.text) if is_linked(words[match.end() :])]
    return tuple(words[start:stop] for start, stop in pairwise((0, *cuts, len(words))))


def add_linked(drafting: Drafting, words: Words) -> None:
    """Hang the recommendations of a "linked" paragraph under the current one, each with its own letter or number."""
    words = words.fold()
    lead = LINKED.match(words.text)
    if lead is None or drafting.current is None:
        return
    parent = drafting.current
    rest = Block(BlockKind.PARAGRAPH, words[lead.end() :])
    for entry in read_block_entries((rest,)):
        linked = drafting.add(entry.numbers[0] if entry.numbers else None, "linked", parent.key)
        linked.wordings.append(entry.words.fold())


def leads_theme(words: Words) -> bool:
    """Say whether a line says itself that it is a theme ("Theme: …")."""
    return THEME_LEAD.match(words.text) is not None


def theme_of(words: Words) -> Words:
    """Return a theme's wording without a lead-in such as "Theme:"."""
    lead = THEME_LEAD.match(words.text)
    return words[lead.end() :].strip() if lead else words.strip()


def contradicts(known: DraftRecommendation, words: Words) -> bool:
    """Say whether a wording cannot be that of a known recommendation; a quote beside a wording has to repeat it."""
    if not words or not known.wordings:
        return False
    is_quote = words.text.startswith(QUOTES) and not known.wordings[0].text.startswith(QUOTES)
    least = SAME_WORDING if is_quote else OTHER_WORDING
    return all(alike_wording(w.text, words.text) < least for w in known.wordings)


def _labels_wording(block: Block | Table) -> bool:
    """Say whether a block is only a label of the recommendation's wording ("What the peers said")."""
    header = header_of_label(block)
    return header is not None and header.role is Role.RECOMMENDATION


def _quoted(block: Block | Table) -> Words:
    """Return what a paragraph quotes from first to last ("Residents told us …"), what the peers said; else no words."""
    if isinstance(block, Table) or block.kind is not BlockKind.PARAGRAPH:
        return NO_WORDS
    return block.words.fold() if _QUOTED.fullmatch(block.text.strip()) else NO_WORDS


def _wording_block(block: Block | Table) -> Words | None:
    if isinstance(block, Table) or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or is_label_block(block):
        return None
    return block.words.fold() if block.text.strip() else NO_WORDS
