"""What a page's own `<style>` says by simple selectors: colours, what is hidden, how lists are numbered.

A selector is a tag, classes, an id, or one of these inside another. Others, and whatever holds for some screens only
(`@media`), are left out; style sheets elsewhere are never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parsers.formats.html.counters import Counter, read_counters

MAX_CHARACTERS = 300_000
MAX_RULES = 5_000
_SIGN = re.compile(r"[@{};]")
_NAME = re.compile(r"[.#][\w-]+")
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
_MATTERS = re.compile(r"background|color|display|visibility|list-style|font-weight|text-decoration|white-space")

Names = frozenset[str]  # of classes as ".x", of an id as "#x"


@dataclass(frozen=True, slots=True)
class Compound:
    """One element as a selector tells it: its tag ("" for any) and the classes and id that it must have."""

    tag: str
    names: Names

    def fits(self, tag: str, names: Names) -> bool:
        return (not self.tag or self.tag == tag) and self.names <= names


@dataclass(frozen=True, slots=True)
class Rule:
    """What a selector says of the elements it fits, inside another or anywhere."""

    target: Compound
    inside: Compound | None
    said: str


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, by the tag or the name that an element must have for them."""

    rules: dict[str, list[tuple[int, Rule]]] = field(default_factory=dict)
    nested_tags: set[str] = field(default_factory=set)
    counters: dict[str, Counter] = field(default_factory=dict)

    def find(self, tag: str, names: Names, around: Iterable[tuple[str, Names]] = ()) -> str:
        """Return all declarations for an element, the more exact ones last. `around` are the elements it stands in."""
        if not self.rules:
            return ""
        found = [entry for key in (tag, "", *names) for entry in self.rules.get(key, ())]
        if not found:
            return ""
        outer = tuple(around) if any(rule.inside for _, rule in found) else ()
        fitting = {
            number: rule
            for number, rule in found
            if rule.target.fits(tag, names) and (rule.inside is None or any(rule.inside.fits(*one) for one in outer))
        }
        order = sorted(fitting.items(), key=lambda entry: (_weight(entry[1]), entry[0]))
        return ";".join(rule.said for _, rule in order)


def read_style_sheets(sheets: Sequence[str]) -> StyleSheet:
    """Return the simple rules of a page's `<style>` elements."""
    said = _without_comments("\n".join(sheets)[:MAX_CHARACTERS])
    sheet, number = StyleSheet(counters=read_counters(said)), 0
    text = _without_at_rules(said)
    for part in text.split("}")[:MAX_RULES]:
        selectors, _, said = part.rpartition("{")
        if not _MATTERS.search(said.lower()):
            continue
        for selector in selectors.split(",")[:50]:
            if number < MAX_RULES and (rule := _read_rule(selector, said)) is not None:
                number += 1
                key = min(rule.target.names, default=rule.target.tag)
                sheet.rules.setdefault(key, []).append((number, rule))
                if rule.inside:
                    sheet.nested_tags.add(rule.target.tag)
    return sheet


def names_of(class_words: str, identity: str = "") -> Names:
    """Return the names that selectors may ask for.

    >>> sorted(names_of("rag green", "row1"))
    ['#row1', '.green', '.rag']
    """
    names = {f".{word}" for word in class_words.split()}
    return frozenset(names | {f"#{identity}"} if identity else names)


def _weight(rule: Rule) -> int:
    compounds = (rule.target, *((rule.inside,) if rule.inside else ()))
    return sum(
        100 * sum(name[0] == "#" for name in one.names) + 10 * sum(name[0] == "." for name in one.names) + bool(one.tag)
        for one in compounds
    )


def _read_rule(selector: str, said: str) -> Rule | None:
    parts = selector.replace(">", " ").split()
    if not 1 <= len(parts) <= 3 or any(sign in selector for sign in "+~:["):
        return None
    compounds = [compound for part in parts if (compound := _read_compound(part)) is not None]
    if len(compounds) != len(parts):
        return None
    inside = compounds[0] if len(compounds) > 1 else None
    if inside is not None and not inside.names and len(compounds) > 2:
        inside = compounds[1]
    return Rule(compounds[-1], inside, said.strip())


def _read_compound(text: str) -> Compound | None:
    match = _COMPOUND.fullmatch(text)
    if match is None:
        return None
    tag = (match["tag"] or "").lower()
    return Compound("" if tag == "*" else tag, frozenset(_NAME.findall(match["names"])))


def _without_comments(text: str) -> str:
    before, *rest = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join((before, *(part.partition("*/")[2] for part in rest)))


def _without_at_rules(text: str) -> str:
    """Return the rules that hold always: without `@media {…}` and its like."""
    parts: list[str] = []
    depth = start = 0
    is_skipped = False
    for match in _SIGN.finditer(text):
        sign = match[0]
        depth = max(0, depth + {"{": 1, "}": -1}.get(sign, 0))
        if sign == "@" and not depth and not is_skipped:
            parts.append(text[start : match.start()])
            is_skipped = True
        elif is_skipped and not depth and sign in "};":
            is_skipped, start = False, match.end()
    return "".join(parts) + ("" if is_skipped else text[start:])
