"""Statuses: how far something has got, by words, colours and the document's own legend; and a council's response."""

from __future__ import annotations

from normalise.statuses.bullets import read_bullet_label, read_bullet_status, read_prose_label
from normalise.statuses.cells import read_response, read_status_cell, status_of_timeline
from normalise.statuses.legends import NO_LEGEND, Legend, LegendEntry, find_legend

__all__ = [
    "NO_LEGEND",
    "Legend",
    "LegendEntry",
    "find_legend",
    "read_bullet_label",
    "read_bullet_status",
    "read_prose_label",
    "read_response",
    "read_status_cell",
    "status_of_timeline",
]
