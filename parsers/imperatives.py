"""Says whether words tell somebody to do something: "Publish a plan", "Urgently review the constitution"."""

from __future__ import annotations

import re

from parsers.roles.weights import verbs

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)?")
_IN_FRONT = frozenset(("further", "also", "then", "please", "now", "to", "and"))


def begins_with_verb(text: str) -> bool:
    """Say whether a text begins with a verb that an action begins with (`roles/verbs.csv`), an adverb before it or not.

    >>> begins_with_verb("Urgently review the constitution"), begins_with_verb("Capacity for improvement")
    (True, False)
    """
    words = _WORD.finditer(text)
    for match in words:
        word = match[0].casefold()
        if word in verbs() or word == "be" or word.removeprefix("re").lstrip("-") in verbs():  # "Rebuild", "Re-open"
            return True
        if word not in _IN_FRONT and not word.endswith("ly"):
            return False
    return False
