"""A page is turned so that its text reads upright, and every box finds its way back."""

from __future__ import annotations

import pytest

from normalise.records import Box
from parsers.formats.pdf.page import Edge, Fill, Font, Link, Page, Picture, Shown, Tag, TextRun
from parsers.formats.pdf.turned import frame_of, frame_size, turn_upright

WIDTH, HEIGHT = 600.0, 800.0
TURNED = (90, 180, 270)


def run_at(
    angle: int, text: str = "Lead officer", *, u: float = 50, v: float = 100, shown: Shown = Shown.SHOWN
) -> TextRun:
    """Return a run of 10 points whose frame has its text at (u, v), on a page of WIDTH and HEIGHT."""
    xs = tuple(u + 5 * index for index in range(len(text) + 1))
    width, height = frame_size(angle, WIDTH, HEIGHT)
    back = frame_of(-angle % 360, width, height)
    box = back((xs[0], v - 8, xs[-1], v + 2))
    return TextRun(text, xs, v, v - 8, v + 2, 10, Font("Arial"), angle=angle, shown=shown, box=box)


@pytest.mark.parametrize(
    ("angle", "point"),
    [
        pytest.param(90, (500, 50), id="90-reads-downward-from-the-upper-right"),
        pytest.param(180, (550, 700), id="180-reads-leftward-from-the-lower-right"),
        pytest.param(270, (100, 750), id="270-reads-upward-from-the-lower-left"),
    ],
)
def test_the_frame_of_a_turned_run_is_the_page_as_its_reader_holds_it(angle: int, point: tuple[float, float]) -> None:
    x, y = point
    assert frame_of(angle, WIDTH, HEIGHT)((x, y, x, y)) == (50, 100, 50, 100)


@pytest.mark.parametrize(
    ("angle", "start", "end"),
    [
        pytest.param(90, (498, 50, 508, 55), (498, 105, 508, 110), id="downward"),
        pytest.param(180, (545, 698, 550, 708), (490, 698, 495, 708), id="leftward"),
        pytest.param(270, (92, 745, 102, 750), (92, 690, 102, 695), id="upward"),
    ],
)
def test_a_cut_of_a_turned_run_is_in_the_same_frame(angle: int, start: Box, end: Box) -> None:
    run = run_at(angle)
    assert (run.cut(0, 1).box, run.cut(11, 12).box) == (start, end)


@pytest.mark.parametrize("angle", TURNED)
def test_a_turned_page_comes_upright_with_all_that_stands_on_it(angle: int) -> None:
    back = frame_of(-angle % 360, *frame_size(angle, WIDTH, HEIGHT))
    wanted: Box = (40, 80, 300, 81)
    across = angle != 180
    page = Page(
        7, WIDTH, HEIGHT,
        runs=[run_at(angle), run_at(0, "p. 7")],
        edges=[Edge(not across, *back(wanted), 0.5)],
        fills=[Fill(back((40, 80, 300, 120)), "ddeeff", curved=True)],
        pictures=[Picture(back((10, 20, 210, 70)), 50 if across else 200, 200 if across else 50)],
        links=[Link(back((50, 92, 110, 102)), "https://example.org/")],
        tags=(Tag("P"),),
        object_count=9,
    )  # fmt: skip
    turned, to_page = turn_upright(page)
    assert (turned.number, turned.width, turned.height) == (7, *frame_size(angle, WIDTH, HEIGHT))
    upright, foot = turned.runs
    assert (upright.angle, upright.box, upright.x0, upright.baseline) == (0, (50, 92, 110, 102), 50, 100)
    assert (foot.angle, to_page(foot.box)) == (-angle % 360, page.runs[1].box)
    assert turned.edges == [Edge(True, *wanted, 0.5)]
    assert turned.fills == [Fill((40, 80, 300, 120), "ddeeff", True)]
    assert turned.pictures == [Picture((10, 20, 210, 70), 200, 50)]
    assert turned.links == [Link((50, 92, 110, 102), "https://example.org/")]
    assert (turned.tags, turned.object_count) == (page.tags, 9)
    assert to_page(upright.box) == page.runs[0].box


@pytest.mark.parametrize("angle", TURNED)
def test_the_frame_of_a_run_at_another_angle_does_not_change(angle: int) -> None:
    other = (angle + 90) % 360
    turned, _ = turn_upright(Page(1, WIDTH, HEIGHT, runs=[run_at(angle), run_at(other, "Theme")]))
    run = turned.runs[1]
    assert run.angle == 90
    assert frame_of(90, turned.width, turned.height)(run.box) == (50, 92, 75, 102)
    assert (run.xs[0], run.top, run.bottom) == (50, 92, 102)


@pytest.mark.parametrize(
    "runs",
    [
        pytest.param([], id="empty"),
        pytest.param([run_at(0)], id="upright"),
        pytest.param([run_at(0), run_at(270, "Theme")], id="a-vertical-header-cell"),
        pytest.param([run_at(0), run_at(90)], id="half-and-half"),
        pytest.param([run_at(0), run_at(90, "a stamp" * 9, shown=Shown.OFF_PAGE)], id="turned-text-that-nobody-sees"),
        pytest.param([run_at(0, "Hello"), run_at(90, "abc"), run_at(270, "defg")], id="no-angle-has-most"),
    ],
)
def test_a_page_that_mostly_reads_upright_stays_as_it_is(runs: list[TextRun]) -> None:
    page = Page(1, WIDTH, HEIGHT, runs=runs)
    turned, to_page = turn_upright(page)
    assert turned is page
    assert to_page((1, 2, 3, 4)) == (1, 2, 3, 4)


def test_the_text_layer_of_a_scan_tells_which_way_its_page_reads() -> None:
    page = Page(1, WIDTH, HEIGHT, runs=[run_at(270, shown=Shown.INVISIBLE)])
    turned, _ = turn_upright(page)
    assert [run.angle for run in turned.runs] == [0]
