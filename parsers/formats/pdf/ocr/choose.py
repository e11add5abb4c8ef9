"""Says which pages are to be recognised: pictures without text, and pages whose text is no language.

A text layer is distrusted by what can be told without a dictionary: characters that stand for nothing, words without
vowels.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from normalise.records import Box
from parsers.formats.pdf.page import Page, Shown

_FEW = 50  # characters: what a scanner or an archive prints over a scan (a stamp, a page number)
_LARGE = 0.5  # of the page: a picture that may be the page itself
_OUTLINES = 60  # drawn objects of a page without text: letters may be drawn as shapes
_MOST_UNMAPPED = 0.3  # of the characters
_FEWEST_WORDS = 25
_LEAST_WITH_VOWEL = 0.6  # of the words; of English ones 0.99, of those through a wrong table of characters 0.4
_WORD = re.compile(r"[^\W\d_]{3,}")
_VOWELS = frozenset("aeiouyàáâäèéêëìíîïòóôöùúûüŵŷAEIOUYÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜŴŶıİ")
_UNMAPPED = frozenset(("Co", "Cn", "Cc"))


class Reason(StrEnum):
    """Why a page is recognised."""

    PICTURE = "a picture without text"
    FEW = "a picture with hardly any text"  # the text is kept
    OUTLINES = "letters drawn as shapes"
    UNMAPPED = "text in characters that stand for nothing"
    NO_LANGUAGE = "text that is no language"
    FORCED = "asked for"


def needs_ocr(page: Page) -> Reason | None:
    """Return why a page should be recognised, or None; whether its runs are seen need not be settled."""
    text = "".join([run.text for run in page.runs if run.shown is Shown.SHOWN or run.shown is Shown.INVISIBLE])
    signs = "".join(text.split())
    is_covered = _picture_share(page) >= _LARGE
    if not signs:
        if is_covered:
            return Reason.PICTURE
        return Reason.OUTLINES if page.object_count - len(page.edges) >= _OUTLINES else None
    if _count_unmapped(signs) > _MOST_UNMAPPED * len(signs):
        return Reason.UNMAPPED
    if _is_no_language(text):
        return Reason.NO_LANGUAGE
    return Reason.FEW if is_covered and len(signs) < _FEW else None


def _picture_share(page: Page) -> float:
    """Return how much of the page its pictures cover; strips of one scan count together."""
    shown = (0.0, 0.0, page.width, page.height)
    return sum(_common(picture.box, shown) for picture in page.pictures) / (page.width * page.height or 1.0)


def _count_unmapped(signs: str) -> int:
    if signs.isprintable() and "\ufffd" not in signs:  # as of most pages
        return 0
    return sum(signs.count(sign) for sign in filter(_is_unmapped, set(signs)))


def _is_unmapped(sign: str) -> bool:
    return sign == "�" or unicodedata.category(sign) in _UNMAPPED


def _is_no_language(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    if len(words) < _FEWEST_WORDS:
        return False
    without = filter(_VOWELS.isdisjoint, set(words))  # of a language there are few
    return len(words) - sum(map(words.count, without)) < _LEAST_WITH_VOWEL * len(words)


def _common(one: Box, other: Box) -> float:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
