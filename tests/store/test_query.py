"""Analysts' own SQL: answered where it only reads, told in one line where it does not; and how answers are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest

from normalise.errors import UsageError
from store.exports import write_csv, write_json, write_json_lines
from store.query import Result, Value, run_query

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        pytest.param("SELECT COUNT(*) FROM action", [(4,)], id="select"),
        pytest.param("WITH a AS (SELECT 1 AS b) SELECT b FROM a", [(1,)], id="with"),
        pytest.param("SELECT value FROM json_each('[1, 2]')", [(1,), (2,)], id="json"),
        pytest.param(
            "SELECT json_extract(reader, '$.text') FROM extraction ORDER BY id", [("f00",), ("f01",)], id="json-column"
        ),
        pytest.param("SELECT upper(title) FROM plans;", [("HOW FAR WE ARE",)], id="function-and-semicolon"),
        pytest.param("SELECT 'half;' -- done", [("half;",)], id="semicolon-in-words"),
    ],
)
def test_questions_are_answered(full_store: Path, sql: str, rows: list[tuple[Value, ...]]) -> None:
    assert list(run_query(full_store, sql).rows) == rows


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        pytest.param("DELETE FROM action", "only questions", id="delete"),
        pytest.param("UPDATE action SET text = ''", "only questions", id="update"),
        pytest.param("INSERT INTO source VALUES (1, 'file', 'x', 'x', 'x')", "only questions", id="insert"),
        pytest.param("DROP VIEW plans", "only questions", id="drop"),
        pytest.param("CREATE TEMP TABLE t (a)", "only questions", id="temp-table"),
        pytest.param("ATTACH 'other.db' AS other", "only questions", id="attach"),
        pytest.param("VACUUM INTO 'copy.db'", "cannot be answered", id="vacuum-into"),
        pytest.param("PRAGMA user_version = 7", "only questions", id="pragma"),
        pytest.param("PRAGMA journal_mode", "only questions", id="reading-pragma"),
        pytest.param("BEGIN", "only questions", id="begin"),
        pytest.param("SELECT load_extension('evil')", "only questions", id="load-extension"),
        pytest.param("SELECT randomblob(999999999)", "only questions", id="memory"),
        pytest.param(
            "SELECT length(printf('%.*c', 60000000, 'x')) > 60000000 AND 1 / 0 FROM nowhere",
            "no such table",
            id="no-table",
        ),
        pytest.param("SELECT colour FROM action", "no such column", id="no-column"),
        pytest.param("SELEC 1", "syntax error", id="syntax"),
        pytest.param("SELECT 1; DELETE FROM action", "one statement", id="two-statements"),
        pytest.param("", "no question", id="empty"),
        pytest.param("-- nothing", "no question", id="comment"),
        pytest.param("SELECT '\0'", "null character", id="nul"),
        pytest.param("SELECT '\ud800'", "cannot be answered", id="half-a-character"),
        pytest.param("SELECT :name", "cannot be answered", id="unbound"),
    ],
)
def test_anything_else_is_refused_in_one_line(full_store: Path, sql: str, told: str) -> None:
    before = full_store.read_bytes()
    with pytest.raises(UsageError, match=told) as caught:
        list(run_query(full_store, sql).rows)
    assert "\n" not in str(caught.value)
    assert full_store.read_bytes() == before
    assert [path.name for path in full_store.parent.iterdir()] == ["full.db"]


@pytest.mark.parametrize(
    "what", [pytest.param("MAX(i)", id="before-the-first-row"), pytest.param("i", id="row-after-row")]
)
def test_a_question_that_never_ends_is_stopped(full_store: Path, what: str) -> None:
    with pytest.raises(UsageError, match=r"longer than 0.05 s"):
        for _ in run_query(full_store, ENDLESS.format(what), seconds=0.05).rows:
            pass


def test_rows_are_cut_where_a_limit_is_given(full_store: Path) -> None:
    assert list(run_query(full_store, ENDLESS.format("i"), max_rows=3).rows) == [(1,), (2,), (3,)]


def test_values_are_bound(full_store: Path) -> None:
    result = run_query(full_store, "SELECT :a || 'x' AS b", parameters={"a": "'; DROP"})
    assert (result.columns, list(result.rows)) == (("b",), [("'; DROPx",)])


ROWS = [("=1+1", 1, -2.5, None), ('plain, "quoted"\nand ünïcode', 0, 1e300, b"\x00\xff")]


def answer(*rows: tuple[Value, ...], columns: tuple[str, ...] = ("words", "n", "x", "bytes")) -> Result:
    return Result(columns, iter(rows))


def written(write: Callable[[Result, TextIO], None], result: Result) -> str:
    file = io.StringIO()
    write(result, file)
    return file.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(start: str) -> None:
    text = written(write_csv, answer((f"{start}cmd", 1, -2.5, None)))
    [_, row] = csv.reader(io.StringIO(text, newline=""))
    assert row == [f"'{start}cmd".replace("\r", "\n"), "1", "-2.5", ""]


def test_csv_holds_the_rows() -> None:
    [header, _, row] = csv.reader(io.StringIO(written(write_csv, answer(*ROWS)), newline=""))
    assert header == ["words", "n", "x", "bytes"]
    assert row == ['plain, "quoted"\nand ünïcode', "0", "1e+300", "00ff"]


@pytest.mark.parametrize(
    "rows", [pytest.param((), id="none"), pytest.param(ROWS[:1], id="one"), pytest.param(ROWS, id="two")]
)
def test_json_and_json_lines_hold_the_same(rows: list[tuple[Value, ...]]) -> None:
    whole = json.loads(written(write_json, answer(*rows)))
    lines = [json.loads(line) for line in written(write_json_lines, answer(*rows)).splitlines()]
    assert whole == lines
    assert [row["words"] for row in whole] == [row[0] for row in rows]


def test_json_hides_no_column_behind_another_of_its_name() -> None:
    assert json.loads(written(write_json_lines, answer((1, 2), columns=("id", "id")))) == {"id": 1, "id_2": 2}


def test_json_stays_json_where_a_number_is_infinite() -> None:
    assert json.loads(written(write_json_lines, answer((float("inf"),), columns=("x",)))) == {"x": "inf"}


def test_frames_hold_views_and_answers(full_store: Path) -> None:
    from store.frames import read_frame

    plans = read_frame(full_store, "plans")
    assert list(plans["title"]) == ["How far we are"]
    assert str(plans["published_date"].dt.date[0]) == "2024-05-05"
    assert read_frame(full_store, "SELECT 1 AS a WHERE 0").empty
