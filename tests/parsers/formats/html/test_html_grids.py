from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.errors import DocumentError
from parsers.document import BlockKind, Table
from parsers.formats.html.grids import read_grids
from parsers.formats.html.reader import read_page
from parsers.formats.html.tables import spans_of
from parsers.formats.settings import DEFAULT_FORMATS
from parsers.formats.span_grid import SpanGrid

FIXTURES = Path(__file__).resolve().parents[4] / "fixtures" / "html"


@pytest.mark.parametrize(
    ("markup", "grids"),
    [
        pytest.param("<p>None", [], id="no-table"),
        pytest.param("<table><tr><th>No<th>Action<tr><td>1<td>Do", [[["No", "Action"], ["1", "Do"]]], id="plain"),
        pytest.param(
            "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
            [[["a", "b", ""], ["", "c", "d"]]],
            id="spans",
        ),
        pytest.param(
            "<table><tfoot><tr><td>f<tbody><tr><td rowspan=0>x<tr></table>", [[["x"], [""], ["f"]]], id="foot-below"
        ),
        pytest.param("<table><tr><td><p>one</p><p>two<br>three", [[["one two three"]]], id="lines"),
        pytest.param(
            "<table><tr><td><p>a <b>bold <i>word</i> here</b> tail</p> end",
            [[["a bold word here tail end"]]],
            id="order",
        ),
        pytest.param("<table><tr><td>a<table><tr><td>b</table></table>", [[["a b"]], [["b"]]], id="one-inside-another"),
        pytest.param("<table><tr><td>a<script>b</script><style>c</style><!-- d -->e", [[["ae"]]], id="not-printed"),
        pytest.param("<table><tr><td>a\ufdd3b&#xFDD0;c&#64977;d", [[["a b c d"]]], id="signs-of-our-own"),
        pytest.param(
            "<table><tbody><tr><td>i</tbody><thead><tr><td>h</thead><thead><tr><td>j",
            [[["h"], ["i"], ["j"]]],
            id="two-heads",
        ),
        pytest.param("<table><tr><tr><td> a&nbsp;\n b <tr></table>", [[["a b"]]], id="blank-rows"),
        pytest.param("<table><tr><td>a  b\u2003c\x0b<b> d </b></table>", [[["a b c d"]]], id="white-space"),
        pytest.param(
            "<table><tr><td>a<td rowspan=3>b<td>c<tr><td>d<tr><td>e<td>f<td>g</table>",
            [[["a", "b", "c", ""], ["d", "", "", ""], ["e", "", "f", "g"]]],
            id="reached-from-above",
        ),
    ],
)
def test_a_table_is_rows_of_text(markup: str, grids: list[list[list[str]]]) -> None:
    assert read_grids(f"<html><body>{markup}".encode()) == grids


Spans = tuple[str | None, str | None]
_SPANS = st.tuples(
    st.sampled_from([None, None, None, "0", "2", "3", "x"]), st.sampled_from([None, None, None, "2", "3"])
)


@given(groups=st.lists(st.lists(st.lists(_SPANS, max_size=5), max_size=5), max_size=3))
def test_rows_stand_where_each_cell_by_itself_would(groups: list[list[list[Spans]]]) -> None:
    grid, markup = SpanGrid("html"), ["<table>"]
    texts: list[str] = []
    for group in groups:
        markup.append("<tbody>")
        for row in group:
            grid.begin_row()
            markup.append("<tr>")
            for rows, columns in row:
                grid.place(*spans_of(rows, columns))
                texts.append(f"t{len(texts)}")
                named = (("rowspan", rows), ("colspan", columns))
                attributes = "".join(f" {name}={value}" for name, value in named if value)
                markup.append(f"<td{attributes}>{texts[-1]}")
        grid.end_group()
    height, width = grid.finish()
    expected = [[""] * width for _ in range(height)]
    for spot, text in zip(grid.spots, texts, strict=True):
        expected[spot.row][spot.column] = text
    assert read_grids("".join(markup).encode()) == [expected]


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/source.html")), ids=lambda path: path.parent.name)
def test_the_grids_hold_what_the_reader_of_pages_puts_into_cells(path: Path) -> None:
    data = path.read_bytes()
    printed = {" ".join(text.split()) for grid in read_grids(data) for row in grid for text in row}
    for block in read_page(data, path.name, DEFAULT_FORMATS).blocks:
        if isinstance(block, Table):
            texts = [
                cell.text for cell in block.cells if not any(one.kind is BlockKind.SHAPE for one in cell.iter_blocks())
            ]
            assert not [text for text in texts if not _is_in(text, printed)]


def test_a_table_over_budget_is_refused() -> None:
    with pytest.raises(DocumentError):
        read_grids(b"<table>" + b"<tr><td rowspan=65534 colspan=1000>x" * 600)


def _is_in(text: str, printed: set[str]) -> bool:
    """Say whether a cell's words stand in one of the grids' texts; its marks and signs may be others."""
    words = text.split()
    return not words or any(all(word in other for word in words) for other in printed)
