"""What one column may hold, by itself: its heading's wording, what its cells look like, where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from normalise.records import Stage
from parsers.guessed_headers import guess_header
from parsers.headers import TIME_ROLES, Header, Role, fold_header, read_header
from parsers.roles.contents import MOSTLY, NO_CONTENTS, Contents
from parsers.roles.decision import Candidate, Clue
from parsers.roles.together import ANSWERED, TOLD, WORDED
from parsers.roles.weights import content_points, other_readings, weight_of

_TIMES = frozenset(TIME_ROLES)
# What contents alone may make of a column, and the roles of other columns that leave no room for it.
_BY_CONTENTS: Mapping[Role, frozenset[Role]] = {
    Role.TIMELINE: _TIMES,
    Role.OWNER: frozenset((Role.OWNER,)),
    Role.STATUS: frozenset((Role.STATUS,)),
    Role.NUMBER: frozenset((Role.NUMBER,)),
    Role.ACTION: TOLD,
    Role.RECOMMENDATION: WORDED,
    Role.PROGRESS: TOLD,
    Role.RESPONSE_TEXT: frozenset((Role.RESPONSE_TEXT,)),
}
_PLAIN_POINTS = 3.6  # most of the cells are times, owners, statuses or numbers, and nothing else
# Peers recommend in the form of actions: such looks decide nothing against a heading that is known.
_SOFT_KINDS = frozenset(("imperative", "long", "prose", "statements", "steps", "told"))
_REPORTED = frozenset((Role.PROGRESS, Role.STATUS))
_LISTED = (Role.TIMELINE, Role.OWNER, Role.MEASURE)
_ON_THE_LEFT = frozenset((Role.NUMBER, Role.RECOMMENDATION))
_ON_THE_RIGHT = frozenset((*TIME_ROLES, Role.OWNER, Role.SENIOR_OWNER, Role.STATUS, Role.PROGRESS))


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What is known of a column before it is decided. `lists_as`: its cells list as many entries as the actions do.

    `is_shared`: its heading stands over other columns too, so that it may be any of what that names. `stage`: its
    heading tells the stage of what is done ("already", "next"), another column's tells another.
    """

    column: int
    heading: str
    contents: Contents = NO_CONTENTS
    elsewhere: Role | None = None
    place: int = 0
    width: int = 1
    beside_number: bool = False
    lists_as: bool = False
    is_shared: bool = False
    stage: Stage | None = None
    header: Header | None = None
    guess: Header | None = None

    @property
    def wording(self) -> str:
        """How the heading is known: `known`, `contained` in it, `guessed`, `unknown` or `none`."""
        if not self.heading:
            return "none"
        if self.header is not None and self.header.score == 1:
            return "known"
        return "guessed" if self.guess is not None else "contained" if self.header is not None else "unknown"

    @property
    def is_open(self) -> bool:
        """Whether the heading does not say what stands below it."""
        return self.wording in ("unknown", "none") or self.is_shared


def read_wording(heading: str) -> tuple[Header | None, Header | None]:
    """Return what a heading says as printed, and what it says if it is misspelt or bent, where that tells more."""
    header = read_header(heading)
    if header is not None and header.score == 1:
        return header, None
    guess = guess_header(heading)
    is_same = header is not None and guess is not None and guess.role is header.role
    return header, None if is_same else guess


def weigh_column(facts: ColumnFacts, *, is_worded: bool = False) -> tuple[tuple[Candidate, ...], tuple[Clue, ...]]:
    """Return the roles that a column may have, the best first, and all that speaks for and against them.

    `is_worded`: the recommendation stands elsewhere, so that only a heading of its own makes a column word it again.
    """
    clues = tuple(_iter_clues(facts))
    candidates = [
        Candidate(clue.role, _points(clues, clue.role), _stage(facts, clue.role), origin="heading")
        for clue in clues
        if clue.source == "heading"
    ]
    worded = {candidate.role for candidate in candidates}
    candidates += [
        Candidate(role, points + weight_of("reported") * (Role.PROGRESS in needs), None, needs, excludes, "cells")
        for role in sorted(_by_contents(facts, clues) - worded)
        if (points := _points(clues, role)) > 0
        for needs, excludes in _conditions(role, facts)
    ]
    candidates += _readings(clues, candidates)
    if is_worded:
        candidates = [c for c in candidates if c.role is not Role.RECOMMENDATION or c.origin == "heading"]
    best: dict[tuple[Role, frozenset[Role]], Candidate] = {}
    for candidate in sorted(candidates, key=lambda found: -found.points):
        best.setdefault((candidate.role, candidate.needs), candidate)
    return tuple(best.values()), clues


def _points(clues: Sequence[Clue], role: Role) -> float:
    return sum(clue.points for clue in clues if clue.role is role)


def _iter_clues(facts: ColumnFacts) -> Iterator[Clue]:
    found = list(_wording_clues(facts))
    if facts.elsewhere is not None:
        found.append(Clue("elsewhere in the document", facts.elsewhere, weight_of("elsewhere"), "elsewhere"))
    for kind, share in facts.contents.kinds():
        if kind in _SOFT_KINDS and not facts.is_open and not _tells_measure_from_action(facts, kind):
            continue
        for role, points in content_points().get(kind, {}).items():
            found.append(Clue(f"{share:.0%} {kind}", role, points * share, "cells"))
    if facts.beside_number:
        found.append(Clue("beside a number", Role.RECOMMENDATION, weight_of("beside-number"), "place"))
    if facts.lists_as:
        found += [Clue("lists as many as the actions", role, weight_of("agreement"), "cells") for role in _LISTED]
    yield from found
    likely = {clue.role for clue in found if clue.points > 0}
    if facts.place == 0:
        yield from (Clue("on the left", role, weight_of("left"), "place") for role in sorted(likely & _ON_THE_LEFT))
    elif facts.place * 2 >= facts.width:
        yield from (Clue("on the right", role, weight_of("right"), "place") for role in sorted(likely & _ON_THE_RIGHT))


def _tells_measure_from_action(facts: ColumnFacts, kind: str) -> bool:
    return kind == "imperative" and facts.header is not None and facts.header.role is Role.MEASURE


def _wording_clues(facts: ColumnFacts) -> Iterator[Clue]:
    known = weight_of("known") / (2 if facts.is_shared else 1)
    if not facts.heading:
        yield Clue("none", Role.OTHER, weight_of("nameless"), "heading")
    if facts.header is not None:
        how = "known" if facts.header.score == 1 else "holds a known wording"
        yield Clue(how, facts.header.role, known * facts.header.score, "heading")
    if facts.guess is not None:
        yield Clue("spelt or bent otherwise", facts.guess.role, known * (0.25 + facts.guess.score), "heading")
    if facts.stage is not None:
        yield Clue(f"tells a stage: {facts.stage}", Role.ACTION, weight_of("stage"), "heading")
    if facts.heading and facts.header is None and facts.guess is None:
        yield Clue("unknown", Role.OTHER, weight_of("unknown"), "heading")


def _by_contents(facts: ColumnFacts, clues: Sequence[Clue]) -> set[Role]:
    """Return the roles that contents may make of a column: under a known heading, only what they say plainly."""
    speak = [clue for clue in clues if clue.source in ("cells", "elsewhere") and clue.points > 0]
    return {
        clue.role
        for clue in speak
        if clue.source == "elsewhere" or (clue.role in _BY_CONTENTS and (facts.is_open or clue.points >= _PLAIN_POINTS))
    }


def _conditions(role: Role, facts: ColumnFacts) -> Iterator[tuple[frozenset[Role], frozenset[Role]]]:
    """Yield what must, and what must not, stand beside a role that contents alone speak for."""
    if role is Role.ACTION:
        yield ANSWERED, TOLD
        if facts.contents.share("imperative") >= MOSTLY:  # "Do this": not what is told of it in the column beside
            yield _REPORTED, TOLD - _REPORTED
    elif role is Role.RECOMMENDATION:
        yield frozenset((Role.NUMBER, Role.ACTION)), WORDED
        if facts.place == 0 or facts.beside_number:  # what an aim beside it is for
            yield frozenset((Role.OBJECTIVE,)), WORDED - {Role.OBJECTIVE}
    elif role is Role.PROGRESS:
        yield frozenset(), TOLD
        yield frozenset((Role.STATUS,)), frozenset((Role.PROGRESS,))
    else:
        yield frozenset(), _BY_CONTENTS.get(role, frozenset())


def _readings(clues: Sequence[Clue], worded: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield what else the heading may stand for, in this company of columns or that."""
    for known in [candidate for candidate in worded if candidate.origin == "heading" and not candidate.stage]:
        wording = sum(clue.points for clue in clues if clue.role is known.role and clue.source == "heading")
        for other in other_readings().get(known.role, ()):
            own = sum(clue.points for clue in clues if clue.role is other.role and clue.source != "heading")
            yield Candidate(other.role, wording + other.points + own, None, other.with_, other.without, "reading")


def _stage(facts: ColumnFacts, role: Role) -> Stage | None:
    if facts.stage is not None and role is Role.ACTION:
        return facts.stage
    found = (header.stage for header in (facts.header, facts.guess) if header is not None and header.role is role)
    return next((stage for stage in found if stage), None)


def with_wording(facts: ColumnFacts) -> ColumnFacts:
    """Return a column's facts with what its heading says."""
    header, guess = read_wording(facts.heading) if facts.heading else (None, None)
    return replace(facts, header=header, guess=guess)


def key_of(heading: str) -> str:
    """Return what tells one heading from another across the tables of a document."""
    return fold_header(heading)
