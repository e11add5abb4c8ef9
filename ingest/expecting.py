"""Whether what is expected of sources and documents is so, told in plain text.

What the store answers is `store.watching`'; sending it elsewhere is `ingest.webhook`'.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from ingest.expected import Expectation, Subject
from ingest.terminal import printable
from store import watching

_MOST_TOLD = 5  # lines of one expectation


@dataclass(frozen=True, slots=True)
class Unmet:
    """An expectation that is not met, and what is so instead, a line each."""

    expectation: Expectation
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """Where to look, and the time."""

    target: str
    now: datetime


def find_unmet(expectations: tuple[Expectation, ...], target: str, *, now: datetime) -> tuple[Unmet, ...]:
    """Return the expectations that are not met, in their order. Raises StoreError; UsageError for an unknown source."""
    look = _Look(target, now)
    found = ((one, tuple(_LOOKS[one.that](one, look))) for one in expectations)
    return tuple(Unmet(one, lines) for one, lines in found if lines)


def worst(unmet: tuple[Unmet, ...]) -> Literal["ok", "warn", "fail"]:
    """Return the gravest of what is not met."""
    return max((one.expectation.otherwise for one in unmet), key=("warn", "fail").index, default="ok")


def tell_unmet(unmet: tuple[Unmet, ...], count: int) -> str:
    """Return the report in plain text: what is not met first the gravest, a few lines of each."""
    if not unmet:
        return f"All {count} expectations are met." if count else "Nothing is expected."
    lines = []
    for one in sorted(unmet, key=lambda one: one.expectation.otherwise):
        head = "FAIL" if one.expectation.otherwise == "fail" else "warn"
        lines += [f"{head}  {one.expectation.that}: {printable(line)}" for line in one.lines[:_MOST_TOLD]]
        if (left := len(one.lines) - _MOST_TOLD) > 0:
            lines.append(f"      and {left:,} more")
    return "\n".join((*lines, f"{len(unmet)} of {count} expectations are not met."))


def _refreshed(one: Expectation, look: _Look) -> Iterator[str]:
    last = watching.find_last_refresh(look.target)
    if last is not None and look.now - last > timedelta(days=one.measure):
        yield f"no refresh has come to its end since {last:%Y-%m-%d}, {(look.now - last).days} days ago"


def _something_new(one: Expectation, look: _Look) -> Iterator[str]:
    news = watching.find_news(look.target, one.source)
    if news is not None and look.now - news > timedelta(days=one.measure):
        whose = f"{one.source} has had" if one.source else "there has been"
        yield f"{whose} nothing new since {news:%Y-%m-%d}, {(look.now - news).days} days ago"


def _sources_answer(one: Expectation, look: _Look) -> Iterator[str]:
    for source in watching.list_failing(look.target, one.measure, one.source):
        yield f"{source.name} has failed {source.failure_count} times in a row: {source.error}"


def _share_read(one: Expectation, look: _Look) -> Iterator[str]:
    shares = watching.compare_shares(look.target)
    if shares and shares.now < shares.before * (1 - one.measure / 100):
        yield (
            f"of what run {shares.run_id} kept {shares.now:.0%} of the plans' text became values, "
            f"of what was held before {shares.before:.0%}"
        )


def _actions_stay(one: Expectation, look: _Look) -> Iterator[str]:
    for edition in watching.list_shrunk(look.target):
        if edition.now <= edition.before * (1 - one.measure / 100):
            yield f"{edition.location} has {edition.now} actions, and had {edition.before}"


def _no_quarantine(_: Expectation, look: _Look) -> Iterator[str]:
    for location, code in watching.list_quarantined(look.target):
        yield f"{location} is in quarantine ({code})"


def _room(one: Expectation, look: _Look) -> Iterator[str]:
    path = watching.find_sqlite_path(look.target)
    free = shutil.disk_usage(path.parent if path else Path()).free // 1_000_000
    if free < one.measure:
        yield f"{free:,} MB are free on the disk, less than {one.measure:,}"


_LOOKS: Mapping[Subject, Callable[[Expectation, _Look], Iterator[str]]] = {
    "refreshed": _refreshed,
    "something-new": _something_new,
    "sources-answer": _sources_answer,
    "share-read": _share_read,
    "actions-stay": _actions_stay,
    "no-quarantine": _no_quarantine,
    "room": _room,
}
