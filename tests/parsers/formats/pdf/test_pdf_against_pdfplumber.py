"""Ruled tables come out as pdfplumber finds them: the same tables, rows, columns and words, on every PDF at hand.

Where ours differ, `pdfplumber_differs.csv` says so for that table and why; each was looked at on the page. Tables that
pdfplumber's own rules cannot show (level rules, paint, gaps) are beyond this comparison.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pypdfium2
import pytest

from normalise.records import Box
from parsers.formats.pdf.page import TextRun
from parsers.formats.pdf.pdfium.source import open_pdf
from parsers.formats.pdf.tables.cells import share_out
from parsers.formats.pdf.tables.find import find_tables
from parsers.formats.pdf.tables.found import Evidence, FoundTable

ROOT = Path(__file__).resolve().parents[4]
FILES = [*sorted(ROOT.glob("fixtures/**/source.pdf")), *sorted((ROOT.parent / "shared").glob("*/*.pdf"))]
UNREADABLE = {"empty.pdf", "password-example.pdf"}
SCANNED = re.compile(r"scan")  # no rules, no text: pdfplumber takes its time to find nothing
DIFFERS = Path(__file__).parent / "pdfplumber_differs.csv"
NEAR = 4.0  # points
CONTENT = frozenset({"open", "over", "painted", "parted"})  # kinds of difference in which ours have all of their words
UNPRINTED = re.compile(r"\(cid:\d+\)|[\s\ufffd\u00ad]+")

Letters = Counter[str]


class Difference(NamedTuple):
    """Why a table differs: `table` numbers pdfplumber's tables of the page from 0, or names one of ours as "ours 0"."""

    file: str
    page: int
    table: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Grid:
    """A table as both sides are brought to: its box, and for each place of the grid the letters of its cell."""

    box: Box
    places: tuple[tuple[Letters | None, ...], ...]
    is_ruled: bool = True
    is_cut: bool = False

    @property
    def letters(self) -> Letters:
        return sum((cell for row in self.places for cell in row if cell), Counter())


def read_differences() -> tuple[Difference, ...]:
    with DIFFERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Difference(r["file"], int(r["page"]), r["table"], r["kind"], r["reason"]) for r in rows)


DIFFERENCES = read_differences()


def name_of(path: Path) -> str:
    return path.parent.name if path.name == "source.pdf" else path.stem


def list_pages() -> list[object]:
    """Return each file with its first page, and with its others; pdfplumber takes its time over them.

    Of each plan of ours one producer's file is enough from day to day.
    """
    pages: list[object] = []
    plans: set[str] = set()
    for path in FILES:
        name = name_of(path)
        if path.name in UNREADABLE or SCANNED.search(name):
            continue
        is_extra = path.name == "source.pdf" and name.rsplit("_", 1)[0] in plans
        plans.add(name.rsplit("_", 1)[0])
        document = pypdfium2.PdfDocument(path)
        rest = tuple(range(2, len(document) + 1))
        document.close()
        pages.append(pytest.param(path, (1,), id=name, marks=[pytest.mark.slow] if is_extra else []))
        if rest:
            pages.append(pytest.param(path, rest, id=f"{name}-rest", marks=pytest.mark.slow))
    return pages


def letters_of(text: str | None) -> Letters | None:
    return None if text is None else Counter(UNPRINTED.sub("", unicodedata.normalize("NFKC", text)))


def our_grids(found: Sequence[FoundTable], runs: Sequence[TextRun]) -> Iterator[Grid]:
    """Yield our tables, each before those inside its cells. A cell that is open and blank is none to pdfplumber."""
    for table in found:
        shares = share_out(table, runs)
        places: list[list[Letters | None]] = [[None] * table.column_count for _ in range(table.row_count)]
        for number, cell in enumerate(table.cells):
            places[cell.row][cell.column] = letters_of("".join(run.text for run in shares.cells.get(number, ())))
        is_cut = any(cell.cut_above or cell.cut_below for cell in table.cells)
        yield Grid(table.box, tuple(map(tuple, places)), table.evidence is Evidence.RULED, is_cut)
        for number, cell in enumerate(table.cells):
            yield from our_grids(cell.inner, shares.cells.get(number, []))


def their_grids(page: pdfplumber.page.Page) -> list[Grid]:
    return [
        Grid(table.bbox, tuple(tuple(letters_of(text) for text in row) for row in table.extract()))
        for table in page.find_tables()
    ]


def is_near(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_same(ours: Grid, theirs: Grid) -> bool:
    """Say whether rows, columns and words agree; that a cell is blank and that it is none are the same here."""
    if [len(row) for row in ours.places] != [len(row) for row in theirs.places]:
        return False
    pairs = zip(ours.places, theirs.places, strict=True)
    return all((a or Counter()) == (b or Counter()) for row, other in pairs for a, b in zip(row, other, strict=True))


def is_all_but_open_cells(theirs: Grid, ours: Grid) -> bool:
    """Say whether ours is cut by the page's end, and every row of theirs is one of ours but for its open cells."""
    rows = [[cell or Counter() for cell in row] for row in ours.places]
    return ours.is_cut and all(
        any(len(own) == len(row) and all(a in (None, b) for a, b in zip(row, own, strict=True)) for own in rows)
        for row in theirs.places
    )


def without_our_own(ours: Sequence[Grid], theirs: Sequence[Grid]) -> tuple[list[Grid], list[Grid]]:
    """Return the tables without those that differ by the open cells of a cut row alone, or that no rules make."""
    pairs = [
        (o, t)
        for o in ours
        for t in theirs
        if meets(o.box, t.box) and (is_all_but_open_cells(t, o) or (not o.is_ruled and t.letters <= o.letters))
    ]
    kept = [t for t in theirs if not any(t is other for _, other in pairs)]
    alone = [o for o in ours if o.is_cut and not any(meets(o.box, t.box) for t in theirs)]
    return [o for o in ours if not any(o is own for own in (*alone, *(own for own, _ in pairs)))], kept


def find_differences(ours: Sequence[Grid], theirs: Sequence[Grid]) -> set[str]:
    """Return which tables of theirs ours lack or have otherwise, and which ruled ones of ours they lack."""
    differing = {
        str(number)
        for number, grid in enumerate(theirs)
        if not any(is_near(own.box, grid.box) and is_same(own, grid) for own in ours)
    }
    differing |= {
        f"ours {number}"
        for number, own in enumerate(ours)
        if own.is_ruled and not any(meets(own.box, grid.box) for grid in theirs)
    }
    return differing


@pytest.mark.parametrize(("path", "pages"), list_pages())
def test_tables_are_those_that_pdfplumber_finds(path: Path, pages: tuple[int, ...]) -> None:
    source = open_pdf(path.read_bytes())
    with pdfplumber.open(path) as other:
        for number in pages:
            page, their_page = source.read_page(number), other.pages[number - 1]
            ours, theirs = list(our_grids(find_tables(page), page.runs)), their_grids(their_page)
            their_page.close()
            if path.name == "source.pdf":  # what ours are made to show needs no entry
                ours, theirs = without_our_own(ours, theirs)
            known = {entry.table: entry for entry in DIFFERENCES if (entry.file, entry.page) == (name_of(path), number)}
            differing = find_differences(ours, theirs)
            assert differing == set(known), [theirs[int(n)] for n in differing - set(known) if n.isdigit()]
            for table in differing:
                if table.isdigit() and known[table].kind in CONTENT:
                    there = theirs[int(table)]
                    around = [own.letters for own in ours if meets(own.box, there.box)]
                    assert there.letters <= sum(around, Counter())
    source.close()


def test_the_differences_are_sorted_and_each_has_its_reason() -> None:
    keys = [entry[:3] for entry in DIFFERENCES]
    assert keys == sorted(set(keys))
    assert {entry.kind for entry in DIFFERENCES} <= CONTENT | {"cropped", "doubled", "ours", "stamped", "unseen"}
    assert all(entry.reason for entry in DIFFERENCES)


def test_the_shared_pdfs_are_among_those_compared(shared: Path) -> None:
    assert {path.name for path in shared.glob("pdfs/*.pdf")} <= {path.name for path in FILES}
