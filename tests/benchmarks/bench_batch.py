"""Measures `peerplan ingest` over many small made-up plans: one job, two jobs, and a second time with nothing changed.

Figures, not verdicts; they hold for a machine that does nothing else. `--count` says how many plans.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("peerplan")
HEAD = "Withy District Council\n\nCorporate Peer Challenge Action Plan\n\nUpdated March 2025\n\n"
PART = """Recommendation {part}

Strengthen pledge {number}-{part} and tell residents about it

| Action | Timescale | Lead officer | Measure |
|---|---|---|---|
| Write plan {number} for homes with tenants | By end of March 2025 | Head of Homes | Plan agreed |
| Buy {part} boats and sell one of them | September 2025 | Chief Executive | Boats in use |

"""


def write_plans(folder: Path, count: int) -> None:
    """Write so many small plans, a thousand in a folder."""
    for number in range(count):
        inside = folder / f"{number // 1000:03}"
        inside.mkdir(parents=True, exist_ok=True)
        text = HEAD + "".join(PART.format(number=number, part=part) for part in range(1, 5))
        (inside / f"plan{number:05}.md").write_text(text, encoding="utf-8")


def run(folder: Path, store: str, jobs: int) -> tuple[float, float]:
    """Return the seconds by the clock that ingesting took, and the megabytes that the parent took at most."""
    begun = time.monotonic()
    words = [str(PROGRAM), "ingest", "plans", "--db", store, "--jobs", str(jobs), "--quiet"]
    program = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL)
    most = 0.0
    while program.poll() is None:
        most = max(most, peak_megabytes(program.pid))
        time.sleep(0.05)
    if program.returncode != 0:
        sys.exit(f"{words} ended with {program.returncode}")
    return time.monotonic() - begun, most


def peak_megabytes(process_id: int) -> float:
    """Return the most memory that a process has taken so far, its children left out; 0 where nothing tells."""
    try:
        about = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in about.splitlines() if line.startswith("VmHWM")), 0.0)


def main() -> None:
    """Print the figures as lines of a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=1000)
    count = arguments.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plans(folder / "plans", count)
        one, _ = run(folder, "one.db", 1)
        two, memory = run(folder, "two.db", 2)
        again, _ = run(folder, "two.db", 2)
    print(f"| `peerplan ingest`, {count:,} small plans, one job, s by the clock | {one:.1f} | |")
    print(f"| the same with two jobs, s by the clock | {two:.1f} | |")
    print(f"| two jobs against one | {one / two:.2f} | ≥ 1.7 |")
    print(f"| the same again, nothing changed, s by the clock | {again:.1f} | ≤ 3 for 10,000 |")
    print(f"| memory of the process that writes, MB | {memory:.0f} | ≤ 300 |")


if __name__ == "__main__":
    main()
