"""The lines at the foot of a page that other pages end with, too: an address, a title, a page number.

Only form feeds tell where pages end. What pages begin with is left to `parsers.repair`: it may be the headings of a
table that goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from parsers.formats.text_lines import TextLine
from parsers.formats.text_pages import TextPage

MIN_PAGES = 3  # that end alike
MAX_FOOT = 5  # lines
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"#|(?:page )?# ?(?:of|/) ?#|page #", re.IGNORECASE)

Lines = tuple[TextLine, ...]


def part_feet(pages: Sequence[TextPage]) -> tuple[tuple[Lines, Lines], ...]:
    """Return of each page its lines, and those at its foot with which at least two other pages end."""
    ends = [_last_lines(page.lines) for page in pages]
    counts = Counter(text for end in ends for text in {_fold(line) for line in end})
    repeated = {text for text, count in counts.items() if count >= MIN_PAGES and any(map(str.isalpha, text))}
    return tuple(_part(page.lines, end, repeated) for page, end in zip(pages, ends, strict=True))


def _last_lines(lines: Lines) -> Lines:
    """Return the last lines of a page, blank ones left out, the last first."""
    printed = (line for line in reversed(lines) if not line.is_blank)
    return tuple(line for _, line in zip(range(MAX_FOOT), printed, strict=False))


def _fold(line: TextLine) -> str:
    return " ".join(_DIGITS.sub("#", line.text).split())


def _part(lines: Lines, end: Lines, repeated: set[str]) -> tuple[Lines, Lines]:
    foot = tuple(takewhile(lambda line: _fold(line) in repeated or _NUMBER.fullmatch(_fold(line)), end))
    if not any(_fold(line) in repeated for line in foot):
        return lines, ()
    first = lines.index(foot[-1])
    return lines[:first], lines[first:]
