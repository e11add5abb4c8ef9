"""Commands that ask: of the store, of the councils' list, and what single words mean."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest.cli import app

PLAN = """# Peer challenge action plan

| Recommendation | Action | Timescale | Lead | Status |
|---|---|---|---|---|
| 1. Look after the trees | =Water them weekly | By end March 2031 | Head of Parks | On track |
"""


def _run(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=text, env={"COLUMNS": "120"})


@pytest.fixture
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PEERPLAN_TEST_READER", raising=False)
    monkeypatch.setenv("PEERPLAN_DB", str(tmp_path / "plans.db"))
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert _run("ingest", "plan.txt", "--in-process").exit_code == 0


@pytest.mark.usefixtures("_store")
def test_a_query_prints_a_table_with_uk_dates() -> None:
    done = _run("query", "SELECT action_text, due_date FROM action_flat")
    assert done.stdout.split("\n")[2].split("  ")[-1].strip() == "31 March 2031"


@pytest.mark.usefixtures("_store")
def test_csv_keeps_iso_dates_and_no_formulas() -> None:
    done = _run("query", "SELECT action_text, due_date FROM action_flat", "--csv")
    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["action_text", "due_date"],
        ["'=Water them weekly", "2031-03-31"],
    ]


@pytest.mark.usefixtures("_store")
def test_json_holds_the_values_themselves() -> None:
    done = _run("query", "SELECT action_text, due_date, NULL AS missing FROM action_flat", "--json")
    assert json.loads(done.stdout) == [{"action_text": "=Water them weekly", "due_date": "2031-03-31", "missing": None}]


@pytest.mark.usefixtures("_store")
@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        pytest.param("DELETE FROM document", "never changed", id="changes"),
        pytest.param("SELECT nosuch FROM document", "no such column", id="no-such-column"),
        pytest.param("", "write a SELECT", id="nothing"),
        pytest.param(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
            "took longer",
            id="endless",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_is_wrong_use(sql: str, complaint: str) -> None:
    done = _run("query", sql, "--seconds", "0.3")
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("_store")
def test_every_report_can_be_printed() -> None:
    listed = _run("report").stdout
    names = [line.split()[0] for line in listed.splitlines()]
    assert {"plans", "due", "overdue", "issues"} <= set(names)
    assert [_run("report", name).exit_code for name in names] == [0] * len(names)


@pytest.mark.usefixtures("_store")
def test_a_report_can_be_of_another_day() -> None:
    overdue = "report", "overdue", "--json", "--on"
    assert json.loads(_run(*overdue, "2031-03-31").stdout) == []
    assert len(json.loads(_run(*overdue, "2031-04-01").stdout)) == 1


@pytest.mark.usefixtures("_store")
@pytest.mark.parametrize("words", [("nosuch",), ("overdue", "--on", "March"), ("plans", "--csv", "--json")])
def test_a_report_that_there_is_not_is_wrong_use(words: tuple[str, ...]) -> None:
    done = _run("report", *words)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_councils_can_be_listed_on_a_day() -> None:
    def count(*words: str) -> int:
        return len(json.loads(_run("councils", "list", "--json", *words).stdout))

    assert count("--nation", "Wales") == 22
    assert count("--on", "2026-04-01") < count()


def test_a_register_is_loaded_once(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,"
        "local-authority-type-name,alt-names\n"
        "WIT,Withy District Council,Withy,E07999999,1974-04-01,,,England,,district,\n",
        encoding="utf-8",
    )
    load = "councils", "load", str(register), "--db", str(tmp_path / "plans.db")
    assert _run(*load).stdout == "1 added, 0 changed, 0 unchanged\n"
    assert _run(*load).stdout == "0 added, 0 changed, 1 unchanged\n"


@pytest.mark.parametrize("content", [b"name\nWithy\n", b"\xff\xfe", b""])
def test_another_sort_of_file_is_no_register(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "register.csv").write_bytes(content)
    done = _run("councils", "load", str(tmp_path / "register.csv"), "--db", str(tmp_path / "plans.db"))
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_timeline_is_read_with_the_documents_date() -> None:
    assert "31 March 2024" in _run("when", "March", "--on", "2024-02").stdout
    [value] = json.loads(_run("when", "March", "--on", "2024-02", "--json").stdout)
    assert (value["edtf"], value["inferred"]) == ("2024-03", ["year"])


def test_a_doubtful_timeline_is_explained() -> None:
    assert "unresolved-timeline: " not in _run("when", "31 June 2025").stdout
    assert "unresolved-timeline: " in _run("when", "31 June 2025", "--explain").stdout


def test_timelines_are_read_line_by_line_in_order() -> None:
    done = _run("when", text="Spring 2024\n\nJune 2025\r\nno date\x9b\n")
    values = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[value["edtf"] for value in line] for line in values] == [["2024-21"], [], ["2025-06"], [None]]
    assert "\x9b" not in done.stdout


def test_the_conventions_of_the_settings_file_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "peerplan.toml").write_text("[timelines]\nspring = [2, 4]\n", encoding="utf-8")
    [value] = json.loads(_run("when", "Spring 2024", "--json").stdout)
    assert (value["start"], value["end"]) == ("2024-02-01", "2024-04-30")


def test_owners_are_read_one_or_many() -> None:
    assert "Head of Parks" in _run("owner", "Head of Parks").stdout
    lines = _run("owner", text="Head of Parks / Chief Executive\nChief Executive\n").stdout.splitlines()
    assert [[owner["name"] for owner in json.loads(line)] for line in lines] == [
        ["Head of Parks", "Chief Executive"],
        ["Chief Executive"],
    ]
