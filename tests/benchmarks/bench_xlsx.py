"""Measures the reading of a large workbook: CPU and memory, ours beside openpyxl's, each in a process of its own.

The workbook is a tracker of 10,000 rows and eight columns, made here: dates, texts that come once, shared ones, fills.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = 10_000
HEADS = ("No", "Recommendation", "Action", "Lead officer", "Start date", "Due date", "Status", "Comments")
STATUSES = (("On track", "#92D050"), ("Delayed", "#FFC000"), ("Completed", "#5B9BD5"), ("Not started", "#FF0000"))


def make_book(path: Path) -> None:
    """Write the workbook."""
    from xlsxwriter import Workbook

    book = Workbook(path)
    sheet = book.add_worksheet("Tracker")
    head, date = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    fills = [(word, book.add_format({"bg_color": colour})) for word, colour in STATUSES]
    sheet.write_row(0, 0, HEADS, head)
    for row in range(1, ROWS + 1):
        sheet.write_row(row, 0, (row, f"Recommendation {row % 90} on the services of ward {row % 37}"))
        sheet.write(
            row, 2, f"Carry out step {row} of the improvement works and report to the board by letter {row * 7}"
        )
        sheet.write(row, 3, f"Head of Service {row % 25}")
        sheet.write_number(row, 4, 45000 + row % 700, date)
        sheet.write_number(row, 5, 45400 + row % 900, date)
        sheet.write(row, 6, *fills[row % 4])
        sheet.write(row, 7, f"Note {row}: seen by the board, to be looked at again in quarter {row % 4 + 1}")
    book.close()


def read_ours(path: Path) -> object:
    """Read the workbook to a document."""
    from parsers.formats.registry import read_document

    return read_document(path.read_bytes(), path.name)


def read_openpyxl(path: Path) -> object:
    """Load the workbook with its styles."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def read_openpyxl_lines(path: Path) -> object:
    """Read the values alone, row by row, as openpyxl can: no merged cells, no hidden rows, no rules for colours."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def load_nothing(path: Path) -> object:
    """Load what reads a document, and read none."""
    from parsers.formats.registry import readers

    return readers()


READERS: dict[str, Callable[[Path], object]] = {
    "nothing": load_nothing,
    "ours": read_ours,
    "openpyxl": read_openpyxl,
    "openpyxl lines": read_openpyxl_lines,
}
LINES = (
    ("nothing", "the readers loaded, nothing read", ""),
    ("ours", "ours, to a document", "≤ 150 MB"),
    ("openpyxl", "openpyxl, `load_workbook`", ""),
    ("openpyxl lines", "openpyxl, `read_only` (values alone)", ""),
)


def measure(name: str, path: Path) -> dict[str, float]:
    """Read the workbook with one reader; return CPU seconds and peak memory in MB, libraries and all."""
    kept = READERS[name](path)
    if name == "ours":
        assert "spacy" not in sys.modules
        assert kept is not None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return {"seconds": time.process_time(), "peak": peak}


def main() -> int:
    """Print the figures as a table of their own, or those of one reader as JSON."""
    if len(sys.argv) > 2:
        sys.path.insert(0, str(ROOT))
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
        return 0
    print(f"\n| XLSX, {ROWS:,} rows of {len(HEADS)} | CPU s, start and libraries included | peak MB | asked |")
    print("|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.xlsx"
        make_book(path)
        for name, title, asked in LINES:
            words = (sys.executable, __file__, name, str(path))
            done = subprocess.run(words, stdout=subprocess.PIPE, cwd=ROOT, text=True, check=True)
            figures: dict[str, float] = json.loads(done.stdout)
            print(f"| {title} | {figures['seconds']:.1f} | {figures['peak']:.0f} | {asked} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
