"""Whose document it is: the councils that a document's own words decide for, in the order it introduces them.

A name on the cover wins over running headers, these over the text. What is named in passing decides nothing; what the
words leave open stays open, with a note.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from normalise.councils.evidence import (
    Passage,
    Region,
    Sighting,
    Standing,
    fits_nameless,
    is_peer_line,
    split_line,
)
from normalise.councils.lexicon import WORD, CouncilLexicon, default_lexicon, words_of
from normalise.councils.mentions import Mention, MentionKind, find_unknown_councils
from normalise.councils.narrow import BARE_KINDS, DocumentSightings, counts, in_order, read_sightings, was_there
from normalise.reading import Note

__all__ = ["CouncilDecision", "DecidedCouncil", "Evidence", "Passage", "Region", "decide_councils"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for a council: `passages[passage].text[start:end]`."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DecidedCouncil:
    """A council that the document is about, how sure that is (0–1), and the first words that say so."""

    name: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CouncilDecision:
    """The document's councils in the order it introduces them, none where its words leave it open."""

    councils: tuple[DecidedCouncil, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(council.name for council in self.councils)


TITLE_LINE_WORDS = 16  # a longer line is no title
MOST_ON_A_COVER = 60  # mentions; a title region that holds more is no cover
MOST_EVIDENCE = 8
UNLISTED = 0.6  # how sure a council is that the cover names in full and no list has
_FULL_NAME = re.compile(r"\b(?:Council|Authority|Service)$|\bBorough of ", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s*&\s*")
_SMALL_WORDS = re.compile(r"(?<=\s)(?:Of|And|On|Upon|The|With|Under|In|By)(?=\s)")
MOST_JOINT = 4
_WEIGHTS = {
    MentionKind.FULL: 3.0,
    MentionKind.ABBREVIATED: 3.0,
    MentionKind.PLACE: 1.0,
    MentionKind.ALIAS: 1.0,
    MentionKind.ACRONYM: 1.2,
    MentionKind.WORD: 0.0,
    MentionKind.UNKNOWN: 0.0,
}
_STANDINGS = {Standing.OWN: 2.5, Standing.PLAIN: 1.0, Standing.PASSING: 0.15, Standing.PEER: 0.0}
_REGIONS = {Region.TITLE: 1.5, Region.FURNITURE: 3.0, Region.HEADING: 1.5, Region.BODY: 1.0, Region.IGNORED: 0.0}
ENOUGH = 2.0  # the score that decides: two names of the place and more, or one of the council
CLEARLY_AHEAD = 1.5
JOINT_SHARE = 0.3  # of the first council's score, for one that shares the document with it
GEOGRAPHY = 0.25  # what a county's bare name counts for where one of its districts is named as a council

_BETWEEN = re.compile(r"(?:[\s,;:&/+|*#–—-]|\b(?:and|with|the|in\s+partnership|borough|district)\b)*", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*(?:and|&|/|\+)\s*(?:the\s+)?", re.IGNORECASE)
_EDGE = re.compile(r"\s*(?:[-–—:|,/()]|$)")


def decide_councils(
    passages: Sequence[Passage], *, on: date | None = None, lexicon: CouncilLexicon | None = None
) -> CouncilDecision:
    """Return which councils a document is about.

    `on` is the document's date, where known: of councils that share a place it picks those in being. Without it the
    name as printed decides, and of a bare place name the council still in being.
    """
    known = lexicon or default_lexicon()
    reading = read_sightings(passages, known, on)
    titled = _title_sightings(reading)
    if not titled and (strange := tuple(_unknown_in(reading, Region.TITLE, Region.FURNITURE))):
        return _as_printed(reading, strange)
    decision = _decide_by_title(reading, titled) if titled else _decide_by_text(reading)
    return _with_abolished_noted(decision, known, on)


def _title_sightings(reading: DocumentSightings) -> tuple[Sighting, ...]:
    """Return the mentions that stand on the cover or in a running header: the typed ones, else the bare places."""
    for region in (Region.TITLE, Region.FURNITURE):
        here = tuple(s for s in reading.sightings if s.region is region and s.standing is not Standing.PEER)
        on_lines = tuple(s for s in here[:MOST_ON_A_COVER] if _is_on_a_title_line(reading, s))
        typed = tuple(s for s in on_lines if s.mention.is_typed and s.standing is not Standing.PASSING)
        if typed:
            return _with_joined_places(reading, typed, on_lines)
        if places := tuple(s for s in on_lines if _is_titled_place(reading, s, on_lines)):
            return _with_joined_places(reading, places, on_lines)
    return ()


def _is_on_a_title_line(reading: DocumentSightings, sighting: Sighting) -> bool:
    words = WORD.findall("".join(split_line(reading.passages[sighting.passage].text, sighting.mention)))
    return len(words) <= TITLE_LINE_WORDS


def _is_titled_place(reading: DocumentSightings, sighting: Sighting, here: tuple[Sighting, ...]) -> bool:
    """Say whether a bare name stands as a title does: alone, set off by a dash, or beside words of a cover."""
    if not sighting.councils:
        return False
    before, after = split_line(reading.passages[sighting.passage].text, sighting.mention)
    set_off = _EDGE.match(after) is not None and _EDGE.match(before[::-1].lstrip("#* ")) is not None
    if sighting.mention.kind is MentionKind.WORD or sighting.standing is Standing.PASSING:
        return set_off
    return set_off or _has_cover_words(reading, sighting) or _names_all_its_line(reading, sighting, here)


def _has_cover_words(reading: DocumentSightings, sighting: Sighting) -> bool:
    line = " ".join(split_line(reading.passages[sighting.passage].text, sighting.mention))
    return any(word.lower() in words_of("cover") - {"council"} for word in WORD.findall(line))


def _names_all_its_line(reading: DocumentSightings, sighting: Sighting, here: tuple[Sighting, ...]) -> bool:
    """Say whether the line prints nothing but this name and others joined to it: "X and Y"."""
    before, after = split_line(reading.passages[sighting.passage].text, sighting.mention)
    others = [s for s in here if s.passage == sighting.passage and s is not sighting and s.councils]
    start, end = sighting.mention.start - len(before), sighting.mention.end + len(after)
    known = sum(s.mention.end - s.mention.start for s in others if start <= s.mention.start and s.mention.end <= end)
    return known > 0 and len(before) + len(after) - known <= len(" and ") and not re.search(r"\d", before + after)


def _with_joined_places(
    reading: DocumentSightings, chosen: tuple[Sighting, ...], here: tuple[Sighting, ...]
) -> tuple[Sighting, ...]:
    """Return the chosen mentions and the bare places that "and" joins to one of them."""
    taken = {sighting.order for sighting in chosen}
    joined = list(chosen)
    for one, other in pairwise(s for s in here if s.mention.is_typed or (s.councils and _is_bare(s))):
        if (one.order in taken) != (other.order in taken) and one.passage == other.passage:
            text = reading.passages[one.passage].text
            if _AND.fullmatch(text, one.mention.end, other.mention.start):
                joined.append(one if other.order in taken else other)
                taken.add(joined[-1].order)
    return tuple(sorted(joined, key=in_order))


def _is_bare(sighting: Sighting) -> bool:
    return sighting.mention.kind in (*BARE_KINDS, MentionKind.WORD)


def _are_joined(reading: DocumentSightings, one: Sighting, other: Sighting) -> bool:
    first, second = sorted((one, other), key=in_order)
    if first.passage == second.passage:
        between = reading.passages[first.passage].text[first.mention.end : second.mention.start]
    elif second.passage == first.passage + 1:
        before, after = reading.passages[first.passage].text, reading.passages[second.passage].text
        between = before[first.mention.end :] + "\n" + after[: second.mention.start]
    else:
        return False
    return _BETWEEN.fullmatch(between) is not None


def _decide_by_title(reading: DocumentSightings, titled: tuple[Sighting, ...]) -> CouncilDecision:
    """Return what the cover says: one council, several that it joins, or a conflict."""
    firsts = _first_sightings(titled)
    if any(len(sighting.councils) > 1 for sighting in titled) and not firsts:
        names = " / ".join(council.name for council in titled[0].councils)
        return CouncilDecision(notes=(Note("council-conflict", names),))
    scores = _scores(reading)
    kept = _kept(reading, firsts, scores)
    if not kept:
        return CouncilDecision(notes=(Note("council-conflict", ", ".join(firsts)),))
    partners = _partners(reading, kept)
    sure = 0.95 if titled[0].mention.is_typed else 0.85
    decided = [_decided(reading, name, sure) for name in kept]
    decided.extend(_decided(reading, name, 0.75) for name in partners)
    left = tuple(name for name in firsts if name not in kept)
    return CouncilDecision(tuple(decided), (Note("council-conflict", ", ".join((*kept, *left))),) if left else ())


def _first_sightings(sightings: Iterable[Sighting]) -> dict[str, Sighting]:
    """Return the first sighting of each council that is meant without doubt, in reading order."""
    firsts: dict[str, Sighting] = {}
    for sighting in sightings:
        if len(sighting.councils) == 1:
            firsts.setdefault(sighting.councils[0].name, sighting)
    return firsts


def _kept(reading: DocumentSightings, firsts: dict[str, Sighting], scores: dict[str, float]) -> tuple[str, ...]:
    """Return which of a cover's councils it is about: all where they are joined, else the one the text is about."""
    names = tuple(firsts)
    if len(names) < 2:
        return names
    ordered = tuple(firsts.values())
    if all(_are_joined(reading, one, other) for one, other in pairwise(ordered)):
        return names
    own = tuple(name for name in names if firsts[name].standing is Standing.OWN)
    headed = tuple(name for name in names if _has_cover_words(reading, firsts[name]))
    for fewer in (own, headed):
        if len(fewer) == 1 and not reading.joint_words:
            return fewer
    if reading.joint_words:
        return names
    best, second = sorted(names, key=lambda name: -scores.get(name, 0.0))[:2]
    return (best,) if scores.get(best, 0.0) >= CLEARLY_AHEAD * scores.get(second, 0.0) else ()


def _partners(reading: DocumentSightings, kept: tuple[str, ...]) -> tuple[str, ...]:
    """Return the councils that share a document whose cover names only one: often named, and spoken of as joint."""
    if len(kept) > 1 or reading.joint_words < 2:
        return ()
    typed = {s.councils[0].name for s in reading.sightings if _names_one(s) and s.standing is not Standing.PEER}
    uses = _counted(reading)
    share = max(4.0, JOINT_SHARE * uses[kept[0]])
    partners = [name for name in typed if name not in kept and uses[name] >= share]
    return tuple(sorted(partners, key=lambda name: _first_of(reading, name).order))


def _names_one(sighting: Sighting) -> bool:
    return sighting.mention.is_typed and len(sighting.councils) == 1


def _counted(reading: DocumentSightings) -> Counter[str]:
    return Counter(
        s.councils[0].name
        for s in reading.sightings
        if len(s.councils) == 1 and s.mention.kind is not MentionKind.WORD and s.standing is not Standing.PEER
    )


def _first_of(reading: DocumentSightings, name: str) -> Sighting:
    sightings = [s for s in reading.sightings if len(s.councils) == 1 and s.councils[0].name == name]
    return next((s for s in sightings if counts(s)), sightings[0])


def _scores(reading: DocumentSightings) -> dict[str, float]:
    """Return how strongly the whole document speaks for each council."""
    scores: dict[str, float] = {}
    strong = {s.councils[0] for s in reading.sightings if _is_strong(s)}
    districts_in = {council.county for council in strong if council.county}
    for sighting in reading.sightings:
        if len(sighting.councils) == 1:
            [council] = sighting.councils
            is_bare = sighting.mention.kind in BARE_KINDS
            share = GEOGRAPHY if is_bare and council.kind == "county" and council.short in districts_in else 1.0
            scores[council.name] = scores.get(council.name, 0.0) + share * _weight(sighting)
    for sighting in _first_sightings(filter(counts, reading.sightings)).values():
        if fits_nameless(sighting.councils[0], reading.nameless):
            scores[sighting.councils[0].name] += 1.0
    return scores


def _is_strong(sighting: Sighting) -> bool:
    is_more_than_a_place = sighting.mention.is_typed or sighting.mention.kind is MentionKind.ACRONYM
    return is_more_than_a_place and len(sighting.councils) == 1 and counts(sighting)


def _weight(sighting: Sighting) -> float:
    return _WEIGHTS[sighting.mention.kind] * _STANDINGS[sighting.standing] * _REGIONS[sighting.region]


def _decide_by_text(reading: DocumentSightings) -> CouncilDecision:
    """Return the council that the text is clearly about, or those that share it."""
    scores = _scores(reading)
    firsts = _first_sightings(filter(counts, reading.sightings))
    strong = {s.councils[0].name for s in reading.sightings if _is_strong(s)}
    ranked = sorted((name for name in firsts if scores[name] >= ENOUGH), key=lambda name: -scores[name])
    if not ranked:
        return _decide_by_signatures(reading)
    near = tuple(name for name in ranked if scores[name] * CLEARLY_AHEAD > scores[ranked[0]])
    shared = tuple(name for name in firsts if name in ranked and scores[name] >= JOINT_SHARE * scores[ranked[0]])
    if reading.joint_words and 1 < len(shared) <= MOST_JOINT:
        return CouncilDecision(tuple(_decided(reading, name, 0.7) for name in shared))
    if len(near) > 1:
        return CouncilDecision(notes=(Note("council-conflict", ", ".join(near)),))
    sure = 0.8 if ranked[0] in strong else 0.6
    return CouncilDecision((_decided(reading, ranked[0], sure),))


def _decide_by_signatures(reading: DocumentSightings) -> CouncilDecision:
    """Return the council whose own post-holders speak in the first lines, where nothing else names one."""
    signed = [
        s for s in reading.sightings if s.region is Region.TITLE and s.standing is Standing.PEER and _names_one(s)
    ]
    names = {sighting.councils[0].name for sighting in signed}
    if len(names) != 1:
        return _decide_by_one_name(reading)
    return CouncilDecision((_decided(reading, names.pop(), 0.5),))


def _decide_by_one_name(reading: DocumentSightings) -> CouncilDecision:
    """Return the council that the text names in full, where no list has it and no other is named at all."""
    strange = tuple(_unknown_in(reading, Region.HEADING, Region.BODY))
    if any(_names_one(s) and counts(s) for s in reading.sightings) or not strange:
        return CouncilDecision(notes=(Note("unknown-council", ""),))
    return _as_printed(replace(reading, joint_words=0), strange)


def _decided(reading: DocumentSightings, name: str, confidence: float) -> DecidedCouncil:
    """Return a council with the words that count for it; where none do, those that name it in passing."""
    sightings = [s for s in reading.sightings if len(s.councils) == 1 and s.councils[0].name == name]
    telling = [s for s in sightings if counts(s)] or sightings
    spans = tuple(Evidence(s.passage, s.mention.start, s.mention.end) for s in telling[:MOST_EVIDENCE])
    return DecidedCouncil(name, confidence, spans)


def _unknown_in(reading: DocumentSightings, *regions: Region) -> Iterator[Evidence]:
    """Yield the words of some regions that name councils we do not know."""
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for sighting in reading.sightings:
        mentions[sighting.passage].append(sighting.mention)
    for at, passage in enumerate(reading.passages):
        if passage.region in regions:
            here = mentions[at]
            strange = (*(m for m in here if m.kind is MentionKind.UNKNOWN), *find_unknown_councils(passage.text, here))
            for mention in strange:
                if not is_peer_line(*split_line(passage.text, mention)):
                    yield Evidence(at, mention.start, mention.end)


def _as_printed(reading: DocumentSightings, strange: Sequence[Evidence]) -> CouncilDecision:
    """Return the councils that the words name in full though no list has them: one, or those that they join."""
    full: dict[str, Evidence] = {}
    for evidence in strange:
        name = _printed(reading, evidence)
        if _FULL_NAME.search(name):
            full.setdefault(_name_of(name), evidence)
    note = Note("unknown-council", _printed(reading, strange[0]))
    if len(full) != 1 and not (1 < len(full) <= MOST_JOINT and _are_partners(reading, tuple(full.values()))):
        return CouncilDecision(notes=(note,))
    decided = tuple(DecidedCouncil(name, UNLISTED, (evidence,)) for name, evidence in full.items())
    return CouncilDecision(decided, (note,))


def _are_partners(reading: DocumentSightings, named: Sequence[Evidence]) -> bool:
    """Say whether councils that no list has share the document: all are joined by "and", or spoken of as joint."""
    if reading.joint_words:
        return True
    texts = reading.passages
    return all(
        one.passage == other.passage and _AND.fullmatch(texts[one.passage].text, one.end, other.start)
        for one, other in pairwise(named)
    )


def _printed(reading: DocumentSightings, evidence: Evidence) -> str:
    return " ".join(reading.passages[evidence.passage].text[evidence.start : evidence.end].split())


def _name_of(printed: str) -> str:
    """Return a printed name, "&" written out and one in capitals written as names are."""
    printed = _AMPERSAND.sub(" and ", printed)
    if not printed.isupper():
        return printed
    return _SMALL_WORDS.sub(lambda match: match[0].lower(), printed.title())


def _with_abolished_noted(decision: CouncilDecision, lexicon: CouncilLexicon, on: date | None) -> CouncilDecision:
    gone = [
        f"{name} was not there on {on}"
        for name in decision.names
        if on and (council := lexicon.find(name)) and not was_there(council, on)
    ]
    return replace(decision, notes=(*decision.notes, *(Note("council-conflict", detail) for detail in gone)))
