"""Cells over several rows go on over pages, beside rows that are whole or cut: cases labelled by hand."""

from __future__ import annotations

import pytest

from tests.parsers.repair.joining.plans import FERRY, FLOODS, OPEN_ROOM, TENANTS, case, check, each_press
from tests.parsers.repair.joining.press import PAGE, Over, Press, Rows

SPANNING = [
    case(
        "recommendation-over-rows-goes-on-blank",
        OPEN_ROOM,
        TENANTS,
        (Over("3", 2), Over("Write shorter papers", 2), "Train report authors.", "July 2025", "Monitoring Officer"),
        (None, None, "Publish one template.", "August 2025", "Monitoring Officer"),
        (Over("4", 3), Over("Plan for floods", 3), "Map what lies low.", "March 2026", "Head of Planning"),
        (None, None, "Tell those who live there.", "April 2026", "Head of Planning"),
        PAGE,
        (None, None, "Put up flood gauges at both bridges.", "May 2026", "Head of Planning"),
        FERRY,
    ),
    case(
        "recommendation-over-rows-goes-on-in-words",
        OPEN_ROOM,
        TENANTS,
        (Over("3", 2), Over("Write shorter papers", 2), "Train report authors.", "July 2025", "Monitoring Officer"),
        (None, None, "Publish one template.", "August 2025", "Monitoring Officer"),
        (
            Over("4", 2),
            Over(
                "Plan for floods with the parishes that lie along the Tern, and with the two that lie on its mouth", 2
            ),
            "Map what lies low.",
            "March 2026",
            "Head of Planning",
        ),
        PAGE,
        (None, None, "Put up flood gauges at both of the bridges and read them daily.", "May 2026", "Head of Planning"),
        FERRY,
    ),
    case(
        "cut-row-beside-a-recommendation-over-rows",
        OPEN_ROOM,
        TENANTS,
        (Over("3", 2), Over("Write shorter papers", 2), "Train report authors.", "July 2025", "Monitoring Officer"),
        (None, None, "Publish one template.", "August 2025", "Monitoring Officer"),
        (Over("4", 2), Over("Plan for floods", 2), "Map what lies low.", "March 2026", "Head of Planning"),
        (
            None,
            None,
            "Put up flood gauges at both of the bridges and | read them daily.",
            "May 2026",
            "Head of Planning",
        ),
        FERRY,
    ),
    case(
        "new-recommendation-over-rows-at-the-page-top",
        OPEN_ROOM,
        TENANTS,
        (Over("3", 2), Over("Write shorter papers", 2), "Train report authors.", "July 2025", "Monitoring Officer"),
        (None, None, "Publish one template.", "August 2025", "Monitoring Officer"),
        PAGE,
        (Over("4", 2), Over("Plan for floods", 2), "Map what lies low.", "March 2026", "Head of Planning"),
        (None, None, "Put up flood gauges at both of the bridges.", "May 2026", "Head of Planning"),
        FERRY,
    ),
    case(
        "recommendation-over-rows-over-three-pages",
        OPEN_ROOM,
        TENANTS,
        (Over("3", 4), Over("Write shorter papers", 4), "Train report authors.", "July 2025", "Monitoring Officer"),
        (None, None, "Publish one template.", "August 2025", "Monitoring Officer"),
        PAGE,
        (None, None, "Count the pages.", "September 2025", "Monitoring Officer"),
        PAGE,
        (None, None, "Tell the committees.", "October 2025", "Monitoring Officer"),
        FLOODS,
        FERRY,
    ),
    case(
        "owner-over-rows-goes-on",
        OPEN_ROOM,
        TENANTS,
        (
            Over("3", 3),
            Over("Write shorter papers", 3),
            "Train report authors.",
            "July 2025",
            Over("Monitoring Officer", 3),
        ),
        (None, None, "Publish one template.", "August 2025", None),
        PAGE,
        (None, None, "Count the pages.", "September 2025", None),
        FLOODS,
        FERRY,
    ),
    case(
        "new-owner-beside-a-recommendation-that-goes-on",
        OPEN_ROOM,
        TENANTS,
        (
            Over("3", 4),
            Over("Write shorter papers", 4),
            "Train report authors.",
            "July 2025",
            Over("Monitoring Officer", 2),
        ),
        (None, None, "Publish one template.", "August 2025", None),
        PAGE,
        (None, None, "Count the pages.", "September 2025", Over("Chief Executive", 2)),
        (None, None, "Tell the committees.", "October 2025", None),
        FLOODS,
        FERRY,
    ),
]


@each_press
@pytest.mark.parametrize("rows", SPANNING)
def test_a_cell_over_several_rows_goes_on_over_pages(rows: Rows, press: Press) -> None:
    check(rows, press)
