"""No cell of a plan's table is lost in silence: over all fixtures, and over tables that nobody has thought of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given

from normalise.records import Extraction, Provenance
from parsers.accounting import Unit, Use
from parsers.accounting.coverage import is_telling
from parsers.accounting.judge import OF_SOMETHING_ELSE
from parsers.assemble import Assembled, assemble
from tests.parsers.test_nothing_lost import TAG, WORD, tables, without_places

FIXTURES = Path(__file__).parents[3] / "fixtures"
SOURCES = sorted(path for path in FIXTURES.glob("*/source.*"))
TELLING = frozenset(
    "no-such-number number-conflict owner-unread partly-read-cell recommendation-unworded shifted-columns "
    "text-too-long unknown-header unknown-status unread-cell unread-table unread-text wordings-differ".split()
)
Place = tuple[int | None, ...]


def places_of(provenances: Iterable[Provenance | None]) -> set[Place]:
    """Return the lines, tables, rows and cells that provenances name."""
    pieces = (piece for place in provenances if place is not None for piece in (place.pieces or (place,)))
    return {(piece.page, piece.line, piece.table, piece.row, piece.cell) for piece in pieces}


def untold(found: Assembled) -> Iterator[Unit]:
    """Yield what was not read and no issue stands at the place of."""
    told = places_of(issue.provenance for issue in found.extraction.issues if issue.code in TELLING)
    tables = {
        table
        for _, _, table, _, _ in places_of(i.provenance for i in found.extraction.issues if i.code == "unread-table")
    }
    for unit in found.account.units:
        here = places_of([unit.words.provenance()])
        is_other = unit.reason == OF_SOMETHING_ELSE and not {table for _, _, table, _, _ in here} & tables
        if is_other or (unit.use in (Use.UNREAD, Use.PARTLY_READ) and not here & told):
            yield unit


def texts_of(extraction: Extraction) -> str:
    data = json.loads(extraction.to_json())
    kept = {key: without_places(data[key]) for key in ("document", "recommendations", "actions", "progress", "issues")}
    return json.dumps(kept, ensure_ascii=False).casefold()


def lost_words(found: Assembled) -> dict[str, set[str]]:
    """Return by cell the words of a value that stand in no record and no issue after all."""
    kept = set(re.findall(r"\w+", texts_of(found.extraction)))
    lost = {}
    for unit in found.account.units:
        if unit.use is Use.VALUE and unit.cell is not None:
            words = {word for word in WORD.findall(TAG.sub(" ", unit.text).casefold()) if is_telling(word)}
            if words - kept:
                lost[unit.text] = words - kept
    return lost


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_what_is_left_of_a_fixture_is_told(path: Path) -> None:
    found = assemble(path.read_bytes(), path.name)
    assert list(untold(found)) == []
    assert lost_words(found) == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_our_own_plans_are_read_nearly_whole(path: Path) -> None:
    share = assemble(path.read_bytes(), path.name).account.share_read
    assert share is None or share > 0.95


@given(tables())
def test_what_is_left_of_any_table_is_told(rows: list[list[str]]) -> None:
    found = assemble("\n".join("\t".join(row) for row in rows).encode(), "plan.txt")
    assert list(untold(found)) == []
    assert lost_words(found) == {}
    assert found.account.share_read is None or 0 <= found.account.share_read <= 1


@given(tables())
def test_a_row_below_changes_nothing_of_what_is_said_of_those_above(rows: list[list[str]]) -> None:
    more = [*rows, ["" for _ in rows[0]]]
    above, below = (assemble("\n".join("\t".join(row) for row in each).encode(), "plan.txt") for each in (rows, more))
    assert [unit.use for unit in above.account.units] == [unit.use for unit in below.account.units]
