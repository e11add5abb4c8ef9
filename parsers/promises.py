"""Running text in which a council says what it will do: "We will publish a framework for the waterside"."""

from __future__ import annotations

import re

_WE_WILL = re.compile(
    r"\b(?:we|our|the\s+(?:council|authority|service|partnership)|cabinet|officers)\s+(?:will|shall|are\s+going\s+to)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\s*we(?:\s+(?:will|shall)|['’]ll)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|shall|(?:is|are)\s+going\s+to)\b", re.IGNORECASE)
_OTHERS = re.compile(r"^\s*(?:the\s+)?(?:peers?|peer\s+team|team|challenge|LGA|report|recommendation)\b", re.IGNORECASE)


def promises(text: str) -> bool:
    """Say whether a council says that it will do something.

    >>> promises("We will publish a framework."), promises("The peers will return.")
    (True, False)
    """
    return _WE_WILL.search(text) is not None


def begins_with_promise(text: str) -> bool:
    """Say whether a text begins with what a council, in its own voice, will do.

    >>> begins_with_promise("We will hold a summit."), begins_with_promise("The team will return.")
    (True, False)
    """
    return _BEGINS.match(text) is not None


def tells_what_will_be_done(text: str) -> bool:
    """Say whether a paragraph in a council's answer says what will be done, whoever does it: no word of the peers'.

    >>> tells_what_will_be_done("The Chair will lead a review."), tells_what_will_be_done("The peers will return.")
    (True, False)
    """
    return _WILL.search(text) is not None and _OTHERS.match(text) is None
