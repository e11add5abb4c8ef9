"""Measures the program from outside and inside, and writes the table of docs/benchmarks.md; `make bench` runs it.

Figures, not verdicts: no test asserts a time. Seconds are the processor's, so that other work on the machine counts for
little. A further command is a further line in `COMMANDS`; what is measured inside a process is a script of `SCRIPTS`,
run in a process of its own, that prints lines of the table.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
PROGRAM = Path(sys.executable).with_name("peerplan")
FIXTURES = sorted((ROOT / "fixtures").glob("*/source.txt"))
RUNS = 5
SCRIPTS = (
    "bench_extract.py",
    "bench_when.py",
    "bench_packs.py",
    "bench_pdf.py",
    "bench_xlsx.py",
    "bench_docx.py",
    "bench_html.py",
    "bench_ocr.py",
    "bench_batch.py",
)


@dataclass(frozen=True, slots=True)
class Command:
    """What is measured, the command that does it in a folder, once a run, and what it should not exceed."""

    name: str
    words: Callable[[Path], Sequence[str | Path]]
    asked: str = ""


COMMANDS = (
    Command("`peerplan --help`", lambda _: (PROGRAM, "--help"), "≤ 0.3"),
    Command("`peerplan extract`, one document", lambda _: (PROGRAM, "extract", FIXTURES[0], "--json")),
    Command(
        f"`peerplan ingest`, the {len(FIXTURES)} documents of `fixtures/`, new store",
        lambda folder: (PROGRAM, "ingest", *FIXTURES, "--db", folder / "new.db"),
    ),
)


def measure(command: Command) -> list[float]:
    """Return the CPU seconds that each run of a command took, its own processes included, each in a new folder."""
    seconds = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            words = command.words(Path(folder))
            before = _children_seconds()
            result = subprocess.run(words, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False)
            seconds.append(_children_seconds() - before)
            if result.returncode != 0:
                sys.exit(f"{command.name} failed\n{result.stdout.decode()}\n{result.stderr.decode()}")
    return seconds


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def iter_lines() -> Iterator[str]:
    """Yield the lines of the table, each as soon as it is measured."""
    yield f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; CPU seconds\n"
    yield "| what | measured | asked |\n|---|--:|--:|"
    for command in COMMANDS:
        yield f"| {command.name}, median of {RUNS}, s | {statistics.median(measure(command)):.2f} | {command.asked} |"
    for script in SCRIPTS:
        words = (sys.executable, Path(__file__).with_name(script))
        yield subprocess.run(words, stdout=subprocess.PIPE, cwd=ROOT, text=True, check=True).stdout.rstrip()


def main() -> None:
    """Print the table, and write it into the page between its marks."""
    lines = []
    for line in iter_lines():
        print(line, flush=True)
        lines.append(line)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    table = "\n".join(lines)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
