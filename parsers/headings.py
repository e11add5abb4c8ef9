"""What a heading announces, by its wording: `headings.csv`, one wording a line."""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from normalise.numbers import read_marker
from parsers.headers import fold_header

MAX_HEADING_CHARACTERS = 220


class Topic(StrEnum):
    """What stands under a heading."""

    RECOMMENDATIONS = "recommendations"
    ADDITIONAL = "additional"
    PEER_TEAM = "peer_team"
    CONTENTS = "contents"
    CORE_THEME = "core_theme"
    FEEDBACK = "feedback"
    NARRATIVE = "narrative"
    NEXT_STEPS = "next_steps"
    PROGRESS = "progress"
    OVERVIEW = "overview"
    PLAN = "plan"
    APPENDIX = "appendix"


@lru_cache(maxsize=1024)  # several steps ask about the same headings
def read_topic(text: str) -> Topic | None:
    """Return what a heading announces, or None where no line of headings.csv fits.

    >>> read_topic("3.1 The peer team")
    <Topic.PEER_TEAM: 'peer_team'>
    """
    folded = fold_header(without_number(text))
    if not folded or len(folded) > MAX_HEADING_CHARACTERS:
        return None
    fitting = [(len(wording), topic) for wording, topic, match in _lines() if _fits(folded, wording, match)]
    return max(fitting)[1] if fitting else None


def without_number(text: str) -> str:
    """Return a heading without its section number."""
    marker = read_marker(text)
    return text[marker.end :] if marker and marker.numbers and text[marker.end :].strip() else text


def _fits(folded: str, wording: str, match: str) -> bool:
    if match == "exact":
        return folded == wording
    if match == "starts":
        return f"{folded} ".startswith(f"{wording} ")
    return f" {wording} " in f" {folded} "


@cache
def _lines() -> tuple[tuple[str, Topic, str], ...]:
    text = (files("parsers") / "headings.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((fold_header(row["wording"]), Topic(row["role"]), row["match"]) for row in rows)
