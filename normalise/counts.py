"""Totals that a document states of itself: "the peers made twelve key recommendations", "27 actions linked to …".

Not counted: an earlier challenge's totals, parts of a total ("four of the actions"), breakdowns by status, approximations.
Whether a total fits what was found is for the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalise.numbers import read_number_word
from normalise.reading import Reading, Readings
from normalise.records import CountedKind, CountedThing, DeclaredCount

MAX_TEXT_CHARACTERS = 100_000

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty"
)
_NUMBER = rf"(?:\d{{1,3}}|(?:{_WORDS.replace(' ', '|')})(?:[- ](?:{'|'.join(_WORDS.split()[:9])}))?)"
_KEY = r"key|formal|main|headline|core|principal|primary|priority|overarching|strategic|top-level|high-level"
_ADDITIONAL = r"additional|further|other|supplementary|informal|wider|secondary|non-key|extra|minor|linked"
_PLAIN = r"peer|challenge|review|team|cpc|lga|improvement|specific|separate|individual|distinct|detailed|overall|corporate|new|total|report"
_COUNT = re.compile(
    rf"""(?<![\w.,/£$%-]) (?P<number>{_NUMBER}) (?![\w.,/%-]*\d) \s+
    (?P<adjectives> (?: (?:{_KEY}|{_ADDITIONAL}|{_PLAIN}|and|&|team's) \b ,? \s+ ){{0,6}} )
    (?P<noun> recommendations? | actions? ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'])|\n{2,}")
_YEAR = r"(?:19|20)\d\d"
_EARLIER_BEHIND = re.compile(
    rf"""\s* (?:which|that|were|was|had|been|\(|,|\s){{0,6}}
    (?: (?:made|from|following|arising|given|set\ out|identified|issued|received|of|in|after|during|by|at) \b [^.;:]{{0,60}}? )?
    \b (?: (?:in|during|following|from|of|the|its|after) \s+ (?:the\s+)? {_YEAR} | (?:previous|earlier|prior|preceding|last)\b )""",
    re.VERBOSE | re.IGNORECASE,
)
_EARLIER_BEFORE = re.compile(
    rf"\b(?:previous|earlier|prior|preceding|last)\b[^.;:]{{0,60}}$|\b{_YEAR}\s+(?:(?:CPC|LGA|peer|corporate|challenge|review|report)['’]?s?\s+){{1,4}}$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?:previous|earlier|prior|preceding)\s+(?:\w+\s+){{0,3}}(?:challenge|review|cpc|visit|report|recommendations?)\b"
    rf"|recommendations?\b[^.;]{{0,60}}\b(?:in|during|following|from|of)\s+(?:the\s+)?{_YEAR}",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\ban?\s+(?:further|additional)\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|its|our|all|each\s+of\s+the)\s+$", re.IGNORECASE)
_PARTITIVE = re.compile(
    r"\b(?:first|last|next|final|remaining|of\s+which|over|around|about|approximately|nearly|almost|some|than|to|least|between"
    r"|no|recommendations?|actions?|page|section|top)\s+$",
    re.IGNORECASE,
)
_BREAKDOWN = re.compile(
    r"""\s* (?:\(|–|-|,)? \s* (?: (?:are|is|were|was|have|has|had|been|now|already|currently|being|remain|remains|remaining|which|that)\s+ ){0,4}
    (?: (?:fully|partially|partly|nearly|not|yet)\s+ )? (?:complete|completed|underway|under\s+way|in\s+progress|ongoing|on\s+track|delayed|overdue|outstanding
      |not\s+started|closed|implemented|delivered|achieved|on\s+hold|remain|remains|remaining|red|amber|green|blue|relate|relates|concern|started|progressing|accepted|rejected)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK = re.compile(
    rf"""\s+ (?:linked|related|relating|responding|against|aligned|mapped|addressing|across|for|arising|in\s+response)\b (?:\s+(?:to|from|against|with))?
    \s+ (?:(?:the|our|all|its|these|each\s+of\s+the)\s+)* (?:(?P<number>{_NUMBER})\s+)?
    (?P<adjectives> (?: (?:{_KEY}|{_ADDITIONAL}|{_PLAIN}|and) \b ,? \s+ ){{0,4}} )
    (?: recommendations? | comments | suggestions | observations ) \b""",
    re.VERBOSE | re.IGNORECASE,
)


def read_declared_counts(text: str, *, challenge_year: int | None = None) -> Readings[DeclaredCount]:
    """Return the totals of recommendations and actions that a text states, in printed order, each with its span.

    A total tied to a year ("made in 2022") is an earlier challenge's, unless that is `challenge_year`.

    >>> [c.value.count for c in read_declared_counts("The peers made twelve key recommendations.").found]
    [12]
    """
    text = text[:MAX_TEXT_CHARACTERS]
    found: list[Reading[DeclaredCount]] = []
    earlier = False
    for start, end in _sentences(text):
        found.extend(_read_sentence(text, start, end, challenge_year, earlier=earlier))
        earlier = earlier or _ties_to_earlier(_EARLIER, text[start:end], challenge_year)
    return Readings(tuple(found))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(text)


def _read_sentence(
    text: str, start: int, end: int, challenge_year: int | None, *, earlier: bool
) -> Iterator[Reading[DeclaredCount]]:
    taken = start
    for match in _COUNT.finditer(text, start, end):
        if match.start() < taken:
            continue
        link = _LINK.match(text, match.end(), end) if _noun(match) == "action" else None
        stop = link.end() if link else match.end()
        if _is_total(text, match, stop, start, end, challenge_year, earlier=earlier, linked=link is not None):
            taken = stop
            yield _counted(text, match, link, stop)


def _counted(text: str, match: re.Match[str], link: re.Match[str] | None, stop: int) -> Reading[DeclaredCount]:
    further = _FURTHER.search(text[max(0, match.start() - 20) : match.start()]) is not None
    kind: CountedKind | None = "additional" if further else None
    kind = kind or _kind(match["adjectives"]) or (_kind(link["adjectives"]) or "key" if link else None)
    if link and "recommendation" not in link[0].casefold() and kind == "key" and not _kind(link["adjectives"]):
        kind = None
    count = read_number_word(match["number"])
    value = DeclaredCount(
        what=_noun(match),
        kind=kind,
        count=count if count is not None else int(match["number"]),
        raw=" ".join(text[match.start() : stop].split()),
    )
    return Reading(value, match.start(), stop)


def _is_total(
    text: str,
    match: re.Match[str],
    stop: int,
    start: int,
    end: int,
    challenge_year: int | None,
    *,
    earlier: bool,
    linked: bool,
) -> bool:
    before, behind = text[start : match.start()], text[stop:end]
    if not match["number"].isdigit() and read_number_word(match["number"]) is None:
        return False
    if not linked and not match["adjectives"].strip() and not (before + behind).strip(" .:–-"):
        return False  # "23 actions" by itself is a figure of some breakdown
    if _PARTITIVE.search(before) or _BREAKDOWN.match(behind):
        return False
    if _ties_to_earlier(_EARLIER_BEHIND, behind, challenge_year, match=True):
        return False
    if _ties_to_earlier(_EARLIER_BEFORE, before, challenge_year):
        return False
    return not (earlier and _DEFINITE.search(before))


def _ties_to_earlier(pattern: re.Pattern[str], words: str, challenge_year: int | None, *, match: bool = False) -> bool:
    found = pattern.match(words) if match else pattern.search(words)
    if found is None:
        return False
    years = re.findall(_YEAR, found[0])
    return not (challenge_year is not None and years and int(years[-1]) == challenge_year)


def _noun(match: re.Match[str]) -> CountedThing:
    return "recommendation" if match["noun"].casefold().startswith("rec") else "action"


def _kind(adjectives: str) -> CountedKind | None:
    """Return the kind that the first telling adjective gives: "eight formal, and other informal," are key."""
    for word in re.findall(r"[\w-]+", adjectives.casefold()):
        if re.fullmatch(_KEY, word):
            return "key"
        if re.fullmatch(_ADDITIONAL, word):
            return "additional"
    return None
