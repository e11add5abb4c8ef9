"""Tells cards from tables: labels on the left that come again ("Action", "Lead", "Action", …), values beside them.

A row of a table says a thing under each heading; a row of a card says one, and its left cell what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parsers.headers import fold_header, read_header

MIN_LABELS = 2  # different ones, each printed twice at least
MIN_KNOWN = 2
MAX_LABEL_CHARACTERS = 50
MIN_SHARE = 0.8  # of the rows that begin with a label that comes again


def are_cards(pairs: Sequence[tuple[str, str]]) -> bool:
    """Say whether rows of two cells are labels and values: most begin with labels that come again, two of them known.

    >>> are_cards([("Action", "Buy slates"), ("Lead", "Head of IT"), ("Action", "Lay slates"), ("Lead", "Leader")])
    True
    """
    uses = Counter(fold_header(left) for left, _ in pairs if 0 < len(left) <= MAX_LABEL_CHARACTERS)
    labels = {label for label, count in uses.items() if label and count > 1}
    known = {header.role for label in labels if (header := read_header(label)) is not None and header.score == 1}
    if len(labels) < MIN_LABELS or len(known) < MIN_KNOWN:
        return False
    values = Counter(fold_header(right) for _, right in pairs if right)
    return (
        sum(uses[label] for label in labels) >= MIN_SHARE * len(pairs)
        and max(values.values(), default=0) <= max(uses.values())
    )  # fmt: skip
