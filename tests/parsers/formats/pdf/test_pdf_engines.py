"""pdfium and pdfplumber read the same from every PDF that is at hand: characters, where they stand, rules and areas."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from parsers.formats.pdf.flow.lines import read_lines
from parsers.formats.pdf.page import Page, Shown
from parsers.formats.pdf.pdfium.source import open_pdf as open_by_pdfium
from parsers.formats.pdf.plumber.source import open_pdf as open_by_pdfplumber
from parsers.formats.pdf.visibility import settle_visibility

ROOT = Path(__file__).resolve().parents[4]
OURS = sorted(ROOT.glob("fixtures/**/source.pdf"))
SHARED = sorted((ROOT.parent / "shared").glob("*/*.pdf"))
UNREADABLE = {"empty.pdf", "password-example.pdf"}
LONG = {"WARN-Report-for-7-1-2015-to-03-25-2016", "federal-register-2020-17221"}  # pdfplumber takes seconds
NEAR, NEAR_IN_LIGATURE = 2.0, 3.0  # points, or thirds of a size
# What is drawn differs where pdfplumber does not see it; the text must be the same nevertheless.
DRAWN_OTHERWISE = {
    "federal-register-2020-17221.pdf": "a signature field is printed on page 1, which pdfplumber leaves out",
}
SEEN_OTHERWISE = {
    "hidden_cr": "text that a clip path hides is shown by pdfplumber, which knows no clip paths",
    "hidden_lo": "as hidden_cr",
}

Mark = tuple[str, tuple[float, ...]]  # a character or a drawn thing, and its place


def files() -> list[object]:
    named = [(path.parent.name if path.name == "source.pdf" else path.stem, path) for path in OURS + SHARED]
    return [
        pytest.param(path, id=name, marks=pytest.mark.slow if name in LONG else ())
        for name, path in named
        if path.name not in UNREADABLE
    ]


def iter_both(path: Path) -> Iterator[tuple[Page, Page]]:
    """Yield each page as both engines read it."""
    data = path.read_bytes()
    ours, other = open_by_pdfium(data), open_by_pdfplumber(data)
    try:
        assert ours.page_count == other.page_count
        for number in range(1, min(ours.page_count, 20) + 1):
            pages = ours.read_page(number), other.read_page(number)
            for page in pages:
                settle_visibility(page)  # pdfium itself leaves out what is printed twice in one place
            yield pages
    finally:
        ours.close()
        other.close()


def find_odd_characters(page: Page, other: Page) -> list[str]:
    """Return what one engine has more of on a line than the other, or elsewhere along it.

    pdfium's places are told by the widths in the font where these fit, and so may be off by a third of the size.
    """
    baselines = sorted({run.baseline for run in (*page.runs, *other.runs)})
    steps = (baseline - above > 1 for above, baseline in pairwise(baselines))
    line_of = dict(zip(baselines, accumulate(steps, initial=0), strict=False))
    ours, theirs = (place_characters(each, line_of) for each in (page, other))
    return [
        f"{char!r} of line {line}: {ours[line, char]}, but {theirs[line, char]}"
        for line, char in ours.keys() | theirs.keys()
        if not are_near(ours[line, char], theirs[line, char], NEAR_IN_LIGATURE if char in "fijlt" else NEAR)
    ]


def place_characters(page: Page, line_of: dict[float, int]) -> dict[tuple[int, str], list[float]]:
    """Return where along each line each character begins, in thirds of its size."""
    places: dict[tuple[int, str], list[float]] = defaultdict(list)
    for run in page.runs:
        for char, x in zip(run.text, run.xs[:-1], strict=True):
            if not char.isspace() and run.shown is Shown.SHOWN:
                places[line_of[run.baseline], char].append(3 * x / run.size)
    for found in places.values():
        found.sort()
    return places


def are_near(a: list[float], b: list[float], near: float) -> bool:
    return len(a) == len(b) and all(abs(one - other) < near for one, other in zip(a, b, strict=True))


def count_words(page: Page) -> Counter[str]:
    """Return the words of a page's lines, however its runs are cut."""
    return Counter(word for line in read_lines(page.runs) for word in line.text.split())


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
        nearest = min(places[name], key=lambda at, place=place: distance(at, place), default=None)  # type: ignore[misc]
        if nearest is None or distance(nearest, place) > NEAR:
            strays.append((name, place))
        else:
            places[name].remove(nearest)
    return strays + [(f"other: {name}", at) for name, rest in places.items() for at in rest]


def distance(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return max(abs(one - other) for one, other in zip(a, b, strict=True))


@pytest.mark.parametrize("path", files())
def test_both_engines_read_the_same(path: Path) -> None:
    for page, other in iter_both(path):
        where = f"page {page.number}"
        assert (page.width, page.height) == pytest.approx((other.width, other.height), abs=0.1), where
        if path.parent.name not in SEEN_OTHERWISE:
            assert find_odd_characters(page, other) == [], where
            assert count_words(page) == count_words(other), where
        if path.name not in DRAWN_OTHERWISE:
            assert find_strays(list_boxes(page), list_boxes(other)) == [], where
