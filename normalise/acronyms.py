"""Acronyms that a document defines itself: "Leadership Team (LT)", "LT (Leadership Team)", "LT: Leadership Team", "LT
stands for Leadership Team".

A definition counts only where the letters are the words' initials; what two passages define differently is left out.
An equals sign ("CX = Chief Executive") says by itself that it defines: there the first letter is enough.
The general glossary of the field is the owners' (`lexicon/glossary.csv`) and defines nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

MAX_LETTERS = 10
MAX_WORDS = 12

_QUOTES = "\"'“”‘’"
_CODE = rf"[A-Za-z](?:[A-Za-z&/.]|(?<=[a-z])-){{1,{MAX_LETTERS + 2}}}[A-Za-z.]?"
_BEHIND = re.compile(
    rf"\(\s*(?:(?:the|or|hereafter|referred to as|known as)\s+)?[{_QUOTES}]?(?P<code>{_CODE})[{_QUOTES}]?\s*[);,]"
)
_IN_FRONT = re.compile(rf"(?<![\w&])(?P<code>{_CODE})\s*\(\s*[{_QUOTES}]?(?P<words>[^()\n]{{4,120}}?)[{_QUOTES}]?\s*\)")
_BRACKET = re.compile(r"\(")
_CODE_BEFORE = re.compile(rf"(?<![\w&]){_CODE}\s*$")
_CODE_CHARACTERS = 2 * MAX_LETTERS + 8  # and blanks: in front of a bracket
_LINE = re.compile(
    rf"^\s*[•*|-]?\s*(?P<code>{_CODE})\s*(?:[-–—:=|\t]|\s{{2,}})\s*(?P<words>[^\n|]{{4,120}}?)\s*\|?\s*$", re.MULTILINE
)
_EQUALS = re.compile(
    rf"(?<![\w&])(?P<code>{_CODE})\s?=\s?(?P<words>[^=;.\n|()]{{4,120}}?)\s?(?=[;.\n|)(]|$|,\s?(?:and\s)?{_CODE}\s?=)"
)
_DASH = re.compile(r"(?<=[A-Z.])\s?[–—:-]\s")
_LISTED = re.compile(  # "CLT – Corporate Leadership Team; OD – Organisational Development"
    rf"(?<![\w&])(?P<code>{_CODE})\s?[–—:-]\s(?P<words>[^;:,.\n|()–—]{{4,80}}?)\s?(?=[;,.\n|]|$)"
)
_STANDS = re.compile(r"\b(?:stands?|is\s+short)\s+for\b")
_STANDS_FOR = re.compile(
    rf"(?<![\w&])(?P<code>{_CODE})\s+(?:(?:stands?|is\s+short)\s+)?for\s+(?:the\s+)?(?P<words>[^,;.\n|()]{{4,120}}?)"
    rf"\s*(?=[,;.\n|)(]|$|\s+and\s+{_CODE}\s+(?:(?:stands?|is\s+short)\s+)?for\b)"
)
_WIDE = re.compile(r"([^\S\n]{2})[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n\s+\n")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|&")
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&"))
_BREAK = re.compile(r"[.;:!?()\n•|\t]")


def find_acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that a text defines, with the words they stand for as printed, white space folded.

    >>> find_acronyms("We asked the Corporate Leadership Team (CLT) and the MTFP (Medium Term Financial Plan).")
    {'CLT': 'Corporate Leadership Team', 'MTFP': 'Medium Term Financial Plan'}
    >>> find_acronyms("The Alliance (HPX) and the Project Office ('PMO')")
    {}
    """
    found: dict[str, str] = {}
    clashes: set[str] = set()
    for code, words in _definitions(text):
        known = found.setdefault(code, words)
        if _folded(known) != _folded(words):
            clashes.add(code)
    return {code: words for code, words in found.items() if code not in clashes}


def spells(code: str, words: str) -> bool:
    """Say whether the letters of an acronym are the initials of all the words, small words left out or not.

    >>> spells("HoS", "Heads of Service"), spells("L&D", "Learning and Development"), spells("PMO", "Project Office")
    (True, True, False)
    """
    tokens = _words(words)
    return 0 < len(tokens) <= MAX_WORDS and _fits(_letters(code), tuple(tokens))


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    """Yield code and words of every definition whose letters fit, in printed order of its form."""
    for match in _BEHIND.finditer(text):
        if _is_code(match["code"]) and (words := _words_before(text, match.start(), match["code"])):
            yield _without_plural(match["code"], words), words
    # Without long stretches of white space, which the patterns would go through by the cube of their length.
    narrow = _EMPTY_LINES.sub("\n\n", _WIDE.sub(r"\1", text))
    listed = _iter_behind_codes(narrow, _DASH, _LISTED)
    for match in chain(_iter_behind_codes(narrow, _BRACKET, _IN_FRONT), _LINE.finditer(narrow), listed):
        words = " ".join(match["words"].split())
        if _is_code(match["code"]) and len(words.split()) > 1 and spells(match["code"], words):
            yield _without_plural(match["code"], words), words
    for match in _STANDS_FOR.finditer(narrow) if _STANDS.search(narrow) else ():
        words = " ".join(match["words"].split())
        if _is_code(match["code"]) and len(words.split()) > 1 and spells(match["code"], words):
            yield _without_plural(match["code"], words), words
    for match in _EQUALS.finditer(narrow) if "=" in narrow else ():
        words = " ".join(match["words"].split())
        if _is_code(match["code"]) and len(words.split()) > 1 and words[0].casefold() == match["code"][0].casefold():
            yield _without_plural(match["code"], words), words


def _iter_behind_codes(text: str, sign: re.Pattern[str], form: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what has a form, a code and a sign behind it; such signs are rare, and words that may be codes are not."""
    done = 0
    for at in sign.finditer(text):
        code = _CODE_BEFORE.search(text, max(done, at.start() - _CODE_CHARACTERS), at.start())
        if code and (found := form.match(text, code.start())):
            done = found.end()
            yield found


def _is_code(printed: str) -> bool:
    """Say whether letters look like an acronym: two capitals at least, and most of them capitals."""
    letters = [letter for letter in printed if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return 2 <= len(letters) <= MAX_LETTERS and capitals >= 2 and capitals * 2 >= len(letters)


def _words_before(text: str, end: int, code: str) -> str | None:
    """Return the fewest words that end here and whose initials spell the code, or None."""
    head = text[max(0, end - 160) : end].rstrip(" \t\n" + _QUOTES)
    breaks = [match.end() for match in _BREAK.finditer(head.replace("\n", " "))]
    line = head[breaks[-1] if breaks else 0 :]
    starts = [match.start() for match in _WORD.finditer(line)]
    for start in reversed(starts[-MAX_WORDS * 2 :]):
        words = line[start:]
        first = _words(words)[0].casefold()
        if first in _SMALL or not spells(code, words):
            continue
        return " ".join(words.strip(_QUOTES).split()) if len(_words(words)) > 1 else None
    return None


def _without_plural(code: str, words: str) -> str:
    """Return "PEP" for "PEPs" where the words stand in the singular; otherwise the code as printed."""
    if code.endswith("s") and code[:-1].isupper() and not words.endswith("s"):
        return code[:-1]
    return code


def _letters(code: str) -> str:
    letters = "".join(letter for letter in code if letter.isalpha())
    return letters[:-1] if letters.endswith("s") and letters[:-1].isupper() and len(letters) > 2 else letters


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("-", " ").replace("‑", " ").replace("–", " "))


def _fits(letters: str, words: tuple[str, ...]) -> bool:
    """Say whether the words, in order, yield the letters: each its initial, small ones perhaps none.

    A capital is an initial; small letters behind it may be the same word's next ones ("LATCo"), and a word printed in
    capitals may give all of its letters ("UK Shared …").
    """
    reached = {0}
    for word in words:
        reached = {end for start in reached for end in _steps(letters, start, word)}
        if not reached:
            return False
    return len(letters) in reached


def _steps(letters: str, start: int, word: str) -> Iterator[int]:
    if word.casefold() in _SMALL:
        yield start
    end = start
    for letter in word:
        if end >= len(letters) or letters[end].casefold() != letter.casefold():
            return
        if end > start and letters[end].isupper() and not word.isupper():
            return
        end += 1
        yield end


def _folded(words: str) -> str:
    return " ".join(_words(words.casefold().replace("&", "and")))
