"""What an element is to its page by its tag, ARIA role and the words of its classes and id: content or furniture.

Words stand in `furniture.csv`; the roles are those of WAI-ARIA 1.2. Whether a whole page would be furniture by such
words, and what a reader sees by other rules (links, hidden styles), is decided in `landmarks`.
"""

from __future__ import annotations

import csv
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Part(StrEnum):
    """What a name tells of an element."""

    FURNITURE = "furniture"  # navigation, banners, forms, notices
    UNSEEN = "unseen"  # words for screen readers only
    COPY = "copy"  # words printed a second time, for small screens
    PANEL = "panel"  # content of a tab or an accordion: read, open or not
    MAIN = "main"


FURNITURE_ROLES = frozenset(
    "alert alertdialog banner contentinfo dialog directory menu menubar navigation search status tablist toolbar "
    "tooltip".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MOST_WORDS = 12


def parts_named(names: str) -> frozenset[Part]:
    """Return what the class names or the id of an element tell of it.

    >>> sorted(parts_named("lgd-footer__inner js-only")), parts_named("peer-challenge-feedback-report")
    ([<Part.FURNITURE: 'furniture'>], frozenset())
    """
    found: set[Part] = set()
    for name in names.split()[:50]:
        found |= _parts_of_name(name[:100])
    return frozenset(found)


def _parts_of_name(name: str) -> set[Part]:
    words = [word.lower() for word in _WORD.findall(name)][:_MOST_WORDS]
    if len(words) > 1 and words[0] in _VENDORS:
        words = words[1:]
    parts = {part for told, part in _told()["whole"].items() if words == told.split()}
    if _WITHOUT.intersection(words):
        return parts
    whole = " ".join(words)
    padded = f" {whole} "
    return parts | {part for told, part in _told()["part"].items() if f" {told} " in padded}


@cache
def _told() -> dict[str, dict[str, Part]]:
    told: dict[str, dict[str, Part]] = {"part": {}, "whole": {}}
    text = (files("parsers.formats.html") / "furniture.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        told[row["match"]][row["words"]] = Part(row["kind"])
    return told


_VENDORS = frozenset({"govuk", "lgd", "localgov", "jadu", "goss", "block", "region", "nhsuk", "ds", "gem", "js", "uk"})
_WITHOUT = frozenset({"no", "not", "without", "has", "with"})  # "no-sidebar", "has-navigation" speak of others
