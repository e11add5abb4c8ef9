"""Measures `peerplan ingest` over many small made-up plans: one job, two jobs, and a second time with nothing changed.

Figures, not verdicts; they hold for a machine that does nothing else. `--count` says how many plans.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
END = "<!-- bench: end -->"
HEAD = "| many documents: `peerplan ingest`, {count:,} small plans | by the clock | CPU | asked |"
PROGRAM = Path(sys.executable).with_name("peerplan")
PLAN = """Withy District Council

Corporate Peer Challenge Action Plan

Updated March 2025

Recommendation 1

Strengthen pledge {number} and tell residents about it

| Action | Timescale | Lead officer | Measure |
|---|---|---|---|
| Write plan {number} for homes with tenants | By end of March 2025 | Head of Homes | Plan agreed |
| Buy boat {number} and sell one of the others | September 2025 | Chief Executive | Boats in use |
"""
# As in an installed program: where compiled modules are not kept, each start compiles ours anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def write_plans(folder: Path, count: int) -> None:
    """Write so many small plans, a thousand in a folder."""
    for number in range(count):
        inside = folder / f"{number // 1000:03}"
        inside.mkdir(parents=True, exist_ok=True)
        (inside / f"plan{number:05}.md").write_text(PLAN.format(number=number), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: seconds by the clock and of the processors, and megabytes of the process that writes at most."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def run(folder: Path, store: str, jobs: int) -> Taken:
    """Return what ingesting took."""
    begun, used = time.monotonic(), _children_seconds()
    words = [str(PROGRAM), "ingest", "plans", "--db", store, "--jobs", str(jobs), "--quiet"]
    program = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, env=ENVIRONMENT)
    most = 0.0
    while program.poll() is None:
        most = max(most, peak_megabytes(program.pid))
        time.sleep(0.05)
    if program.returncode != 0:
        sys.exit(f"{words} ended with {program.returncode}")
    return Taken(time.monotonic() - begun, _children_seconds() - used, most)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_megabytes(process_id: int) -> float:
    """Return the most memory that a process has taken so far, its children left out; 0 where nothing tells."""
    try:
        about = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in about.splitlines() if line.startswith("VmHWM")), 0.0)


def measure(count: int) -> str:
    """Return the figures as a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plans(folder / "plans", count)
        one = run(folder, "one.db", 1)
        two = run(folder, "two.db", 2)
        again = run(folder, "two.db", 2)
    return f"""{HEAD.format(count=count)}
|---|--:|--:|--:|
| one job, s | {one.seconds:.1f} | {one.cpu_seconds:.1f} | |
| two jobs, s | {two.seconds:.1f} | {two.cpu_seconds:.1f} | |
| two jobs against one | {one.seconds / two.seconds:.2f} | | ≥ 1.7 |
| again, nothing changed, s | {again.seconds:.1f} | {again.cpu_seconds:.1f} | ≤ 3 for 10,000 |
| memory of the process that writes, MB | {max(one.megabytes, two.megabytes):.0f} | | ≤ 300 |"""


def write_table(table: str) -> None:
    """Put the table in the place of its older self in docs/benchmarks.md, or after the others."""
    page = PAGE.read_text(encoding="utf-8")
    start = page.find(HEAD.partition("{")[0])
    if start < 0:
        before, after = page.split(f"\n{END}")
        PAGE.write_text(f"{before}\n\n{table}\n{END}{after}", encoding="utf-8")
        return
    stop = min(at for at in (page.find("\n\n", start), page.find(f"\n{END}", start)) if at > 0)
    PAGE.write_text(page[:start] + table + page[stop:], encoding="utf-8")


def main() -> None:
    """Print the table, after an empty line as `run.py` needs it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--write", action="store_true", help="also write the table into docs/benchmarks.md")
    told = arguments.parse_args()
    table = measure(told.count)
    print(f"\n{table}")
    if told.write:
        write_table(table)


if __name__ == "__main__":
    main()
