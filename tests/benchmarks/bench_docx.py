"""Measures the reading of Word files: CPU a file and memory, ours beside python-docx's walk over the tables.

Like is compared with like first: both open the same files and return the text of the cells of all tables; ours lays
merged cells out once, counts lists and takes insertions in, none of which `row.cells` does. Then what reading a whole
file costs: besides, paragraphs, headings, running lines, notes, looks, colours, and the place of every run. Each
reads in a process of its own; figures are the processor's, and the best reading of each file counts. The files are
the real renditions beside the project, or our own Word files where those are not there. python-docx is in the
environment that fixtures are made in (`make fixtures`), and left out without it.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from math import inf
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / os.environ.get("PEERPLAN_SHARED", "../shared")
WITH_PYTHON_DOCX = ROOT / ".make" / "fixtures" / "bin" / "python"
READINGS = 20  # of each file
ROUNDS = 3


def corpus() -> list[Path]:
    """Return the Word files to be read."""
    return sorted((SHARED / "renditions").glob("*.docx")) or sorted((ROOT / "fixtures").glob("**/source.docx"))


def read_ours(path: Path) -> int:
    """Read a file to its Document; return how many characters it prints."""
    from parsers.formats.registry import read_document

    return len(read_document(path.read_bytes(), path.name).printed_text())


def walk_tables(path: Path) -> int:
    """Read the cells of all rows of all tables with python-docx; return how many characters they print."""
    import docx  # type: ignore[import-untyped, unused-ignore]

    tables = docx.Document(str(path)).tables
    return sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def read_tables(path: Path) -> int:
    """Read the cells of all tables alone; return how many characters they print."""
    from parsers.formats.docx.grids import read_grids

    return sum(len(text) for grid in read_grids(path.read_bytes()) for row in grid for text in row)


READERS: dict[str, Callable[[Path], int]] = {"tables": read_tables, "ours": read_ours, "python-docx": walk_tables}
LINES = (
    ("python-docx", "python-docx, `row.cells` of all tables", ""),
    ("tables", "ours, tables alone, lists counted", "≥ 3 × faster than python-docx"),
    ("ours", "ours, the whole file to the Document", ""),
)


def measure(name: str) -> dict[str, float]:
    """Read all files some times over with one reader; return CPU ms a file and the process's peak memory in MB."""
    files, read = corpus(), READERS[name]
    read(files[0])  # loads its libraries
    gc.collect()
    gc.freeze()
    best = dict.fromkeys(files, inf)
    for path in files * READINGS:
        start = time.process_time()
        read(path)
        best[path] = min(best[path], time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return {"ms": sum(best.values()) * 1000 / len(files), "peak": peak}


def run(name: str) -> dict[str, float] | None:
    """Return the best of some rounds, each in a process of its own, or None where the library is not there."""
    python = WITH_PYTHON_DOCX if name == "python-docx" else Path(sys.executable)
    if not python.exists():
        return None
    rounds = []
    for _ in range(ROUNDS):
        result = subprocess.run((python, __file__, name), stdout=subprocess.PIPE, cwd=ROOT, text=True, check=True)
        figures: dict[str, float] = json.loads(result.stdout)
        rounds.append(figures)
    return min(rounds, key=lambda figures: float(figures["ms"]))


def main() -> int:
    """Print the figures as a table of their own, or those of one reader as JSON."""
    if len(sys.argv) > 1:
        sys.path.insert(0, str(ROOT))
        print(json.dumps(measure(sys.argv[1])))
        return 0
    print(f"\n| Word, {len(corpus())} files | CPU ms a file | python-docx takes so many times ours | peak MB | asked |")
    print("|---|--:|--:|--:|--:|")
    found = {name: run(name) for name, _, _ in LINES}
    theirs = found["python-docx"]
    for name, title, asked in LINES:
        figures = found[name]
        if figures is None:
            print(f"| {title} | not installed |  |  | {asked} |")
            continue
        times = f"{theirs['ms'] / figures['ms']:.1f}" if theirs else ""
        print(f"| {title} | {figures['ms']:.1f} | {times} | {figures['peak']:.0f} | {asked} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
