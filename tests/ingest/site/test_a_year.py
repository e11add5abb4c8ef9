"""Weekly refreshes for a year, on a calendar turned by hand, of sites whose every change is planned beforehand.

The plan says for each week what stands at each address; what the store then holds is worked out from it, not from what
the program did.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tests.ingest.site.server import Net
from tests.ingest.site.yard import Yard, open_yard

HOST = "http://withy.example"
PER_PAGE = 10
HEAD = "| Recommendation | Action | Timescale | Lead |\n|---|---|---|---|\n"


@dataclass(slots=True)
class Plan:
    """One planned document: what it says now, where it stands, and whether that answers."""

    number: int
    year: int = 2031
    extra: int = 0
    moves: int = 0
    is_gone: bool = False
    has_validators: bool = True
    seen: set[str] = field(default_factory=set)

    @property
    def path(self) -> str:
        """Where its page links to."""
        return f"/plans/{self.number}.md"

    def write(self) -> str:
        """Return the document's words."""
        more = "".join(
            f"| {n + 2}. Widen path {n} | Lay gravel {n} | By June 2032 | Head of Parks |\n" for n in range(self.extra)
        )
        words = f"1. Look after hedge {self.number} | Trim hedge {self.number} | By end March {self.year}"
        first = f"| {words} | Head of Parks |\n"
        return f"# Peer challenge action plan {self.number}\n\n{HEAD}{first}{more}"


@dataclass(slots=True)
class Expected:
    """What the plan says that the store must come to hold."""

    documents: set[str] = field(default_factory=set)
    changes: list[tuple[str, str, str, str | None, int | None]] = field(default_factory=list)
    runs: list[tuple[int, int, int]] = field(default_factory=list)  # found, new, unchanged


def _change(plan: Plan, chance: random.Random, expected: Expected) -> None:
    """Let a week pass for one document."""
    happens = chance.random()
    plan.is_gone = happens < 0.02
    if plan.is_gone:
        return
    if happens < 0.06:
        before, plan.year = date(plan.year, 3, 31), plan.year + 1
        days = (date(plan.year, 3, 31) - before).days
        expected.changes.append(("date_moved", "action", f"Trim hedge {plan.number}", str(before), days))
    elif happens < 0.08:
        expected.changes.append(("added", "recommendation", f"Widen path {plan.extra}", None, None))
        expected.changes.append(("added", "action", f"Lay gravel {plan.extra}", None, None))
        plan.extra += 1
    elif happens < 0.10:
        plan.moves += 1


def _put_up(yard: Yard, plan: Plan) -> None:
    site = yard.net.site
    if plan.is_gone:
        site.serve(plan.path, "gone", 404)
        return
    place = plan.path
    if plan.moves:
        place = f"/moved/{plan.moves}/{plan.number}.md"
        site.redirect(plan.path, place, 301)
    if plan.has_validators:
        site.keep(place, plan.write(), "text/plain")
    else:
        site.serve(place, plan.write(), Content_Type="text/plain")


def _pages(count: int) -> dict[str, list[int]]:
    return {f"page-{start:03}": list(range(start, min(start + PER_PAGE, count))) for start in range(0, count, PER_PAGE)}


def _live(yard: Yard, weeks: int, count: int) -> Expected:
    """Have the weeks pass, each with its refresh; return what must have come of it."""
    chance, expected = random.Random(count), Expected()
    plans = [Plan(number, has_validators=number % 3 > 0) for number in range(count)]
    for name, numbers in _pages(count).items():
        links = "".join(f'<li><a href="/plans/{number}.md">Action plan {number}</a></li>' for number in numbers)
        page = f"<html><h1>Corporate peer challenge</h1><ul>{links}</ul></html>"
        yard.net.site.serve(f"/{name}", page, Content_Type="text/html")
        yard.follow(name, "page", f"{HOST}/{name}")
    for week in range(weeks):
        for plan in plans:
            if week:
                _change(plan, chance, expected)
            _put_up(yard, plan)
        there = [plan.write() for plan in plans if not plan.is_gone]
        new = set(there) - expected.documents
        expected.documents |= new
        expected.runs.append((len(there), len(new), len(there) - len(new)))
        outcomes = Counter(outcome for _, outcome in yard.refresh())
        assert (outcomes.total(), outcomes["new"], outcomes["unchanged"]) == expected.runs[-1], f"week {week}"
        assert yard.refresh() == [], "nothing is due any more"
        expected.runs.append((0, 0, 0))
        yard.pass_days(7)
    return expected


def _check(yard: Yard, expected: Expected, count: int) -> None:
    """Hold what the store holds against the plan."""
    ledger = "SELECT found_count, new_count, unchanged_count FROM run_summary ORDER BY run_id"
    assert yard.ask(ledger) == expected.runs
    assert yard.ask("SELECT COUNT(*) FROM run WHERE finished_at IS NULL") == [(0,)]
    kept = len(expected.documents)
    assert yard.ask("SELECT COUNT(*), COUNT(DISTINCT sha256) FROM document") == [(kept, kept)]
    assert yard.ask("SELECT COUNT(*), SUM(is_current), COUNT(DISTINCT document_id) FROM extraction") == [
        (kept, kept, kept)
    ]
    assert yard.ask("SELECT COUNT(*), COUNT(DISTINCT location) FROM address WHERE sha256 IS NOT NULL") == [
        (count, count)
    ]
    assert yard.ask("SELECT COUNT(*) FROM (SELECT 1 FROM sighting GROUP BY document_id HAVING COUNT(*) > 1)") == [(0,)]
    changes = "SELECT what, record, text, before_date, days_moved FROM change WHERE edition_id IS NOT NULL"
    assert sorted(yard.ask(changes), key=str) == sorted(expected.changes, key=str)
    assert yard.ask("SELECT COUNT(*) FROM change") == [(len(expected.changes),)]
    assert yard.ask("SELECT COUNT(*) FROM current_document") == [(count,)]
    sizes = yard.ask("SELECT SUM(byte_count) FROM document")
    assert sizes == [(sum(len(words.encode()) for words in expected.documents),)]


def test_a_quarter_of_weekly_refreshes_of_twenty_documents_is_as_planned(net: Net, tmp_path: Path) -> None:
    with open_yard(tmp_path / "plans.db", net) as yard:
        _check(yard, _live(yard, weeks=13, count=20), 20)


@pytest.mark.soak
def test_a_year_of_weekly_refreshes_of_two_hundred_documents_is_as_planned(net: Net, tmp_path: Path) -> None:
    with open_yard(tmp_path / "plans.db", net) as yard:
        _check(yard, _live(yard, weeks=52, count=200), 200)
