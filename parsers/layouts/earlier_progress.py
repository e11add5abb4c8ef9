"""What a report says of an earlier challenge's recommendations: one numbered heading each, with prose under it.

Whether a report has come to them is said by the paragraph that introduces them, with the year of their challenge, or by
each heading itself: "2021 Recommendation 3: …".
"""

from __future__ import annotations

import re

from normalise.numbers import read_recommendation_number
from parsers.document import Block, BlockKind
from parsers.draft import Drafting, DraftProgress
from parsers.earlier import DATED
from parsers.entries import read_block_entries
from parsers.labels import part_status
from parsers.layouts.registry import Layout
from parsers.recommending import contradicts
from parsers.sections import Section
from parsers.words import Words, join

_RECOMMENDATIONS = re.compile(r"\brecommendations?\b", re.IGNORECASE)
_EARLIER_YEAR = re.compile(
    r"""\b(?P<before>20\d\d)\s+ (?: (?:corporate\s+)? (?:peer\s+(?:challenge|review)|CPC|report) | recommendations ) \b
      | \b(?:peer\s+(?:challenge|review)|CPC|recommendations|team) \b [^.]{0,60}?
        \b(?:in|of|from|during|following)\s+(?:\w+\s+){0,2}(?P<behind>20\d\d)\b
      | \bin\s+(?P<front>20\d\d)\b [^.]{0,60}? \b(?:made|recommendations|peer)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DATED_BEHIND = re.compile(
    r"^\s*\((?:[a-z][\w ]{0,30}\s)?(?P<year>20\d\d)(?:\s[\w ]{0,30})?\)\s*[:.–—-]?\s*", re.IGNORECASE
)
_LEAD_OUT = re.compile(
    r":$|^(?:the\s+)?(?:peers?|(?:peer\s+)?team)\s+also\b.*\b(?:themes?|core|areas|components)\b", re.IGNORECASE
)


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section is prose on one earlier recommendation."""
    if section.tables or section.topic is not None or not any(_tells(block) for block in section.blocks):
        return 0.0
    if _is_dated(section, drafting):
        return 0.85
    number = section.recommendation or section.number
    if drafting.earlier_year is None or number != str(drafting.earlier_count + 1):
        return 0.0
    return 0.7 if not section.is_recommendation or _is_told_already(section, drafting) else 0.0


def read(section: Section, drafting: Drafting) -> None:
    """Draft the section's paragraphs as one progress entry, its bullets as one each.

    A last paragraph that leads to what comes next, and one that leads to bullets, is none.
    """
    blocks = [block for block in section.blocks if isinstance(block, Block) and block.kind is not BlockKind.SHAPE]
    if len(blocks) > 1 and _LEAD_OUT.search(blocks[-1].text.strip()):
        blocks.pop()
    status, blocks = part_status(blocks)
    dated = _read_dated(section) if _is_dated(section, drafting) else None
    refers_to = dated or (section.recommendation or section.number, section.title.fold(), drafting.earlier_year)
    prose = [block for block in blocks if _is_prose(block)]
    entries = read_block_entries(block for block in blocks if block.kind is BlockKind.ITEM)
    if entries:
        prose = [block for block in prose if not block.text.rstrip().endswith(":")]
    if words := join(block.words.fold() for block in prose):
        drafting.progress.append(DraftProgress(None, words, refers_to, status=status, is_prose=True))
    drafting.progress.extend(DraftProgress(None, entry.words.fold(), refers_to, status=status) for entry in entries)
    drafting.earlier_count += 1


def _is_dated(section: Section, drafting: Drafting) -> bool:
    """Say whether a heading prints the year of an earlier challenge with the recommendation's number.

    Where the document does not tell the year of its own challenge, its own recommendations must have been told.
    """
    dated = _read_dated(section)
    if dated is None:
        return False
    own = drafting.challenge_year
    return dated[2] < own if own is not None else bool(drafting.recommendations)


def _read_dated(section: Section) -> tuple[str, Words, int] | None:
    """Return number, wording and year of "2021 Recommendation 3: …" or "Recommendation 3 (2021): …", or None."""
    title = section.title.fold()
    if section.recommendation is not None:
        behind = _DATED_BEHIND.match(title.text)
        return (section.recommendation, title[behind.end() :], int(behind["year"])) if behind else None
    if (front := DATED.match(title.text)) is None:
        return None
    rest = title[front.end() :]
    found = read_recommendation_number(rest.text)
    return (found.number, rest[found.end :].strip(), int(front["year"])) if found and found.number else None


def _is_told_already(section: Section, drafting: Drafting) -> bool:
    """Say whether the document's own recommendations have been told, and this one is not among them."""
    known = drafting.numbered(section.recommendation or "")
    return known is not None and contradicts(known, section.title)


LAYOUT = Layout("earlier_progress", score, read)


def find_earlier_year(section: Section, challenge_year: int | None) -> int | None:
    """Return the year of an earlier challenge whose recommendations a section speaks of, or None."""
    texts = [section.title, *(block.words for block in section.blocks if isinstance(block, Block) and _is_prose(block))]
    return next((year for words in texts if (year := _year_in(words, challenge_year))), None)


def _year_in(words: Words, challenge_year: int | None) -> int | None:
    text = words.fold().text
    if not _RECOMMENDATIONS.search(text):
        return None
    for match in _EARLIER_YEAR.finditer(text):
        year = int(match["before"] or match["behind"] or match["front"])
        if challenge_year is not None and year < challenge_year:
            return year
    return None


def _tells(block: object) -> bool:
    return isinstance(block, Block) and block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)


def _is_prose(block: object) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.PARAGRAPH
