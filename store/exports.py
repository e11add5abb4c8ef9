"""Writes what a query answers as CSV, JSON or JSON Lines, safe for the programs that open such files."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from store.query import Result, Value

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(result: Result, file: TextIO) -> None:
    """Write a header and one line a row. Text that a spreadsheet would run as a formula gets a `'` in front."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(map(_csv_value, result.columns))
    writer.writerows(map(_csv_value, row) for row in result.rows)


def write_json(result: Result, file: TextIO) -> None:
    """Write one JSON array of objects, one a line."""
    before = "[\n"
    for line in _iter_objects(result):
        file.write(before + line)
        before = ",\n"
    file.write("[]\n" if before == "[\n" else "\n]\n")


def write_json_lines(result: Result, file: TextIO) -> None:
    """Write one JSON object a line."""
    file.writelines(f"{line}\n" for line in _iter_objects(result))


def _iter_objects(result: Result) -> Iterator[str]:
    names = _distinct(result.columns)
    for row in result.rows:
        yield json.dumps(dict(zip(names, map(_json_value, row), strict=True)), ensure_ascii=False)


def _distinct(columns: tuple[str, ...]) -> list[str]:
    """Number the columns of the same name, so that none hides another."""
    seen: Counter[str] = Counter()
    names = []
    for column in columns:
        seen[column] += 1
        names.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return names


def _csv_value(value: Value) -> Value:
    if isinstance(value, bytes):
        return value.hex()
    if not isinstance(value, str):
        return value
    folded = value.replace("\r\n", "\n").replace("\r", "\n")  # Python leaves a bare CR unquoted
    return f"'{folded}" if value.startswith(_STARTS_A_FORMULA) else folded


def _json_value(value: Value) -> str | int | float | None:
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
