"""Several files taken as one document, in the order given: a report that is spread over web pages, a plan in two PDFs.

Each file is read by its own reader. A break stands between two of them; what every page of a site prints above and
below its text is furniture from the second file on. Tables, lists and pages are counted through, and every place says
which file it is in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from normalise.errors import DocumentError
from parsers.document import Block, BlockKind, Cell, Document, Layer, Table
from parsers.formats.registry import read_document
from parsers.formats.settings import DEFAULT_FORMATS, FormatSettings
from parsers.given import FilePart
from parsers.repair.mark_headings import is_recommendation_heading
from parsers.words import NO_WORDS, Place, Run, Words

MAX_FILES = 200
MIXED = "multipart/mixed"
_NEAR_EDGE = 6  # blocks at a file's begin or end that may be its site's
_MOST_CHARACTERS = 120


def read_as_one(
    data: bytes, name: str, parts: Sequence[FilePart], settings: FormatSettings = DEFAULT_FORMATS
) -> Document:
    """Return one document of the files whose bytes follow each other in `data`.

    Raises DocumentError as reading each of them does, and `over-budget` for too many.
    """
    if len(parts) > MAX_FILES:
        raise DocumentError(
            "over-budget", f"is {len(parts):,} files; at most {MAX_FILES} are taken as one. Take fewer."
        )
    documents, start = [], 0
    for part in parts:
        documents.append(read_document(data[start : start + part.size], part.name, settings))
        start += part.size
    return join_documents(name, documents)


def join_documents(name: str, documents: Sequence[Document]) -> Document:
    """Return the documents as one."""
    blocks: list[Block | Table] = []
    tables = lists = pages = 0
    first = documents[0]
    for number, document in enumerate(documents):
        shifted = _Shift(document.name, tables, lists, pages)
        if number:
            blocks.append(Block(BlockKind.BREAK, NO_WORDS, place=blocks[-1].place if blocks else Place()))
        own = _without_site_lines(document.blocks, first.blocks) if number else document.blocks
        blocks.extend(shifted.item(block) for block in own)
        tables, lists = tables + _count_tables(document.blocks), lists + _count_lists(document)
        pages += document.pages or 0
    kinds = {document.media_type for document in documents}
    return Document(
        name=name,
        media_type=first.media_type if len(kinds) == 1 else MIXED,
        blocks=tuple(blocks),
        pages=pages or None,
        hints=first.hints,
        remarks=tuple(
            replace(remark, detail=f"{document.name}: {remark.detail}")
            for document in documents
            for remark in document.remarks
        ),
    )


def _without_site_lines(blocks: Sequence[Block | Table], first: Sequence[Block | Table]) -> tuple[Block | Table, ...]:
    """Return a file's blocks; the lines at its edges that the first file prints at its own are furniture."""
    known = {_fold(block) for block in _edges(first, 2 * _NEAR_EDGE)} - {""}
    repeated = {id(block) for block in _edges(blocks, _NEAR_EDGE) if _fold(block) in known}
    return tuple(
        replace(block, layer=Layer.FURNITURE) if id(block) in repeated and isinstance(block, Block) else block
        for block in blocks
    )


def _edges(blocks: Sequence[Block | Table], count: int) -> list[Block]:
    body = [block for block in blocks if block.layer is Layer.BODY]
    near = body[:count] + body[max(count, len(body) - count) :]
    return [
        block
        for block in near
        if isinstance(block, Block) and block.kind in _LINES and not is_recommendation_heading(block)
    ]


def _fold(block: Block) -> str:
    text = " ".join(block.text.split()).casefold()
    return text if len(text) <= _MOST_CHARACTERS else ""


_LINES = (BlockKind.HEADING, BlockKind.PARAGRAPH)


def _count_tables(blocks: Sequence[Block | Table]) -> int:
    count = 0
    for block in blocks:
        if isinstance(block, Table):
            count += 1 + sum(_count_tables(cell.blocks) for cell in block.cells)
    return count


def _count_lists(document: Document) -> int:
    return max((block.list_id or 0 for block in document.iter_blocks()), default=0) + 1


class _Shift:
    """Moves the places, tables and lists of one file behind those of the files before it."""

    def __init__(self, name: str, tables: int, lists: int, pages: int) -> None:
        self.name, self.tables, self.lists, self.pages = name, tables, lists, pages
        self.place = cache(self._place)

    def item(self, block: Block | Table) -> Block | Table:
        return self._table(block) if isinstance(block, Table) else self._block(block)

    def _table(self, table: Table) -> Table:
        return replace(table, cells=tuple(map(self._cell, table.cells)), place=self.place(table.place))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, blocks=tuple(map(self.item, cell.blocks)), place=self.place(cell.place))

    def _block(self, block: Block) -> Block:
        words = Words(tuple(Run(run.text, self.place(run.place), run.style) for run in block.words.runs))
        list_id = None if block.list_id is None else block.list_id + self.lists
        return replace(block, words=words, list_id=list_id, place=self.place(block.place))

    def _place(self, place: Place) -> Place:
        return place._replace(
            page=None if place.page is None else place.page + self.pages,
            table=None if place.table is None else place.table + self.tables,
            at=(("file", self.name), *place.at),
        )
