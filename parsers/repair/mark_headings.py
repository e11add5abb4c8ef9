"""Marks as headings the lines that are headings by what they say or how they look, where the file itself does not.

A heading is bold and by itself, numbered and by itself above running text, of a known wording, or a recommendation's
number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from normalise.numbers import read_marker, read_recommendation_number
from normalise.owners import OwnerContext, read_owner_cell
from parsers.badges import is_bare_status
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.headers import TIME_ROLES, Header, Role, read_header
from parsers.headings import MAX_HEADING_CHARACTERS, Topic, read_topic
from parsers.repair.running_on import ends_sentence, runs_on_into, starts_small
from parsers.roles.contents import is_time
from parsers.tails import cut_tail

MAX_RECOMMENDATION_CHARACTERS = 600
MAX_KNOWN_CHARACTERS = 90
MAX_LABEL_CHARACTERS = 40
MAX_NAME_WORDS = 6
MIN_PROSE_WORDS = 15
MIN_LETTERS = 5  # of a line in capitals: "KPI 1" is none
MAX_BEFORE_TABLE = 3  # blocks that may stand between a recommendation and its table
MIN_FULL_LINE = 60  # characters, of a line that the width may cut

UNNUMBERED = re.compile(r"^\s*(?:key\s+|additional\s+)?recommendation\s*[:–—-]\s*(?=\S)", re.IGNORECASE)
CODED = re.compile(  # "A1 Recommendation: Publish a plan"; letters tell its theme, and count for nobody else
    r"^\s*(?P<code>[A-Z]{0,3}\.?\d{1,2})[.):]?\s+(?:key\s+|additional\s+)?recommendation\s*[:–—-]\s*(?=\S)",
    re.IGNORECASE,
)
LINKED = re.compile(
    r"^\s*(?:linked|related|associated|supporting)\b[^:]{0,60}\brecommendations?[^:]{0,40}:\s*", re.IGNORECASE
)
THEME_LEAD = re.compile(
    r"^\s*(?:(?:core|corporate|improvement|key|strategic)\s+)?(?:theme|area|priority|pillar|workstream)\s*\w{0,3}\s*[:–—-]\s*",
    re.IGNORECASE,
)
DATED = re.compile(  # "2021 Recommendation 3: …": an earlier challenge's
    r"^\s*(?P<year>20\d\d)\s+(?:(?:corporate\s+)?peer\s+(?:challenge|review)\s+|CPC\s+)?rec(?:ommendation|\.)?\s*\d{1,2}\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\s*(?P<label>[^:\n]{2,40}?)(?P<behind>)\s*(?::|\s[–—-]\s)\s*")
_MONTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s{1,3})?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s{1,3}(?:20)?\d\d"
)
_AT = r"\s{0,3}[–—-]?\s{0,3}\(?(?:(?:as\s{1,3})?(?:at|to|in|by|for|of)\s{1,3})?(?:the\s{1,3}end\s{1,3}of\s{1,3})?"
_OF = rf"{_AT}{_MONTH}\)?"
_NAME = r"[A-Za-z][A-Za-z ]{2,30}?"
_DATED_LABEL = re.compile(rf"^\s*(?:(?P<label>{_NAME}){_OF}|{_MONTH}\s{{1,3}}(?P<behind>{_NAME}))\s{{0,3}}:\s*")
_OF_A_MONTH = re.compile(rf"(?P<label>{_NAME}){_OF}$")
_NUMBERED_LABEL = re.compile(  # "Action 4.1: …": the number is that of what stands behind the label
    r"^\s*(?P<label>[A-Z][A-Za-z ]{1,30}?)\s+(?:no\.?\s*)?(?=\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?[:.)]\s)"
)
_ONLY_NUMBERED = re.compile(r"(?:\d[\d.]*\s+)?(?:key\s+|lga\s+)?rec(?:ommendation)?\s*(?:no\.?\s*)?\d{1,2}\W*", re.I)
_SPACED_NUMBER = re.compile(r"\d{1,2}[^\S\n]{2,}[A-Z][^\d:]{3,60}$")  # "1   Introduction": no list's mark
_QUOTED = re.compile(r"[“\"‘][^“”\"]{20,}[”\"’][.]?$")  # what peers said, in bold type
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_LETTER = re.compile(r"[^\W\d_]")
_ANYBODY = OwnerContext()
_ANSWERS = frozenset((Role.OWNER, Role.SENIOR_OWNER, *TIME_ROLES))
_OWNER_ROLES = (Role.OWNER, Role.SENIOR_OWNER)
_ENDS_OPEN = re.compile(r"[^.!?:;,]$")


def mark_headings(document: Document) -> Document:
    """Return the document with its headings marked; a numbered heading keeps its number as its marker."""
    blocks = list(document.blocks)
    is_announced = any(isinstance(block, Block) and is_recommendation_heading(block) for block in blocks)
    body = [index for index, block in enumerate(blocks) if _is_body(block)]
    last: Block | None = None  # the last heading with a number
    for position, index in enumerate(body):
        block = blocks[index]
        if isinstance(block, Table) or block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        above = blocks[body[position - 1]] if position else None
        below = blocks[body[position + 1]] if position + 1 < len(body) else None
        following = [blocks[other] for other in body[position + 1 : position + 1 + MAX_BEFORE_TABLE]]
        is_head = _is_heading(block, above, below) or (
            _is_over_table(block, following) and not _announces_wording(above)
        )
        is_head = is_head or (_counts_on(block, last) and _is_item(above) and not _is_item(below))
        if is_head or (not is_announced and _leads_tails(block, below)):
            heading = blocks[index] = _as_heading(block)
            last = heading if heading.marker else last
    return replace(document, blocks=tuple(blocks))


def _is_body(block: Block | Table) -> bool:
    return block.layer is Layer.BODY and not (
        isinstance(block, Block) and block.kind in (BlockKind.BREAK, BlockKind.SHAPE)
    )


def _is_heading(block: Block, above: Block | Table | None, below: Block | Table | None) -> bool:
    text = block.text.strip()
    is_recommendation = bool(text) and (is_recommendation_heading(block) or DATED.match(text) is not None)
    if not text or is_recommendation or ("\n" in text and not block.words.is_bold()):
        return is_recommendation and (block.words.is_bold() or is_wrapped(text))
    # "Lead: Customer Services Team" is about no team of peers.
    if is_answer(text) or _tells_status(text) or len(text) > MAX_HEADING_CHARACTERS or starts_small(text):
        return False
    if len(text) <= MAX_KNOWN_CHARACTERS and read_topic(text) and _ENDS_OPEN.search(text.rstrip(":")):
        return block.kind is BlockKind.PARAGRAPH or not (_is_item(below) or _is_like(above, block))
    if block.kind is BlockKind.ITEM:
        return _is_numbered_heading(block, above, below)
    if is_value_of_label(above, text):
        return False
    if is_label(text) or _is_theme(block, above, below) or _is_numbered_title(text, above, below):
        return True
    return (
        block.words.is_bold()
        and not _QUOTED.match(text)
        and not _is_labelled_wording(above, text)
        and bool(_ENDS_OPEN.search(text) or len(text) < MAX_KNOWN_CHARACTERS or below is not None)
    )


def _is_labelled_wording(above: Block | Table | None, text: str) -> bool:
    """Say whether a bold sentence stands below a label of what peers said: it words that, and heads nothing."""
    if not isinstance(above, Block) or not ends_sentence(text) or not is_label(above.text):
        return False
    header = read_header(above.text)
    return header is not None and header.role in (Role.RECOMMENDATION, Role.SUMMARY)


def _tells_status(text: str) -> bool:
    """Say whether a line is a status, by itself or behind a label: "Completed", "Progress: On track"."""
    label = find_label(text)
    behind = text[label[1] :] if label is not None and label[0].role in (Role.STATUS, Role.PROGRESS) else text
    return bool(behind.strip()) and is_bare_status(behind)


def _is_numbered_title(text: str, above: Block | Table | None, below: Block | Table | None) -> bool:
    """Say whether a paragraph is a title behind its number: "3.1 Finance", or "1   Introduction" above running text."""
    if not _ENDS_OPEN.search(text) or (isinstance(above, Block) and is_label(above.text.strip())):
        return False  # under "Actions" it is a list of one
    marker = read_marker(text)
    if marker and marker.kind == "dotted":
        return not _is_labelled(below)
    return _SPACED_NUMBER.match(text) is not None and _is_sentence(below)


def _counts_on(block: Block, last: Block | None) -> bool:
    """Say whether an entry of a list has the number behind that of the last heading: it is the next chapter's."""
    if last is None or block.kind is not BlockKind.ITEM or not _ENDS_OPEN.search(block.text.strip()):
        return False
    own, before = (block.marker or "").strip(), (last.marker or "").strip()
    digits, counted = own.strip("().:"), before.strip("().:")
    is_next = digits.isdecimal() and counted.isdecimal() and int(digits) == int(counted) + 1
    return (
        is_next and own.replace(digits, "") == before.replace(counted, "") and len(block.text) <= MAX_KNOWN_CHARACTERS
    )


def _is_over_table(block: Block, following: Sequence[Block | Table]) -> bool:
    """Say whether a line words a recommendation without its number over the table that answers it.

    "Recommendation: Close the gap", and below it "Response: Agreed" and a table of actions.
    """
    if UNNUMBERED.match(block.text) is None or not is_wrapped(block.text.strip()):
        return False
    between = takewhile(lambda other: isinstance(other, Block), following)
    is_led = all(isinstance(other, Block) and _leads_table(other) for other in between)
    return is_led and any(isinstance(other, Table) and other.row_count > 1 for other in following)


def _announces_wording(above: Block | Table | None) -> bool:
    """Say whether a heading is nothing but a recommendation's number ("4.2 Recommendation 2"), worded below it."""
    if not isinstance(above, Block) or above.kind is not BlockKind.HEADING:
        return False
    return _ONLY_NUMBERED.fullmatch(above.text.strip()) is not None


def _leads_table(block: Block) -> bool:
    return UNNUMBERED.match(block.text) is None and block.kind is not BlockKind.ITEM


def is_wrapped(text: str) -> bool:
    """Say whether the lines of a text are cut by its width alone: each runs on into the next."""
    return all(_goes_on(above, below) for above, below in pairwise(text.split("\n")))


def _goes_on(above: str, below: str) -> bool:
    if runs_on_into(above, below):
        return True
    is_full = len(above) >= MIN_FULL_LINE and not ends_sentence(above)
    return is_full and read_marker(below) is None and find_label(below) is None


def _is_sentence(below: Block | Table | None) -> bool:
    if not isinstance(below, Block) or below.kind is not BlockKind.PARAGRAPH:
        return False
    return ends_sentence(below.text) and find_label(below.text) is None


def _leads_tails(block: Block, below: Block | Table | None) -> bool:
    """Say whether a numbered entry stands over bullets that say who does them and when: it is what they answer."""
    if block.kind is not BlockKind.ITEM or not isinstance(below, Block) or below.kind is not BlockKind.ITEM:
        return False
    is_counted = (block.marker or "").strip("().").isdigit() and not (below.marker or "0").strip("(")[:1].isalnum()
    return is_counted and below.level > block.level and cut_tail(below.words.fold()) is not None


def _is_theme(block: Block, above: Block | Table | None, below: Block | Table | None) -> bool:
    """Say whether a line is the theme of the recommendation below it: it says so, or is a name between two texts."""
    text = block.text.strip()
    if THEME_LEAD.match(text) and _ENDS_OPEN.search(text) and _is_over_recommendation(below):
        return True
    is_over = isinstance(below, Block) and is_recommendation_heading(below)
    return is_over and (_is_capitals(text) or (_is_name(block) and _ends_text(above)))


def _is_capitals(text: str) -> bool:
    """Say whether a line is printed in capitals, what its brackets hold left out: "LONG TERM (by March 2028)"."""
    words = _IN_BRACKETS.sub("", text)
    return words.isupper() and len(words.split()) <= MAX_NAME_WORDS and len(_LETTER.findall(words)) >= MIN_LETTERS


def _is_name(block: Block) -> bool:
    """Say whether a line may be a theme's name ("Place leadership"): no sentence, and neither a time nor a post."""
    text = block.text.strip()
    if not text[:1].isupper() or not _ENDS_OPEN.search(text) or len(text.split()) > MAX_NAME_WORDS or find_label(text):
        return False
    if any(map(str.isdigit, text)) or is_time(Cell(0, 0, (block,))):
        return False
    return not any(found.value.kind in ("post", "person") for found in read_owner_cell(text, context=_ANYBODY).found)


def _ends_text(above: Block | Table | None) -> bool:
    """Say whether what stands above a line ends there: a table, a heading that is no label, a sentence, an answer."""
    if not isinstance(above, Block):
        return above is not None
    if above.kind is BlockKind.HEADING:
        return above.marker is not None or read_header(above.text) is None
    return (ends_sentence(above.text) and not above.text.rstrip().endswith(":")) or is_answer_or_status(above.text)


def is_recommendation_heading(block: Block) -> bool:
    """Say whether a block announces one recommendation by its number: "Recommendation 4", "R2: Publish a plan"."""
    text = f"{block.marker or ''} {block.text.strip()}".strip()
    if len(text) > MAX_RECOMMENDATION_CHARACTERS:
        return False
    found = read_recommendation_number(text) or read_recommendation_number(block.text)
    if found is None:
        is_unnumbered = block.kind is BlockKind.HEADING and UNNUMBERED.match(text) is not None
        return is_unnumbered or CODED.match(text) is not None
    rest = text[found.end :]
    # "Recommendation 3 was to publish a plan" is a sentence about it.
    return not starts_small(rest) or text[: found.end].rstrip().endswith((":", "-", "–", "—"))


def without_month(text: str) -> str:
    """Return a label without the month that it is of: "Progress to June 2026" is "Progress".

    >>> without_month("Position at 31 March 2026"), without_month("March 2026")
    ('Position', 'March 2026')
    """
    match = _OF_A_MONTH.match(text.strip().rstrip(":"))
    return match["label"] if match else text


def is_value_of_label(above: Block | Table | None, text: str) -> bool:
    """Say whether a line right below a label that asks who names a post, be it worded as a label is.

    "Lead:", and below it "Corporate Director".
    """
    if not isinstance(above, Block) or not above.text.rstrip().endswith(":") or not is_label(above.text):
        return False
    asked, own = read_header(above.text), read_header(text)
    is_owner = asked is not None and asked.role in _OWNER_ROLES
    return is_owner and own is not None and own.role in _OWNER_ROLES and not text.rstrip().endswith(":")


def is_label(text: str) -> bool:
    """Say whether a line is nothing but a known label ("Status", "Progress update:"), no value behind it."""
    header = read_header(text) if len(text) <= MAX_LABEL_CHARACTERS else None
    if header is None or header.score < 1:
        return False
    label = find_label(text) if ":" in text else None
    return label is None or not text[label[1] :].strip()


def find_label(text: str) -> tuple[Header, int] | None:
    """Return the header that a known label in front of a text stands for ("Lead: …"), and where it ends; else None."""
    for pattern in (_DATED_LABEL, _LABEL):  # "Progress at November 2026: …" is the label "Progress"
        match = pattern.match(text)
        header = read_header(match["label"] or match["behind"]) if match else None
        if match and header and header.score == 1:
            return header, match.end()
    match = _NUMBERED_LABEL.match(text)
    header = read_header(match["label"]) if match else None
    return (header, match.end()) if match and header and header.role is Role.ACTION and header.score == 1 else None


def is_answer(text: str) -> bool:
    """Say whether a line tells who does what stands above it, or by when: "Lead: Head of Housing"."""
    label = find_label(text)
    return label is not None and bool(text[label[1] :].strip()) and label[0].role in _ANSWERS


def is_answer_or_status(text: str) -> bool:
    """Say whether a line tells who does something, by when, or how far it has got ("Status: Amber")."""
    label = find_label(text)
    return is_answer(text) or (label is not None and label[0].role is Role.STATUS and bool(text[label[1] :].strip()))


def _is_labelled(block: Block | Table | None) -> bool:
    """Say whether a line is a known label and its value ("Lead: Head of Housing"): above it stands what is done."""
    label = find_label(block.text) if isinstance(block, Block) else None
    return label is not None and isinstance(block, Block) and bool(block.text[label[1] :].strip())


def _is_numbered_heading(block: Block, above: Block | Table | None, below: Block | Table | None) -> bool:
    """Say whether a numbered line stands by itself above running text, as a list's entries do not."""
    marker = read_marker(f"{block.marker} x") if block.marker else None
    if marker is None or marker.kind not in ("digit", "dotted") or block.level:
        return False
    if not _ENDS_OPEN.search(block.text.strip()) or not isinstance(below, Block):
        return False
    is_led = _is_prose(below) or below.kind is BlockKind.HEADING or is_label(below.text.strip())
    if _is_item(above) and not (_breaks_off(above, block) and is_led):
        return False
    if _lists_recommendations(above) and below.kind is BlockKind.HEADING:
        return False  # A list of a single recommendation, and the next heading.
    if isinstance(above, Block) and is_label(above.text.strip()):
        return False  # "Actions", and under it a list of one.
    if is_answer(below.text):
        return False  # "1. Draft it", and under it who does so.
    return (
        below.kind is BlockKind.HEADING
        or (below.kind is BlockKind.PARAGRAPH and not starts_small(below.text))
        or (_is_item(below) and below.marker not in (None, block.marker) and _goes_deeper(block, below))
    )


def _is_like(above: Block | Table | None, block: Block) -> bool:
    """Say whether an entry stands below one with the same bullet."""
    return isinstance(above, Block) and above.kind is BlockKind.ITEM and above.marker == block.marker


def _breaks_off(above: Block | Table | None, block: Block) -> bool:
    """Say whether a numbered line is not the next entry of the list above it: that has bullets, or another number."""
    before = (above.marker or "").strip("().") if isinstance(above, Block) else ""
    own = (block.marker or "").strip("().")
    return own.isdigit() and not (before.isdigit() and int(own) == int(before) + 1)


def _is_prose(block: Block) -> bool:
    return (
        block.kind is BlockKind.PARAGRAPH and ends_sentence(block.text) and len(block.text.split()) >= MIN_PROSE_WORDS
    )


def _lists_recommendations(above: Block | Table | None) -> bool:
    """Say whether a block is the heading of a list of recommendations."""
    return isinstance(above, Block) and read_topic(above.text) in (Topic.RECOMMENDATIONS, Topic.ADDITIONAL)


def _is_over_recommendation(below: Block | Table | None) -> bool:
    if not isinstance(below, Block):
        return below is not None
    header = read_header(below.text) if is_label(below.text) else None
    is_worded = is_recommendation_heading(below) or UNNUMBERED.match(below.text) is not None
    return is_worded or (header is not None and header.role is Role.RECOMMENDATION)


def _goes_deeper(upper: Block, lower: Block | Table | None) -> bool:
    return isinstance(lower, Block) and (lower.marker or "").strip("().").startswith(
        (upper.marker or "").strip("().") + "."
    )


def _is_item(block: Block | Table | None) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.ITEM


def _as_heading(block: Block) -> Block:
    marker, words = block.marker, block.words.strip()
    found = read_marker(words.text) if marker is None and read_recommendation_number(words.text) is None else None
    if found and found.numbers and words[found.end :]:
        marker, words = found.printed, words[found.end :]
    return replace(block, kind=BlockKind.HEADING, level=_level(marker), marker=marker, words=words)


def _level(marker: str | None) -> int:
    """Return a heading's level by its number: 1 for "3.", 2 for "3.1"; 0 where it has none."""
    return (marker or "").strip("().").count(".") + 1 if marker and marker[:1].isdigit() else 0
