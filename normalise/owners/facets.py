"""What a post's words say besides its name: function family, seniority and statutory role. Never a guess.

Read from the name, and for an acronym that only the general glossary knows from the glossary's words.
"""

from __future__ import annotations

from functools import cache

from normalise.lexicon import rows
from normalise.owners.kinds import explain_posts, glossary_of
from normalise.owners.vocabulary import Token, noun_at_end, singular, tokens
from normalise.records import OwnerKind

_LONGEST_TOPIC = 5


def function_of(name: str) -> str | None:
    """Return the function families that a name speaks of, in its order, joined by "; ", or None.

    >>> function_of("Head of Revenues, Benefits and Customer Services")
    'revenues and benefits; customer services'
    """
    words = [word.key for word in _words_of(name) if word.is_word]
    found: dict[str, None] = {}
    index = 0
    while index < len(words):
        for length in range(min(_LONGEST_TOPIC, len(words) - index), 0, -1):
            if family := _families().get(" ".join(words[index : index + length])):
                found[family] = None
                index += length - 1
                break
        index += 1
    # "corporate" is in the title of many posts ("Corporate Director of Place") and only alone a function.
    return "; ".join(family for family in found if family != "corporate services" or len(found) == 1) or None


def seniority_of(name: str, kind: OwnerKind) -> str | None:
    """Return the rank of a post by its first noun ("assistant director", "elected member"), None for other kinds.

    >>> seniority_of("Assistant Director of Housing", "post")
    'assistant director'
    """
    if kind != "post":
        return None
    words = _words_of(name)
    spans = [(end - noun.words, -end, noun) for end in range(1, len(words) + 1) if (noun := noun_at_end(words[:end]))]
    posts = sorted((start, end, noun.wording) for start, end, noun in spans if noun.kind == "post")
    return next((_ranks()[wording] or None for _, _, wording in posts), None)


def statutory_role_of(name: str) -> str | None:
    """Return the role by law that a name prints ("Head of Legal (Monitoring Officer)"), or None.

    >>> statutory_role_of("Director of Finance (s151)")
    'Section 151 Officer'
    """
    words = [word.key for word in _words_of(name) if word.is_word]
    roles = _statutory()
    for start in range(len(words)):
        for length in range(min(5, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + length])
            if phrase in roles:
                return roles[phrase] or None
    return None


def _words_of(name: str) -> tuple[Token, ...]:
    line = glossary_of(name)
    return tokens(line["meaning"] if line else explain_posts(name, {}))


@cache
def _families() -> dict[str, str]:
    return {row["wording"]: row["function"] for row in rows("functions")}


@cache
def _ranks() -> dict[str, str]:
    return {row["wording"]: row["seniority"] for row in rows("posts")}


@cache
def _statutory() -> dict[str, str]:
    return {row["wording"]: row["role"] for row in rows("statutory_roles")}


def singular_head(words: str) -> str:
    """Return a plural head in the singular, its capital kept: "Corporate Directors" → "Corporate Director"."""
    *before, last = words.split()
    single = singular(last.casefold())
    return " ".join((*before, last[:1] + single[1:]))
