"""Printed numbers: list markers, inline numbered lists, recommendation numbers and number words.

Finds them and folds them to the contract's digits or letters. Which value belongs to which action is the aligner's
affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

MarkerKind = Literal["digit", "dotted", "letter", "roman", "bullet"]

BULLETS = "•●○◦▪▫■□◆◇►▶➢➤‣⁃∙·✓✔☑\uf0b7\uf0a7\uf0d8\uf0fc*"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBER_WORDS = {word: value for value, word in enumerate(_ONES.split())} | _TENS
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")

_ONE = r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})"
_LISTED = r"(?:\d{1,2}|[a-z]|[ivx]{2,5})[.)]"
_MARKER = re.compile(
    rf"""\s*(?P<printed>
        (?P<joined>\(?{_LISTED} (?: \s*(?:,|&|\+|/|-|–|—|\band\b|\bto\b)\s* \(?{_LISTED} )+) :?  # b) and c).  (a)-(c)
      | \( \s* (?P<inside>{_ONE}) \s* \)                                          # (a)
      | (?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}) (?: [.):] | (?=\s+[“"‘'(]?[A-Z]) )  # 7.1
      | (?P<mixed>\d{{1,2}}(?:\.\d{{1,2}})*[a-z]) [.):]                            # 1a. 2.1b)
      | (?P<several>{_ONE} (?: \s*(?:,|&|\+|/|-|–|—|\band\b|\bto\b)\s* {_ONE} )*) \s* [.):]   # 1.  b and c.  1-3:
      | (?P<bullet>[{re.escape(BULLETS)}] | [-–—o](?=\s))
    ) (?= \s | $ | (?<=[.):]) (?![a-zA-Z]\.) [^\W\d_] | (?<=[)]) ) \s*""",
    re.VERBOSE,
)
_CLOSED = re.compile(r"[().]")
_RANGE = re.compile(r"^(?P<first>\w+)\s*(?:-|–|—|\bto\b)\s*(?P<last>\w+)$")
_BETWEEN = re.compile(r"\s*(?:,|&|\+|/|\band\b)\s*")
_INLINE = re.compile(
    rf"""(?: ^ | (?<=[\s.;:)!?”"’'])) (?P<open>\()? (?P<number>{_ONE}) (?P<close>[.)])
         (?= \s | (?![a-zA-Z]\.) [^\W\d_] )""",
    re.VERBOSE,
)
_DOTTED_INLINE = re.compile(r"""(?:^|(?<=\s))(?P<number>\d{1,2}\.\d{1,2})[.):]?\s+(?=[“"‘'(]?[A-Z0-9])""")
_RECOMMENDATION = re.compile(
    r"""^\s*
    (?: (?P<section>\d{1,2}(?:\.\d{1,2})*) [.)]? \s+ (?=(?:key\s+)?rec) )?
    (?P<word> (?: (?:LGA|CPC|peer)(?:\s+(?:team|challenge|review))?\s+ | (?:key|additional|priority)\s+ )?
            recommendation s?
        | areas?\s+for\s+improvement (?=\s*\d) | rec (?:ommendation)? s? \b\.? | k?r (?=\s?\d) )
    \s* (?: no\b \.? | number | ref\b \.? | \# | : (?=\s*\d{1,2}[.)]\s) )? \s*
    \(? (?P<number> \d{1,2} (?:\.\d{1,2})* (?![\d%]) | (?<=\s) [a-z]+ (?:-[a-z]+)? \b | (?<=\s)[a-h]\b ) \)?
    (?P<others> (?: \s* (?: , (?:\s*and\b)? | & | \+ | / | - | – | \band\b | \bto\b ) \s*
        k?r? \d{1,2} (?:\.\d{1,2})* (?!\d) )+
        (?= \s* (?: [:.)] | [–—-]\s | $ ) ) )?
    (?P<tail> \s* [:.)–—-]* \s* )""",
    re.VERBOSE | re.IGNORECASE,
)
_JOINS = re.compile(r"and|&|,|/")
_WORD = re.compile(r"[a-z]+(?:[- ][a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """What is printed in front of a list entry; its content begins at `end`. `numbers` is () for a bullet."""

    printed: str
    numbers: tuple[str, ...]
    kind: MarkerKind
    end: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """One entry of an inline list: its numbers, where its marker begins, and the half-open span of its content."""

    numbers: tuple[str, ...]
    marker_start: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RecommendationNumber:
    """A printed "Recommendation n": its number in digits, and where the wording behind it begins.

    `others` are further numbers that it shares its wording with: "Recommendations 3 and 4".
    """

    number: str
    end: int
    others: tuple[str, ...] = ()


def read_marker(text: str) -> Marker | None:
    """Return the list marker that a text begins with, or None.

    >>> read_marker("b and c. April 2026").numbers
    ('b', 'c')
    >>> read_marker("1 April 2026") is None
    True
    """
    match = _MARKER.match(text)
    if match is None:
        return None
    if match["bullet"]:
        return Marker(match["bullet"], (), "bullet", match.end())
    if match["dotted"]:
        return Marker(match["printed"], (match["dotted"],), "dotted", match.end())
    if match["mixed"]:
        return Marker(match["printed"], (match["mixed"],), "dotted", match.end())
    numbers = _numbers_of(_CLOSED.sub("", match["joined"] or match["inside"] or match["several"]))
    if not numbers:
        return None
    return Marker(match["printed"], numbers, _kind_of(numbers[0]), match.end())


def fold_number(printed: str) -> str | None:
    """Return a printed number or marker in the contract's form ("(B)" → "b", "ii." → "ii"), or None for a bullet.

    >>> fold_number("(B)"), fold_number("Seven"), fold_number("✓")
    ('b', '7', None)
    """
    bare = printed.strip().strip("().:-–—#").strip()
    if (value := read_number_word(bare)) is not None:
        return str(value)
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})*", bare):  # longer ones number nothing
        return ".".join(str(int(part)) for part in bare.split("."))
    if re.fullmatch(r"[a-zA-Z]|[ivxIVX]{2,5}|\d{1,2}(?:\.\d{1,2})*[a-z]", bare):
        return bare.lower()
    return None


def read_number_word(text: str) -> int | None:
    """Return the number that a word from "zero" to "fifty-nine" stands for, or None.

    >>> read_number_word("Twenty-seven"), read_number_word("many")
    (27, None)
    """
    if not _WORD.fullmatch(text):
        return None
    first, _, second = re.sub("[- ]", " ", text.lower()).partition(" ")
    if not second:
        return _NUMBER_WORDS.get(first)
    if first in _TENS and 1 <= _NUMBER_WORDS.get(second, 0) <= 9:
        return _TENS[first] + _NUMBER_WORDS[second]
    return None


def read_recommendation_number(text: str) -> RecommendationNumber | None:
    """Return the number of a text that begins like "Recommendation one:", "R1 –", "Rec. 1" or "2.1 Recommendation 1".

    >>> read_recommendation_number("2.4 Recommendation four: Do it").number
    '4'
    >>> read_recommendation_number("Recommendations and next steps") is None
    True
    """
    match = _RECOMMENDATION.match(text)
    if match is None:
        return None
    number = fold_number(match["number"])
    if number is None or (not number[0].isdigit() and not match["tail"].strip() and match.end() < len(text)):
        return None
    others = _others_of(number, match["others"] or "")
    return RecommendationNumber(_as_counted(number, match["number"]), match.end(), others)


def _others_of(first: str, printed: str) -> tuple[str, ...]:
    """Return the further numbers of "1, 2 and 4" and those between "1-4"."""
    numbers, last = [], first
    for sign, number in re.findall(r"(-|–|\bto\b|)\s*k?r?(\d{1,2}(?:\.\d{1,2})*)", printed, re.IGNORECASE):
        is_range = sign and last.isdigit() and number.isdigit() and int(last) < int(number)
        numbers += [str(n) for n in range(int(last) + 1, int(number))] if is_range else []
        numbers.append(last := fold_number(number) or number)
    return tuple(numbers)


def _as_counted(number: str, printed: str) -> str:
    """Return a Roman number in digits, and a letter as it is printed: recommendations are counted by both."""
    if number in _ROMAN:
        return str(_ROMAN.index(number) + 1)
    return printed if len(number) == 1 and number.isalpha() else number


def split_numbered(text: str) -> tuple[Numbered, ...]:
    """Return the entries of a list printed in one run of text, or () where its numbers do not run on.

    A list may begin with any number (a page break may have cut its head off); text in front of the first entry is part
    of none. Two entries at least, or one at the very beginning.

    >>> [text[n.start:n.end] for text in ["a. Plan it. b. Do it."] for n in split_numbered(text)]
    ['Plan it.', 'Do it.']
    >>> [n.numbers for n in split_numbered("1.1 Draft it. 1.2 Adopt it.")]
    [('1.1',), ('1.2',)]
    >>> [n.numbers for n in split_numbered("a) May b) and c) June")]
    [('a',), ('b', 'c')]
    """
    found = [(match, match["number"].lower()) for match in _INLINE.finditer(text)]
    chain = max(_chains(found), key=len, default=())
    if len(chain) < 2:
        chain = _dotted_chain(text) or chain
    if not chain or (len(chain) == 1 and text[: chain[0].start()].strip()):
        return ()
    ends = [match.start() for match in chain[1:]] + [len(text)]
    entries = (
        Numbered((match["number"].lower(),), match.start(), *_stripped(text, match.end(), end))
        for match, end in zip(chain, ends, strict=True)
    )
    return tuple(_with_shared(entries, text))


def _dotted_chain(text: str) -> list[re.Match[str]]:
    """Return the numbers of a list from its first sign on that only a blank follows: "1.1 Draft it. 1.2 Adopt it."."""
    chain: list[re.Match[str]] = []
    for match in _DOTTED_INLINE.finditer(text):
        if not chain and text[: match.start()].strip():
            return []
        if not chain or match["number"] in _successors(chain[-1]["number"]):
            chain.append(match)
    return chain if len(chain) > 1 else []


def _with_shared(entries: Iterable[Numbered], text: str) -> Iterator[Numbered]:
    """Yield the entries; those between which only a joining word stands are one: "b) and c) in June"."""
    waiting: Numbered | None = None
    for entry in entries:
        if waiting is not None:
            start = waiting.marker_start
            entry = Numbered((*waiting.numbers, *entry.numbers), start, entry.start, entry.end)
        waiting = entry if _JOINS.fullmatch(text, entry.start, entry.end) else None
        if waiting is None:
            yield entry
    if waiting is not None:
        yield waiting


def runs_on(before: str, after: str) -> bool:
    """Say whether a number follows another in a list: 1 → 2, a → b, i → ii, 2.1 → 2.2.

    >>> runs_on("h", "i"), runs_on("i", "ii"), runs_on("3", "5")
    (True, True, False)
    """
    return after in _successors(before)


def is_first(number: str) -> bool:
    """Say whether a list begins with this number."""
    return number in ("1", "a", "i") or number.endswith(".1")


def _chains(found: list[tuple[re.Match[str], str]]) -> Iterable[list[re.Match[str]]]:
    """Return the lists that the candidates form: each goes on with the first candidate that follows its last."""
    chains: list[list[re.Match[str]]] = []
    waiting: dict[tuple[str, str], int] = {}  # the closing sign and the number that a list waits for → which list
    for match, number in found:
        index = waiting.pop((match["close"], number), None)
        if index is None:
            index = len(chains)
            chains.append([])
        else:
            waiting = {key: other for key, other in waiting.items() if other != index} if len(waiting) > 1 else {}
        chains[index].append(match)
        for following in _successors(number):
            waiting.setdefault((match["close"], following), index)
    return chains


def _successors(number: str) -> tuple[str, ...]:
    if number.isdigit():
        return (str(int(number) + 1),)
    if number[0].isdigit() and number[-1].isalpha():
        return (number[:-1] + chr(ord(number[-1]) + 1),) if number[-1] < "z" else ()
    if "." in number:
        head, _, tail = number.rpartition(".")
        return (f"{head}.{int(tail) + 1}",)
    after: tuple[str, ...] = (chr(ord(number) + 1),) if len(number) == 1 and number < "z" else ()
    if number in _ROMAN[:-1]:
        after += (_ROMAN[_ROMAN.index(number) + 1],)
    return after


def _numbers_of(printed: str) -> tuple[str, ...]:
    if spread := _RANGE.match(printed.strip()):
        return _spread(spread["first"].lower(), spread["last"].lower())
    numbers = tuple(number.lower() for number in _BETWEEN.split(printed.strip()) if number)
    return tuple(str(int(n)) if n.isdigit() else n for n in numbers)


def _spread(first: str, last: str) -> tuple[str, ...]:
    if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) < 100:
        return tuple(map(str, range(int(first), int(last) + 1)))
    if (first == "i" or len(first) > 1 or len(last) > 1) and {first, last} <= set(_ROMAN):
        return _ROMAN[_ROMAN.index(first) : _ROMAN.index(last) + 1]
    if len(first) == len(last) == 1 and first.isalpha() and first <= last:
        return tuple(map(chr, range(ord(first), ord(last) + 1)))
    return ()


def _kind_of(number: str) -> MarkerKind:
    if number.isdigit():
        return "digit"
    return "letter" if len(number) == 1 else "roman"


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
