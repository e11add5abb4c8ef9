"""Answers as pandas frames, for notebooks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from store.query import SECONDS, run_query


def read_frame(target: str | Path, question: str, *, seconds: float = SECONDS) -> pd.DataFrame:
    """Return a view or table by its name, or the answer to a SELECT; columns that end in `_date` hold days."""
    sql = f"SELECT * FROM {question}" if question.isidentifier() else question  # noqa: S608 one word, and read-only
    result = run_query(target, sql, seconds=seconds)
    frame = pd.DataFrame(list(result.rows), columns=list(result.columns))
    days = {column for column in result.columns if column.endswith("_date")}
    return frame.assign(**{column: pd.to_datetime(frame[column], format="%Y-%m-%d") for column in days})
