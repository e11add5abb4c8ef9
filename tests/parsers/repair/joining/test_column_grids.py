"""Columns are the same where their edges are: told from other grids, divided ones, and edges known by text alone."""

from __future__ import annotations

import pytest

from parsers.document import Cell, Table
from parsers.repair.joining.grids import divides_only_some, fit_grids, onto_grid

EDGES = (40.0, 70.0, 220.0, 460.0, 550.0)


@pytest.mark.parametrize(
    ("lower", "kind", "shift"),
    [
        pytest.param(EDGES, "same", 0.0, id="same"),
        pytest.param(tuple(edge + 1.5 for edge in EDGES), "same", 0.0, id="same-but-for-rounding"),
        pytest.param(tuple(edge + 14.0 for edge in EDGES), "same", 14.0, id="pages-to-be-bound"),
        pytest.param((40.0, 70.0, 460.0, 550.0), "divided", 0.0, id="one-column-fewer"),
        pytest.param((40.0, 70.0, 220.0, 300.0, 460.0, 550.0), "divided", 0.0, id="one-column-more"),
        pytest.param((44.0, 66.0, 225.0, 456.0, 543.0), "alike", 0.0, id="known-by-text"),
    ],
)
def test_columns_that_fit(lower: tuple[float, ...], kind: str, shift: float) -> None:
    fit = fit_grids(EDGES, lower)
    assert fit is not None
    assert (fit.kind, fit.shift, len(fit.edges)) == (kind, shift, max(len(EDGES), len(lower)))


@pytest.mark.parametrize(
    "lower",
    [
        pytest.param((40.0, 70.0, 270.0, 460.0, 550.0), id="one-edge-elsewhere"),
        pytest.param((40.0, 200.0, 360.0, 550.0), id="other-columns"),
        pytest.param((140.0, 170.0, 320.0, 560.0, 650.0), id="beside-it"),
        pytest.param((40.0, 70.0, 220.0, 460.0, 700.0), id="wider"),
        pytest.param((), id="not-known"),
    ],
)
def test_columns_that_do_not(lower: tuple[float, ...]) -> None:
    assert fit_grids(EDGES, lower) is None


def table(edges: tuple[float, ...], *cells: tuple[int, int, int]) -> Table:
    made = tuple(Cell(row, column, column_span=span) for row, column, span in cells)
    return Table(made, 1 + max(cell.row for cell in made), len(edges) - 1, column_edges=edges)


def test_cells_span_what_a_finer_grid_divides() -> None:
    coarse = table((40.0, 70.0, 460.0), (0, 0, 1), (0, 1, 1), (1, 0, 2))
    fine = onto_grid(coarse, (40.0, 70.0, 220.0, 460.0))
    assert [(cell.row, cell.column, cell.column_span) for cell in fine.cells] == [(0, 0, 1), (0, 1, 2), (1, 0, 3)]
    assert fine.column_count == 3


def test_a_grid_that_lacks_an_edge_is_refused() -> None:
    with pytest.raises(ValueError, match="edges"):
        onto_grid(table((40.0, 90.0, 460.0), (0, 0, 2)), (40.0, 70.0, 220.0, 460.0))


@pytest.mark.parametrize(
    ("cells", "only_some"),
    [
        pytest.param(((0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 1), (1, 1, 2)), True, id="a-row-spans-the-edge"),
        pytest.param(((0, 0, 1), (0, 1, 1), (0, 2, 1)), False, id="every-row-is-divided"),
        pytest.param(((0, 0, 3), (1, 0, 1), (1, 1, 1), (1, 2, 1)), False, id="only-a-title-spans-it"),
    ],
)
def test_whether_a_page_may_lack_an_edge(cells: tuple[tuple[int, int, int], ...], only_some: bool) -> None:
    fine = table((40.0, 70.0, 220.0, 460.0), *cells)
    assert divides_only_some([fine], (40.0, 70.0, 460.0)) is only_some
