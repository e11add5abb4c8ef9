"""What a printed name is: a post, a body, a team, a person or an organisation, and how surely the words say so.

Judges one name. Where a cell is to be cut into names is left to `joints`, how a name is written to `names`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalise.lexicon import rows
from normalise.owners.vocabulary import (
    Noun,
    Token,
    fold,
    is_given_name,
    is_topic,
    kind_of_whole,
    names_organisation,
    noun_at_end,
    tokens,
)
from normalise.records import OwnerKind

MAX_NAME_CHARACTERS = 250
MAX_NAME_WORDS = 24

Form = Literal["office", "title", "group", "person", "area", "topic", "name", "code"]

_TITLES = frozenset(("baroness", "cllr", "cllrs", "councillor", "councillors", "dame", "dr", "lady", "lord", "miss"))
_TITLES |= {"mr", "mrs", "ms", "mx", "prof", "professor", "rev", "sir"}
_PARTICLES = frozenset(("ab", "ap", "al", "bin", "da", "de", "del", "di", "la", "le", "mac", "o", "st", "van", "von"))
_DETERMINERS = frozenset(
    ("all", "the", "our", "relevant", "appropriate", "respective", "both", "each", "every", "other")
)
_PROSE = frozenset(
    ("am", "are", "be", "been", "being", "can", "could", "has", "have", "is", "it", "may", "must", "need")
)
_PROSE |= {"needs", "shall", "should", "that", "their", "these", "they", "this", "was", "we", "were", "which", "who"}
_PROSE |= {"will", "would", "i", "you"}
_PREPOSITIONS = frozenset(("of", "for", "to"))
_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_CODE = re.compile(r"(?:[A-Z]{2,}[a-z]?[A-Z]*s?|[A-Z][a-z]?[A-Z]{1,}[a-z]*|[A-Z](?:\.[A-Z])+\.?|[A-Z]&[A-Z])\d*")
_ABBREVIATION = re.compile(r"(?<![\w&'’])(?P<code>[A-Za-z][\w&]*)\b\.?(?![\w&'’])")
_LEADERSHIP = re.compile(r"[A-Z]{1,3}[LM]T")
_INITIALS = re.compile(r"[A-Z]\.?(?:[A-Z]\.?){1,2}")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name is, and by what form of words.

    `office` a post before its portfolio ("Head of X"), `title` a post by its last word, `group` a body, team or
    organisation by its last words, `person` surely one, `area` a service by a weak noun ("Legal Services"), `topic`
    words of services alone ("Housing"), `name` capitalised words that we do not know, `code` an acronym nobody defines.
    `is_bare`: a title without a word of its own, which what stands behind a comma or dash may go on ("Corporate
    Director").
    """

    kind: OwnerKind
    form: Form
    noun: str = ""
    plural: bool = False
    is_bare: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the words can stand as an owner by themselves, whatever is printed around them."""
        return self.form in ("office", "title", "group", "person")


def sense_of(text: str, defined: Mapping[str, str] | None = None) -> Sense | None:
    """Return what a name is, or None where the words name nobody we can tell.

    `defined` holds the document's own acronyms.

    >>> sense_of("Head of Housing").kind, sense_of("Legal Services").kind, sense_of("Jo Bloggs").kind
    ('post', 'team', 'person')
    """
    if len(text) > MAX_NAME_CHARACTERS:
        return None
    outside = _BRACKETS.sub(" ", text)
    words = _trim(without_determiners(tokens(outside)))
    if not any(word.is_word for word in words) or len(words) > MAX_NAME_WORDS or _is_prose(words):
        return None
    if code := _sense_of_code(words, defined or {}):
        return code
    words = _trim(without_determiners(tokens(explain_posts(outside, defined or {}))))
    return (
        _sense_of_titled_person(words)
        or _sense_of_whole(words)
        or _sense_of_office(words)
        or _sense_of_known_person(words)
        or _sense_of_last_words(words)
        or _sense_of_the_rest(words)
    )


def without_determiners(words: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words without "the", "all", "relevant" … in front, unless nothing else is there."""
    for start, word in enumerate(words):
        if word.key not in _DETERMINERS:
            return tuple(words[start:])
    return tuple(words)


def explain_posts(text: str, defined: Mapping[str, str]) -> str:
    """Return a text with the acronyms and abbreviations of posts in it written out: "AD Housing", "Dir. of Place"."""

    def explained(match: re.Match[str]) -> str:
        line = _glossary().get(match["code"])
        return defined.get(match["code"]) or (line["meaning"] if line and line["kind"] == "post" else match[0])

    return _ABBREVIATION.sub(explained, text)


def is_initials(text: str) -> bool:
    """Say whether the words can only be somebody's initials or an acronym ("JS", "J.S.")."""
    return bool(_INITIALS.fullmatch(text.strip()))


def glossary_of(code: str) -> dict[str, str] | None:
    """Return the general glossary's line about an acronym, or None.

    The plural's own line wins over the singular's; "s.151" and "S151" are one.
    """
    lines = _glossary()
    for form in (code, code.replace(".", ""), code.removesuffix("s"), code.replace(".", "").upper()):
        if form in lines and (len(form) > 1):
            return lines[form]
    return None


@cache
def _glossary() -> dict[str, dict[str, str]]:
    return {row["acronym"]: row for row in rows("glossary")}


def _trim(words: tuple[Token, ...]) -> tuple[Token, ...]:
    while words and not words[-1].is_word:
        words = words[:-1]
    while words and not words[0].is_word:
        words = words[1:]
    return words


def _is_prose(words: Sequence[Token]) -> bool:
    return any(word.text in _PROSE for word in words)


def _sense_of_code(words: Sequence[Token], defined: Mapping[str, str]) -> Sense | None:
    """Return the sense of one acronym: by the document's definition, the glossary, or its make ("XLT")."""
    if len(words) != 1 and not (len(words) == 2 and words[0].key in ("s", "section")):
        return None
    code = words[0].text if len(words) == 1 else "S" + words[1].text
    if code in defined and (sense := sense_of(defined[code])):
        return sense
    if line := glossary_of(code):
        return _sense_of_meaning(line)
    if _LEADERSHIP.fullmatch(code):
        return Sense("body", "group")
    return None


_KINDS: dict[str, OwnerKind] = {"body": "body", "organisation": "organisation", "team": "team", "post": "post"}


def _sense_of_meaning(line: Mapping[str, str]) -> Sense:
    if line["kind"] == "post":
        return Sense("post", "title", fold(line["meaning"]))
    if line["kind"] == "team":
        return Sense("team", "topic")
    return Sense(_KINDS[line["kind"]], "group")


def _sense_of_titled_person(words: Sequence[Token]) -> Sense | None:
    """Return a person where a title ("Cllr", "Dr") stands before a name, not before more of a post ("Cllr Support")."""
    if words[0].key not in _TITLES or not 2 <= len(words) <= 7:
        return None
    rest = [word for word in words[1:] if word.is_word]
    if not rest or not all(_is_name_word(word) for word in rest) or noun_at_end(rest) is not None:
        return None
    if words[0].key.startswith("councillor") and is_topic(rest[-1].key) and not is_given_name(rest[0].key):
        return None
    return Sense("person", "person")


def _sense_of_whole(words: Sequence[Token]) -> Sense | None:
    kind = kind_of_whole(words)
    if kind is None:
        return None
    noun = " ".join(word.key for word in words)
    return Sense(kind, "title" if kind == "post" else "group", noun, is_bare=True)


def _sense_of_office(words: Sequence[Token]) -> Sense | None:
    """Return the sense of a name by the noun before its first "of", "for", comma or dash: "Head of …", "Board of …"."""
    last = noun_at_end(words)
    if last and last.kind != "post" and not last.weak and any(w.key.endswith(("'s", "s'")) for w in words):
        return None  # "Head of Finance's team" is the team
    for index, word in enumerate(words[1:], start=1):
        joint = word.key in _PREPOSITIONS
        if not joint and word.text not in ("-", "–", "—", ",", ":"):
            continue
        noun = noun_at_end(words[:index])
        if noun is None or (not joint and noun.kind != "post") or noun.weak:
            if joint:
                return None
            continue
        form: Form = "office" if noun.kind == "post" else "group"
        return Sense(noun.kind, form, noun.wording, noun.plural)
    return None


def _sense_of_known_person(words: Sequence[Token]) -> Sense | None:
    """Return a person where the first word is a given name and the others can be a surname."""
    printed = [word for word in words if word.is_word]
    if not 1 <= len(printed) <= 4 or not all(_is_name_word(word) for word in printed):
        return None
    first, last = printed[0], printed[-1]
    if is_topic(first.key) or not (is_given_name(first.key) or (len(printed) > 1 and _is_initial(first))):
        return None
    if len(printed) > 1 and (noun := noun_at_end(printed)) and not (noun.weak or len(last.text) < 2):
        return None
    if _is_initial(first) and (is_topic(last.key) or len(last.text) < 3 or last.text.isupper()):
        return None
    return Sense("person", "person")


def _sense_of_last_words(words: Sequence[Token]) -> Sense | None:
    """Return the sense of a name by the noun that it ends in; a director's portfolio may end in a weak one."""
    noun = noun_at_end(words)
    if names_organisation(words) and (noun is None or noun.kind != "post"):
        return Sense("organisation", "group")
    if noun is None and (line := glossary_of(words[-1].text)) and line["kind"] != "post":
        return Sense(_KINDS[line["kind"]], "topic" if line["kind"] == "team" else "group")
    if noun is None and _LEADERSHIP.fullmatch(words[-1].text):
        return Sense("body", "group")
    if noun is None or noun.weak:
        if (inner := _post_inside(words)) is not None:
            return Sense("post", "office", inner.wording, inner.plural)
        return Sense("team", "area", noun.wording) if noun else None
    if noun.kind == "post":
        is_bare = not any(is_topic(word.key) for word in words[: len(words) - noun.words])
        return Sense("post", "title", noun.wording, noun.plural, is_bare)
    if len([word for word in words if word.is_word]) == noun.words == 1 and noun.kind == "body":
        return Sense("body", "topic", noun.wording, noun.plural)
    return Sense(noun.kind, "group", noun.wording, noun.plural)


def _post_inside(words: Sequence[Token]) -> Noun | None:
    """Return the post that a name opens with, its portfolio behind it without a word between: "Director Housing"."""
    for end in range(min(len(words) - 1, 5), 0, -1):
        noun = noun_at_end(words[:end])
        if noun and noun.kind == "post" and noun.wording.split()[-1] in _OPEN_HEADS:
            return noun
    return None


_OPEN_HEADS = frozenset(("director", "head", "lead", "manager", "holder", "cyfarwyddwr", "pennaeth", "rheolwr"))


def _sense_of_the_rest(words: Sequence[Token]) -> Sense | None:
    printed = [word for word in words if word.is_word]
    if len(printed) == 1 and _CODE.fullmatch(printed[0].text):
        return Sense("person" if is_initials(printed[0].text) and len(printed[0].text) == 2 else "team", "code")
    if any(is_topic(word.key) for word in printed):
        return Sense("team", "topic")
    if not all(_is_name_word(word) or word.key in ("and", "of", "the", "for", "in") for word in printed):
        return None
    if 2 <= len(printed) <= 3 and all(_is_name_word(word) and not word.text.isupper() for word in printed):
        return Sense("person", "name")
    return Sense("team", "name")


def _is_name_word(word: Token) -> bool:
    """Say whether a word can be part of a person's name: capitalised letters, an initial, or a particle ("van")."""
    letters = word.text.replace("'", "").replace("’", "").replace("-", "").replace("‑", "").replace(".", "")
    return (letters.isalpha() and word.text[0].isupper()) or word.text in _PARTICLES or word.text == "."


def _is_initial(word: Token) -> bool:
    return len(word.text.replace(".", "")) == 1 and word.text.isupper()
