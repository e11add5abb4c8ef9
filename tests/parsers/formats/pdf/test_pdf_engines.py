"""pdfium and pdfplumber read the same from every PDF that is at hand: characters, where they stand, rules and areas."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from normalise.records import Box
from parsers.formats.pdf.flow.lines import join_boxes, read_lines
from parsers.formats.pdf.page import Page, Shown
from parsers.formats.pdf.pdfium.source import open_pdf as open_by_pdfium
from parsers.formats.pdf.plumber.source import open_pdf as open_by_pdfplumber
from parsers.formats.pdf.visibility import settle_visibility
from tests.parsers.formats.pdf.plain_files import pdf_of, show

ROOT = Path(__file__).resolve().parents[4]
OURS = sorted(ROOT.glob("fixtures/**/source.pdf"))
SHARED = sorted((ROOT.parent / "shared").glob("*/*.pdf"))
UNREADABLE = {"empty.pdf", "password-example.pdf"}
LONG = {  # pdfplumber takes seconds; `odd_dotted` draws a border in thousands of dots
    "WARN-Report-for-7-1-2015-to-03-25-2016",
    "federal-register-2020-17221",
    "odd_dotted_cr",
    "odd_dotted_wp",
}
LEADER = re.compile(r"\.{4,}")
NEAR, NEAR_IN_LIGATURE = 2.0, 3.0  # points, or thirds of a size
# What is drawn differs where pdfplumber does not see it; the text must be the same nevertheless.
DRAWN_OTHERWISE = {
    "federal-register-2020-17221.pdf": "a signature field is printed on page 1, which pdfplumber leaves out",
    "10-thornleigh-glossy-cards": "as 09-carrow-bay-review",
    "16-designed-report-cards": "as 09-carrow-bay-review",
    "19-plan-on-a-page": "as 09-carrow-bay-review",
    "20-newsletter-boxes": "as 09-carrow-bay-review",
    "21-system-export-blocks": "as 09-carrow-bay-review",
    "09-carrow-bay-review": "a rule is the area between two outlines; pdfplumber does not tell that they are one path",
}
SEEN_OTHERWISE = {
    "03-designed-cards-plan": "bullets by a code that pdfplumber does not know the sign of, in a font without a table",
    "04-landscape-table-rag": "as 03-designed-cards-plan",
    "05-two-column-six-months-on": "as 03-designed-cards-plan",
    "13-two-column-narrative": "as 03-designed-cards-plan",
    "16-designed-cards": "as 03-designed-cards-plan",
    "16-designed-report-cards": "text in the colour of the border around it, which pdfplumber takes for a painted area",
    "hidden_cr": "text that a clip path hides is shown by pdfplumber, which knows no clip paths",
    "hidden_lo": "as hidden_cr",
    "odd_narrow_lo": "a list number and its text stand nearer than a blank; only pdfplumber's boxes show the gap",
}

Mark = tuple[str, tuple[float, ...]]  # a character or a drawn thing, and its place


def files() -> list[object]:
    named = [(path.parent.name if path.name == "source.pdf" else path.stem, path) for path in OURS + SHARED]
    return [
        pytest.param(path, id=name, marks=pytest.mark.slow if name in LONG else ())
        for name, path in named
        if path.name not in UNREADABLE
    ]


def iter_both(data: bytes) -> Iterator[tuple[Page, Page]]:
    """Yield each page as both engines read it."""
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
            if not char.isspace() and run.shown is Shown.SHOWN and run.angle % 90 == 0:
                places[line_of[run.baseline], char].append(3 * x / run.size)
    for found in places.values():
        found.sort()
    return places


def are_near(a: list[float], b: list[float], near: float) -> bool:
    return len(a) == len(b) and all(abs(one - other) < near for one, other in zip(a, b, strict=True))


def count_words(page: Page) -> Counter[str]:
    """Return the words of a page's lines, however its runs are cut; dots that lead to a page number are none."""
    level = [run for run in page.runs if run.angle % 90 == 0]  # a stamp across the page is in no line
    return Counter(word for line in read_lines(level) for word in LEADER.sub(" ", line.text).split())


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
    for page, other in iter_both(path.read_bytes()):
        where = f"page {page.number}"
        assert (page.width, page.height) == pytest.approx((other.width, other.height), abs=0.1), where
        if path.parent.name not in SEEN_OTHERWISE:
            assert find_odd_characters(page, other) == [], where
            assert count_words(page) == count_words(other), where
        if DRAWN_OTHERWISE.keys().isdisjoint((path.name, path.parent.name)):
            assert find_strays(list_boxes(page), list_boxes(other)) == [], where


MARKS = f"0.5 w 100 400 200 80 re S 1 0 0 rg 320 400 90 60 re f {show('Lead officer', 100, 300, 12)}"
TURNED_TEXT = "BT /F1 11 Tf 0 1 -1 0 200 300 Tm (Turned) Tj ET BT /F1 11 Tf -1 0 0 -1 400 300 Tm (Over) Tj ET"


@pytest.mark.parametrize(
    ("content", "page"),
    [
        pytest.param(MARKS, "", id="upright"),
        pytest.param(MARKS, "/CropBox [50 60 500 700]", id="cropped"),
        *(pytest.param(MARKS, f"/Rotate {turn}", id=f"turned-{turn}") for turn in (90, 180, 270, -90, 450)),
        *(
            pytest.param(
                MARKS + TURNED_TEXT, f"/Rotate {turn} /CropBox [50 60 500 700]", id=f"turned-{turn}-and-cropped"
            )
            for turn in (0, 90, 180, 270)
        ),
        pytest.param(MARKS, "/CropBox [-100 -100 900 900]", id="cropped-beyond-the-paper"),
        pytest.param(MARKS, "/CropBox [500 700 50 60]", id="cropped-by-the-other-corners"),
        pytest.param(f"1 0 0 1 30 40 cm {MARKS}", "", id="moved"),
        pytest.param(show("Note 4", 72, 100, more="4 Ts"), "", id="raised"),
        pytest.param(show("Wide words", 72, 100, more="120 Tz 0.5 Tc 5 Tw"), "", id="stretched-and-spaced"),
        pytest.param("BT /F1 10 Tf 72 500 Td [(By) -300 (May) -2500 (Ann)] TJ ET", "", id="kerned-apart"),
        pytest.param("BT /F1 1 Tf 12 0 0 12 72 500 Tm (Scaled) Tj ET", "", id="scaled-by-its-matrix"),
        pytest.param(show("Unseen", 72, 100, more="3 Tr"), "", id="invisible"),
        pytest.param(show("Stroked", 72, 100, more="2 Tr"), "", id="bold-by-a-stroke"),
        pytest.param(f"0 0 1 rg {show('Blue', 72, 100)} 0.5 g {show('Grey', 72, 140)}", "", id="coloured"),
    ],
)
def test_both_engines_read_made_up_pages_the_same(content: str, page: str) -> None:
    for ours, other in iter_both(pdf_of([content], page=page)):
        assert (ours.width, ours.height) == pytest.approx((other.width, other.height))
        assert find_odd_characters(ours, other) == []
        assert count_words(ours) == count_words(other)
        assert find_strays(list_boxes(ours), list_boxes(other)) == []
        boxes, others = join_by_look(ours), join_by_look(other)
        assert boxes.keys() == others.keys()
        assert find_strays([("", boxes[look]) for look in boxes], [("", others[look]) for look in boxes]) == []


def join_by_look(page: Page) -> dict[tuple[object, ...], Box]:
    """Return the box around all runs of each look, however they are cut."""
    boxes: dict[tuple[object, ...], list[Box]] = defaultdict(list)
    for run in page.runs:
        look = (run.font, round(run.size, 1), run.colour, run.angle, run.shown, run.mcid, run.artifact, run.href)
        boxes[look].append(run.box)
    return {look: join_boxes(found) for look, found in boxes.items()}
