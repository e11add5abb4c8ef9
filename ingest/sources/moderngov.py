"""What is particular to ModernGov, the program that many councils publish their meetings with.

A file stands at `/documents/s1234/Name.pdf`; `mgConvert2PDF.aspx?ID=1234` and `/documents/s1234/Name.html` are other
forms of the same file. With `T=` (0 an agenda, 1 minutes, 10 a pack of reports) the number is a meeting's, whose papers
stand at `/documents/g9/Name.pdf?T=10`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from ingest.fetch.addresses import host_of, suffix_of

_FILE = re.compile(r"/documents/(?P<series>[a-z])(?P<number>\d+)/", re.IGNORECASE)
_CONVERTED = re.compile(r"/mgconvert2pdf\.aspx$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|&)ID=(?P<number>\d+)", re.IGNORECASE)
_PAPER = re.compile(r"(?:^|&)T=(?P<number>\d+)", re.IGNORECASE)


def find_file(url: str) -> str | None:
    """Return the host and number of the file that an address is a form of, None where it is none of ModernGov's.

    >>> find_file("https://democracy.withy.example/mgConvert2PDF.aspx?ID=1234")
    'democracy.withy.example s1234'
    """
    parts = urlsplit(url)
    paper = _PAPER.search(parts.query)
    behind = f" {paper['number']}" if paper else ""
    if found := _FILE.search(parts.path):
        return f"{host_of(url)} {found['series'].lower()}{found['number']}{behind}"
    if _CONVERTED.search(parts.path) and (found := _NUMBER.search(parts.query)):
        return f"{host_of(url)} {'g' if paper else 's'}{found['number']}{behind}"
    return None


def choose_form(urls: Iterable[str]) -> str:
    """Return the one of a file's addresses to take: as it was put there, then as a PDF, then as a page."""
    return min(urls, key=_rank)


def _rank(url: str) -> int:
    if suffix_of(url) in (".htm", ".html"):
        return 2
    return 1 if _CONVERTED.search(urlsplit(url).path) else 0
