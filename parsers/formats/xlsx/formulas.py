"""Simple formulas of conditional formats: comparisons, AND, OR, NOT and a few functions of texts, on one sheet.

`read_formula` refuses everything else; what it accepts is worked out as Excel does. openpyxl cuts formulas into tokens.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parsers.formats.sheets.references import LAST_COLUMN, LAST_ROW, column_of

MAX_TOKENS = 120
MAX_CHARACTERS = 1_000
Value = float | str | bool | None
Cells = Callable[[int, int], Value]  # what stands in a row and column
_CELL = re.compile(r"(?P<fixed_column>\$?)(?P<column>[A-Za-z]{1,3})(?P<fixed_row>\$?)(?P<row>\d{1,7})")
_STAR = re.compile(r"(?<!~)\*")
_ONE = re.compile(r"~[*?~]|.", re.DOTALL)
_BINDS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2}


class UnreadFormulaError(Exception):
    """A formula holds what is not worked out here."""


class NoValueError(Exception):
    """A formula gives an error for this cell, as Excel's would."""


@dataclass(frozen=True, slots=True)
class Here:
    """The cell that a formula is worked out for: how far it lies from the one it was written for, and all cells."""

    down: int
    across: int
    cells: Cells


Worked = Callable[[Here], Value]


def read_formula(formula: str) -> Worked:
    """Return what works a formula out for a cell. Raises UnreadFormulaError where it is not one of the simple ones."""
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token, TokenizerError

    if len(formula) > MAX_CHARACTERS:
        raise UnreadFormulaError(formula[:40])
    try:
        tokens = [token for token in Tokenizer(f"={formula.lstrip('=')}").items if token.type != Token.WSPACE]
    except (TokenizerError, IndexError, AssertionError) as error:
        raise UnreadFormulaError(formula[:40]) from error
    if not 0 < len(tokens) <= MAX_TOKENS:
        raise UnreadFormulaError(formula[:40])
    reading = _Reading([(token.type, token.subtype, token.value) for token in tokens])
    worked = reading.expression(0)
    if not reading.is_over:
        raise UnreadFormulaError(formula[:40])
    return worked


def compare(left: Value, sign: str, right: Value) -> bool:
    """Say whether two values compare so: texts without regard to case, numbers below texts below truths."""
    one, two = _rank(left, right), _rank(right, left)
    match sign:
        case "=":
            return one == two
        case "<>":
            return one != two
        case "<":
            return one < two
        case "<=":
            return one <= two
        case ">":
            return one > two
        case _:
            return one >= two


def _rank(value: Value, other: Value) -> tuple[int, float | str]:
    """Return what a value is compared by; a blank cell is whatever the other one is when it says nothing."""
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, value


class _Reading:
    """Reads the tokens of a formula from the left."""

    def __init__(self, tokens: Sequence[tuple[str, str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def is_over(self) -> bool:
        return self.at >= len(self.tokens)

    def expression(self, binds: int) -> Worked:
        """Read operands and the signs between them that bind more than so."""
        left = self._operand()
        while not self.is_over:
            kind, _, text = self.tokens[self.at]
            if kind == "OPERATOR-INFIX" and text not in _BINDS:
                raise UnreadFormulaError(text)
            if kind != "OPERATOR-INFIX" or _BINDS[text] <= binds:
                return left
            self.at += 1
            left = _joined(left, text, self.expression(_BINDS[text]))
        return left

    def _operand(self) -> Worked:
        kind, detail, text = self._take()
        if kind == "OPERAND":
            return _operand(detail, text)
        if kind == "OPERATOR-PREFIX" and text in "+-":
            inner = self._operand()
            sign = -1.0 if text == "-" else 1.0
            return lambda here: sign * _number(inner(here))
        if kind == "PAREN" and detail == "OPEN":
            inner = self.expression(0)
            self._close("PAREN")
            return inner
        if kind == "FUNC" and detail == "OPEN":
            return _function(text.rstrip("(").upper(), self._arguments())
        raise UnreadFormulaError(text)

    def _arguments(self) -> list[Worked]:
        arguments: list[Worked] = []
        if not self.is_over and self.tokens[self.at][:2] == ("FUNC", "CLOSE"):
            self.at += 1
            return arguments
        while True:
            arguments.append(self.expression(0))
            kind, detail, text = self._take()
            if (kind, detail) == ("FUNC", "CLOSE"):
                return arguments
            if (kind, detail) != ("SEP", "ARG"):
                raise UnreadFormulaError(text)

    def _close(self, kind: str) -> None:
        found = self._take()
        if found[:2] != (kind, "CLOSE"):
            raise UnreadFormulaError(found[2])

    def _take(self) -> tuple[str, str, str]:
        if self.is_over:
            raise UnreadFormulaError("the formula ends early")
        self.at += 1
        return self.tokens[self.at - 1]


def _operand(detail: str, text: str) -> Worked:
    if detail == "TEXT":
        words = text[1:-1].replace('""', '"')
        return lambda _: words
    if detail == "NUMBER":
        number = float(text)
        return lambda _: number
    if detail == "LOGICAL":
        truth = text.upper() == "TRUE"
        return lambda _: truth
    match = _CELL.fullmatch(text) if detail == "RANGE" else None
    if match is None:
        raise UnreadFormulaError(text)
    row, column = int(match["row"]) - 1, column_of(match["column"])
    moves_down, moves_across = not match["fixed_row"], not match["fixed_column"]

    def cell(here: Here) -> Value:
        at = (row + here.down * moves_down, column + here.across * moves_across)
        if not (0 <= at[0] <= LAST_ROW and 0 <= at[1] <= LAST_COLUMN):
            raise NoValueError(text)
        return here.cells(*at)

    return cell


def _joined(left: Worked, sign: str, right: Worked) -> Worked:
    if sign == "&":
        return lambda here: _text(left(here)) + _text(right(here))
    return lambda here: compare(left(here), sign, right(here))


def _function(name: str, arguments: list[Worked]) -> Worked:
    """Return a function by its name; AND, OR and those that ask for errors look at their arguments themselves."""
    given = len(arguments)
    if name in ("AND", "OR") and given:
        every = all if name == "AND" else any
        return lambda here: every([is_truth(argument(here)) for argument in arguments])
    if name in ("ISERROR", "ISERR") and given == 1:
        return lambda here: _fails(arguments[0], here)
    if name == "ISNUMBER" and given == 1:
        return lambda here: not _fails(arguments[0], here) and _is_number(arguments[0](here))
    least, most, work = _FUNCTIONS.get(name, (0, -1, None))
    if work is None or not least <= given <= most:
        raise UnreadFormulaError(name)
    return lambda here: work([argument(here) for argument in arguments])


def _fails(argument: Worked, here: Here) -> bool:
    try:
        argument(here)
    except NoValueError:
        return True
    return False


def is_truth(value: Value) -> bool:
    """Say whether a value is true as a condition; a text is an error."""
    if isinstance(value, str):
        raise NoValueError(value)
    return bool(value)


def find_words(words: str, text: str, start: int = 0, *, cased: bool = False) -> int:
    """Return where words begin in a text, -1 where they do not; `*` and `?` stand for any characters."""
    if cased:
        return text.find(words, start)
    if not any(sign in words for sign in "*?~"):
        return text.casefold().find(words.casefold(), start)
    first, at = -1, start
    for part in _STAR.split(words):  # one after the other: a pattern of them all could go back for ever
        match = re.compile(_ONE.sub(_wild, part), re.IGNORECASE | re.DOTALL).search(text, at)
        if match is None:
            return -1
        first, at = match.start() if first < 0 else first, match.end()
    return first


def _wild(match: re.Match[str]) -> str:
    return "." if match[0] == "?" else re.escape(match[0].removeprefix("~") or "~")


def _is_number(value: Value) -> bool:
    return isinstance(value, float) and not isinstance(value, bool)


def _number(value: Value) -> float:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError as error:
            raise NoValueError(value) from error
    return float(value or 0)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() else repr(value)
    return value or ""


def _left(values: Sequence[Value]) -> Value:
    return _text(values[0])[: max(0, int(_number(values[1])))] if len(values) > 1 else _text(values[0])[:1]


def _right(values: Sequence[Value]) -> Value:
    width = int(_number(values[1])) if len(values) > 1 else 1
    return _text(values[0])[-width:] if width > 0 else ""


def _middle(values: Sequence[Value]) -> Value:
    start, width = int(_number(values[1])) - 1, int(_number(values[2]))
    if start < 0 or width < 0:
        raise NoValueError("MID")
    return _text(values[0])[start : start + width]


def _search(values: Sequence[Value], *, cased: bool = False) -> Value:
    start = int(_number(values[2])) - 1 if len(values) > 2 else 0
    at = find_words(_text(values[0]), _text(values[1]), max(0, start), cased=cased)
    if at < 0:
        raise NoValueError("SEARCH")
    return float(at + 1)


_FUNCTIONS: dict[str, tuple[int, int, Callable[[Sequence[Value]], Value]]] = {
    "NOT": (1, 1, lambda values: not is_truth(values[0])),
    "LEFT": (1, 2, _left),
    "RIGHT": (1, 2, _right),
    "MID": (3, 3, _middle),
    "LEN": (1, 1, lambda values: float(len(_text(values[0])))),
    "TRIM": (1, 1, lambda values: " ".join(_text(values[0]).split(" ")).strip()),
    "UPPER": (1, 1, lambda values: _text(values[0]).upper()),
    "LOWER": (1, 1, lambda values: _text(values[0]).lower()),
    "EXACT": (2, 2, lambda values: _text(values[0]) == _text(values[1])),
    "SEARCH": (2, 3, _search),
    "FIND": (2, 3, lambda values: _search(values, cased=True)),
    "ISBLANK": (1, 1, lambda values: values[0] is None),
    "ISTEXT": (1, 1, lambda values: isinstance(values[0], str)),
}
