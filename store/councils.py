"""Councils from a register file: loaded into the store, and found by any of their names."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from normalise.errors import UsageError
from store.models import Council, CouncilAlias, CouncilSuccessor, DocumentCouncil

# The register's columns that we keep, and ours.
_COLUMNS = (
    ("gss-code", "ons_code"),
    ("official-name", "name"),
    ("nice-name", "short_name"),
    ("local-authority-type-name", "type"),
    ("nation", "nation"),
    ("region", "region"),
    ("start-date", "start_date"),
    ("end-date", "end_date"),
)
_NEEDED = ("local-authority-code", "official-name")
# Names are listed with commas, and contain commas: only those inside a name are followed by a blank.
_BETWEEN_NAMES = re.compile(r",(?! )")


@dataclass(frozen=True, slots=True)
class CouncilLoad:
    """What loading a register did: numbers of councils, and of documents that now have theirs."""

    added_count: int
    changed_count: int
    unchanged_count: int
    linked_count: int


def load_councils(session: Session, rows: Iterable[Mapping[str, str]]) -> CouncilLoad:
    """Keep the councils of a register's rows; again, nothing changes. Raises UsageError for another sort of file."""
    register = {row["local-authority-code"]: row for row in map(_check_row, rows, itertools.count(2))}
    held = {council.code: council for council in session.scalars(sa.select(Council))}
    changes = Counter(_keep_council(session, held, code, row) for code, row in register.items())
    session.flush()
    held = {council.code: council for council in session.scalars(sa.select(Council))}
    for code, row in register.items():
        _add_names(session, held[code], row)
    session.flush()
    return CouncilLoad(changes["added"], changes["changed"], changes["unchanged"], _link_documents(session))


def find_councils(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Return the council of each name that only one goes by; where several do, the one with that official name."""
    keys = {name: _fold(name) for name in names}
    query = (
        sa.select(CouncilAlias.alias_key, CouncilAlias.council_id, Council.name)
        .join_from(CouncilAlias, Council)
        .where(CouncilAlias.alias_key.in_(set(keys.values())))
    )
    candidates: dict[str, dict[int, str]] = defaultdict(dict)
    for key, council_id, official in session.execute(query):
        candidates[key][council_id] = official
    found = {name: _find_only(candidates[key], key) for name, key in keys.items()}
    return {name: council_id for name, council_id in found.items() if council_id is not None}


def _check_row(row: Mapping[str, str], line: int) -> dict[str, str]:
    if missing := [column for column in _NEEDED if column not in row]:
        raise UsageError(f"the register has no column {missing[0]!r}; it needs at least {' and '.join(_NEEDED)}")
    stripped = {column: (value or "").strip() for column, value in row.items() if column}
    if empty := [column for column in _NEEDED if not stripped[column]]:
        raise UsageError(f"line {line} of the register has no {empty[0]}")
    return stripped


def _keep_council(session: Session, held: dict[str, Council], code: str, row: Mapping[str, str]) -> str:
    values = {ours: _read_value(row.get(theirs, ""), ours) for theirs, ours in _COLUMNS}
    if code not in held:
        session.add(Council(code=code, **values))
        return "added"
    if all(getattr(held[code], name) == value for name, value in values.items()):
        return "unchanged"
    for name, value in values.items():
        setattr(held[code], name, value)
    return "changed"


def _read_value(text: str, column: str) -> str | date | None:
    if not text:
        return None
    if not column.endswith("_date"):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} in the register is no date; write it as 2023-04-01") from None


def _add_names(session: Session, council: Council, row: Mapping[str, str]) -> None:
    """Add those of the council's names and successors that are not held yet."""
    names = (row["official-name"], row.get("nice-name", ""), *_BETWEEN_NAMES.split(row.get("alt-names", "")))
    held = set(session.scalars(sa.select(CouncilAlias.alias_key).where(CouncilAlias.council_id == council.id)))
    new = {_fold(name): name.strip() for name in reversed(names) if name.strip()}
    session.add_all(
        CouncilAlias(council_id=council.id, alias=name, alias_key=key) for key, name in new.items() if key not in held
    )
    of_council = sa.select(CouncilSuccessor.successor_code).where(CouncilSuccessor.council_id == council.id)
    known = set(session.scalars(of_council))
    codes = {code.strip() for code in row.get("replaced-by", "").split(",")} - {""}
    session.add_all(CouncilSuccessor(council_id=council.id, successor_code=code) for code in sorted(codes - known))


def _link_documents(session: Session) -> int:
    """Fill in the council of documents that were kept before it was loaded; return how many."""
    unlinked = session.scalars(sa.select(DocumentCouncil).where(DocumentCouncil.council_id.is_(None))).all()
    found = find_councils(session, {row.name for row in unlinked})
    linked = [row for row in unlinked if row.name in found]
    for row in linked:
        row.council_id = found[row.name]
    session.flush()
    return len(linked)


def _find_only(candidates: dict[int, str], key: str) -> int | None:
    official = [council_id for council_id, name in candidates.items() if _fold(name) == key]
    chosen = official or list(candidates)
    return chosen[0] if len(chosen) == 1 else None


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
