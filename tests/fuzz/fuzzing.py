"""Reads spoiled documents, one after another, in the reading process; `make fuzz` runs it, the tests a little of it.

Each must end in an extraction or a DocumentError, within a minute and a gigabyte. What does not is written to a folder
with its seed. A further format is a further line in `SOURCES` and `MUTATORS`.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ingest.isolate import Limits, ReaderFaultError, ReadingProcess  # noqa: E402
from ingest.reading import Container, Task  # noqa: E402
from normalise.errors import DocumentError  # noqa: E402
from parsers.formats.containers import may_hold_documents  # noqa: E402
from parsers.formats.settings import FormatSettings  # noqa: E402
from parsers.given import ReadSettings  # noqa: E402
from tests.fuzz.container_mutations import mutate_mail, mutate_zip  # noqa: E402
from tests.fuzz.package_mutations import mutate as mutate_package  # noqa: E402
from tests.fuzz.pdf_mutations import mutate as mutate_pdf  # noqa: E402
from tests.fuzz.text_mutations import mutate_csv, mutate_html, mutate_text  # noqa: E402

LIMITS = Limits(wall_seconds=60.0, cpu_seconds=60, memory_bytes=10**9, documents=200)
BROKEN = ("timeout", "cpu", "memory", "crashed")  # ended by the parent: no hang, and no crash of ours, but to be seen
SOURCES = {
    "csv": "fixtures/**/source*.csv",
    "docx": "fixtures/**/source.docx",
    "eml": "fixtures/*/source.txt",
    "html": "fixtures/**/source*.html",
    "odt": "fixtures/**/source.odt",
    "pdf": "fixtures/pdf/*/source.pdf",
    "pptx": "fixtures/**/source.pptx",
    "txt": "fixtures/*/source.txt",
    "xlsx": "fixtures/**/source.xlsx",
    "zip": "fixtures/*/source.txt",
}
MUTATORS: dict[str, Callable[[bytes, int], bytes]] = {
    "csv": mutate_csv,
    "docx": mutate_package,
    "eml": mutate_mail,
    "html": mutate_html,
    "odt": mutate_package,
    "pdf": mutate_pdf,
    "pptx": mutate_package,
    "txt": mutate_text,
    "xlsx": mutate_package,
    "zip": mutate_zip,
}
MEMBERS_READ = 3  # of an archive or an e-mail


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
    sources = find_sources(form)
    for seed in range(first, first + count):
        source = sources[seed % len(sources)]
        yield f"{source.parent.name}-{seed}.{form}", MUTATORS[form](source.read_bytes(), seed)


def iter_mixed(count: int, forms: Iterable[str], first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield `count` spoiled documents, the formats in turn."""
    streams = [iter_spoiled(form, count, first) for form in forms]
    return islice(chain.from_iterable(zip(*streams, strict=True)), count)


def find_sources(form: str) -> list[Path]:
    """Return the documents of a format that are to be spoiled."""
    return sorted(ROOT.glob(SOURCES[form]))


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
                read_one(process, Task(name, data, settings=settings))
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


def read_one(process: ReadingProcess, task: Task) -> None:
    """Read a document, or the first documents that an archive or an e-mail holds, as the command line does."""
    contents = process.list_contents(task) if may_hold_documents(task.data) else None
    if contents is None:
        process.read(task)
        return
    container = Container(task.name, hashlib.sha256(task.data).hexdigest(), lambda: task.data)
    for member in contents.members[:MEMBERS_READ]:
        if not member.error:
            taken = process.take_member(container, member.at)
            process.read(Task(f"{task.name}/{member.label}", taken, settings=task.settings))


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
