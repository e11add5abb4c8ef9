"""What was read out of a document, for a person to look over: facts, actions by recommendation, progress, issues.

Not everything is shown; JSON by the contract is (`peerplan extract --json`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from ingest.grids import Column, Grid, Group, Row
from ingest.terminal import labelled, printable, short_uk_date
from normalise.records import Action, Extraction, Issue, Owner, Progress, Recommendation, Status, When

_LABEL = re.compile(r"^[^:\d]{1,40}:\s+")  # "Date of meeting: 12 May 2026"
_SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_ACTION_COLUMNS = (
    Column("No.", is_whole=True),
    Column("Action"),
    Column("When"),
    Column("Due", is_whole=True),
    Column("Who"),
    Column("Status", is_whole=True),
    Column("Issue", is_number=True),
)
_PROGRESS_COLUMNS = (
    Column("Progress"),
    Column("When"),
    Column("Due", is_whole=True),
    Column("Status", is_whole=True),
    Column("Issue", is_number=True),
)

Numbers = dict[str | None, list[int]]


def print_extraction(console: Console, extraction: Extraction) -> None:
    """Print what was read out of a document: its facts, actions, progress, and the issues, numbered in the tables."""
    facts = extraction.document
    console.print(Text(printable(f"{extraction.source.name}: {facts.kind.replace('_', ' ')}"), style="bold"))
    for line in _describe_document(extraction):
        console.print(Text(printable(line)))
    console.print(Text(_count_records(extraction), style="dim"))
    numbers: Numbers = defaultdict(list)
    for number, issue in enumerate(extraction.issues, 1):
        numbers[issue.about].append(number)
    for grid in (_action_grid(extraction, numbers), _progress_grid(extraction, numbers)):
        if grid.groups:
            console.print()
            console.print(grid.without_empty())
    if extraction.issues:
        console.print()
    for number, issue in enumerate(extraction.issues, 1):
        console.print(_issue_line(number, issue))


def _describe_document(extraction: Extraction) -> Iterator[str]:
    facts = extraction.document
    if facts.title:
        yield facts.title
    printed = (("dated", facts.published), ("on site", facts.challenge))
    dates = [f"{name} {_LABEL.sub('', when.raw)}" for name, when in printed if when]
    if facts.councils or dates:
        yield " · ".join(("; ".join(facts.councils) or "council not known", *dates))


def _count_records(extraction: Extraction) -> str:
    counts = {
        "recommendation": len(extraction.recommendations),
        "action": len(extraction.actions),
        "progress entr": len(extraction.progress),
        "issue": len(extraction.issues),
    }
    return ", ".join(_count(number, what) for what, number in counts.items() if number) or "nothing to be read"


def _count(number: int, what: str) -> str:
    one, many = ("y", "ies") if what.endswith("entr") else ("", "s")
    return f"{number} {what}{one if number == 1 else many}"


def _action_grid(extraction: Extraction, numbers: Numbers) -> Grid:
    actions: dict[str | None, list[Action]] = defaultdict(list)
    for action in extraction.actions:
        actions[action.recommendation].append(action)
    groups = [
        Group(
            _numbered(recommendation.number, recommendation.text),
            tuple(row for action in actions.pop(recommendation.id, ()) for row in _action_rows(action, numbers)),
            _remark(recommendation, numbers),
        )
        for recommendation in extraction.recommendations
    ]
    rest = tuple(row for left in actions.values() for action in left for row in _action_rows(action, numbers))
    if rest:
        groups.append(Group("Of no recommendation", rest))
    return Grid(_ACTION_COLUMNS, tuple(groups))


def _remark(recommendation: Recommendation, numbers: Numbers) -> str:
    """Return what is said of a recommendation as a whole."""
    issues = ", ".join(map(str, numbers.get(recommendation.id, ())))
    parts = {
        "": "" if recommendation.kind == "key" else recommendation.kind,
        "theme: ": recommendation.theme or "",
        "who: ": "; ".join(_names(recommendation.owners)),
        "status: ": _status(recommendation.status),
        "issue ": issues,
    }
    return " · ".join(printable(name + words) for name, words in parts.items() if words)


def _action_rows(action: Action, numbers: Numbers) -> Iterator[Row]:
    """Yield an action's row, and one below it for each further time."""
    first, *further = [*map(_when_cells, action.timelines)] or [("", "")]
    yield (
        printable(action.number or ""),
        printable(action.text),
        *first,
        "\n".join(map(printable, _names(action.owners))),
        _status(action.status),
        _refer(action.id, numbers),
    )
    yield from (("", "", *cells, "", "", "") for cells in further)


def _progress_grid(extraction: Extraction, numbers: Numbers) -> Grid:
    texts = {
        recommendation.id: _numbered(recommendation.number, recommendation.text)
        for recommendation in extraction.recommendations
    }
    groups = (
        Group(heading, tuple(row for entry in entries for row in _progress_rows(entry, numbers)))
        for heading, entries in groupby(extraction.progress, key=lambda entry: _answered(entry, texts))
    )
    return Grid(_PROGRESS_COLUMNS, tuple(groups))


def _progress_rows(entry: Progress, numbers: Numbers) -> Iterator[Row]:
    first, *further = [*map(_when_cells, entry.timelines)] or [("", "")]
    yield printable(entry.text), *first, _status(entry.status), _refer(entry.id, numbers)
    yield from (("", *cells, "", "") for cells in further)


def _answered(entry: Progress, texts: dict[str, str]) -> str:
    if entry.recommendation:
        return texts[entry.recommendation]
    if not (earlier := entry.refers_to):
        return "On no recommendation"
    year = f"Challenge of {earlier.challenge_year}" if earlier.challenge_year else "Earlier challenge"
    return f"{year}: {_numbered(earlier.number, earlier.text or '')}"


def _when_cells(when: When) -> tuple[str, str]:
    """Return a timeline as printed, and what it was read as in UK style."""
    return printable(labelled(when.raw, when.label)), _due(when)


def _due(when: When) -> str:
    if when.kind == "completed":
        return "done"
    if when.end:
        return short_uk_date(when.end)
    if when.start:
        return f"from {short_uk_date(when.start)}"
    if when.kind == "unresolved":
        return "not read"
    return "no year" if (when.edtf or "").startswith("XXXX") else when.kind


def _names(owners: Iterable[Owner]) -> Iterator[str]:
    return (f"{owner.name} ({owner.person})" if owner.person else owner.name for owner in owners)


def _status(status: Status | None) -> str:
    if not status:
        return ""
    return status.value.replace("_", " ") + (f" ({status.rag})" if status.rag else "")


def _numbered(number: str | None, text: str) -> str:
    return printable(f"{number}. {text}" if number else text)


def _refer(record: str, numbers: Numbers) -> str:
    return "\n".join(map(str, numbers.get(record, ())))


def _issue_line(number: int, issue: Issue) -> Text:
    return Text(f"{number}. {issue.severity}: {printable(issue.message)}", style=_SEVERITY_STYLES[issue.severity])
