"""Rows that a page only parts stay apart: cases labelled by hand, each as four programs would print it."""

from __future__ import annotations

import pytest

from parsers.repair import repair
from tests.parsers.repair.joining.plans import (
    FERRY,
    FLOODS,
    OPEN_ROOM,
    PAPERS,
    PLAN,
    PRESSES,
    TENANTS,
    case,
    check,
    each_press,
    row,
    tables_of,
    told,
)
from tests.parsers.repair.joining.press import (
    PAGE,
    Over,
    Press,
    Rows,
    print_document,
    print_pages,
    rows_of,
    whole_rows,
    without_frame,
)

BLANK = "a-blank-row-of-the-template"
WHOLE = [
    case("numbered", OPEN_ROOM, TENANTS, PAGE, PAPERS, FLOODS, FERRY),
    case("one-row-a-page", OPEN_ROOM, PAGE, TENANTS, PAGE, PAPERS, PAGE, FLOODS, PAGE, FERRY),
    case(
        "recommendation-not-printed-again",
        OPEN_ROOM,
        ("", "", "Train volunteers to open the doors.", "June 2025", "Head of Culture"),
        TENANTS,
        PAPERS,
        FLOODS,
        PAGE,
        ("", "", "Put up flood gauges at both of the bridges.", "June 2026", "Head of Planning"),
        FERRY,
    ),
    case(
        "recommendation-not-printed-again-first-time",
        *PLAN,
        PAGE,
        ("", "", "Put up flood gauges at both of the bridges.", "June 2026", "Head of Planning"),
        FERRY,
    ),
    case(
        "no-numbers",
        *(("", *cells[1:]) for cells in (OPEN_ROOM, TENANTS, PAPERS)),
        PAGE,
        *(("", *cells[1:]) for cells in (FLOODS, FERRY)),
    ),
    case(
        "no-full-stops",
        OPEN_ROOM,
        TENANTS,
        ("3", "Shorter papers", "Train report authors", "July 2025", "Monitoring Officer"),
        PAGE,
        ("4", "Floods", "Map what lies low", "March 2026", "Head of Planning"),
        FERRY,
    ),
    case(
        "small-letters-as-a-style",
        ("1", "Reading room", "agree the hours", "May 2025", "Head of Culture"),
        ("2", "Tenants", "set up a panel", "June 2025", "Head of Housing"),
        ("3", "Papers", "train report authors", "July 2025", "Monitoring Officer"),
        ("4", "Floods", "map what lies low", "March 2026", "Head of Planning"),
        PAGE,
        ("5", "Ferry", "find an operator", "April 2026", "Head of Transport"),
    ),
    case(
        "a-small-letter-once",
        OPEN_ROOM,
        TENANTS,
        PAPERS,
        ("4", "Teach everybody to use the new screens", "Buy twenty of them", "March 2026", "Head of People"),
        PAGE,
        ("5", "Teach members as well", "e-learning for all members", "April 2026", "Head of People"),
    ),
    case(
        "no-owner-yet",
        *PLAN,
        PAGE,
        ("5", "Keep the ferry running", "Find a second operator.", "April 2026", ""),
        row("Count the gates."),
    ),
    case(
        "no-owner-no-time",
        *PLAN,
        PAGE,
        ("5", "Keep the ferry running", "Find a second operator.", "", ""),
        row("Count the gates."),
    ),
    case(
        "numbered-actions-begin-again",
        OPEN_ROOM,
        row("1. Count the gates.\n2. Ask who uses them.", key="2"),
        row("1. Find the becks.\n2. Bridge them.", key="3", about="Look after the becks"),
        PAGE,
        row("1. Plant oaks.\n2. Fence them.", key="4", about="Look after the woods"),
    ),
    case(
        "long-last-row",
        OPEN_ROOM,
        TENANTS,
        PAPERS,
        row(
            "Ask the commoners which gates they need. Mend those first. Leave the rest. Tell the parishes.",
            key="4",
        ),
        PAGE,
        FERRY,
        row("Count them again."),
    ),
    case(
        "same-owner-again",
        *(
            (
                str(n),
                f"Mend the {what}",
                f"Find out who owns the {what} and write to them.",
                "May 2026",
                "Head of Parks",
            )
            for n, what in enumerate(("gates", "walls", "stiles"), 1)
        ),
        PAGE,
        *(
            (
                str(n),
                f"Mend the {what}",
                f"Find out who owns the {what} and write to them.",
                "May 2026",
                "Head of Parks",
            )
            for n, what in enumerate(("bridges", "paths"), 4)
        ),
    ),
    case(
        "references",
        *((f"A{n}", *cells[1:]) for n, cells in enumerate((OPEN_ROOM, TENANTS, PAPERS), 1)),
        PAGE,
        *((f"A{n}", *cells[1:]) for n, cells in enumerate((FLOODS, FERRY), 4)),
    ),
    case(
        "dotted-numbers",
        *((f"1.{n}", *cells[1:]) for n, cells in enumerate((OPEN_ROOM, TENANTS, PAPERS), 1)),
        PAGE,
        *((f"2.{n}", *cells[1:]) for n, cells in enumerate((FLOODS, FERRY), 1)),
    ),
    case(
        "a-theme-at-the-page-top",
        OPEN_ROOM,
        TENANTS,
        PAPERS,
        PAGE,
        (Over("Theme 2: Our land and water", is_title=True),),
        FLOODS,
        FERRY,
    ),
    case(
        "a-theme-at-the-page-foot",
        OPEN_ROOM,
        TENANTS,
        PAPERS,
        (Over("Theme 2: Our land and water", is_title=True),),
        PAGE,
        FLOODS,
        FERRY,
    ),
    case(
        "a-theme-in-small-letters",
        OPEN_ROOM,
        TENANTS,
        PAPERS,
        PAGE,
        (Over("our land and water", is_title=True),),
        FLOODS,
        FERRY,
    ),
    case(
        BLANK,
        *PLAN,
        PAGE,
        ("", "", "", "", ""),
        FERRY,
    ),
    case(
        "last-row-ends-open",
        OPEN_ROOM,
        TENANTS,
        PAPERS,
        ("4", "Plan for floods", "Map what lies low, with maps by the", "March 2026", "Head of Planning"),
        PAGE,
        FERRY,
        row("Count the gates."),
    ),
]


@each_press
@pytest.mark.parametrize("rows", WHOLE)
def test_rows_that_a_page_only_parts_stay_apart(rows: Rows, press: Press) -> None:
    check(rows, press)


# Without a frame nothing tells a row apart that prints no number, owner or date of its own.
NUMBERED = [found for found in WHOLE if found.id not in ("recommendation-not-printed-again-first-time", BLANK)]


@pytest.mark.parametrize("rows", NUMBERED)
@pytest.mark.parametrize("press", [PRESSES["closed"], PRESSES["closed-header"]], ids=["no-header", "header"])
def test_a_table_without_a_frame_does_not_seem_cut_at_each_page_end(rows: Rows, press: Press) -> None:
    document = repair(print_document(*without_frame(print_pages(rows, press))))
    [table] = tables_of(document)
    assert rows_of(table) == whole_rows(rows, press), told(document)
