"""pdfium and pdfplumber read the same from every PDF that is at hand: characters, where they stand, rules and areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from parsers.formats.pdf.page import Page
from parsers.formats.pdf.pdfium.source import open_pdf as open_by_pdfium
from parsers.formats.pdf.plumber.source import open_pdf as open_by_pdfplumber

ROOT = Path(__file__).resolve().parents[4]
OURS = sorted(ROOT.glob("fixtures/**/source.pdf"))
SHARED = sorted((ROOT.parent / "shared").glob("*/*.pdf"))
UNREADABLE = {"empty.pdf", "password-example.pdf"}
NEAR = 2.0  # points
# What is drawn differs where pdfplumber does not see it; the text must be the same nevertheless.
DRAWN_OTHERWISE = {
    "federal-register-2020-17221.pdf": "a signature field is printed on page 1, which pdfplumber leaves out",
}

Mark = tuple[str, tuple[float, ...]]  # a character or a drawn thing, and its place


def files() -> list[object]:
    return [pytest.param(path, id=path.stem) for path in OURS + SHARED if path.name not in UNREADABLE]


def iter_both(path: Path) -> Iterator[tuple[Page, Page]]:
    """Yield each page as both engines read it."""
    data = path.read_bytes()
    ours, other = open_by_pdfium(data), open_by_pdfplumber(data)
    try:
        assert ours.page_count == other.page_count
        for number in range(1, min(ours.page_count, 20) + 1):
            yield ours.read_page(number), other.read_page(number)
    finally:
        ours.close()
        other.close()


def list_characters(page: Page) -> list[Mark]:
    """Return each printed character with where it begins: along its line in fractions of its size, across in points.

    The letters of a ligature have one place in one engine and two in the other.
    """
    return [
        (char, (2.5 * x / run.size, run.baseline))
        for run in page.runs
        for char, x in zip(run.text, run.xs[:-1], strict=True)
        if not char.isspace()
    ]


def list_boxes(page: Page) -> list[Mark]:
    """Return what is drawn and linked, with its place."""
    edges = [("edge", tuple(edge[1:5])) for edge in page.edges]
    fills = [(f"area {fill.colour}", fill.box) for fill in page.fills]
    pictures = [(f"picture {picture.width}x{picture.height}", picture.box) for picture in page.pictures]
    return [*edges, *fills, *pictures, *((link.href, link.box) for link in page.links)]


def find_strays(marks: list[Mark], others: list[Mark]) -> list[Mark]:
    """Return what one engine has and the other has not, or elsewhere."""
    places: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for name, place in others:
        places[name].append(place)
    strays = []
    for name, place in marks:
        near = next((at for at in places[name] if all(map(is_near, at, place))), None)
        if near is None:
            strays.append((name, place))
        else:
            places[name].remove(near)
    return strays + [(f"other: {name}", at) for name, rest in places.items() for at in rest]


def is_near(a: float, b: float) -> bool:
    return abs(a - b) < NEAR


@pytest.mark.parametrize("path", files())
def test_both_engines_read_the_same(path: Path) -> None:
    for page, other in iter_both(path):
        where = f"page {page.number}"
        assert (page.width, page.height) == pytest.approx((other.width, other.height), abs=0.1), where
        assert find_strays(list_characters(page), list_characters(other)) == [], where
        if path.name not in DRAWN_OTHERWISE:
            assert find_strays(list_boxes(page), list_boxes(other)) == [], where
