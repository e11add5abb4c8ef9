"""Measures the reading of timelines: expressions a second on one core after loading, seconds to load, memory.

Figures, not verdicts; run it with the project's Python. The expressions are those of the tests.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from pathlib import Path

EXPRESSIONS = Path(__file__).resolve().parents[1] / "normalise" / "when"
ROUNDS = 10
ASKED = {"expressions/s": "≥ 5,000", "load s": "≤ 2", "memory MB": "≤ 150"}


def read_expressions() -> list[str]:
    """Return the column expressions that the tests hold."""
    lines: list[str] = []
    for file in sorted(EXPRESSIONS.glob("expressions_*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            lines += [row["expression"] for row in csv.DictReader(rows) if row["source"] == "column"]
    return lines


def measure() -> dict[str, float]:
    """Return what loading and reading take, in this process; nothing of ours is loaded before."""
    begun = time.process_time()
    from normalise.when import WhenContext, read_whens

    read_whens("June 2025")
    loaded = time.process_time() - begun
    expressions = read_expressions()
    context = WhenContext(published="2025-02")
    begun = time.process_time()
    for _ in range(ROUNDS):
        for expression in expressions:
            read_whens(expression, context=context)
    seconds = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"expressions/s": ROUNDS * len(expressions) / seconds, "load s": loaded, "memory MB": memory}


def main() -> int:
    """Print the figures as lines of a table."""
    for name, value in measure().items():
        print(f"| timelines, {name} | {value:,.1f} | {ASKED[name]} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
