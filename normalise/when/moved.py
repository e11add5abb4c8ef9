"""A date that was moved, printed with the one that it was moved from: "March 2025, revised to June 2025".

Contract, "Which timeline or owner belongs to which action": both are whens, and the original one's label is `original`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ORIGINAL = "original"
MAX_CHARACTERS = 160  # of a cell's entry: what is longer is no pair of dates

_VERBS = (
    r"revised|moved|extended|slipped|amended|changed|put\s+back|pushed\s+(?:back|out)|delayed|deferred|postponed"
    r"|brought\s+forward|re-?scheduled|re-?profiled|updated"
)
_NOW = re.compile(
    rf"[\s,;:(\[–—-]+(?P<sign>(?:(?:now|since|then)\s+)?(?:{_VERBS})\b(?:\s+(?:date|target|deadline))?(?:\s+(?:to|until))?[\s:]+"
    r"|(?:now|new\s+(?:date|target|deadline))[\s:]+)(?=[\w'‘])",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"[\s,;:(\[–—-]+(?P<sign>(?:was|originally|previously|formerly|initially|original(?:\s+(?:date|target|deadline))?)\b"
    r"(?:\s+(?:due|set|planned|by|for))*[\s:]+)(?=[\w'‘])",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(r"\s*(?:was|original(?:ly)?(?:\s+(?:date|target|deadline))?|initially)\b[\s:]*", re.IGNORECASE)


class Moved(NamedTuple):
    """Where the words of two dates begin and end, as half-open spans; `is_first_original`: the second replaces it.

    `sign` is where the words begin that lead to the second ("revised to").
    """

    first: tuple[int, int]
    sign: int
    second: tuple[int, int]
    is_first_original: bool


def find_moved(text: str, start: int, end: int) -> Moved | None:
    """Return the two parts of an entry that prints a date and the one that it was moved from or to, or None.

    Whether each part is one date is for the reader of dates to say.

    >>> moved = find_moved("March 2025 (revised to June 2025)", 0, 33)
    >>> moved.first, moved.sign, moved.second, moved.is_first_original
    ((0, 10), 12, (23, 32), True)
    """
    if end - start > MAX_CHARACTERS:
        return None
    now, was = _NOW.search(text, start, end), _WAS.search(text, start, end)
    match = was if now is None else now
    if match is None or (now is not None and was is not None):
        return None
    if now is not None and (front := _IN_FRONT.match(text, start, now.start())) is not None:
        start = front.end()
    stop = end
    while stop > match.end() and text[stop - 1] in " \n.)];,":
        stop -= 1
    return Moved((start, match.start()), match.start("sign"), (match.end(), stop), now is not None)
