"""What a mention counts for: where it stands in the document, and in whose name the words around it speak.

Peers' councils, examples, neighbours and partners are named in passing; a sentence about the challenge itself names the
council that had it. Weighing one council against another is `decide`'s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from normalise.councils.lexicon import Council, CouncilLexicon, words_of
from normalise.councils.mentions import Mention, MentionKind, find_councils


class Region(StrEnum):
    """What part of the document a passage is; only the parsers know."""

    TITLE = "title"  # cover and first lines
    FURNITURE = "furniture"  # running headers and footers
    HEADING = "heading"
    BODY = "body"
    IGNORED = "ignored"  # peer-team lines and other words that speak of others


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the document's text, in reading order."""

    text: str
    region: Region = Region.BODY


class Standing(StrEnum):
    """In whose name the words around a mention speak."""

    OWN = "own"  # this council had the challenge, or answers it
    PLAIN = "plain"
    PASSING = "passing"  # an example, a neighbour, a partner
    PEER = "peer"  # somebody's employer


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention in its passage. `councils` are those it can still mean."""

    passage: int
    region: Region
    standing: Standing
    mention: Mention
    councils: tuple[Council, ...]

    @property
    def order(self) -> tuple[int, int]:
        return self.passage, self.mention.start


_OWN_BEFORE = re.compile(
    r"""
    (?: (?: peer\s+(?:challenge|review) | \bCPC | progress\s+review )s?
        \s+ (?:(?:visit|report|team)\s+)? (?:of|at|to|in|for)
      | \b(?:peers|team)\s+(?: visited | (?:spent|came|was|were|stayed)\b [^;]{0,30} \s(?:at|to|in|with) )
    ) \s+ (?:the\s+)? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OWN_AFTER = re.compile(
    r"""
    (?: \s*\([^()]{1,60}\) )? ,?
    (?: ['’]s?\s+ (?:response | (?:corporate\s+)?peer\s+(?:challenge|review) | action\s+plan )
      | (?: \s+ (?:has|have|had|was|were|previously|recently|also|first|originally|jointly|both) ){0,3} \s+
        (?:invited|commissioned|requested|hosted|undertook|undertaken|took\s+part|participated|welcomed|underwent|volunteered)
    ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DEFINED = re.compile(r"\s*\(\s*(?:(?:the|hereafter|or)\s+)?[\"'“‘]?(?P<acronym>[A-Z][A-Za-z&]{1,9})[\"'”’]?\s*[),]")
_ONE_SENTENCE = re.compile(r"[.;:!?\n]\s")
_LAST_WORDS = re.compile(r"[\w.]+")
_POST = re.compile(
    r"""\b (?: chief\s+executive | leader | director | head\s+of | cllr | clir
      | councillor | mayor | (?:senior\s+)?advis[eo]r | manager | cabinet\s+member | (?:member|officer|lead|conservative
      | labour | independent | liberal\s+democrat | lib\s+dem | green)\s+peer | portfolio\s+holder | chair ) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_END_OF_LINE = re.compile(r"['’s]{0,2}\s*(?:\([^()]{0,60}\))?[\s.,;|*_]*$")
_SET_OFF = re.compile(r"\s*[,–—(:|-]")
_PUT_IN_FRONT = re.compile(r"[,–—(|]|\s-\s|\b(?:at|of|from)\b|\t")
# Both are for lower-cased text and begin with plain letters, not `\b`: the search then skips along at the speed of C.
_NAMELESS = re.compile(
    r"(?:the|our|this|your|as a)\s(?P<kind>county|district|borough|city)\scouncil\b"
    r"|(?P<many>district\scouncils|borough\scouncils|\sdistricts)\b"
)
_JOINT = re.compile(
    r"(?:both|two|three|each|either|our\stwo|our\sthree)\s(?:(?:borough|district|city|county|partner|constituent)\s)?(?:councils?|authorities|organisations)\b"
    r"|alliance\b|joint\s(?:action\splan|plan|corporate|peer|management|leadership)\b|shared\s(?:chief|management|leadership|senior)\b"
    r"|councils['’]|our\scouncils\b"
)
_SENTENCE_CHARACTERS = 60
_PEER_LINE_CHARACTERS = 220
_LINE_CHARACTERS = 300
_BRACKET_CHARACTERS = 80
_CLOSES = re.compile(r"[^()]{0,40}\)")


def find_sightings(passages: Sequence[Passage], lexicon: CouncilLexicon) -> tuple[Sighting, ...]:
    """Return every mention of the passages with its standing, in reading order."""
    return tuple(sighting for at, passage in enumerate(passages) for sighting in _sight(at, passage, lexicon))


def split_line(text: str, mention: Mention) -> tuple[str, str]:
    """Return what is printed before and after a mention on its line, cut where the line is a long one."""
    begin, stop = max(0, mention.start - _LINE_CHARACTERS), min(len(text), mention.end + _LINE_CHARACTERS)
    left = text.rfind("\n", begin, mention.start) + 1 or begin
    right = text.find("\n", mention.end, stop)
    return text[left : mention.start], text[mention.end : stop if right < 0 else right]


def is_peer_line(before: str, after: str) -> bool:
    """Say whether a line gives somebody's post and names, between `before` and `after`, the council as the employer.

    In running text the two stand in brackets behind the name: "Joan Birch (Chief Executive, Tolworth Council)".
    """
    opened = before[-_BRACKET_CHARACTERS:].rpartition("(")
    if opened[1] and ")" not in opened[2] and _POST.search(opened[2]) and _CLOSES.match(after):
        return True
    if len(before) + len(after) > _PEER_LINE_CHARACTERS:
        return False
    if _POST.search(before):
        return _END_OF_LINE.match(after) is not None and _PUT_IN_FRONT.search(before) is not None
    opens = not before.strip(" \t*•-–✓") and _SET_OFF.match(after) is not None
    return opens and _POST.search(after) is not None


def defined_acronyms(passages: Sequence[Passage], sightings: Iterable[Sighting]) -> dict[str, Council]:
    """Return the initials that the document itself gives a council: "X District Council (XDC)"."""
    bound: dict[str, Council] = {}
    for sighting in sightings:
        if len(sighting.councils) != 1 or sighting.mention.kind is MentionKind.ACRONYM:
            continue
        match = _DEFINED.match(passages[sighting.passage].text, sighting.mention.end)
        if match and sum(map(str.isupper, match["acronym"])) > 1:
            bound.setdefault(match["acronym"], sighting.councils[0])
    return bound


def count_nameless(passages: Sequence[Passage]) -> Counter[str]:
    """Return how often the words say "the county council", "our borough council" … with no name, by that type."""
    counts: Counter[str] = Counter()
    for passage in passages:
        if passage.region is not Region.IGNORED:
            # Who speaks of "the districts" is the county around them.
            for match in _NAMELESS.finditer(passage.text):
                counts["county" if match["many"] else match["kind"]] += 1
    return counts


def fits_nameless(council: Council, counts: Counter[str]) -> bool:
    """Say whether the type most often named without a name is this council's."""
    if not counts:
        return False
    [(kind, _)] = counts.most_common(1)
    return f" {kind.title()} Council" in f" {council.name}" or (kind == "county" and council.kind == "county")


def count_joint_words(passages: Iterable[Passage]) -> int:
    """Return how often the words speak of more than one council as the document's own."""
    return sum(
        len(_JOINT.findall(passage.text.lower())) for passage in passages if passage.region is not Region.IGNORED
    )


def _sight(at: int, passage: Passage, lexicon: CouncilLexicon) -> Iterator[Sighting]:
    before: Sighting | None = None
    for mention in find_councils(passage.text, lexicon=lexicon):
        standing = _standing(passage, mention, before)
        before = Sighting(at, passage.region, standing, mention, mention.councils)
        yield before


def _standing(passage: Passage, mention: Mention, before: Sighting | None) -> Standing:
    text = passage.text
    if passage.region is Region.IGNORED:
        return Standing.PEER
    line_before, line_after = split_line(text, mention)
    if is_peer_line(line_before, line_after):
        return Standing.PEER
    sentence = _ONE_SENTENCE.split(line_before[-_SENTENCE_CHARACTERS:])[-1]
    if _OWN_BEFORE.search(sentence) or _OWN_AFTER.match(text, mention.end):
        return Standing.OWN
    if before and re.fullmatch(r"[\s,&/]*(?:and\s+)?", text[before.mention.end : mention.start]):
        return before.standing
    words = _LAST_WORDS.findall(sentence.lower())[-4:]
    passing = words_of("passing")
    is_passing = any(word.strip(".") in passing for word in words) or "such as" in sentence.lower()
    return Standing.PASSING if is_passing else Standing.PLAIN
