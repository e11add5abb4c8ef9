"""What a user gives for a document: kept, not forgotten, and never put in the place of what is printed."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from ingest.cli import app

PLAN = (
    "Peer Challenge Action Plan\n\n{date}\n\n"
    "No\tRecommendation\tAction\tBy when\n1\tMend the roof\tAsk for prices\tMay 2026\n"
)


def run(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def ask(store: Path, sql: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run("query", sql, "--db", store, "--json"))
    return rows


def test_what_was_given_is_not_forgotten_when_the_file_is_read_again(tmp_path: Path) -> None:
    plan, store = tmp_path / "plan.txt", tmp_path / "plans.db"
    plan.write_text(PLAN.format(date=""), encoding="utf-8")
    run("ingest", plan, "--db", store, "--in-process", "--published", "2025-03")
    assert "unchanged" in run("ingest", plan, "--db", store, "--in-process")
    assert ask(store, "SELECT count(*) AS n FROM extraction") == [{"n": 1}]
    assert ask(store, "SELECT published FROM plans") == [{"published": "2025-03"}]


def test_what_is_printed_wins_and_an_issue_says_so(tmp_path: Path) -> None:
    plan, store = tmp_path / "plan.txt", tmp_path / "plans.db"
    plan.write_text(PLAN.format(date="June 2025"), encoding="utf-8")
    run("ingest", plan, "--db", store, "--in-process", "--published", "2025-03")
    assert ask(store, "SELECT published FROM plans") == [{"published": "2025-06"}]
    assert "given-not-used" in [row["code"] for row in ask(store, "SELECT code FROM issue_summary")]
