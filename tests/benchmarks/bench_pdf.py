"""Measures the reading of PDFs: CPU a page and memory, ours beside pdfium's raw text, pdfplumber and camelot.

Time: in one process the readers take turns, file after file and round after round, and the best reading of each file
counts. So each has the same machine, and none the processor's caches to itself, as the raw text alone would. Every
figure stands beside its ratio to pdfium's raw text. Memory: each reads the same 200 pages in a process of its own.
The pages are the real renditions beside the project, file after file, or our own PDFs where those are not there.
Camelot is in an environment of its own, also for its time, and left out without it.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from math import inf
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / os.environ.get("PEERPLAN_SHARED", "../shared")
CAMELOT_PYTHON = ROOT / ".make" / "tables" / "bin" / "python"
PAGES = 200
FIRST = 20  # pages after which memory should grow no more
TURNS = {"raw": 8, "tables": 8, "untagged": 8, "whole": 8, "pdfplumber": 2}  # how often each reads all files

Pages = list[tuple[Path, int]]  # a file, and how many of its pages are read


def corpus() -> Pages:
    """Return the files to be read, one after the other and again, up to 200 pages."""
    import pypdfium2

    files = sorted((SHARED / "renditions").glob("d*_[lc][or].pdf")) or sorted(
        (ROOT / "fixtures").glob("pdf*/**/source.pdf")
    )
    counts = {}
    for path in files:
        with closing(pypdfium2.PdfDocument(path)) as pdf:
            counts[path] = len(pdf)
    pages: Pages = []
    while (left := PAGES - sum(count for _, count in pages)) > 0:
        path = files[len(pages) % len(files)]
        pages.append((path, min(counts[path], left)))
    return pages


def iter_raw(pages: Pages) -> Iterator[None]:
    """Read the text of each page as pdfium gives it."""
    import pypdfium2

    for path, count in pages:
        with closing(pypdfium2.PdfDocument(path.read_bytes())) as pdf:
            for index in range(count):
                page = pdf[index]
                text_page = page.get_textpage()
                text_page.get_text_range()
                text_page.close()
                page.close()
                yield


def iter_tables(pages: Pages, *, use_tags: bool = True) -> Iterator[None]:
    """Read the tables of each page, cell by cell, with our engine."""
    from parsers.formats.pdf.opening import open_checked
    from parsers.formats.pdf.page_reader import read_grids
    from parsers.formats.settings import FormatSettings

    for path, count in pages:
        with closing(open_checked(path.read_bytes(), FormatSettings(use_tags=use_tags))) as source:
            for index in range(count):
                read_grids(source.read_page(index + 1))
                yield


def iter_tables_without_tags(pages: Pages) -> Iterator[None]:
    """Read the tables by geometry alone."""
    yield from iter_tables(pages, use_tags=False)


def iter_extractions(pages: Pages) -> Iterator[None]:
    """Read each file to the contract's JSON; whole files, so the pages counted are all of theirs."""
    from parsers.assemble import read_extraction

    _warm_up()
    for path, count in pages:
        read_extraction(path.read_bytes(), path.name).to_json()
        for _ in range(count):
            yield


@cache
def _warm_up() -> None:
    """Load what reading needs, once as a reading process does, and not once a file."""
    from ingest.reading import warm_up

    warm_up()


def iter_pdfplumber(pages: Pages) -> Iterator[None]:
    """Read the tables of each page with pdfplumber, closing each."""
    import pdfplumber

    for path, count in pages:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages[:count]:
                page.extract_tables()
                page.close()
                yield


def iter_camelot(pages: Pages) -> Iterator[None]:
    """Read the tables of each file with camelot's vector reader (lattice)."""
    import camelot  # type: ignore[import-not-found]

    for path, count in pages:
        camelot.read_pdf(str(path), pages=f"1-{count}", flavor="lattice", backend="pdfium")
        for _ in range(count):
            yield


READERS: dict[str, Callable[[Pages], Iterator[None]]] = {
    "raw": iter_raw,
    "tables": iter_tables,
    "untagged": iter_tables_without_tags,
    "whole": iter_extractions,
    "pdfplumber": iter_pdfplumber,
    "camelot": iter_camelot,
}


def start_clock() -> None:
    """Leave what is loaded out of account: what loads libraries is no reading, nor is looking through them."""
    gc.collect()
    gc.freeze()


def memory() -> float:
    """Return the process's present memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def measure(name: str, pages: Pages) -> dict[str, float]:
    """Read all pages with one reader; return CPU ms a page, peak memory and how much it grew, in MB."""
    next(READERS[name](pages))  # loads its libraries
    start_clock()
    at_first = 0.0
    read = READERS[name](pages)
    best: dict[Path, float] = {}
    done = 0
    for path, count in pages:
        begun = time.process_time()
        for _ in range(count):
            next(read)
            done += 1
            if done == FIRST:
                at_first = memory()
        seconds = (time.process_time() - begun) / count
        best[path] = min(best.get(path, seconds), seconds)
    grown = memory() - at_first
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    mean = sum(best[path] * count for path, count in pages) / done
    return {"ms": mean * 1000, "peak": peak, "growth": grown}


def take_turns(pages: Pages) -> dict[str, float]:
    """Read each file with one reader after the other; return CPU ms a page of each.

    The best reading of a file counts, since other work on the machine only ever adds to one.
    """
    files = dict(reversed(pages))  # whole files: only the last time may a file's pages be fewer
    for name in TURNS:
        for _ in READERS[name](pages[:1]):
            pass  # loads its libraries
    start_clock()
    best: dict[tuple[str, Path], float] = {}
    for turn in range(max(TURNS.values())):
        for path, count in files.items():
            for name in (name for name, turns in TURNS.items() if turn < turns):
                begun = time.process_time()
                for _ in READERS[name]([(path, count)]):
                    pass
                best[name, path] = min(best.get((name, path), inf), time.process_time() - begun)
    total = sum(files.values())
    return {name: sum(best[name, path] for path in files) * 1000 / total for name in TURNS}


LINES = (
    ("raw", "pdfium, raw text", ""),
    ("tables", "ours, tables only", "≤ 4.5 × raw, ≤ 100 MB, ≤ 10 MB growth"),
    ("untagged", "ours, tables only, `--no-tags`", ""),
    ("whole", "ours, whole extraction to JSON", "≤ 10 × raw, ≤ 220 MB"),
    ("pdfplumber", "pdfplumber, `extract_tables`", "≥ 10 × our tables"),
    ("camelot", "camelot, lattice", ""),
)


def run(name: str) -> dict[str, float] | None:
    """Return what one reader, or "turns", prints of itself in its own process; None where its library is not there."""
    python = CAMELOT_PYTHON if name == "camelot" else Path(sys.executable)
    if not python.exists():
        return None
    words = (python, __file__, name)
    result = subprocess.run(words, stdout=subprocess.PIPE, cwd=ROOT, text=True, check=True)
    figures: dict[str, float] = json.loads(result.stdout)
    return figures


def main() -> int:
    """Print the figures as a table of their own, or those of one reader as JSON."""
    if len(sys.argv) > 1:
        sys.path.insert(0, str(ROOT))
        asked = sys.argv[1]
        print(json.dumps(take_turns(corpus()) if asked == "turns" else measure(asked, corpus())))
        return 0
    grown = f"MB more at page {PAGES} than at {FIRST}"
    print(f"\n| PDF, {PAGES} pages | CPU ms a page | × raw text | peak MB | {grown} | asked |")
    print("|---|--:|--:|--:|--:|--:|")
    turns = run("turns") or {}
    for name, title, asked in LINES:
        figures = run(name)
        if figures is None:
            print(f"| {title} | not installed |  |  |  | {asked} |")
            continue
        ms = turns.get(name, figures["ms"])
        print(
            f"| {title} | {ms:.1f} | {ms / turns['raw']:.1f} | {figures['peak']:.0f}"
            f" | {figures['growth']:.0f} | {asked} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
