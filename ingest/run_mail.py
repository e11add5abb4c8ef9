"""What became of a run on one screen, fit for a mail: at most 24 lines of 78 characters, no colours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime

from ingest.terminal import printable
from store.keys import reader_fingerprint
from store.outcomes import Outcome
from store.run_report import FINISHED, RUNNING, FileReport, RunReport

WIDTH = 78
LINES = 24
SHOWN = (
    Outcome.NEW,
    Outcome.SUPERSEDED,
    Outcome.UNCHANGED,
    Outcome.FAILED,
    Outcome.QUARANTINED,
    Outcome.WITHDRAWN,
)
_TROUBLE = (Outcome.FAILED, Outcome.QUARANTINED)


def run_mail(run: RunReport, files: Sequence[FileReport]) -> str:
    """Return the summary: what a mail's subject would say, what ran, the counts, and what failed."""
    lines = [subject(run), "", *describe_run(run), "", f"  {'found':<12} {run.found:>7,}"]
    lines += [f"  {outcome:<12} {run.counts[outcome]:>7,}" for outcome in SHOWN]
    trouble = [file for file in files if file.outcome in _TROUBLE]
    if trouble:
        folder, names = split_folder([file.location for file in trouble])
        lines += ["", f"Not read, in {printable(folder)}:" if folder else "Not read:"]
        room = LINES - len(lines)
        shown = trouble if len(trouble) <= room else trouble[: room - 1]
        lines += [f"  {_tell(name, file)}" for name, file in zip(names, shown, strict=False)]
        if left := len(trouble) - len(shown):
            lines.append(f"  and {left:,} more: peerplan runs show {run.number}")
    return "\n".join(_cut(line) for line in lines)


def subject(run: RunReport) -> str:
    """Return in one line how the run ended: "peerplan ingest, run 12: 3 new, 1 failed"."""
    told = [f"{run.counts[outcome]:,} {outcome}" for outcome in SHOWN if run.counts[outcome]]
    if run.state != FINISHED:
        told.insert(0, run.state)
    return f"peerplan {run.command}, run {run.number}: {', '.join(told) or 'nothing found'}"


def describe_run(run: RunReport) -> tuple[str, ...]:
    """Return in three lines when and where a run ran, how long, and with which versions."""
    began = f"Began {_uk_time(run.started_at)} on {printable(run.host) or 'an unknown machine'}"
    by = f" as {printable(run.owner)}" if run.owner else ""
    if run.state == RUNNING:
        ended = "It is at work."
    elif run.finished_at:
        ended = f"Ended {_uk_time(run.finished_at)}, after {tell_seconds(run.seconds)}."
    else:
        after = f" after {tell_seconds(run.seconds)}" if run.seconds is not None else ""
        ended = f"It was interrupted{after}: what it had read is kept; run it again for the rest."
    reader = f", reader {reader_fingerprint(run.reader) or '':.8}" if run.reader else ""
    return f"{began}{by}.", ended, f"peerplan {run.version}{reader}."


def tell_seconds(seconds: float | None) -> str:
    """Return a time in the two largest units that it has.

    >>> tell_seconds(4.26), tell_seconds(247.0), tell_seconds(7322.0), tell_seconds(None)
    ('4.3 s', '4 min 7 s', '2 h 2 min', '?')
    """
    if seconds is None:
        return "?"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def split_folder(locations: Sequence[str]) -> tuple[str, list[str]]:
    """Return the folder that all paths lie in, and the rest of each; "" where there is none, or some are addresses.

    >>> split_folder(["/plans/a.pdf", "/plans/old/b.pdf"])
    ('/plans/', ['a.pdf', 'old/b.pdf'])
    """
    folders = [os.path.dirname(location) for location in locations]  # noqa: PTH120  # no path of this machine, perhaps
    if not folders or not all(os.path.isabs(folder) for folder in folders):  # noqa: PTH117
        return "", list(locations)
    common = os.path.join(os.path.commonpath(folders), "")  # noqa: PTH118
    return common, [location.removeprefix(common) for location in locations]


def _tell(name: str, file: FileReport) -> str:
    """Return a file and why it was not read; of a long name its end, which tells it apart."""
    why = f"{file.outcome} ({file.code}): {printable(file.message or '')}"
    name, room = printable(name), max(20, WIDTH - 4 - len(why))
    return f"{name if len(name) <= room else f'…{name[1 - room :]}'}: {why}"


def _cut(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _uk_time(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M:%S} UTC"
