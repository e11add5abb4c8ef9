"""List numbers of a page's own making: `@counter-style` rules (CSS Counter Styles Level 3), as far as they number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.formats.list_numbers import print_number

_RULE = re.compile(r"@counter-style\s+(?P<name>[\w-]{1,80})\s*\{(?P<said>[^{}]{0,2000})\}", re.IGNORECASE)
_SAID = re.compile(r"(?P<name>[a-z-]{1,30})\s*:(?P<value>(?:[^;\"']|\"[^\"]*\"|'[^']*')*)", re.IGNORECASE)
_TEXT = re.compile(r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'")
_MOST_RULES = 50
_BY_FIRST = {"a": "lower-alpha", "A": "upper-alpha", "0": "decimal", "1": "decimal"}


@dataclass(frozen=True, slots=True)
class Counter:
    """How a list's numbers are printed: a form of `list_numbers`, and what stands around it."""

    form: str
    before: str = ""
    behind: str = "."

    def print(self, number: int) -> str:
        return f"{self.before}{print_number(self.form, number)}{self.behind}".strip()


def read_counters(css: str) -> dict[str, Counter]:
    """Return the counters that a style sheet defines by their names.

    >>> read_counters('@counter-style steps { system: alphabetic; symbols: a b c; suffix: ") " }')["steps"].print(3)
    'c)'
    """
    if "@counter-style" not in css:
        return {}
    counters = {}
    for rule in list(_RULE.finditer(css))[:_MOST_RULES]:
        said = {match["name"].lower(): match["value"].strip() for match in _SAID.finditer(rule["said"])}
        if (form := _find_form(said)) is not None:
            counters[rule["name"]] = Counter(form, _text(said.get("prefix", "")), _text(said.get("suffix", "'.'")))
    return counters


def _find_form(said: dict[str, str]) -> str | None:
    system = said.get("system", "symbolic").split()[0] if said.get("system", "symbolic").split() else ""
    if system == "extends":
        base = said["system"].split()[1:]
        return {"lower-latin": "lower-alpha", "upper-latin": "upper-alpha"}.get(base[0], base[0]) if base else None
    if system == "additive":
        symbols = re.findall(r"[ivxlcdm]+|[IVXLCDM]+", said.get("additive-symbols", ""))
        return None if not symbols else "lower-roman" if symbols[0].islower() else "upper-roman"
    if system in ("alphabetic", "numeric"):
        return _BY_FIRST.get(said.get("symbols", "").strip("\"' ")[:1])
    return None


def _text(value: str) -> str:
    match = _TEXT.match(value)
    return (match["double"] or match["single"] or "") if match else value
