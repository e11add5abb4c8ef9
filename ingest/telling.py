"""What is told of documents while they are ingested: a progress bar on a terminal, else a line each, plain or JSON."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from ingest.batch import Failure
from ingest.keeping import Ingested
from ingest.log_lines import is_json
from ingest.terminal import utf8_name
from normalise.records import Extraction
from store.outcomes import Outcome

logger = logging.getLogger(__name__)


def tell(run: Iterable[Ingested], expected_count: int) -> Iterator[Ingested]:
    """Yield what became of each document, told meanwhile."""
    if is_json() or not (sys.stderr.isatty() and logger.isEnabledFor(logging.INFO)):
        for done in run:
            _log(done, logging.INFO)
            yield done
        return
    yield from _show_progress(run, expected_count)


def describe(extraction: Extraction) -> str:
    """Return in one line what kind of document it is and how much was read out of it.

    >>> from normalise.records import DocumentFacts, Source
    >>> source = Source(name="plan.txt", sha256="0" * 64, media_type="text/plain", size=1)
    >>> describe(Extraction(source=source, document=DocumentFacts()))
    'other, text/plain: 0 recommendations, 0 actions, 0 progress; no issues'
    """
    counts = ", ".join(f"{count} {name}" for name, count in _count_records(extraction).items())
    severities = _count_issues(extraction)
    issues = ", ".join(f"{count} {name}" for name, count in severities.items() if count)
    kind = f"{extraction.document.kind}, {extraction.source.media_type}"
    return f"{kind}: {counts}; {f'issues: {issues}' if issues else 'no issues'}"


def _show_progress(run: Iterable[Ingested], expected_count: int) -> Iterator[Ingested]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    from ingest.tables import console_for

    class Rate(ProgressColumn):
        """Documents a second, or a minute where they take longer."""

        def render(self, task: Task) -> Text:
            rate = task.finished_speed or task.speed or 0
            return Text(f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.0f}/min")

    columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn()
    with Progress(*columns, console=console_for(sys.stderr), transient=True) as progress:
        task = progress.add_task("", total=expected_count)
        for done in run:
            _log(done, logging.DEBUG)
            progress.advance(task)
            progress.update(task, total=max(expected_count, int(progress.tasks[0].completed)))  # archives hold several
            yield done


def _log(done: Ingested, level: int) -> None:
    name, seconds = done.wanted.shown or done.wanted.location, f"{done.seconds:.1f} s"
    if done.outcome == Outcome.FAILED:
        level = logging.ERROR
    if not logger.isEnabledFor(level):
        return
    about = {"document": _facts(done, name)}
    match done.result:
        case Failure() as failure if done.outcome == Outcome.WITHDRAWN:
            logger.log(level, "%s: %s, not read: %s", name, done.outcome, failure.message, extra=about)
        case Failure() as failure:
            logger.log(level, "%s: %s (%s): %s", name, done.outcome, failure.code, failure.message, extra=about)
        case Extraction() as extraction:
            logger.log(level, "%s: %s, %s; %s", name, done.outcome, describe(extraction), seconds, extra=about)
        case None:
            logger.log(level, "%s: %s; %s", name, done.outcome, seconds, extra=about)


def _facts(done: Ingested, name: str) -> dict[str, object]:
    """Return what a program that reads the log wants to know of a document."""
    facts: dict[str, object] = {
        "location": utf8_name(name),
        "outcome": str(done.outcome),
        "sha256": done.sha256,
        "seconds": round(done.seconds, 3),
    }
    match done.result:
        case Failure() as failure:
            return facts | {"code": failure.code, "reason": utf8_name(failure.message)}
        case Extraction() as extraction:
            kind = {"kind": extraction.document.kind, "media_type": extraction.source.media_type}
            return facts | kind | _count_records(extraction) | {"issues": _count_issues(extraction)}
        case None:
            return facts


def _count_records(extraction: Extraction) -> dict[str, int]:
    return {name: len(getattr(extraction, name)) for name in ("recommendations", "actions", "progress")}


def _count_issues(extraction: Extraction) -> dict[str, int]:
    severities = Counter(issue.severity for issue in extraction.issues)
    return {name: severities[name] for name in ("error", "warning", "info")}
