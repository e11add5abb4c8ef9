"""Reads spoiled documents, one after another, in the reading process; `make fuzz` runs it, the tests a little of it.

Each must end in an extraction or a DocumentError, within a minute and a gigabyte. What does not is written to a folder
with its seed. A further format is a further line in `MUTATORS`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ingest.isolate import Limits, ReaderFaultError, ReadingProcess  # noqa: E402
from ingest.reading import Task  # noqa: E402
from normalise.errors import DocumentError  # noqa: E402
from parsers.formats.settings import FormatSettings  # noqa: E402
from parsers.given import ReadSettings  # noqa: E402
from tests.fuzz.pdf_mutations import mutate as mutate_pdf  # noqa: E402

LIMITS = Limits(wall_seconds=60.0, cpu_seconds=60, memory_bytes=10**9, documents=200)
BROKEN = ("timeout", "cpu", "memory", "crashed")  # ended by the parent: no hang, and no crash of ours, but to be seen
SOURCES = {"pdf": "fixtures/pdf/*/source.pdf"}
MUTATORS: dict[str, Callable[[bytes, int], bytes]] = {"pdf": mutate_pdf}


@dataclass(slots=True)
class Tally:
    """How the documents ended: by code of their DocumentError, or `read`; and the faults of our own."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def note(self, name: str, outcome: str, seconds: float) -> None:
        """Count one document."""
        self.outcomes[outcome] += 1
        self.slowest = max(self.slowest, (seconds, name))


def iter_spoiled(form: str, count: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of `count` spoiled documents of a format, over all its fixtures in turn."""
    sources = sorted(ROOT.glob(SOURCES[form]))
    for seed in range(first, first + count):
        source = sources[seed % len(sources)]
        yield f"{source.parent.name}-{seed}.{form}", MUTATORS[form](source.read_bytes(), seed)


def read_all(
    documents: Iterator[tuple[str, bytes]], keep: Path | None = None, settings: ReadSettings | None = None
) -> Tally:
    """Return how the documents ended; those that broke something are kept in a folder.

    Pages are not recognised (OCR) unless the settings say so: it takes seconds, and machines without it.
    """
    settings = settings or ReadSettings(formats=FormatSettings(ocr="off"))
    tally = Tally()
    with ReadingProcess(LIMITS) as process:
        for name, data in documents:
            begun = time.monotonic()
            try:
                process.read(Task(name, data, settings=settings))
                outcome = "read"
            except DocumentError as error:
                outcome = error.code
            except ReaderFaultError as error:
                outcome = "fault"
                tally.faults.append(f"{name}: {error}\n" + "\n".join(getattr(error, "__notes__", ())))
            tally.note(name, outcome, time.monotonic() - begun)
            if keep is not None and (outcome == "fault" or outcome in BROKEN):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{outcome}-{name}").write_bytes(data)
    return tally


def main() -> int:
    """Print how the documents ended; 1 where our own reader failed on one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="how many documents (10,000)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--format", choices=sorted(MUTATORS), default="pdf")
    parser.add_argument("--keep", type=Path, default=ROOT / ".make" / "fuzz", help="where what broke something is kept")
    told = parser.parse_args()
    tally = read_all(iter_spoiled(told.format, told.count, told.first), told.keep)
    for outcome, count in tally.outcomes.most_common():
        print(f"{count:7,} {outcome}")
    print(f"slowest: {tally.slowest[0]:.1f} s, {tally.slowest[1]}")
    for fault in tally.faults[:20]:
        print(fault)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
