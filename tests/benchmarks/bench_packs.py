"""Measures long documents: a plan of 30 pages once it is parsed, and an agenda pack of 600 pages from bytes to records.

Both are made here with reportlab from `fixtures/make/packs.py`. Figures are the processor's; run it with the project's
Python.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

PLAN_REPEATS = 30  # 180 actions on 30 pages, as the real plans have them
PACK_ITEMS, PACK_LINES, PACK_REPEATS = 76, 118, 22  # 600 pages, nine of them the plan's
ROUNDS = 3
Row = tuple[str, str, str]


def make(folder: Path) -> tuple[Path, Path]:
    """Write a long plan and a pack, and return where they are."""
    from fixtures.make.packs import pack_of, plan_blocks
    from fixtures.make.plan import Plan
    from fixtures.make.writers import reportlab

    plan, pack = folder / "plan.pdf", folder / "pack.pdf"
    long = Plan("Plan", tuple(plan_blocks(repeats=PLAN_REPEATS)), footer="Page {page}").looking(size=16)
    reportlab.write(long, plan)
    reportlab.write(pack_of(PACK_ITEMS, plan_at=40, repeats=PACK_REPEATS, lines=PACK_LINES), pack)
    return plan, pack


def measure() -> list[Row]:
    """Return what was measured: what, how much, what was asked."""
    from ingest.reading import warm_up
    from parsers import assemble
    from parsers.formats.registry import read_document

    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        plan, pack = (path.read_bytes() for path in make(Path(folder)))
    parsed = read_document(plan, "plan.pdf")
    assemble.read_document = lambda *_: parsed  # type: ignore[attr-defined]  # what follows reading is measured
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        long = assemble.read_extraction(plan, "plan.pdf")
        seconds.append(time.process_time() - begun)
    assemble.read_document = read_document  # type: ignore[attr-defined]
    begun = time.process_time()
    found = assemble.read_extraction(pack, "pack.pdf")
    whole = time.process_time() - begun
    first, last = found.source.pages_read or (0, 0)
    plan_read = f"a parsed plan of {parsed.pages} pages ({len(long.actions)} actions) to its extraction, ms"
    pack_read = f"an agenda pack of {found.source.pages} pages (the plan on {first}–{last}), PDF to extraction, s"
    return [(plan_read, f"{min(seconds) * 1000:.0f}", "≤ 150"), (pack_read, f"{whole:.1f}", "≤ 30")]


def main() -> int:
    """Print the figures as lines of a table."""
    print("\n| long documents | CPU | asked |\n|---|--:|--:|")
    for row in measure():
        print(f"| {' | '.join(row)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
