"""A document's mentions, each narrowed down to the councils that it can mean there.

A shared name is settled by the document's date, by a fuller name elsewhere, by "the county council" or the like;
initials by what the document itself defines, else by the councils it names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from normalise.councils.evidence import (
    Passage,
    Region,
    Sighting,
    Standing,
    count_joint_words,
    count_nameless,
    defined_acronyms,
    find_sightings,
    fits_nameless,
)
from normalise.councils.lexicon import Council, CouncilLexicon
from normalise.councils.mentions import Mention, MentionKind

LEAD_IN = timedelta(days=365)  # shadow authorities publish before their day
BARE_KINDS = (MentionKind.PLACE, MentionKind.ALIAS)
NAMING_KINDS = (MentionKind.FULL, MentionKind.ABBREVIATED, *BARE_KINDS)


@dataclass(frozen=True, slots=True)
class DocumentSightings:
    """All mentions of a document in reading order; `nameless` counts "the county council" and the like by type."""

    passages: Sequence[Passage]
    sightings: tuple[Sighting, ...]
    nameless: Counter[str]
    joint_words: int


def read_sightings(passages: Sequence[Passage], lexicon: CouncilLexicon, on: date | None) -> DocumentSightings:
    """Return every mention, its councils narrowed down by date, fuller names and defined initials."""
    dated = tuple(replace(s, councils=_in_being(s, lexicon, on)) for s in find_sightings(passages, lexicon))
    bound = defined_acronyms(passages, dated)
    nameless = count_nameless(passages)
    single = tuple(s for s in dated if len(s.councils) == 1 and s.mention.kind in NAMING_KINDS)
    told = ({s.councils[0].name for s in single if s.mention.is_typed}, {s.councils[0].name for s in single})
    named = {c.name for s in dated if s.mention.kind is not MentionKind.ACRONYM and counts(s) for c in s.councils}
    narrowed = []
    for sighting in dated:
        printed = passages[sighting.passage].text[sighting.mention.start : sighting.mention.end]
        if sighting.mention.kind is MentionKind.ACRONYM:
            found = _meant_by_initials(sighting, printed, bound, named)
        else:
            found = _one_of(sighting.councils, told, nameless, on)
        narrowed.append(replace(sighting, councils=found))
    narrowed.extend(_bound_initials(passages, bound, narrowed))
    return DocumentSightings(passages, tuple(sorted(narrowed, key=in_order)), nameless, count_joint_words(passages))


def _meant_by_initials(
    sighting: Sighting, printed: str, bound: dict[str, Council], named: set[str]
) -> tuple[Council, ...]:
    """Return what initials mean: as the document defines them, else the councils it names that have them."""
    if printed in bound:
        return (bound[printed],)
    meant = _among(sighting.councils, named, only=True)
    # On a cover long initials that one council alone has are its name: "RBKC peer challenge".
    is_telling = sighting.region is Region.TITLE and len(printed) > 3 and len(sighting.councils) == 1
    return sighting.councils if is_telling and not meant else meant


def counts(sighting: Sighting) -> bool:
    """Say whether a mention speaks for its councils at all: not in passing, nor as a peer's employer."""
    return sighting.mention.kind in (*NAMING_KINDS, MentionKind.ACRONYM) and sighting.standing in (
        Standing.OWN,
        Standing.PLAIN,
    )


def in_order(sighting: Sighting) -> tuple[int, int]:
    """Return the key that sorts sightings into reading order."""
    return sighting.order


def _in_being(sighting: Sighting, lexicon: CouncilLexicon, on: date | None) -> tuple[Council, ...]:
    """Return the councils of a mention that were there on a day; another of the same place where none was."""
    councils = sighting.councils
    if on is None or not councils:
        return councils
    there = tuple(council for council in councils if was_there(council, on))
    if there or not sighting.mention.is_typed:
        return there or councils
    namesakes = {other for council in councils for other in lexicon.namesakes(council) if was_there(other, on)}
    return tuple(namesakes) if len(namesakes) == 1 else councils


def was_there(council: Council, on: date) -> bool:
    """Say whether a council existed on a day, or was in the making."""
    return council.is_in_being(on) or (
        council.valid_from is not None and council.valid_from - LEAD_IN <= on < council.valid_from
    )


def _one_of(
    councils: tuple[Council, ...], told: tuple[set[str], set[str]], nameless: Counter[str], on: date | None
) -> tuple[Council, ...]:
    """Return the councils of a shared name that the rest of the document speaks for, all of them where it does not."""
    if len(councils) < 2:
        return councils
    for narrower in (
        *(_among(councils, names) for names in told),
        tuple(council for council in councils if fits_nameless(council, nameless)),
        tuple(council for council in councils if council.valid_to is None) if on is None else (),
    ):
        if len(narrower) == 1:
            return narrower
    return councils


def _among(councils: tuple[Council, ...], names: set[str], *, only: bool = False) -> tuple[Council, ...]:
    named = tuple(council for council in councils if council.name in names)
    return named if only or named else councils


def _bound_initials(
    passages: Sequence[Passage], bound: dict[str, Council], seen: Iterable[Sighting]
) -> Iterator[Sighting]:
    """Yield the uses of initials that only this document defines."""
    taken = {sighting.order for sighting in seen}
    if not bound:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, bound))})\b")
    for at, passage in enumerate(passages):
        for match in pattern.finditer(passage.text):
            if (at, match.start()) not in taken:
                mention = Mention(match.start(), match.end(), MentionKind.ACRONYM, (bound[match[0]],))
                standing = Standing.PEER if passage.region is Region.IGNORED else Standing.PLAIN
                yield Sighting(at, passage.region, standing, mention, mention.councils)
