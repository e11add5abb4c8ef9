"""What of a document is read: first the part that is about a peer challenge, then the English of it."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import islice

from normalise.records import DocumentKind
from parsers.document import Document
from parsers.scope.bilingual import keep_english
from parsers.scope.narrow import Scope, narrow

TITLE_BLOCKS = 8


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
        document=spoken.document,
        main=main,
        language=spoken.language,
        is_readable=spoken.is_readable,
        kind=kind,
    )


def _kind_by_title(document: Document) -> DocumentKind | None:
    """Return what a title in another language calls its document (`other_titles.csv`)."""
    texts = [block.text.casefold() for block in islice(document.iter_blocks(), TITLE_BLOCKS)]
    return next((kind for text in texts for wording, kind in _titles() if wording in text), None)


@cache
def _titles() -> tuple[tuple[str, DocumentKind], ...]:
    text = (files("parsers.scope") / "other_titles.csv").read_text(encoding="utf-8")
    rows = [(row["wording"], row["kind"]) for row in csv.DictReader(text.splitlines())]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))  # type: ignore[arg-type]  # a test holds the kinds to the contract
