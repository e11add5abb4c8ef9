"""Measures the reading of scanned pages: CPU seconds a page, ours beside tesseract's own run on the same pictures.

Both keep tesseract to one thread: with its usual threads, it takes several times the processor's time on small pages.
The pages are the scan beside the project, or worn scans of our own PDFs where it is not there.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCAN = ROOT / os.environ.get("PEERPLAN_SHARED", "../shared") / "renditions" / "d000_scan.pdf"
OWN = ("bullets_lo", "merged_lo", "ruled_cr")
DPI = 200
ROUNDS = 2


def scan() -> bytes:
    """Return the scan to be read."""
    if SCAN.exists():
        return SCAN.read_bytes()
    from tests.parsers.formats.pdf.scan_maker import draw_pages, scan_of, wear

    files = [ROOT / "fixtures" / "pdf" / name / "source.pdf" for name in OWN]
    return scan_of([wear(page) for path in files for page in draw_pages(path.read_bytes(), DPI)], DPI)


def save_pictures(data: bytes, folder: Path) -> list[str]:
    """Draw the pages into the folder, and return the names of their pictures."""
    import pypdfium2

    names = []
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        for number, page in enumerate(pdf):
            names.append(str(folder / f"{number}.pgm"))
            page.render(scale=DPI / 72).to_pil().convert("L").save(names[-1])
    return names


def run_tesseract(names: list[str], listing: Path) -> None:
    """Have tesseract read all pictures in one call, as it stands."""
    listing.write_text("\n".join(names) + "\n", encoding="utf-8")
    words = ("tesseract", str(listing), "stdout", "-l", "eng", "--dpi", str(DPI), "hocr", "quiet")
    subprocess.run(words, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_THREAD_LIMIT": "1"}, check=True)


def run_ours(data: bytes) -> None:
    """Read the scan to a document."""
    from parsers.formats.pdf.reader import read_pdf
    from parsers.formats.settings import FormatSettings

    read_pdf(data, "scan.pdf", FormatSettings())


def seconds_of(work: Callable[[], None]) -> float:
    """Return the CPU seconds that some work takes, its own processes included: the best of some rounds."""

    def used() -> float:
        both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in both)

    rounds = []
    for _ in range(ROUNDS):
        before = used()
        work()
        rounds.append(used() - before)
    return min(rounds)


def main() -> None:
    """Print the figures as a table of their own."""
    sys.path.insert(0, str(ROOT))
    from parsers.formats.pdf.ocr.tesseract import find_program

    program = find_program()
    if program is None:
        print("\nScans are not measured: tesseract is not installed.")
        return
    data = scan()
    with tempfile.TemporaryDirectory() as folder:
        names = save_pictures(data, Path(folder))
        theirs = seconds_of(lambda: run_tesseract(names, Path(folder) / "pictures.txt")) / len(names)
    ours = seconds_of(lambda: run_ours(data)) / len(names)
    print(f"\n| scan, {len(names)} pages, tesseract {program.version} | CPU s a page | × tesseract | asked |")
    print("|---|--:|--:|--:|")
    print(f"| tesseract by itself, one thread | {theirs:.2f} | 1.00 |  |")
    print(f"| ours, tesseract included | {ours:.2f} | {ours / theirs:.2f} | ≤ 1.5 × |")


if __name__ == "__main__":
    main()
