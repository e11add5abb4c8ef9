"""Measures the program from outside and prints the table of docs/benchmarks.md; `make bench` runs it.

Figures, not verdicts: no test asserts a time. A further one is a further line in `FIGURES`.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("peerplan")
RUNS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured, and the command that does it in a folder, once a run."""

    name: str
    command: Callable[[Path], Sequence[str | Path]]


def list_documents() -> list[Path]:
    """Return our own documents and, where they are there, the real ones beside the project."""
    seeds = ROOT / os.environ.get("PEERPLAN_SHARED", "../shared") / "seeds"
    return sorted((ROOT / "fixtures").glob("*/source.txt")) + sorted(seeds.resolve().glob("*.txt"))


FIGURES = (
    Figure("`peerplan --help`", lambda _: (PROGRAM, "--help")),
    Figure("`peerplan extract`, one document", lambda _: (PROGRAM, "extract", list_documents()[0], "--json")),
    Figure(
        "`peerplan ingest`, all documents, new store",
        lambda folder: (PROGRAM, "ingest", *list_documents(), "--db", folder / "new.db"),
    ),
)


def measure(figure: Figure) -> list[float]:
    """Return the seconds that each run of a command took, each in a new folder."""
    seconds = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            command = figure.command(Path(folder))
            begun = time.perf_counter()
            result = subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False)
            seconds.append(time.perf_counter() - begun)
            if result.returncode != 0:
                sys.exit(f"{figure.name} failed\n{result.stdout.decode()}\n{result.stderr.decode()}")
    return seconds


def main() -> None:
    """Print the table."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    print(f"| what | median of {RUNS}, s | worst, s |\n|---|---|---|")
    for figure in FIGURES:
        seconds = measure(figure)
        print(f"| {figure.name} | {statistics.median(seconds):.2f} | {max(seconds):.2f} |", flush=True)


if __name__ == "__main__":
    main()
