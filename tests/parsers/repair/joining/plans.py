"""Rows of a made-up plan, the programs that print it, and what repair must make of the pages."""

from __future__ import annotations

from typing import Any

import pytest

from parsers.document import Document, Layer, Table
from parsers.repair import repair
from tests.parsers.repair.joining.press import Press, Row, Rows, print_plan, rows_of, whole_rows

OPEN_ROOM = (
    "1",
    "Open the reading room to everybody",
    "Agree the opening hours with the friends of the library.",
    "May 2025",
    "Head of Culture",
)
TENANTS = (
    "2",
    "Give tenants a voice",
    "Set up a panel of tenants that meets each month.",
    "June 2025",
    "Head of Housing",
)
PAPERS = (
    "3",
    "Write shorter papers for committees",
    "Train report authors and publish one template for all of them.",
    "July 2025",
    "Monitoring Officer",
)
FLOODS = (
    "4",
    "Plan for floods",
    "Map what lies low, street by street, and tell those who live there.",
    "March 2026",
    "Head of Planning",
)
FERRY = ("5", "Keep the ferry running", "Find a second operator and agree fares.", "April 2026", "Head of Transport")
PLAN = (OPEN_ROOM, TENANTS, PAPERS, FLOODS)

PRESSES = {
    "closed": Press(),
    "closed-header": Press(again=Press().header),
    "open": Press(is_open=True),
    "open-header": Press(is_open=True, again=Press().header),
}
each_press = pytest.mark.parametrize("press", PRESSES.values(), ids=PRESSES.keys())


def tables_of(document: Document) -> list[Table]:
    """Return a document's tables, furniture left out."""
    return [block for block in document.blocks if isinstance(block, Table) and block.layer is Layer.BODY]


def told(document: Document) -> str:
    """Return the joints as a failing test shows them."""
    return "\n".join(
        f"{joint.kind} {joint.score:+} {[(found.name, found.weight, found.detail) for found in joint.evidence]}"
        for joint in document.joints
    )


def check(rows: Rows, press: Press) -> None:
    """Check that repair makes of the printed pages the rows as they were written."""
    document = repair(print_plan(rows, press))
    [table] = tables_of(document)
    assert rows_of(table) == whole_rows(rows, press), told(document)


def row(
    action: str,
    *,
    key: str = "6",
    about: str = "Look after the moor",
    when: str = "May 2026",
    lead: str = "Head of Parks",
) -> Row:
    return (key, about, action, when, lead)


def case(name: str, *rows: Row | object) -> Any:
    return pytest.param(rows, id=name)
