"""No character of any PDF at hand is lost or read twice: counted by our own accounts, and by pdfium's plain text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from parsers.document import Block, Document, Table
from parsers.formats.pdf.accounts import balance, take_stock
from parsers.formats.pdf.opening import open_checked
from parsers.formats.pdf.reader import read_pdf
from parsers.formats.pdf.visibility import settle_visibility
from parsers.formats.settings import FormatSettings

ROOT = Path(__file__).resolve().parents[4]
FILES = [*sorted(ROOT.glob("fixtures/**/source.pdf")), *sorted((ROOT.parent / "shared").glob("*/*.pdf"))]
UNREADABLE = {"empty.pdf", "password-example.pdf"}
SCANNED = {"d000_scan", "malformed-from-issue-932"}  # recognised, which takes seconds a page
TOLD = ("hidden-text", "unread-text")  # issues that say what is not read
# Blanks, signs that take no room, signs of symbol fonts, and pdfium's own sign for a hyphen that breaks a word.
UNPRINTED = re.compile(r"[\ue000-\uf8ff\s\x02\ufffe\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
HYPHEN_BREAK = re.compile(r"[-\u2010](?=\r?\n|$)")


def iter_files() -> Iterator[tuple[str, Path]]:
    """Yield the files that can be read, each with its name here."""
    for path in FILES:
        if path.name not in UNREADABLE:
            yield (path.parent.name if path.name == "source.pdf" else path.stem), path


def iter_readings() -> Iterator[object]:
    """Yield each file in each way of reading it. pdfplumber takes its time over the longer ones."""
    for name, path in iter_files():
        yield pytest.param(path, FormatSettings(), id=name, marks=marks_of(name))
        if name not in SCANNED:
            yield pytest.param(path, FormatSettings(use_tags=False), id=f"{name}-no-tags")
        settings = FormatSettings(pdf_engine="pdfplumber")
        yield pytest.param(path, settings, id=f"{name}-pdfplumber", marks=pytest.mark.slow)


def marks_of(name: str) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.ocr,) if name in SCANNED else ()


@pytest.mark.parametrize(("path", "settings"), tuple(iter_readings()))
def test_every_character_is_in_the_document_or_accounted_for(path: Path, settings: FormatSettings) -> None:
    data = path.read_bytes()
    document = read_pdf(data, path.name, settings)
    with closing(open_checked(data, settings)) as source:
        pages = [source.read_page(number) for number in range(1, source.page_count + 1)]
    for page in pages:
        settle_visibility(page)
    for account in balance([take_stock(page) for page in pages], document.blocks):
        assert account.is_balanced(), account
        assert account.unplaced == 0, account


@pytest.mark.parametrize("path", [pytest.param(path, id=name, marks=marks_of(name)) for name, path in iter_files()])
def test_all_that_pdfium_finds_by_itself_is_in_the_document(path: Path) -> None:
    data = path.read_bytes()
    document = read_pdf(data, path.name, FormatSettings())
    told = {place.page for remark in document.remarks if remark.code in TOLD for place in remark.words.places()}
    found = dict(iter_page_texts(document))
    for number, text in iter_plain_texts(data):
        lost = Counter(fold(text)) - Counter(fold(found.get(number, "")))
        for hyphen in "-\u2010":
            lost[hyphen] -= len(HYPHEN_BREAK.findall(text))
        assert number in told or +lost == Counter(), f"page {number}"


def iter_plain_texts(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield each page's number and the text that pdfium itself makes of it."""
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        for index in range(len(pdf)):
            with closing(pdf[index]) as page, closing(page.get_textpage()) as text_page:
                yield index + 1, text_page.get_text_range()


def iter_page_texts(document: Document) -> Iterator[tuple[int, str]]:
    """Yield each page's number and all the document has from it, list markers too."""
    texts: dict[int, list[str]] = {}
    for block in iter_blocks(document.blocks):
        for run in block.words.runs:
            texts.setdefault(run.place.page or block.place.page or 0, []).append(run.text)
        texts.setdefault(block.place.page or 0, []).append(block.marker or "")
    yield from ((page, "".join(parts)) for page, parts in texts.items())


def iter_blocks(blocks: tuple[Block | Table, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield from cell.iter_blocks()
        else:
            yield block


def fold(text: str) -> str:
    """Return the text without blanks, and ligatures taken apart."""
    return UNPRINTED.sub("", unicodedata.normalize("NFKC", text))
