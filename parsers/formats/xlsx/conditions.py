"""The colours that conditional formats give (ECMA-376, 18.3.1.10 and 18.18.12): those whose rules can be worked out.

All others are told of and give no colour: a cell that one of them may paint shows none that we know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from parsers.formats.sheets.references import Area, cell_name
from parsers.formats.xlsx.formulas import (
    Cells,
    Here,
    NoValueError,
    UnreadFormulaError,
    Value,
    compare,
    find_words,
    is_truth,
    read_formula,
)
from parsers.formats.xlsx.stream import RawRule
from parsers.formats.xlsx.styles import Difference, Fill, Styles

MAX_TRIALS = 1_000_000  # of rules on cells of one sheet
_SIGNS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}
_OVER_FILLS = ("dataBar", "iconSet")  # drawn over what is painted, not in its place
_WORDED = ("containsText", "notContainsText", "beginsWith", "endsWith")

Holds = Callable[[Value, Here], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the areas it is for, whether it holds for a cell (None: nobody can tell), and what it changes."""

    areas: tuple[Area, ...]
    holds: Holds | None
    difference: Difference
    stops: bool
    corner: tuple[int, int]

    def covers(self, row: int, column: int) -> bool:
        return any(area.holds(row, column) for area in self.areas)


@dataclass(frozen=True, slots=True)
class Change:
    """What the rules make of one cell: its fill (None: as it is) and letters. `unknown`: nobody can tell its fill."""

    fill: Fill | None = None
    colour: str | None = None
    is_struck: bool = False
    unknown: bool = False


UNCHANGED = Change()


@dataclass(slots=True)
class Conditions:
    """The rules of one sheet, most important first. `unread` says which are not worked out, and where."""

    rules: list[Rule]
    unread: list[str]
    cells: Cells
    trials: int = 0
    by_column: dict[int, list[Rule]] = field(default_factory=dict)

    def change(self, row: int, column: int, value: Value) -> Change:
        """Return what the rules make of a cell."""
        if not self.rules or self.trials > MAX_TRIALS:
            return UNCHANGED
        fill: Fill | None = None
        colour: str | None = None
        struck = False
        for rule in self._of_column(column):
            self.trials += 1
            if not rule.covers(row, column):
                continue
            if rule.holds is None:
                if fill is None and rule.difference.fill is not None:
                    return Change(unknown=True)
                continue
            here = Here(row - rule.corner[0], column - rule.corner[1], self.cells)
            if not _holds(rule.holds, value, here):
                continue
            fill = fill or rule.difference.fill
            colour = colour or rule.difference.colour
            struck = struck or rule.difference.is_struck
            if rule.stops:
                break
        if self.trials > MAX_TRIALS:
            self.unread.append("too many rules for too many cells")
        return Change(fill, colour, struck)

    def _of_column(self, column: int) -> list[Rule]:
        if column not in self.by_column:
            self.by_column[column] = [
                rule for rule in self.rules if any(area.left <= column <= area.right for area in rule.areas)
            ]
        return self.by_column[column]


def read_conditions(rules: Sequence[RawRule], styles: Styles, cells: Cells) -> Conditions:
    """Return the rules of a sheet, those that cannot be worked out among them, and a word about each of these."""
    read: list[Rule] = []
    unread: list[str] = []
    for raw in sorted(rules, key=lambda rule: rule.priority):
        if not raw.areas:
            continue
        corner = (min(area.top for area in raw.areas), min(area.left for area in raw.areas))
        difference = styles.difference(raw.number) if raw.number >= 0 else Difference()
        holds = _read_rule(raw)
        if holds is None:
            unread.append(f"{_named(raw.kind)} in {_where(raw.areas)}")
            if raw.kind.split(" ")[0] in _OVER_FILLS:
                continue
            if difference.fill is None and (raw.kind == "colorScale" or raw.number < 0):
                difference = Difference(fill=Fill(odd=raw.kind))
        read.append(Rule(raw.areas, holds, difference, raw.stops, corner))
    return Conditions(read, unread, cells)


def _read_rule(raw: RawRule) -> Holds | None:
    """Return what says whether a rule holds for a cell, None where nobody can tell."""
    try:
        if raw.kind == "cellIs":
            return _read_comparison(raw)
        if raw.kind in _WORDED and raw.words:
            return _read_words(raw)
        if raw.kind in ("containsBlanks", "notContainsBlanks"):
            return _read_blanks(raw)
        if raw.kind in ("expression", *_WORDED) and raw.formulas:
            formula = read_formula(raw.formulas[0])
            return lambda _, here: is_truth(formula(here))
    except UnreadFormulaError:
        return None
    return None


def _read_comparison(raw: RawRule) -> Holds | None:
    bounds = [read_formula(formula) for formula in raw.formulas]
    if raw.operator in _SIGNS and bounds:
        sign = _SIGNS[raw.operator]
        return lambda value, here: compare(value, sign, bounds[0](here))
    if raw.operator not in ("between", "notBetween") or len(bounds) < 2:
        return None
    is_within = raw.operator == "between"

    def between(value: Value, here: Here) -> bool:
        ends = [bound(here) for bound in bounds[:2]]
        low, high = ends if compare(ends[0], "<=", ends[1]) else ends[::-1]
        return (compare(value, ">=", low) and compare(value, "<=", high)) == is_within

    return between


def _read_words(raw: RawRule) -> Holds:
    words, kind = raw.words, raw.kind

    def holds(value: Value, here: Here) -> bool:
        text = "" if value is None else str(value) if not isinstance(value, float) else f"{value:g}"
        folded, wanted = text.casefold(), words.casefold()
        match kind:
            case "beginsWith":
                return folded.startswith(wanted)
            case "endsWith":
                return folded.endswith(wanted)
            case "notContainsText":
                return find_words(words, text) < 0
            case _:
                return find_words(words, text) >= 0

    return holds


def _read_blanks(raw: RawRule) -> Holds:
    wants_blank = raw.kind == "containsBlanks"
    return lambda value, _: (value is None or not str(value).strip()) == wants_blank


def _holds(holds: Holds, value: Value, here: Here) -> bool:
    try:
        return holds(value, here)
    except NoValueError:
        return False


def _named(kind: str) -> str:
    names = {"colorScale": "a colour scale", "dataBar": "data bars", "iconSet": "icons", "expression": "a formula"}
    return names.get(kind, f"a rule of kind {kind}")


def _where(areas: Sequence[Area]) -> str:
    return ", ".join(_names(areas[:3])) + (" and more" if len(areas) > 3 else "")


def _names(areas: Sequence[Area]) -> Iterator[str]:
    for area in areas:
        first, last = cell_name(area.top, area.left), cell_name(area.bottom, area.right)
        yield first if first == last else f"{first}:{last}"
