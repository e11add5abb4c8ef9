"""Who there is: the UK's principal councils and combined authorities, in being or abolished since 2010.

The facts are lines of `lexicon/councils.csv`. Forms of a name that follow by rule ("X DC", "London Borough of X",
initials) are worked out here and in `mentions`; only what no rule gives is an alias in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal, Self, cast, get_args

from normalise.lexicon import rows

CouncilKind = Literal[
    "county",
    "district",
    "unitary",
    "metropolitan",
    "london_borough",
    "city_corporation",
    "scottish",
    "welsh",
    "northern_ireland",
    "combined_authority",
]

WORD = re.compile(r"&|[^\W_]+")
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z]*&?[A-Za-z]+")
_SMALL_WORDS = frozenset(("and", "of", "the", "upon", "on", "in", "with", "under", "le", "na", "y"))
_FULL_NAME_WORDS = frozenset(("authority", "borough", "comhairle", "corporation", "council", "cyngor"))


@dataclass(frozen=True, slots=True)
class Council:
    """One council: `county` is the county council's area a district lies in; `short` the bare name of its place."""

    name: str
    kind: CouncilKind
    nation: str
    region: str = ""
    county: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    short: str = ""
    aliases: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> Council:
        """Return the council of one line of the list. Raises ValueError for an unknown type or a bad date."""
        if row["type"] not in get_args(CouncilKind):
            raise ValueError(f"{row['name']}: no such type of council: {row['type']!r}")
        return cls(
            name=row["name"],
            kind=cast("CouncilKind", row["type"]),
            nation=row["nation"],
            region=row.get("region", ""),
            county=row.get("county", ""),
            valid_from=_read_date(row.get("valid_from", "")),
            valid_to=_read_date(row.get("valid_to", "")),
            successors=_split(row.get("successors", "")),
            short=row["short"],
            aliases=_split(row.get("aliases", "")),
        )

    def is_in_being(self, on: date) -> bool:
        """Say whether the council existed on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(slots=True)
class Form:
    """A node of the tree of names, by folded word: which councils are called so when the name ends here."""

    full: tuple[Council, ...] = ()
    place: tuple[Council, ...] = ()
    next: dict[str, Form] = field(default_factory=dict)


class CouncilLexicon:
    """The councils known, and the tree that their names are found with. `with_extra` gives another one."""

    def __init__(self, councils: Iterable[Council]) -> None:
        self._councils = tuple(sorted(councils, key=lambda council: council.name))
        self._by_name = {council.name: council for council in self._councils}
        if len(self._by_name) != len(self._councils):
            twice = [a.name for a, b in pairwise(self._councils) if a.name == b.name]
            raise ValueError(f"named twice in the list of councils: {', '.join(twice)}")
        self._by_short: dict[str, tuple[Council, ...]] = {}
        self.tree = Form()
        self.acronyms: dict[str, tuple[Council, ...]] = {}
        for council in self._councils:
            self._plant(council)

    @classmethod
    def from_rows(cls, lines: Iterable[Mapping[str, str]]) -> Self:
        """Return the lexicon of lines with the columns of `councils.csv`."""
        return cls(Council.from_row(line) for line in lines)

    def __iter__(self) -> Iterator[Council]:
        return iter(self._councils)

    def __len__(self) -> int:
        return len(self._councils)

    def find(self, name: str) -> Council | None:
        """Return the council of exactly this canonical name, or None."""
        return self._by_name.get(name)

    def list(
        self, on: date | None = None, nation: str | None = None, kind: CouncilKind | None = None
    ) -> tuple[Council, ...]:
        """Return the councils by name: those in being on a day, of a nation, of a kind, or all."""
        return tuple(
            council
            for council in self._councils
            if (on is None or council.is_in_being(on))
            and nation in (None, council.nation)
            and kind in (None, council.kind)
        )

    def namesakes(self, council: Council) -> tuple[Council, ...]:
        """Return the other councils, earlier or later or of another tier, whose place is called the same."""
        return tuple(other for other in self._by_short[council.short] if other is not council)

    def with_extra(self, lines: Iterable[Mapping[str, str]]) -> CouncilLexicon:
        """Return another lexicon with the councils of more lines. Raises ValueError for a name it has already."""
        return CouncilLexicon((*self._councils, *map(Council.from_row, lines)))

    def _plant(self, council: Council) -> None:
        self._by_short[council.short] = (*self._by_short.get(council.short, ()), council)
        self._plant_form(council.name, council, full=True)
        self._add_acronym("".join(_initials(council.name)), council)
        for called in (council.short, *council.aliases):
            if _ACRONYM.fullmatch(called):
                self._add_acronym(called, council)
            if called:
                self._plant_form(called, council, full=not _FULL_NAME_WORDS.isdisjoint(fold_words(called)))

    def _plant_form(self, called: str, council: Council, *, full: bool) -> None:
        if "'s " in called:
            self._plant_form(called.replace("'s ", "s "), council, full=full)
        node = self.tree
        for word in fold_words(called.removeprefix("The ").removeprefix("the ")):
            node = node.next.setdefault(word, Form())
        if full and council.short != called:
            node.full = _with(node.full, council)
        else:
            node.place = _with(node.place, council)

    def _add_acronym(self, acronym: str, council: Council) -> None:
        if len(acronym) > 2:
            self.acronyms[acronym] = _with(self.acronyms.get(acronym, ()), council)


@cache
def default_lexicon() -> CouncilLexicon:
    """Return the lexicon of the real councils."""
    return CouncilLexicon.from_rows(rows("councils"))


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the words of one class of `council_words.csv`."""
    return frozenset(row["word"] for row in rows("council_words") if row["class"] == kind)


def fold_word(word: str) -> str:
    """Return a word as the tree of names spells it: lower case, no accents, `&` written `and`."""
    if word == "&":
        return "and"
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).lower()
    return "".join(character for character in plain if not unicodedata.combining(character))


def fold_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded."""
    return tuple(map(fold_word, WORD.findall(text)))


def _initials(name: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name):
        if word.lower() not in _SMALL_WORDS:
            yield word[0].upper()


def _with(councils: tuple[Council, ...], council: Council) -> tuple[Council, ...]:
    return councils if council in councils else (*councils, council)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _read_date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
