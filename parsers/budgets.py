"""How much of anything a stranger's file may hold: one table by format, with units (DESIGN, "Strangers' files").

Readers ask before the work, not after. Time and memory are bounded by the process that a document is read in.
"""

from __future__ import annotations

from dataclasses import dataclass

from normalise.errors import DocumentError

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """The most of one thing that a file of one format may hold, and what to do about a file with more."""

    most: int
    unit: str
    cure: str


_SPLIT_FILE = "Split the file, or check that it is the right one"
_SPLIT_TABLE = "Split the table, or check that the file is a document and not a data export"
_PRINT_ANEW = "Take the page out, or print it to a new PDF in lower detail"

_UNPACK = "Unpack it and give the documents in it"
_SAVE_ANEW = "Save the document anew from the program that made it"
_PACKAGE = {
    "size": Budget(100 * MB, "bytes", _SPLIT_FILE),
    "unpacked": Budget(1_000 * MB, "bytes when unpacked", _SPLIT_FILE),
    "members": Budget(10_000, "parts in its package", _SAVE_ANEW),
    "part": Budget(200 * MB, "bytes in one part", _SPLIT_FILE),
}
_TABLES = {
    "columns": Budget(500, "columns in a table", _SPLIT_TABLE),
    "cells": Budget(250_000, "table cells", _SPLIT_TABLE),
    "nesting": Budget(100, "lists or tables inside one another", _SAVE_ANEW),
}

BUDGETS: dict[str, dict[str, Budget]] = {
    "docx": {**_PACKAGE, **_TABLES},
    "odt": {
        **_PACKAGE,
        **_TABLES,
        "repeated": Budget(5_000_000, "characters in cells that are repeated", _SPLIT_TABLE),
    },
    "pptx": {**_PACKAGE, **_TABLES, "slides": Budget(2_000, "slides", _SPLIT_FILE)},
    "xlsx": {
        **_PACKAGE,
        **_TABLES,
        "sheets": Budget(200, "sheets", _SPLIT_FILE),
        "rows": Budget(50_000, "rows with something in them", _SPLIT_TABLE),
    },
    "doc": {"size": _PACKAGE["size"]},
    "rtf": {
        "size": _PACKAGE["size"],
        "groups": Budget(2_000_000, "groups", _SPLIT_FILE),
        "nesting": Budget(1_000, "groups inside one another", _SAVE_ANEW),
    },
    "csv": {**_TABLES, "size": Budget(50 * MB, "bytes", _SPLIT_FILE), "rows": Budget(50_000, "rows", _SPLIT_TABLE)},
    "html": {
        **_TABLES,
        "size": Budget(50 * MB, "bytes", _SPLIT_FILE),
        "marks": Budget(1_000_000, "elements", _SPLIT_FILE),
        "attributes": Budget(500, "attributes in one element", _SAVE_ANEW),
        "unclosed": Budget(
            20_000_000, "texts inside elements that are never closed, counted for each they stand in", _SAVE_ANEW
        ),
    },
    "container": {
        "size": Budget(200 * MB, "bytes", _UNPACK),
        "members": Budget(1_000, "files in an archive", _UNPACK),
        "unpacked": Budget(1_000 * MB, "bytes when unpacked", _UNPACK),
        "part": Budget(200 * MB, "bytes when unpacked", _SPLIT_FILE),
        "ratio": Budget(500, "times the bytes that it was packed into", "Check that it is a document"),
    },
    "pdf": {
        "size": Budget(200 * MB, "bytes", _SPLIT_FILE),
        "pages": Budget(2_000, "pages", _SPLIT_FILE),
        "objects": Budget(300_000, "objects on a page", _PRINT_ANEW),
        "characters": Budget(200_000, "characters on a page", _PRINT_ANEW),
    },
    "text": {
        "size": Budget(50 * MB, "bytes", _SPLIT_FILE),
        "lines": Budget(1_000_000, "lines", _SPLIT_FILE),
        "marks": Budget(1_000_000, "signs of markup (<, &, *, _)", _SPLIT_FILE),
        "pages": Budget(2_000, "pages", _SPLIT_FILE),
        "columns": Budget(500, "columns in a table", _SPLIT_TABLE),
        "cells": Budget(250_000, "table cells", _SPLIT_TABLE),
        "nesting": Budget(
            100, "lists or tags inside one another", "Save the document anew from the program that made it"
        ),
    },
}


def check_budget(form: str, what: str, amount: int, where: str = "") -> None:
    """Return None where the amount is within the format's budget. Raises DocumentError `over-budget` where it is not.

    `where` names the place as a person would: "line 12".
    """
    budget = BUDGETS[form][what]
    if amount <= budget.most:
        return
    place = f" ({where})" if where else ""
    raise DocumentError(
        "over-budget", f"holds {amount:,} {budget.unit}{place}; at most {budget.most:,} are read. {budget.cure}."
    )
