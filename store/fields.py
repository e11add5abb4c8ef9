"""Which fields of a record of the contract are kept in a column of the same name; the rest is laid out by hand.

`keep` writes by these lists and `load` reads by them; that nothing is missing is shown by keeping and loading.
"""

from __future__ import annotations

from typing import Final

RECOMMENDATION: Final = (
    "number",
    "kind",
    "text",
    "summary",
    "context",
    "theme",
    "response",
    "response_raw",
    "confidence",
)
ACTION: Final = ("number", "stage", "preamble", "text", "response", "response_raw", "confidence")
PROGRESS: Final = ("text", "confidence")
TIMELINE: Final = (
    "raw",
    "kind",
    "edtf",
    "precision",
    "qualifier",
    "rrule",
    "label",
    "scope",
    "source",
    "confidence",
)
OWNER: Final = (
    "raw",
    "name",
    "kind",
    "role",
    "scope",
    "person",
    "function",
    "seniority",
    "statutory_role",
    "confidence",
)
TOPIC: Final = ("topic", "kind", "words", "codebook")
STATUS: Final = ("value", "rag", "raw", "confidence")
ISSUE: Final = ("code", "severity", "message", "about")
PEER: Final = ("name", "role", "organisation")
DECLARED_COUNT: Final = ("what", "kind", "raw")
FACTS: Final = ("kind", "title", "language")
