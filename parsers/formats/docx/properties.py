"""What a Word file says of itself: title, author, dates, program. Hints, never values: templates carry them along."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.formats.docx.names import local_name
from parsers.formats.docx.parts import WordFile

_HINT_CHARACTERS = 200
_KINDS = ("core-properties", "extended-properties")
_TOLD = {
    "title": "title", "subject": "subject", "creator": "author", "keywords": "keywords", "description": "description",
    "lastModifiedBy": "modified by", "created": "created", "modified": "modified", "language": "language",
    "category": "category", "Company": "company", "Application": "producer", "Pages": "pages", "Template": "template",
}  # fmt: skip


def read_hints(file: WordFile) -> tuple[tuple[str, str], ...]:
    """Return the file's properties by name."""
    return tuple(_iter_hints(file))


def _iter_hints(file: WordFile) -> Iterator[tuple[str, str]]:
    for relation in file.relations.values():
        part = file.find_part(relation) if relation.kind in _KINDS else None
        for element in () if part is None else part.root:
            value = " ".join((element.text or "").split())
            if value and (name := _TOLD.get(local_name(element))):
                yield name, value[:_HINT_CHARACTERS]
