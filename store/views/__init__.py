"""What analysts read: one view a file, its head comment is its entry in the data dictionary.

A file holds one SELECT that SQLite and PostgreSQL both understand; `CURRENT_DATE` in it is "today", which a report may
replace by another day. On PostgreSQL the two functions that it lacks are made first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

_COMMENT = re.compile(r"--[^\n]*")
_WORD = re.compile(r"[a-z_]+")

POSTGRESQL_FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION group_concat_step(text, text, text) RETURNS text LANGUAGE SQL IMMUTABLE AS
    $$ SELECT CASE WHEN $2 IS NULL THEN $1 WHEN $1 IS NULL THEN $2 ELSE $1 || $3 || $2 END $$
    """,
    "CREATE OR REPLACE AGGREGATE group_concat(text, text) (SFUNC = group_concat_step, STYPE = text)",
    """
    CREATE OR REPLACE FUNCTION julianday(date) RETURNS double precision LANGUAGE SQL IMMUTABLE AS
    $$ SELECT ($1 - DATE '2000-01-01') + 2451544.5 $$
    """,
)


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what it shows in prose, and the file's whole text, a SELECT under its comment."""

    name: str
    description: str
    select: str

    @property
    def create_statement(self) -> str:
        return f"CREATE VIEW {self.name} AS\n{self.select}"


@cache
def views() -> tuple[View, ...]:
    """Return all views, each after those that it stands on."""
    found = {view.name: view for view in map(_read_view, sorted(_files()))}
    graph = {name: sorted((_words(view.select) & found.keys()) - {name}) for name, view in found.items()}
    return tuple(found[name] for name in TopologicalSorter(graph).static_order())


def split_head_comment(sql: str) -> str:
    """Return the comment that a file opens with, as prose."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def _files() -> list[str]:
    return [entry.name for entry in files(__name__).iterdir() if entry.name.endswith(".sql")]


def _read_view(name: str) -> View:
    text = (files(__name__) / name).read_text(encoding="utf-8").strip().removesuffix(";")
    return View(name.removesuffix(".sql"), split_head_comment(text), text)


def _words(sql: str) -> set[str]:
    return set(_WORD.findall(_COMMENT.sub("", sql)))
