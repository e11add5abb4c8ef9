"""Reports of the store as an analyst reads them: headings in words, UK dates, a line that says how much and as of when.

What a report holds is `store.reports`', and its columns keep their SQL names in CSV and JSON. Headings and what a
column holds are lines of `report_columns.csv`, what a report's rows are called of `report_rows.csv`.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, partial
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ingest.grids import Column, Grid, Group
from ingest.terminal import labelled, printable, short_uk_date, shown_value, uk_date

if TYPE_CHECKING:
    from store.query import Result, Value
    from store.reports import Report

_WHOLE = ("date", "edtf", "short")
_NUMBERS = ("number", "rare")
_UNKNOWN_GROUP = {"council": "No council known"}
_BASES = {"reported": "reported late", "stated": "stated late"}
_NO_LATER_REPORT = "date passed, no later report held"
_UNWEIGHED = "no-later-report"
_BESIDE = ("accountable", "finished_at", "label")  # shown within another column


def print_report(console: Console, report: Report, result: Result, *, day: date | None, council: str | None) -> None:
    """Print a report's rows under its title and one line of summary; `day` is the day it is of, where it is of one."""
    rows = tuple(result.rows)
    console.print(Text(report.title, style="bold"))
    console.print(Text(_summarise(report.name, result.columns, rows, day=day, council=council), style="dim"))
    if rows:
        console.print()
        console.print(_build_grid(report.name, result.columns, rows))


def _summarise(
    name: str, columns: Sequence[str], rows: Sequence[tuple[Value, ...]], *, day: date | None, council: str | None
) -> str:
    told = _count_overdue(columns, rows) if "basis" in columns else _count(len(rows), *_row_words()[name][:2])
    whose = f", of councils called “{printable(council)}”" if council else ""
    return f"{told}{whose}" + (f", as of {uk_date(day)}" if day else "")


def _count_overdue(columns: Sequence[str], rows: Iterable[tuple[Value, ...]]) -> str:
    """Return how many are overdue, and apart from them how many only have a date that has passed."""
    bases = Counter(str(row[columns.index("basis")]) for row in rows)
    passed = bases.pop(_UNWEIGHED, 0)
    parts = ", ".join(f"{bases[basis]} {words}" for basis, words in _BASES.items() if bases[basis])
    overdue = f"{bases.total()} overdue" + (f" ({parts})" if parts else "")
    return f"{overdue}; not counted: {passed} {_NO_LATER_REPORT}" if passed else overdue


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _build_grid(name: str, columns: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> Grid:
    if name == "issues":
        columns, rows = _with_meanings(columns, rows)
    grouped_by = _row_words()[name][2]
    shown = [column for column in columns if column != grouped_by and column not in _BESIDE]
    formats = [_column_words().get(column, (printable(column), "text")) for column in shown]
    groups = (
        Group(
            heading,
            tuple(tuple(map(partial(_show_cell, dict(zip(columns, row, strict=True))), shown)) for row in members),
        )
        for heading, members in _group(rows, columns, grouped_by)
    )
    headings = (Column(heading, holds in _WHOLE, holds in _NUMBERS) for heading, holds in formats)
    return Grid(tuple(headings), tuple(groups)).without_empty()


def _group(
    rows: Sequence[tuple[Value, ...]], columns: Sequence[str], grouped_by: str
) -> Iterator[tuple[str, Iterable[tuple[Value, ...]]]]:
    """Yield runs of rows that agree in a column, each with that column's words."""
    if not grouped_by:
        yield "", rows
        return
    index = columns.index(grouped_by)
    holds = _column_words()[grouped_by][1]
    for value, members in groupby(rows, key=lambda row: row[index]):
        words = _show(value, holds) or _UNKNOWN_GROUP.get(grouped_by, "")
        yield words[:1].upper() + words[1:], members


def _with_meanings(
    columns: Sequence[str], rows: Sequence[tuple[Value, ...]]
) -> tuple[Sequence[str], Sequence[tuple[Value, ...]]]:
    from normalise.issues import describe_code

    code = columns.index("code")
    return (*columns, "meaning"), [(*row, describe_code(str(row[code]))) for row in rows]


def _show_cell(row: dict[str, Value], column: str) -> str:
    """Return a cell's words, with those of the columns that are shown beside it and not on their own."""
    _, holds = _column_words().get(column, ("", "text"))
    words = _show(row[column], holds)
    match column:
        case "timeline_raw" if row.get("label"):
            return printable(labelled(str(row[column]), str(row["label"])))
        case "owners" if row.get("accountable"):
            return "\n".join(filter(None, (words, f"accountable: {_show(row['accountable'], 'text')}")))
        case "started_at" if "finished_at" in row:
            return f"{words} to {_show_time(row['finished_at'])[-5:]}" if row["finished_at"] else f"{words}, cut off"
        case _:
            return words


def _show(value: Value, holds: str) -> str:
    return "" if value is None else _SHOW.get(holds, shown_value)(value)


def _show_words(value: Value) -> str:
    return printable(str(value)).replace("_", " ")


def _show_basis(value: Value) -> str:
    return _BASES.get(str(value), _NO_LATER_REPORT)


def _show_date(value: Value) -> str:
    return short_uk_date(date.fromisoformat(str(value)))


def _show_time(value: Value) -> str:
    moment = datetime.fromisoformat(str(value))
    return f"{short_uk_date(moment.date())} {moment:%H:%M}"


def _show_edtf(value: Value) -> str:
    """Return a day or a month in UK style, and any other time as it is noted."""
    for pattern, show in (("%Y-%m-%d", short_uk_date), ("%Y-%m", "{:%b %Y}".format)):
        try:
            return show(datetime.strptime(str(value), pattern).date())  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return printable(str(value))


def _show_rare(value: Value) -> str:
    return str(value or "")


_SHOW: dict[str, Callable[[Value], str]] = {
    "basis": _show_basis,
    "date": _show_date,
    "edtf": _show_edtf,
    "rare": _show_rare,
    "time": _show_time,
    "words": _show_words,
}


@cache
def _column_words() -> dict[str, tuple[str, str]]:
    return {line["column"]: (line["heading"], line["holds"]) for line in _read_csv("report_columns.csv")}


@cache
def _row_words() -> dict[str, tuple[str, str, str]]:
    return {line["report"]: (line["one"], line["many"], line["grouped_by"]) for line in _read_csv("report_rows.csv")}


def _read_csv(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader((files("ingest") / name).read_text(encoding="utf-8").splitlines())
