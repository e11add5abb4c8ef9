"""What analysts see: views and reports over a small made-up library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from normalise.errors import UsageError
from normalise.records import Action, Extraction, Owner, Provenance, Recommendation, Status, When
from store.engine import Store, open_store
from store.keep import Outcome
from store.query import Value, run_query
from store.reports import list_reports, run_report
from store.views import split_head_comment, views

Keep = Callable[[Store, Extraction], Outcome]
MakeExtraction = Callable[..., Extraction]

PLACE = Provenance(page=2, snippet="as printed")


def when(raw: str, end: str | None, **fields: object) -> When:
    return When.model_validate({"raw": raw, "kind": "date" if end else "ongoing", "end": end, **fields})


def action(name: str, text: str, *timelines: When, status: str | None = None, **fields: object) -> Action:
    said = Status.model_validate({"value": status, "raw": status}) if status else None
    return Action.model_validate(
        {"id": name, "text": text, "timelines": timelines, "status": said, "provenance": PLACE, **fields}
    )


def facts(council: str, published: str | None) -> dict[str, object]:
    printed = when(published, published).model_dump() if published else None
    return {"kind": "action_plan", "title": f"Plan of {council}", "councils": (council,), "published": printed}


def read(path: Path, sql: str) -> list[tuple[Value, ...]]:
    return list(run_query(path, sql).rows)


@pytest.fixture
def library(tmp_path: Path, keep: Keep, make_extraction: MakeExtraction) -> Path:
    """Two plans of one council, a year apart, and one of another."""
    larkmere, wend = "Larkmere District Council", "Greater Wend Council"
    chief = Owner(raw="Chief Executive", name="Chief Executive", kind="post")
    leader = Owner(raw="Leader", name="Leader", kind="post", role="accountable")
    first = make_extraction(
        "first.txt",
        document=facts(larkmere, "2024-01-31"),
        recommendations=[Recommendation(id="r1", number="1", text="Plan better", owners=(leader,), provenance=PLACE)],
        actions=[
            action(
                "a1",
                "Write the plan",
                when("June, then May", "2024-06-30", label="original"),
                when("May 2024", "2024-05-31"),
                recommendation="r1",
                number="1",
                owners=(chief, Owner(raw="Cabinet", name="Cabinet", kind="body")),
                measures=("A plan", "Adopted"),
            ),
            action("a2", "Tell people", when("May 2024", "2024-05-31")),
            action("a3", "Mend the roof", when("March 2024", "2024-03-31"), status="in_progress"),
            action("a4", "Paint the hall", when("March 2024", "2024-03-31")),
            action("a5", "Hire a painter", when("ongoing", None), status="delayed"),
        ],
        issues=[{"code": "missing-owner", "severity": "info", "message": "Nobody", "about": "a2"}],
    )
    second = make_extraction(
        "second.txt",
        document=facts(larkmere, "2024-12-31"),
        actions=[
            action("a1", "Mend the roof", when("March 2024", "2024-03-31"), status="in_progress"),
            action("a2", "Paint the hall", when("March 2024", "2024-03-31"), status="completed"),
            action("a3", "Tell people", when("March 2026", "2026-03-31")),
        ],
    )
    third = make_extraction(
        "third.txt",
        document=facts(wend, None),
        actions=[
            action("a1", "Mend the roof", when("by 2024", "2024-12-31"), status="delayed"),
            action("a2", "Sell the van", when("Completed May 2024", "2024-05-31", kind="completed")),
        ],
        issues=[{"code": "missing-owner", "severity": "info", "message": "Nobody", "about": None}] * 2,
    )
    path = tmp_path / "library.db"
    with open_store(path) as store:
        for extraction in (first, second, third):
            keep(store, extraction)
    return path


def test_an_action_is_one_row_with_all_that_belongs_to_it(library: Path) -> None:
    columns = (
        "council, recommendation_number, recommendation_text, action_number, due_date, timeline_raw, "
        "owners, accountable, measures, issue_count, page"
    )
    sql = f"SELECT {columns} FROM action_flat WHERE action_text = 'Write the plan'"
    assert read(library, sql) == [
        (
            "Larkmere District Council",
            "1",
            "Plan better",
            "1",
            "2024-05-31",
            "June, then May; May 2024",
            "Chief Executive; Cabinet",
            "Leader",
            "A plan; Adopted",
            0,
            2,
        )
    ]


def test_every_action_is_one_row(library: Path) -> None:
    assert read(library, "SELECT COUNT(*), COUNT(DISTINCT action_id) FROM action_flat") == [(10, 10)]


def test_a_revised_date_takes_the_place_of_the_original_one(library: Path) -> None:
    sql = "SELECT due_date FROM due WHERE action_text = 'Write the plan'"
    assert read(library, sql) == [("2024-05-31",)]


def test_a_date_of_completion_is_no_due_date(library: Path) -> None:
    assert read(library, "SELECT * FROM due WHERE action_text = 'Sell the van'") == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2024-03-31", {("Hire a painter", "stated")}, id="on-the-day-itself-nothing-has-passed"),
        pytest.param(
            "2024-06-01",
            {
                ("Hire a painter", "stated"),
                ("Mend the roof", "reported"),
                ("Write the plan", "no-later-report"),
            },
            id="date-passed",
        ),
        pytest.param(
            "2025-01-01",
            {
                ("Hire a painter", "stated"),
                ("Mend the roof", "reported"),
                ("Mend the roof", "stated"),
                ("Write the plan", "no-later-report"),
            },
            id="marked-late",
        ),
        pytest.param(
            "2026-04-01",
            {
                ("Hire a painter", "stated"),
                ("Mend the roof", "reported"),
                ("Mend the roof", "stated"),
                ("Tell people", "no-later-report"),
                ("Write the plan", "no-later-report"),
            },
            id="a-later-plan-moved-the-date",
        ),
    ],
)
def test_overdue_has_its_basis(library: Path, on: str, expected: set[tuple[str, str]]) -> None:
    result = run_report(library, "overdue", on=on)
    text, basis = result.columns.index("action_text"), result.columns.index("basis")
    found = [(row[text], row[basis]) for row in result.rows]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_days_past_are_counted_from_the_day_asked_about(library: Path) -> None:
    result = run_report(library, "overdue", on=date(2024, 6, 10))
    days = dict(zip(result.columns, next(iter(result.rows)), strict=True))
    assert (days["due_date"], days["days_past"]) == ("2024-03-31", 71)


def test_today_is_the_day_unless_another_is_given(library: Path) -> None:
    view = read(library, "SELECT action_text, basis FROM overdue ORDER BY action_id, basis")
    report = run_report(library, "overdue", on=read(library, "SELECT CURRENT_DATE")[0][0])  # type: ignore[arg-type]  # text
    names = [report.columns.index(name) for name in ("action_text", "basis")]
    assert sorted(tuple(row[name] for name in names) for row in report.rows) == sorted(view)


def test_what_is_due_begins_on_the_day_given(library: Path) -> None:
    rows = list(run_report(library, "due", on="2024-05-31").rows)
    assert [(row[0], row[2]) for row in rows] == [
        ("2024-05-31", "Write the plan"),
        ("2024-05-31", "Tell people"),
        ("2024-12-31", "Mend the roof"),
        ("2026-03-31", "Tell people"),
    ]


def test_plans_are_counted(library: Path) -> None:
    sql = "SELECT council, published, recommendation_count, action_count, issue_count FROM plans ORDER BY document_id"
    assert read(library, sql) == [
        ("Larkmere District Council", None, 1, 5, 1),
        ("Larkmere District Council", None, 0, 3, 0),
        ("Greater Wend Council", None, 0, 2, 2),
    ]


def test_issues_are_summed_up(library: Path) -> None:
    assert read(library, "SELECT * FROM issue_summary") == [("missing-owner", "info", 3, 2)]


def test_a_superseded_reading_is_in_no_view(library: Path, keep: Keep, make_extraction: MakeExtraction) -> None:
    with open_store(library) as store:
        keep(store, make_extraction("first.txt", reader={"text": "v2"}))
    assert read(library, "SELECT COUNT(*) FROM action_flat") == [(5,)]
    assert read(library, "SELECT COUNT(*) FROM due") == [(4,)]
    assert read(library, "SELECT COUNT(*) FROM action") == [(10,)]


@pytest.mark.parametrize("name", [report.name for report in list_reports()])
def test_every_report_runs_with_all_that_it_takes(library: Path, name: str) -> None:
    [report] = [report for report in list_reports() if report.name == name]
    assert report.title
    assert report.description
    values = {"on": "2025-01-01", "council": "larkmere", "document": "1", "run": "1"}
    taken = {parameter: values[parameter] for parameter in report.parameters}
    rows = list(run_report(library, name, **taken).rows)  # type: ignore[arg-type]  # seconds is not among them
    assert not taken or all("Greater Wend" not in str(row) for row in rows)
    blank: dict[str, str | None] = dict.fromkeys(report.parameters)
    list(run_report(library, name, **blank).rows)  # type: ignore[arg-type]  # likewise


@pytest.mark.parametrize(
    ("name", "parameters", "told"),
    [
        pytest.param("nonsense", {}, "there are: actions, changes, councils,", id="no-such-report"),
        pytest.param("issues", {"on": "2025-01-01"}, "takes no on", id="takes-no-day"),
        pytest.param("overdue", {"on": "31/03/2025"}, "write it as 2025-03-31", id="no-date"),
    ],
)
def test_a_report_that_cannot_be_is_told(library: Path, name: str, parameters: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        run_report(library, name, **parameters)  # type: ignore[arg-type]  # likewise


def test_every_view_says_what_it_shows() -> None:
    assert [view.name for view in views() if not view.description] == []


def test_no_view_stands_on_one_that_asks_for_today() -> None:
    # Another day is put only into the views that a report names itself.
    of_today = [view.name for view in views() if "CURRENT_DATE" in view.select]
    assert of_today == ["overdue"]
    assert [view.name for view in views() if view.name != "overdue" and "overdue" in view.select] == []


def test_a_head_comment_ends_where_the_question_begins() -> None:
    assert split_head_comment("-- One\n-- two.\nSELECT 1 -- three") == "One two."
