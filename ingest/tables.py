"""Tables for a terminal: what was read out of a document, and rows that a query returned.

Cells are `rich.text.Text` of escaped words, never markup: a document must not colour, link or steer the terminal.
"""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.terminal import printable, shown_value, uk_date
from normalise.records import Action, Extraction, Owner, Progress, Recommendation, Status, When

MIN_PIPED_WIDTH = 120
_SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_PLACE_NAMES = ("page", "line", "table", "row", "cell")

IssueCodes = dict[str | None, list[str]]


def console_for(stream: TextIO | None = None) -> Console:
    """Return a console for the stream (stdout if none): as wide as the terminal, never narrow in a pipe."""
    stream = stream or sys.stdout
    width = None if stream.isatty() else max(MIN_PIPED_WIDTH, shutil.get_terminal_size((MIN_PIPED_WIDTH, 24)).columns)
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def result_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table of a query's rows, with UK dates."""
    table = _empty_table(*columns)
    for row in rows:
        table.add_row(*(Text(shown_value(value)) for value in row))
    return table


def print_extraction(console: Console, extraction: Extraction) -> None:
    """Print what was read out of a document: its facts, actions, progress, and the issues about the document itself."""
    console.print(Text(_describe_document(extraction), style="bold"))
    codes: IssueCodes = defaultdict(list)
    for issue in extraction.issues:
        codes[issue.about].append(issue.code)
    if extraction.recommendations or extraction.actions:
        console.print(_action_table(extraction, codes))
    if extraction.progress:
        console.print(_progress_table(extraction, codes))
    shown = _record_ids(extraction)
    for issue in extraction.issues:
        if issue.about not in shown:
            console.print(_issue_line(issue.severity, f"{issue.code}: {issue.message}"))


def _record_ids(extraction: Extraction) -> set[str]:
    recommendations = {recommendation.id for recommendation in extraction.recommendations}
    return recommendations | {action.id for action in extraction.actions} | {entry.id for entry in extraction.progress}


def _describe_document(extraction: Extraction) -> str:
    facts = extraction.document
    dates = [f"{name} {when.raw}" for name, when in (("dated", facts.published), ("on site", facts.challenge)) if when]
    parts = (facts.kind.replace("_", " "), facts.title, "; ".join(facts.councils), *dates)
    return printable(f"{extraction.source.name}: " + " · ".join(part for part in parts if part))


def _action_table(extraction: Extraction, codes: IssueCodes) -> Table:
    table = _empty_table("Recommendation", "Action", "When", "Who", "Status", "Issues")
    actions: dict[str | None, list[Action]] = defaultdict(list)
    for action in extraction.actions:
        actions[action.recommendation].append(action)
    for recommendation in extraction.recommendations:
        for row in _recommendation_rows(recommendation, actions.pop(recommendation.id, []), codes):
            table.add_row(*map(Text, row))
        table.add_section()
    for action in (action for rest in actions.values() for action in rest):
        table.add_row(*map(Text, _action_row("", action, codes)))
    return table


def _recommendation_rows(
    recommendation: Recommendation, actions: list[Action], codes: IssueCodes
) -> Iterator[tuple[str, ...]]:
    title = _numbered(recommendation.number, recommendation.text)
    if not actions or recommendation.owners or recommendation.status or recommendation.id in codes:
        owners, status = _owners(recommendation.owners), _status(recommendation.status)
        yield title, "", "", owners, status, _codes(recommendation.id, codes)
        title = ""
    for action in actions:
        yield _action_row(title, action, codes)
        title = ""


def _action_row(title: str, action: Action, codes: IssueCodes) -> tuple[str, ...]:
    timelines = "\n".join(map(show_when, action.timelines))
    status = _status(action.status)
    return (
        title,
        _numbered(action.number, action.text),
        timelines,
        _owners(action.owners),
        status,
        _codes(action.id, codes),
    )


def _progress_table(extraction: Extraction, codes: IssueCodes) -> Table:
    table = _empty_table("Recommendation", "Progress", "When", "Status", "Issues")
    numbers = {recommendation.id: recommendation.number for recommendation in extraction.recommendations}
    for entry in extraction.progress:
        timelines = "\n".join(map(show_when, entry.timelines))
        row = (
            _answered(entry, numbers),
            printable(entry.text),
            timelines,
            _status(entry.status),
            _codes(entry.id, codes),
        )
        table.add_row(*map(Text, row))
    return table


def _answered(entry: Progress, numbers: dict[str, str | None]) -> str:
    if entry.recommendation:
        return printable(numbers[entry.recommendation] or entry.recommendation)
    if earlier := entry.refers_to:
        parts = (str(earlier.challenge_year or ""), earlier.number, earlier.text)
        return printable(" ".join(part for part in parts if part))
    return ""


def show_when(when: When) -> str:
    """Return a timeline as printed, and behind it what it was read as, in UK style."""
    label = f"{when.label}: " if when.label else ""
    return printable(f"{label}{when.raw}") + (f" → {reading}" if (reading := _reading(when)) else "")


def _reading(when: When) -> str:
    if when.kind == "completed":
        return ""
    if when.end:
        return f"due {uk_date(when.end)}"
    if when.start:
        return f"from {uk_date(when.start)}"
    return when.rrule or when.edtf or ("unresolved" if when.kind == "unresolved" else "")


def _owners(owners: tuple[Owner, ...]) -> str:
    return "\n".join(printable(f"{owner.name} ({owner.person})" if owner.person else owner.name) for owner in owners)


def _status(status: Status | None) -> str:
    if not status:
        return ""
    return status.value.replace("_", " ") + (f" ({status.rag})" if status.rag else "")


def _numbered(number: str | None, text: str) -> str:
    return printable(f"{number}. {text}" if number else text)


def _codes(record: str, codes: IssueCodes) -> str:
    return "\n".join(dict.fromkeys(codes.get(record, ())))


def _issue_line(severity: str, words: str) -> Text:
    return Text(f"{severity}: {printable(words)}", style=_SEVERITY_STYLES[severity])


def _empty_table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(printable(column)), overflow="fold")
    return table
