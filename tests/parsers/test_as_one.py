"""Several files taken as one document: in order, counted through, what their site repeats left out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from normalise.errors import DocumentError
from parsers.as_one import MAX_FILES, MIXED, join_documents, read_as_one
from parsers.assemble import read_extraction
from parsers.document import Block, BlockKind, Layer, Table
from parsers.formats.registry import read_document
from parsers.given import FilePart

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "html" / "report_pages").glob("*.html"))
NOTES = (
    b"# Corporate Peer Challenge action plan\n\n## Recommendation 3: Ask staff\n\n"
    b"| Action | Lead |\n|---|---|\n| Ask | HR |\n"
)


def parts_of(*files: tuple[str, bytes]) -> tuple[bytes, tuple[FilePart, ...]]:
    return b"".join(data for _, data in files), tuple(FilePart(name, len(data)) for name, data in files)


def pages() -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in PAGES]


def test_the_recommendations_of_all_pages_are_one_plans() -> None:
    data, parts = parts_of(*pages())
    extraction = read_extraction(data, "1-summary.html and 2 more", parts=parts)
    assert [rec.number for rec in extraction.recommendations] == ["1", "2"]
    assert extraction.document.title == "Corporate Peer Challenge action plan"
    assert extraction.source.parts == ("1-summary.html", "2-housing.html", "3-money.html")
    assert extraction.source.sha256 == hashlib.sha256(data).hexdigest()
    assert extraction.source.size == len(data)


def test_every_place_says_which_file_it_is_in_and_tables_are_counted_through() -> None:
    data, parts = parts_of(*pages())
    document = read_as_one(data, "plan", parts)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [(dict(table.place.at)["file"], table.place.table) for table in tables] == [
        ("2-housing.html", 0),
        ("3-money.html", 1),
    ]


def test_a_break_stands_between_files_and_repeated_titles_are_furniture() -> None:
    data, parts = parts_of(*pages())
    document = read_as_one(data, "plan", parts)
    titles = [block for block in document.blocks if isinstance(block, Block) and block.text.endswith("action plan")]
    assert [block.layer for block in titles] == [Layer.BODY, Layer.FURNITURE, Layer.FURNITURE]
    breaks = [block for block in document.blocks if isinstance(block, Block) and block.kind is BlockKind.BREAK]
    assert len(breaks) == 2


def test_files_may_be_of_any_formats() -> None:
    data, parts = parts_of(*pages(), ("3.md", NOTES))
    extraction = read_extraction(data, "plan", parts=parts)
    assert extraction.source.media_type == MIXED
    assert [rec.number for rec in extraction.recommendations] == ["1", "2", "3"]


def test_a_file_that_cannot_be_read_is_named() -> None:
    data, parts = parts_of(*pages(), ("empty.html", b"<html></html>"))
    with pytest.raises(DocumentError, match=r"^empty\.html: "):
        read_as_one(data, "plan", parts)


def test_too_many_files_are_an_error() -> None:
    data, parts = parts_of(*[("a.txt", b"plan")] * (MAX_FILES + 1))
    with pytest.raises(DocumentError, match="at most 200"):
        read_as_one(data, "plan", parts)


def test_pages_are_counted_through() -> None:
    paged = read_document(b"one\n\ftwo\n", "a.txt")
    document = join_documents("both", [paged, paged])
    assert paged.pages == 2
    assert document.pages == 4
    assert [block.place.page for block in document.iter_blocks() if block.text] == [1, 2, 3, 4]
