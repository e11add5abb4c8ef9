"""The English of a document that prints two languages: side by side, one under the other, page by page or by halves.

Each block, line and cell is judged by its own words; what says nothing (a name, a date) goes with what stands round it.
Columns and rows of a table that are in the other language are taken out, whole tables too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.document import Block, BlockKind, Cell, Document, Remark, Table
from parsers.scope.language import ENGLISH, WELSH, count_languages, name_of, read_language
from parsers.words import NO_WORDS, Words, join

MIN_WORDS = 20  # words of a language that make a document bilingual
MIN_SHARE = 0.12
MOSTLY = 0.6
MIN_TOLD = 12  # words that tell, below which a document's language is not asked about
MAX_PAIRED = 300

_LINE = re.compile(r"\n")
_BESIDE = re.compile(r"\s+[/|]\s+|\s[–—]\s")

PAIR = (ENGLISH, WELSH)

Piece = Block | Table


@dataclass(frozen=True, slots=True)
class Spoken:
    """A document with the language that was read of it. `language` is None for plain English."""

    document: Document
    language: str | None = None
    is_readable: bool = True


def keep_english(document: Document) -> Spoken:
    """Return the English of a document; one that has none is not readable."""
    counts = _count(document)
    told = sum(counts.values())
    if told < MIN_TOLD:
        return Spoken(document)
    other, words = max(
        ((lang, n) for lang, n in counts.items() if lang != ENGLISH), key=lambda it: it[1], default=("", 0)
    )
    english = counts[ENGLISH]
    if words > english and english < told * MIN_SHARE:
        return Spoken(_remarked(document, "other-language", name_of(other), NO_WORDS), other, is_readable=False)
    if other != WELSH or words < MIN_WORDS or words < told * MIN_SHARE:
        return Spoken(document)
    kept = tuple(_kept(document.blocks))
    if not any(isinstance(block, Table) or block.text.strip() for block in kept):
        return Spoken(document)
    left = _left_out(document.blocks, kept)
    return Spoken(_remarked(replace(document, blocks=kept), "language-left", name_of(other), left), ENGLISH)


def _count(document: Document) -> Counter[str]:
    """Return the words by language, those of a line counted for the one that has most of them."""
    counts: Counter[str] = Counter()
    for block in document.iter_blocks():
        for line in block.text.splitlines():
            said = count_languages(line)
            if said:
                language = max(said, key=said.__getitem__)
                counts[language] += said[language]
    return counts


def _remarked(document: Document, code: str, detail: str, words: Words) -> Document:
    return replace(document, remarks=(*document.remarks, Remark(code, detail, words)))


def _left_out(before: Sequence[Piece], kept: Sequence[Piece]) -> Words:
    """Return the first words that were left out, for their place."""
    there = {id(block) for block in kept}
    gone = (block for block in before if isinstance(block, Block) and id(block) not in there)
    return next((block.words for block in gone if read_language(block.text, PAIR) == WELSH), NO_WORDS)


def _kept(blocks: Sequence[Piece]) -> Iterator[Piece]:
    """Yield what is English, and what is in no language where English stands round it."""
    cut = [_cut(block) for block in blocks]
    languages = [_language(block) for block in cut]
    for block, language, around in zip(cut, languages, _around(languages), strict=True):
        if isinstance(block, Block) and block.kind is BlockKind.BREAK:
            yield block
        elif WELSH not in (language, around if language is None else language):
            yield from _freed(block)


def _around(languages: Sequence[str | None]) -> Iterator[str | None]:
    """Yield for each block the language of those before and behind it, where they are in one and the same."""
    before: list[str | None] = []
    for language in languages:
        before.append(language or (before[-1] if before else None))
    behind: list[str | None] = []
    for language in reversed(languages):
        behind.append(language or (behind[-1] if behind else None))
    for upper, lower in zip(before, reversed(behind), strict=True):
        yield upper if upper == lower or lower is None else lower if upper is None else None


def _cut(block: Piece) -> Piece:
    """Return a block without the lines, or the half beside a sign, that are Welsh; a table without such cells."""
    if isinstance(block, Table):
        return _cut_table(block)
    for pattern, glue in ((_LINE, "\n"), (_BESIDE, " / ")):
        if pattern is _BESIDE and len(block.text) > MAX_PAIRED:
            continue
        parts = block.words.split(pattern)
        spoken = [read_language(part.text, PAIR) for part in parts]
        is_pair = pattern is _BESIDE and len(parts) == 2 and spoken.count(WELSH) == 1  # "No. / Rhif"
        if is_pair or (len(parts) > 1 and WELSH in spoken and ENGLISH in spoken):
            english = [part for part, language in zip(parts, spoken, strict=True) if language != WELSH]
            return replace(block, words=join(english, glue))
    return block


def _language(block: Piece) -> str | None:
    """Return the language of a block; a table has none once its Welsh is gone, or is Welsh throughout."""
    if isinstance(block, Block):
        return read_language(block.text, PAIR)
    spoken = Counter(language for cell in block.cells if (language := read_language(cell.text, PAIR)))
    return WELSH if spoken[WELSH] > spoken[ENGLISH] else ENGLISH if spoken[ENGLISH] else None


def _freed(block: Piece) -> Iterator[Piece]:
    """Yield a block; of a grid with a single column left, whose other column was Welsh, the blocks inside."""
    if isinstance(block, Table) and block.column_count == 1:
        yield from (inner for cell in block.cells for inner in cell.blocks)
    else:
        yield block


def _cut_table(table: Table) -> Table:
    cells = tuple(replace(cell, blocks=tuple(_inside(cell))) for cell in table.cells)
    columns = {cell.column for cell in cells}
    welsh = {number for number in columns if _is_welsh([c for c in cells if c.column == number and c.column_span == 1])}
    if columns - welsh and any(_is_english([c for c in cells if c.column == number]) for number in columns - welsh):
        cells, count = _without_columns(cells, welsh, table.column_count)
        table = replace(table, cells=cells, column_count=count, column_edges=())
    rows = {cell.row for cell in table.cells}
    spanned = {row for cell in table.cells if cell.row_span > 1 for row in range(cell.row, cell.row + cell.row_span)}
    said = {number: [c for c in table.cells if c.row == number] for number in rows - spanned}
    gone = {number for number, row in said.items() if _is_welsh(row)}
    if not gone or not any(_is_english(row) for row in said.values()):
        return table
    return _without_rows(table, gone)


def _inside(cell: Cell) -> Iterator[Piece]:
    """Yield a cell's blocks without the Welsh ones, where it prints both languages."""
    cut = [_cut(block) for block in cell.blocks]
    spoken = [_language(block) for block in cut]
    both = WELSH in spoken and ENGLISH in spoken
    around = list(_around(spoken))
    for block, language, beside in zip(cut, spoken, around, strict=True):
        if not (both and WELSH in (language, beside if language is None else language)):
            yield block


def _is_welsh(cells: Sequence[Cell]) -> bool:
    spoken = [language for cell in cells if (language := read_language(cell.text, PAIR))]
    return bool(spoken) and spoken.count(WELSH) >= len(spoken) * MOSTLY and ENGLISH not in spoken[:1]


def _is_english(cells: Sequence[Cell]) -> bool:
    spoken = [language for cell in cells if (language := read_language(cell.text, PAIR))]
    return spoken.count(ENGLISH) > len(spoken) / 2


def _without_columns(cells: Sequence[Cell], gone: set[int], count: int) -> tuple[tuple[Cell, ...], int]:
    """Return the cells without those of some columns, the rest moved to the left, and how many columns are left."""
    kept = []
    for cell in cells:
        covered = [number for number in range(cell.column, cell.column + cell.column_span) if number not in gone]
        if covered:
            column = covered[0] - sum(number < covered[0] for number in gone)
            kept.append(replace(cell, column=column, column_span=len(covered)))
    return tuple(kept), count - len(gone)


def _without_rows(table: Table, gone: set[int]) -> Table:
    kept = tuple(
        replace(cell, row=cell.row - sum(number < cell.row for number in gone))
        for cell in table.cells
        if cell.row not in gone
    )
    headers = table.header_rows
    if headers is not None:
        headers -= sum(number < headers for number in gone)
    return replace(table, cells=kept, row_count=table.row_count - len(gone), header_rows=headers)
