"""What an evaluation looks like on a terminal: figures by field, by document and by feature, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from ingest.grids import Column, Grid, Group
from ingest.terminal import printable
from normalise.scoring import Counts, Scores

_FIGURES = tuple(Column(name, is_number=True) for name in ("Precision", "Recall", "F1", "Right", "Extra", "Lacks"))
_GROUPS = {"document": "Document", "rec": "Recommendations", "action": "Actions", "progress": "Progress"}


def print_scores(console: Console, scores: Scores, features: Mapping[str, Counts] | None) -> None:
    """Print the figures of each field, of each document where there are several, of each feature, and of all."""
    console.print(Grid((Column("Field", is_whole=True), *_FIGURES), tuple(_groups(scores.fields))))
    for heading, counted in (("Document", scores.documents), ("Feature", features or {})):
        if len(counted) > 1 or (counted and counted is features):
            console.print()
            rows = tuple(_row(printable(name), counts) for name, counts in counted.items())
            console.print(Grid((Column(heading, is_whole=True), *_FIGURES), (Group("", rows),)))
    overall = scores.overall
    told = f"overall: precision {overall.precision:.4f}, recall {overall.recall:.4f}, F1 {overall.f1:.4f}"
    console.print()
    console.print(Text(told, style="bold"))


def print_misses(console: Console, misses: Iterable[str]) -> None:
    """Print a line for each value that differs."""
    for line in misses:
        console.print(Text(printable(line)), soft_wrap=True)
    console.print()


def _groups(fields: Mapping[str, Counts]) -> Iterable[Group]:
    for kind, heading in _GROUPS.items():
        of_kind = {name: counts for name, counts in fields.items() if name.startswith(f"{kind}.")}
        rows = tuple(_row(name, counts) for name, counts in of_kind.items() if counts != Counts())
        if rows:
            yield Group(heading, rows)


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    figures = (counts.precision, counts.recall, counts.f1)
    numbers = (counts.right, counts.extra, counts.lacks)
    return (name, *(f"{figure:.3f}" for figure in figures), *map(str, numbers))
