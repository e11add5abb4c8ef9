"""Whatever a tree says, it breaks nothing: no table over another, no text twice in one, no run in two blocks."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.formats.pdf.page import Tag, TextRun
from parsers.formats.pdf.tables.found import Evidence, FoundTable
from parsers.formats.pdf.tagged import choose_tables
from parsers.formats.pdf.tagged_artifacts import settle_artifacts
from parsers.formats.pdf.tagged_places import places_inside, read_tag_places
from tests.parsers.formats.pdf.pages_by_hand import run
from tests.parsers.formats.pdf.trees_by_hand import drawn, tagged_page

KINDS = (
    "Document P H1 H L LI Lbl LBody Table THead TBody TFoot TR TD TH Caption Note TOC TOCI Figure Artifact Span".split()
)
MCIDS = st.integers(0, 11)
SPANS = st.one_of(st.just((1, 1)), st.tuples(st.integers(1, 4), st.integers(1, 4)))


def make_tag(kind: str, kids: list[int | Tag], ordinal: int, spans: tuple[int, int], cut: tuple[bool, bool]) -> Tag:
    for number, kid in enumerate(kids):
        if isinstance(kid, Tag):
            kid.ordinal += number
    return Tag(kind, kids, *spans, *cut, ordinal)


def tags(kids: st.SearchStrategy[int | Tag]) -> st.SearchStrategy[Tag]:
    cut = st.tuples(st.booleans(), st.booleans())
    return st.builds(make_tag, st.sampled_from(KINDS), st.lists(kids, max_size=5), st.integers(0, 3), SPANS, cut)


ANYTHING = st.recursive(tags(MCIDS), lambda inner: tags(st.one_of(MCIDS, inner)), max_leaves=30)


@st.composite
def tables(draw: st.DrawFn) -> Tag:
    """Return a table with rows and cells whose texts are dealt out anyhow, or in order."""
    dealt = iter(draw(st.one_of(st.just(range(12)), st.permutations(range(12)))))
    rows = []
    for number in range(draw(st.integers(1, 4))):
        cells: list[int | Tag] = [
            make_tag("TD", [next(dealt, 0)], draw(st.sampled_from((0, 0, 0, 1))), draw(SPANS), (False, False))
            for _ in range(draw(st.integers(1, 4)))
        ]
        rows.append(make_tag("TR", cells, number, (1, 1), (False, False)))
    return Tag("Table", [*rows])


TREES = st.lists(st.one_of(ANYTHING, tables()), max_size=3)


@st.composite
def runs(draw: st.DrawFn) -> TextRun:
    text = draw(st.sampled_from(["1.", "Meet often", "4", "Lead: Head of Policy and Performance", "........"]))
    mcid = draw(st.one_of(st.none(), st.just(-1), MCIDS))
    one = run(text, draw(st.integers(0, 40)) * 15, draw(st.integers(0, 40)) * 20 + 10, mcid=mcid)
    one.artifact = mcid is None and draw(st.booleans())
    return one


def in_rows(width: int) -> list[TextRun]:
    return [run(f"Cell {n}", 55 + 120 * (n % width), 115 + 40 * (n // width), mcid=n) for n in range(12)]


PRINTED = st.one_of(st.lists(runs(), max_size=20), st.builds(in_rows, st.integers(1, 4)))
GRIDS = st.builds(drawn, st.integers(1, 4), st.integers(1, 4), evidence=st.sampled_from(Evidence))


@settings(max_examples=200, deadline=None)
@given(PRINTED, TREES, st.one_of(st.none(), GRIDS))
def test_no_tree_breaks_anything(printed: list[TextRun], tree: list[Tag], grid: FoundTable | None) -> None:
    page = tagged_page(printed, *tree)
    before = [one.text for one in page.runs]
    settle_artifacts(page)
    tables, _ = choose_tables(page, () if grid is None else (grid,))
    places, _ = read_tag_places(page)
    assert [one.text for one in page.runs] == before
    for one, other in combinations(tables, 2):
        assert not overlap(one, other)
    for table in tables:
        covered = [
            (cell.row + down, cell.column + across)
            for cell in table.cells
            for down in range(cell.row_span)
            for across in range(cell.column_span)
        ]
        assert len(set(covered)) == len(covered)
        assert set(covered) <= {(row, column) for row in range(table.row_count) for column in range(table.column_count)}
        assert len(table.column_edges) == table.column_count + 1
    assert set(places_inside(places, {0: printed})) <= set(places)


def overlap(one: FoundTable, other: FoundTable) -> bool:
    across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return across > 2.5 and min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 2.5
