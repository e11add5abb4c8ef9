"""The schema's revisions. File names begin with the revision's id, so that readers need not load Alembic."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def revisions() -> tuple[str, ...]:
    """Return the ids of all revisions this program knows, oldest first."""
    names = sorted(entry.name for entry in (files(__name__) / "versions").iterdir())
    return tuple(name.partition("_")[0] for name in names if name[0].isdigit() and name.endswith(".py"))
