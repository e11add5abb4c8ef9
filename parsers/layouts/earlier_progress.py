"""What a report says of an earlier challenge's recommendations: one numbered heading each, with prose under it.

Whether a report has come to them is said by the paragraph that introduces them, with the year of their challenge.
"""

from __future__ import annotations

import re

from parsers.document import Block, BlockKind
from parsers.draft import Drafting, DraftProgress
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
_LEAD_OUT = re.compile(
    r":$|^(?:the\s+)?(?:peers?|(?:peer\s+)?team)\s+also\b.*\b(?:themes?|core|areas|components)\b", re.IGNORECASE
)


def score(section: Section, drafting: Drafting) -> float:
    """Return how surely a section is prose on one earlier recommendation."""
    number = section.recommendation or section.number
    if drafting.earlier_year is None or section.topic is not None or number != str(drafting.earlier_count + 1):
        return 0.0
    if section.is_recommendation and not _is_told_already(section, drafting):
        return 0.0
    return 0.7 if not section.tables and any(_is_prose(block) for block in section.blocks) else 0.0


def read(section: Section, drafting: Drafting) -> None:
    """Draft one progress entry: the section's paragraphs joined, without a last one that leads to what comes next."""
    blocks = [block for block in section.blocks if isinstance(block, Block) and block.kind is not BlockKind.SHAPE]
    if len(blocks) > 1 and _LEAD_OUT.search(blocks[-1].text.strip()):
        blocks.pop()
    words = join(block.words.fold() for block in blocks)
    refers_to = (section.recommendation or section.number, section.title.fold(), drafting.earlier_year)
    drafting.progress.append(DraftProgress(None, words, refers_to, is_prose=True))
    drafting.earlier_count += 1


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


def _is_prose(block: object) -> bool:
    return isinstance(block, Block) and block.kind is BlockKind.PARAGRAPH
