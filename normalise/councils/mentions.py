"""Mentions of councils in words: full names, abbreviated ones ("X DC"), initials, and bare names of places.

One pass over the words of the text, longest name first. Which mention says whose document it is, is left to `decide`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from normalise.councils.lexicon import (
    WORD,
    Council,
    CouncilKind,
    CouncilLexicon,
    Form,
    default_lexicon,
    fold_word,
    fold_words,
    words_of,
)

Span = tuple[int, int]


class MentionKind(StrEnum):
    """How a council is called, from the strongest evidence to the weakest."""

    FULL = "full"  # its name, or a form of it with "Council", "Borough of" …
    ABBREVIATED = "abbreviated"  # "X DC", "LB X"
    ALIAS = "alias"  # a usual short form of the place: "Herts"
    PLACE = "place"  # the bare name of its place
    ACRONYM = "acronym"  # its initials; many councils share some
    WORD = "word"  # a bare name that is also an ordinary word or surname, in no telling context
    UNKNOWN = "unknown"  # a council is named, but none that we know


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a council at `text[start:end]`, and the councils it can mean, none of them excluded yet."""

    start: int
    end: int
    kind: MentionKind
    councils: tuple[Council, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names of the councils it can mean."""
        return tuple(council.name for council in self.councils)

    @property
    def is_typed(self) -> bool:
        """Whether the words say that a council is meant, not only a place."""
        return self.kind in (MentionKind.FULL, MentionKind.ABBREVIATED)


_LONGER_NAME = re.compile(  # "X Marsh Council", which is another place's than X
    r"(?:[ \t]+(?!(?:Full|Annual|Executive|Cabinet|Local|Town|Parish|District|Borough|City|County|Council|Metropolitan"
    r"|Unitary|Combined|Community|The|And|Corporate|Peer|LGA|CPC|Youth|School|Students?|Arts|Sports|Works|Business"
    r"|Voluntary|Tenants?|Health|Research|National)\b)[A-Z][a-z]+){1,2}"
    r"[ \t]+(?:(?:District|Borough|City|County|Metropolitan)[ \t]+){0,2}Council\b(?!['’]?s?[ \t]+(?:Tax|House))"
)
_CAPITALISED = re.compile(r"(?:(?<!\w)|(?<=_))(?=[^a-z\W\d_])[^\W_]+")
_GAP = re.compile(r"[\s,.'’‘`\-‐‑–]{0,3}")
_TAIL = re.compile(
    r"""
    \s+ (?: (?P<kind> metropolitan\s+(?:borough|district) | metropolitan | (?:county|london|royal)\s+borough
                    | city\s+(?:and|&)\s+district | borough | district | county | city
                    | (?:mayoral\s+)?combined(?:\s+county)? ) \s+ )?
    (?: (?P<many>councils) | council | (?P<authority>authority) ) \b (?! \s+ (?:tax|hous|tenan|estate) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORT_TAIL = re.compile(r"\s+(?P<short>MBC|MDC|LBC|CBC|MCA|CCA|DC|BC|CC|LB|UA|CA)s?(?![\w&])")
_HEAD = re.compile(
    r"""
    (?: (?P<borough> (?:London|Royal|Metropolitan)\s+Borough | Borough\s+Council | LB | Borough )
        \s+ (?:of\s+)? (?:the\s+)?
      | (?P<welsh> Cyngor (?:\s+(?:Sir|Dinas|Bwrdeistref\s+Sirol))? ) \s+
      | (?P<place> City\s+and\s+County | City | County | District ) \s+ of \s+
    ) $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEAD_CHARACTERS = 40
_ANOTHER = re.compile(
    r"(?:\s+(?P<own>borough|district|city|county))?\s*(?:,|&|/|\band\b|,\s*and\b)\s*(?:the\s+)?", re.IGNORECASE
)
# A word of a name: no word of a title, and none that stands in front of "Council" without naming one.
_NOT_NAMES = (
    r"(?!(?i:councils?|authority|authorities|the|our|full|this|your|each|both|parish|town|meeting|minutes|agenda|chief"
    r"|leader|director|head|to|for|by|from|at|how|what|why|improvement|delivery|"
    + "|".join(sorted(words_of("cover")))
    + r")\b)"
)
_NAME = (
    rf"{_NOT_NAMES}[A-Z][\w'’-]{{0,30}}"
    rf"(?:[ ](?:(?:of|and|on|upon|the|with|under|in|by|le|&|OF|AND|ON|UPON|THE|WITH|UNDER|IN)[ ]){{0,2}}"
    rf"{_NOT_NAMES}[A-Z][\w'’-]{{0,30}}){{0,6}}"
)
_NO_TYPE = r"(?!(?i:district|borough|county|city|metropolitan|fire|mayoral|combined|national)\b(?![ ](?i:of)\b))"
_NAMED = re.compile(
    rf"""
    (?<!\w) {_NO_TYPE} {_NAME} [ ]
    (?: (?i: (?:(?:Metropolitan|County)[ ])? (?:District|Borough|City|County) [ ] Council) | DC | BC | MBC
      | (?i: Fire (?:[ ](?:and|&)[ ]Rescue)? [ ] (?:Authority|Service) | National [ ] Park [ ] Authority
           | (?:Mayoral[ ])? Combined [ ] (?:County[ ])? Authority ) ) \b
    | (?i:London|Royal) [ ] (?i:Borough [ ] of) [ ] {_NAME}
    | (?: (?m:^) [ ]* | (?<=:[ ]) | (?<=[–—-][ ]) ) {_NO_TYPE} {_NAME} [ ] (?:Council|COUNCIL) [ ]* (?m:$)
    """,
    re.VERBOSE,
)
_IN_NAMES = ("council", "dc", "bc", "borough", "authority", "service")  # one of them is in all that is named so
_SHORT_KINDS = {
    "DC": ("district",),
    "BC": ("borough",),
    "MBC": ("metropolitan",),
    "MDC": ("metropolitan",),
    "CBC": ("county borough", "borough"),
    "CC": ("county", "city"),
    "LB": ("london borough",),
    "LBC": ("london borough",),
    "UA": ("unitary",),
    "CA": ("combined",),
    "MCA": ("combined",),
    "CCA": ("combined",),
}


def find_councils(
    text: str, *, lexicon: CouncilLexicon | None = None, ignore_spans: Iterable[Span] = ()
) -> tuple[Mention, ...]:
    """Return the mentions in printed order, never overlapping, those that touch an ignored span left out."""
    ignored = tuple(ignore_spans)
    mentions = _share_plural_tails(text, tuple(_iter_mentions(text, lexicon or default_lexicon())))
    return tuple(m for m in mentions if not any(m.start < end and start < m.end for start, end in ignored))


def find_unknown_councils(text: str, known: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return what is named like a council but is none of those known, each with no candidate."""
    small = text.lower()
    if not any(word in small for word in _IN_NAMES):
        return ()
    taken = tuple((mention.start, mention.end) for mention in known if mention.kind is not MentionKind.ACRONYM)
    return tuple(
        Mention(match.start(), match.end(), MentionKind.UNKNOWN)
        for match in _NAMED.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in taken)
    )


def _iter_mentions(text: str, lexicon: CouncilLexicon) -> Iterator[Mention]:
    root, acronyms = lexicon.tree.next, lexicon.acronyms
    position = 0
    # Most words of a text begin small; only where a whole line does can they be a name.
    words = WORD if text.islower() or any(map(str.islower, text.splitlines())) else _CAPITALISED
    for match in words.finditer(text):
        word = match[0]
        if match.start() < position:
            continue
        if fold_word(word) in root:
            if mention := _read_name(text, match.start(), lexicon):
                position = mention.end
                yield mention
        elif word in acronyms:
            position = match.end()
            yield Mention(match.start(), match.end(), MentionKind.ACRONYM, acronyms[word])


def _read_name(text: str, start: int, lexicon: CouncilLexicon) -> Mention | None:
    """Return the mention whose name begins here, or None where the words are something else."""
    for form, end in reversed(_forms(text, start, lexicon.tree)):
        if mention := _read_form(text, start, end, form, lexicon):
            return mention
        # "A and B" may be a region with a combined authority where the words mean two councils.
        if any(council.kind != "combined_authority" for council in form.place):
            return None
    return None


def _read_form(text: str, start: int, end: int, form: Form, lexicon: CouncilLexicon) -> Mention | None:
    printed = text[start:end]
    named = Mention(start, end, MentionKind.FULL, form.full) if form.full else _read_type(text, start, end, form.place)
    if named is not None:
        begin = _begin_of_a_part(text, named.start)
        return named if begin is None else Mention(begin, named.end, MentionKind.UNKNOWN)
    if longer := _LONGER_NAME.match(text, end):
        return Mention(start, longer.end(), MentionKind.UNKNOWN)
    if printed in lexicon.acronyms:
        return Mention(start, end, MentionKind.ACRONYM, lexicon.acronyms[printed])
    if printed.islower() and not _line_around(text, start, end).islower():
        return None
    return _read_place(text, start, end, form.place)


def _begin_of_a_part(text: str, start: int) -> int | None:
    """Return where the word begins that makes another place of a name ("South X District Council"), or None."""
    match = _WORD_BEFORE.search(text, max(0, start - _WORD_CHARACTERS), start)
    if match is None or not match[1][0].isupper() or match[1].lower() not in words_of("direction"):
        return None
    return match.start()


def _forms(text: str, start: int, tree: Form) -> list[tuple[Form, int]]:
    """Return the names that begin here with their ends, the longest last."""
    node, position = tree, start
    forms: list[tuple[Form, int]] = []
    while word := WORD.match(text, position):
        following = node.next.get(fold_word(word[0]))
        if following is None:
            break
        node, position = following, word.end()
        if node.full or node.place:
            forms.append((node, position))
        gap = _GAP.match(text, position)
        position = gap.end() if gap else position
    return forms


def _read_type(text: str, start: int, end: int, councils: tuple[Council, ...]) -> Mention | None:
    """Return the mention that the words beside a place make of it ("X Borough Council", "LB X", "X DC"), or None."""
    if tail := _TAIL.match(text, end):
        kind = " ".join((tail["kind"] or "").lower().split())
        if not tail["authority"] or "combined" in kind:
            return _typed(start, tail.end(), MentionKind.FULL, councils, (kind,))
    if short := _SHORT_TAIL.match(text, end):
        return _typed(start, short.end(), MentionKind.ABBREVIATED, councils, _SHORT_KINDS[short["short"]])
    head = _HEAD.search(text, max(0, start - _HEAD_CHARACTERS), start)
    if head is None or (head["borough"] and not head["borough"][0].isupper()):
        return None
    begin = head.start()
    if head["welsh"]:
        return _typed(begin, end, MentionKind.FULL, councils, ("",))
    if head["borough"]:
        kind = " ".join(head["borough"].lower().split())
        kinds = {"lb": "london borough", "borough council": "borough"}
        return _typed(begin, end, MentionKind.ABBREVIATED, councils, (kinds.get(kind, kind),))
    fitting = _fitting(councils, (head["place"].lower().split()[0],))
    return Mention(begin, end, MentionKind.PLACE, fitting) if fitting else None


def _typed(start: int, end: int, kind: MentionKind, councils: tuple[Council, ...], types: tuple[str, ...]) -> Mention:
    fitting = _fitting(councils, types)
    return Mention(start, end, kind if fitting else MentionKind.UNKNOWN, fitting)


def _fitting(councils: tuple[Council, ...], types: tuple[str, ...]) -> tuple[Council, ...]:
    """Return the councils named with one of the types; where none is, those that the type does not exclude."""
    exact = tuple(council for council in councils if any(_is_named(council, type_) for type_ in types))
    return exact or tuple(council for council in councils if any(_may_be(council, type_) for type_ in types))


def _is_named(council: Council, type_: str) -> bool:
    match type_:
        case "":
            return council.name == f"{council.short} Council"
        case "county":
            return council.name.endswith(" County Council")
        case "city and district":
            return council.name.endswith("City and District Council")
        case "royal borough" | "london borough":
            return council.name.lower().startswith(type_)
        case _:
            return type_.title() in council.name and "County" not in council.name


def _may_be(council: Council, type_: str) -> bool:
    """Say whether a council can be called by a type that its name does not have: many change it, or drop it."""
    if type_.startswith(("combined", "mayoral")) or council.kind == "combined_authority":
        return council.kind == "combined_authority" and type_.startswith(("combined", "mayoral"))
    match type_.split(" ", maxsplit=1)[0]:
        case "":
            return True
        case "county":
            is_plain = council.name == f"{council.short} Council"
            return council.kind == "welsh" or (is_plain and council.kind in ("unitary", "scottish"))
        case "metropolitan" | "london" | "unitary" as first:
            return council.kind in _KINDS_CALLED[first]
        case _:
            return not council.name.endswith(" County Council")


_KINDS_CALLED: dict[str, tuple[CouncilKind, ...]] = {
    "metropolitan": ("metropolitan",),
    "london": ("london_borough",),
    "unitary": ("unitary", "welsh", "scottish"),
}


def _read_place(text: str, start: int, end: int, councils: tuple[Council, ...]) -> Mention | None:
    """Return the mention a bare name makes, or None where it is part of a person's or another body's name."""
    # The bare name of a combined authority is a region's: nobody says "the North East" and means its authority.
    councils = tuple(council for council in councils if council.kind != "combined_authority")
    line = _line_around(text, start, end)
    mixed = not (line.isupper() or line.islower())
    before, after = _neighbour_before(text, start), _neighbour_after(text, end)
    if not councils or _is_part_of_a_name(before, after, mixed=mixed):
        return None
    folded = fold_words(text[start:end])
    if " ".join(folded) in words_of("ordinary"):
        if text[start:end].islower():
            return None
        if before.lower() not in words_of("preposition") or (after[:1].isupper() and mixed):
            return Mention(start, end, MentionKind.WORD, councils)
    is_short = any(folded == fold_words(council.short) for council in councils)
    return Mention(start, end, MentionKind.PLACE if is_short else MentionKind.ALIAS, councils)


def _is_part_of_a_name(before: str, after: str, *, mixed: bool) -> bool:
    """Say whether the words around make a place's name part of a longer one: "South X", "Jane X", "X Hospital"."""
    word, next_word = before.lower(), after.lower()
    if word in words_of("direction") or word in words_of("honorific"):
        return True
    if next_word in words_of("institution") and (after[:1].isupper() or not mixed):
        return True
    if not (mixed and before[:1].isupper()):
        return False
    return not any(word in words_of(known) for known in ("function", "cover", "post", "passing"))


_WORD_BEFORE = re.compile(r"([\w&'’/-]+)[ \t]+$")
_WORD_AFTER = re.compile(r"(?:['’]s)?[ \t]+([\w&-]+)")
_WORD_CHARACTERS = 30
_LINE_CHARACTERS = 120


def _neighbour_before(text: str, start: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, start - _WORD_CHARACTERS), start)
    return match[1] if match else ""


def _neighbour_after(text: str, end: int) -> str:
    match = _WORD_AFTER.match(text, end)
    return match[1] if match else ""


def _line_around(text: str, start: int, end: int) -> str:
    """Return the printed line of a span, no more of it than tells its case: a whole document may be one line."""
    begin, stop = max(0, start - _LINE_CHARACTERS), min(len(text), end + _LINE_CHARACTERS)
    left = text.rfind("\n", begin, start) + 1 or begin
    right = text.find("\n", end, stop)
    return text[left : stop if right < 0 else right]


def _share_plural_tails(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions, those in front of "… and X District Councils" made what the plural says they are."""
    shared = list(mentions)
    for at in range(len(shared) - 1, 0, -1):
        last, first = shared[at], shared[at - 1]
        if not last.is_typed or not text[last.start : last.end].lower().endswith("s"):
            continue
        link = _ANOTHER.fullmatch(text, first.end, last.start)
        if first.is_typed or link is None:
            continue
        tail = _TAIL.search(text, last.start, last.end) or _SHORT_TAIL.search(text, last.start, last.end)
        types = (link["own"].lower(),) if link["own"] else _types_of_tail(tail)
        if fitting := _fitting(first.councils, types):
            shared[at - 1] = replace(first, kind=last.kind, councils=fitting)
            # Handed on to a third name further left: "X, Y and Z Councils".
            _pass_on(text, shared, at - 1, types, last.kind)
    return tuple(shared)


def _pass_on(text: str, shared: list[Mention], at: int, types: tuple[str, ...], kind: MentionKind) -> None:
    while at > 0 and not shared[at - 1].is_typed and _ANOTHER.fullmatch(text, shared[at - 1].end, shared[at].start):
        at -= 1
        fitting = _fitting(shared[at].councils, types)
        if not fitting:
            return
        shared[at] = replace(shared[at], kind=kind, councils=fitting)


def _types_of_tail(tail: re.Match[str] | None) -> tuple[str, ...]:
    if tail is None:
        return ("",)
    if "short" in tail.re.groupindex:
        return _SHORT_KINDS[tail["short"]]
    return (" ".join((tail["kind"] or "").lower().split()),)
