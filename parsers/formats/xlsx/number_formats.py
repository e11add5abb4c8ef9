"""Numbers and dates as a spreadsheet shows them, by their number format (ECMA-376, 18.8.30 and 18.8.31).

Only what a format prints is made here; months and weekdays are English. What a date written out means is left to
`normalise`. Dates that every computer shows in its owner's order are shown in the British one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from parsers.formats.xlsx.figures import print_figure, print_general

MAX_FORMAT_CHARACTERS = 255  # as in Excel
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# A workbook knows no zone. Its serial 60 is 29 February 1900, a day that never was.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001
_SYSTEM = re.compile(r"\[\$-(?:(?P<day>F800|x-sysdate)|F400|x-systime)\]", re.IGNORECASE)

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<skipped>.) | \*(?P<filled>.)
  | \[(?P<bracket>[^\]]*)\]
  | (?P<meridiem>AM/PM|A/P) | (?P<general>General)
  | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?)
  | (?P<figure>[0#?.,%]|E[+-]|/)
  | (?P<text>@) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)\s*(?P<number>-?\d+(?:\.\d+)?)")

TokenKind = Literal["literal", "date", "figure", "elapsed", "meridiem", "general", "text"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format: what it prints by itself, or which part of a value."""

    kind: TokenKind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts of a format that semicolons part, and the condition it is for (None: its position says it)."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    @property
    def is_date(self) -> bool:
        return any(token.kind in ("date", "elapsed", "meridiem") for token in self.tokens)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format that has been read. `is_turned`: it prints the month before the day, in figures."""

    sections: tuple[Section, ...]
    is_turned: bool = False

    def section_of(self, value: float) -> tuple[Section, float]:
        """Return the section that shows a number, and the number as that section shows it (its sign gone)."""
        sections = self.sections
        if any(section.condition for section in sections):
            return next((s for s in sections if s.condition is None or _holds(s.condition, value)), sections[-1]), value
        if value < 0 and len(sections) > 1:
            return sections[1], -value
        if value == 0 and len(sections) > 2:
            return sections[2], value
        return sections[0], value


def read_format(code: str) -> NumberFormat:
    """Return the format of a code."""
    return _read(code)


def built_in_format(number: int) -> NumberFormat:
    """Return the format that has a number instead of a code, as it shows in the United Kingdom; the plain one else."""
    return _read(_built_in().get(number, "General"))


def show_number(value: float, form: NumberFormat, *, from_1904: bool = False) -> str:
    """Return a number as the format prints it; blanks at its ends are left out.

    >>> show_number(46082, read_format("mmm-yy")), show_number(0.5, read_format("0%"))
    ('Mar-26', '50%')
    """
    section, shown = form.section_of(value)
    if section.is_date:
        moment = moment_of(value, from_1904=from_1904)
        text = print_general(value) if moment is None else _show_moment(moment, value, section, form)
    else:
        text = "".join(_show_figures(shown, section.tokens))
        if shown < 0 and section.tokens:
            text = f"-{text}" if not text.startswith("-") else text
    return " ".join(text.split(" ")).strip()


def hides_text(form: NumberFormat) -> bool:
    """Say whether a format shows nothing of a text, as `;;;` does."""
    return len(form.sections) > 3 and not form.sections[3].tokens


def typed_value(value: float, form: NumberFormat, *, from_1904: bool = False) -> date | datetime | float:
    """Return the date that a number is by its format, or the number itself."""
    section, _ = form.section_of(value)
    if not any(token.kind == "date" and token.text[0] in "ymd" for token in section.tokens):
        return value
    moment = moment_of(value, from_1904=from_1904)
    if moment is None:
        return value
    return moment.date() if float(value).is_integer() else moment


def moment_of(value: float, *, from_1904: bool = False) -> datetime | None:
    """Return the day and time of a serial number, None where it is none (18.17.4.1)."""
    if not 0 <= value < 2_958_466:  # the last day of the year 9999
        return None
    start = _EPOCH_1904 if from_1904 else _EPOCH if value >= 60 else _EPOCH + timedelta(days=1)
    try:
        return start + timedelta(days=int(value), seconds=round((value - int(value)) * 86_400, 3))
    except OverflowError:
        return None


@cache
def _built_in() -> dict[int, str]:
    """Return the formats that a file need not spell out, `built_in_formats.csv`; some follow a computer's settings."""
    text = (files("parsers.formats.xlsx") / "built_in_formats.csv").read_text(encoding="utf-8")
    return {int(line["number"]): line["code"] for line in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=512)
def _read(code: str) -> NumberFormat:
    code = code[:MAX_FORMAT_CHARACTERS]
    if system := _SYSTEM.search(code):
        code = "dd mmmm yyyy" if system["day"] else "hh:mm:ss"
    sections: list[list[Token]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for match in _TOKEN.finditer(code):
        if match["literal"] == ";":
            sections.append([])
            conditions.append(None)
        elif (bracket := match["bracket"]) is not None:
            if found := _CONDITION.match(bracket):
                conditions[-1] = (found["sign"], float(found["number"]))
            sections[-1].extend(_read_bracket(bracket))
        else:
            sections[-1].extend(_read_token(match))
    made = tuple(
        Section(tuple(_tell_minutes(tokens)), condition) for tokens, condition in zip(sections, conditions, strict=True)
    )
    turned = _turned(made[0].tokens)
    if turned is None:
        return NumberFormat(made)
    return NumberFormat((Section(turned, made[0].condition), *made[1:]), is_turned=True)


def _read_bracket(bracket: str) -> list[Token]:
    """Return what stands in brackets and prints: a currency's sign, or elapsed hours; colours and conditions do not."""
    if bracket.startswith("$"):
        sign = bracket[1:].partition("-")[0]
        return [Token("literal", sign)] if sign else []
    return [Token("elapsed", bracket.lower())] if _ELAPSED.fullmatch(bracket) else []


def _read_token(match: re.Match[str]) -> list[Token]:
    kind = match.lastgroup
    text = match[kind] if kind else ""
    match kind:
        case "quoted" | "escaped" | "literal":
            return [Token("literal", text)]
        case "skipped":
            return [Token("literal", " ")]
        case "date":
            return [Token("date", text.lower())]
        case "meridiem":
            return [Token("meridiem", text)]
        case "figure":
            return [Token("figure", text.upper())]
        case "general":
            return [Token("general", "")]
        case "text":
            return [Token("text", "")]
        case _:
            return []  # filled up with a sign to the width of the column


def _tell_minutes(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with minutes told from months: behind hours, or in front of seconds. Signs join their parts."""
    is_date = any(token.kind in ("date", "elapsed") for token in tokens)
    told: list[Token] = []
    parts = [index for index, token in enumerate(tokens) if token.kind in ("date", "elapsed")]
    for index, token in enumerate(tokens):
        if is_date and token.kind == "figure":
            told.append(Token("literal", token.text))
            continue
        if token.kind == "date" and token.text[0] == "m" and len(token.text) <= 2:
            at = parts.index(index)
            before = tokens[parts[at - 1]].text[0] if at else ""
            after = tokens[parts[at + 1]].text[0] if at + 1 < len(parts) else ""
            if before == "h" or after == "s":
                token = Token("date", "n" * len(token.text))
        told.append(token)
    return told


def _turned(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """Return the tokens with the day in front where they print the month in figures before the day; else None."""
    parts = [index for index, token in enumerate(tokens) if token.kind == "date" and token.text[0] in "ymd"]
    spelled = "".join(tokens[index].text[0] for index in parts)
    if spelled not in ("mdy", "md") or len(tokens[parts[0]].text) > 2 or len(tokens[parts[1]].text) > 2:
        return None
    turned = list(tokens)
    turned[parts[0]], turned[parts[1]] = tokens[parts[1]], tokens[parts[0]]
    return tuple(turned)


def _show_moment(moment: datetime, value: float, section: Section, form: NumberFormat) -> str:
    half = any(token.kind == "meridiem" for token in section.tokens)
    if not any(token.text.startswith("s.") for token in section.tokens):
        moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return "".join(_show_part(token, moment, value, half=half) for token in section.tokens)


def _show_part(token: Token, moment: datetime, value: float, *, half: bool) -> str:
    if token.kind == "literal":
        return token.text
    if token.kind == "meridiem":
        return token.text.split("/")[moment.hour >= 12]
    if token.kind == "elapsed":
        units = {"h": 24, "m": 1440, "s": 86_400}[token.text[0]]
        return str(int(round(value * 86_400) * units // 86_400)).zfill(len(token.text))
    if token.kind == "date":
        return _show_unit(token.text, moment, half=half)
    return ""


def _show_unit(unit: str, moment: datetime, *, half: bool) -> str:
    width = len(unit)
    match unit[0]:
        case "y":
            return f"{moment.year % 100:02}" if width <= 2 else f"{moment.year:04}"
        case "m":
            name = _MONTHS[moment.month - 1]
            return (str(moment.month), f"{moment.month:02}", name[:3], name, name[0])[min(width, 5) - 1]
        case "d":
            name = _DAYS[moment.weekday()]
            return (str(moment.day), f"{moment.day:02}", name[:3], name)[min(width, 4) - 1]
        case "h":
            hour = (moment.hour % 12 or 12) if half else moment.hour
            return str(hour).zfill(min(width, 2))
        case "n":
            return str(moment.minute).zfill(width)
        case _:
            whole, _, part = unit.partition(".")
            fraction = f".{moment.microsecond:06}"[: len(part) + 1] if part else ""
            return str(moment.second).zfill(min(len(whole), 2)) + fraction


def _show_figures(value: float, tokens: Sequence[Token]) -> list[str]:
    """Return what the tokens of a number print: its figures once, in the place of the first of them."""
    pattern = "".join(token.text for token in tokens if token.kind == "figure")
    printed: list[str] = []
    is_printed = False
    percents = pattern.count("%")
    for token in tokens:
        if token.kind == "literal":
            printed.append(token.text)
        elif token.kind in ("general", "text"):
            printed.append(print_general(value))
        elif token.kind == "figure" and token.text == "%":
            printed.append("%")
        elif token.kind == "figure" and not is_printed:
            printed.append(print_figure(value * 100**percents, pattern.replace("%", "")))
            is_printed = True
    return printed


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, number = condition
    return {
        "<": value < number,
        "<=": value <= number,
        ">": value > number,
        ">=": value >= number,
        "=": value == number,
        "<>": value != number,
    }[sign]
