"""The questions that are asked most, under a name: one SQL file each, opening with its title and a description.

`:council` in a report is a part of a council's name, or null for all. `CURRENT_DATE` is today, also in the views that
the report stands on; the parameter `on` puts another day in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from normalise.errors import UsageError
from store.query import SECONDS, Result, run_query
from store.sqlite_file import find_sqlite_path
from store.views import View, split_head_comment, views

_PARAMETER = re.compile(r"(?<!:):(?P<name>[a-z]+)")
_TODAY = "CURRENT_DATE"


@dataclass(frozen=True, slots=True)
class Report:
    """A named question: its parameters are those of `council`, `document`, `on` and `run` that it takes."""

    name: str
    title: str
    description: str
    parameters: tuple[str, ...]
    sql: str


@cache
def list_reports() -> tuple[Report, ...]:
    """Return all reports by name."""
    names = sorted(entry.name for entry in files(__name__).iterdir() if entry.name.endswith(".sql"))
    return tuple(map(_read_report, names))


def find_report(name: str) -> Report:
    """Return the report of that name. Raises UsageError where there is none."""
    for report in list_reports():
        if report.name == name:
            return report
    raise UsageError(
        f"there is no report {name!r}; there are: {_spell(tuple(report.name for report in list_reports()))}"
    )


def run_report(target: str | Path, name: str, *, seconds: float = SECONDS, **parameters: str | date | None) -> Result:
    """Return the report's rows. Raises UsageError for a report or parameter that there is not, and for a bad date."""
    report = find_report(name)
    given = {key: value for key, value in parameters.items() if value is not None}
    if unknown := given.keys() - set(report.parameters):
        raise UsageError(
            f"the report {name} takes no {', '.join(sorted(unknown))}; it takes: {_spell(report.parameters)}"
        )
    bound = {key: None if key not in given else str(given[key]) for key in _PARAMETER.findall(report.sql)}
    sql = report.sql
    if "on" in given:
        bound["on"] = _read_day(given["on"])
        sql = _on_another_day(sql, "CAST(:on AS date)" if find_sqlite_path(target) is None else ":on")
    return run_query(target, sql, seconds=seconds, parameters=bound)


def _read_report(file_name: str) -> Report:
    text = (files(__name__) / file_name).read_text(encoding="utf-8").strip().removesuffix(";")
    title, _, rest = text.partition("\n")
    parameters = set(_PARAMETER.findall(text)) | ({"on"} if _depends_on_today(text) else set())
    return Report(
        name=file_name.removesuffix(".sql"),
        title=title.removeprefix("--").strip(),
        description=split_head_comment(rest),
        parameters=tuple(sorted(parameters)),
        sql=text,
    )


def _read_day(day: str | date) -> str:
    try:
        return date.fromisoformat(str(day)).isoformat()
    except ValueError:
        raise UsageError(f"{day!r} is no date; write it as 2025-03-31") from None


def _depends_on_today(sql: str) -> bool:
    return _TODAY in sql or bool(_views_of_today(sql))


def _views_of_today(sql: str) -> list[View]:
    return [view for view in views() if _TODAY in view.select and re.search(rf"\b{view.name}\b", sql)]


def _on_another_day(sql: str, day: str) -> str:
    """Return the SQL with the day for today; views that ask for today are written out in front, under their names."""
    named = [f"{view.name} AS (\n{view.select.replace(_TODAY, day)}\n)" for view in _views_of_today(sql)]
    prefix = f"WITH {', '.join(named)}\n" if named else ""
    return prefix + sql.replace(_TODAY, day)


def _spell(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing"
