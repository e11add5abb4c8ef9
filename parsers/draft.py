"""What a layout yields: raw words with their places, and how they hang together. Nothing canonical stands here.

The layouts fill a `Drafting`; `parsers.values` reads its words into the records of the contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from normalise.records import RecommendationKind, Stage
from parsers.document import Cell
from parsers.entries import Entry
from parsers.headers import Role
from parsers.roles.decision import TableDecision
from parsers.words import NO_WORDS, Place, Words

_WORD = re.compile(r"\w+")
_ROUNDING = 1e-6  # what a share may be off by


@dataclass(slots=True)
class DraftRecommendation:
    """A recommendation as it comes together from the places that print it.

    `wordings` are all its full wordings in reading order, `summaries` those that a summary column or list prints.
    `is_row_owned`: its owners stand in a row of a table that has one row for each recommendation.
    """

    key: str
    number: str | None
    kind: RecommendationKind
    parent: str | None = None
    wordings: list[Words] = field(default_factory=list)
    summaries: list[Words] = field(default_factory=list)
    parts: tuple[Words, ...] = ()
    context: list[Words] = field(default_factory=list)
    theme: Words | None = None
    owners: list[tuple[Role, Words]] = field(default_factory=list)
    is_row_owned: bool = False
    status: Cell | None = None
    response: Words | None = None


@dataclass(frozen=True, slots=True)
class DraftObjective:
    number: str | None
    words: Words


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a row: its number, its words, the text in front of its list, and the printed part it begins in."""

    words: Words
    number: str | None = None
    preamble: Words = NO_WORDS
    part: int = 0


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What a column holds, its printed header, the stage that this gives its actions, whether we know the wording."""

    role: Role
    header: str
    stage: Stage | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """What one cell of a row prints, cut into entries. `merged`: printed once for several rows."""

    role: Role
    header: str
    entries: tuple[Entry, ...]
    fill: str | None = None
    merged: bool = False
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of actions before its values are aligned. `parts`: the places that tell its printed parts, in order;
    `roles`: those of all columns of its table.
    """

    recommendation: str | None
    steps: tuple[Step, ...]
    columns: tuple[Column, ...]
    stage: Stage | None = None
    objective: DraftObjective | None = None
    parts: tuple[Part, ...] = ()
    roles: frozenset[Role] = frozenset()


Part = tuple[int | None, int | None, int | None]
HeaderKey = tuple[tuple[int, str], ...]  # each heading of a header row: its column and its folded wording


@dataclass(frozen=True, slots=True)
class DraftProgress:
    """One statement of what has happened. `row_of`: the row whose status column it shares."""

    recommendation: str | None
    words: Words
    refers_to: tuple[str | None, Words | None, int | None] | None = None
    status: Cell | None = None
    is_prose: bool = False
    label: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class DraftIssue:
    code: str
    detail: str
    about: str | None = None
    words: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class SectionFit:
    """How well a section fits the layouts: their names and scores, the best first; none of 0."""

    heading: str
    place: Place | None
    scores: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class Drafting:
    """Collects what the layouts read, in reading order. Recommendations are known by number and kind, or by wording."""

    recommendations: list[DraftRecommendation] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    progress: list[DraftProgress] = field(default_factory=list)
    issues: list[DraftIssue] = field(default_factory=list)
    kind: RecommendationKind = "key"
    current: DraftRecommendation | None = None
    columns: Mapping[int, ColumnRole] = field(default_factory=dict)
    numbers_recommendations: bool = True
    theme: Words | None = None
    has_numbered: bool = False  # its recommendations have headings of their own
    theme_level: int = 0  # of the heading that is the theme; 0 where its file tells none
    themes: list[Words] = field(default_factory=list)  # those that a lone cell prints
    reports_progress: bool = False
    is_report: bool = False
    is_plan: bool = False
    paragraphs_announce: bool = False
    is_worded_across: bool = False  # rows across the tables word recommendations that nothing numbers
    counts_by: frozenset[str] = frozenset()  # the words by which tables count recommendations
    typed_headers: dict[str, Role] = field(default_factory=dict)
    repeated: Mapping[HeaderKey, Sequence[tuple[Cell, ...]]] = field(default_factory=dict)  # below headers of several
    decided: list[TableDecision] = field(default_factory=list)  # what each table's columns were taken for
    fits: list[SectionFit] = field(default_factory=list)  # how well each section fits each layout
    # Of each section read: the layout, its score, how far the next one's lay behind, and how many recommendations, rows
    # and entries there were before.
    layouts: list[tuple[str, float, float, int, int, int]] = field(default_factory=list)
    challenge_year: int | None = None  # of the document's own challenge
    earlier_year: int | None = None
    earlier_count: int = 0

    def add(
        self, number: str | None, kind: RecommendationKind = "key", parent: str | None = None
    ) -> DraftRecommendation:
        """Return a new recommendation with a key of its own: r1, r2, …, and r1a, r1b under a parent."""
        if parent is None:
            key = f"r{1 + sum(known.parent is None for known in self.recommendations)}"
        else:
            key = parent + _letters(sum(known.parent == parent for known in self.recommendations))
        made = DraftRecommendation(key, number, kind, parent)
        self.recommendations.append(made)
        return made

    def numbered(self, number: str, kind: RecommendationKind | None = None) -> DraftRecommendation | None:
        """Return the recommendation with this number, of any kind where none is given, linked ones left out."""
        found = [r for r in self.recommendations if r.number == number and r.parent is None and kind in (None, r.kind)]
        return found[0] if found else None

    def worded(self, text: str, alike: float = 0.8) -> DraftRecommendation | None:
        """Return the recommendation whose wording is most like a text, if it is at least so much alike (0–1)."""
        best, score = None, alike
        for known in self.recommendations:
            for words in (*known.wordings, *known.summaries):
                if _may_be_alike(words.text, text, score) and (likeness := alike_wording(words.text, text)) >= score:
                    best, score = known, likeness
        return best

    def note(self, code: str, detail: str, *, about: str | None = None, words: Words = NO_WORDS) -> None:
        """Keep something doubtful for the issues."""
        self.issues.append(DraftIssue(code, detail, about, words))


def alike_wording(a: str, b: str) -> float:
    """Return from 0 to 1 how much of their words two wordings share, in order; case and punctuation do not count."""
    return ratio(_folded(a), _folded(b)) / 100


def _may_be_alike(a: str, b: str, least: float) -> bool:
    """Say whether two wordings have so nearly as many words that they may be so much alike."""
    shorter, longer = sorted((len(_folded(a)), len(_folded(b))))
    return 2 * shorter >= (least - _ROUNDING) * (shorter + longer)


def part_of(place: Place) -> Part:
    """Return what tells the printed part that a place belongs to: its page, table and row."""
    return place.page, place.table, place.row


def parts_of(cells: Iterable[Cell]) -> tuple[Part, ...]:
    """Return the printed parts of a row, in reading order."""
    blocks = (block for cell in cells for block in cell.iter_blocks())
    parts = {part_of(place) for block in blocks for place in block.words.places()}
    return tuple(sorted(parts, key=lambda part: tuple(value if value is not None else -1 for value in part)))


@lru_cache(maxsize=8192)  # each wording is compared with all the others
def _folded(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _letters(count: int) -> str:
    return chr(ord("a") + count) if count < 26 else f"z{count}"
