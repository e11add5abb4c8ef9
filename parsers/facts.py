"""What a document says of itself, put together: title, councils, dates, peer team, declared counts, what was given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.councils import CouncilDecision, CouncilLexicon, Passage, Region, decide_councils, find_councils
from normalise.councils.mentions import Mention, find_unknown_councils
from normalise.counts import read_declared_counts
from normalise.issues import make_issue
from normalise.records import DeclaredCount, DocumentFacts, DocumentKind, Issue, Provenance, When
from normalise.when.notation import read_notation
from parsers.cover import Cover
from parsers.cover_dates import FoundDate
from parsers.document import Block, BlockKind, Document, Layer, Table
from parsers.given import Given
from parsers.layouts.earlier_progress import find_earlier_year
from parsers.peer_team import lists_peers, read_peer_team
from parsers.sections import Section
from parsers.words import NO_WORDS, Words, join, provenance_of

_LAST_TIME = re.compile(r"\b(?:last|previous|earlier|since|progress|20\d\d)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|per)\b[^.;]*$", re.IGNORECASE)  # "Each card takes one action": no total
_FIGURE = re.compile(r"\d{1,3}")
_COUNTED = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){0,3}")
_TILE = re.compile(rf"{_FIGURE.pattern}\n{_COUNTED.pattern}")  # "12" and below it "actions"
_OF_THE_LGA = re.compile(r"\b(?:Local Government Association|Local Government House|Smith Square)\b", re.IGNORECASE)
_JOINING = re.compile(r"(?:[\s,&/|–—-]|\band\b|\bthe\b)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found out before: the cover, the kind, and the dates with the words that print them."""

    cover: Cover
    kind: DocumentKind
    published: FoundDate | None
    challenge: FoundDate | None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A document's facts with the issues about them."""

    facts: DocumentFacts
    issues: tuple[Issue, ...]


def put_facts_together(
    document: Document,
    sections: Sequence[Section],
    found: Found,
    given: Given,
    lexicon: CouncilLexicon,
) -> Facts:
    """Return the facts as printed, filled up with what the user gave; `given` names those fields."""
    cover, kind, published, challenge = found.cover, found.kind, found.published, found.challenge
    peers = [section for section in sections if lists_peers(section)]
    passages = tuple(_passages(document, peers, cover))
    on = published.when.end if published else challenge.when.end if challenge else None
    decision = decide_councils([passage for passage, _ in passages], on=on, lexicon=lexicon)
    issues = [make_issue(note.code, note.detail) for note in decision.notes if not given.councils]
    filled = []
    is_unlisted = any(note.code == "unknown-council" for note in decision.notes)
    if given.councils and is_unlisted:
        decision = CouncilDecision(notes=decision.notes)
    if not decision.names and given.councils:
        filled.append("councils")
    if published is None and given.published:
        filled.append("published")
    if challenge is None and given.challenge:
        filled.append("challenge")
    if kind == "other" and given.kind:
        filled.append("kind")
    issues += _not_used(given, decision.names, found)
    provenance = _council_places(decision, passages)
    if cover.title:
        provenance["title"] = cover.title.provenance()
    facts = DocumentFacts(
        kind=given.kind or kind if kind == "other" else kind,
        title=cover.title.text or None,
        councils=decision.names or given.councils,
        published=_placed(published) or _given_when(given.published),
        challenge=_placed(challenge) or _given_when(given.challenge),
        peer_team=read_peer_team(peers),
        declared_counts=tuple(_declared_counts(document, sections, challenge)),
        language=found.language,
        given=tuple(filled),
        provenance=provenance,
    )
    return Facts(facts, tuple(issues))


def _not_used(given: Given, councils: Sequence[str], found: Found) -> Iterator[Issue]:
    """Yield an issue for each given fact that gave way to a printed one."""
    printed = {
        "councils": (given.councils, tuple(councils)),
        "published": (given.published, found.published.when.edtf if found.published else None),
        "challenge": (given.challenge, found.challenge.when.edtf if found.challenge else None),
        "kind": (given.kind, found.kind if found.kind != "other" else None),
    }
    for name, (told, there) in printed.items():
        if told and there and told != there:
            yield make_issue("given-not-used", f"{name}, given as {_worded(told)}, printed as {_worded(there)}")


def _worded(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def names_only_councils(line: str, lexicon: CouncilLexicon) -> bool:
    """Say whether a line is nothing but the names of councils, joined by "and" or commas."""
    rest, end = "", 0
    known = find_councils(line, lexicon=lexicon)
    strange = find_unknown_councils(line, [mention for mention in known if mention.is_typed])
    whole = [mention for mention in known if not any(_touch(mention, other) for other in strange)]
    mentions = sorted((*whole, *strange), key=lambda mention: mention.start)
    for mention in mentions:
        rest += line[end : mention.start]
        end = mention.end
    return bool(mentions) and _JOINING.fullmatch(rest + line[end:]) is not None


def _touch(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def published_edtf(published: FoundDate | None, given: Given) -> str | None:
    """Return the document's date as EDTF, printed or given."""
    return published.when.edtf if published else given.published


def _passages(document: Document, team: Sequence[Section], cover: Cover) -> Iterator[tuple[Passage, Words]]:
    """Yield the document's text by region; what stands in the peer team's sections speaks of other councils."""
    for line in cover.lines:
        yield Passage(line.text, Region.TITLE), line
    peers = {id(block) for section in team for block in section.blocks}
    for block in document.blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                words = cell.words.fold()
                if words and id(block) not in peers:
                    yield Passage(words.text), words
            continue
        words = block.words.fold()
        if words:
            yield (
                Passage(
                    words.text,
                    Region.IGNORED if id(block) in peers and block.kind is BlockKind.ITEM else _region(block),
                ),
                words,
            )


def _region(block: Block) -> Region:
    if block.layer is Layer.FURNITURE:  # the LGA's address names the place where it has its house
        return Region.IGNORED if _OF_THE_LGA.search(block.text) else Region.FURNITURE
    return Region.HEADING if block.kind is BlockKind.HEADING else Region.BODY


def _council_places(decision: CouncilDecision, passages: Sequence[tuple[Passage, Words]]) -> dict[str, Provenance]:
    printed = [
        passages[evidence.passage][1][evidence.start : evidence.end]
        for council in decision.councils
        for evidence in council.evidence[:1]
    ]
    return {"councils": provenance_of(printed)} if printed else {}


def _declared_counts(
    document: Document, sections: Sequence[Section], challenge: FoundDate | None
) -> Iterator[DeclaredCount]:
    """Yield the totals that running text states, each once; not those of an earlier challenge."""
    seen = set()
    earlier: set[int] = set()
    year = challenge.when.start.year if challenge and challenge.when.start else None
    if year is not None:
        earlier = {
            id(b) for s in sections if _LAST_TIME.search(s.title.text) and find_earlier_year(s, year) for b in s.blocks
        }
    for block in document.blocks:
        if isinstance(block, Table) or block.layer is not Layer.BODY or id(block) in earlier:
            continue
        if block.kind is BlockKind.HEADING:
            continue
        words = block.words.fold()
        for found in read_declared_counts(words.text, challenge_year=year).found:
            key = (found.value.what, found.value.kind, found.value.count)
            is_of_each = found.value.count == 1 and _EACH.search(words.text[: found.start]) is not None
            if key not in seen and not is_of_each:
                seen.add(key)
                yield found.value.with_values(provenance=words[found.start : found.end].provenance())
    for words in _iter_tiles(document):
        for found in read_declared_counts(words.text, challenge_year=year, on_tile=True).found:
            key = (found.value.what, found.value.kind, found.value.count)
            if key not in seen:
                seen.add(key)
                yield found.value.with_values(provenance=words[found.start : found.end].provenance())


def _iter_tiles(document: Document) -> Iterator[Words]:
    """Yield the figures that stand beside one another with what they count: "12" over "actions", "6" over "themes".

    Where the run of them ends in a figure each may stand below what it counts: then none is told.
    """
    together: list[Words] = []
    figure: Words | None = None
    for block in (*document.blocks, None):
        if isinstance(block, Block) and block.kind is BlockKind.SHAPE:
            continue
        words = block.words.strip() if isinstance(block, Block) else NO_WORDS
        if figure is not None and _COUNTED.fullmatch(words.text):
            together.append(join((figure, words), " "))
            figure = None
        elif figure is None and _TILE.fullmatch(words.text):
            together.append(words.fold())
        elif figure is None and _FIGURE.fullmatch(words.text):
            figure = words
        else:
            yield from together if len(together) > 1 and figure is None else ()
            together, figure = [], None


def _placed(found: FoundDate | None) -> When | None:
    return found.when.with_values(provenance=found.words.provenance()) if found else None


def _given_when(edtf: str | None) -> When | None:
    """Return a given date as a when: read like a printed one, its raw words are what the user wrote."""
    if edtf is None:
        return None
    return read_notation(edtf)
