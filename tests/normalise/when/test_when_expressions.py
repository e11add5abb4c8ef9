"""Expressions with the value that the contract gives them: one line a when, several lines for several whens in order.

`expressions_own.csv` and `expressions_blind.csv` were written before the grammar was tuned on them, the latter by
somebody who had not seen it; their lines change only with the contract's ruling named in the commit.
`expressions_unseen.csv` was written by somebody else again when the grammar was finished, and was read as it stands.
`expressions_reviewed.csv` holds what was tried later, as read and then looked through.
`kind` is `none` where running text holds no date. `precision` and `label` are compared where a line gives them.
"""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import pytest

from normalise.records import When
from normalise.when import WhenContext, read_text_dates, read_timeline_cell

FILES = sorted(Path(__file__).parent.glob("expressions_*.csv"))
KEYS = ("kind", "edtf", "start", "end", "qualifier", "rrule")
Line = dict[str, str]


def _cases() -> list[tuple[str, tuple[Line, ...]]]:
    cases = []
    for file in FILES:
        with file.open(encoding="utf-8", newline="") as lines:
            grouped = groupby(
                csv.DictReader(lines), key=lambda line: (line["expression"], line["published"], line["source"])
            )
            cases += [(file.stem, tuple(group)) for _, group in grouped]
    return cases


def _read(line: Line) -> tuple[When, ...]:
    read = read_timeline_cell if line["source"] == "column" else read_text_dates
    readings = read(line["expression"], context=WhenContext(published=line["published"] or None))
    return tuple(reading.value for reading in readings.found)


def _printed(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    "lines", [pytest.param(lines, id=f"{stem}-{lines[0]['expression'][:50]!r}") for stem, lines in _cases()]
)
def test_an_expression_means_what_its_lines_say(lines: tuple[Line, ...]) -> None:
    whens = _read(lines[0])
    wanted = [line for line in lines if line["kind"] != "none"]
    found = [{key: _printed(getattr(when, key)) for key in KEYS} for when in whens]
    assert found == [{key: line[key] for key in KEYS} for line in wanted]
    for when, line in zip(whens, wanted, strict=True):
        for key in ("precision", "label"):
            if line.get(key):
                assert _printed(getattr(when, key)) == line[key]


def test_there_are_expressions() -> None:
    assert len(_cases()) > 150
