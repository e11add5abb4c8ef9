"""Councils of a register: loaded once, found by their names, linked to the documents about them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from normalise.errors import UsageError
from normalise.records import Extraction
from store.content import content_dump
from store.councils import find_councils, load_councils
from store.engine import Store
from store.keep import Outcome
from store.models import Council, CouncilSuccessor

Keep = Callable[[Store, Extraction], Outcome]
MakeExtraction = Callable[..., Extraction]


def row(code: str, name: str, **columns: str) -> dict[str, str]:
    return {"local-authority-code": code, "official-name": name, **{k.replace("_", "-"): v for k, v in columns.items()}}


REGISTER = [
    row("LAR", "Larkmere District Council", nice_name="Larkmere", alt_names="Larkmere,Larkmere, Fells and Shore"),
    row("OLD", "Larkmere Town Council", nice_name="Larkmere", end_date="2019-04-01", replaced_by="LAR,GRW"),
    row("GRW", "Greater Wend Council", gss_code="X06000902", alt_names="Larkmere District Council"),
]


def test_loading_again_changes_nothing(store: Store) -> None:
    with store.session() as session:
        first = load_councils(session, REGISTER)
        before = content_dump(session)
    with store.session() as session:
        again = load_councils(session, REGISTER)
        assert content_dump(session) == before
    assert (first.added_count, first.changed_count, first.unchanged_count) == (3, 0, 0)
    assert (again.added_count, again.changed_count, again.unchanged_count) == (0, 0, 3)


def test_a_changed_line_changes_its_council(store: Store) -> None:
    with store.session() as session:
        load_councils(session, REGISTER)
        load = load_councils(session, [row("GRW", "Greater Wend Council", gss_code="X06000903")])
        assert (load.changed_count, load.unchanged_count) == (1, 0)
        assert session.scalars(sa.select(Council.ons_code).where(Council.code == "GRW")).one() == "X06000903"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Larkmere District Council", "LAR", id="official-name-goes-before-anothers-alias"),
        pytest.param("larkmere  district council", "LAR", id="case-and-blanks"),
        pytest.param("Larkmere, Fells and Shore", "LAR", id="alias-with-a-comma"),
        pytest.param("Larkmere", None, id="two-go-by-it"),
        pytest.param("Elsewhere Council", None, id="unknown"),
    ],
)
def test_councils_are_found_by_name(store: Store, name: str, code: str | None) -> None:
    with store.session() as session:
        load_councils(session, REGISTER)
        found = find_councils(session, [name])
        assert [session.get_one(Council, number).code for number in found.values()] == ([code] if code else [])


def test_successors_are_kept(store: Store) -> None:
    with store.session() as session:
        load_councils(session, REGISTER)
        codes = session.scalars(sa.select(CouncilSuccessor.successor_code).order_by(CouncilSuccessor.successor_code))
        assert codes.all() == ["GRW", "LAR"]


def test_it_does_not_matter_whether_councils_or_documents_come_first(
    tmp_path: Path, keep: Keep, make_extraction: MakeExtraction
) -> None:
    from store.engine import open_store

    dumps = []
    for name, councils_first in (("a.db", True), ("b.db", False)):
        with open_store(tmp_path / name) as store:
            for step in (True, False):
                if step is councils_first:
                    with store.session() as session:
                        load = load_councils(session, REGISTER)
                else:
                    keep(store, make_extraction())
            with store.session() as session:
                dumps.append(content_dump(session))
            assert load.linked_count == (0 if councils_first else 1)
    assert dumps[0] == dumps[1]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param([{"name": "x"}], "no column 'local-authority-code'", id="another-file"),
        pytest.param([row("LAR", "")], "line 2 of the register has no official-name", id="no-name"),
        pytest.param([row("LAR", "Larkmere", end_date="1/4/2023")], "write it as 2023-04-01", id="no-date"),
    ],
)
def test_what_is_no_register_is_told_and_nothing_is_kept(store: Store, rows: list[dict[str, str]], told: str) -> None:
    with pytest.raises(UsageError, match=told), store.session() as session:
        load_councils(session, rows)
    with store.session() as session:
        assert session.scalars(sa.select(Council)).all() == []


def test_the_register_that_people_use_can_be_loaded(store: Store, shared: Path) -> None:
    with (shared / "reference/councils/register.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with store.session() as session:
        assert load_councils(session, rows).added_count == len(rows)
        names = [line["official-name"] for line in rows]
        found = find_councils(session, names)
    assert set(names) - set(found) == set()
    assert len(set(found.values())) == len(rows)
