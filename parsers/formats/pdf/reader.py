"""The map of the PDF reader: pages → tables and flow → Document. Each step is a module of its own.

    pages             runs, rules, fills, links and tags, by either engine    `opening`, `pdfium/`, `plumber`
    what is seen      hidden and doubled text, turned pages                   `visibility`, `turned`
    tables            found by rules, fills, gaps or the file's own tags      `tables/`, `tagged`, `page_tables`
    flow              lines, columns, paragraphs, lists                       `flow/`
    whole document    furniture, contents, headings, broken words             `flow/page_flow`
    accounts          every character is somewhere, or an issue says so       `accounts`

Rows that a page cuts are joined later, in `parsers.repair`, by what is marked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from parsers.document import Block, BlockKind, Document, Remark, Table
from parsers.formats.pdf.accounts import balance, iter_remarks
from parsers.formats.pdf.flow.page_flow import finish_pages
from parsers.formats.pdf.furniture import PageBlocks
from parsers.formats.pdf.opening import open_checked
from parsers.formats.pdf.page_reader import ReadPage, read_page
from parsers.formats.pdf.page_tables import Numbers
from parsers.formats.pdf.tagged_pages import iter_linked
from parsers.formats.registry import Reader, find_kind
from parsers.formats.settings import FormatSettings
from parsers.words import NO_WORDS, Place

MEDIA_TYPE = "application/pdf"


def sniff_pdf(data: bytes) -> bool:
    """Say whether the bytes are a PDF's; some programs put lines of their own in front."""
    kind = find_kind(data)
    return kind is not None and kind.name == "a PDF file"


def read_pdf(data: bytes, name: str, settings: FormatSettings) -> Document:
    """Return the document. Raises DocumentError where the file cannot be opened or is over budget."""
    with closing(open_checked(data, settings)) as source:
        numbers = Numbers()
        sheets = (source.read_page(number) for number in range(1, source.page_count + 1))
        pages = [read_page(page, numbers) for page in iter_linked(sheets)]
        blocks = tuple(_with_breaks(finish_pages([page.blocks for page in pages], join=settings.join)))
        return Document(
            name=name,
            media_type=MEDIA_TYPE,
            blocks=blocks,
            pages=source.page_count,
            hints=source.hints,
            remarks=(*source.remarks, *_remarks(pages, blocks)),
        )


def _with_breaks(pages: Sequence[PageBlocks]) -> Iterator[Block | Table]:
    for page in pages:
        if page.number > 1:
            yield Block(BlockKind.BREAK, NO_WORDS, place=Place(page.number))
        yield from page.blocks


def _remarks(pages: Sequence[ReadPage], blocks: Sequence[Block | Table]) -> Iterator[Remark]:
    for page in pages:
        yield from page.remarks
    stocks = [page.stock for page in pages]
    yield from iter_remarks(stocks, balance(stocks, blocks))


READER = Reader("pdf", (MEDIA_TYPE,), sniff_pdf, read_pdf, (".pdf",))
