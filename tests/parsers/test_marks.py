"""What is marked on a page: each field by its role, and what nothing was read from."""

from __future__ import annotations

from normalise.records import (
    Action,
    DocumentFacts,
    Extraction,
    Issue,
    Owner,
    Piece,
    Provenance,
    Recommendation,
    Source,
    Status,
    When,
)
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.marks import Mark, Role, lay_out, mark_pages
from parsers.words import Place, Words

SOURCE = Source(name="plan.pdf", sha256="0" * 64, media_type="application/pdf", size=1, pages=2)
FACTS = DocumentFacts(title="Action plan")


def at(number: float, page: int = 1) -> Provenance:
    return Provenance(page=page, bbox=box(number), pieces=(Piece(page=page, bbox=box(number)),))


def box(number: float) -> tuple[float, float, float, float]:
    return 0.0, 10 * number, 100.0, 10 * number + 9


def place(number: float, page: int = 1) -> Place:
    return Place(page, box(number))


def block(
    text: str, number: float, *, kind: BlockKind = BlockKind.PARAGRAPH, layer: Layer = Layer.BODY, page: int = 1
) -> Block:
    return Block(kind, Words.of(text, place(number, page)), layer=layer, place=place(number, page))


def table(*rows: tuple[str, ...], first: int = 0, header_rows: int | None = None, layer: Layer = Layer.BODY) -> Table:
    cells = [
        Cell(row, column, (block(text, first + row * 10 + column),), place=place(first + row * 10 + column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Table(tuple(cells), len(rows), len(rows[0]), header_rows, layer)


def document(*blocks: Block | Table) -> Document:
    return Document("plan.pdf", "application/pdf", blocks, pages=2)


def roles(extraction: Extraction, *blocks: Block | Table, page: int = 1) -> dict[float, list[Role]]:
    """Return the roles of the marks on a page by the number of their box."""
    printed = document(*blocks)
    found: dict[float, list[Role]] = {}
    for mark in mark_pages(extraction, lay_out(printed, printed)).get(page, ()):
        found.setdefault(mark.box[1] / 10, []).append(mark.role)
    return found


def test_every_field_is_marked_by_its_role_wherever_it_is_nested() -> None:
    action = Action(
        id="a1", text="Dig a pond", provenance=at(2), measures=("Frogs",), measure_provenance=(at(3),),
        timelines=(When(raw="May", kind="unresolved", provenance=at(4)),),
        owners=(Owner(raw="Head of Ponds", name="Head of Ponds", kind="post", provenance=at(5)),),
        status=Status(value="completed", raw="Done", provenance=at(6)),
    )  # fmt: skip
    extraction = Extraction(
        source=SOURCE,
        document=DocumentFacts(title="Plan", provenance={"title": at(0)}),
        recommendations=(Recommendation(id="r1", text="Ponds", provenance=at(1), status=action.status),),
        actions=(action,),
        issues=(
            Issue(code="year-missing", severity="warning", message="No year", provenance=at(7)),
            Issue(code="unread-cell", severity="warning", message="Not read", provenance=at(8)),
        ),
    )
    assert roles(extraction) == {
        0: [Role.OTHER], 1: [Role.RECOMMENDATION], 2: [Role.ACTION], 3: [Role.MEASURE], 4: [Role.TIMELINE],
        5: [Role.OWNER], 6: [Role.STATUS], 7: [Role.ISSUE], 8: [Role.LEFT],
    }  # fmt: skip


def test_every_piece_of_a_record_is_marked_on_its_own_page() -> None:
    pieces = (Piece(page=1, bbox=box(1)), Piece(page=2, bbox=box(2)), Piece(line=3))
    action = Action(id="a1", text="Dig", provenance=Provenance(page=1, bbox=box(1), pieces=pieces))
    marks = mark_pages(Extraction(source=SOURCE, document=FACTS, actions=(action,)), {})
    assert marks == {1: (Mark(Role.ACTION, box(1)),), 2: (Mark(Role.ACTION, box(2)),)}


def test_text_is_left_where_nothing_was_read_from_it() -> None:
    action = Action(id="a1", text="Dig a pond", provenance=at(1))
    extraction = Extraction(source=SOURCE, document=FACTS, actions=(action,))
    assert roles(extraction, block("Dig a pond", 1), block("Tea was taken", 2)) == {1: [Role.ACTION], 2: [Role.LEFT]}


def test_an_issue_reads_nothing() -> None:
    issue = Issue(code="status-conflict", severity="warning", message="Two", provenance=at(1))
    extraction = Extraction(source=SOURCE, document=FACTS, issues=(issue,))
    assert roles(extraction, block("Done or not", 1)) == {1: [Role.ISSUE, Role.LEFT]}


def test_text_read_into_a_field_without_a_place_is_no_left_text() -> None:
    recommendation = Recommendation(
        id="r1", text="Ponds", summary="Better ponds", context="Dry. Frogs leave in March each year.", provenance=at(0)
    )  # fmt: skip
    extraction = Extraction(source=SOURCE, document=FACTS, recommendations=(recommendation,))
    found = roles(
        extraction, block("2. Better ponds", 1), block("Frogs leave in\nMarch each year.", 2), block("Frogs", 3)
    )
    assert found == {0: [Role.RECOMMENDATION], 1: [Role.OTHER], 2: [Role.OTHER], 3: [Role.LEFT]}


def test_cells_headings_and_running_lines_are_told_apart() -> None:
    nothing = Extraction(source=SOURCE, document=FACTS)
    found = roles(
        nothing,
        block("Our plan", 0, kind=BlockKind.HEADING),
        table(("Action", "Lead"), ("Dig", "Ann"), first=10),
        table(("Year", "Pond"), ("2031", "Dry"), first=50, header_rows=1),
        table(("Contents", "3"), first=80, layer=Layer.FURNITURE),
        block("Page 1", 90, layer=Layer.FURNITURE),
    )
    assert found == {
        0: [Role.HEADING], 90: [Role.FURNITURE],
        10: [Role.GRID, Role.HEADING], 11: [Role.GRID, Role.HEADING], 20: [Role.GRID, Role.LEFT],
        21: [Role.GRID, Role.LEFT], 50: [Role.GRID, Role.HEADING], 51: [Role.GRID, Role.HEADING],
        60: [Role.GRID, Role.LEFT], 61: [Role.GRID, Role.LEFT],
        80: [Role.GRID, Role.FURNITURE], 81: [Role.GRID, Role.FURNITURE],
    }  # fmt: skip


def test_cells_are_those_that_are_printed_and_text_that_of_the_repaired_document() -> None:
    printed = document(table(("Dig",)), block("Page 1", 90))
    repaired = document(table(("Dig",)), block("Page 1", 90, layer=Layer.FURNITURE))
    assert {mark.role for mark in lay_out(printed, repaired)[1]} == {Role.GRID, Role.TEXT, Role.FURNITURE}


def test_a_number_in_front_of_a_field_does_not_hide_it() -> None:
    recommendation = Recommendation(id="r1", number="3", text="Ponds", summary="Better ponds", provenance=at(0))
    extraction = Extraction(source=SOURCE, document=FACTS, recommendations=(recommendation,))
    texts = ["2.1 Better ponds", "Recommendation 3: Better ponds", "R3", "3.", "R4", "Not Better ponds"]
    found = roles(extraction, *(block(text, number + 1) for number, text in enumerate(texts)))
    assert [found[number + 1] for number in range(6)] == [
        [Role.OTHER], [Role.OTHER], [Role.OTHER], [Role.OTHER], [Role.LEFT], [Role.LEFT]
    ]  # fmt: skip
