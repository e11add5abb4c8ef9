"""What of a document is read: the part that is about a peer challenge, the English of it, no entries of contents."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import islice

from normalise.records import DocumentKind
from parsers.document import Block, Document, Layer, Table
from parsers.scope.bilingual import keep_english
from parsers.scope.narrow import Scope, narrow

TITLE_BLOCKS = 8
MIN_ENTRIES = 4  # of a table of contents: two at least

LEADERS_CHARACTERS = 60  # at the end of an entry of contents: the pattern takes time by the square of them
_LEADERS = re.compile(r"(?:[.…·_]\s?){4,}\s*\d{1,4}$")


def find_scope(document: Document) -> Scope:
    """Return what of a document is read, before anything in it is repaired."""
    scope = narrow(document)
    if not scope.is_readable:
        return scope
    spoken = keep_english(scope.document)
    main = keep_english(scope.main).document if scope.main else None
    kind = None if spoken.is_readable else _kind_by_title(document)
    return replace(
        scope,
        document=_without_contents(spoken.document),
        main=main,
        language=spoken.language,
        is_readable=spoken.is_readable,
        kind=kind,
    )


def _without_contents(document: Document) -> Document:
    """Return a document whose entries of contents ("Recommendation 1 ....... 12") are furniture, wherever they are."""
    return replace(document, blocks=tuple(map(_aside, document.blocks)))


def _aside(block: Block | Table) -> Block | Table:
    if isinstance(block, Table):
        return _without_entries(block)
    if not block.text.strip():
        return block
    lines = [line for line in block.text.splitlines() if line.strip()]
    return replace(block, layer=Layer.FURNITURE) if all(map(_is_entry, lines)) else block


def _without_entries(table: Table) -> Table:
    """Return a table without the entries of contents in it; one that is little else is furniture."""
    entries = {cell.row for cell in table.cells if _is_entry(cell.text)}
    if not entries:
        return table
    if len(entries) * 2 >= max(table.row_count, MIN_ENTRIES):
        return replace(table, layer=Layer.FURNITURE)
    printed = Counter(cell.row for cell in table.cells if cell.blocks)
    lone = {row for row in entries if printed[row] == 1}
    return replace(table, cells=tuple(replace(cell, blocks=()) if cell.row in lone else cell for cell in table.cells))


def _is_entry(line: str) -> bool:
    return bool(_LEADERS.search(line.rstrip()[-LEADERS_CHARACTERS:]))


def _kind_by_title(document: Document) -> DocumentKind | None:
    """Return what a title in another language calls its document (`other_titles.csv`)."""
    texts = [block.text.casefold() for block in islice(document.iter_blocks(), TITLE_BLOCKS)]
    return next((kind for text in texts for wording, kind in _titles() if wording in text), None)


@cache
def _titles() -> tuple[tuple[str, DocumentKind], ...]:
    text = (files("parsers.scope") / "other_titles.csv").read_text(encoding="utf-8")
    rows = [(row["wording"], row["kind"]) for row in csv.DictReader(text.splitlines())]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))  # type: ignore[arg-type]  # a test holds the kinds to the contract
