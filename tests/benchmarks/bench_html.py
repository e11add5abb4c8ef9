"""Measures the reading of web pages: CPU, ours to the Document beside `pandas.read_html`, which gives plain tables.

Both read the same files in one process, in turn; figures are the processor's. The pages are the real renditions beside
the project, or our own where those are not there.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / os.environ.get("PEERPLAN_SHARED", "../shared")
ROUNDS = 30

Read = Callable[[bytes], object]


def corpus() -> list[bytes]:
    """Return the pages to be read."""
    paths = sorted((SHARED / "renditions").glob("*.html")) or sorted((ROOT / "fixtures" / "html").glob("*/source.html"))
    return [path.read_bytes() for path in paths]


def read_ours(page: bytes) -> object:
    """Return the Document: tables cell by cell with their places, and all else."""
    from parsers.formats.html.reader import read_page
    from parsers.formats.settings import DEFAULT_FORMATS

    return read_page(page, "page.html", DEFAULT_FORMATS)


def read_pandas(page: bytes) -> object:
    """Return the tables as pandas has them over lxml: no lists, places or colours, spans copied out."""
    import pandas as pd

    return pd.read_html(io.StringIO(page.decode()), flavor="lxml")


def read_soup(page: bytes) -> object:
    """Return what BeautifulSoup over lxml makes of the page before anything is read out of it."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page, "lxml")


LINES: tuple[tuple[str, Read, str], ...] = (
    ("ours, to a document", read_ours, ""),
    ("pandas, `read_html` (tables alone)", read_pandas, "≥ 10 × ours"),
    ("BeautifulSoup over lxml, the tree alone", read_soup, ""),
)


def measure(read: Read, pages: list[bytes]) -> float:
    """Return the CPU milliseconds that a page takes, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for page in pages:
            read(page)
        best = min(best, time.process_time() - start)
    return best * 1000 / len(pages)


def main() -> int:
    """Print the figures as a table of their own."""
    sys.path.insert(0, str(ROOT))
    warnings.simplefilter("ignore")
    pages = corpus()
    for _, read, _ in LINES:
        read(pages[0])  # loads its libraries
    gc.collect()
    gc.freeze()
    print(f"\n| web pages, {len(pages)} files | CPU ms a page | × ours | asked |")
    print("|---|--:|--:|--:|")
    ours = 0.0
    for title, read, asked in LINES:
        figure = measure(read, pages)
        ours = ours or figure
        print(f"| {title} | {figure:.1f} | {figure / ours:.1f} | {asked} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
