"""Rows that a page cuts are whole again: cases labelled by hand, each as four programs would print it.

`|` is where the page ends.
"""

from __future__ import annotations

import pytest

from tests.parsers.repair.joining.plans import (
    FERRY,
    FLOODS,
    OPEN_ROOM,
    PAPERS,
    PLAN,
    TENANTS,
    case,
    check,
    each_press,
    row,
)
from tests.parsers.repair.joining.press import Press, Rows

CUT = [
    case(
        "mid-sentence",
        *PLAN,
        row("Ask the commoners which gates they need and | mend those first, before the lambs are out in spring."),
        FERRY,
    ),
    case(
        "mid-sentence-before-a-capital",
        *PLAN,
        row("Agree with the trustees of the | Moorland Fund how much each gate may cost."),
        FERRY,
    ),
    case(
        "mid-sentence-without-an-open-word",
        *PLAN,
        row("Write to every commoner in the parishes round about before the | gates are counted again next winter."),
        FERRY,
    ),
    case(
        "between-two-sentences",
        *PLAN,
        row("Ask the commoners which of the old gates they still use and need. | Mend those first. Leave the rest."),
        FERRY,
    ),
    case(
        "mid-list",
        *PLAN,
        row("1. Count the gates.\n2. Ask who uses them.\n| 3. Mend the worst.\n4. Tell the parishes."),
        FERRY,
    ),
    case(
        "mid-entry-of-a-list",
        *PLAN,
        row(
            "1. Count the gates.\n2. Ask all commoners of the parishes who it is that | uses them.\n3. Mend the worst."
        ),
        FERRY,
    ),
    case(
        "mid-lettered-list",
        *PLAN,
        row("a) Count the gates.\nb) Ask who uses them.\n| c) Mend the worst.\nd) Tell the parishes."),
        FERRY,
    ),
    case(
        "mid-bullets",
        *PLAN,
        row("• Count the gates\n• Ask who uses them\n| • Mend the worst\n• Tell the parishes"),
        FERRY,
    ),
    case(
        "parallel-lists",
        *PLAN,
        row(
            "1. Count the gates.\n2. Ask who uses them.\n| 3. Mend the worst.\n4. Tell the parishes.",
            when="1. May 2026\n2. June 2026\n3. July 2026\n4. May 2027",
            lead="1. Ranger\n2. Clerk\n3. Ranger\n4. Clerk",
        ),
        FERRY,
    ),
    case(
        "mid-owner",
        *PLAN,
        row(
            "Count the gates on the seven paths, and mend | the worst of them first.",
            lead="Head of Parks and Director of Open Spaces",
        ),
        FERRY,
    ),
    case(
        "owner-alone",
        *PLAN,
        (
            "6",
            "Look after the moor",
            "Count the gates.",
            "May 2026",
            "Head of Parks, with the Director of | Open Spaces and Rivers",
        ),
        FERRY,
    ),
    case(
        "mid-recommendation",
        *PLAN,
        (
            "6",
            "Look after the moor, the woods and the river that | runs between them",
            "Count the gates.",
            "May 2026",
            "Head of Parks",
        ),
        FERRY,
    ),
    case(
        "all-cells",
        *PLAN,
        (
            "6",
            "Look after the moor, the woods and the river that runs between them, with those who live there",
            "Count the gates, ask the commoners of the three parishes who it is that | uses them, and mend the worst.",
            "By the end of May 2026, weather allowing",
            "Head of Parks with the Director of Open Spaces and Rivers",
        ),
        FERRY,
    ),
    case(
        "hyphen",
        *PLAN,
        row("Ask a trust to carry out the work of rest-| oration on the dry stone walls of the moor."),
        FERRY,
    ),
    case(
        "open-bracket",
        *PLAN,
        row("Mend gates on all of the seven paths to the open moor (Kestrel | Path, Tern Path and Long Mile)."),
        FERRY,
    ),
    case(
        "open-quotation",
        *PLAN,
        row("Answer what the peers say of the paths: “Nobody knows which | Rangers may close a gate, nor when”."),
        FERRY,
    ),
    case(
        "three-pages",
        *PLAN,
        row(
            "Ask the commoners of the three parishes which of the gates they | still use, which of them they would be "
            "willing to mend for themselves | and what they would need for it from us."
        ),
        FERRY,
    ),
    case(
        "three-pages-list",
        *PLAN,
        row(
            "1. Count the gates.\n| 2. Ask who uses them.\n3. Mend the worst.\n| 4. Tell the parishes.\n5. Count again."
        ),
        FERRY,
    ),
    case(
        "two-cut-rows",
        OPEN_ROOM,
        TENANTS,
        PAPERS,
        row("Ask the commoners which gates they need and | mend those first, before the lambs are out.", key="4"),
        ("5", *FLOODS[1:]),
        row("Find out who it is that owns the bridges over | the becks, and write to each.", key="6"),
        ("7", *FERRY[1:]),
    ),
    case(
        "last-row-of-the-plan",
        *PLAN,
        row("Ask the commoners which gates they need and | mend those first, before the lambs are out in spring."),
    ),
    case(
        "first-row-of-the-plan",
        row(
            "Ask the commoners which gates they need and | mend those first, before the lambs are out in spring.",
            key="1",
        ),
        TENANTS,
        PAPERS,
        FLOODS,
        FERRY,
    ),
    case(
        "starts-with-a-figure",
        *PLAN,
        row("Mend every gate on the paths up to the moor that is older than | 20 years, and count the rest of them."),
        FERRY,
    ),
    case(
        "a-lone-year-goes-on",
        *PLAN,
        ("5", "Look after the moor", "Count the gates.", "By end of March | 2026", "Head of Parks"),
    ),
    case(
        "time-goes-on",
        *PLAN,
        (
            "6",
            "Look after the moor",
            "Count the gates.",
            "First count by May | 2026 and then each year",
            "Head of Parks",
        ),
        FERRY,
    ),
]


@each_press
@pytest.mark.parametrize("rows", CUT)
def test_a_row_that_a_page_cuts_is_whole_again(rows: Rows, press: Press) -> None:
    check(rows, press)
