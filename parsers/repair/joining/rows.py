"""Whether a table row carries on the one above it: all that its words, places and habits show, in one joint.

Of a text rendition every row is in question, since a page's end leaves no trace there; where places are known only the
rows on either side of one. Which cells then become one is `merging`'s affair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parsers.document import Block, Cell, Document, Layer, Remark, Table
from parsers.joints import Joint, JointKind, Side
from parsers.repair.joining.boundary import Boundary
from parsers.repair.joining.habits import Habits, Row, columns_that_start_small
from parsers.repair.joining.merging import Glue, join_rows
from parsers.repair.joining.page_clues import read_page_clues
from parsers.repair.joining.row_clues import read_text_clues
from parsers.repair.joining.weights import weigh
from parsers.words import NO_WORDS, NOWHERE, Place

SHOWN_CHARACTERS = 80
SHOWN_OF_A_CELL = 32


def rejoin_rows(document: Document) -> Document:
    """Return a text rendition with cut rows whole, and a remark `row-rejoined` for each; other tables as they are."""
    glue = Glue(document)
    blocks: list[Block | Table] = []
    remarks, joints = list(document.remarks), list(document.joints)
    for block in document.blocks:
        if isinstance(block, Table) and block.layer is Layer.BODY and _is_in_question(block):
            table, found, joined = _rejoined(block, glue)
            remarks += map(tell_rejoined, joined)
            joints += found
            blocks.append(table)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks), remarks=tuple(remarks), joints=tuple(joints))


def tell_rejoined(row: Row) -> Remark:
    """Return the remark that a row was added to the one above."""
    words = next((cell.words for cell in row if cell.blocks), None)
    return Remark("row-rejoined", first_words(row), words) if words else Remark("row-rejoined", "a blank one")


def tell_doubt(joint: Joint, below: Row) -> Remark | None:
    """Return the remark that a joint is in doubt, or None where it is not."""
    words = next((cell.words for cell in below if cell.blocks), NO_WORDS)
    decision = "made one" if joint.is_joined else "kept apart"
    return (
        Remark("join-doubtful", f"{joint.kind} {decision}: {first_words(below)}", words) if joint.is_doubtful else None
    )


def first_words(row: Row) -> str:
    """Return what a row prints first, as remarks and joints show it."""
    return " ".join(" ".join(cell.text for cell in row if cell.blocks).split())[:SHOWN_CHARACTERS]


def side_of(row: Row) -> Side:
    """Return a row as one side of a joint, in the place of its lowest cell: others may reach into it from above."""
    lowest = max(row, key=lambda cell: (cell.row, -cell.column), default=None)
    place = lowest.place if lowest else NOWHERE
    return Side(place if place is not NOWHERE else next(_places(row), NOWHERE), " | ".join(map(_first_of, row)))


def _places(row: Row) -> Iterator[Place]:
    return (place for cell in row for place in cell.words.places())


def _first_of(cell: Cell) -> str:
    text = " ".join(cell.text.split())
    return text if len(text) <= SHOWN_OF_A_CELL else f"{text[: SHOWN_OF_A_CELL - 1]}…"


def decide_row(boundary: Boundary) -> Joint:
    """Return the joint of two rows: joined where the lower carries on the upper."""
    read = read_text_clues if boundary.page is None else read_page_clues
    evidence = weigh(JointKind.ROW, boundary.sight, read(boundary))
    return Joint(JointKind.ROW, side_of(boundary.tail or boundary.above), side_of(boundary.below), evidence)


def _is_in_question(table: Table) -> bool:
    """Say whether a page's end may stand between any two rows: where the file knows places or spans, it does not."""
    is_placed = any(cell.place.bbox or cell.place.at for cell in table.cells)
    return table.row_count > 1 and not is_placed and all(cell.row_span == 1 for cell in table.cells)


def _rejoined(table: Table, glue: Glue) -> tuple[Table, list[Joint], list[Row]]:
    """Return the table with its cut rows joined, the joints worth showing, and the rows added to those above."""
    habits = Habits(columns_that_start_small(table.rows()))
    rows: list[Row] = []
    joints: list[Joint] = []
    joined: list[Row] = []
    for row in table.rows():
        joint = decide_row(Boundary(rows[-1], row, habits)) if rows else None
        if joint and any(found.weight > 0 for found in joint.evidence):
            joints.append(joint)
        if joint and joint.is_joined:
            rows[-1] = tuple(join_rows(rows[-1], row, glue))
            joined.append(row)
        else:
            rows.append(row)
    cells = tuple(cell.at_row(number) for number, row in enumerate(rows) for cell in row)
    return replace(table, cells=cells, row_count=len(rows)), joints, joined
