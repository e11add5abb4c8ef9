"""Which of the lines above a document's text are its title.

Contract, "document" (`title`: lines joined, but those that are only a council's name or a date) and the ruling "Names".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalise.owners import OwnerContext, read_owner_cell
from parsers.phrases import phrase_pattern
from parsers.words import Words

MAX_TITLE_CHARACTERS = 120
MAX_TITLE_WORDS = 12
MAX_WORDS_BELOW_DATE = 4
SKIPS = re.compile(
    r"skip to (?:the )?(?:main )?(?:content|navigation|search)\b", re.IGNORECASE
)  # a web page's first line
OF_MEETING = re.compile(  # what a committee site prints above an item
    r"agenda\s+item(?:\s+\S{1,4})?$|meeting\s+of\s+.{2,80}\d{4}\b"
    r"|view\s+(?:the\s+)?(?:background|declarations?|reasons?|minutes|decision)\b.{0,60}\bitem\b",
    re.IGNORECASE,
)
SMALL_BESIDE_TITLE = 0.8  # of the title's type size: what is smaller is no part of it
_SENTENCE = re.compile(r"[a-z]{2}[.;:]$|\d\.$")
WHOLE = re.compile(r"\b(?:plan|actions|reports?|tracker|update|response|responding)\b", re.IGNORECASE)
KIND = re.compile(r"(?:progress|monitoring|position|feedback)\s+(?:report|update|statement|review)", re.IGNORECASE)
_COMPLETES = re.compile(rf"{WHOLE.pattern}|\b(?:progress|months?|year|follow-?up)\s+review\b", re.IGNORECASE)
_STRAP = re.compile(rf"(?:[A-Z][\w-]+\s+){{0,3}}(?:{WHOLE.pattern})", re.IGNORECASE)
_AUTHOR = re.compile(r"^(?:joint\s+)?report\s+(?:of|by|from)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A printed line of the cover; `level` is its heading's, None where it is none."""

    words: Words
    level: int | None = None


def goes_on(
    line: CoverLine, kept: Sequence[CoverLine], *, is_below_date: bool, is_set_off: bool, is_last: bool
) -> bool:
    """Say whether a line begins the title, or goes on with it in type that is not much smaller.

    `is_last`: prose stands below it, so that it may be that prose's heading.
    """
    text = line.words.text
    completes = bool(kept) and _completes(line, kept, is_last=is_last) and not _SENTENCE.search(text)
    if completes and not is_set_off:
        return len(text) <= MAX_TITLE_CHARACTERS
    if kept and not completes and size_of(line.words) < SMALL_BESIDE_TITLE * max(size_of(one.words) for one in kept):
        return False
    if kept and is_below_date and _is_long(text):
        return False
    return is_title_line(text, first=not kept) and not (kept and _begins_section(line, kept, is_set_off=is_set_off))


def _completes(line: CoverLine, kept: Sequence[CoverLine], *, is_last: bool) -> bool:
    """Say whether a heading says what the title above does not: which document it is, or that it is of a challenge.

    A strap line in small type below it may ("Action tracker: update for members"), where it begins with the kind.
    """
    text, above = line.words.text, " ".join(one.words.text for one in kept)
    if line.level is None:
        is_strap = _STRAP.match(text) is not None and not is_form_line(text)
        return is_strap and kept[0].level is not None and WHOLE.search(above) is None
    return (
        (WHOLE.search(above) is None and _COMPLETES.search(text) is not None)
        or (KIND.search(above) is None and KIND.search(text) is not None)
        or (not is_last and _names_challenge(text) > _names_challenge(above))
    )


def _names_challenge(text: str) -> bool:
    return phrase_pattern("challenge").search(text) is not None


def says_in_full(line: CoverLine, kept: Sequence[CoverLine]) -> bool:
    """Say whether a line is the title that a running head above it says in short."""
    return len(kept) == 1 and line.words.text.casefold().startswith(kept[0].words.text.casefold())


def is_title_below(line: CoverLine, kept: Sequence[CoverLine]) -> bool:
    """Say whether a heading is a whole title, and what was taken for it is a strap line above: "Peer challenge"."""
    is_strap = all(one.level is None and not WHOLE.search(one.words.text) for one in kept)
    text = line.words.text
    is_whole = WHOLE.search(text) is not None and phrase_pattern("challenge").search(text) is not None
    return is_strap and line.level == 1 and is_whole


def _begins_section(line: CoverLine, kept: Sequence[CoverLine], *, is_set_off: bool) -> bool:
    """Say whether a heading below a whole title is that of a section: it stands lower, or below a date or council."""
    if line.level is None or not any(WHOLE.search(one.words.text) for one in kept):
        return False
    above = kept[0].level
    if not is_set_off and phrase_pattern("update").search(text := line.words.text) and WHOLE.search(text):
        return False  # "Action plan" and right below it "Progress update"
    return is_set_off or (above is not None and (line.level > above or (above > 0 and not line.level)))


def size_of(words: Words) -> float:
    """Return the size of a line's type in points, or 0 where the format has none."""
    return max((run.style.size or 0.0 for run in words.runs if run.text.strip()), default=0.0)


def _is_long(text: str) -> bool:
    """Say whether a line below a date is too long to go on with the title; "Feedback report" may."""
    return len(text.split()) > MAX_WORDS_BELOW_DATE


def is_title_line(text: str, *, first: bool) -> bool:
    """Say whether a cover line belongs to the title: it names the document, and is no sentence about it."""
    words = text.split()
    if SKIPS.match(text) or OF_MEETING.match(text):
        return False
    if (not first and ":" in text[:40] and phrase_pattern("form_line").match(text)) or is_form_line(text):
        # "Report to: Cabinet", "Present: …": the head of a committee paper, not its title.
        return False
    if _SENTENCE.search(text) and (len(words) > 4 or (text.endswith(":") and not first)):
        return False
    small = sum(1 for word in words if word[:1].islower() and len(word) > 4)
    if len(words) > 8 and small >= 2 and not first:
        return False
    return len(text) <= MAX_TITLE_CHARACTERS and (first or names_document(text))


def names_document(text: str) -> bool:
    """Say whether words name a kind of document: "plan", "report", "response"."""
    return phrase_pattern("document_word").search(text) is not None


def is_form_line(text: str) -> bool:
    """Say whether a line is of a committee paper's head: "Report to: Cabinet", "Report of the Chief Executive"."""
    label, colon, _ = text.partition(":")
    if colon:
        return phrase_pattern("form_line").fullmatch(label.strip()) is not None
    author = _AUTHOR.match(text)
    return author is not None and _is_post(text[author.end() :])


def _is_post(text: str) -> bool:
    found = read_owner_cell(text, context=OwnerContext()).found
    return bool(found) and all(each.value.kind == "post" for each in found)


def is_sentence(text: str) -> bool:
    """Say whether a line is a sentence, too long for a title."""
    return len(text.split()) > MAX_TITLE_WORDS and _SENTENCE.search(text.strip()) is not None
