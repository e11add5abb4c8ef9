"""Measures the reading of web pages: CPU, ours beside `pandas.read_html`, which gives plain tables and nothing else.

Like is compared with like first: both make rows of text of the tables' cells, from the page's bytes on. Then what
reading a whole page costs (paragraphs, headings, lists, links, looks, places), and what parsing it does at least. All
read the same files in one process, in turn, each as in a batch: all pages several times, then the next reader, round
after round. Figures are the processor's, and the best of each page counts. The pages are the real renditions beside
the project, or our own where those are not.
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
ROUNDS, TIMES = 6, 5

Read = Callable[[bytes], object]


def corpus() -> list[bytes]:
    """Return the pages to be read."""
    paths = sorted((SHARED / "renditions").glob("*.html")) or sorted((ROOT / "fixtures" / "html").glob("*/source.html"))
    return [path.read_bytes() for path in paths]


def read_tables(page: bytes) -> object:
    """Return the tables alone, as rows of text: spans laid out, white space folded."""
    from parsers.formats.html.grids import read_grids

    return read_grids(page)


def read_whole(page: bytes) -> object:
    """Return the Document: tables cell by cell with their places, and all else."""
    from parsers.formats.html.reader import read_page
    from parsers.formats.settings import DEFAULT_FORMATS

    return read_page(page, "page.html", DEFAULT_FORMATS)


def read_pandas(page: bytes) -> object:
    """Return the tables as pandas has them over lxml: no lists, places or colours, spans copied out."""
    import pandas as pd

    return pd.read_html(io.StringIO(page.decode()), flavor="lxml")


def parse_alone(page: bytes) -> object:
    """Return lxml's tree, before anything is read out of it: nobody who reads over lxml can be faster."""
    from lxml import etree

    return etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))


def read_soup(page: bytes) -> object:
    """Return BeautifulSoup's tree over lxml, before anything is read out of it."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page, "lxml")


LINES: tuple[tuple[str, Read, str], ...] = (
    ("pandas, `read_html` (tables alone, over lxml)", read_pandas, ""),
    ("ours, tables alone", read_tables, "≥ 10 × faster than pandas"),
    ("ours, the whole page to a Document", read_whole, ""),
    ("lxml, the tree alone", parse_alone, ""),
    ("BeautifulSoup over lxml, the tree alone", read_soup, ""),
)


def take_turns(pages: list[bytes]) -> list[float]:
    """Return the CPU milliseconds that a page takes each reader, the best time of each page counted."""
    best = [[float("inf")] * len(pages) for _ in LINES]
    for _ in range(ROUNDS):
        for taken, (_, read, _) in zip(best, LINES, strict=True):
            for number, page in enumerate(pages * TIMES):
                start = time.process_time()
                read(page)
                at = number % len(pages)
                taken[at] = min(taken[at], time.process_time() - start)
    return [sum(taken) * 1000 / len(pages) for taken in best]


def main() -> int:
    """Print the figures as a table of their own."""
    sys.path.insert(0, str(ROOT))
    warnings.simplefilter("ignore")
    pages = corpus()
    for _, read, _ in LINES:
        read(pages[0])  # loads its libraries
    gc.collect()
    gc.freeze()
    print(f"\n| web pages, {len(pages)} files | CPU ms a page | pandas takes so many times that | asked |")
    print("|---|--:|--:|--:|")
    figures = take_turns(pages)
    for (title, _, asked), figure in zip(LINES, figures, strict=True):
        print(f"| {title} | {figure:.2f} | {figures[0] / figure:.1f} | {asked} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
