"""Decides what the columns of a table hold: the assignment of roles that fits the whole table best.

Every column has a few candidates (`candidates`); some go together and some do not (`together`). Few enough are left to
try them all; where they are not, the best of each column's are tried side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from normalise.records import Stage
from parsers.document import Cell
from parsers.headers import Role
from parsers.roles.beside import tell_apart
from parsers.roles.candidates import ColumnFacts, key_of, weigh_column, with_wording
from parsers.roles.contents import is_letter, is_number, is_plain_status, is_plain_time, read_contents
from parsers.roles.decision import Candidate, Clue, ColumnDecision
from parsers.roles.together import WORDED, is_allowed, points_together
from parsers.roles.weights import weight_of
from parsers.stages import stage_of

Row = tuple[Cell, ...]

MAX_TRIED = 400
MAX_CANDIDATES = 4
# Roles whose cells are looked at even under a heading that is known: they may hold something else, and often do.
_LOOKED_AT = frozenset((Role.MEASURE, Role.OTHER, Role.PROGRESS, Role.RESPONSE_TEXT))
_NUMBERED = frozenset((Role.ACTION, Role.RECOMMENDATION))  # "Action | Detail": the first may be a number
_SHARP = frozenset((Role.OWNER, Role.SENIOR_OWNER, Role.TIMELINE, Role.NUMBER, Role.STATUS))


def decide_columns(
    headings: Mapping[int, str],
    below: Sequence[Row],
    *,
    settled: Sequence[Role] = (),
    elsewhere: Mapping[str, Role] | None = None,
    shared: frozenset[int] = frozenset(),
    is_worded: bool = False,
) -> tuple[ColumnDecision, ...]:
    """Return what each column holds, in column order. `headings`: what is printed above each; "" where nothing is.

    `settled` are the roles of columns that go on beside these; `elsewhere` what other tables decided for a heading;
    `shared` the columns that have their heading in common with others. `is_worded`: what is recommended stands above
    the table or in rows across it, so that no column words it unless its heading says so.
    """
    facts = _gather(headings, _in_columns(below), elsewhere or {}, shared)
    weighed = [weigh_column(column, is_worded=is_worded) for column in facts]
    choices = _few([candidates or (Candidate(Role.OTHER, 0.0),) for candidates, _ in weighed])
    tried = list(_tried(choices, settled))
    free = tuple(next(filter(_is_free, few), few[0]) for few in choices)
    best_points, best = max(tried, key=lambda pair: pair[0], default=(0.0, free))
    return tell_apart(
        [
            _decision(column, clues, best[index], _runner_up(tried, index, best[index].role), best_points)
            for index, (column, (_, clues)) in enumerate(zip(facts, weighed, strict=True))
        ],
        percents={column.column for column in facts if column.contents.share("percents") == 1},
    )


def _in_columns(below: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that print something in several columns: a row's only cell may be about the whole table."""
    several = [row for row in below if sum(bool(cell.blocks) for cell in row) > 1]
    return several or below


def _gather(
    headings: Mapping[int, str], below: Sequence[Row], elsewhere: Mapping[str, Role], shared: frozenset[int]
) -> list[ColumnFacts]:
    """Return what is known of each column, its cells looked at where its heading leaves a doubt."""
    by_column: dict[int, list[Cell]] = {}
    for row in below:
        for cell in row:
            by_column.setdefault(cell.column, []).append(cell)
    facts = []
    for place, number in enumerate(sorted(headings)):
        heading = headings[number]
        column = with_wording(
            ColumnFacts(
                number,
                heading,
                elsewhere=elsewhere.get(key_of(heading)) if heading else None,
                place=place,
                width=len(headings),
                is_shared=number in shared,
            )
        )
        cells = by_column.get(number, [])
        facts.append(replace(column, contents=read_contents(cells)) if _is_doubtful(column, cells) else column)
    return _stages_apart(_beside_one_another(_letters_of_rows(facts, by_column)))


def _letters_of_rows(facts: list[ColumnFacts], by_column: Mapping[int, Sequence[Cell]]) -> list[ColumnFacts]:
    """Return the columns; letters beside as many recommendations ("A", "B") number these, and no steps of theirs."""
    worded = next((column for column in facts if column.header and column.header.role in WORDED), None)
    if worded is None:
        return facts
    texts = [text for cell in by_column.get(worded.column, ()) if (text := cell.text.strip())]
    found = []
    for column in facts:
        letters = [text for cell in by_column.get(column.column, ()) if (text := cell.text.strip())]
        shares = column.contents.shares
        if shares.get("letters") == 1 and len(set(letters)) == len(set(texts)) == len(texts):
            shares = {**shares, "letters": 0.0, "numbers": 1.0}
            column = replace(column, contents=replace(column.contents, shares=shares))
        found.append(column)
    return found


def _stages_apart(facts: list[ColumnFacts]) -> list[ColumnFacts]:
    """Return the columns with the stage that each one's heading tells, where two tell different ones."""
    told = [_stage_told(column) for column in facts]
    if len({stage for stage in told if stage}) < 2:
        return facts
    return [replace(column, stage=stage) for column, stage in zip(facts, told, strict=True)]


def _stage_told(column: ColumnFacts) -> Stage | None:
    """Return the stage that a heading tells, if it may be over actions: "planned" outranks what stands beside it."""
    header = column.header or column.guess
    if header is not None and header.role is not Role.ACTION:
        return None
    known = header.stage if header is not None else None
    if header is not None and header.score == 1:
        return known or stage_of(column.heading)
    return stage_of(column.heading) or known


def _is_doubtful(column: ColumnFacts, cells: Sequence[Cell]) -> bool:
    """Say whether a column's cells have to be looked at: its heading is not known well, or its first cells belie it."""
    if column.header is None or column.header.score < 1 or column.is_shared:
        return True
    role = column.header.role
    if role in _LOOKED_AT:
        return True
    few = [cell for cell in cells if cell.text.strip()][:3]
    if role in _NUMBERED:
        return bool(few) and any(is_number(cell) or is_letter(cell) for cell in few)
    if role not in _SHARP:
        return False
    if role in (Role.OWNER, Role.SENIOR_OWNER):
        return any(any(map(str.isdecimal, cell.text)) for cell in few)
    if role is Role.NUMBER:
        return bool(few) and not any(map(is_number, few))
    return bool(few) and not any(map(_BELONGS[role], few))


_BELONGS = {Role.TIMELINE: is_plain_time, Role.STATUS: is_plain_status}


def _beside_one_another(facts: list[ColumnFacts]) -> list[ColumnFacts]:
    """Return the columns with what each says of its neighbour: numbers beside words, lists as long as the actions'."""
    actions = next((column for column in facts if column.header and column.header.role is Role.ACTION), None)
    counts = actions.contents.counts if actions is not None else ()
    found = []
    for column, before in zip(facts, (None, *facts), strict=False):
        is_beside = before is not None and (
            (before.header is not None and before.header.role is Role.NUMBER)
            or (before.header is None and before.contents.share("numbers") == 1)
        )
        own = column.contents.counts
        agrees = max(own, default=0) > 1 and column is not actions and own == counts
        is_telling = (is_beside or agrees) and column.is_open
        found.append(replace(column, beside_number=is_beside, lists_as=agrees) if is_telling else column)
    return found


def _few(choices: Sequence[tuple[Candidate, ...]]) -> list[tuple[Candidate, ...]]:
    """Return each column's candidates, so few that all combinations can be tried."""
    few = [_first(candidates, MAX_CANDIDATES) for candidates in choices]
    while prod(map(len, few)) > MAX_TRIED:
        longest = max(range(len(few)), key=lambda index: (len(few[index]), _gap(few[index])))
        few[longest] = _first(few[longest], len(few[longest]) - 1)
    return few


def _first(candidates: tuple[Candidate, ...], count: int) -> tuple[Candidate, ...]:
    """Return the best candidates, among them the best that may stand beside whatever others there are."""
    first = candidates[:count]
    free = next(filter(_is_free, candidates), None)
    return first if free is None or free in first else (*first[:-1], free)


def _is_free(candidate: Candidate) -> bool:
    return not candidate.needs and not candidate.excludes


def _gap(candidates: Sequence[Candidate]) -> float:
    return candidates[0].points - candidates[-1].points


def _tried(
    choices: Sequence[tuple[Candidate, ...]], settled: Sequence[Role]
) -> Iterator[tuple[float, tuple[Candidate, ...]]]:
    for chosen in product(*choices):
        if is_allowed(chosen, settled):
            yield sum(candidate.points for candidate in chosen) + points_together(chosen, settled), chosen


def _runner_up(
    tried: Sequence[tuple[float, Sequence[Candidate]]], index: int, role: Role
) -> tuple[float, Candidate] | None:
    """Return the best reading of the whole table in which a column has another role, and that role."""
    others = ((points, chosen[index]) for points, chosen in tried if chosen[index].role is not role)
    return max(others, key=lambda pair: pair[0], default=None)


def _decision(
    column: ColumnFacts,
    clues: Sequence[Clue],
    chosen: Candidate,
    runner_up: tuple[float, Candidate] | None,
    best_points: float,
) -> ColumnDecision:
    margin = best_points - runner_up[0] if runner_up else None
    by_contents = chosen.origin == "cells"
    is_close = margin is not None and margin < weight_of("ambiguous")
    doubtful = is_close and (by_contents or (runner_up is not None and runner_up[1].origin == "cells"))
    return ColumnDecision(
        column.column,
        column.heading,
        chosen.role,
        round(chosen.points, 2),
        tuple(clue for clue in clues if clue.points),
        runner_up[1].role if runner_up else None,
        round(margin, 2) if margin is not None else None,
        chosen.stage,
        column.wording,
        doubtful,
        by_contents
        or (chosen.origin == "reading" and any(c.source == "cells" and c.role is chosen.role for c in clues)),
    )
