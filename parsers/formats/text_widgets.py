"""What a web page prints to be clicked at, copied as text with the page: "Show", "Hide this section", "Back to top"."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from parsers.formats.text_lines import TextLine

MIN_USES = 2  # of a line by itself: a page of one accordion has at least two sections


def find_widgets(lines: Iterable[TextLine]) -> frozenset[str]:
    """Return the lines, in lower case, that a text prints again and again and that only pages to be clicked at have."""
    counts = Counter(line.text.strip().casefold() for line in lines if len(line.text) <= _longest() * 2)
    return frozenset(text for text in _widgets() if counts[text] >= MIN_USES or (counts[text] and " " in text))


@cache
def _widgets() -> frozenset[str]:
    text = (files("parsers.formats") / "text_widgets.csv").read_text(encoding="utf-8")
    return frozenset(row["wording"] for row in csv.DictReader(text.splitlines()))


@cache
def _longest() -> int:
    return max(map(len, _widgets()))
