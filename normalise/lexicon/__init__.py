"""The lexica: one CSV a subject, a new word is one line. Each is read once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the lines of `lexicon/<name>.csv` as dicts of stripped text, in file order."""
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(
        {key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(text.splitlines())
    )
