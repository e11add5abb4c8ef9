"""Measures the reading of documents in one process: CPU seconds to load, a document after loading, memory.

Figures, not verdicts; run it with the project's Python. The documents are the five real ones beside the project, or
our own where those are not there.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / os.environ.get("PEERPLAN_SHARED", "../shared")
ROUNDS = 3
Row = tuple[str, str, str]


def list_documents() -> tuple[str, list[Path]]:
    """Return what the documents are called, and where they are."""
    if seeds := sorted((SHARED / "seeds").glob("*.txt")):
        return f"{len(seeds)} real documents", seeds
    own = sorted((ROOT / "fixtures").glob("*/source.txt"))
    return f"{len(own)} documents of `fixtures/`", own


def measure() -> list[Row]:
    """Return what loading and reading take in this process: what, measured, asked."""
    begun = time.process_time()
    from ingest.reading import warm_up
    from parsers.assemble import read_extraction

    warm_up()
    loaded = time.process_time() - begun
    name, documents = list_documents()
    seconds: dict[Path, float] = {}
    for path in documents:
        data = path.read_bytes()
        begun = time.process_time()
        for _ in range(ROUNDS):
            read_extraction(data, path.name)
        seconds[path] = (time.process_time() - begun) / ROUNDS
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ("loading what reads documents, s", f"{loaded:.2f}", ""),
        (f"{name}, all, s after loading", f"{sum(seconds.values()):.2f}", "≤ 3"),
        (f"{name}, median of one, s", f"{statistics.median(seconds.values()):.3f}", ""),
        (f"{name}, slowest one, s", f"{max(seconds.values()):.3f}", ""),
        (f"{name}, memory of the process, MB", f"{memory:,.0f}", ""),
    ]


def main() -> int:
    """Print the figures as lines of a table."""
    for row in measure():
        print(f"| {' | '.join(row)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
