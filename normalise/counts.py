"""Totals that a document states of itself: "the peers made twelve key recommendations", "31 actions linked to …".

Not counted: an earlier challenge's totals, parts of a total ("four of the actions"), breakdowns by status,
approximations and what a question asks. Whether a total fits what was found is for the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalise.lexicon import rows
from normalise.numbers import read_number_word
from normalise.reading import Reading, Readings
from normalise.records import CountedKind, CountedThing, DeclaredCount

MAX_TEXT_CHARACTERS = 100_000
NEAR_CHARACTERS = 160  # before and behind a number, where words may say whose it is

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER = rf"(?:\d{{1,3}}|(?:twenty|thirty|forty|fifty)(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
_YEAR = r"(?:19|20)\d\d"


def _any_of(*meanings: str) -> str:
    found = (row["wording"] for row in rows("count_words") if row["meaning"] in meanings)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(found, key=lambda w: (-len(w), w)))


_ADJECTIVES = rf"(?: (?:{_any_of('key', 'additional', 'plain')}) (?=[\s,]) ,? \s+ )"
_COUNT = re.compile(
    rf"""(?<![\w.,/£$%-]) (?P<number>{_NUMBER}) (?![\w.,/%-]*\d) \s+
    (?P<adjectives> {_ADJECTIVES}{{0,6}} ) (?P<noun> recommendations? | actions? ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
# "… actions for the five recommendations": the total and what it is a total for.
_LINK = re.compile(
    rf"""\s+ (?:linked|related|relating|responding|against|aligned|mapped|addressing|across|for|arising) \b
    (?: \s+ (?:to|from|against|with) )? \s+ (?: (?:the|our|all|its|these|each\s+of\s+the) \s+ )* (?: {_NUMBER} \s+ )?
    (?P<adjectives> {_ADJECTIVES}{{0,4}} ) (?: recommendations? | comments | suggestions | observations ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'])|\n{2,}")
_EARLIER_BEHIND = re.compile(
    rf"""\s* (?: (?:which|that|were|was|had|been|\(|,) \s* ){{0,5}}
    (?: (?:made|from|following|arising|given|set\s+out|identified|issued|received|of|in|after|during|by|at) \b
        [^.;:]{{0,60}}? )?
    \b (?: (?:in|during|following|from|of|its|after) \s+ (?:the\s+)? {_YEAR} | (?:{_any_of("earlier")}|last) \b )""",
    re.VERBOSE | re.IGNORECASE,
)
_EARLIER_BEFORE = re.compile(
    rf"""\b (?:{_any_of("earlier")}|last) \b [^.;:]{{0,60}} $
    | \b {_YEAR} \s+ (?: (?:CPC|LGA|peer|corporate|challenge|review|report) (?:['’]?s)? \s+ ){{1,4}} $""",
    re.VERBOSE | re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"""\b (?:{_any_of("earlier")}) \s+ (?:\w+\s+){{0,3}} (?:challenge|review|cpc|visit|report|recommendations?) \b
    | recommendations? \b [^.;]{{0,60}} \b (?:in|during|following|from|of) \s+ (?:the\s+)? {_YEAR}""",
    re.VERBOSE | re.IGNORECASE,
)
_FURTHER = re.compile(r"\ban?\s+(?:further|additional)\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|its|our|all|each\s+of\s+the)\s+$", re.IGNORECASE)
_PARTIAL = re.compile(rf"\b(?:{_any_of('partial')})\s+$", re.IGNORECASE)
# "The visit led to five recommendations": all of them, where "two to five" and "back to three" are not.
_RESULTED = re.compile(
    r"\b(?:led|leads|leading|gave\s+rise|giving\s+rise|amount(?:s|ed|ing)?|came|comes)\s+to\s+$", re.IGNORECASE
)
# "On two recommendations the peers saw no change": a clause about some of them begins so.
_ON_SOME = re.compile(r"(?:^|[.;:,–—-]\s)\s*(?:but\s+|and\s+)?(?:on|for|in|under|against)\s+$", re.IGNORECASE)
_BREAKDOWN = re.compile(
    rf"""\s* [(–,-]? \s*
    (?: (?:are|is|were|was|have|has|had|been|now|already|currently|being|remain|which|that) \s+ ){{0,4}}
    (?: (?:fully|partially|partly|nearly|not|yet) \s+ )? (?:{_any_of("breakdown")}) \b""",
    re.VERBOSE | re.IGNORECASE,
)


def read_declared_counts(
    text: str, *, challenge_year: int | None = None, on_tile: bool = False
) -> Readings[DeclaredCount]:
    """Return the totals of recommendations and actions that a text states, in printed order, each with its span.

    A total tied to a year ("made in 2022") is an earlier challenge's, unless that is `challenge_year`. `on_tile`: the
    text is one of several figures that stand beside one another at a document's head ("6 recommendations", "3 themes").

    >>> [c.value.count for c in read_declared_counts("The peers made twelve key recommendations.").found]
    [12]
    """
    text = text[:MAX_TEXT_CHARACTERS]
    found: list[Reading[DeclaredCount]] = []
    earlier = False
    for start, end in _sentences(text):
        found.extend(_read_sentence(text, start, end, challenge_year, earlier=earlier, on_tile=on_tile))
        earlier = earlier or _is_other_challenge(_EARLIER.search(text, start, end), challenge_year)
    return Readings(tuple(found))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(text)


def _read_sentence(
    text: str, start: int, end: int, challenge_year: int | None, *, earlier: bool, on_tile: bool
) -> Iterator[Reading[DeclaredCount]]:
    if text[start:end].rstrip().endswith("?"):
        return  # "Why was one recommendation turned down?"
    taken = start
    for match in _COUNT.finditer(text, start, end):
        link = _LINK.match(text, match.end(), end) if _noun(match) == "action" else None
        stop = link.end() if link else match.end()
        before = text[max(start, match.start() - NEAR_CHARACTERS) : match.start()]
        behind = text[stop : min(end, stop + NEAR_CHARACTERS)]
        if match.start() < taken or _is_part(before, behind):
            continue
        is_alone = not link and not match["adjectives"].strip() and not re.search(r"\w", before + behind)
        if is_alone and not on_tile:
            continue  # "23 actions" by itself is a figure of some breakdown
        if _is_earlier(before, behind, challenge_year) or (earlier and _DEFINITE.search(before)):
            continue
        taken = stop
        yield Reading(_counted(text, match, link, stop), match.start(), stop)


def _counted(text: str, match: re.Match[str], link: re.Match[str] | None, stop: int) -> DeclaredCount:
    count = read_number_word(match["number"])
    further = _FURTHER.search(text[max(0, match.start() - 20) : match.start()])
    return DeclaredCount(
        what=_noun(match),
        kind="additional" if further else _kind(match["adjectives"]) or _kind_of_link(link),
        count=count if count is not None else int(match["number"]),
        raw=" ".join(text[match.start() : stop].split()),
    )


def _kind_of_link(link: re.Match[str] | None) -> CountedKind | None:
    """Return what the linked recommendations are: plain ones stand beside additional comments, so they are key."""
    if link is None:
        return None
    plain: CountedKind | None = "key" if "recommendation" in link[0].casefold() else None
    return _kind(link["adjectives"]) or plain


def _is_part(before: str, behind: str) -> bool:
    """Say whether a number is only part of a total, or an approximation."""
    if _ON_SOME.search(before) is not None:
        return True
    is_partial = _PARTIAL.search(before) is not None and _RESULTED.search(before) is None
    return is_partial or _BREAKDOWN.match(behind) is not None


def _is_earlier(before: str, behind: str, challenge_year: int | None) -> bool:
    ties = _EARLIER_BEHIND.match(behind), _EARLIER_BEFORE.search(before)
    return any(_is_other_challenge(tie, challenge_year) for tie in ties)


def _is_other_challenge(tie: re.Match[str] | None, challenge_year: int | None) -> bool:
    if tie is None:
        return False
    years = re.findall(_YEAR, tie[0])
    return not (challenge_year is not None and years and int(years[-1]) == challenge_year)


def _noun(match: re.Match[str]) -> CountedThing:
    return "recommendation" if match["noun"].casefold().startswith("rec") else "action"


def _kind(adjectives: str) -> CountedKind | None:
    """Return the kind that the first telling adjective gives: "six formal, and other minor," are key."""
    meanings = {row["wording"]: row["meaning"] for row in rows("count_words")}
    for word in re.findall(r"[\w-]+", adjectives.casefold()):
        if meanings.get(word) == "key":
            return "key"
        if meanings.get(word) == "additional":
            return "additional"
    return None
