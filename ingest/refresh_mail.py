"""What became of a refresh on one screen, fit for a mail; and of a trial, what it would have changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.fetch.addresses import is_web_address, shown
from ingest.run_mail import LINES, WIDTH, run_mail
from ingest.terminal import printable
from store.outcomes import Outcome

if TYPE_CHECKING:
    from ingest.refreshing import Told
    from store.change_report import ChangeReport
    from store.run_report import FileReport, RunReport

_CHANGES = (Outcome.NEW, Outcome.SUPERSEDED, Outcome.FAILED, Outcome.QUARANTINED)
_MOST_TROUBLES = LINES // 2


def refresh_mail(run: RunReport, files: Sequence[FileReport], told: Told) -> str:
    """Return the summary of the run, and what trouble there was with sources."""
    return "\n".join((run_mail(run, files), "", *_describe_sources(told)))


def trial_text(run: RunReport, files: Sequence[FileReport], told: Told, changes: Sequence[ChangeReport]) -> str:
    """Return which documents and changes would be kept, and the counts: all that a real run would write."""
    changed = [file for file in files if file.outcome in _CHANGES]
    lines = [_describe_change(file) for file in changed]
    counts = ", ".join(f"{run.counts[outcome]:,} {outcome}" for outcome in (*_CHANGES, Outcome.UNCHANGED))
    lines += map(_tell_change, changes)
    return "\n".join(
        (*lines, f"Would be: {counts}; {len(changes):,} changes. Nothing was written.", *_describe_sources(told))
    )


def _describe_change(file: FileReport) -> str:
    why = f": {printable(file.message or '')} ({file.code})" if file.code else ""
    return f"{file.outcome!s:<12}{_place(file.location)}{why}"


def _tell_change(change: ChangeReport) -> str:
    record = f"{change.record} {change.number}" if change.number else change.record
    parts = [part for part in (change.before, change.after) if part is not None]
    days = "" if change.days_moved is None else f" ({change.days_moved:+,} days)"
    told = f": {' → '.join(parts)}{days}" if parts and change.what not in ("added", "removed") else ""
    return printable(f"{change.what.replace('_', ' '):<16}{record}{told}: {change.text}")


def _describe_sources(told: Told) -> list[str]:
    asked = f"{told.asked_count:,} of {told.followed_count:,} sources asked"
    lines = [f"{asked}, {told.left_count:,} documents led to no longer, {len(told.troubles):,} in trouble."]
    lines += [
        _cut(f"  {name}: {_place(trouble.location)}: {printable(trouble.message)} ({trouble.code})")
        for name, trouble in told.troubles[:_MOST_TROUBLES]
    ]
    if (left := len(told.troubles) - _MOST_TROUBLES) > 0:
        lines.append(f"  and {left:,} more")
    return lines


def _place(location: str) -> str:
    return shown(location) if is_web_address(location) else printable(location)


def _cut(line: str) -> str:
    return line if len(line) <= 2 * WIDTH else f"{line[: 2 * WIDTH - 1]}…"
